package sense

import (
	"testing"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// TestKeptPlaceStays: where nothing is integrated, a rat believes to be where it
// last looked, and its vector to the goal turns with it but grows no shorter on the
// way; a rat that integrates knows of every step.
func TestKeptPlaceStays(t *testing.T) {
	for _, code := range []Code{PlaceStill, Place} {
		c := configs(t)["kept place, raw"]
		c.Training, c.Shape.Code, c.Shape.Sight = false, code, 0
		r, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		last := make([]world.Vec, c.Rats)
		trials := make([]int, c.Rats)
		stayed, moved, first := 0, 0, true
		walk(t, r, 3, 200, func(tensor.Mat, []float32, []bool) {
			for i := range last {
				w, at := r.World(i), r.Belief(i).Place
				if n := len(w.Trials()); !first && n == trials[i] { // not put elsewhere, where it looks
					if at == last[i] {
						stayed++
					} else {
						moved++
					}
				}
				last[i], trials[i] = at, len(w.Trials())
			}
			first = false
		})
		if code == PlaceStill && (moved > 0 || stayed < 1000) || code == Place && moved < 1000 {
			t.Errorf("code %s: places stayed %d times and moved %d times", code, stayed, moved)
		}
	}
}
