package tasks

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
	"gridrat/world"
)

// TestPlayTask plays the task of the drawn map to its end, by keys: the list of
// tasks, the clock, a pause, goals, the page of the result; the map that is
// drawn stays as it was, and the next window still has the episode in its list.
func TestPlayTask(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: an episode lasts 5400 ticks")
	}
	dir := t.TempDir()
	w := drive.OpenIn(t, dir, 1280, 800)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyM)
	w.Click("maze:linear-track")
	before := w.Until("the track is shown", func(s drive.Status) bool { return s.Map.Name == "Linear track, 2.5 m" }).Map
	w.Press(ebiten.KeyControlLeft, ebiten.KeyP)
	if s := w.Status(); s.Sheet != "tasks" || s.Rect("task:square-arena").Empty() || s.Rect("task:sunburst").Empty() || !s.Rect("task:your-map-doors").Empty() {
		t.Fatalf("the page of tasks is %q", s.Sheet)
	}
	w.Point("task:your-map")
	w.Keep("tasks")
	w.Click("task:your-map")
	s := w.Until("an episode begins", func(s drive.Status) bool { return s.Episode.Task == "your-map" })
	if e := s.Episode; e.Map != before.Name || e.Shown != 2 || e.Left < 85 || s.Sheet != "" {
		t.Fatalf("it begins with %+v", e)
	}
	w.Until("the clock runs", func(s drive.Status) bool { return s.Episode.Left < 89 })
	w.Press(ebiten.KeySpace)
	paused := w.Status().Episode
	w.Run(10)
	if s := w.Status(); s.Playing || s.Episode.Left != paused.Left {
		t.Errorf("paused, the clock went from %v to %v", paused.Left, s.Episode.Left)
	}
	w.Press(ebiten.KeySpace)
	w.Press(ebiten.KeyL) // learning needs the processor that the ticks are to run on

	last, gotOn := paused, time.Now()
	for n := 0; ; n++ {
		w.Undrawn(3)
		if n%20 == 0 {
			w.Step()
		}
		e := w.Status().Episode
		if e.Left > last.Left || e.Score != 10*float64(e.Goals) || e.Goals < last.Goals {
			t.Fatalf("after %+v came %+v", last, e)
		}
		if e.Goals == 2 && last.Goals < 2 {
			w.Keep("episode")
		}
		if e.Over {
			break
		}
		if e.Left < last.Left {
			gotOn = time.Now()
		} else if time.Since(gotOn) > drive.Patience {
			t.Fatalf("the clock stands still: %+v", e)
		}
		w.Steer(e)
		last = e
	}
	w.Keys()
	s = w.Until("the result is shown", func(s drive.Status) bool { return s.Episode.Result != "" })
	if s.Episode.Goals < 3 || s.Episode.Result != fmt.Sprintf("Your map: %d points", 10*s.Episode.Goals) || s.Episode.Played["your-map"] != 1 {
		t.Fatalf("it ended with %+v", s.Episode)
	}
	w.Keep("result")
	best := s.Episode.Score
	w.Press(ebiten.KeyEscape)
	s = w.Status()
	if m := s.Map; s.Episode.Task != "" || m.Text != before.Text || m.Unsaved != before.Unsaved || m.Undoable != before.Undoable || m.Redoable != before.Redoable {
		t.Errorf("after the episode the map is %+v, before it was %+v", m, before)
	}
	w.Close()

	w = drive.OpenIn(t, dir, 1280, 800, "-paused")
	s = w.Status()
	if s.Episode.Played["your-map"] != 1 || s.Episode.Best["your-map"] != best || s.Failure {
		t.Errorf("the next window has the list %+v, says %q", s.Episode, s.Notice)
	}
}

