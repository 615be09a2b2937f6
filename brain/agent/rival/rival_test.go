package rival

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/presets"
	"gridrat/world/task"

	"pgregory.net/rapid"
)

// tasks are those of the paper, by name.
func tasks(t testing.TB) map[string]task.Task {
	t.Helper()
	preset := func(name string) maze.Map {
		m, err := maze.DecodeReady(presets.File(name))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	by := map[string]task.Task{}
	add := func(k task.Task, err error) {
		if err != nil {
			t.Fatal(err)
		}
		by[k.Name] = k
	}
	add(task.SquareArena(preset("hidden-goal")))
	add(task.GoalDriven(), nil)
	add(task.GoalDoors(), nil)
	add(task.LargeGoalDoors(), nil)
	add(task.Sunburst(preset("sunburst")))
	add(task.DoubleE(preset("double-e"), false))
	add(task.DoubleE(preset("double-e"), true))
	return by
}

func play(t testing.TB, k task.Task, name string, first uint64, n int) []Played {
	t.Helper()
	p, err := Play(k, name, first, n, 2)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestLines: mean scores of 100 episodes are those of prototypes that were
// written apart from this code, within three standard errors of their difference.
// Of mazes the 100 episodes are those of the prototypes: the rule must agree
// there, not the draw.
func TestLines(t *testing.T) {
	const mazes = 900000 // first seed of the prototypes' mazes
	for _, c := range []struct {
		task, who string
		first     uint64
		n         int
		want, sd  float64
	}{
		{"square-arena", Random, FirstTest, 100, 3.7, 5.8},
		{"square-arena", Sticky, FirstTest, 100, 11.5, 10},
		{"square-arena", Searcher, FirstTest, 100, 578, 230},
		{"square-arena", Oracle, FirstTest, 100, 694.9, 190},
		{"goal-driven", Random, mazes, 100, 3.5, 8},
		{"goal-driven", Oracle, mazes, 100, 430.7, 20},
		{"goal-doors", Oracle, mazes, 30, 401.6, 102},
		{"large-goal-doors", Oracle, mazes, 10, 254.5, 65},
		{"double-e-test", Oracle, mazes, 10, 267, 10},
	} {
		if testing.Short() {
			c.n = max(c.n/10, 5)
			c.sd = max(c.sd, c.want/3) // of part of the mazes
		}
		sum := 0.0
		for _, p := range play(t, tasks(t)[c.task], c.who, c.first, c.n) {
			sum += p.Score
		}
		if mean := sum / float64(c.n); math.Abs(mean-c.want) > 3*c.sd*math.Sqrt(2/float64(c.n)) {
			t.Errorf("%s: %s has %.1f, want %v ± %.1f", c.task, c.who, mean, c.want, 3*c.sd*math.Sqrt(2/float64(c.n)))
		}
	}
}

// TestSideBySide: episodes are the same to the bit for any number of workers,
// and those of actors and worlds that have played nothing else.
func TestSideBySide(t *testing.T) {
	by := tasks(t)
	for _, name := range Names() {
		for _, k := range []task.Task{by["square-arena"], by["goal-doors"]} {
			k.Seconds = 20
			const n = 6
			one, err := Play(k, name, 7, n, 1)
			if err != nil {
				t.Fatal(err)
			}
			five, err := Play(k, name, 7, n, 5)
			if err != nil {
				t.Fatal(err)
			}
			for i := range n {
				w, err := task.New(k)
				if err != nil {
					t.Fatal(err)
				}
				a, err := New(name)
				if err != nil {
					t.Fatal(err)
				}
				alone := Episode(w, a, uint64(7+i))
				for _, p := range []Played{one[i], five[i]} {
					if p.Seed != alone.Seed || p.Score != alone.Score || !slices.Equal(p.Trials, alone.Trials) {
						t.Fatalf("%s, %s: episode %d comes to %v, %v and %v", k.Name, name, i, one[i].Score, five[i].Score, alone.Score)
					}
				}
			}
		}
	}
}

// TestKnowing: who knows more does better, in every task.
func TestKnowing(t *testing.T) {
	for name, k := range tasks(t) {
		k.Seconds = 45
		mean := func(who string) (sum float64) {
			for _, p := range play(t, k, who, FirstTest, 4) {
				sum += p.Score / 4
			}
			return sum
		}
		if floor, ceiling := mean(Random), mean(Ceiling(k)); ceiling < floor+50 {
			t.Errorf("%s: %s has %v, %s %v", name, Random, floor, Ceiling(k), ceiling)
		}
	}
}

// TestForeseen: on an open floor a trial takes as many ticks as its plan says,
// and no fewer than the straight way to the rim at top speed.
func TestForeseen(t *testing.T) {
	k := tasks(t)["square-arena"]
	rapid.Check(t, func(t *rapid.T) {
		k := k
		if rapid.Bool().Draw(t, "like a rat") {
			k.Body = k.Body.LikeRat()
		}
		w, err := task.New(k)
		if err != nil {
			t.Fatal(err)
		}
		w.Reset(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), task.Stream)))
		o := &oracle{}
		o.Begin(w, nil)
		for w.Visits() < 3 {
			from, g := w.Pose().Pos, w.Goals()[0]
			o.plan.choose(w)
			want := o.plan.roll(w, o.plan.plan, 10000)
			o.plan.trial = len(w.Trials())
			for n := len(w.Trials()); len(w.Trials()) == n; {
				w.Act(o.Act(w))
			}
			trial := w.Trials()[len(w.Trials())-2]
			least := (g.At.Sub(from).Norm() - g.Radius) / (k.Body.TopSpeed * k.Body.Tick)
			if took := trial.Ended - trial.Began; took != want+rest(trial, k.Body) || float64(want) < least {
				t.Fatalf("a trial took %d ticks, of which %d were foreseen and %v are needed", took, want, least)
			}
		}
	})
}

