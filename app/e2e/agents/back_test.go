package agents

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// TestNothingToGoBackTo: Ctrl+Y where nothing was undone, and Ctrl+Z where nobody is to
// come back, say so and leave the agents as they are: one that was opened stays, one
// that learns goes on. A pause holds through reset.
func TestNothingToGoBackTo(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyTab)
	w.Until("it learns", func(s drive.Status) bool { return s.Agents.Decisions["grid"] > 0 && s.Agents.Episode == 1 })
	for key, want := range map[ebiten.Key]string{ebiten.KeyZ: "There is no other agent to go back to.", ebiten.KeyY: "Nothing was undone."} {
		w.Press(ebiten.KeyControlLeft, key)
		if s := w.Status(); s.Notice != want || s.Failure || !s.Agents.Learning {
			t.Errorf("Ctrl+%v says %q, a failure %v; agents learn %v", key, s.Notice, s.Failure, s.Agents.Learning)
		}
	}
	openShipped(w, "arena-grid", "square-arena")
	w.Until("its decisions", func(s drive.Status) bool { return s.Agents.Decisions["grid"] > 5_000_000 })
	w.Press(ebiten.KeyControlLeft, ebiten.KeyY)
	if s := w.Status(); s.Notice != "Nothing was undone." || s.Failure || s.Agents.Decisions["grid"] < 5_000_000 {
		t.Errorf("Ctrl+Y says %q, and the agent has learnt from %d decisions", s.Notice, s.Agents.Decisions["grid"])
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	s := w.Until("the one that learnt comes back", func(s drive.Status) bool { return s.Agents.Decisions["grid"] < 5_000_000 })
	if s.Failure {
		t.Errorf("Ctrl+Z says %q", s.Notice)
	}

	w.Press(ebiten.KeySpace)
	w.Until("a pause", func(s drive.Status) bool { return !s.Agents.Playing })
	w.Press(ebiten.KeyBackspace)
	s = w.Until("a fresh start", func(s drive.Status) bool { return s.Agents.Decisions["grid"] == 0 })
	if s.Agents.Playing {
		t.Error("reset goes on from a pause")
	}
	w.Press(ebiten.KeySpace)
	w.Until("it learns again", func(s drive.Status) bool { return s.Agents.Playing && s.Agents.Decisions["grid"] > 0 })
}
