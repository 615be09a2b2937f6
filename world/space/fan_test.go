package space

import (
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/world"
	"pgregory.net/rapid"
)

// TestFan: every ray is as long as that of Cast.
func TestFan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSpace(t, 40)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "rays"), 3))
		n := rapid.IntRange(1, 90).Draw(t, "rays")
		step := 2 * math.Pi / float64(n) * rapid.Float64Range(0.1, 1).Draw(t, "field")
		dirs, distance, tag := make([]world.Vec, n), make([]float64, n), make([]int32, n)
		for range 10 {
			p, ok := d.free(rng, 0)
			if !ok {
				return
			}
			first := 12*rng.Float64() - 6
			for i := range dirs {
				dirs[i] = world.Polar(1, first-float64(i)*step)
			}
			d.Fan(p, first, step, dirs, distance, tag)
			for i, dir := range dirs {
				if h, _ := d.Cast(p, dir, math.Inf(1)); h.Distance != distance[i] {
					t.Fatalf("ray %d of %d from %v is %v m long (wall %d), %v m alone (wall %d)", i, n, p, distance[i], tag[i], h.Distance, h.Tag)
				}
			}
		}
	})
}