// rest is how many ticks of the decision in which a trial began were over then.
func rest(t task.Trial, b body.Model) int { return (b.Repeat - t.Began%b.Repeat) % b.Repeat }

// TestSearchKnowsNothing: until the goal is found, the searcher does the same
// wherever it is.
func TestSearchKnowsNothing(t *testing.T) {
	at := func(x, y float64) (*task.World, Actor) {
		m := tasks(t)["square-arena"].Map
		m.Starts = []maze.Start{{At: world.Vec{X: -0.3, Y: 0.2}, Radius: 0.05}}
		m.Goals = []maze.Goal{{At: world.Vec{X: x, Y: y}, Radius: task.GoalRadius}}
		w, err := task.New(task.YourMap(m, false))
		if err != nil {
			t.Fatal(err)
		}
		w.Reset(rand.New(rand.NewPCG(3, task.Stream)))
		a, err := New(Searcher)
		if err != nil {
			t.Fatal(err)
		}
		a.Begin(w, nil)
		return w, a
	}
	near, a := at(0.6, 0.2)
	far, b := at(-1.1, -1.1)
	n := 0
	for ; near.Visits() == 0; n++ {
		x, y := a.Act(near), b.Act(far)
		if x != y {
			t.Fatalf("in decision %d it does %v and %v", n, x, y)
		}
		near.Act(x)
		far.Act(y)
	}
	if n < 50 || far.Visits() > 0 {
		t.Errorf("it was found after %d decisions", n)
	}
}

// TestFinds: the search finds nearly every goal of the square arena in an
// episode, wherever it begins.
func TestFinds(t *testing.T) {
	n, found := 60, 0
	for _, p := range play(t, tasks(t)["square-arena"], Searcher, 5000, n) {
		if p.Score > 0 {
			found++
		}
	}
	if found < n*95/100 {
		t.Errorf("it found %d goals of %d", found, n)
	}
}

// TestAnywhere: everybody acts on every map that comes with the program and has
// a goal, and who knows the map of a track reaches its goals.
func TestAnywhere(t *testing.T) {
	for name, data := range presets.All() {
		m, err := maze.DecodeReady(data)
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Goals) == 0 {
			continue
		}
		k := task.YourMap(m, false)
		k.Seconds = 25
		for _, who := range Names() {
			p := play(t, k, who, 1, 1)[0]
			if (who == Oracle || who == Searcher) && name == "linear-track" && p.Score == 0 {
				t.Errorf("%s reaches nothing on a track", who)
			}
		}
	}
}

// TestCoast: a rat that stops turning comes to head as foreseen.
func TestCoast(t *testing.T) {
	w, err := task.New(tasks(t)["square-arena"])
	if err != nil {
		t.Fatal(err)
	}
	for turns := range 6 {
		w.Reset(rand.New(rand.NewPCG(uint64(turns), task.Stream)))
		o := &oracle{}
		o.Begin(w, nil)
		for range turns {
			w.Act(body.TurnLeft)
		}
		want := o.coast(w)
		for range 30 {
			w.Act(body.Stay)
		}
		if off := world.WrapAngle(w.Pose().Heading - want); math.Abs(off) > 1e-9 {
			t.Errorf("after %d turns it heads off by %v", turns, off)
		}
	}
}

