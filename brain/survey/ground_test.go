package survey

import (
	"math"
	"strings"
	"testing"

	"gridrat/brain/tuning"
	"gridrat/world"
)

// ell is the wall of an L in a square of 2 m around the origin, with floor
// everywhere but in the north-east.
func ell() *world.Walls {
	corners := []world.Vec{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: 1}, {}, {Y: 1}, {X: -1, Y: 1}}
	w := &world.Walls{Outer: len(corners)}
	for i, a := range corners {
		w.Faces = append(w.Faces, world.Face{A: a, B: corners[(i+1)%len(corners)]})
	}
	return w
}

// TestGround: positions outside the walls count to the nearest bin within,
// others stay where they are.
func TestGround(t *testing.T) {
	drawn := world.Enclosure{Shape: world.Drawn, Size: 2}
	l, round := NewGround(20, drawn, ell()), NewGround(20, drawn, &world.Walls{Diameter: 2})
	open := NewGround(20, world.Enclosure{Shape: world.Circle, Size: 2}, nil)
	for _, c := range []struct {
		g        Ground
		at, want world.Vec
	}{
		{l, world.Vec{X: -0.5, Y: 0.5}, world.Vec{X: -0.5, Y: 0.5}},
		{l, world.Vec{X: 0.03, Y: 0.5}, world.Vec{X: 0, Y: 0.5}},
		{l, world.Vec{X: 0.5, Y: 0.2}, world.Vec{X: 0.5}},
		{l, world.Vec{X: -1.2, Y: 0.5}, world.Vec{X: -1, Y: 0.5}},
		{round, world.Vec{X: 1.5}, world.Vec{X: 1}},
		{round, world.Vec{X: 0.5}, world.Vec{X: 0.5}},
		{open, world.Vec{X: 1.5}, world.Vec{X: 1.5}},
	} {
		got := c.g.Within(c.at)
		if got.Sub(c.want).Norm() > 1e-6 {
			t.Errorf("%v counts at %v, want %v", c.at, got, c.want)
		}
		if c.g.walls == l.walls && got.X >= 0 && got.Y >= 0 {
			t.Errorf("%v counts at %v, which is outside", c.at, got)
		}
	}
	if p := l.Within(world.Vec{X: math.NaN()}); p.X == p.X {
		t.Errorf("what is not known counts at %v", p)
	}
	// The bin, too, is one with floor.
	a := tuning.NewAccumulator(20, 1, 1)
	if i := a.Bin(l.Within(world.Vec{X: 0.03, Y: 0.55})); i%20 != 9 || i/20 != 15 {
		t.Errorf("it counts to bin (%d, %d)", i%20, i/20)
	}
	s := Subject{Enclosure: drawn, Walls: ell()}
	s.Maps = a.Maps()
	if on, bins, visited := s.floor(); bins != 300 || visited != 0 || on[0] != 1 || on[399] != 0 {
		t.Errorf("%d bins are floor, %d visited, want 300 and 0", bins, visited)
	}
	s.Enclosure, s.Walls = world.Enclosure{Shape: world.Circle, Size: 2}, nil
	if _, bins, _ := s.floor(); bins != 316 { // middles within ten bins of the middle of 20
		t.Errorf("a circle has %d bins of floor, want 316", bins)
	}
}

// TestCautions: little time, few spikes, and a floor hardly visited are said of
// recorded cells, and of networks nothing.
func TestCautions(t *testing.T) {
	visited := func(bins int) []tuning.Map {
		a := tuning.NewAccumulator(Bins, 2, 0.5)
		for i := range bins {
			a.Add(world.Vec{X: float64(i%Bins)/Bins - 0.49, Y: float64(i/Bins)/Bins - 0.49}, []float32{1, 1})
		}
		return a.Maps()
	}
	of := func(seconds float64, spikes []int, bins int) *Survey {
		v := &Survey{Subject: Subject{Enclosure: world.Enclosure{Shape: world.Square, Size: 1}, Units: []int{3, 8}, Seconds: seconds, Spikes: spikes, SmoothSpeed: []float64{0, 0}}}
		v.Maps = visited(bins)
		v.Scores = make([]tuning.Score, 2)
		return v
	}
	for name, c := range map[string]struct {
		v     *Survey
		want  [2]string
		notes string
	}{
		"enough":    {of(600, []int{100, 5000}, 400), [2]string{}, ""},
		"a frame":   {of(299.98, []int{100, 5000}, 400), [2]string{}, ""},
		"short":     {of(12, nil, 400), [2]string{"12 s of recording", "12 s of recording"}, "caution: 12 s of recording: scores and classes of all cells may be chance"},
		"few":       {of(600, []int{1, 500}, 400), [2]string{"1 spike", ""}, "caution: fewer than 100 spikes of unit 3: scores"},
		"a corner":  {of(600, []int{200, 500}, 100), [2]string{"100 of 400 bins visited", "100 of 400 bins visited"}, "100 of 400 bins visited"},
		"all of it": {of(1, []int{2, 3}, 10), [2]string{"1 s of recording; 10 of 400 bins visited; 2 spikes", "1 s of recording; 10 of 400 bins visited; 3 spikes"}, "fewer than 100 spikes of units 3, 8"},
	} {
		got, notes := c.v.Cautions(), strings.Join(c.v.CautionNotes(), "\n")
		if got[0] != c.want[0] || got[1] != c.want[1] || !strings.Contains(notes, c.notes) || (notes == "") != (c.notes == "") {
			t.Errorf("%s: %q and %q, want %q", name, got, notes, c.want)
		}
	}
	network := of(1, nil, 10)
	network.SmoothSpeed = nil
	if network.Cautions() != nil || network.CautionNotes() != nil {
		t.Error("a network has cautions")
	}
}
