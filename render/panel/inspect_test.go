package panel

import (
	"bytes"
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// curved is a snapshot with everything that the inspector shows.
func curved() *learner.Snapshot {
	s := snapshot(gridnet.NewModules(3))
	a := s.Appraisal
	for u := range a.Population.Scores {
		d := tuning.Curve{Rate: make([]float64, tuning.DirectionBins), Time: make([]float64, tuning.DirectionBins)}
		v := tuning.Speed{Curve: tuning.Curve{Rate: make([]float64, tuning.SpeedBins), Time: make([]float64, tuning.SpeedBins)}, Score: 0.1}
		for i := range d.Rate {
			d.Rate[i], d.Time[i] = float64(i+u), 5
		}
		for i := range v.Rate {
			v.Rate[i], v.Time[i] = float64(i), 5
		}
		a.Directions, a.Speeds = append(a.Directions, d), append(a.Speeds, v)
		a.Resultants, a.Classes = append(a.Resultants, 0.2), append(a.Classes, tuning.Class(u%8))
		score := &a.Population.Scores[u]
		score.Lattice = tuning.Lattice{OK: u%2 == 0, Spacing: 0.5 + float64(u%3)/4, Orientation: float64(u%6) / 6}
		score.Outer = 10
	}
	return s
}

// recordedCells are three cells, of other numbers than their places.
func recordedCells() *View {
	s := curved()
	a := *s.Appraisal
	a.Population = a.Population.Slice(0, 3)
	a.Maps, a.Directions, a.Speeds, a.Resultants, a.Classes = a.Maps[:3], a.Directions[:3], a.Speeds[:3], a.Resultants[:3], a.Classes[:3]
	v := &View{Source: Cells, Recording: "spikes.csv along rat.csv", Hz: true, Numbers: []int{4, 17, 40}}
	v.Snapshot = &learner.Snapshot{Recipe: gridnet.Recipe{Enclosure: s.Recipe.Enclosure}, Maps: a.Maps, Appraisal: &a}
	draws := []float64{0.1, 0.2}
	null := tuning.Null{Scores: draws, Units: [][]float64{draws, draws, draws}}
	v.Own = &learner.Shuffles{Scores: a.Population.Scores60(), Beyond: make([]bool, 3)}
	v.Own.Shuffled, v.Own.Noise, v.Own.Direction = new(tuning.Nulls), new(tuning.Nulls), null
	for m := range v.Own.Noise {
		v.Own.Shuffled[m], v.Own.Noise[m] = null, null
	}
	v.Own.Update = a.Update
	return v
}

// TestNothingIsLeft: what the inspector and the population show does not depend
// on what they showed before.
func TestNothingIsLeft(t *testing.T) {
	live := curved()
	unscored, silenced := *live, *live
	unscored.Appraisal, silenced.Silenced = nil, []int{3}
	s, cells := &View{Snapshot: live}, recordedCells()
	type shows struct {
		page int
		s    *View
		look Look
	}
	var all []shows
	for page := range InspectorPages {
		all = append(all,
			shows{page, s, Look{Unit: 2, Chosen: 2, Beside: Shown{s, 4}}}, shows{page, s, Look{Unit: 2, Chosen: 2, Beside: Shown{s, 5}}}, // 5 has no lattice
			shows{page, s, Look{Unit: 2, Chosen: 2}}, shows{page, &View{Snapshot: live, Source: Past}, Look{Unit: 2, Chosen: 2}},
			shows{page, &View{Snapshot: &unscored}, Look{Unit: 2, Chosen: 2}}, shows{page, &View{Snapshot: &silenced}, Look{Unit: 2, Chosen: 2}},
			shows{page, s, Look{Unit: -1}},
			shows{page, &View{Snapshot: live, Source: Along, Recording: "rat.csv"}, Look{Unit: 2, Chosen: 2}},
			shows{page, cells, Look{Unit: 1, Chosen: 1}}, shows{page, cells, Look{Unit: 0, Chosen: 1, Beside: Shown{s, 2}}})
	}
	all = append(all, shows{slices.Index(InspectorPages, PagePath), s, Look{Unit: 2, Chosen: 2, Path: ownPath()}})
	inspector := func() (*Picture, func(shows)) {
		p := &Inspector{Colors: figure.Viridis}
		return &p.Picture, func(v shows) {
			p.Page = InspectorPages[v.page]
			finish(&p.Picture, p.Pieces(v.s, v.look))
		}
	}
	population := func() (*Picture, func(shows)) {
		p := &Population{}
		return &p.Picture, func(v shows) {
			p.Page = PopulationPages[v.page%len(PopulationPages)]
			finish(&p.Picture, p.Pieces(v.s))
		}
	}
	for name, panel := range map[string]func() (*Picture, func(shows)){"inspector": inspector, "population": population} {
		for i, before := range all {
			for j, now := range all {
				after := func(views ...shows) []byte {
					p, show := panel()
					p.Place(image.Rect(0, 0, 375, 232), 1)
					for _, v := range views {
						show(v)
					}
					return p.Canvas.Img.Pix
				}
				if !bytes.Equal(after(before, now), after(now)) {
					t.Errorf("%s: view %d looks different after view %d", name, j, i)
				}
			}
		}
	}
}

// TestPages: every page of inspector and population stays within its panel at
// every size and scale, with its spots, and is not drawn again without reason.
func TestPages(t *testing.T) {
	s := curved()
	for _, size := range []struct {
		w, h  int
		scale float64
	}{{448, 300, 1}, {375, 232, 1}, {940, 540, 1.75}, {160, 120, 1}, {40, 30, 0.5}} {
		r := image.Rect(100, 50, 100+size.w, 50+size.h)
		for _, beside := range []int{0, 4} {
			for _, silenced := range [][]int{nil, {3, 4}} {
				for _, page := range InspectorPages {
					s := *s
					s.Silenced = silenced
					p := Inspector{Page: page, Colors: figure.Viridis}
					p.Place(r, size.scale)
					v := &View{Snapshot: &s}
					look := Look{Unit: 7, Chosen: 7}
					if beside > 0 {
						look.Beside = Shown{v, beside}
					}
					finish(&p.Picture, p.Pieces(v, look))
					check(t, page, &p.Picture, r)
					if n := len(p.Pieces(v, look)); n != 0 {
						t.Errorf("%s in %v: %d pieces are drawn again", page, size, n)
					}
				}
			}
		}
		for _, page := range PopulationPages {
			p := Population{Page: page, Scales: &Scales{Of: s.Appraisal, Mixture: tuning.Mixture{Components: []tuning.Component{{Weight: 1, Mean: 0.7, SD: 0.1}}}}}
			p.Place(r, size.scale)
			v := &View{Snapshot: s}
			finish(&p.Picture, p.Pieces(v))
			check(t, page, &p.Picture, r)
			if n := len(p.Pieces(v)); n != 0 {
				t.Errorf("%s in %v: %d pieces are drawn again", page, size, n)
			}
		}
	}
}

// check tells of spots outside their panel.
func check(t *testing.T, page string, p *Picture, r image.Rectangle) {
	t.Helper()
	for _, spot := range p.Spots() {
		if spot.Rect.Empty() || !spot.Rect.In(r) || spot.Tip == "" {
			t.Errorf("%s: spot %q at %v in %v says %q", page, spot.ID, spot.Rect, r, spot.Tip)
		}
	}
}

// TestExplained: every line of the scores has an explanation, and a score of
// the unit to stand beside it.
func TestExplained(t *testing.T) {
	u := Shown{&View{Snapshot: curved()}, 2}
	for _, l := range scoreLines([]Shown{u}) {
		if means, ok := Explain(l.about); !ok || means == "" {
			t.Errorf("nothing explains %q", l.about)
		}
		if got := ScoreOf(u, l.about); !strings.HasPrefix(got, l.cells[0]) {
			t.Errorf("the score of %q is %q, the table has %q", l.about, got, l.cells[0])
		}
	}
}

// TestOwnNulls: percentiles come from the nulls of the unit in focus or, without
// it, from those of all units, unless those are of other scores.
func TestOwnNulls(t *testing.T) {
	s := curved()
	a := s.Appraisal
	null := func(draws ...float64) tuning.Null {
		return tuning.Null{Units: [][]float64{nil, nil, draws}, Scores: draws}
	}
	all := &learner.Shuffles{Update: a.Update, Scores: a.Population.Scores60(), Beyond: make([]bool, s.Net.Units())}
	all.Shuffled = &tuning.Nulls{}
	for m := range all.Shuffled {
		all.Shuffled[m] = null(-3, -2, 5, 6)
	}
	all.Direction = null(0.1, 0.15, 0.19, 0.3)
	all.Shifted = tuning.ShiftNulls{Speed: null(0.01, 0.2, 0.3, 0.4), Information: null(-1, -1, -1, 9)}
	cells := func(own *learner.Shuffles) map[string][4]string {
		out := map[string][4]string{}
		for _, l := range scoreLines([]Shown{{&View{Snapshot: s, Own: own}, 2}}) {
			out[l.about] = l.cells
		}
		return out
	}
	got := cells(all)
	for about, want := range map[string]string{"grid score 60°": "50 %", "border": "50 %", "direction R": "75 %", "speed r": "25 %", "information": "75 %"} {
		if got[about][1] != want || got[about][2] != "…" && got[about][2] != "" {
			t.Errorf("%s: %q, want %s of its own and no noise yet", about, got[about], want)
		}
	}
	if text := ScoreOf(Shown{&View{Snapshot: s, Own: all}, 2}, "speed r"); !strings.Contains(text, "above 25 % of shifts of its own") {
		t.Errorf("of speed it says %q", text)
	}
	other := *all
	other.Update++
	for _, own := range []*learner.Shuffles{nil, &other} {
		if got := cells(own)["border"][1]; got != "…" {
			t.Errorf("without nulls of these scores it says %q", got)
		}
	}
	a.Focus = &learner.Focused{Unit: 2, OwnNulls: learner.OwnNulls{Noise: &tuning.Nulls{}, Shuffled: &tuning.Nulls{}}}
	a.Focus.Noise[tuning.BorderScore].Units = [][]float64{{-2, -2, -2, -2}}
	if got := cells(all)["border"]; got[2] != "100 %" || got[1] != "…" {
		t.Errorf("of the unit in focus it says %q", got)
	}
}

func TestFilter(t *testing.T) {
	s := curved()
	own := &learner.Shuffles{Update: 7, Beyond: make([]bool, s.Net.Units())}
	own.Beyond[3], own.Beyond[90] = true, true
	count := func(f Filter) int {
		n := 0
		for u := range s.Net.Units() {
			if f.Shows(&View{Snapshot: s, Own: own}, u) {
				n++
			}
		}
		return n
	}
	for _, c := range []struct {
		f     Filter
		want  int
		words string
	}{
		{Filter{}, 192, ""},
		{Filter{Class: ClassGrid}, 96, "grid"},
		{Filter{Class: ClassConjunctive}, 96, "conjunctive"},
		{Filter{Class: ClassOwn}, 2, "beyond own"},
		{Filter{Of: OfScore, Range: figure.Span{Low: 0.995, High: 1.205}}, 21, "grid score 0.99 to 1.21"},
		{Filter{Of: OfScore, Range: figure.Span{Low: 1.895, High: highScore}}, 2, "grid score 1.90 to 2.00"},
		{Filter{Class: ClassGrid, Of: OfScore, Range: figure.Span{Low: 0.995, High: 1.205}}, 10, "grid, grid score 0.99 to 1.21"},
	} {
		if got := count(c.f); got != c.want || c.f.Empty() != (c.words == "") {
			t.Errorf("%+v shows %d units, want %d", c.f, got, c.want)
		}
		if got := c.f.Words(); c.f.Of == "" && got != c.words {
			t.Errorf("%+v is called %q, want %q", c.f, got, c.words)
		}
	}
	w := Wall{Colors: figure.Viridis, Grouped: true, Hover: -1, Filter: Filter{Class: ClassGrid}}
	w.Place(image.Rect(0, 0, 800, 400), 1)
	live := &View{Snapshot: s}
	w.Pieces(live, live)
	order := w.Order()
	if len(order) != 96 || slices.ContainsFunc(order, func(u int) bool { return s.Appraisal.Classes[u]&tuning.GridLike == 0 }) {
		t.Errorf("the wall shows %v", order)
	}
	w.Filter = Filter{Class: ClassOwn}
	w.Pieces(live, live)
	if n := w.Count(); n != 0 {
		t.Errorf("before their nulls were drawn, %d units are beyond them", n)
	}
	live.Own = own
	w.Pieces(live, live)
	if got := w.Order(); len(got) != 2 || !slices.Contains(got, 3) || !slices.Contains(got, 90) {
		t.Errorf("beyond their own nulls the wall shows %v, want 3 and 90", got)
	}
	w.Filter = Filter{Class: ClassGrid}
	w.Pieces(live, live)
	past := *s // as of another time: nobody moves
	past.Appraisal = &learner.Appraisal{Update: 7, Population: &tuning.Population{Scores: make([]tuning.Score, 192)}}
	w.Pieces(&View{Snapshot: &past, Source: Past}, live)
	if !slices.Equal(w.Order(), order) {
		t.Error("in the past, the maps are in another order")
	}
}

func TestSilencedWords(t *testing.T) {
	s := curved()
	s.Silenced = []int{3}
	if got := Silenced(s, 12)[0]; !strings.Contains(got, "unit 3 silenced: measuring") {
		t.Errorf("before the test it says %q", got)
	}
	s.Appraisal.Lesion = &learner.Lesion{Units: []int{3}, Errors: gridnet.PositionErrors{ByMoves: []gridnet.PositionError{{Mean: 1.5}}}}
	if got := Silenced(s, 12)[0]; !strings.Contains(got, "150.0 cm, with all units 118.8") || !strings.Contains(got, "12 cm off") {
		t.Errorf("it says %q", got)
	}
}

// TestMomentAt: the ends of the timeline are its first moment and now.
func TestMomentAt(t *testing.T) {
	var timeline []*learner.Moment
	for u := range 5 {
		timeline = append(timeline, &learner.Moment{Update: 100 * u})
	}
	var p Emergence
	p.Place(image.Rect(300, 10, 1100, 34), 1)
	finish(&p.Picture, p.Pieces(Replay{Timeline: timeline}))
	track := p.track.Add(p.Rect.Min)
	if m := p.MomentAt(track.Min.X-50, timeline); m != timeline[0] {
		t.Errorf("left of it is %v", m)
	}
	if m := p.MomentAt(track.Max.X, timeline); m != nil {
		t.Errorf("the right end is %v", m)
	}
	if m := p.MomentAt((track.Min.X+track.Max.X)/2, timeline); m != timeline[2] {
		t.Errorf("the middle is %v", m)
	}
	if m := p.MomentAt(track.Min.X, timeline[:1]); m != nil {
		t.Errorf("of one moment it shows %v", m)
	}
}

func TestOneScaleForTwo(t *testing.T) {
	v := &View{Snapshot: curved()}
	if got := scaleOf([]Shown{{v, 5}, {v, 90}}); got.low != 0 || got.high != 90 {
		t.Errorf("two maps share the scale %+v", got)
	}
	if got := figure.Score(-0.001); got != "0.00" {
		t.Errorf("a tiny score is %q", got)
	}
	if got := figure.Score(math.NaN()); got != "–" {
		t.Errorf("an undefined score is %q", got)
	}
}

// TestRecordedCells: cells are called by their own numbers, have their own
// nulls, and stand beside a unit of a network, each on its own scale.
func TestRecordedCells(t *testing.T) {
	cells, live := recordedCells(), &View{Snapshot: curved()}
	for _, l := range scoreLines([]Shown{{cells, 1}}) {
		if slices.Contains(l.cells[:], "…") {
			t.Errorf("%s of a recorded cell waits for its nulls", l.name)
		}
	}
	rows := comparison([]Shown{{cells, 1}, {live, 5}})
	if rows[0] != [3]string{"", "cell 17", "unit 5"} {
		t.Errorf("the table is of %q", rows[0])
	}
	w := Wall{Colors: figure.Viridis, Grouped: true, Hover: -1, Beside: -1, Sources: []Source{Live, Along, Cells}}
	w.Place(image.Rect(0, 0, 800, 400), 1)
	for _, v := range []*View{live, cells, live} {
		finish(&w.Picture, w.Pieces(v, v))
		if len(w.Order()) != v.Units() {
			t.Errorf("the wall has %d of %d %s", len(w.Order()), v.Units(), v.Noun())
		}
	}
	for _, of := range w.Sources {
		if !slices.ContainsFunc(w.Spots(), func(s Spot) bool { return s.ID == SpotSource+of.String() }) {
			t.Errorf("no button shows %s", of)
		}
	}
	for _, page := range InspectorPages {
		p := Inspector{Page: page, Colors: figure.Viridis}
		p.Place(image.Rect(0, 0, 375, 232), 1)
		finish(&p.Picture, p.Pieces(cells, Look{Unit: 1, Chosen: 1, Beside: Shown{live, 5}}))
		if slices.ContainsFunc(p.Spots(), func(s Spot) bool { return s.ID == SpotSilence }) {
			t.Error("a recorded cell can be silenced")
		}
	}
}
