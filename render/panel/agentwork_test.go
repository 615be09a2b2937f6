package panel

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"gridrat/world"
)

// TestLittleIsDrawn: what has not changed is not drawn again.
func TestLittleIsDrawn(t *testing.T) {
	scores := &Scores{}
	scores.Place(image.Rect(0, 0, 770, 380), 1)
	all := contenders()
	finish(&scores.Picture, scores.Pieces(all, levels(), 4e9))
	if n := len(scores.Pieces(all, levels(), 3e9)); n != 1 {
		t.Errorf("a second later %d pieces of the scores are drawn, want that of the time", n)
	}
	all[1] = learnt("place", 43, 430)
	pieces := scores.Pieces(all, levels(), 4e9)
	if len(pieces) < 2 || len(pieces) > 3 {
		t.Errorf("a new point draws %d pieces, want those of its agent, the curves and the time", len(pieces))
	}

	codes := &Codes{}
	codes.Place(image.Rect(0, 0, 420, 300), 1)
	m := match(2.5, 2.5)
	finish(&codes.Picture, codes.Pieces(m))
	later := *m
	later.Rat = later.Rat.Add(world.Vec{X: 0.2})
	later.Now = append([]float32(nil), m.Now...)
	if n := len(codes.Pieces(&later)); n < 2 || n > 4 {
		t.Errorf("a move of the rat draws %d pieces of the codes, want title, map and strips at most", n)
	}
}

// TestWaiting: an agent that does not learn yet says why.
func TestWaiting(t *testing.T) {
	for _, p := range []struct {
		of   Contender
		want string
	}{
		{Contender{Name: "grid"}, "about to begin"},
		{learnt("grid", 41, 340), "656k decisions in 21 s"},
		{Contender{Name: "grid", Snap: learnt("grid", 41, 340).Snap}, "paused"},
	} {
		if got := p.of.learntWords()[0]; !strings.Contains(got, p.want) {
			t.Errorf("it says %q, want %q", got, p.want)
		}
	}
}

// TestMeasuresOf: of the published way of learning nothing is said of clipping.
func TestMeasuresOf(t *testing.T) {
	r := learnt("grid", 3, 1).Snap.Plan.Recipe.Learn
	about := func() (all []string) {
		for _, m := range Measures(r) {
			all = append(all, m.About)
		}
		return all
	}
	if got := fmt.Sprint(about()); !strings.Contains(got, "divergence") {
		t.Errorf("of ppo there are %s", got)
	}
	r.Algorithm = "a3c"
	if got := fmt.Sprint(about()); strings.Contains(got, "divergence") || strings.Contains(got, "clipped") {
		t.Errorf("of a3c there are %s", got)
	}
}

// TestSpeeds: decisions per second are those between points, and unknown where
// time is.
func TestSpeeds(t *testing.T) {
	c := learnt("grid", 5, 1).Snap.Curve
	s := speeds(c, ByDecisions)
	if len(s.Y) != 4 || s.Y[3] != 32_000 || s.X[3] != 64_000 {
		t.Errorf("speeds are %v at %v", s.Y, s.X)
	}
	c[2].Seconds = c[1].Seconds
	if s := speeds(c, ByDecisions); len(s.Y) != 3 {
		t.Errorf("with a point of no duration there are %v", s.Y)
	}
}

// The panels as large as on a dense screen, each drawn whole.
func BenchmarkAgentPanels(b *testing.B) {
	all := contenders()
	for i := range all {
		all[i] = learnt(all[i].Name, 1000, 300)
	}
	table := tables()["two"]
	scores, codes, diagnostics := &Scores{}, &Codes{}, &Diagnostics{}
	panels := map[string]shownBy{
		"scores":      {&scores.Picture, func() []Piece { return scores.Pieces(all, levels(), 0) }},
		"codes":       {&codes.Picture, func() []Piece { return codes.Pieces(match(2.5, 2.5)) }},
		"diagnostics": {&diagnostics.Picture, func() []Piece { return diagnostics.Pieces(&all[0]) }},
	}
	for _, page := range TrialPages {
		p := &Trials{Page: page}
		panels["trials "+page] = shownBy{&p.Picture, func() []Piece { return p.Pieces(table) }}
	}
	for name, p := range panels {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				clear(p.shown)
				p.Place(image.Rect(0, 0, 1540, 760), 2)
				finish(p.Picture, p.pieces())
			}
		})
	}
}

// What is measured of the trials of 100 episodes.
func BenchmarkMeasures(b *testing.B) {
	s := setOf("", 100, 2, false)
	for b.Loop() {
		s.measures()
	}
}
