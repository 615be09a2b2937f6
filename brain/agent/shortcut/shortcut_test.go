package shortcut

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gridrat/brain/agent"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// preset is a maze of the program.
func preset(t *testing.T, name string) maze.Map {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "assets", "mazes", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := maze.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// mazes are the sunburst and the double E.
func mazes(t *testing.T) (sunburst, double *Maze) {
	t.Helper()
	one, err := task.Sunburst(preset(t, "sunburst"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := task.DoubleE(preset(t, "double-e"), true)
	if err != nil {
		t.Fatal(err)
	}
	if sunburst, err = New(one); err != nil {
		t.Fatal(err)
	}
	if double, err = New(two); err != nil {
		t.Fatal(err)
	}
	return sunburst, double
}

// TestClasses: which doors lead to the goal, which stand beside others, and what
// chance has of each.
func TestClasses(t *testing.T) {
	sunburst, double := mazes(t)
	if len(sunburst.Doors) != 5 || len(double.Doors) != 6 {
		t.Fatalf("the doors are %v and %v", sunburst.Doors, double.Doors)
	}
	for _, c := range []struct {
		m            *Maze
		door, before string
		want         Class
	}{
		{sunburst, "1", "5", Towards}, {sunburst, "2", "5", Other}, {sunburst, "3", "5", Other}, {sunburst, "4", "5", Beside}, {sunburst, "5", "5", Again},
		{sunburst, "", "5", None}, {sunburst, "1", "1", Again}, {sunburst, "2", "", Other},
		{double, "L1", "L2", Towards}, {double, "R1", "L2", Towards}, {double, "L2", "L2", Again}, {double, "L3", "L2", Beside}, {double, "L2", "L3", Beside},
		{double, "R2", "L2", Other}, {double, "R3", "R2", Beside}, {double, "nowhere", "R2", None},
	} {
		if got := c.m.ClassOf(c.door, c.before); got != c.want {
			t.Errorf("%s: after %q door %q is of class %d, want %d", c.m.Task.Name, c.before, c.door, got, c.want)
		}
	}
	for class, want := range map[Class]float64{Again: 0.2, Towards: 0.2, Beside: 0.2, Other: 0.4} {
		if got := sunburst.Chance(class, "5"); math.Abs(got-want) > 1e-12 {
			t.Errorf("chance has %v of class %d, want %v", got, class, want)
		}
	}
	if got := double.Chance(None, "L2"); got == got {
		t.Errorf("chance has %v of no door", got)
	}
	// The sunburst's ways get longer from the door by the goal on.
	for i := range sunburst.Doors[1:] {
		if a, b := sunburst.Doors[i], sunburst.Doors[i+1]; !(a.Way < b.Way) {
			t.Errorf("the way by %s is %.2f m, that by %s %.2f m", a.Name, a.Way, b.Name, b.Way)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom([]*Maze{sunburst, double}).Draw(t, "maze")
		before := rapid.SampledFrom(m.Doors).Draw(t, "before").Name
		sum := 0.0
		for class := range None {
			sum += m.Chance(class, before)
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Fatalf("after %s chances add up to %v", before, sum)
		}
	})
}

// TestOpen: with all doors open from the start the first trial's way is the shortest
// of all, and doors stay so.
func TestOpen(t *testing.T) {
	sunburst, double := mazes(t)
	for _, m := range []*Maze{sunburst, double} {
		way, err := shortest(m.Open())
		if err != nil || math.Abs(way-m.least()) > 0.02 {
			t.Errorf("%s: the way is %v, by the best door %v (%v)", m.Task.Name, way, m.least(), err)
		}
		if m.Open().AllOpen || !m.Task.AllOpen || m.Task.Map.Doors[0].Open {
			t.Errorf("%s: its own task is another", m.Task.Name)
		}
	}
}

// TestRefused: tasks without such doors are refused in a sentence.
func TestRefused(t *testing.T) {
	one, err := task.DoubleE(preset(t, "double-e"), false)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := task.Sunburst(preset(t, "sunburst"))
	if err != nil {
		t.Fatal(err)
	}
	bare.Map.Doors = bare.Map.Doors[4:]
	for want, in := range map[string]task.Task{"no fixed start": one, "fixed start": task.GoalDriven(), "fewer than two": bare} {
		if _, err := New(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", in.Name, err)
		}
	}
}

// trials are those of an episode that took doors; "-" did not reach the goal.
func trials(doors string) (e agent.Episode) {
	for _, d := range strings.Fields(doors) {
		one := agent.Trial{Reached: d != "-", Door: d}
		if d == "-" {
			one.Door = ""
		}
		e.Trials = append(e.Trials, one)
	}
	return e
}

// TestCount: episodes are counted by the door of their second trial, apart from
// later ones and from those whose doors were open from the start.
func TestCount(t *testing.T) {
	sunburst, double := mazes(t)
	c := sunburst.Count([]agent.Episode{trials("5 1 1 2 -"), trials("5 5 1"), trials("-"), trials("5 -"), trials("5 4 4 4")},
		[]agent.Episode{trials("1 1"), trials("2"), trials("1"), trials("-")})
	want := Count{
		Episodes: 5, Reached: 4,
		First: Tally{4, [Classes]int{Towards: 1, Again: 1, None: 1, Beside: 1}},
		Later: Tally{5, [Classes]int{Towards: 2, Other: 1, Beside: 2}},
		Open:  Tally{3, [Classes]int{Towards: 1, Other: 1, None: 1}},
	}
	want.Chance = c.Chance // NaN is not itself
	if c.First != want.First || c.Later != want.Later || c.Open != want.Open || c.Episodes != 5 || c.Reached != 4 {
		t.Errorf("the count is %+v, want %+v", c, want)
	}
	if v := c.Share(&c.First, Towards); v.Mean != 0.25 || !(v.Low > 0 && v.High < 0.75) {
		t.Errorf("the share is %v", v)
	}
	if v := c.Share(&c.Later, Towards); v.Mean != 0.4 || v.Low == v.Low {
		t.Errorf("of later trials it is %v", v)
	}
	// Chance depends on the door that was learnt: a mean over episodes.
	c = double.Count([]agent.Episode{trials("L2 L1"), trials("R1 L1")}, nil)
	if got, want := c.Chance[Other], (2.0/6+3.0/6)/2; math.Abs(got-want) > 1e-12 || c.Open.N != 0 {
		t.Errorf("chance has %v of other doors, want %v", got, want)
	}
	if c := sunburst.Count(nil, nil); c.Chance[Again] == c.Chance[Again] {
		t.Errorf("of nothing, chance is %v", c.Chance)
	}
}
