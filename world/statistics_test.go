package world

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// TestPublishedStatistics compares stored steps with the released data: mean
// displacement 0.024 m, standard deviation 0.005 m (trajectories
// released with Banino et al. 2018).
func TestPublishedStatistics(t *testing.T) {
	m, e := PublishedForaging(), Enclosure{Square, 2.2}
	rng := rand.New(rand.NewPCG(1, 2))
	var p Paths
	p.Walk(rng, e, m, 100, 2000)
	var moves, free []float64
	walls := 0
	for step := range p.Steps {
		for r := range p.Rats {
			moves = append(moves, p.Move(step, r).Norm())
			if d, _ := e.Wall(p.At(step, r).Pos); d > 0.3 {
				free = append(free, p.Turn(step, r))
			} else if d < 2*m.Zone {
				walls++
			}
		}
	}
	mean, sd := stat.MeanStdDev(moves, nil)
	if math.Abs(mean-0.024) > 0.0005 || math.Abs(sd-0.005) > 0.0005 {
		t.Errorf("stored displacement is %.4f m, s.d. %.4f, want 0.024 and 0.005", mean, sd)
	}
	// Far from walls a stored step turns by the sum of 7 or 8 independent
	// normal turns of 330 deg/s * 0.02 s.
	mean, sd = stat.MeanStdDev(free, nil)
	want := m.TurnRate * m.Tick * math.Sqrt(7.5)
	if math.Abs(mean) > 0.005 || math.Abs(sd/want-1) > 0.01 {
		t.Errorf("turns are %.4f rad, s.d. %.4f, want 0 and %.4f", mean, sd, want)
	}
	if kurtosis := stat.ExKurtosis(free, nil); math.Abs(kurtosis) > 0.1 {
		t.Errorf("turns have excess kurtosis %.3f, want that of a normal distribution, 0", kurtosis)
	}
	// Running parallel to walls, rats spend longer there than on the area's
	// share, 1-(1-2*0.12/2.2)^2 = 0.107 of it for both zones.
	if share := float64(walls) / float64(len(moves)); share < 0.107 || share > 0.4 {
		t.Errorf("%.3f of the poses are within %.2f m of a wall", share, 2*m.Zone)
	}
}

// TestReflectingStatistics checks what Reflecting promises: steps of mean 0.04 m,
// Rayleigh, turns of s.d. 0.3 rad, and a uniform floor.
func TestReflectingStatistics(t *testing.T) {
	for _, e := range []Enclosure{{Square, 2.2}, {Circle, 2.2}} {
		rng := rand.New(rand.NewPCG(3, 4))
		var p Paths
		p.Walk(rng, e, NewReflecting(), 100, 1000)
		var moves, turns, radii []float64
		for step := range p.Steps {
			for r := range p.Rats {
				at := p.At(step, r)
				if d, _ := e.Wall(at.Pos); d > 0.3 {
					moves = append(moves, p.Move(step, r).Norm())
					turns = append(turns, p.Turn(step, r))
				}
				radii = append(radii, at.Pos.Dot(at.Pos))
			}
		}
		mean, sd := stat.MeanStdDev(moves, nil)
		if math.Abs(mean-0.04) > 2e-4 || math.Abs(sd/mean-math.Sqrt(4/math.Pi-1)) > 0.01 {
			t.Errorf("%s: steps are %.4f m, s.d. %.4f, want a Rayleigh distribution of mean 0.04", e.Shape, mean, sd)
		}
		if mean, sd := stat.MeanStdDev(turns, nil); math.Abs(mean) > 0.005 || math.Abs(sd-0.3) > 0.003 {
			t.Errorf("%s: turns are %.4f rad, s.d. %.4f, want 0 and 0.3", e.Shape, mean, sd)
		}
		// E r² of a uniform point is side²/6, or R²/2.
		want := e.Size * e.Size / 6
		if e.Shape == Circle {
			want = e.Half() * e.Half() / 2
		}
		if got := stat.Mean(radii, nil); math.Abs(got/want-1) > 0.03 {
			t.Errorf("%s: mean squared distance from the centre is %.4f, want %.4f of a uniform floor", e.Shape, got, want)
		}
	}
}

func TestSameSeedSamePaths(t *testing.T) {
	for _, m := range []Motion{PublishedForaging(), NewReflecting()} {
		var a, b Paths
		a.Walk(rand.New(rand.NewPCG(5, 6)), Enclosure{Square, 2.2}, m, 20, 7)
		b.Walk(rand.New(rand.NewPCG(9, 6)), Enclosure{Square, 2.2}, m, 30, 9) // used memory
		b.Walk(rand.New(rand.NewPCG(5, 6)), Enclosure{Square, 2.2}, m, 20, 7)
		if !slices.Equal(a.Poses, b.Poses) {
			t.Errorf("%T: the same seed gave two different walks", m)
		}
	}
}