// TestTurns: a body that is slower sideways and backwards is worth turning for.
func TestTurns(t *testing.T) {
	k := tasks(t)["goal-driven"]
	k.Body = k.Body.LikeRat()
	w, err := task.New(k)
	if err != nil {
		t.Fatal(err)
	}
	turning, never := 0.0, 0.0
	for seed := range uint64(8) {
		turning += Episode(w, &oracle{}, seed).Score
		never += Episode(w, &crab{}, seed).Score
	}
	if turning < never*1.2 {
		t.Errorf("with turning it has %v, without %v", turning/8, never/8)
	}
}

// crab is the oracle without turning, whatever the body.
type crab struct{ oracle }

func (c *crab) Act(w *task.World) body.Action {
	way, _ := ahead(w.Path(nil, w.Pose().Pos))
	return toward(way, w.Pose().Heading)
}

// TestNoAllocation: acting within a trial allocates nothing.
func TestNoAllocation(t *testing.T) {
	by := tasks(t)
	for _, name := range Names() {
		for _, k := range []task.Task{by["square-arena"], by["goal-driven"], by["sunburst"]} {
			w, err := task.New(k)
			if err != nil {
				t.Fatal(err)
			}
			w.Reset(rand.New(rand.NewPCG(1, task.Stream)))
			a, err := New(name)
			if err != nil {
				t.Fatal(err)
			}
			a.Begin(w, rand.New(rand.NewPCG(1, stream)))
			w.Act(a.Act(w)) // finds the ways of the trial
			if got := testing.AllocsPerRun(5, func() { w.Act(a.Act(w)) }); got != 0 && w.Visits() == 0 {
				t.Errorf("%s, %s: a decision allocates %v times", k.Name, name, got)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for _, name := range Names() {
		if _, err := New(name); err != nil {
			t.Error(err)
		}
	}
	for _, err := range []error{
		second(New("nobody")), second(Play(task.GoalDriven(), "nobody", 0, 1, 1)),
	} {
		if err == nil || !strings.Contains(err.Error(), `no actor "nobody"`) || !strings.Contains(err.Error(), Searcher) {
			t.Errorf("of a wrong name it says %v", err)
		}
	}
	if err := second(Play(task.YourMap(maze.Map{}, false), Random, 0, 1, 1)); err == nil {
		t.Error("it plays on no map")
	}
	by := tasks(t)
	for name, want := range map[string]string{"square-arena": Searcher, "goal-driven": Oracle, "sunburst": Oracle} {
		if got := Ceiling(by[name]); got != want {
			t.Errorf("%s: the ceiling is %s", name, got)
		}
	}
	// A hidden goal that a test puts to one place is as hidden.
	for visible, want := range map[bool]string{true: Oracle, false: Searcher} {
		m := maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 2.5})
		m.Goals = []maze.Goal{{At: world.Vec{X: 0.5}, Radius: 0.1, Visible: visible}}
		if got := Ceiling(task.YourMap(m, false)); got != want {
			t.Errorf("with a goal that is visible, %v, the ceiling is %s", visible, got)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// TestToward: the nearest of the four ways, by angle.
func TestToward(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		angle := rapid.Float64Range(-math.Pi, math.Pi)
		way, heading := angle.Draw(t, "way"), angle.Draw(t, "heading")
		off := func(a body.Action) float64 {
			c := a.Command()
			return math.Abs(world.WrapAngle(way - heading - world.Vec{X: c.Forward, Y: c.Left}.Angle()))
		}
		got := toward(world.Polar(2, way), heading)
		best := slices.MinFunc([]body.Action{body.GoForward, body.GoBack, body.GoLeft, body.GoRight}, func(a, b body.Action) int { return cmp.Compare(off(a), off(b)) })
		if off(got) > off(best)+1e-9 {
			t.Fatalf("a way to %v is gone by action %d, heading %v", way, got, heading)
		}
	})
}

func BenchmarkEpisode(b *testing.B) {
	for _, c := range [][2]string{{"square-arena", Searcher}, {"square-arena", Oracle}, {"goal-driven", Oracle}} {
		b.Run(c[0]+"/"+c[1], func(b *testing.B) {
			seed := uint64(FirstTest)
			for b.Loop() {
				play(b, tasks(b)[c[0]], c[1], seed, 1)
				seed++
			}
		})
	}
}
