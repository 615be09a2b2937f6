package agent

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"gridrat/brain/agent/sense"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// tested are episodes of an agent in its own task.
func tested(t testing.TB, a *Agent, o Options) []Episode {
	t.Helper()
	list, err := a.Test(context.Background(), a.Task, o)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// same compares episodes, of which NaN are alike.
func same(a, b []Episode) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Seed != b[i].Seed || a[i].Score != b[i].Score || a[i].Goal != b[i].Goal || len(a[i].Trials) != len(b[i].Trials) {
			return false
		}
		for k, x := range a[i].Trials {
			y := b[i].Trials[k]
			if x.Trial != y.Trial || x.Seconds != y.Seconds || x.Shortest != y.Shortest || x.Door != y.Door ||
				math.Float64bits(x.HeadingError) != math.Float64bits(y.HeadingError) {
				return false
			}
		}
	}
	return true
}

// TestFrozen: tests are the same for any number of workers and in any company,
// the episodes are those of their numbers, and neither they nor learning that
// goes on change the agent.
func TestFrozen(t *testing.T) {
	tr := begun(t, tiny(t, arena(t), "grid", "sense.sight=0.2"), 1, 2)
	a := tr.Agent()
	all := tested(t, a, Options{Episodes: 5, Workers: 1, Ways: 2})
	steps(t, tr, 1)
	if again := tested(t, a, Options{Episodes: 5, Workers: 3}); !same(all, again) {
		t.Error("three workers, and learning between, give other episodes")
	}
	if some := tested(t, a, Options{First: 2, Episodes: 2, Workers: 1}); !same(all[2:4], some) {
		t.Error("episodes 2 and 3 alone are others")
	}
	if other := tested(t, tr.Agent(), Options{Episodes: 5, Workers: 1}); same(all, other) {
		t.Error("an update has changed nothing")
	}
	for i, e := range all {
		if e.Seed != Frozen+uint64(i) || e.Goal == (world.Vec{}) {
			t.Errorf("episode %d has seed %d and its goal at %v", i, e.Seed, e.Goal)
		}
		if (e.Ways != nil) != (i < 2) || (e.Map.Name != "") != (i < 2) {
			t.Errorf("episode %d has %d ways", i, len(e.Ways))
		}
		var seconds float64
		for k, trial := range e.Trials {
			seconds += trial.Seconds
			if trial.Reached != (k < len(e.Trials)-1) || trial.Shortest <= 0 || trial.Reached && trial.Way < trial.Shortest-0.2 {
				t.Errorf("episode %d, trial %d: %+v", i, k, trial)
			}
			if e.Ways != nil && (len(e.Headings[k]) != len(e.Ways[k]) || e.Headings[k][0] != world.WrapAngle(trial.Start.Heading)) {
				t.Errorf("trial %d of episode %d has %d places, %d headings", k, i, len(e.Ways[k]), len(e.Headings[k]))
			}
			if e.Ways != nil && (e.Ways[k][0] != trial.Start.Pos || trial.Reached && e.Ways[k][len(e.Ways[k])-1] != trial.At.Pos) {
				t.Errorf("episode %d: the way of trial %d does not begin at its start and end at the goal", i, k)
			}
		}
		places := 0
		for _, way := range e.Ways {
			places += len(way) - 1
		}
		if e.Ways != nil && places != a.Task.Decisions() {
			t.Errorf("episode %d has %d places after its starts, and %d decisions", i, places, a.Task.Decisions())
		}
		if math.Abs(seconds-90) > 1e-6 || e.Score != 10*float64(len(e.Trials)-1) {
			t.Errorf("episode %d takes %v s, score %v of %d trials", i, seconds, e.Score, len(e.Trials))
		}
	}
}