// TestEpisodeKeys: a hidden goal is not shown; keys of tools drive or do
// nothing; Backspace begins the same again, N another; an episode that is ended
// does not count.
func TestEpisodeKeys(t *testing.T) {
	dir := t.TempDir()
	w := drive.OpenIn(t, dir, 1280, 800)
	before := w.Status().Map
	w.Press(ebiten.KeyControlLeft, ebiten.KeyP)
	w.Click("task:square-arena")
	s := w.Until("an episode begins", func(s drive.Status) bool { return s.Episode.Task == "square-arena" })
	first := s.Episode
	if first.Shown != 0 || first.Way != nil {
		t.Fatalf("the hidden goal is shown: %+v", first)
	}
	driving := []ebiten.Key{ebiten.KeyW, ebiten.KeyS, ebiten.KeyA, ebiten.KeyD, ebiten.KeyArrowUp, ebiten.KeyArrowDown, ebiten.KeyArrowLeft, ebiten.KeyArrowRight}
	for _, k := range append([]ebiten.Key{ebiten.KeyV, ebiten.KeyG, ebiten.KeyE, ebiten.KeyR}, driving...) {
		w.Press(k)
		w.Press(ebiten.KeyShiftLeft, k)
		if s := w.Status(); s.Map.Tool != "" || s.Episode.Task == "" {
			t.Fatalf("%v: the tool %q was taken, the task is %q", k, s.Map.Tool, s.Episode.Task)
		}
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	if s := w.Settled(); s.Map.Text != before.Text || s.Episode.Task == "" {
		t.Errorf("Ctrl+Z has changed the map")
	}
	w.Press(ebiten.KeyF1)
	covered := w.Status().Episode.Left
	w.Run(20)
	if s := w.Status(); s.Sheet == "" || s.Episode.Left != covered {
		t.Errorf("under the help the clock went from %v to %v", covered, s.Episode.Left)
	}
	w.Press(ebiten.KeyEscape)
	if s := w.Status(); s.Sheet != "" || s.Episode.Task == "" {
		t.Fatalf("Esc closed more than the help: %q, %q", s.Sheet, s.Episode.Task)
	}
	at := w.Status().Episode.Rat
	w.KeyDown(ebiten.KeyW)
	w.Until("W drives", func(s drive.Status) bool { return math.Hypot(s.Episode.Rat[0]-at[0], s.Episode.Rat[1]-at[1]) > 0.1 })
	w.KeyUp(ebiten.KeyW)
	w.Step()
	w.Keep("arena")

	w.Press(ebiten.KeyBackspace)
	s = w.Until("it begins again", func(s drive.Status) bool { return s.Episode.Left > 89 })
	if s.Episode.Seed != first.Seed || !strings.Contains(s.Notice, "does not count") {
		t.Errorf("seed %d was begun again with %d, %q", first.Seed, s.Episode.Seed, s.Notice)
	}
	w.Press(ebiten.KeyN)
	if s = w.Status(); s.Episode.Seed == first.Seed || s.Episode.Left < 89 {
		t.Errorf("N gives %+v", s.Episode)
	}
	// Sideways: where it heads stays. Where the hidden goal happens to lie on the
	// way, which puts the rat elsewhere, that is seen in another episode.
	for try := 1; ; try++ {
		w.KeyDown(ebiten.KeyShiftLeft)
		w.Step()
		from := w.Status().Episode
		at = from.Rat
		w.KeyDown(ebiten.KeyArrowLeft)
		s = w.Until("it goes sideways", func(s drive.Status) bool { return math.Hypot(s.Episode.Rat[0]-at[0], s.Episode.Rat[1]-at[1]) > 0.1 })
		w.Keys()
		w.Step()
		moved := world.Vec{X: s.Episode.Rat[0] - at[0], Y: s.Episode.Rat[1] - at[1]}.Angle()
		if s.Episode.Goals > from.Goals && try < 5 {
			w.Press(ebiten.KeyN)
			continue
		}
		if s.Episode.Rat[2] != at[2] || math.Abs(world.WrapAngle(moved-at[2]-math.Pi/2)) > 0.3 {
			t.Errorf("heading %v, it moved towards %v and then heads %v", at[2], moved, s.Episode.Rat[2])
		}
		break
	}
	w.Press(ebiten.KeyEscape)
	s = w.Status()
	if s.Episode.Task != "" || !strings.Contains(s.Notice, "does not count") || s.Map.Text != before.Text || len(s.Episode.Played) != 0 {
		t.Errorf("after Esc: %+v, %q", s.Episode, s.Notice)
	}
	if _, err := os.Stat(filepath.Join(dir, "config", "episodes.json")); !os.IsNotExist(err) {
		t.Errorf("an unfinished episode was stored (%v)", err)
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyP)
	w.Click("task:goal-doors")
	w.Until("the maze is there", func(s drive.Status) bool { return s.Episode.Task == "goal-doors" && s.Episode.Shown == 1 })
	w.Keep("doors")
}
