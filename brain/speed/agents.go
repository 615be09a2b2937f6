package speed

import (
	"fmt"
	"math/rand/v2"

	"gridrat/brain/agent"
	"gridrat/brain/agent/policy"
	"gridrat/brain/agent/reward"
	"gridrat/brain/agent/sense"
	"gridrat/brain/agent/vision"
	"gridrat/brain/gridnet"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
)

// learning is an agent whose whole updates are measured: worlds, looking,
// codes, acting and learning.
type learning struct {
	name   string
	task   task.Task
	recipe agent.Recipe
}

// learners are those that are measured.
func learners() []learning {
	arena, maze := arena(), task.GoalDriven()
	forward := recipe(arena, "grid")
	p := &forward.Learn.Policy
	p.Core, p.Encoder, p.Hidden = policy.FeedForward, 128, 128
	return []learning{
		{"arena, grid, lstm 64", arena, recipe(arena, "grid")},
		{"arena, grid, feed-forward 128", arena, forward},
		{"goal-driven, grid, lstm 128", maze, recipe(maze, "grid")},
		{"goal-driven, no code, lstm 128", maze, recipe(maze, "none")},
	}
}

// agents measures what agents cost. Their organs have initial weights: nothing
// is faster or slower for what they have learnt, but how far rats run.
func agents() []Case {
	var cases []Case
	list := learners()
	for _, l := range list {
		cases = append(cases, l.update())
	}
	for _, l := range []learning{list[0], list[2]} {
		cases = append(cases, l.acting())
	}
	return append(cases, herding(), looking())
}

// arena is the square arena: a floor with distal cues, the same in all episodes.
func arena() task.Task {
	const half = 1.25
	m := maze.Map{
		Name:    "arena",
		Outline: maze.Outline{Corners: []world.Vec{{X: -half, Y: -half}, {X: half, Y: -half}, {X: half, Y: half}, {X: -half, Y: half}}},
		Starts:  []maze.Start{{Radius: 0.75}},
		Distal:  task.Distal(),
	}
	t, err := task.SquareArena(m)
	if err != nil {
		panic("speed: " + err.Error())
	}
	return t
}

func recipe(t task.Task, code string) agent.Recipe {
	r, err := agent.NewRecipe(&t, code)
	if err != nil {
		panic("speed: " + err.Error())
	}
	return r
}

// organs are those of a shape of senses, with initial weights.
func (l learning) organs() (o sense.Organs) {
	if l.recipe.Sense.Code == sense.Grid {
		o.Network, o.NetworkWeights = network()
	}
	if l.recipe.Sense.Fix == sense.Seen {
		o.Vision = vision.New(vision.Default(), 2.5)
		o.VisionWeights = o.Vision.Init(rand.New(rand.NewPCG(1, 2)))
	}
	return o
}

// network is the path-integration network of agents.
func network() (*gridnet.Network, []float32) {
	n := gridnet.NewNetwork(gridnet.NewModules(3), 1)
	return n, n.Init(1)
}

func (l learning) rats(workers int) (*sense.Rats, error) {
	return sense.New(sense.Config{
		Shape: l.recipe.Sense, Task: l.task, Organs: l.organs(), Rats: l.recipe.Learn.Worlds,
		Seeds:    func(rat, n int) uint64 { return agent.TrainingSeed(1, rat, n) },
		Training: true, Steps: l.recipe.Learn.Steps, Batch: l.recipe.Learn.Batch(), Workers: workers,
	})
}

// update measures updates by the decisions that are learnt from.
func (l learning) update() Case {
	return Case{
		Group: Agents, Name: l.name, Unit: "decisions",
		Work: float64(l.recipe.Learn.Worlds * l.recipe.Learn.Steps), Shared: true,
		New: func(workers int) (func() error, func(), error) {
			rats, err := l.rats(workers)
			if err != nil {
				return nil, nil, err
			}
			learner, err := reward.New(l.recipe.Learn, rats, 1, workers)
			if err != nil {
				rats.Close()
				return nil, nil, err
			}
			stop := func() {
				learner.Close()
				rats.Close()
			}
			return func() error { _, err := learner.Step(); return err }, stop, nil
		},
	}
}

// acting measures the policy alone, for all worlds at once.
func (l learning) acting() Case {
	r := l.recipe.Learn
	return Case{
		Group: Agents, Name: fmt.Sprintf("acting alone, lstm %d", r.Policy.Hidden), Unit: "decisions", Work: float64(r.Worlds),
		New: func(int) (func() error, func(), error) {
			rats, err := l.rats(1)
			if err != nil {
				return nil, nil, err
			}
			rats.Close()
			rng := rand.New(rand.NewPCG(1, 2))
			p := policy.New(r.Policy, rats.Inputs(), rats.Actions())
			w, a := p.Init(rng), p.NewActor(r.Worlds)
			x := tensor.Wrap(r.Worlds, p.Inputs, normal(rng, make([]float32, r.Worlds*p.Inputs)))
			last := make([]int32, r.Worlds)
			return func() error { a.Step(w, x, last); return nil }, func() {}, nil
		},
	}
}

// worldsAtOnce is how many rats are measured together, as many as learn so.
const worldsAtOnce = 128

// herding measures a step of the path-integration network in every rat.
func herding() Case {
	return Case{
		Group: Agents, Name: "path integration of a herd", Unit: "steps", Work: worldsAtOnce,
		New: instance(func(*rand.Rand) func() {
			n, w := network()
			h := gridnet.NewHerd(n, w, worldsAtOnce, gridnet.Frame{Factor: 1})
			all, moves := make([]int, worldsAtOnce), make([]gridnet.Move, worldsAtOnce)
			for i := range all {
				all[i], moves[i].By = i, world.Vec{X: gridnet.DefaultStride}
			}
			h.Anchor(all, make([]world.Pose, worldsAtOnce))
			return func() { h.Step(all, moves) }
		}),
	}
}

// looking measures looks of depth, each in a maze of its own.
func looking() Case {
	return Case{
		Group: Agents, Name: "looks of 64 rays, goal-driven", Unit: "looks", Work: worldsAtOnce,
		New: func(int) (func() error, func(), error) {
			eye := retina.New(retina.Rays, retina.Field)
			view := eye.NewDepth(worldsAtOnce)
			scenes, poses := make([]*retina.Scene, worldsAtOnce), make([]world.Pose, worldsAtOnce)
			w, err := task.New(task.GoalDriven())
			if err != nil {
				return nil, nil, err
			}
			for i := range scenes {
				w.Reset(rand.New(rand.NewPCG(uint64(i), task.Stream)))
				s, err := sight.New(w.Map())
				if err != nil {
					return nil, nil, err
				}
				scenes[i], poses[i] = &s.Scene, w.Pose()
			}
			return func() error { eye.Look(view, scenes, poses); return nil }, func() {}, nil
		},
	}
}
