package sense_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gridrat/brain/agent"
	"gridrat/brain/agent/rival"
	"gridrat/brain/agent/sense"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
)

// pair is two worlds that differ in what nobody in them can know at first.
type pair struct {
	what string
	a, b task.Task
	fork bool // in b, what is drawn after the start is drawn from another stream
}

// pairs are some of every task, drawn from a seed.
func pairs(t *testing.T, seed uint64) []pair {
	rng := rand.New(rand.NewPCG(seed, 1))
	arena, double, sunburst := arena(t), doubleE(t), sunburst(t)
	driven, doors := drawn(t, task.GoalDriven(), seed), drawn(t, task.GoalDoors(), seed)
	list := []pair{
		{"arena, the goal elsewhere", hiddenAt(t, arena, world.Vec{X: 0.9, Y: 0.9}), hiddenAt(t, arena, world.Vec{X: -0.9, Y: -0.9}), false},
		{"goal-driven, the goal elsewhere", driven, elsewhere(t, driven, rng), false},
		{"goal-driven, a wall less", driven, without(t, driven), false},
		{"goal-doors, the goal elsewhere", doors, elsewhere(t, doors, rng), false},
		{"goal-doors, a door that stands otherwise", doors, worked(t, doors), false},
		{"double E, the goal elsewhere", double, elsewhere(t, double, rng), false},
		{"double E, no door opens", double, shut(double), false},
		{"sunburst, the goal elsewhere", sunburst, elsewhere(t, sunburst, rng), false},
		{"sunburst, no door opens", sunburst, shut(sunburst), false},
	}
	for _, in := range []task.Task{arena, task.GoalDriven(), task.GoalDoors()} {
		list = append(list, pair{in.Name + ", another future", in, in, true})
	}
	return list
}

// TestHidden: of two worlds that differ in what is hidden, rats with the same
// chance that do the same sense the same to the bit, until what they felt, saw or
// were paid differs; codes of every kind, in every task.
func TestHidden(t *testing.T) {
	all := organs(t)
	compared, apart := map[string]int{}, map[string]int{}
	for seed := range uint64(2) {
		for _, p := range pairs(t, seed+1) {
			for _, code := range agent.CodeNames() {
				r, err := agent.NewRecipe(&p.a, code)
				if err != nil {
					continue // not every code is for every task
				}
				c := sense.Config{
					Shape: r.Sense, Organs: all, Rats: 4, Workers: 1, Steps: 50,
					Seeds: func(rat, n int) uint64 { return seed<<20 + uint64(1000*rat+n) },
				}
				script := &script{seed: seed}
				c.Task = p.a
				one := live(t, c, script, false)
				c.Task = p.b
				other := live(t, c, script, p.fork)
				for i := range c.Rats {
					same, lawful := alike(t, one[i], other[i], fmt.Sprintf("%s, code %s, seed %d, rat %d", p.what, code, seed, i))
					compared[p.what] += same
					if lawful {
						apart[p.what]++
					}
				}
			}
		}
	}
	for what, n := range compared {
		t.Logf("%s: %d decisions alike, %d rats came to know", what, n, apart[what])
		if n < 500 || apart[what] == 0 {
			t.Errorf("%s: after %d decisions %d rats came to know; the test needs more", what, n, apart[what])
		}
	}
}

// moment is what reached a policy, and what may have.
type moment struct {
	inputs []float32
	told   []float64
}

// alike compares two lives as long as what may be known is the same, and tells
// for how many decisions that was, and whether it ended.
func alike(t *testing.T, a, b []moment, what string) (same int, ended bool) {
	t.Helper()
	for k := range a {
		if !slices.Equal(a[k].told, b[k].told) {
			return k, true
		}
		if !slices.Equal(a[k].inputs, b[k].inputs) {
			for i, x := range a[k].inputs {
				if x != b[k].inputs[i] {
					t.Fatalf("%s: at decision %d number %d of what it senses is %v, and %v in the other world, and nothing told it", what, k, i, x, b[k].inputs[i])
				}
			}
		}
	}
	return len(a), false
}

