package agent

import (
	"context"
	"math/rand/v2"

	"gridrat/brain/agent/policy"
	"gridrat/brain/agent/rival"
	"gridrat/brain/agent/sense"
	"gridrat/brain/crew"
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
)

// Frozen is the seed of the first test episode: those of training never have
// one like it (see TrainingSeed), so that nobody was trained on a test.
const Frozen = rival.FirstTest

// Player lets a policy act in rats' worlds without learning.
type Player struct {
	rats    *sense.Rats
	policy  *policy.Policy
	weights []float32
	greedy  bool

	crew    *crew.Crew
	actors  []*policy.Actor
	low     []int // first rat of each actor, and their number
	chance  []*rand.Rand
	x       tensor.Mat
	last    []int32
	actions []int
	reward  []float32
	over    []bool
	job     func(int)
}

// perActor is how many rats share an actor; results do not depend on it.
const perActor = 16

// NewPlayer returns a player whose episodes begin. Seeds are those of the
// rats' actions, apart from those of their episodes.
func NewPlayer(rats *sense.Rats, p *policy.Policy, weights []float32, seeds []uint64, greedy bool, workers int) *Player {
	n := rats.N()
	l := &Player{
		rats: rats, policy: p, weights: weights, greedy: greedy, crew: crew.New(workers),
		x: tensor.New(n, p.Inputs), last: make([]int32, n), actions: make([]int, n),
		reward: make([]float32, n), over: make([]bool, n),
	}
	for low := 0; low < n; low += perActor {
		l.low = append(l.low, low)
		l.actors = append(l.actors, p.NewActor(min(perActor, n-low)))
	}
	l.low = append(l.low, n)
	begin := make([]bool, n)
	for i := range n {
		l.chance = append(l.chance, rand.New(rand.NewPCG(seeds[i], forPlay)))
		l.last[i], begin[i] = -1, true
	}
	rats.Renew(begin, l.x)
	l.job = l.choose
	return l
}

// forPlay is the second number of the generators that draw a player's actions.
const forPlay = 0xac70

// Close ends the player's goroutines, not those of its rats.
func (l *Player) Close() { l.crew.Stop() }

// choose chooses the actions of the rats of an actor.
func (l *Player) choose(k int) {
	low, high := l.low[k], l.low[k+1]
	a := l.actors[k]
	a.Step(l.weights, l.x.RowRange(low, high), l.last[low:high])
	for b := range high - low {
		i := low + b
		if l.over[i] {
			continue
		}
		u := l.chance[i].Float64()
		if l.greedy {
			l.actions[i] = best(a.Probs(b))
		} else {
			l.actions[i] = nn.Draw(a.Probs(b), u)
		}
	}
}

func best(p []float32) int {
	at := 0
	for i, v := range p {
		if v > p[at] {
			at = i
		}
	}
	return at
}

// Step makes a decision in every world that is not over, and tells whether any
// is left.
func (l *Player) Step() (left bool) {
	if err := l.crew.Run(len(l.actors), l.job); err != nil {
		panic(err)
	}
	for i, a := range l.actions {
		l.last[i] = int32(a)
	}
	l.rats.Act(l.actions, l.reward, l.over)
	l.rats.Observe(l.x)
	for _, over := range l.over {
		left = left || !over
	}
	return left
}

// Probs and Value are what the policy said of a rat at the last Step.
func (l *Player) Probs(i int) []float32 { return l.actors[i/perActor].Probs(i % perActor) }

// Value is what rat i expected, in the learner's unit.
func (l *Player) Value(i int) float32 { return l.actors[i/perActor].Value(i % perActor) }

// Run plays until all episodes are over or ctx is done. It tells progress, in
// decisions made, every now and then.
func (l *Player) Run(ctx context.Context, progress func(decisions int)) error {
	for n := 1; l.Step(); n++ {
		if n%50 == 0 {
			if progress != nil {
				progress(n)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}
