package report

import (
	"math"
	"testing"

	"gridrat/brain/tuning"
)

// TestBeyondChance compares with exact binomial tails (Python, fractions):
// P(X >= k) of X ~ B(n, 1/20) is given where it crosses 0.01.
func TestBeyondChance(t *testing.T) {
	for _, c := range []struct {
		beyond, units int
		want          bool
	}{
		{0, 0, false},
		{0, 64, false},
		{2, 4, false},    // 0.0140
		{3, 4, true},     // 0.0005
		{2, 6, false},    // 0.0328
		{3, 6, true},     // 0.0022
		{8, 64, false},   // 0.0142
		{9, 64, true},    // 0.0044
		{13, 128, false}, // 0.0121
		{14, 128, true},  // 0.0050
		{38, 512, false}, // 0.0110
		{39, 512, true},  // 0.0067
		{64, 64, true},
	} {
		if got := beyondChance(c.beyond, c.units); got != c.want {
			t.Errorf("%d of %d: %t, want %t", c.beyond, c.units, got, c.want)
		}
	}
}

func TestWrapped(t *testing.T) {
	for _, c := range []struct{ angle, want float64 }{
		{0, 0}, {59.994, 59.99}, {59.996, 0}, {60, 0}, {-0.001, 0}, {-1, 59}, {-59.999, 0}, {61.5, 1.5},
	} {
		if got := wrapped(c.angle); got != c.want || math.Signbit(got) {
			t.Errorf("%v became %v, want %v", c.angle, got, c.want)
		}
	}
}

// population has units of which the first beyond exceed the null, with the
// given spacings and orientations in turn.
func population(units, beyond int, spacings, orientations []float64) *tuning.Population {
	p := &tuning.Population{Scores: make([]tuning.Score, units), Null: tuning.Null{P95: 0.5}}
	for i := range beyond {
		s := &p.Scores[i]
		s.Score60, s.OK = 1, true
		s.Spacing, s.Orientation = spacings[i%len(spacings)], orientations[i%len(orientations)]
	}
	return p
}

// TestFindLattice: as many units as chance puts beyond the null have no
// lattice; more have one, around the turn of the orientation too.
func TestFindLattice(t *testing.T) {
	spacings := []float64{0.6, 0.7, 0.62}
	turn := []float64{59.8 / degrees, 0.4 / degrees, 59.8 / degrees}
	if l, ok := findLattice(population(64, 8, spacings, turn)); ok {
		t.Errorf("8 of 64 units, as 5 %% may be, have the lattice %+v", l)
	}
	l, ok := findLattice(population(64, 9, spacings, turn))
	if want := (lattice{spacing: 0.62, orientation: 0, units: 9}); !ok || l != want {
		t.Errorf("9 of 64 units have %+v (%t), want %+v", l, ok, want)
	}
	p := population(64, 12, spacings, turn)
	p.Scores[0].OK = false // beyond the null without six peaks
	if l, ok := findLattice(p); !ok || l.units != 11 {
		t.Errorf("%+v (%t), want a lattice of 11 units", l, ok)
	}
	for i := range p.Scores {
		p.Scores[i].OK = false
	}
	if l, ok := findLattice(p); ok {
		t.Errorf("units without peaks have the lattice %+v", l)
	}
}
