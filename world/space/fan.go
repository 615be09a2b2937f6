package space

import (
	"math"

	"gridrat/world"
)

// Fan follows many rays from one origin on the floor: ray i, of direction
// dirs[i], points at angle first - i step. It fills distance and tag. Each
// wall is tried only on the rays between whose angles it lies, so the cost is
// that of the walls and of the rays, not of their product.
func (s *Space) Fan(from world.Vec, first, step float64, dirs []world.Vec, distance []float64, tag []int32) {
	n := len(dirs)
	for i := range n {
		distance[i], tag[i] = math.Inf(1), 0
	}
	for k := range s.solids {
		if s.off[k] {
			continue
		}
		w := &s.solids[k]
		x, y := w.local(from.Sub(w.a))
		ex := x - min(max(x, 0), w.length)
		d2 := ex*ex + y*y
		if d2 < w.half*w.half { // from within
			for i := range n {
				distance[i], tag[i] = 0, w.tag
			}
			return
		}
		low, high := -math.Pi, math.Pi
		const close = 1e-6
		if d2 > (w.half+close)*(w.half+close) {
			// In the wall's frame its ends are seen at these angles.
			a, b := math.Atan2(-y, -x), math.Atan2(-y, w.length-x)
			low, high = min(a, b), max(a, b)
			pad := close
			if w.half > 0 {
				pad += math.Asin(w.half / math.Sqrt(d2))
			}
			if high-low > math.Pi { // they lie across the cut behind
				low, high = high, low+2*math.Pi
			}
			low, high = low-pad, high+pad
		}
		base := world.WrapAngle(first - w.along.Angle())
		for _, turn := range [5]float64{-4 * math.Pi, -2 * math.Pi, 0, 2 * math.Pi, 4 * math.Pi} {
			i := max(0, int(math.Ceil((base-high-turn)/step)))
			last := min(n-1, int(math.Floor((base-low-turn)/step)))
			for ; i <= last; i++ {
				dx, dy := w.local(dirs[i])
				if t, _, _, ok := w.enter(x, y, dx, dy, w.half, distance[i]); ok {
					distance[i], tag[i] = t, w.tag
				}
			}
		}
	}
}
