package agents

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
	"gridrat/app/status"
	"gridrat/world"
)

// racing opens the tab with the agent of the arena that comes with the program, and
// the page of races over it.
func racing(t *testing.T, w *drive.Window) {
	t.Helper()
	w.Press(ebiten.KeyControlLeft, ebiten.KeyTab)
	run(t, w, "the tab", func(s drive.Status) bool { return s.Agents.Tab == "navigate" })
	w.Press(ebiten.KeyP)
	w.Click("agent:arena-grid")
	run(t, w, "the agent acts", func(s drive.Status) bool { return s.Agents.Decisions["grid"] > 5_000_000 && s.Agents.Made > 10 })
	w.Click("race")
	if s := w.Status(); s.Sheet != "race" || s.Rect("race:you:grid").Empty() || s.Rect("race:grid:arena-none").Empty() || !s.Rect("race:you:arena-grid").Empty() {
		t.Fatalf("the page is %q", s.Sheet)
	}
}

// TestRaceAgainstAnAgent: two clicks from the watched agent the user runs against it;
// the keys drive, the ghost runs and scores, and its goal is not shown; a pause; then
// on to its end, the list names both, and the same begins again. The watched rat rests
// meanwhile.
func TestRaceAgainstAnAgent(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: an episode lasts 5400 ticks")
	}
	dir := t.TempDir()
	w := drive.OpenIn(t, dir, 1280, 800)
	racing(t, w)
	w.Keep("race-page")
	w.Click("race-episode") // the watched one, in which the agent finds the goal
	w.Frame()
	w.Click("race:you:grid")
	s := w.Until("a race", func(s drive.Status) bool { return s.Race.On })
	watched := s.Agents
	if r := s.Race; r.Names != [2]string{"you", "grid"} || !r.Driven || r.Rats[0] != r.Rats[1] || r.Shown != 0 || r.Count < 2 || s.Rect("race-clock").Empty() || !s.Rect("agent-clock").Empty() {
		t.Fatalf("it begins with %+v", r)
	}
	run(t, w, "the start", func(s drive.Status) bool { return s.Race.Count == 0 })
	start := w.Status().Race.Rats[0]
	w.KeyDown(ebiten.KeyW)
	run(t, w, "the keys drive", func(s drive.Status) bool { return apart(s.Race.Rats[0], start) && s.Race.Decisions[0] > 8 })
	w.KeyDown(ebiten.KeyD)
	w.Run(12)
	w.KeyUp(ebiten.KeyD)
	w.KeyUp(ebiten.KeyW)
	s = run(t, w, "the ghost scores", func(s drive.Status) bool { return s.Race.Scores[1] >= 20 || s.Race.Over })
	if r := s.Race; r.Over || r.Goals[0] == 0 && r.Shown != 0 || r.Decisions[0] != r.Decisions[1] || r.Scores[1] != 10*float64(r.Goals[1]) {
		t.Errorf("in mid-race it is %+v", r)
	}
	if s.Agents.Made != watched.Made || s.Agents.Rat != watched.Rat {
		t.Error("the watched rat has gone on")
	}
	w.Frame()
	w.Keep("race")
	w.Press(ebiten.KeySpace)
	paused := w.Status().Race
	if changed := w.Changed("arena", func() { w.Press(ebiten.KeyH) }); !changed {
		t.Error("H hides no ghost")
	}
	w.Press(ebiten.KeyH)
	w.Run(10)
	if r := w.Status().Race; !r.Paused || r.Left != paused.Left || r.Rats != paused.Rats {
		t.Errorf("paused, it went from %+v to %+v", paused, r)
	}

	w.Press(ebiten.KeySpace)
	run(t, w, "the end", func(s drive.Status) bool {
		if you, ghost := s.Race.Rats[0], s.Race.Rats[1]; s.Race.Shown == 0 { // the ghost may lead to the goal
			w.SteerTo(world.Vec{X: you[0], Y: you[1]}, you[2], world.Vec{X: ghost[0], Y: ghost[1]})
		} else {
			w.Steer(status.Episode{Rat: you, Way: s.Race.Way})
		}
		return s.Race.Over
	})
	w.Keys()
	s = w.Until("the result", func(s drive.Status) bool { return s.Race.Result != "" })
	if !s.Race.Listed || !strings.Contains(strings.ToLower(s.Race.Result), "grid") || s.Rect("result").Empty() || s.Episode.Played["square-arena"] != 1 || s.Race.Shown != 1 {
		t.Errorf("it ended with %+v, %+v", s.Race, s.Episode.Played)
	}
	w.Frame()
	w.Keep("race-result")
	text := string(drive.Read(t, filepath.Join(w.Config, "episodes.json")))
	for _, part := range []string{`"task": "square-arena"`, `"name": "grid"`, `"decisions": 5004800`, `"shown": true`} {
		if !strings.Contains(text, part) {
			t.Errorf("the list lacks %s: %s", part, text)
		}
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyE)
	w.Until("an export", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Exported the race") })
	if found, _ := filepath.Glob(filepath.Join(w.Out, "*", "race.csv")); len(found) != 1 {
		t.Errorf("exported is %v", found)
	}
	w.Press(ebiten.KeyBackspace)
	s = w.Until("the same again", func(s drive.Status) bool { return s.Race.Count > 0 })
	if r := s.Race; r.Seed != paused.Seed || !r.Again || r.Rats[0] == paused.Rats[0] {
		t.Errorf("again it is %+v", r)
	}
	w.Press(ebiten.KeyEscape)
	s = w.Until("the watched agent", func(s drive.Status) bool { return !s.Race.On && s.Agents.Made > watched.Made })
	if s.Agents.Agent != "grid" || s.Rect("agent-clock").Empty() || !s.Rect("result").Empty() || s.Failure {
		t.Errorf("after the race the tab is %+v, says %q", s.Agents, s.Notice)
	}
}

