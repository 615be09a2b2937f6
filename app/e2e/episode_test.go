package e2e

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/world"
)

// episodeStatus is the task that is played, by the program's own account.
type episodeStatus struct {
	Task   string
	Map    string
	Seed   uint64
	Left   float64
	Score  float64
	Goals  int
	Trial  float64
	Over   bool
	Rat    [3]float64
	Shown  int
	Way    [][2]float64
	Doors  []bool
	Result string
	Played map[string]int
	Best   map[string]float64
}

// tick lets the program update without drawing, 60 times a second at most:
// episodes last as long as they do for people, unless drawing holds them up.
func (w *window) tick() {
	w.t.Helper()
	begin := time.Now()
	ok := false
	theHost.do(func() { // as all that asks the window system, with its thread at rest
		w.guest.AdvanceTicks(1)
		ok = w.guest.WaitTicks()
	})
	if !ok {
		w.t.Fatalf("the program stopped: %v\n%s", w.guest.Err(), w.stderr)
	}
	time.Sleep(time.Second/60 - time.Since(begin))
}

// TestPlayTask plays the task of the drawn map to its end, by keys: the list of
// tasks, the clock, a pause, goals, the page of the result; the map that is
// drawn stays as it was, and the next window still has the episode in its list.
func TestPlayTask(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: an episode lasts 90 s")
	}
	t.Parallel() // with some others that mind no company, for the time it takes
	dir := t.TempDir()
	w := openIn(t, dir, 1280, 800)
	w.press(ebiten.KeyControlLeft, ebiten.KeyM)
	w.click("maze:linear-track")
	before := w.until("the track is shown", func(s status) bool { return s.Map.Name == "Linear track, 2.5 m" }).Map
	w.press(ebiten.KeyControlLeft, ebiten.KeyP)
	if s := w.status(); s.Sheet != "tasks" || s.rect("task:square-arena").Empty() || s.rect("task:sunburst").Empty() || !s.rect("task:your-map-doors").Empty() {
		t.Fatalf("the page of tasks is %q", s.Sheet)
	}
	w.point("task:your-map")
	w.keep("tasks")
	w.click("task:your-map")
	s := w.until("an episode begins", func(s status) bool { return s.Episode.Task == "your-map" })
	if e := s.Episode; e.Map != before.Name || e.Shown != 2 || e.Left < 85 || s.Sheet != "" {
		t.Fatalf("it begins with %+v", e)
	}
	w.until("the clock runs", func(s status) bool { return s.Episode.Left < 89 })
	w.press(ebiten.KeySpace)
	paused := w.status().Episode
	w.run(10)
	if s := w.status(); s.Playing || s.Episode.Left != paused.Left {
		t.Errorf("paused, the clock went from %v to %v", paused.Left, s.Episode.Left)
	}
	w.press(ebiten.KeySpace)
	w.press(ebiten.KeyL) // learning needs the processor that the clock is to run on

	last, gotOn := paused, time.Now()
	for n := 0; ; n++ {
		w.tick()
		if n%60 == 0 {
			w.step()
		}
		e := w.status().Episode
		if e.Left > last.Left || e.Score != 10*float64(e.Goals) || e.Goals < last.Goals {
			t.Fatalf("after %+v came %+v", last, e)
		}
		if e.Goals == 2 && last.Goals < 2 {
			w.keep("episode")
		}
		if e.Over {
			break
		}
		if e.Left < last.Left {
			gotOn = time.Now()
		} else if time.Since(gotOn) > patience {
			t.Fatalf("the clock stands still: %+v", e)
		}
		w.steer(e)
		last = e
	}
	w.keys()
	s = w.until("the result is shown", func(s status) bool { return s.Episode.Result != "" })
	if s.Episode.Goals < 3 || s.Episode.Result != fmt.Sprintf("Your map: %d points", 10*s.Episode.Goals) || s.Episode.Played["your-map"] != 1 {
		t.Fatalf("it ended with %+v", s.Episode)
	}
	w.keep("result")
	best := s.Episode.Score
	w.press(ebiten.KeyEscape)
	s = w.status()
	if m := s.Map; s.Episode.Task != "" || m.Text != before.Text || m.Unsaved != before.Unsaved || m.Undoable != before.Undoable || m.Redoable != before.Redoable {
		t.Errorf("after the episode the map is %+v, before it was %+v", m, before)
	}
	w.close()

	w = openIn(t, dir, 1280, 800, "-paused")
	s = w.status()
	if s.Episode.Played["your-map"] != 1 || s.Episode.Best["your-map"] != best || s.Failure {
		t.Errorf("the next window has the list %+v, says %q", s.Episode, s.Notice)
	}
}