// script is what rats do: some act at random, others go to the goal of the world
// in which they live first, then on at random. The second time they do the same.
type script struct {
	actions [][]int // decision by decision; nil before the first life
	seed    uint64
	edit    func(r *sense.Rats, decision int) // after a decision; nil is none
}

const decisions = 160

// live lets rats live by a script and notes what reaches them.
func live(t *testing.T, c sense.Config, s *script, fork bool) [][]moment {
	t.Helper()
	r, err := sense.New(c)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	n := r.N()
	x, begin := tensor.New(n, r.Inputs()), make([]bool, n)
	for i := range begin {
		begin[i] = true
	}
	r.Renew(begin, x)
	var forks []*forking
	for i := range n {
		f := &forking{now: rand.NewPCG(c.Seeds(i, 0), task.Stream), later: rand.NewPCG(c.Seeds(i, 0), 77)}
		r.World(i).Reset(rand.New(f)) // to the same start
		forks = append(forks, f)
	}
	lives, eyes := make([][]moment, n), make([]witness, n)
	note := func(i int, more ...float64) {
		lives[i] = append(lives[i], moment{slices.Clone(x.Row(i)), append(eyes[i].see(r.World(i), c.Shape), more...)})
	}
	for i := range n {
		note(i)
	}
	record := s.actions == nil
	guides := make([]rival.Actor, n)
	for i := range guides {
		guides[i], _ = rival.New(rival.Oracle)
		guides[i].Begin(r.World(i), nil)
	}
	for _, f := range forks {
		f.other = fork
	}
	rng := rand.New(rand.NewPCG(s.seed, 3))
	last := make([]int, n)
	reward, over := make([]float32, n), make([]bool, n)
	before, visits := make([]world.Pose, n), make([]int, n)
	for k := range decisions {
		if record {
			actions := make([]int, n)
			for i := range actions {
				if rng.Float64() > 0.9 {
					last[i] = rng.IntN(sense.Actions)
				}
				actions[i] = last[i]
				if w := r.World(i); i%2 == 1 && k > 20 && w.Visits() == 0 {
					if a := guides[i].Act(w); a != body.Stay {
						actions[i] = int(a) - 1
					}
				}
			}
			s.actions = append(s.actions, actions)
		}
		for i := range n {
			before[i], visits[i] = r.World(i).Pose(), r.World(i).Visits()
		}
		r.Act(s.actions[k], reward, over)
		if s.edit != nil {
			s.edit(r, k)
		}
		r.Observe(x)
		for i := range n {
			by, turn := motion(before[i], r.World(i), visits[i])
			note(i, float64(s.actions[k][i]), float64(reward[i]), by.X, by.Y, turn)
		}
	}
	return lives
}

// motion is how a rat has moved; in a decision that reached a goal, up to there.
func motion(before world.Pose, w *task.World, visits int) (by world.Vec, turn float64) {
	at := w.Pose()
	if w.Visits() > visits {
		at = w.Trials()[w.Visits()-1].At
	}
	return at.Pos.Sub(before.Pos), at.Heading - before.Heading
}

// witness looks for a rat, at what can be seen alone.
type witness struct {
	sight   *sight.Sight
	changes int // of the world, that it was made for
	rays    *retina.Retina
	view    *retina.View
}

