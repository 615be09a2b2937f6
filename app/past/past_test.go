package past

import (
	"context"
	"image"
	"image/gif"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gridrat/app/internal/visit"
	"gridrat/app/room"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/pupil"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// learnt is a snapshot of a small network with three moments or more.
var learnt = sync.OnceValues(func() (*learner.Snapshot, error) {
	r := gridnet.NewModules(3)
	r.Units = 4
	return pupil.Learnt(r, "three moments", func(s *learner.Snapshot) bool { return len(s.Timeline) >= 3 })
})

// desk is a room with what its Host has been asked for.
type desk struct {
	*Room
	t          *testing.T
	table      *room.Table
	background *room.Background
	now        time.Time
	drawing    bool
	told       []string
	networks   int // how often the network's units were to be shown
	changes    int // of the moment
}

// newDesk is a room that has taken a snapshot, on a screen.
func newDesk(t *testing.T) *desk {
	t.Helper()
	s, err := learnt()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, now: time.Now()}
	tell := func(_ bool, text string) { d.told = append(d.told, text) }
	d.background = room.NewBackground(t.Context(), tell, func() {})
	t.Cleanup(d.background.Close)
	d.Room = New(Host{
		Background: d.background, Out: filepath.Join(t.TempDir(), "out"), Tell: tell,
		Now:     func() time.Time { return d.now },
		Colors:  func() *figure.ColorMap { return figure.Viridis },
		Network: func() { d.networks++ },
		Changed: func() { d.changes++ },
		Drawing: func() bool { return d.drawing },
	})
	d.Take(s, true)
	d.table = room.NewTable(d.Offer())
	d.pane.Picture.Place(image.Rect(100, 10, 900, 34), 1)
	d.pane.Redraw(d.now)
	return d
}

// do carries out an action.
func (d *desk) do(id string) {
	d.t.Helper()
	visit.Do(d.t, d.table, id)
}

// pass lets time pass.
func (d *desk) pass(dt time.Duration) {
	d.now = d.now.Add(dt)
	d.Offer().Tick(d.now)
}

// shows looks at the moment that is shown; nil is live.
func (d *desk) shows(when string, want *learner.Moment) {
	d.t.Helper()
	switch {
	case d.At() != want:
		d.t.Errorf("%s it shows %v, want %v", when, d.At(), want)
	case (d.View() == nil) != (want == nil):
		d.t.Errorf("%s the view is %v", when, d.View())
	case want != nil && d.View().Appraisal.Update != want.Update:
		d.t.Errorf("%s the view is of update %d, want %d", when, d.View().Appraisal.Update, want.Update)
	}
}

// TestReplay: a key plays every moment, each when the one before is on the
// screen, ends with what is live, and stops in between.
func TestReplay(t *testing.T) {
	d := newDesk(t)
	all := d.snap.Timeline
	d.do("emergence-play")
	d.shows("at first", all[0])
	if d.networks == 0 {
		t.Error("others' units may be shown")
	}
	d.pass(replayEvery / 2)
	d.shows("too early", all[0])
	d.drawing = true
	d.pass(replayEvery)
	d.shows("while that is drawn", all[0])
	d.drawing = false
	for _, m := range all[1:] {
		d.pass(replayEvery)
		d.shows("then", m)
	}
	d.pass(replayEvery)
	d.shows("at the end", nil)
	d.pass(replayEvery)
	d.shows("after the end", nil)
	if d.changes != len(all)+1 {
		t.Errorf("%d moments were told of, want %d and live", d.changes, len(all))
	}

	d.do("emergence-play")
	d.pass(replayEvery)
	d.do("emergence-play")
	d.pass(replayEvery)
	d.shows("stopped", all[1])
	d.do("emergence-play")
	d.pass(replayEvery)
	d.shows("gone on", all[2])
	d.do("emergence-live")
	d.shows("live", nil)
	if d.pass(replayEvery); d.At() != nil {
		t.Error("it plays on")
	}
}

// TestThinned: a moment that the timeline does not keep any more is followed by
// the first that is later.
func TestThinned(t *testing.T) {
	d := newDesk(t)
	all := d.snap.Timeline
	d.do("emergence-play")
	d.pass(replayEvery)
	s := *d.snap
	s.Timeline = append([]*learner.Moment{all[0]}, all[2:]...)
	d.Take(&s, false)
	d.shows("after it is gone", all[1])
	d.pass(replayEvery)
	d.shows("next", all[2])
	s.Timeline = all[:1]
	d.Take(&s, false)
	d.pass(replayEvery)
	d.shows("after all that are later are gone", nil)
	d.do("emergence-play")
	d.shows("played with a single moment", nil)
}

// TestDrag: the mouse goes through the timeline; its right end is live. That
// stops what is played.
func TestDrag(t *testing.T) {
	d := newDesk(t)
	all := d.snap.Timeline
	if d.BeginDrag(panel.SpotReplay) || d.Drag(0, true) {
		t.Error("a button is dragged")
	}
	var track image.Rectangle
	for _, s := range d.Timeline.Spots() {
		if s.ID == panel.SpotScrub {
			track = s.Rect
		}
	}
	d.do("emergence-play")
	if !d.BeginDrag(panel.SpotScrub) || !d.Drag(track.Min.X, true) {
		t.Fatal("the track is not dragged")
	}
	d.shows("at the left end", all[0])
	d.pass(replayEvery)
	d.shows("held there", all[0])
	d.Drag(track.Max.X-1, true)
	d.shows("at the right end", nil)
	d.Drag((track.Min.X+track.Max.X)/2, false)
	d.shows("in the middle", all[(len(all)-1)/2])
	if d.Drag(track.Min.X, true) {
		t.Error("the drag goes on without the button")
	}
	if !d.Cancel() || d.At() != nil || d.Cancel() {
		t.Error("Esc does not go back to live once")
	}
}

