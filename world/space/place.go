package space

import (
	"cmp"
	"math"
	"slices"

	"gridrat/world"
)

// NearestFree returns the place nearest to p where a disc fits (to twice the
// gap that Slide keeps), p itself if it does there. ok is false if it fits
// nowhere.
func (s *Space) NearestFree(p world.Vec, radius float64) (place world.Vec, ok bool) {
	if s.Free(p, radius) {
		return p, true
	}
	low, high := s.Bounds()
	most := high.Sub(low).Norm() + p.Sub(low).Norm() + radius
	var candidates []world.Vec
	for within := radius + finest; ; within *= 2 {
		candidates = s.edges(candidates[:0], p, within, radius+2*skin)
		slices.SortFunc(candidates, func(a, b world.Vec) int {
			a, b = a.Sub(p), b.Sub(p)
			return cmp.Compare(a.Dot(a), b.Dot(b))
		})
		for _, q := range candidates {
			// Beyond within, walls that were left out may hold nearer places.
			if q.Sub(p).Norm() > within {
				break
			}
			if s.Free(q, radius) {
				return q, true
			}
		}
		if within > most {
			return p, false
		}
	}
}

// edges appends the places at which the nearest point of the free set can
// be: on the outlines of the solids grown by radius, the foot of p and the
// crossings of two of them. Solids whose outline is further from p than
// within are left out.
func (s *Space) edges(dst []world.Vec, p world.Vec, within, radius float64) []world.Vec {
	var near []*solid
	for i := range s.solids {
		w := &s.solids[i]
		if d, n := w.distance(p); !s.off[i] && math.Abs(d-w.half-radius) <= within || !s.off[i] && d < w.half+radius {
			near = append(near, w)
			foot := p.Sub(n.Mul(d))
			// The outline is left on either side: p may be beyond the wall.
			dst = append(dst, foot.Add(n.Mul(w.half+radius)), foot.Sub(n.Mul(w.half+radius)))
		}
	}
	for i, v := range near {
		for _, w := range near[:i] {
			dst = crossings(dst, v, w, radius)
		}
	}
	return dst
}

// crossings appends the points where the outlines of two solids grown by
// radius may meet: those of the lines of their sides and of the circles round
// their ends.
func crossings(dst []world.Vec, v, w *solid, radius float64) []world.Vec {
	rv, rw := v.half+radius, w.half+radius
	for _, end := range [2]world.Vec{v.a, v.b()} {
		dst = lineCircle(dst, w, rw, end, rv)
		for _, other := range [2]world.Vec{w.a, w.b()} {
			dst = circleCircle(dst, end, rv, other, rw)
		}
	}
	for _, end := range [2]world.Vec{w.a, w.b()} {
		dst = lineCircle(dst, v, rv, end, rw)
	}
	det := v.along.Cross(w.along)
	if math.Abs(det) < rounding {
		return dst
	}
	for _, a := range [2]float64{rv, -rv} {
		for _, b := range [2]float64{rw, -rw} {
			from, to := v.a.Add(v.global(0, a)), w.a.Add(w.global(0, b))
			dst = append(dst, from.Add(v.along.Mul(to.Sub(from).Cross(w.along)/det)))
		}
	}
	return dst
}

// lineCircle appends where the two lines beside w, at distance r, meet a circle.
func lineCircle(dst []world.Vec, w *solid, r float64, centre world.Vec, radius float64) []world.Vec {
	x, y := w.local(centre.Sub(w.a))
	for _, at := range [2]float64{r, -r} {
		if h := radius*radius - (at-y)*(at-y); h >= 0 {
			h = math.Sqrt(h)
			dst = append(dst, w.a.Add(w.global(x+h, at)), w.a.Add(w.global(x-h, at)))
		}
	}
	return dst
}

// circleCircle appends where two circles meet.
func circleCircle(dst []world.Vec, a world.Vec, ra float64, b world.Vec, rb float64) []world.Vec {
	ab := b.Sub(a)
	d := ab.Norm()
	if d == 0 || d > ra+rb {
		return dst
	}
	along := (d*d + ra*ra - rb*rb) / (2 * d)
	h := ra*ra - along*along
	if h < 0 {
		return dst
	}
	foot, up := a.Add(ab.Mul(along/d)), world.Vec{X: -ab.Y, Y: ab.X}.Mul(math.Sqrt(h)/d)
	return append(dst, foot.Add(up), foot.Sub(up))
}
