package units

import (
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"gridrat/app/room"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/pupil"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// learnerOf is an untrained network of so many modules.
func learnerOf(t *testing.T, modules int) *learner.Snapshot {
	t.Helper()
	r := gridnet.NewModules(modules)
	r.Units = 4
	return pupil.Untrained(t, r, 1)
}

// TestPages: keys and tabs show the pages of inspector and population.
func TestPages(t *testing.T) {
	d := newDesk(t)
	for _, want := range []string{panel.PageTuning, panel.PageScores, panel.PagePath, panel.PageMap} {
		d.do("inspector-page")
		equal(t, "the page", d.Inspector.Page, want)
	}
	for _, want := range []string{panel.PageLattices, panel.PageFractions, panel.PagePopulation} {
		d.do("population-page")
		equal(t, "the page", d.Population.Page, want)
	}
	d.table.UseSpot(panel.SpotInspector + panel.PageScores)
	d.table.UseSpot(panel.SpotPopulation + panel.PageFractions)
	equal(t, "the page of the tab", d.Inspector.Page, panel.PageScores)
	equal(t, "the page of the tab", d.Population.Page, panel.PageFractions)
}

// TestColours: colours and grouping of the maps are those of the settings, which
// keep them.
func TestColours(t *testing.T) {
	d := newDesk(t)
	all := figure.ColorMaps()
	for _, want := range append(all[1:], all[0]) {
		d.do("colors")
		equal(t, "the colours kept", d.settings.ColorMap, want.Name)
		state, _ := d.table.State("colors")
		equal(t, "the label", state.Label, want.Name)
		equal(t, "whether both panels have them", d.Wall.Colors == want && d.Inspector.Colors == want, true)
	}
	d.do("group")
	state, _ := d.table.State("group")
	if d.Wall.Grouped || d.settings.Grouped || state.On || state.Why != "" {
		t.Errorf("maps are grouped, or the settings say so; the button stands %+v", state)
	}
	d.Take(learnerOf(t, 1), true)
	state, _ = d.table.State("group")
	equal(t, "why maps cannot be grouped", state.Why, "this recipe has a single module")
}

// TestFilter: a key shows class after class, and all again; a click on what is
// shown does so at once.
func TestFilter(t *testing.T) {
	d := newDesk(t)
	for _, want := range []string{panel.ClassGrid, panel.ClassDirection, panel.ClassBorder, panel.ClassConjunctive, panel.ClassBeyond} {
		d.do("filter")
		equal(t, "the class", d.Wall.Filter.Words(), want)
		equal(t, "that of the population", d.Population.Filter, d.Wall.Filter)
	}
	d.table.UseSpot(panel.SpotClear)
	d.draw()
	equal(t, "the units shown", d.Wall.Count(), 12)
}

// TestDrag: a range dragged over a histogram is seen at once and filters the
// wall at its end; a click takes it away. Other spots are not dragged.
func TestDrag(t *testing.T) {
	d := newDesk(t)
	equal(t, "whether a button is dragged", d.BeginDrag(panel.SpotShuffle, image.Point{}), false)
	equal(t, "whether there is a drag", d.Drag(image.Point{}, true), false)
	id := panel.SpotRange + panel.OfScore
	r := d.spot(id).Rect
	at := func(share float64) image.Point { return image.Pt(r.Min.X+int(share*float64(r.Dx())), r.Max.Y-40) }
	d.BeginDrag(id, at(0.9))
	d.Drag(at(0.4), true)
	f := d.Population.Filter
	if f.Of != panel.OfScore || f.Range.Low >= f.Range.High || !d.Wall.Filter.Empty() {
		t.Errorf("while it is dragged the range is %v, the wall shows %q", f, d.Wall.Filter.Words())
	}
	d.Drag(at(0.4), false)
	equal(t, "the range of the wall", d.Wall.Filter, f)
	equal(t, "whether the drag goes on", d.Drag(at(0.1), true), false)
	d.draw()
	d.BeginDrag(id, at(0.5))
	d.Drag(at(0.5).Add(image.Pt(2, 0)), false)
	equal(t, "whether a click shows all", d.Wall.Filter.Empty(), true)
}

// TestFocus: the nulls of a unit are asked for once its scores were looked at for
// a while, and given up with the page; along the trajectory others draw them.
func TestFocus(t *testing.T) {
	d := newDesk(t)
	tick, now := d.Offer().Tick, time.Now()
	tick(now)
	d.do("inspector-page")
	d.do("inspector-page") // scores
	tick(now)
	tick(now.Add(focusAfter / 2))
	equal(t, "requests before", len(d.asked), 0)
	tick(now.Add(focusAfter))
	tick(now.Add(2 * focusAfter))
	if len(d.asked) != 1 || d.asked[0] != (learner.Focus{Unit: d.Unit()}) {
		t.Fatalf("the learner is asked for %v", d.asked)
	}
	d.follow()
	d.do("source")
	d.click(d.worst(), false)
	now = now.Add(time.Minute)
	equal(t, "the unit along the trajectory before the tick", d.FocusAlong(now), -1)
	tick(now)
	equal(t, "the unit along the trajectory", d.FocusAlong(now.Add(focusAfter/2)), -1)
	equal(t, "that after a while", d.FocusAlong(now.Add(focusAfter)), d.worst())
	d.ShowSource(panel.Live)
	equal(t, "that of the network", d.FocusAlong(now.Add(focusAfter)), -1)
	d.Inspector.Page = panel.PageMap
	tick(now)
	tick(now.Add(focusAfter))
	equal(t, "the last request", d.asked[len(d.asked)-1], learner.Request(learner.Focus{Unit: -1}))
}

// TestOwnNulls: the nulls of all units are drawn in the background, for the
// scores of now and once for each; the past shows them too, another run does not.
func TestOwnNulls(t *testing.T) {
	d := newDesk(t)
	d.do("shuffle")
	d.Offer().Tick(time.Now())
	equal(t, "whether it says that it draws", d.Population.Busy, true)
	d.do("shuffle")
	d.says("is under way")
	d.finish()
	d.Offer().Tick(time.Now())
	d.says("of the units are beyond their own field shuffles at update")
	if v := d.Live().Own; !v.Of(d.snap.Appraisal) || d.Population.Busy {
		t.Fatalf("nulls %v, busy %v", v, d.Population.Busy)
	}
	d.do("shuffle")
	equal(t, "whether they are drawn again", d.background.Running(""), false)
	d.lookBack()
	equal(t, "those of the past", d.past.Own, d.Live().Own)
	later := *d.snap
	d.Take(&later, false)
	equal(t, "whether a newer snapshot has them", d.Live().Own != nil, true)
	later.Run++
	d.Take(&later, true)
	equal(t, "whether another run has them", d.Live().Own == nil, true)

	d = newDesk(t)
	d.filter(panel.Filter{Class: panel.ClassBeyond})
	d.table.Do("filter") // beyond own, which needs them
	equal(t, "whether they are drawn", d.background.Running(ownWork), true)
	d.background.Stop()
	d.finish()
	d.says("was stopped.")
	d.Take(learnerOf(t, 3), true)
	d.do("shuffle")
	d.says("no scores yet")
	for range ownLimit + 2 {
		d.keepOwn(ownOf{run: -1})
	}
	equal(t, "how many are kept", len(d.own), ownLimit)
}

// TestScales: clusters of the spacings are fitted while they are shown.
func TestScales(t *testing.T) {
	d := newDesk(t)
	d.Offer().Tick(time.Now())
	equal(t, "whether they are fitted before", d.fitting, false)
	d.do("population-page")
	d.Offer().Tick(time.Now())
	for end := time.Now().Add(time.Minute); d.fitting; time.Sleep(time.Millisecond) {
		if d.background.Take(); time.Now().After(end) {
			t.Fatal("no clusters within a minute")
		}
	}
	equal(t, "the scores they are of", d.Population.Scales.Of, d.snap.Appraisal)
	d.Offer().Tick(time.Now())
	equal(t, "whether they are fitted again", d.fitting, false)
}

// TestExplain: a click on a number opens a small page that says what it means,
// what it is of the chosen unit, and what it was made from.
func TestExplain(t *testing.T) {
	d := newDesk(t)
	d.table.UseSpot(panel.SpotScore + "no number")
	equal(t, "pages about no number", len(d.pages), 0)
	d.table.UseSpot(panel.SpotScore + "grid score 60°")
	p := d.pages[0]
	equal(t, "the page", p.Of, "explain")
	within := image.Rect(20, 20, 1260, 780)
	p.Fit(within, 1)
	equal(t, "its place", p.Picture.Rect, image.Rect(280, 260, 1000, 540))
	equal(t, "whether it is drawn", p.Picture.Drawn > 0, true)
	p.Fit(image.Rect(20, 20, 420, 220), 1)
	equal(t, "its place in a small window", p.Picture.Rect, image.Rect(20, 20, 420, 220))

	for _, c := range []struct {
		of   *panel.View
		want []string
	}{
		{d.Live(), []string{"recipe modules, seed 1, on about", "dropout off; maps of 20 x 20 bins of 11 cm, not smoothed."}},
		{&panel.View{Snapshot: d.snap, Source: panel.Along, Recording: "rat.csv"}, []string{"moved along rat.csv in moves of 0.15 s from a true start every"}},
		{&panel.View{Snapshot: d.snap, Source: panel.Cells, Recording: "spikes.csv along rat.csv"}, []string{
			"spikes.csv along rat.csv; maps of", "100 draws of every cell", "Red dots: as recorded.",
		}},
	} {
		for _, words := range c.want {
			if text := d.sampling(c.of); !strings.Contains(text, words) {
				t.Errorf("of %v it says %q, want %q", c.of.Source, text, words)
			}
		}
	}
}

// TestOffer: the keys of the units, each with its help in the list of keys.
func TestOffer(t *testing.T) {
	d := newDesk(t)
	keys := map[string]string{
		"ArrowUp": "previous-unit", "ArrowDown": "next-unit", "PageUp": "page-up", "PageDown": "page-down", "C": "colors", "M": "group",
		"I": "inspector-page", "B": "compare", "K": "source", "X": "silence", "Shift+X": "silence-shown", "U": "filter", "J": "shuffle", "H": "population-page",
	}
	for key, want := range keys {
		id, _ := d.table.Pressed(room.ParseChord(key))
		equal(t, key, id, want)
		equal(t, "whether it repeats: "+key, d.table.Repeats(id), strings.HasPrefix(key, "Arrow") || strings.HasPrefix(key, "Page"))
	}
	equal(t, "keys", len(d.table.Chords()), len(keys))
	equal(t, "lines of help", len(d.table.Lines()), len(keys))
	var bar []string
	for _, item := range d.table.Items(nil) {
		bar = append(bar, item.ID)
	}
	equal(t, "the bar", slices.Equal(bar, []string{"colors", "group"}), true)
}