// see lists what may be known of now: what the rays meet, the heading where there
// is a compass, the pose where it is told.
func (e *witness) see(w *task.World, s sense.Shape) (told []float64) {
	if e.sight == nil || w.Changes() != e.changes {
		m := w.Map()
		m.Goals = slices.DeleteFunc(m.Goals, func(g maze.Goal) bool { return !g.Visible })
		var err error
		if e.sight, err = sight.New(m); err != nil {
			panic(err)
		}
		e.changes = w.Changes()
	}
	if e.rays == nil {
		e.rays = retina.New(retina.Rays, retina.Field)
		e.view = e.rays.NewView(1)
	}
	pose := w.Pose()
	e.rays.Look(e.view, []*retina.Scene{&e.sight.Scene}, []world.Pose{pose})
	told = append(told, e.view.Distance...)
	for i, tag := range e.view.Tag {
		told = append(told, float64(min(tag, sight.GoalTag)))
		if s.Fix == sense.Seen {
			c := e.view.Color[i]
			told = append(told, e.view.Sky[i], float64(c[0]), float64(c[1]), float64(c[2]))
		}
	}
	if s.Fix != sense.Seen || s.Code == sense.None {
		told = append(told, pose.Heading)
	}
	if s.Fix == sense.Told {
		told = append(told, pose.Pos.X, pose.Pos.Y)
	}
	return told
}

// forking is a source of random numbers that goes on as another one.
type forking struct {
	now, later *rand.PCG
	other      bool
}

// Uint64 implements rand.Source.
func (f *forking) Uint64() uint64 {
	if f.other {
		return f.later.Uint64()
	}
	return f.now.Uint64()
}

// hiddenAt is the arena with its hidden goal at a place.
func hiddenAt(t *testing.T, in task.Task, at world.Vec) task.Task {
	t.Helper()
	moved, err := agent.GoalAt(in, at)
	if err != nil {
		t.Fatal(err)
	}
	moved.Map.Starts = []maze.Start{{Radius: 0.3}}
	return moved
}

// drawn is a task of the maze of an episode alone, from its start on.
func drawn(t *testing.T, in task.Task, seed uint64) task.Task {
	t.Helper()
	w, err := task.New(in)
	if err != nil {
		t.Fatal(err)
	}
	w.Reset(rand.New(rand.NewPCG(seed, task.Stream)))
	m := w.Map()
	m.Starts = []maze.Start{{At: w.Pose().Pos, Radius: 0.01}}
	return task.YourMap(m, false)
}

// elsewhere has the goal at least a metre from where it was and from the start.
func elsewhere(t *testing.T, in task.Task, rng *rand.Rand) task.Task {
	t.Helper()
	w, err := task.New(in)
	if err != nil {
		t.Fatal(err)
	}
	w.Reset(rand.New(rand.NewPCG(1, task.Stream)))
	low, high := w.Ground().Bounds()
	for range 10_000 {
		at := world.Vec{X: low.X + (high.X-low.X)*rng.Float64(), Y: low.Y + (high.Y-low.Y)*rng.Float64()}
		if min(at.Sub(in.Map.Goals[0].At).Norm(), at.Sub(in.Map.Starts[0].At).Norm()) < 1 || !w.Ground().Free(at, in.Map.Goals[0].Radius) {
			continue
		}
		if moved, err := agent.GoalAt(in, at); err == nil {
			return moved
		}
	}
	t.Fatal("there is no other place for the goal")
	return in
}

// without is the maze without its last wall.
func without(t *testing.T, in task.Task) task.Task {
	t.Helper()
	in.Map.Walls = in.Map.Walls[:len(in.Map.Walls)-1]
	if _, err := task.New(in); err != nil {
		t.Fatal(err)
	}
	return in
}

// worked is the maze with a door that stands otherwise: of those that may, the one
// farthest from the start.
func worked(t *testing.T, in task.Task) task.Task {
	t.Helper()
	best, far := in, math.Inf(-1)
	for i, d := range in.Map.Doors {
		other := in
		other.Map.Doors = slices.Clone(in.Map.Doors)
		other.Map.Doors[i].Open = !d.Open
		if _, err := task.New(other); err != nil {
			continue
		}
		if away := d.A.Sub(in.Map.Starts[0].At).Norm(); away > far {
			best, far = other, away
		}
	}
	if math.IsInf(far, -1) {
		t.Fatal("no door may stand otherwise")
	}
	return best
}

// shut is a task in which doors do not open after a visit.
func shut(in task.Task) task.Task {
	in.AllOpen = false
	return in
}
