package agent

import (
	"context"
	"math/rand/v2"

	"gridrat/brain/agent/sense"
	"gridrat/brain/agent/vector"
	"gridrat/brain/agent/vision"
	"gridrat/brain/tensor"
	"gridrat/world/task"
)

// Nursery is where rats grow their organs, before they are rewarded for
// anything.
type Nursery struct {
	Vision    vision.Recipe `json:"vision" doc:"how sight learns to tell places"`
	Learnt    bool          `json:"learnt" doc:"vectors are read by a head that the rat teaches itself; else by the network's own read-out of place"`
	Head      vector.Recipe `json:"head" doc:"how the vector head learns from the rat's own motion"`
	Rats      int           `json:"rats" doc:"rats that walk for the head" min:"1" max:"4096"`
	Decisions int           `json:"decisions" doc:"decisions that each of them makes" min:"2" max:"1000000"`
	Sight     float64       `json:"sight" doc:"probability that sight corrects a walking rat at a decision" min:"0" max:"1"`
	Keep      float64       `json:"keep" doc:"probability that a walking rat keeps its action" min:"0" max:"1"`
}

// NewNursery returns what serves the square arena.
func NewNursery() Nursery {
	return Nursery{Vision: vision.NewRecipe(), Head: vector.NewRecipe(), Rats: 256, Decisions: 1350, Sight: 0.05, Keep: 0.9}
}

// Growth tells how far organs have grown.
type Growth func(what string, share float64)

// streams of a nursery.
const (
	forVision = 1 + iota
	forWalks
	forHead
)

// Grow trains what agents of a recipe need before they are rewarded and o has
// not: eyes that tell places, and the vector head on walks that sight corrects,
// both in the arena. One seed gives the same organs for any number of workers. It
// returns ctx's error if that ends first.
func (r Recipe) Grow(ctx context.Context, o *sense.Organs, arena task.Task, seed uint64, workers int, tell Growth) error {
	if tell == nil {
		tell = func(string, float64) {}
	}
	eyes, head := r.Needs()
	if eyes && o.Vision == nil {
		if err := r.Nursery.growEyes(ctx, o, arena, seed, workers, tell); err != nil {
			return err
		}
	}
	if head && o.Head == nil {
		return r.Nursery.growHead(ctx, o, r.Sense, arena, seed, workers, tell)
	}
	return nil
}

// growEyes lets rats look around.
func (n Nursery) growEyes(ctx context.Context, o *sense.Organs, arena task.Task, seed uint64, workers int, tell Growth) error {
	t, err := vision.NewTrainer(n.Vision, arena, seed^forVision<<60, workers)
	if err != nil {
		return err
	}
	defer t.Close()
	for t.Update() < n.Vision.Updates {
		if _, err := t.Step(); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		tell("learning to see", float64(t.Update())/float64(n.Vision.Updates))
	}
	o.Vision, o.VisionWeights = t.Module(), t.Weights()
	return nil
}

// growHead lets rats walk and learns from what they felt.
func (n Nursery) growHead(ctx context.Context, o *sense.Organs, s sense.Shape, arena task.Task, seed uint64, workers int, tell Growth) error {
	walking := sense.Arena()
	walking.Code, walking.Stride, walking.Bonus = s.Code, s.Stride, 0
	walking.Sight = n.Sight
	walking.Vector, walking.Own, walking.Familiar = false, false, false
	rats, err := sense.New(sense.Config{
		Shape: walking, Task: arena, Organs: *o, Rats: n.Rats, Workers: workers,
		Seeds: func(rat, k int) uint64 { return TrainingSeed(seed^forWalks<<60, rat, k) },
	})
	if err != nil {
		return err
	}
	defer rats.Close()
	const every = 8 // decisions
	walks := vector.NewWalks(rats.Units(), n.Rats, n.Decisions/every+1)
	rng := rand.New(rand.NewPCG(seed, forWalks))
	actions, reward, over := make([]int, n.Rats), make([]float32, n.Rats), make([]bool, n.Rats)
	x := tensor.New(n.Rats, rats.Inputs())
	begin := make([]bool, n.Rats)
	for i := range begin {
		begin[i] = true
		actions[i] = rng.IntN(sense.Actions)
	}
	rats.Renew(begin, x)
	code := make([]float32, rats.Units())
	for k := range n.Decisions {
		for i := range actions {
			if rng.Float64() >= n.Keep {
				actions[i] = rng.IntN(sense.Actions)
			}
		}
		rats.Act(actions, reward, over)
		for i := range actions {
			m := rats.Moment(code, i)
			if m.Lost || over[i] {
				walks.Begin(i)
				continue
			}
			walks.Move(i, m.By.Mul(rats.Unit()))
			if k%every == 0 {
				walks.Keep(i, code, m.Since.Mul(rats.Unit()))
			}
		}
		again := false
		for _, o := range over {
			again = again || o
		}
		if again {
			rats.Renew(over, x)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		tell("walking", float64(k+1)/float64(n.Decisions))
	}
	t, err := vector.NewTrainer(n.Head, walks, seed^forHead<<60, workers)
	if err != nil {
		return err
	}
	defer t.Close()
	for t.Update() < n.Head.Updates {
		if _, err := t.Step(); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		tell("learning vectors", float64(t.Update())/float64(n.Head.Updates))
	}
	o.Head, o.HeadWeights = t.Head(), t.Weights()
	return nil
}

// TrainingSeed is the seed of an episode to learn in: the n-th of a rat. It is
// never one of those of tests, which are below 1<<63.
func TrainingSeed(seed uint64, rat, n int) uint64 {
	return 1<<63 | tensor.Mix(tensor.Mix(seed)+uint64(rat)<<32+uint64(n))>>1
}
