package agents

import (
	"os"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// TestAgentsLearnBesideTheWindow: two keys from the start an agent with a grid code
// learns the arena, is watched, and finds the hidden goal; then a click makes it
// believe in another one, part of its code is silenced and that is compared, and
// another agent learns beside it. The network of the other tab rests meanwhile.
func TestAgentsLearnBesideTheWindow(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Until("a network learns", func(s drive.Status) bool { return s.Running && s.Update > 0 })
	w.Press(ebiten.KeyControlLeft, ebiten.KeyTab)
	s := w.Until("an agent is watched", func(s drive.Status) bool { return s.Agents.Episode == 1 && !s.Running })
	if a := s.Agents; a.Tab != "navigate" || a.Task != "square-arena" || a.Agent != "grid" || !a.Playing || !a.Learning {
		t.Fatalf("the tab is %+v", a)
	}
	for _, name := range []string{"agent-score", "agent-codes", "agent-trials", "agent-clock", "agent-grid", "agent-place", "tools", "arena", "forage-tab"} {
		if s.Rect(name).Empty() {
			t.Errorf("%s is not on the screen", name)
		}
	}
	for _, name := range []string{"wall", "inspector", "population", "numbers", "modules", "pressure", "agent-diagnostics"} {
		if !s.Rect(name).Empty() {
			t.Errorf("%s of the other tab, or page, is on the screen", name)
		}
	}
	w.Until("the rat acts", func(s drive.Status) bool { return s.Agents.Left < 89 && s.Agents.Made > 10 })
	s = w.Until("it has learnt to find the goal", func(s drive.Status) bool { return s.Agents.Score > 100 })
	update := s.Update
	for range 4 {
		w.Press(ebiten.KeyEqual)
	}
	s = w.Until("it knows the goal", func(s drive.Status) bool { return s.Agents.Visits >= 2 && s.Agents.Knows && s.Agents.Trials > 0 })
	if os.Getenv("GRIDRAT_PICTURES") != "" {
		w.Until("something to look at", func(s drive.Status) bool { return s.Agents.Visits >= 8 && s.Agents.Score > 300 })
		w.Keep("navigate")
	}

	// Paused, its past is looked at, and it makes single decisions.
	w.Press(ebiten.KeySpace)
	s = w.Until("a pause", func(s drive.Status) bool { return !s.Agents.Playing })
	w.Press(ebiten.KeyArrowLeft)
	if a := w.Status().Agents; a.Decision != a.Made-1 {
		t.Errorf("one decision back of %d is %d", a.Made, a.Decision)
	}
	w.Press(ebiten.KeyArrowRight)
	if a := w.Status().Agents; a.Made != s.Agents.Made || a.Decision != a.Made {
		t.Errorf("forward again after %d: %d of %d are looked at", s.Agents.Made, a.Decision, a.Made)
	}
	w.Press(ebiten.KeyArrowRight)
	if a := w.Status().Agents; a.Made != s.Agents.Made+1 || a.Decision != a.Made {
		t.Errorf("a decision after %d: %d of %d are looked at", s.Agents.Made, a.Decision, a.Made)
	}

	// A place of the floor becomes the goal that it believes in.
	w.ClickMap(0.5, 0.5)
	a := w.Until("a goal is pretended", func(s drive.Status) bool { return s.Agents.Pretended && s.Agents.Knows }).Agents
	if dx, dy := a.Rat[0]+a.Goal[0]-0.5, a.Rat[1]+a.Goal[1]-0.5; dx*dx+dy*dy > 0.3*0.3 {
		t.Errorf("from %v it believes that the goal is %v away; it is at (0.5, 0.5)", a.Rat, a.Goal)
	}
	w.Press(ebiten.KeyT)
	w.Until("the goal is what it was", func(s drive.Status) bool { return !s.Agents.Pretended })

	// A quarter of the code is silenced, and that is compared.
	w.Click("silence-goal")
	w.Until("the grid-like quarter is silenced", func(s drive.Status) bool { return s.Agents.Silenced == "grid=0.25" })
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyX)
	s = w.Until("both are tested", func(s drive.Status) bool { return s.Agents.Compared })
	if s.Failure {
		t.Errorf("the comparison says %q", s.Notice)
	}
	w.Keep("navigate-compared")

	w.Press(ebiten.KeyI)
	w.Until("diagnostics", func(s drive.Status) bool {
		return s.Agents.Diagnosed && !s.Rect("agent-diagnostics").Empty() && s.Rect("agent-trials").Empty()
	})
	w.Keep("navigate-diagnosed")
	w.Press(ebiten.KeySpace)
	w.Click("agent-place")
	w.Until("another agent learns", func(s drive.Status) bool { return s.Agents.Decisions["place"] > 0 })

	// The other tab is as it was, and its network learns on.
	w.Click("forage-tab")
	s = w.Until("the network learns on", func(s drive.Status) bool { return s.Agents.Tab == "forage" && s.Running && s.Update > update })
	if s.Rect("wall").Empty() || !s.Rect("agent-score").Empty() || s.Rect("modules").Empty() {
		t.Error("the panels of the tab are not those of before")
	}
}
