package panel

import (
	"bytes"
	"fmt"
	"image"
	"maps"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/golang/freetype/truetype"
	"pgregory.net/rapid"

	"gridrat/assets"
	"gridrat/brain/agent"
	"gridrat/brain/learner/agents"
	"gridrat/render/figure"
	"gridrat/world"
)

// shownBy is a panel with what it shows.
type shownBy struct {
	*Picture
	pieces func() []Piece
}

// agentPanels are the panels of agents in states that they can be in.
func agentPanels() map[string]shownBy {
	all := map[string]shownBy{}
	growing := learnt("place", 0, 0)
	growing.Snap.Agent, growing.Snap.Growing = nil, agents.Growing{What: "learning to see", Share: 0.43}
	for name, list := range map[string][]Contender{"none": nil, "four": contenders(), "begun": {learnt("grid", 4, 340), growing, {Name: "no code"}}} {
		for _, byTime := range []bool{false, true} {
			p := &Scores{ByTime: byTime}
			all[fmt.Sprint("scores ", name, byTime)] = shownBy{&p.Picture, func() []Piece { return p.Pieces(list, levels(), 4*time.Second) }}
		}
		for i := range list {
			p := &Diagnostics{}
			all[fmt.Sprint("diagnostics ", name, i)] = shownBy{&p.Picture, func() []Piece { return p.Pieces(&list[i]) }}
		}
	}
	unknown, one := *match(2.5, 2.5), *match(2.5, 2.5)
	unknown.HasGoal, unknown.Goal = false, nil
	one.Modules, one.Pretended = nil, true
	for name, m := range map[string]*CodeMatch{"none": nil, "unknown": &unknown, "one": &one, "three": match(4.25, 2.75)} {
		p := &Codes{}
		all["codes "+name] = shownBy{&p.Picture, func() []Piece { return p.Pieces(m) }}
	}
	maps.Copy(all, memoryPanels())
	for name, t := range tables() {
		for _, page := range TrialPages {
			p := &Trials{Page: page}
			all["trials "+name+" "+page] = shownBy{&p.Picture, func() []Piece { return p.Pieces(t) }}
		}
	}
	race := &Episode{Cells: raced()}
	all["race"] = shownBy{&race.Picture, race.Pieces}
	for name, t := range tryings() {
		for _, page := range []string{PageLack, PageDoors} {
			p := &Experiment{Page: page}
			all["experiment "+name+" "+page] = shownBy{&p.Picture, func() []Piece { return p.Pieces(t) }}
		}
	}
	return all
}

// TestAgentPanels: at every size and scale all stays within the panel, and
// nothing is drawn again without reason.
func TestAgentPanels(t *testing.T) {
	all := agentPanels()
	for _, size := range []struct {
		w, h  int
		scale float64
	}{{770, 380, 1}, {290, 210, 1}, {420, 300, 2}, {160, 120, 1}, {40, 30, 0.5}} {
		r := image.Rect(100, 50, 100+size.w, 50+size.h)
		for name, p := range all {
			p.Place(r, size.scale)
			pieces := p.pieces()
			finish(p.Picture, pieces)
			check(t, name, p.Picture, r)
			for _, piece := range pieces {
				if !piece.Rect.In(p.Canvas.Bounds()) {
					t.Errorf("%s in %v: a piece at %v", name, size, piece.Rect)
				}
			}
			if n := len(p.pieces()); n != 0 {
				t.Errorf("%s in %v: %d pieces are drawn again", name, size, n)
			}
		}
	}
}

// TestNothingIsLeftOfAgents: what a panel shows does not depend on what it
// showed before.
func TestNothingIsLeftOfAgents(t *testing.T) {
	none, pretended, wide := *match(2.5, 2.5), *match(2.5, 2.5), match(4.25, 2.75)
	none.HasGoal, none.Goal, pretended.Pretended = false, nil, true
	codes := []*CodeMatch{match(2.5, 2.5), nil, &none, &pretended, wide}
	all := tables()
	tried := []*TrialTable{nil, all["doors"], all["two"]}
	lists := [][]Contender{contenders(), nil, contenders()[1:3]}
	r := image.Rect(0, 0, 290, 210)
	same := func(name string, states int, draw func(states ...int) *figure.Canvas) {
		for now := range states {
			alone := draw(now).Img.Pix
			for before := range states {
				if !bytes.Equal(draw(before, now).Img.Pix, alone) {
					t.Errorf("%s: state %d looks different after state %d", name, now, before)
				}
			}
		}
	}
	same("codes", len(codes), func(states ...int) *figure.Canvas {
		p := &Codes{}
		p.Place(r, 1)
		for _, i := range states {
			finish(&p.Picture, p.Pieces(codes[i]))
		}
		return p.Canvas
	})
	same("trials", len(tried)*len(TrialPages), func(states ...int) *figure.Canvas {
		p := &Trials{}
		p.Place(r, 1)
		for _, i := range states {
			p.Page = TrialPages[i%len(TrialPages)]
			finish(&p.Picture, p.Pieces(tried[i/len(TrialPages)]))
		}
		return p.Canvas
	})
	same("scores", 2*len(lists), func(states ...int) *figure.Canvas {
		p := &Scores{}
		p.Place(r, 1)
		for _, i := range states {
			p.ByTime = i >= len(lists)
			finish(&p.Picture, p.Pieces(lists[i%len(lists)], levels(), 0))
		}
		return p.Canvas
	})
	tries := []*Trying{tryings()["begun"], tryings()["compared"], tryings()["none"]}
	same("experiment", 2*len(tries), func(states ...int) *figure.Canvas {
		p := &Experiment{}
		p.Place(r, 1)
		for _, i := range states {
			p.Page = []string{PageLack, PageDoors}[i%2]
			finish(&p.Picture, p.Pieces(tries[i/2]))
		}
		return p.Canvas
	})
	same("diagnostics", 3, func(states ...int) *figure.Canvas {
		p := &Diagnostics{}
		p.Place(r, 1)
		for _, i := range states {
			var of *Contender
			if i > 0 {
				of = &lists[0][i-1]
			}
			finish(&p.Picture, p.Pieces(of))
		}
		return p.Canvas
	})
}

