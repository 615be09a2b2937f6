package tuning

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

func TestLatticeIsRecovered(t *testing.T) {
	w := newWorker(20, Scoring{Enclosure: arena})
	rapid.Check(t, func(t *rapid.T) {
		spacing := rapid.Float64Range(0.35, 1.15).Draw(t, "spacing")
		orientation := rapid.Float64Range(0, math.Pi/3).Draw(t, "orientation")
		phase := rapid.Float64Range(-0.5, 0.5)
		m := hexagons(20, spacing, orientation, world.Vec{X: phase.Draw(t, "x"), Y: phase.Draw(t, "y")})
		const bin = 2.2 / 20
		s := w.score(m)
		if !s.OK || math.Abs(s.Spacing-spacing) > bin {
			t.Fatalf("spacing %.3f m is found as %.3f (%v)", spacing, s.Spacing, s.OK)
		}
		if off := turn(s.Orientation, orientation, math.Pi/3); math.Abs(off) > 2*math.Pi/180 {
			t.Fatalf("orientation %.3f rad is found as %.3f", orientation, s.Orientation)
		}
		if a := s.Ellipse.Aspect(); a > 1.15 || a < 1 {
			t.Fatalf("a regular lattice has an ellipse of %.3f", a)
		}
		if s.Score60 < 0.8 {
			t.Fatalf("a clear lattice of %.2f m scores %.2f", spacing, s.Score60)
		}
	})
}

// turn is the angle from b to a, modulo period.
func turn(a, b, period float64) float64 { return math.Remainder(a-b, period) }

// TestEllipse: stretched lattices show by how much and in which direction.
func TestEllipse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stretch, angle := rapid.Float64Range(1.1, 1.6).Draw(t, "stretch"), rapid.Float64Range(0, math.Pi).Draw(t, "angle")
		first := rapid.Float64Range(0, math.Pi/3).Draw(t, "first")
		var p [3]world.Vec
		for i := range p {
			v := world.Polar(4, first+float64(i)*math.Pi/3-angle)
			v.X *= stretch
			p[i] = world.Polar(v.Norm(), v.Angle()+angle)
		}
		e := ellipseThrough(p, 0.1)
		if math.Abs(e.Major-0.4*stretch) > 1e-9 || math.Abs(e.Minor-0.4) > 1e-9 || math.Abs(e.Aspect()-stretch) > 1e-9 {
			t.Fatalf("%+v, want %v and 0.4 m", e, 0.4*stretch)
		}
		if math.Abs(turn(e.Angle, angle, math.Pi)) > 1e-9 || e.Angle < 0 || e.Angle >= math.Pi {
			t.Fatalf("the major axis is at %v, want %v", e.Angle, angle)
		}
	})
	for name, p := range map[string][3]world.Vec{
		"one line":  {{X: 1}, {X: 2}, {X: 3}},
		"hyperbola": {{X: 1}, {X: 2, Y: 2}, {X: 2, Y: -2}},
	} {
		if e := ellipseThrough(p, 1); e != (Ellipse{}) || e.Aspect() != 0 {
			t.Errorf("%s: %+v, want none", name, e)
		}
	}
}

// TestStretchedLattice: the ellipse of a map whose lattice is stretched.
func TestStretchedLattice(t *testing.T) {
	const n, stretch = 32, 1.25
	wide := hexagons(n, 0.5, 0.1, world.Vec{})
	m := Map{N: n, Rate: make([]float64, n*n)}
	for i := range m.Rate {
		// Sampled at x / stretch, between the bins of the regular lattice.
		x := (float64(i%n)-15.5)/stretch + 15.5
		low := min(int(x), n-2)
		f := x - float64(low)
		m.Rate[i] = (1-f)*wide.Rate[i/n*n+low] + f*wide.Rate[i/n*n+low+1]
	}
	l := FindLattice(Autocorrelogram(m), 2.2/n)
	if !l.OK || math.Abs(l.Ellipse.Aspect()-stretch) > 0.07 || math.Abs(turn(l.Ellipse.Angle, 0, math.Pi)) > 0.1 {
		t.Errorf("%+v, want an aspect of %v at angle 0", l, stretch)
	}
	for i := range 3 {
		if l.Peaks[i] != l.Peaks[i+3].Mul(-1) {
			t.Errorf("peak %v is not opposite to %v", l.Peaks[i+3], l.Peaks[i])
		}
	}
}

// TestThreeNearestPeaks: of four pairs of peaks the furthest does not count,
// and the spacing is the median of the others.
func TestThreeNearestPeaks(t *testing.T) {
	const bin = 0.1
	peaks := []world.Vec{world.Polar(9, 2.6), world.Polar(7, 2.1), world.Polar(5, 0), world.Polar(6, 1)}
	var at []world.Vec
	for _, p := range peaks {
		at = append(at, world.Vec{X: 19, Y: 19}.Add(p), world.Vec{X: 19, Y: 19}.Sub(p))
	}
	l := FindLattice(Correlogram{N: 39, R: bumps(39, 1, at...).Rate}, bin)
	if !l.OK || math.Abs(l.Spacing-6*bin) > 0.2*bin {
		t.Fatalf("%+v, want a spacing of %v m", l, 6*bin)
	}
	for i, want := range []float64{5, 6, 7} {
		if math.Abs(l.Peaks[i].Norm()-want) > 0.2 {
			t.Errorf("peak %d is %v bins off, want %v", i, l.Peaks[i].Norm(), want)
		}
	}
}
