package sense

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gridrat/brain/agent/vision"
	"gridrat/brain/gridnet"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// arena is the square arena with a hidden goal.
func arena(t testing.TB) task.Task {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "assets", "mazes", "hidden-goal.json"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := maze.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	a, err := task.SquareArena(m)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// organs are the network of the program, and eyes that have learnt nothing.
func organs(t testing.TB) Organs {
	t.Helper()
	tr, err := gridnet.Open(filepath.Join("..", "..", "..", "assets", "networks", "modules.npz"), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	m := vision.New(vision.Default(), 2.5)
	return Organs{
		Network: tr.Network(), NetworkWeights: tr.Weights(),
		Vision: m, VisionWeights: m.Init(rand.New(rand.NewPCG(1, 1))),
	}
}

// walk lets rats act at random and calls each after every decision.
func walk(t testing.TB, r *Rats, seed uint64, decisions int, each func(x tensor.Mat, reward []float32, over []bool)) {
	t.Helper()
	n := r.N()
	x, begin := tensor.New(n, r.Inputs()), make([]bool, n)
	for i := range begin {
		begin[i] = true
	}
	r.Renew(begin, x)
	goOn(r, x, seed, decisions, each)
}

// goOn is walk in episodes that have begun.
func goOn(r *Rats, x tensor.Mat, seed uint64, decisions int, each func(x tensor.Mat, reward []float32, over []bool)) {
	n := r.N()
	rng := rand.New(rand.NewPCG(seed, 1))
	actions, reward, over := make([]int, n), make([]float32, n), make([]bool, n)
	for range decisions {
		for i := range actions {
			if rng.Float64() > 0.9 {
				actions[i] = rng.IntN(Actions)
			}
		}
		r.Act(actions, reward, over)
		r.Observe(x)
		each(x, reward, over)
		if slices.Contains(over, true) {
			r.Renew(over, x)
		}
	}
}

func seeds(rat, n int) uint64 { return uint64(1000*rat + n) }

// config is one of every kind of senses.
func configs(t testing.TB) map[string]Config {
	o := organs(t)
	all := map[string]Config{}
	add := func(name string, t task.Task, s Shape) {
		all[name] = Config{Shape: s, Task: t, Organs: o, Rats: 10, Seeds: seeds, Training: true, Steps: 50, Workers: 1}
	}
	s := Arena()
	s.Visits = 1
	add("grid", arena(t), s)
	add("grid, noting", arena(t), s)
	noting := all["grid, noting"]
	noting.Lesson = 4
	all["grid, noting"] = noting
	s.Code, s.Fix, s.Sight = Place, Told, 1
	add("place", arena(t), s)
	s.Code, s.Fix, s.Sight, s.Raw = PlaceStill, Seen, 0.1, 0.2
	add("kept place, raw", arena(t), s)
	s = Maze()
	s.Fix, s.RayDoors, s.RayColors, s.Axis = Told, true, true, true
	add("maze", task.GoalDoors(), s)
	add("views", task.GoalDriven(), Maze())
	s = Maze()
	s.Map, s.Snap = true, true
	add("map of a room that nobody tells of", task.GoalDoors(), s)
	s.Fix, s.Code = Told, Place
	add("map", task.GoalDriven(), s)
	s = Maze()
	s.Code, s.Vector = None, false
	add("none", task.GoalDriven(), s)
	return all
}

// Rats sense the same to the bit, for any number of workers, and when they are
// brought back in the middle of their episodes.
func TestSameBits(t *testing.T) {
	const decisions, rest = 130, 40
	for name, c := range configs(t) {
		c.Seeds = seeds
		run := func(workers int, through func(r *Rats) *Rats) (sum []float32) {
			c.Workers = workers
			r, err := New(c)
			if err != nil {
				t.Fatal(name, err)
			}
			x := tensor.New(r.N(), r.Inputs())
			walk(t, r, 1, decisions, func(now tensor.Mat, _ []float32, _ []bool) { tensor.Copy(x, now) })
			r = through(r)
			defer r.Close()
			goOn(r, x, 2, rest, func(now tensor.Mat, reward []float32, over []bool) {
				sum = append(sum, now.Data...)
				sum = append(sum, reward...)
				for _, o := range over {
					if o {
						sum = append(sum, 1)
					}
				}
			})
			return sum
		}
		want := run(1, func(r *Rats) *Rats { return r })
		for what, got := range map[string][]float32{
			"with three workers": run(3, func(r *Rats) *Rats { return r }),
			"brought back": run(1, func(r *Rats) *Rats {
				data, err := r.MarshalBinary()
				if err != nil {
					t.Fatal(err)
				}
				r.Close()
				back, err := New(c)
				if err != nil {
					t.Fatal(err)
				}
				if err := back.UnmarshalBinary(data); err != nil {
					t.Fatal(name, err)
				}
				return back
			}),
		} {
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s rats sense otherwise", name, what)
			}
		}
	}
}

// What is hidden reaches nobody: with the same way and the same chance, rats
// whose hidden goals lie elsewhere sense the same until one is reached.
func TestHiddenGoal(t *testing.T) {
	for name, c := range configs(t) {
		if c.Task.Name != "square-arena" {
			continue
		}
		var seen [2][]float32
		for k, at := range []world.Vec{{X: 0.9, Y: 0.9}, {X: -0.9, Y: -0.9}} {
			m := maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 2.5})
			m.Goals = []maze.Goal{{At: at, Radius: 0.1}}
			m.Starts = []maze.Start{{Radius: 0.3}}
			c.Task, c.Training = task.YourMap(m, false), false
			r, err := New(c)
			if err != nil {
				t.Fatal(name, err)
			}
			walk(t, r, 3, 60, func(x tensor.Mat, reward []float32, _ []bool) {
				for i := range r.N() {
					if r.World(i).Visits() > 0 {
						t.Fatalf("%s: rat %d has reached a goal; the test needs ways without one", name, i)
					}
				}
				seen[k] = append(seen[k], x.Data...)
			})
			r.Close()
		}
		if !slices.Equal(seen[0], seen[1]) {
			t.Errorf("%s: rats know something of a goal that they have not reached", name)
		}
	}
}