// TestPlaceAt: the place under a point of the map is the one that is drawn
// there, and beside the map there is none.
func TestPlaceAt(t *testing.T) {
	m := match(4.25, 2.75)
	p := &Codes{}
	p.Place(image.Rect(50, 70, 470, 370), 1)
	finish(&p.Picture, p.Pieces(m))
	spot := p.spotOf(SpotPretend)
	rapid.Check(t, func(t *rapid.T) {
		at := image.Pt(rapid.IntRange(0, 520).Draw(t, "x"), rapid.IntRange(0, 420).Draw(t, "y"))
		place, ok := p.PlaceAt(at)
		if ok != at.In(spot) {
			t.Fatalf("at %v: %v, but the map is at %v", at, ok, spot)
		}
		if !ok {
			return
		}
		back := p.to(p.floor, m, place)
		if d := math.Hypot(back.X-float64(at.X-50), back.Y-float64(at.Y-70)); d > 1.5 {
			t.Fatalf("%v is at %v, drawn %v pixels beside", place, at, d)
		}
	})
	finish(&p.Picture, p.Pieces(nil))
	if _, ok := p.PlaceAt(spot.Min.Add(image.Pt(5, 5))); ok {
		t.Error("there is a place where there is no map")
	}
}

// TestHere: the match now is that of the bin in which the rat is.
func TestHere(t *testing.T) {
	m := match(2.5, 2.5)
	m.Rat = m.At
	if v := m.here(); !(v > 0.9) {
		t.Errorf("at the goal the match is %v", v)
	}
	m.Rat = world.Vec{X: 1.3}
	if v := m.here(); v == v {
		t.Errorf("beside the floor the match is %v", v)
	}
}

func TestRegions(t *testing.T) {
	nan := math.NaN()
	m := figure.Matrix{N: 4, Values: []float64{
		1, 1, 0, 0.9,
		0, 1, 0, 0.7,
		nan, 0, 1, 0,
		1, nan, 0, 1,
	}}
	for from, want := range map[float64]int{0.8: 5, 0.5: 5, 0: 2, 1.1: 0} {
		if got := regions(m, from); got != want {
			t.Errorf("from %v there are %d regions, want %d", from, got, want)
		}
	}
	if one, modules := regions(match(2.5, 2.5).All, alikeFrom), regions(match(2.5, 2.5).Modules[0].Match, alikeFrom); one != 1 || modules < 10 {
		t.Errorf("together modules know %d places like the goal, one of them %d", one, modules)
	}
}

// TestHues: those whom the paper compares have colours of their own.
func TestHues(t *testing.T) {
	seen := map[[4]uint8]string{}
	for _, theme := range []*figure.Theme{&figure.Dark, &figure.Light} {
		clear(seen)
		for _, name := range []string{"grid", "place", "no code", "withheld", "grid-map", "another"} {
			c := HueOf(name, theme)
			key := [4]uint8{c.R, c.G, c.B, c.A}
			if other := seen[key]; other != "" {
				t.Errorf("%s and %s have the same colour", name, other)
			}
			seen[key] = name
		}
		if HueOf("none", theme) != HueOf("no code", theme) {
			t.Error("one code has two colours")
		}
	}
}

func TestMillion(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1k", 12_345: "12.3k", 999_499: "999k", 1_250_000: "1.25M", 10_000_000: "10M"} {
		if got := Million(n); got != want {
			t.Errorf("%d is printed as %q, want %q", n, got, want)
		}
	}
}

func TestWithin(t *testing.T) {
	nan := math.NaN()
	for want, v := range map[string]agent.Interval{"336 (295–376)": {Mean: 336, Low: 295, High: 376}, "–": {Mean: nan, Low: nan, High: nan}, "12": {Mean: 12, Low: nan, High: nan}} {
		if got := Within(v, Points)[0]; got != want {
			t.Errorf("%v is printed as %q, want %q", v, got, want)
		}
	}
}

// TestGlyphs: the font has a glyph for all that the panels of agents say.
func TestGlyphs(t *testing.T) {
	font, err := truetype.Parse(assets.FontRegular)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, n := range slices.Concat(AgentNumbers, ExperimentNumbers, ChoiceNumbers) {
		texts = append(texts, n.Name, n.Means)
	}
	for _, p := range agentPanels() {
		p.Place(image.Rect(0, 0, 420, 300), 1)
		p.Canvas.Record()
		finish(p.Picture, p.pieces())
		for _, m := range svgText.FindAllStringSubmatch(string(p.Canvas.SVG(nil)), -1) {
			texts = append(texts, m[5])
		}
	}
	for _, text := range texts {
		for _, r := range text {
			if font.Index(r) == 0 {
				t.Errorf("no glyph for %q in %q", r, text)
			}
		}
	}
}