// run lets the program update, and not draw, until something is so. It gives up once
// nothing has gone on for as long as anything may take.
func run(t *testing.T, w *drive.Window, what string, so func(drive.Status) bool) drive.Status {
	t.Helper()
	made, moved := [3]int{}, time.Now()
	for {
		s := w.Status()
		if so(s) {
			return s
		}
		if now := [3]int{s.Race.Decisions[0], s.Race.Decisions[1], s.Agents.Made}; now != made {
			made, moved = now, time.Now()
		}
		if time.Since(moved) > drive.Patience {
			t.Fatalf("not seen: %s; the race is %+v", what, s.Race)
		}
		w.Undrawn(8)
	}
}

// apart tells whether two rats are at different places.
func apart(a, b [3]float64) bool { return a[0] != b[0] || a[1] != b[1] }

// TestRaceOfAgents: two agents run the same episode as fast as they can, and the page
// names both; N is another one, and Esc brings the watched agent back.
func TestRaceOfAgents(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	racing(t, w)
	w.Click("race:grid:arena-none")
	s := w.Until("a race", func(s drive.Status) bool { return s.Race.On })
	if s.Race.Driven || s.Race.Shown != 1 || s.Race.Names != [2]string{"grid", "arena-none"} {
		t.Fatalf("it begins with %+v", s.Race)
	}
	for range 5 {
		w.Press(ebiten.KeyEqual)
	}
	run(t, w, "some decisions", func(s drive.Status) bool { return s.Race.Speed == 64 && s.Race.Decisions[0] > 200 })
	w.Frame()
	w.Keep("race-agents")
	s = run(t, w, "the result", func(s drive.Status) bool { return s.Race.Over && s.Race.Result != "" })
	if r := s.Race; r.Decisions != [2]int{1350, 1350} || !strings.Contains(strings.ToLower(r.Result), "grid") || !strings.Contains(strings.ToLower(r.Result), "arena-none") || r.Listed {
		t.Errorf("it ended with %+v", r)
	}
	if len(s.Episode.Played) != 0 {
		t.Errorf("the user's episodes are %v", s.Episode.Played)
	}
	if _, err := os.Stat(filepath.Join(w.Config, "episodes.json")); !os.IsNotExist(err) {
		t.Errorf("a race of agents is in the user's list (%v)", err)
	}
	w.Frame()
	w.Keep("race-agents-result")
	seed := s.Race.Seed
	w.Click("result:race-new")
	s = w.Until("another race", func(s drive.Status) bool { return s.Race.On && s.Race.Seed != seed })
	if s.Race.Again || s.Race.Result != "" {
		t.Errorf("the other is %+v", s.Race)
	}
	w.Press(ebiten.KeyEscape)
	if s := w.Status(); s.Race.On || !strings.Contains(s.Notice, "does not count") {
		t.Errorf("after Esc it is %+v, says %q", s.Race, s.Notice)
	}
}