// A rat that is told nothing senses the same wherever in the world its maze
// lies: the true place reaches it nowhere.
func TestMovedMaze(t *testing.T) {
	first, err := task.New(task.GoalDriven())
	if err != nil {
		t.Fatal(err)
	}
	first.Reset(rand.New(rand.NewPCG(11, task.Stream)))
	here := first.Map()
	there := moved(here, world.Vec{X: 0.75, Y: -0.5})
	for name, c := range configs(t) {
		if c.Shape.Fix != Views || c.Shape.Code == None {
			continue
		}
		var seen [2][]float32
		visits := 0
		for k, m := range []maze.Map{here, there} {
			c.Task, c.Training, c.Rats = task.YourMap(m, false), false, 4
			r, err := New(c)
			if err != nil {
				t.Fatal(name, err)
			}
			touched := r.plan.felt.Offset + 3 // a matter of the last bit where a rat slides along a wall
			walk(t, r, 5, 1300, func(x tensor.Mat, _ []float32, _ []bool) {
				for i := range x.Rows {
					seen[k] = append(append(seen[k], x.Row(i)[:touched]...), x.Row(i)[touched+1:]...)
				}
			})
			for i := range r.N() {
				visits += r.World(i).Visits()
			}
			r.Close()
		}
		if visits < 4 {
			t.Errorf("%s: the goal was reached %d times; the test needs more", name, visits)
		}
		for i, v := range seen[0] {
			if d := v - seen[1][i]; d > 1e-3 || d < -1e-3 {
				t.Fatalf("%s: number %d of what was sensed is %v, and %v in the maze that lies elsewhere", name, i, v, seen[1][i])
			}
		}
	}
}