// TestView: a moment is the newest snapshot with maps, scores and curves as they
// were, which is not changed; another network ends it.
func TestView(t *testing.T) {
	d := newDesk(t)
	now := *d.snap
	now.Silenced = []int{3}
	d.Take(&now, false)
	m := now.Timeline[0]
	d.show(m)
	v := d.View()
	if v.Source != panel.Past || v.Silenced != nil || v.Net != now.Net || len(v.Maps) != m.Units() || v.Trained() != true {
		t.Errorf("the view is of %v, silenced %v, with %d maps", v.Source, v.Silenced, len(v.Maps))
	}
	for _, h := range v.History {
		if h.Update > m.Update {
			t.Errorf("its curves go to update %d, it is of %d", h.Update, m.Update)
		}
	}
	if len(now.Silenced) != 1 || now.Appraisal.Update == m.Update {
		t.Error("the newest snapshot was changed, or is as old as its first moment")
	}
	if &v.Appraisal.Classes[0] != &now.Appraisal.Classes[0] {
		t.Error("the classes are not those of now")
	}
	for u, score := range v.Appraisal.Population.Scores {
		if score.Score60 != float64(m.Scores[u]) {
			t.Errorf("unit %d has the score %v, want %v", u, score.Score60, m.Scores[u])
		}
	}

	later := now
	later.Saved, later.Timeline = !now.Saved, now.Timeline[1:]
	d.Take(&later, false)
	if d.View() != v || v.Saved != later.Saved || len(v.Timeline) != len(later.Timeline) {
		t.Error("it does not keep up with the newest snapshot")
	}
	d.Take(&later, true)
	d.shows("with another network", nil)
}

// TestScore: what a moment does not keep is computed for a unit when it is
// looked at, and the score that it does keep stays.
func TestScore(t *testing.T) {
	d := newDesk(t)
	d.Score(2) // live: nothing
	m := d.snap.Timeline[2]
	d.show(m)
	d.Score(-1)
	d.Score(m.Units())
	d.Score(2)
	p := d.View().Appraisal.Population
	if p.Scores[2].Outer == 0 || p.Scores[2].Score60 != float64(m.Scores[2]) {
		t.Errorf("the score is %+v, want a ring and %v", p.Scores[2], m.Scores[2])
	}
	if p.Scores[1].Outer != 0 {
		t.Error("another unit was scored, too")
	}
}

// TestSaveFilm: the film is written in the background, a picture per moment, and
// never over another; stopped, it leaves nothing.
func TestSaveFilm(t *testing.T) {
	d := newDesk(t)
	films := func() []string {
		paths, err := filepath.Glob(filepath.Join(d.Out, "emergence-*.gif"))
		if err != nil {
			t.Fatal(err)
		}
		return paths
	}
	finish := func() string {
		for end := time.Now().Add(time.Minute); d.background.Running(""); time.Sleep(time.Millisecond) {
			if d.background.Finish(); time.Now().After(end) {
				t.Fatal("the film is not done after a minute")
			}
		}
		return d.told[len(d.told)-1]
	}
	running := d.background
	over, stop := context.WithCancel(t.Context())
	stop()
	d.background = room.NewBackground(over, d.Tell, func() {})
	d.Background = d.background
	d.do("film")
	if text := finish(); text != "Saving the film failed: context canceled." || len(films()) != 0 {
		t.Errorf("it says %q and leaves %v", text, films())
	}
	d.background, d.Background = running, running
	for n := 1; n <= 2; n++ {
		d.do("film")
		if d.pass(0); !d.saving {
			t.Error("the timeline does not show that a film is being saved")
		}
		if text := finish(); !strings.HasPrefix(text, "Saved the emergence of the maps, ") || len(films()) != n {
			t.Fatalf("it says %q and leaves %v", text, films())
		}
		if d.pass(0); d.saving {
			t.Error("the timeline shows that a film is being saved")
		}
	}
	f, err := os.Open(films()[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if film, err := gif.DecodeAll(f); err != nil || len(film.Image) != len(d.snap.Timeline) {
		t.Errorf("the film has %d pictures of %d moments: %v", len(film.Image), len(d.snap.Timeline), err)
	}

	s := *d.snap
	s.Timeline = s.Timeline[:1]
	d.Take(&s, false)
	d.do("film")
	if text := d.told[len(d.told)-1]; !strings.HasPrefix(text, "There is no emergence to save yet") || d.background.Running("") {
		t.Errorf("of a single moment it says %q", text)
	}
}

// TestOffer: the keys of the past, each with its help in the list of keys.
func TestOffer(t *testing.T) {
	d := newDesk(t)
	for key, want := range map[string]string{"T": "emergence-play", "Shift+T": "emergence-live", "Ctrl+G": "film"} {
		if id, _ := d.table.Pressed(room.ParseChord(key)); id != want {
			t.Errorf("%s is %q, want %q", key, id, want)
		}
	}
	if n := len(d.table.Lines()); n != 3 {
		t.Errorf("%d lines of help", n)
	}
	if items := d.table.Items(nil); len(items) != 0 {
		t.Errorf("the bar has %v", items)
	}
}
