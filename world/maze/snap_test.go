package maze

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

func TestSnap(t *testing.T) {
	m := preset(t, "four-rooms")
	s := Snapping{Grid: 0.05, Tolerance: 0.04}
	for _, c := range []struct {
		p, want world.Vec
		to      SnapTo
	}{
		{world.Vec{X: 0.52, Y: 0.53}, world.Vec{X: 0.5, Y: 0.55}, SnapGrid},
		{world.Vec{X: 0.02, Y: -0.68}, world.Vec{X: 0, Y: -0.7}, SnapEnd},
		{world.Vec{X: 1.08, Y: 1.09}, world.Vec{X: 1.1, Y: 1.1}, SnapEnd},
		{world.Vec{X: 0.03, Y: 0.21}, world.Vec{X: 0, Y: 0.2}, SnapBody},
		{world.Vec{X: 0.5, Y: 1.12}, world.Vec{X: 0.5, Y: 1.1}, SnapBody},
	} {
		if got, to := s.Point(m, c.p); got.Sub(c.want).Norm() > 1e-12 || to != c.to {
			t.Errorf("%v snaps to %v (%v), want %v (%v)", c.p, got, to, c.want, c.to)
		}
	}
	free := Snapping{Tolerance: 0.04}
	if got, to := free.Point(m, world.Vec{X: 0.03, Y: 0.2123}); got != (world.Vec{X: 0, Y: 0.2123}) || to != SnapBody {
		t.Errorf("without a grid it snaps to %v (%v)", got, to)
	}
	if got, to := free.Point(m, world.Vec{X: 0.5, Y: 0.5}); got != (world.Vec{X: 0.5, Y: 0.5}) || to != SnapNothing {
		t.Errorf("on empty floor without a grid it snaps to %v (%v)", got, to)
	}
	s.Except = []Ref{{WallKind, 0}, {DoorKind, 0}}
	if got, to := s.Point(m, world.Vec{X: 0.02, Y: -0.68}); to != SnapGrid {
		t.Errorf("it snaps to an excepted wall, at %v", got)
	}
	round := preset(t, "circle")
	if got, to := s.Point(round, world.Vec{X: 0.76, Y: 0.76}); to != SnapBody || math.Abs(got.Norm()-1.1) > Precision {
		t.Errorf("at a round wall it snaps to %v (%v)", got, to)
	}
}

// TestSnapIsNear: what attracts is never further than the tolerance, and what
// is snapped to an end stays there.
func TestSnapIsNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maps(t)
		s := Snapping{Grid: rapid.SampledFrom([]float64{0, 0.05, 0.25}).Draw(t, "grid"), Tolerance: rapid.Float64Range(0.001, 0.1).Draw(t, "tolerance")}
		p := points.Draw(t, "p")
		q, to := s.Point(m, p)
		far := s.Tolerance
		if to == SnapGrid {
			far = s.Grid / math.Sqrt2
		}
		if d := q.Sub(p).Norm(); d > far+2*Precision {
			t.Fatalf("%v snapped to %v (%v), %v m away", p, q, to, d)
		}
		// A point of the grid may lie near an end; one at an end stays.
		if again, next := s.Point(m, q); next == to && to != SnapBody && again != q || to == SnapEnd && next != SnapEnd {
			t.Fatalf("%v snapped to %v (%v) and then to %v (%v)", p, q, to, again, next)
		}
	})
}

// TestStraight: the direction is a multiple of 45 degrees, no further than
// 22.5 degrees from the one asked for, and the point the nearest there; on the
// grid it lies on a line.
func TestStraight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, p := points.Draw(t, "from"), points.Draw(t, "p")
		if p.Sub(from).Norm() < 0.01 {
			return
		}
		q := Straight(from, p)
		d := q.Sub(from)
		turned := math.Abs(world.WrapAngle(d.Angle() - p.Sub(from).Angle()))
		if turned > math.Pi/8+1e-9 || math.Abs(q.Sub(p).Dot(d)) > 1e-9 {
			t.Fatalf("from %v to %v goes to %v", from, p, q)
		}
		if eighths := d.Angle() / (math.Pi / 4); math.Abs(eighths-math.Round(eighths)) > 1e-9 {
			t.Fatalf("from %v to %v goes in direction %v", from, p, d.Angle())
		}
		grid := 0.05
		g := StraightOnGrid(from, p, grid).Sub(from)
		if math.Abs(g.Cross(d)) > 1e-9 || g.Sub(d).Norm() > grid {
			t.Fatalf("on the grid, from %v to %v goes by %v instead of %v", from, p, g, d)
		}
		onLine := func(x float64) bool { return math.Abs(x/grid-math.Round(x/grid)) < 1e-6 }
		if at := from.Add(g); !onLine(at.X) && !onLine(at.Y) {
			t.Fatalf("%v is on no line of the grid", at)
		}
	})
}
