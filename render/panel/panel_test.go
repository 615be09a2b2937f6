package panel

import (
	"fmt"
	"image"
	"math"
	"strings"
	"testing"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// snapshot is one of a network that was scored, with made-up maps.
func snapshot(r gridnet.Recipe) *learner.Snapshot {
	net := gridnet.NewNetwork(r, 1)
	nan := math.NaN()
	s := &learner.Snapshot{
		State:  learner.State{Elapsed: 83 * time.Second, Running: true, Rate: 123, Wanted: 400},
		Recipe: r, Net: net, Update: 1234, Steps: 50, Batch: 100,
		Loss:    gridnet.Loss{Total: 13.0468, Place: 10.9641, HeadDirection: 2.4872, Joint: 2.4091},
		History: []learner.Point{{Update: 1, Loss: 4, ErrorCM: nan, Beyond: nan}, {Update: 2, Loss: 3, ErrorCM: 120, Beyond: 0.1}},
	}
	p := &tuning.Population{Scores: make([]tuning.Score, net.Units())}
	for u := range net.Units() {
		p.Scores[u].Score60 = float64(u) / 100
		s.Maps = append(s.Maps, tuning.Map{N: 2, Rate: []float64{0, 1, 2, float64(u)}})
	}
	errors := gridnet.PositionErrors{ByMoves: []gridnet.PositionError{{Mean: 1.188, Median: 1.196, NeverMoved: 1.08}}}
	untrained := gridnet.PositionErrors{ByMoves: []gridnet.PositionError{{Mean: 1.07}}}
	maps := make([]tuning.Map, net.Units())
	for u := range maps {
		maps[u] = tuning.Map{N: 20, Rate: make([]float64, 400)}
	}
	s.Appraisal = &learner.Appraisal{Update: 1200, Population: p, Maps: maps, Errors: errors, Untrained: untrained}
	return s
}

// recipes are those of the program.
func recipes(t *testing.T) []gridnet.Recipe {
	t.Helper()
	var all []gridnet.Recipe
	for _, name := range gridnet.RecipeNames() {
		r, err := gridnet.NewRecipe(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// TestNothingCutOff: at the sizes that are promised, no number and no note
// ends in dots: 1280 x 800, 1024 x 640, and 1280 x 800 with text at 250 %.
func TestNothingCutOff(t *testing.T) {
	for _, size := range []struct {
		width int
		scale float64
	}{{450, 1}, {330, 1}, {508, 1.74}} {
		var p Numbers
		p.Place(image.Rect(0, 0, size.width, 400), size.scale)
		c := p.Canvas
		for _, r := range recipes(t) {
			s := snapshot(r)
			beyond, opened, paused := *s, *s, *s
			beyond.Update = r.Updates + 771
			opened.Loss.Total, opened.Elapsed, opened.Running, opened.Update = math.NaN(), 0, false, r.Updates
			paused.Running, paused.Rate = false, 0
			for _, s := range []*learner.Snapshot{s, &beyond, &opened, &paused} {
				for i, e := range entriesOf(s, watched(s)) {
					small, big := p.fonts()
					fit := float64(size.width-2*c.Px(numbersPad))*shares[i%3] - c.Px0(entryGap)
					for _, l := range []struct {
						f     figure.Font
						texts []string
					}{{small, e.name}, {big, e.value}, {small, e.first}, {small, e.second}} {
						if got := c.FirstFit(l.f, fit, l.texts...); strings.HasSuffix(got, "…") || got == "" && l.texts[0] != "" {
							t.Errorf("%s in a panel %d wide at scale %v: %q becomes %q", r.Name, size.width, size.scale, l.texts, got)
						}
					}
				}
			}
		}
	}
}

// watched is a rat that runs, or is looked back at while learning is paused.
func watched(s *learner.Snapshot) Watched {
	w := Watched{OffCM: 126, Moves: 100}
	if !s.Running {
		w.Back = 2999
	}
	return w
}

// TestUnmeasured: what was not measured is a dash, never a zero.
func TestUnmeasured(t *testing.T) {
	s := snapshot(gridnet.NewModules(3))
	s.Loss = gridnet.Loss{Total: math.NaN(), Place: math.NaN()}
	s.Elapsed, s.Running, s.Rate, s.Appraisal = 0, false, 0, nil
	for _, e := range entriesOf(s, Watched{}) {
		if strings.Contains(e.name[0], "updates") || strings.Contains(e.name[0], "watched") {
			continue
		}
		if e.value[0] != "–" {
			t.Errorf("%s shows %q although nothing was measured", e.name[0], e.value[0])
		}
		for _, text := range append(e.first, e.second...) {
			if strings.Contains(text, "0.0") || strings.Contains(text, "NaN") {
				t.Errorf("%s says %q although nothing was measured", e.name[0], text)
			}
		}
	}
}

func TestUpdatesEntry(t *testing.T) {
	r := gridnet.NewModules(3)
	for _, c := range []struct {
		update  int
		running bool
		rate    float64
		want    string
	}{
		{3285, true, 40.5, "30 s left"}, {4500, false, 0, "all that the recipe has"}, {5271, true, 40, "beyond the recipe's 4500"},
		{100, false, 0, ""},
	} {
		s := &learner.Snapshot{Recipe: r, Update: c.update, State: learner.State{Running: c.running, Rate: c.rate}}
		e := updatesEntry(s)
		if got := e.first[0]; !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("at update %d it says %q, want %q", c.update, got, c.want)
		}
	}
	for d, want := range map[time.Duration]string{3600 * time.Millisecond: "3.6 s", 75 * time.Second: "75 s", 10 * time.Minute: "10 min 0 s", 3 * time.Hour: "3 h 0 min"} {
		if got := Duration(d); got != want {
			t.Errorf("%v prints as %q, want %q", d, got, want)
		}
	}
}

// finish draws pieces as Do does, without a graphics card.
func finish(p *Picture, pieces []Piece) (pixels int) {
	for _, piece := range pieces {
		lift := p.Canvas.Clip(piece.Rect)
		piece.draw()
		lift()
		pixels += piece.Rect.Dx() * piece.Rect.Dy()
	}
	return pixels
}

// TestOnlyWhatChanged: panels draw what has changed and nothing else.
func TestOnlyWhatChanged(t *testing.T) {
	s := snapshot(gridnet.NewModules(3))
	all := image.Rect(0, 0, 800, 400)

	w := Wall{Colors: figure.Viridis, Grouped: true, Hover: -1, Beside: -1}
	w.Place(all, 1)
	if n := finish(&w.Picture, w.Pieces(&View{Snapshot: s}, &View{Snapshot: s})); n < 800*400 {
		t.Errorf("at first %d pixels of the wall are drawn", n)
	}
	if pieces := w.Pieces(&View{Snapshot: s}, &View{Snapshot: s}); len(pieces) != 0 {
		t.Errorf("%d pieces of the wall are drawn although nothing has changed", len(pieces))
	}
	w.Hover = w.cells[3].unit
	if n, tile := finish(&w.Picture, w.Pieces(&View{Snapshot: s}, &View{Snapshot: s})), w.cells[3].rect; n != tile.Dx()*tile.Dy() {
		t.Errorf("hovering draws %d pixels, want those of a tile %v", n, tile)
	}
	later := *s
	later.Maps = append([]tuning.Map(nil), s.Maps...)
	unit := w.cells[5].unit
	later.Maps[unit] = tuning.Map{N: 2, Rate: []float64{3, 2, 1, 0}}
	if n := len(w.Pieces(&View{Snapshot: &later}, &View{Snapshot: &later})); n != 1 {
		t.Errorf("a changed map makes %d pieces, want 1", n)
	}

	var n Numbers
	n.Place(image.Rect(0, 0, 500, 240), 1)
	finish(&n.Picture, n.Pieces(s, Watched{OffCM: 3}))
	if px := finish(&n.Picture, n.Pieces(s, Watched{OffCM: 4})); px == 0 || px > 500*240/10 {
		t.Errorf("a move of the rat draws %d pixels of the numbers, of %d", px, 500*240)
	}

	i := Inspector{Colors: figure.Viridis}
	i.Place(image.Rect(0, 0, 420, 300), 1)
	finish(&i.Picture, i.Pieces(&View{Snapshot: s}, Look{Unit: 7, Chosen: 7}))
	if px := finish(&i.Picture, i.Pieces(&View{Snapshot: s}, Look{Unit: 7, Chosen: 7, Activity: 0.3})); px == 0 || px > 420*300/20 {
		t.Errorf("an activity draws %d pixels of the inspector, of %d", px, 420*300)
	}

	var p Population
	p.Place(image.Rect(0, 0, 420, 300), 1)
	finish(&p.Picture, p.Pieces(&View{Snapshot: s}))
	if pieces := p.Pieces(&View{Snapshot: s}); len(pieces) != 0 {
		t.Errorf("%d pieces of the population are drawn although nothing has changed", len(pieces))
	}
}

// TestSmallPieces: no piece is so large that a tick could not hold it.
func TestSmallPieces(t *testing.T) {
	s := snapshot(gridnet.NewModules(3))
	w := Wall{Colors: figure.Viridis, Grouped: true, Hover: -1, Beside: -1}
	w.Place(image.Rect(0, 0, 1500, 800), 1)
	finish(&w.Picture, w.Pieces(&View{Snapshot: s}, &View{Snapshot: s}))
	fresh := *s
	fresh.Maps = nil
	for _, m := range s.Maps {
		fresh.Maps = append(fresh.Maps, tuning.Map{N: m.N, Rate: append([]float64(nil), m.Rate...)})
	}
	pieces := w.Pieces(&View{Snapshot: &fresh}, &View{Snapshot: &fresh})
	if len(pieces) < 5 {
		t.Errorf("a wall of new maps has %d pieces", len(pieces))
	}
	for _, piece := range pieces {
		if n := piece.Rect.Dx() * piece.Rect.Dy(); n > 1500*200 {
			t.Errorf("a piece has %d pixels", n)
		}
	}
}

// TestTiling: the wall shows all units where it can, and leaves little empty.
func TestTiling(t *testing.T) {
	for _, size := range []image.Point{{700, 400}, {1500, 1380}, {2000, 1300}, {560, 260}} {
		for _, r := range recipes(t) {
			s := snapshot(r)
			w := Wall{Colors: figure.Viridis, Grouped: true, Hover: -1, Beside: -1}
			w.Place(image.Rectangle{Max: size}, 1)
			w.Pieces(&View{Snapshot: s}, &View{Snapshot: s})
			used := 0
			for _, c := range w.cells {
				used += c.rect.Dx() * c.rect.Dy()
				if !c.rect.In(image.Rectangle{Max: size}) {
					t.Errorf("%s in %v: a tile is at %v", r.Name, size, c.rect)
				}
			}
			if share := float64(used) / float64(size.X*size.Y); share < 0.55 {
				t.Errorf("%s in %v: %d tiles cover %.2f of the wall", r.Name, size, len(w.cells), share)
			}
		}
	}
}

// TestLookingAt: a unit that the mouse is over is told from the chosen one.
func TestLookingAt(t *testing.T) {
	s := snapshot(gridnet.NewModules(3))
	var p Inspector
	if got := p.title(&View{Snapshot: s}, Look{Unit: 22, Chosen: 137})[0]; got != "Looking at unit 22 of module 1 (chosen: 137)" {
		t.Errorf("the title is %q", got)
	}
	if got := p.title(&View{Snapshot: s}, Look{Unit: 137, Chosen: 137})[0]; got != "Unit 137 of module 3" {
		t.Errorf("the title is %q", got)
	}
}

// TestSheet: whatever a page says, no line leaves its column and no row is
// lost, and the settings of every recipe are legible at the promised sizes.
func TestSheet(t *testing.T) {
	pages := map[string][]Block{}
	for _, r := range recipes(t) {
		var rows []Row
		for _, f := range r.Settings() {
			rows = append(rows, Row{f.Name, fmt.Sprint(f.Value), f.Doc})
		}
		pages["settings of "+r.Name] = []Block{{Rows: rows}}
	}
	for name, all := range map[string][]Number{"numbers": Explained, "scores": UnitScores, "agents": AgentNumbers, "choices": ChoiceNumbers} {
		var rows []Row
		for _, n := range all {
			rows = append(rows, Row{Term: n.Name, Text: n.Means})
		}
		pages[name] = []Block{{Rows: rows}}
	}
	pages["long words"] = []Block{{Heading: "Words", Rows: []Row{{"horizons", strings.Repeat(`{"from":0,"steps":6,"batch":100},`, 12), strings.Repeat("x", 100)}, {strings.Repeat("name_", 30), "1", ""}}}}
	for name, blocks := range pages {
		for _, size := range []image.Point{{1180, 542}, {984, 350}, {1180, 760}, {984, 600}} {
			if (name == "numbers" || name == "scores" || name == "agents") && size.Y < 600 {
				continue // it has the whole window
			}
			p := Sheet{Title: "A page", Blocks: blocks}
			p.Place(image.Rectangle{Max: size}, 1)
			p.Redraw()
			want := 0
			for _, b := range blocks {
				want += len(b.Rows)
			}
			if len(p.rows) != want {
				t.Errorf("%s in %v: %d rows of %d", name, size, len(p.rows), want)
			}
			for _, l := range p.lines {
				if l.end > l.right+0.5 || l.right > float64(size.X) || l.y > float64(size.Y) {
					t.Errorf("%s in %v: %q ends at %.0f, its column at %.0f", name, size, l.text, l.end, l.right)
				}
			}
			if p.size < 9 {
				t.Errorf("%s in %v: text of %v points", name, size, p.size)
			}
		}
	}
}

func BenchmarkSheet(b *testing.B) {
	var rows []Row
	for _, f := range gridnet.NewModules(3).Settings() {
		rows = append(rows, Row{f.Name, fmt.Sprint(f.Value), f.Doc})
	}
	for b.Loop() {
		p := Sheet{Title: "A page", Blocks: []Block{{Rows: rows}}}
		p.Place(image.Rect(0, 0, 1180, 542), 1)
		p.Redraw()
	}
}