// TestEpisodeKeys: a hidden goal is not shown; keys of tools drive or do
// nothing; Backspace begins the same again, N another; an episode that is ended
// does not count.
func TestEpisodeKeys(t *testing.T) {
	dir := t.TempDir()
	w := openIn(t, dir, 1280, 800)
	before := w.status().Map
	w.press(ebiten.KeyControlLeft, ebiten.KeyP)
	w.click("task:square-arena")
	s := w.until("an episode begins", func(s status) bool { return s.Episode.Task == "square-arena" })
	first := s.Episode
	if first.Shown != 0 || first.Way != nil {
		t.Fatalf("the hidden goal is shown: %+v", first)
	}
	driving := []ebiten.Key{ebiten.KeyW, ebiten.KeyS, ebiten.KeyA, ebiten.KeyD, ebiten.KeyArrowUp, ebiten.KeyArrowDown, ebiten.KeyArrowLeft, ebiten.KeyArrowRight}
	for _, k := range append([]ebiten.Key{ebiten.KeyV, ebiten.KeyG, ebiten.KeyE, ebiten.KeyR}, driving...) {
		w.press(k)
		w.press(ebiten.KeyShiftLeft, k)
		if s := w.status(); s.Map.Tool != "" || s.Episode.Task == "" {
			t.Fatalf("%v: the tool %q was taken, the task is %q", k, s.Map.Tool, s.Episode.Task)
		}
	}
	w.press(ebiten.KeyControlLeft, ebiten.KeyZ)
	if s := w.settled(); s.Map.Text != before.Text || s.Episode.Task == "" {
		t.Errorf("Ctrl+Z has changed the map")
	}
	w.press(ebiten.KeyF1)
	covered := w.status().Episode.Left
	w.run(20)
	if s := w.status(); s.Sheet == "" || s.Episode.Left != covered {
		t.Errorf("under the help the clock went from %v to %v", covered, s.Episode.Left)
	}
	w.press(ebiten.KeyEscape)
	if s := w.status(); s.Sheet != "" || s.Episode.Task == "" {
		t.Fatalf("Esc closed more than the help: %q, %q", s.Sheet, s.Episode.Task)
	}
	at := w.status().Episode.Rat
	w.guest.PressKey(ebiten.KeyW)
	w.until("W drives", func(s status) bool { return math.Hypot(s.Episode.Rat[0]-at[0], s.Episode.Rat[1]-at[1]) > 0.1 })
	w.guest.ReleaseKey(ebiten.KeyW)
	w.step()
	w.keep("arena")

	w.press(ebiten.KeyBackspace)
	s = w.until("it begins again", func(s status) bool { return s.Episode.Left > 89 })
	if s.Episode.Seed != first.Seed || !strings.Contains(s.Notice, "does not count") {
		t.Errorf("seed %d was begun again with %d, %q", first.Seed, s.Episode.Seed, s.Notice)
	}
	w.press(ebiten.KeyN)
	if s = w.status(); s.Episode.Seed == first.Seed || s.Episode.Left < 89 {
		t.Errorf("N gives %+v", s.Episode)
	}
	// Sideways: where it heads stays. Where the hidden goal happens to lie on the
	// way, which puts the rat elsewhere, that is seen in another episode.
	for try := 1; ; try++ {
		w.guest.PressKey(ebiten.KeyShiftLeft)
		w.step()
		from := w.status().Episode
		at = from.Rat
		w.guest.PressKey(ebiten.KeyArrowLeft)
		s = w.until("it goes sideways", func(s status) bool { return math.Hypot(s.Episode.Rat[0]-at[0], s.Episode.Rat[1]-at[1]) > 0.1 })
		w.keys()
		w.step()
		moved := world.Vec{X: s.Episode.Rat[0] - at[0], Y: s.Episode.Rat[1] - at[1]}.Angle()
		if s.Episode.Goals > from.Goals && try < 5 {
			w.press(ebiten.KeyN)
			continue
		}
		if s.Episode.Rat[2] != at[2] || math.Abs(world.WrapAngle(moved-at[2]-math.Pi/2)) > 0.3 {
			t.Errorf("heading %v, it moved towards %v and then heads %v", at[2], moved, s.Episode.Rat[2])
		}
		break
	}
	w.press(ebiten.KeyEscape)
	s = w.status()
	if s.Episode.Task != "" || !strings.Contains(s.Notice, "does not count") || s.Map.Text != before.Text || len(s.Episode.Played) != 0 {
		t.Errorf("after Esc: %+v, %q", s.Episode, s.Notice)
	}
	if _, err := os.Stat(filepath.Join(dir, "config", "episodes.json")); !os.IsNotExist(err) {
		t.Errorf("an unfinished episode was stored (%v)", err)
	}
	w.press(ebiten.KeyControlLeft, ebiten.KeyP)
	w.click("task:goal-doors")
	w.until("the maze is there", func(s status) bool { return s.Episode.Task == "goal-doors" && s.Episode.Shown == 1 })
	w.keep("doors")
}
