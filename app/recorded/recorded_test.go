package recorded

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gridrat/app/files"
	"gridrat/app/room"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// window is what the room asks of it, noted down.
type window struct {
	*testing.T
	room  *Room
	table *room.Table
	snap  *learner.Snapshot
	log   []string
	found int // evaluations
	page  *room.Page
	asked room.Question
	use   func(text string) // of the question that is open
	now   time.Time
}

func newWindow(t *testing.T) *window {
	recipe := gridnet.NewModules(1)
	net := gridnet.NewNetwork(recipe, 1)
	w := &window{T: t, snap: &learner.Snapshot{Recipe: recipe, Seed: 1, State: learner.State{Run: 1}, Net: net, Weights: net.Init(1)}, now: time.Now()}
	tell := func(_ bool, text string) { w.note("%s", text) }
	background := room.NewBackground(t.Context(), tell, func() {})
	t.Cleanup(background.Close)
	w.room = New(Host{
		Tell: tell, Background: background,
		Snap: func() *learner.Snapshot { return w.snap },
		Follow: func(route *Route) {
			switch {
			case w.room.Cells() != nil || w.room.Along() != nil:
				t.Error("the rat turns to another route while what was recorded along the one before is there")
			case route == nil:
				w.note("forage")
			default:
				w.note("follow %s", route.Name)
			}
		},
		ShowCells: func() { w.note("show %s", w.room.Cells().Name) },
		Evaluated: func() { w.found++ },
		OpenPage:  func(p *room.Page) { w.page = p },
		Page: func() string {
			if w.page == nil {
				return ""
			}
			return w.page.Of
		},
		Ask:   func(q room.Question, use func(string)) { w.asked, w.use = q, use },
		Close: func() { w.use = nil },
	})
	w.table = room.NewTable(w.room.Offer())
	return w
}

func (w *window) note(format string, values ...any) {
	w.log = append(w.log, fmt.Sprintf(format, values...))
}

// tick is one of the window, with the network along the route shown or not.
func (w *window) tick(shown bool, focus int) {
	w.now = w.now.Add(20 * time.Millisecond)
	w.room.Evaluate(shown, focus, w.now)
	w.room.Offer().Tick(w.now)
	w.room.Background.Finish()
	w.room.Background.Take()
}

// until ticks until something is so.
func (w *window) until(what string, shown bool, focus int, so func() bool) {
	w.Helper()
	for end := time.Now().Add(time.Minute); !so(); time.Sleep(time.Millisecond) {
		if w.tick(shown, focus); time.Now().After(end) {
			w.Fatalf("%s: not within a minute; it said %q", what, w.log)
		}
	}
}

// said tells whether the last thing that was noted begins so.
func (w *window) said(text string) bool {
	return len(w.log) > 0 && strings.HasPrefix(w.log[len(w.log)-1], text)
}

// open opens a file that must be of a recording.
func (w *window) open(f files.File) {
	w.Helper()
	if !w.room.Open(f) {
		w.Errorf("%s is no recording", f.Name)
	}
}

// Cells wait for their trajectory, which the rat follows, and are scored along
// it and shown; when the rat leaves it they are gone.
func TestCellsAlongARoute(t *testing.T) {
	path, spikes, _ := ran(60)
	w := newWindow(t)
	if w.room.Open(files.File{Name: "net.npz", Data: []byte("x")}) {
		t.Error("a network is taken for a recording")
	}
	w.table.Do("forage") // it does
	w.open(spikes)
	w.tick(false, -1)
	if !w.said("The cells of spikes.csv wait for the trajectory") || len(w.log) != 1 || w.room.View(panel.Cells) != nil {
		t.Fatalf("without a trajectory it says %q", w.log)
	}
	w.open(path)
	w.until("the cells are shown", false, -1, func() bool { return w.said("show spikes.csv") })
	w.until("the work ends", false, -1, func() bool { return !w.room.Background.Running("") })
	if w.log[1] != "follow rat.csv" || !strings.HasPrefix(w.log[2], "The rat follows rat.csv: ") ||
		!strings.HasSuffix(w.log[2], " m. Headings are taken from motion. Shift+O lets it forage again.") {
		t.Errorf("opened, the trajectory made %q", w.log)
	}
	if v := w.room.View(panel.Cells); v == nil || v.Units() != 1 || w.room.Cells().View != v || w.room.View(panel.Live) != nil {
		t.Errorf("of the cells it shows %v", v)
	}
	id, ok := w.table.Pressed(room.ParseChord("Shift+O"))
	if !ok || !w.table.Do(id) {
		t.Fatal("Shift+O does nothing")
	}
	if !w.said("forage") || w.room.Route() != nil || w.room.Cells() != nil || w.room.View(panel.Cells) != nil || w.room.View(panel.Along) != nil {
		t.Errorf("foraging, there is %v, %v; it said %q", w.room.Route(), w.room.Cells(), w.log)
	}
}

// Cells that were dropped with a trajectory go with it; those that came alone
// wait for another.
func TestPair(t *testing.T) {
	path, spikes, _ := ran(60)
	bad := files.File{Name: "bad.csv", Data: []byte("t,x,y\n0,1,1\n0.02,1,1\n")}
	w := newWindow(t)
	w.room.OpenPair(bad, spikes)
	w.until("it is refused", false, -1, func() bool { return len(w.log) == 1 })
	if !strings.HasSuffix(w.log[0], "; the cells of spikes.csv were not opened") || w.room.Route() != nil {
		t.Errorf("a pair without a trajectory: %q", w.log)
	}
	w.open(spikes)
	w.open(bad)
	w.until("it is refused", false, -1, func() bool { return len(w.log) == 3 })
	if strings.Contains(w.log[2], "not opened") {
		t.Errorf("cells that came alone: %q", w.log)
	}
	w.room.OpenPair(path, spikes)
	w.until("the cells are shown", false, -1, func() bool { return w.said("show spikes.csv") })
}

// While other work is under way cells wait; scoring gives way to the cells of
// another file, and is stopped by leaving the trajectory.
func TestScoringGivesWay(t *testing.T) {
	path, spikes, activity := ran(120)
	w := newWindow(t)
	w.open(path)
	w.until("the rat follows", false, -1, func() bool { return w.room.Route() != nil })
	done := make(chan struct{})
	w.room.Background.Start("film", "Saving the film", func(context.Context, func(float64)) (string, error) {
		<-done
		return "", nil
	})
	w.open(spikes)
	for range 10 {
		w.tick(false, -1)
	}
	if !w.said("The cells of spikes.csv will be scored when the other work has ended.") || w.room.Background.Running(scoring) {
		t.Errorf("during other work it says %q", w.log)
	}
	close(done)
	scores := func() bool { return w.room.Background.Running(scoring) }
	w.until("they are scored", false, -1, scores)
	w.open(activity)
	w.until("the others are shown", false, -1, func() bool { return w.room.Cells() != nil && w.room.Cells().Name == activity.Name })
	w.until("the work ends", false, -1, func() bool { return !scores() })
	w.open(spikes)
	w.until("they are scored", false, -1, scores)
	w.table.Do("forage")
	w.until("the work ends", false, -1, func() bool { return !scores() })
	if w.room.Cells() != nil || !w.said("Scoring the cells of spikes.csv was stopped") {
		t.Errorf("foraging, there is %v; it said %q", w.room.Cells(), w.log)
	}
}
