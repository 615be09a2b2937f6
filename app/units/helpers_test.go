package units

import (
	"image"
	"strings"
	"sync"
	"testing"
	"time"

	"gridrat/app/internal/visit"
	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/pupil"
	"gridrat/render/panel"
)

// scored is a snapshot of a small network of three modules of four units with
// scores.
var scored = sync.OnceValues(func() (*learner.Snapshot, error) {
	r := gridnet.NewModules(3)
	r.Units = 4
	return pupil.Learnt(r, "scores", func(s *learner.Snapshot) bool { return s.Appraisal != nil && s.Maps != nil })
})

// desk is a room with what its Host has been asked for.
type desk struct {
	*Room
	t     *testing.T
	table *room.Table
	snap  *learner.Snapshot

	settings   settings.Settings
	along      *panel.View
	cells      *panel.View
	past       *panel.View
	told       []string
	asked      []learner.Request
	pages      []*room.Page
	trails     []bool
	lives      int
	scoredPast []int
	background *room.Background
}

// newDesk is a room that has taken a snapshot, on a screen.
func newDesk(t *testing.T) *desk {
	t.Helper()
	s, err := scored()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, snap: s, settings: settings.Default()}
	tell := func(_ bool, text string) { d.told = append(d.told, text) }
	d.background = room.NewBackground(t.Context(), tell, func() {})
	t.Cleanup(d.background.Close)
	d.Room = New(Host{
		Settings: &d.settings, Background: d.background, Tell: tell,
		Do:   func(r learner.Request) { d.asked = append(d.asked, r) },
		Open: func(p *room.Page) { d.pages = append(d.pages, p) },
		View: func(s panel.Source) *panel.View {
			return map[panel.Source]*panel.View{panel.Along: d.along, panel.Cells: d.cells}[s]
		},
		Found: func() (int, string) { return 100, "as recorded" },
		Past:  func() *panel.View { return d.past },
		GoLive: func() {
			d.past = nil
			d.lives++
		},
		ScorePast: func(unit int) { d.scoredPast = append(d.scoredPast, unit) },
		Trail:     func(all bool) { d.trails = append(d.trails, all) },
		Rat:       func() (int, float64) { return 0, 7 },
		Activity:  func(int) float32 { return 0.5 },
		OwnPath:   func(int) *panel.OwnPath { return nil },
	})
	d.Take(s, true)
	d.table = room.NewTable(d.Offer())
	for i, p := range d.Offer().Panes {
		p.Picture.Place(image.Rect(0, 500*i, 700, 500*i+480), 1)
	}
	d.draw()
	return d
}

// draw draws all panels.
func (d *desk) draw() {
	for _, p := range d.Offer().Panes {
		p.Redraw(time.Now())
	}
}

// do carries out an action, and draws what comes of it.
func (d *desk) do(id string) {
	d.t.Helper()
	visit.Do(d.t, d.table, id)
	d.draw()
}

// last is what was told last; "" is nothing.
func (d *desk) last() string {
	if len(d.told) == 0 {
		return ""
	}
	return d.told[len(d.told)-1]
}

// finish waits for the work in the background.
func (d *desk) finish() {
	d.t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		d.background.Take()
		if d.background.Finish(); !d.background.Running("") {
			break
		}
		if time.Now().After(end) {
			d.t.Fatal("the work goes on after a minute")
		}
	}
	d.background.Take()
}

// follow opens a trajectory, along which the network has not been evaluated yet.
func (d *desk) follow() {
	s := *d.snap
	s.Maps, s.Appraisal = nil, nil
	d.along = &panel.View{Snapshot: &s, Source: panel.Along, Recording: "rat.csv"}
	d.Forget()
}

// record opens three recorded cells, of other numbers than their places.
func (d *desk) record() {
	a := *d.snap.Appraisal
	a.Population = a.Population.Slice(0, 3)
	a.Maps, a.Directions, a.Speeds, a.Resultants, a.Classes = a.Maps[:3], a.Directions[:3], a.Speeds[:3], a.Resultants[:3], a.Classes[:3]
	d.cells = &panel.View{
		Source: panel.Cells, Recording: "spikes.csv along rat.csv", Hz: true, Numbers: []int{4, 17, 40},
		Snapshot: &learner.Snapshot{Recipe: gridnet.Recipe{Enclosure: d.snap.Recipe.Enclosure}, Maps: a.Maps, Appraisal: &a},
	}
	d.ShowCells()
	d.draw()
}

// lookBack shows a moment of the past.
func (d *desk) lookBack() {
	d.past = &panel.View{Snapshot: d.snap, Source: panel.Past}
	d.ViewChanged()
	d.draw()
}

// click clicks on the map of a unit.
func (d *desk) click(unit int, shift bool) {
	d.t.Helper()
	r := d.Wall.RectOf(unit)
	if r.Empty() {
		d.t.Fatalf("unit %d is not on the wall", unit)
	}
	d.PointAt(r.Min.Add(r.Size().Div(2)), true, shift, 0)
	d.draw()
}

// spot is where a spot of the panels is.
func (d *desk) spot(id string) panel.Spot {
	d.t.Helper()
	return visit.Spot(d.t, d.Offer().Panes, id)
}

// worst is the unit with the lowest score.
func (d *desk) worst() int {
	order := d.snap.Appraisal.Population.Order()
	return order[len(order)-1]
}

// says looks for words in what was told last.
func (d *desk) says(words string) {
	d.t.Helper()
	if !strings.Contains(d.last(), words) {
		d.t.Errorf("it says %q, want %q", d.last(), words)
	}
}

// equal compares what is with what it should be.
func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}
