package agents

import (
	"image"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// spot is the name of a spot of the panel of experiments.
func spot(id string) string { return "experiment-" + id }

// TestTakenAndCompared: a trained agent of the program loses its sight and exact
// motion by the mouse, and the difference comes with its spread; the grid-like quarter follows by a key, and both are listed.
func TestTakenAndCompared(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyTab)
	w.Until("the tab", func(s drive.Status) bool { return s.Agents.Tab == "navigate" })
	w.Press(ebiten.KeyP)
	w.Until("the agents to choose from", func(s drive.Status) bool { return !s.Rect("agent:arena-grid").Empty() })
	w.Click("agent:arena-grid")
	w.Until("it is watched", func(s drive.Status) bool { return s.Agents.Episode > 0 && s.Agents.Decisions["grid"] > 5_000_000 })
	w.Press(ebiten.KeyH)
	s := w.Until("the panel", func(s drive.Status) bool { return s.Agents.Experiment && !s.Rect(spot("lack-vision")).Empty() })
	if s.Rect("agent-trials").Empty() == s.Rect("agent-experiment").Empty() {
		t.Error("the panel is not in the place of the trials")
	}
	w.Click(spot("lack-vision"))
	w.Until("it is blind", func(s drive.Status) bool { return s.Agents.Silenced == "vision" })
	w.Frame()
	at := w.Status().Rect(spot("noise"))
	y := (at.Min.Y + at.Max.Y) / 2
	w.Drag(image.Pt(at.Min.X+6, y), image.Pt(at.Min.X+6+(at.Dx()-12)*3/10, y))
	s = w.Until("noise", func(s drive.Status) bool { return s.Agents.Noise > 0.25 })
	if s.Agents.Noise > 0.35 {
		t.Errorf("the slider was dragged to 0.3, and has %v", s.Agents.Noise)
	}
	w.Click(spot("compare"))
	w.Until("the comparison has come to something", func(s drive.Status) bool { return s.Agents.Comparison.Episodes >= 20 })
	s = w.Until("it has ended", func(s drive.Status) bool { return s.Agents.Comparison.Number == 1 && !s.Agents.Comparison.Going })
	c := s.Agents.Comparison
	if d := c.Difference; !(d[1] < d[0] && d[0] < d[2] && d[2] < -200) {
		t.Errorf("without vision the score differs by %v", d)
	}
	t.Logf("%d episodes in %.1f s", c.Episodes, c.Seconds)
	w.Keep("experiment-vision")

	// Exact motion and sight come back; the grid-like quarter goes.
	w.Click(spot("lack-vision"))
	w.Press(ebiten.KeyPageDown)
	w.Until("less noise", func(now drive.Status) bool { return now.Agents.Noise < s.Agents.Noise })
	w.Frame()
	w.Drag(image.Pt(at.Min.X+20, y), image.Pt(at.Min.X, y))
	w.Press(ebiten.KeyX)
	w.Until("the grid-like quarter is silenced", func(s drive.Status) bool { return s.Agents.Silenced == "grid=0.25" && s.Agents.Noise == 0 })
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyX)
	s = w.Until("a second comparison", func(s drive.Status) bool { return s.Agents.Comparison.Number == 2 && !s.Agents.Comparison.Going })
	if d := s.Agents.Comparison.Difference; d[0] < c.Difference[0] || s.Failure {
		t.Errorf("a quarter of the code weighs more than vision: %v; it says %q", d, s.Notice)
	}
	s = w.Until("both are listed", func(s drive.Status) bool { return !s.Rect(spot("show-1")).Empty() && !s.Rect(spot("show-2")).Empty() })
	w.Click(spot("show-1"))
	w.Frame()
	w.Keep("experiment-listed")
	w.Click(spot("trials"))
	w.Until("the trials before and after", func(s drive.Status) bool {
		return !s.Agents.Experiment && s.Agents.Compared && !s.Rect("agent-trials").Empty() && s.Rect("agent-experiment").Empty()
	})
}

// TestDoorsCounted: the doors that a trained agent of the mazes takes in the sunburst
// are counted by two clicks; an agent of the arena says why not.
func TestDoorsCounted(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyTab)
	w.Until("the tab", func(s drive.Status) bool { return s.Agents.Tab == "navigate" })
	w.Press(ebiten.KeyP)
	w.Until("the agents to choose from", func(s drive.Status) bool { return !s.Rect("agent:goal-driven-grid").Empty() })
	w.Click("agent:goal-driven-grid")
	w.Until("it is watched", func(s drive.Status) bool { return s.Agents.Episode > 0 && s.Agents.Task == "goal-driven" })
	w.Press(ebiten.KeyH)
	w.Until("the panel", func(s drive.Status) bool { return !s.Rect(spot("page-doors")).Empty() })
	w.Click(spot("page-doors"))
	w.Until("the page", func(s drive.Status) bool { return !s.Rect(spot("maze-sunburst")).Empty() })
	w.Click(spot("maze-sunburst"))
	w.Until("that it can act there", func(s drive.Status) bool { return s.Agents.Doors.Maze == "sunburst" && s.Agents.Doors.Ready })
	w.Click(spot("count"))
	s := w.Until("a count", func(s drive.Status) bool { return s.Agents.Doors.Episodes > 0 && !s.Agents.Doors.Going })
	s = w.Until("what it comes to", func(s drive.Status) bool { return strings.Contains(s.Notice, "Sunburst maze: once all doors are open") })
	if d := s.Agents.Doors; d.Episodes < 10 || d.Towards > d.Episodes || s.Failure {
		t.Errorf("the count is %+v; it says %q", d, s.Notice)
	}
	w.Frame()
	w.Keep("doors-counted")
}
