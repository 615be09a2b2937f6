package sense

import (
	"testing"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// TestKinds: what changes with another code of the goal, and nothing else, are
// inputs of its kind; all that rays tell is sight.
func TestKinds(t *testing.T) {
	for name, c := range configs(t) {
		if c.Lesson > 0 {
			continue
		}
		c.Rats, c.Training = 4, false
		r := begun(t, c)
		kinds := r.Kinds()
		if len(kinds) != r.Inputs() {
			t.Fatalf("%s: %d kinds of %d inputs", name, len(kinds), r.Inputs())
		}
		for _, b := range r.Blocks() {
			sight := b.Name == r.plan.rays.Name || b.Name == r.plan.goals.Name || b.Name == r.plan.doors.Name || b.Name == r.plan.colors.Name
			for i := range b.Len {
				if (kinds[b.Offset+i] == KindSight) != sight {
					t.Errorf("%s: input %d of %s is %s", name, i, b, kinds[b.Offset+i])
				}
			}
		}
		if c.Shape.Code == None {
			continue
		}
		before, after := tensor.New(r.N(), r.Inputs()), tensor.New(r.N(), r.Inputs())
		low, high := r.World(0).Ground().Bounds()
		for i, at := range []world.Vec{low.Add(high).Mul(0.5), low.Mul(0.3).Add(high.Mul(0.7))} {
			if err := r.Pretend(0, at); err != nil {
				t.Fatal(name, err)
			}
			r.Observe([]tensor.Mat{before, after}[i])
		}
		others := 0
		for i, v := range after.Row(0) {
			if v == before.Row(0)[i] {
				continue
			}
			if others++; kinds[i] != KindGoal {
				t.Errorf("%s: input %d, %s, changes with the goal", name, i, kinds[i])
			}
		}
		if others == 0 && (c.Shape.Vector || c.Shape.Raw > 0) {
			t.Errorf("%s: nothing changes with the goal", name)
		}
	}
}