// TestChunks: more episodes than are played side by side follow each other.
func TestChunks(t *testing.T) {
	a := begun(t, tiny(t, task.GoalDriven(), "none", "sense.rays=false", "sense.ray_goals=false"), 1, 1).Agent()
	var told []float64
	all := tested(t, a, Options{Episodes: sideBySide + 2, Workers: 2, Tell: func(share float64) { told = append(told, share) }})
	if last := tested(t, a, Options{First: sideBySide, Episodes: 2, Workers: 1}); !same(all[sideBySide:], last) {
		t.Error("the last two are others alone")
	}
	for i, s := range told {
		if s < 0 || s > 1 || i > 0 && s <= told[i-1] {
			t.Fatalf("told shares %v", told)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := a.Test(ctx, a.Task, Options{Episodes: 2, Workers: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("a test that nobody wants: %v", err)
	}
}

// TestGreedy: greedy tests need no chance, and are others than sampled ones.
func TestGreedy(t *testing.T) {
	a := begun(t, tiny(t, task.GoalDriven(), "none"), 1, 1).Agent()
	if same(tested(t, a, Options{Episodes: 2, Workers: 1, Greedy: true}), tested(t, a, Options{Episodes: 2, Workers: 1})) {
		t.Error("greedy and sampled episodes are the same")
	}
	if best([]float32{0.1, 0.4, 0.4, 0.1}) != 1 {
		t.Error("of two likeliest actions the first is not taken")
	}
}

// TestStepAllocates: acting frozen allocates nothing.
func TestStepAllocates(t *testing.T) {
	for _, p := range []Plan{tiny(t, arena(t), "grid", "sense.sight=0.5"), tiny(t, task.GoalDriven(), "none")} {
		a := begun(t, p, 1, 0).Agent()
		l, err := a.Play(a.Task, []uint64{1, 2, 3}, Options{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		for range 20 {
			l.Step()
		}
		// A rat that reaches its goal makes a new trial, and looks at a new map.
		if n := testing.AllocsPerRun(50, func() { l.Step() }); n > 0 {
			t.Errorf("code %s: %v allocations in a step", p.Recipe.Name, n)
		}
		for i := range 3 {
			var sum float64
			for _, x := range l.Probs(i) {
				sum += float64(x)
			}
			if math.Abs(sum-1) > 1e-5 || math.IsNaN(float64(l.Value(i))) || l.Rats().World(i).Left() >= 90 {
				t.Errorf("rat %d acts with probabilities %v, and expects %v", i, l.Probs(i), l.Value(i))
			}
		}
	}
}

// TestLesion: units are found by their names, and silencing them changes what the
// rat does after it has been at the goal, and nothing before.
func TestLesion(t *testing.T) {
	a := begun(t, tiny(t, arena(t), "grid"), 1, 1).Agent()
	n := a.Units()
	for words, want := range map[string]int{"all": n, "random=0.25": n / 4, "grid=0.5": n / 2, "module=2": 64, "3, 17,3": 2, "random=0": 0} {
		units, err := a.Lesion(context.Background(), words, 1, 1)
		if err != nil || len(units) != want {
			t.Errorf("%s are %d units, want %d (%v)", words, len(units), want, err)
		}
		for i, u := range units {
			if u < 0 || u >= n || i > 0 && u <= units[i-1] {
				t.Errorf("%s are units %v", words, units)
				break
			}
		}
	}
	of := func(words string, seed uint64) []int {
		units, err := a.Lesion(context.Background(), words, seed, 2)
		if err != nil {
			t.Fatal(err)
		}
		return units
	}
	if m := of("module=2", 1); m[0] != 64 || m[63] != 127 {
		t.Errorf("module 2 is units %d to %d", m[0], m[63])
	}
	if reflect.DeepEqual(of("random=0.25", 1), of("random=0.25", 2)) || !reflect.DeepEqual(of("random=0.25", 2), of("random=0.25", 2)) {
		t.Error("a random lesion is not that of its seed")
	}
	for _, words := range []string{"", "some", "-1", "192", "random=2", "random=", "grid=NaN", "module=0", "module=4", "3,x", "all=1", "random=0.001", "grid=1e-9", "others=1"} {
		if units, err := a.Lesion(context.Background(), words, 1, 1); err == nil {
			t.Errorf("%q are units %v", words, units)
		}
	}
	none := begun(t, tiny(t, task.GoalDriven(), "none"), 1, 0).Agent()
	if _, err := none.Lesion(context.Background(), "all", 1, 1); err == nil || !strings.Contains(err.Error(), "no units to silence") {
		t.Error(err)
	}
	place := begun(t, tiny(t, arena(t), "place"), 1, 0).Agent()
	for _, words := range []string{"module=1", "grid=0.1"} {
		if _, err := place.Lesion(context.Background(), words, 1, 1); err == nil {
			t.Errorf("place cells have %s", words)
		}
	}
	if _, err := a.Test(context.Background(), a.Task, Options{Episodes: 1, Workers: 1, Impairment: sense.Impairment{Silenced: []int{n}}}); err == nil {
		t.Error("a unit that there is not was silenced")
	}

	whole, cut := tested(t, a, Options{Episodes: 12, Workers: 1}), tested(t, a, Options{Episodes: 12, Workers: 1, Impairment: sense.Impairment{Silenced: of("all", 1)}})
	later := false
	for i := range whole {
		x, y := whole[i].Trials, cut[i].Trials
		if x[0].Trial != y[0].Trial {
			t.Errorf("episode %d: the first trial is another one", i)
		}
		later = later || !reflect.DeepEqual(x[1:], y[1:])
	}
	if !later {
		t.Error("silencing all units changes nothing after the goal")
	}
}

// TestFits: what does not fit is refused in a sentence, and what fits is not.
func TestFits(t *testing.T) {
	seen := begun(t, tiny(t, arena(t), "grid"), 1, 0).Agent()
	blind := begun(t, tiny(t, task.GoalDriven(), "none"), 1, 0).Agent()
	other := arena(t)
	other.Map.Outline = drawn(t, "circle").Outline
	other.Map.Starts, other.Map.Goals = nil, nil
	for want, c := range map[string]struct {
		a *Agent
		t task.Task
	}{
		"a look does not tell that in task goal-driven": {seen, task.GoalDriven()},
		"know the walls and cues of task square-arena":  {seen, other},
		"learned with another body":                     {blind, likeRat(Plan{Task: task.GoalDriven()}).Task},
		"the map has no goal":                           {blind, task.YourMap(drawn(t, "square"), false)},
	} {
		if err := c.a.Fits(&c.t); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
		if _, err := c.a.Test(context.Background(), c.t, Options{Episodes: 1, Workers: 1}); err == nil {
			t.Errorf("it was tested, although %s", want)
		}
	}
	for _, in := range []task.Task{task.GoalDoors(), task.YourMap(drawn(t, "hidden-goal"), false), arena(t)} {
		if err := blind.Fits(&in); err != nil {
			t.Error(err)
		}
	}
}

// TestGoalAt: the goal of all episodes is where it was put, as visible as before.
func TestGoalAt(t *testing.T) {
	a := begun(t, tiny(t, arena(t), "grid"), 1, 0).Agent()
	at := world.Vec{X: -0.5, Y: 0.3}
	moved, err := GoalAt(a.Task, at)
	if err != nil {
		t.Fatal(err)
	}
	list, err := a.Test(context.Background(), moved, Options{Episodes: 3, Workers: 1, Ways: 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if e.Goal != at || len(e.Map.Goals) != 1 || e.Map.Goals[0].Visible {
			t.Errorf("the goals are %+v", e.Map.Goals)
		}
	}
	double := drawn(t, "double-e")
	house, err := task.DoubleE(double, true)
	if err != nil {
		t.Fatal(err)
	}
	if moved, err = GoalAt(house, double.Goals[0].At.Add(world.Vec{Y: 0.02})); err != nil || moved.Map.Goals[0].Visible != double.Goals[0].Visible {
		t.Errorf("%+v, %v", moved.Map.Goals, err)
	}
	if len(house.Map.Goals) != 1 || house.Map.Goals[0].At != double.Goals[0].At {
		t.Error("the task itself was changed")
	}
	for want, err := range map[string]error{
		"new in every episode":          second(GoalAt(task.GoalDriven(), at)),
		"the goal cannot be at 9,9":     second(GoalAt(arena(t), world.Vec{X: 9, Y: 9})),
		"the goal cannot be at 1.25,-2": second(GoalAt(arena(t), world.Vec{X: 1.25, Y: -2})),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// TestWatch: the last door with a name that a way crosses, and the angle between
// the way and the goal after a body's length, on a way that is known.
func TestWatch(t *testing.T) {
	if !crosses(world.Vec{X: -1}, world.Vec{X: 1}, world.Vec{Y: -1}, world.Vec{Y: 1}) ||
		crosses(world.Vec{X: -1}, world.Vec{X: -0.5}, world.Vec{Y: -1}, world.Vec{Y: 1}) ||
		crosses(world.Vec{X: -1, Y: 2}, world.Vec{X: 1, Y: 2}, world.Vec{Y: -1}, world.Vec{Y: 1}) {
		t.Error("lines cross where they do not")
	}
	m := maze.Map{Name: "room", Outline: drawn(t, "square").Outline, Goals: []maze.Goal{{At: world.Vec{X: 0.8}, Radius: 0.1}}}
	m.Starts = []maze.Start{{At: world.Vec{X: -0.8}, Radius: 0.01}}
	m.Doors = []maze.Door{
		{A: world.Vec{X: -0.4, Y: -0.5}, B: world.Vec{X: -0.4, Y: 0.5}, Thickness: 0.03, Name: "A", Open: true},
		{A: world.Vec{X: 0.2, Y: -0.5}, B: world.Vec{X: 0.2, Y: 0.5}, Thickness: 0.03, Name: "B", Open: true},
		{A: world.Vec{X: 0.5, Y: -0.5}, B: world.Vec{X: 0.5, Y: 0.5}, Thickness: 0.03, Open: true},
	}
	w := sensed(t, task.YourMap(m, false))
	var o watcher
	o.begin(w, true)
	for range 400 {
		// Straight to the east, whatever the heading.
		turn := world.WrapAngle(-w.Pose().Heading)
		act := sense.Action(0)
		if math.Abs(turn) < 0.15 {
			act = 3 // ahead
		} else if turn < 0 {
			act = 2 // to the right
		}
		w.Act(act)
		o.note(w)
		if w.Visits() > 0 {
			break
		}
	}
	e := o.episode(w, Frozen)
	if len(e.Trials) != 2 || e.Trials[0].Door != "B" || !(e.Trials[0].HeadingError < 0.2) || e.Trials[1].Door != "" || !math.IsNaN(e.Trials[1].HeadingError) {
		t.Errorf("%+v", e.Trials)
	}
	if f := e.Trials[0].Efficiency(); !(f > 0.9 && f <= 1) || !math.IsNaN(e.Trials[1].Efficiency()) {
		t.Errorf("efficiency %v", f)
	}
}

// sensed is a world in which an episode has begun.
func sensed(t testing.TB, in task.Task) *task.World {
	t.Helper()
	w, err := task.New(in)
	if err != nil {
		t.Fatal(err)
	}
	w.Reset(random(1))
	return w
}
