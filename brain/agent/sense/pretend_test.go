package sense

import (
	"slices"
	"testing"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// told are rats that are told their place at every decision, in the episodes of
// their seeds.
func told(t testing.TB, c Config, rats int) *Rats {
	t.Helper()
	c.Rats, c.Training = rats, false
	c.Shape.Fix, c.Shape.Sight = Told, 1
	return begun(t, c)
}

// begun are rats whose episodes have begun.
func begun(t testing.TB, c Config) *Rats {
	t.Helper()
	r, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	begin := slices.Repeat([]bool{true}, r.N())
	r.Renew(begin, tensor.New(r.N(), r.Inputs()))
	return r
}

// toGoal is the way from a rat to a place in its own frame.
func toGoal(pose world.Pose, at world.Vec) world.Vec {
	to, ahead := at.Sub(pose.Pos), world.Polar(1, pose.Heading)
	return world.Vec{X: to.Dot(ahead), Y: ahead.Cross(to)}
}

// TestPretend: the vector of a rat that was given the code of a place leads there,
// whatever the code and wherever the rat calls the origin; visits do not change it,
// and taken away or in another episode it is gone.
func TestPretend(t *testing.T) {
	all := configs(t)
	views := all["views"]
	views.Rats, views.Training = 6, false
	for name, r := range map[string]*Rats{"grid": told(t, all["grid"], 6), "place": told(t, all["place"], 6), "maze": told(t, all["maze"], 6), "views": begun(t, views)} {
		off := 0.0
		for i := range r.N() {
			pose := r.World(i).Pose()
			at := r.World(i).Goals()[0].At
			x, before := tensor.New(r.N(), r.Inputs()), tensor.New(r.N(), r.Inputs())
			r.Observe(before)
			if err := r.Pretend(i, at); err != nil {
				t.Fatal(name, err)
			}
			off = max(off, r.Belief(i).ToGoal.Sub(toGoal(pose, at)).Norm())
			r.Observe(x)
			if r.plan.flag.of(x.Row(i))[0] != 1 || r.plan.flag.of(x.Row(i))[1] != 1 || r.plan.vector.of(x.Row(i))[0] == 0 {
				t.Errorf("%s: the policy of rat %d is not told", name, i)
			}
			r.Unpretend(i)
			if r.Observe(x); !slices.Equal(x.Data, before.Data) || r.Pretends(i) {
				t.Errorf("%s: it is not taken away from rat %d", name, i)
			}
			if err := r.Pretend(i, at); err != nil {
				t.Fatal(name, err)
			}
		}
		if off > 0.12 {
			t.Errorf("%s: a vector to a place that is pretended to be the goal is off by %.3f m", name, off)
		}
		before := make([]world.Vec, r.N())
		for i := range before {
			p, k := r.at(i)
			before[i] = p.rats[k].goal
		}
		visits := 0
		goOn(r, tensor.New(r.N(), r.Inputs()), 5, 1200, func(tensor.Mat, []float32, []bool) {})
		for i := range before {
			p, k := r.at(i)
			visits += r.World(i).Visits()
			if p.rats[k].goal != before[i] || !r.Pretends(i) {
				t.Errorf("%s: after %d visits rat %d has another goal", name, r.World(i).Visits(), i)
			}
		}
		if visits == 0 {
			t.Errorf("%s: there was no visit", name)
		}
		r.Renew(slices.Repeat([]bool{true}, r.N()), tensor.New(r.N(), r.Inputs()))
		if r.Pretends(0) || r.Belief(0).Reached {
			t.Errorf("%s: it goes on in another episode", name)
		}
	}
}

// Rats that have no use for the code of a goal are not given one.
func TestPretendRefused(t *testing.T) {
	all := configs(t)
	without, withheld := all["none"], all["grid"]
	withheld.Shape.Withheld = true
	for name, c := range map[string]Config{"none": without, "withheld": withheld} {
		r := begun(t, c)
		if err := r.Pretend(0, world.Vec{}); err == nil || r.Belief(0).Reached {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestProber: the code of a place is that of a rat that was told that it is there,
// to the bit, however many places are asked for.
func TestProber(t *testing.T) {
	for _, name := range []string{"grid", "place", "maze"} {
		r := told(t, configs(t)[name], 70)
		p := r.Prober(0)
		if p.Units() != r.Units() {
			t.Fatalf("%s: %d units, of %d", name, p.Units(), r.Units())
		}
		var places []world.Vec
		for i := range r.N() {
			places = append(places, r.World(i).Pose().Pos)
		}
		codes := tensor.New(len(places), p.Units())
		p.Codes(codes, places)
		p.Level(codes)
		now, goal := make([]float32, p.Units()), make([]float32, p.Units())
		for i := range places {
			if reached := r.GoalCodes(now, goal, i); reached || !slices.Equal(now, codes.Row(i)) {
				t.Fatalf("%s: the code of the place of rat %d is another, or it has reached a goal: %v", name, i, reached)
			}
		}
	}
}

// TestSilence: units fall silent at once in the code of the goal, which then leads
// elsewhere, and stay so at later visits.
func TestSilence(t *testing.T) {
	r := told(t, configs(t)["grid"], 2)
	if err := r.Pretend(0, world.Vec{X: 0.5, Y: 0.3}); err != nil {
		t.Fatal(err)
	}
	before := r.Belief(0).ToGoal
	units := []int{3, 64, 70, 130, 131}
	for u := range 48 {
		units = append(units, 4+u)
	}
	r.Impair(Impairment{Silenced: units})
	now, goal := make([]float32, r.Units()), make([]float32, r.Units())
	r.GoalCodes(now, goal, 0)
	for _, u := range units {
		if goal[u] != 0 {
			t.Fatalf("unit %d is heard", u)
		}
	}
	if moved := r.Belief(0).ToGoal.Sub(before).Norm(); !(moved > 0.005) {
		t.Errorf("the goal has moved by %v m", moved)
	}
	r.Impair(Impairment{})
	if r.Belief(0).ToGoal != before {
		t.Error("units that are heard again do not bring back the goal")
	}
}

// TestOwnGoalComesBack: a pretended goal that is taken away leaves the one that the
// rat was at last, were it before or meanwhile.
func TestOwnGoalComesBack(t *testing.T) {
	c := configs(t)["place"]
	c.Rats, c.Training = 8, false
	r := begun(t, c)
	x := tensor.New(r.N(), r.Inputs())
	pretended := make([]bool, r.N())
	compared := 0
	goOn(r, x, 5, 1340, func(tensor.Mat, []float32, []bool) {
		for i := range pretended {
			if n := r.World(i).Visits(); !pretended[i] && n == 1 {
				pretended[i] = true
				if err := r.Pretend(i, world.Vec{X: -0.4, Y: 0.2}); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
	for i, is := range pretended {
		if !is {
			continue
		}
		r.Unpretend(i)
		// In one episode the goal stays where it is: the last visit was within reach of it.
		goal := r.World(i).Goals()[0]
		if off := r.Belief(i).ToGoal.Sub(toGoal(r.World(i).Pose(), goal.At)).Norm(); !r.Belief(i).Reached || off > goal.Radius+0.02 {
			t.Errorf("rat %d is off its goal by %.2f m", i, off)
		}
		compared++
	}
	if compared < 2 {
		t.Errorf("only %d rats came to a goal", compared)
	}
}