// moved is a map that lies elsewhere.
func moved(m maze.Map, by world.Vec) maze.Map {
	m.Outline.Corners = slices.Clone(m.Outline.Corners)
	for i := range m.Outline.Corners {
		m.Outline.Corners[i] = m.Outline.Corners[i].Add(by)
	}
	m.Walls = slices.Clone(m.Walls)
	for i := range m.Walls {
		m.Walls[i].A, m.Walls[i].B = m.Walls[i].A.Add(by), m.Walls[i].B.Add(by)
	}
	m.Goals = slices.Clone(m.Goals)
	for i := range m.Goals {
		m.Goals[i].At = m.Goals[i].At.Add(by)
	}
	m.Starts = slices.Clone(m.Starts)
	for i := range m.Starts {
		m.Starts[i].At = m.Starts[i].At.Add(by)
	}
	return m
}

// With a code that is exact, the vector is the true one, in the rat's frame,
// from the first visit on, and nothing before.
func TestVector(t *testing.T) {
	s := Arena()
	s.Code, s.Fix, s.Sight = Place, Told, 1
	c := Config{Shape: s, Task: arena(t), Rats: 20, Seeds: seeds, Workers: 2, Steps: 50}
	r, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	visited, worst := 0, 0.0
	walk(t, r, 5, 1350, func(x tensor.Mat, _ []float32, _ []bool) {
		for i := range r.N() {
			w, b := r.World(i), r.Belief(i)
			if b.Reached != (w.Visits() > 0) {
				t.Fatalf("rat %d has reached %d goals and believes %v", i, w.Visits(), b.Reached)
			}
			if !b.Reached {
				if v := r.plan.vector.of(x.Row(i)); slices.ContainsFunc(v, func(v float32) bool { return v != 0 }) {
					t.Fatalf("the vector is %v before the first visit", v)
				}
				continue
			}
			visited++
			pose, goal := w.Pose(), w.Trials()[w.Visits()-1].At.Pos
			to := goal.Sub(pose.Pos)
			ahead := world.Polar(1, pose.Heading)
			worst = max(worst, b.ToGoal.Sub(world.Vec{X: to.Dot(ahead), Y: ahead.Cross(to)}).Norm())
		}
	})
	if visited == 0 || worst > 1e-3 {
		t.Errorf("after %d looks at a vector the worst is off by %v m", visited, worst)
	}
}

// Training episodes end with a sequence: the first ones at all times, later ones
// with their time or after some visits.
func TestEnds(t *testing.T) {
	c := configs(t)["grid"]
	c.Shape.Visits = 2
	c.Rats = 54
	r, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	decision, ends := 0, map[int]int{}
	since := make([]int, r.N())
	early := 0
	walk(t, r, 7, 1500, func(_ tensor.Mat, _ []float32, over []bool) {
		decision++
		for i, o := range over {
			since[i]++
			if !o {
				continue
			}
			visits := r.World(i).Visits()
			if decision%50 != 0 || since[i] > 1350 || since[i] < 1350 && visits < 2 && since[i] != (i%27+1)*50 {
				t.Fatalf("at decision %d the episode of rat %d ended after %d decisions and %d visits", decision, i, since[i], visits)
			}
			if visits >= 2 {
				early++
			}
			ends[decision]++
			since[i] = 0
		}
	})
	if len(ends) < 25 {
		t.Errorf("episodes ended at %d times", len(ends))
	}
	t.Logf("%d episodes ended early", early)
}

// A decision without a look allocates nothing.
func TestActDoesNotAllocate(t *testing.T) {
	for name, c := range configs(t) {
		c.Training = false
		r, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		n := r.N()
		actions, reward, over := make([]int, n), make([]float32, n), make([]bool, n)
		x := tensor.New(n, r.Inputs())
		walk(t, r, 1, 100, func(tensor.Mat, []float32, []bool) {})
		if a := testing.AllocsPerRun(20, func() { r.Act(actions, reward, over); r.Observe(x) }); a > 0 {
			t.Errorf("%s: %v allocations per decision", name, a)
		}
		r.Close()
	}
}

// Every action of a policy is one of the body's.
func TestActions(t *testing.T) {
	for i := range Actions {
		if Action(i) == body.Stay || Action(i) >= body.Actions {
			t.Errorf("action %d is %v", i, Action(i))
		}
	}
}
