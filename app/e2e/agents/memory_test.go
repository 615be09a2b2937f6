package agents

import (
	"bytes"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// TestMemoryOfTheChoice: below the clock stands on what the choice depends that is
// looked at, of an agent with a memory that comes with the program; it follows the eye
// into the past, is exported, and a click explains it.
func TestMemoryOfTheChoice(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyTab)
	w.Press(ebiten.KeyP)
	w.Click("agent:goal-driven-grid")
	for range 3 {
		w.Press(ebiten.KeyEqual)
	}
	s := w.Until("the goal is kept", func(s drive.Status) bool {
		return s.Agents.Task == "goal-driven" && s.Agents.Visits >= 2 && s.Agents.OfGoal > 0.01
	})
	strip, clock, arena := s.Rect("agent-memory"), s.Rect("agent-clock"), s.Rect("arena")
	if strip.Empty() || strip.Min.Y != clock.Max.Y || strip.Max.Y > arena.Min.Y || strip.Dx() != clock.Dx() {
		t.Errorf("the strip is at %v, the clock at %v, the arena at %v", strip, clock, arena)
	}
	w.Press(ebiten.KeySpace)
	s = w.Until("the newest choice", func(s drive.Status) bool {
		return !s.Agents.Playing && s.Agents.Attributed == s.Agents.Made
	})
	whole(t, s)
	w.Keep("memory")
	before := drive.Cut(w.Picture(), strip)
	for range 12 {
		w.Press(ebiten.KeyArrowLeft)
	}
	s = w.Until("a choice of the past", func(s drive.Status) bool {
		return s.Agents.Decision < s.Agents.Made && s.Agents.Attributed == s.Agents.Decision
	})
	whole(t, s)
	if string(before) == string(drive.Cut(w.Picture(), strip)) {
		t.Error("the strip looks the same as before")
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyE)
	s = w.Until("the export is there", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Exported") || s.Failure })
	if files, _ := filepath.Glob(filepath.Join(w.Out, "agents-*", "choice.csv")); len(files) != 1 {
		t.Errorf("exported are %v; it says %q", files, s.Notice)
	} else if n := bytes.Count(drive.Read(t, files[0]), []byte("\n")); n < min(s.Agents.Attributed, 450) { // 30 s
		t.Errorf("the table has %d lines of %d decisions", n, s.Agents.Attributed)
	}
	w.MoveTo(strip.Min.Add(strip.Size().Div(2)))
	w.Button(true)
	w.Button(false)
	w.Until("an explanation", func(s drive.Status) bool { return s.Sheet != "" })
	w.Press(ebiten.KeyEscape)
	w.Until("it is closed", func(s drive.Status) bool { return s.Sheet == "" })
	w.Press(ebiten.KeySpace)
	w.Press(ebiten.KeyEnter)
	w.Until("another episode", func(s drive.Status) bool { return s.Agents.Episode > 1 && s.Agents.Attributed > 0 })

}

// TestMemoryMakesRoom: in a small window the strip gives way to the arena.
func TestMemoryMakesRoom(t *testing.T) {
	w := drive.Open(t, 640, 460)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyTab)
	s := w.Until("the other tab", func(s drive.Status) bool { return s.Agents.Tab == "navigate" && !s.Rect("arena").Empty() })
	if !s.Rect("agent-memory").Empty() {
		t.Errorf("in a small window the strip is at %v, the arena at %v", s.Rect("agent-memory"), s.Rect("arena"))
	}
}

// whole checks that the shares sum to 1.
func whole(t *testing.T, s drive.Status) {
	t.Helper()
	if a := s.Agents; math.Abs(a.OfNow+a.OfMemory+a.OfGoal-1) > 1e-6 || a.OfMemory <= 0 {
		t.Errorf("of decision %d the shares are %v, %v, %v", a.Attributed, a.OfNow, a.OfMemory, a.OfGoal)
	}
}
