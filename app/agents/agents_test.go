package agents

import (
	"math"
	"testing"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// TestFromTheStart: after the tab is shown an agent grows eyes, learns, and is
// watched by the newest weights; its trials and its curve appear.
func TestFromTheStart(t *testing.T) {
	s := enter(t)
	s.tick()
	if len(s.contenders()) != 0 || s.posed() {
		t.Error("somebody learns before the tab was shown")
	}
	s.Enter()
	s.watched()
	if len(s.fail) > 0 {
		t.Fatalf("failures: %q", s.fail)
	}
	s.Speed = fastest
	first := s.rat.Agent()
	s.until("some updates and a test", func() bool { s := s.all[0].Snap; return s.Update >= 3 && s.Test != nil })
	s.until("newer weights", func() bool { return s.rat.Agent() != first })
	s.until("the next episode", func() bool { past, _ := s.rat.Past(); return len(past) > 0 && s.rat.Number() == 2 })
	table := s.table()
	if len(table.Sets) != 1 || len(table.Sets[0].Rows) < 1 || table.Sets[0].Rows[0].Agent != "grid" || table.Sets[0].Rows[0].Episode != 1 {
		t.Errorf("the trials are %+v", table)
	}
	c := s.contenders()
	if len(c) != 1 || c[0].Name != "grid" || !c[0].Watched || !c[0].Learning || len(c[0].Snap.Curve) == 0 {
		t.Errorf("the contenders are %+v", c)
	}
	s.until("levels", func() bool { return len(s.references()) == 6 })
	want := []panel.Reference{{Name: "random"}, {Name: "perfect search"}, {Name: "paper: grid-cell agent"}, {Name: "paper: place-cell agent"}, {Name: "your best"}, {Name: "your mean"}}
	for i, l := range s.references() {
		if l.Name != want[i].Name || math.IsNaN(l.Score) {
			t.Errorf("level %d is %+v, want %s", i, l, want[i].Name)
		}
	}
	if len(s.paper.moves) == 0 || len(s.Shapes()) == 0 || s.Map().Name == "" || s.Floor() == nil || len(s.clock.Cells) != 5 {
		t.Errorf("%d moves, %d shapes, map %q, clock %v", len(s.paper.moves), len(s.Shapes()), s.Map().Name, s.clock.Cells)
	}
}

// posed tells whether a rat is shown.
func (s *stage) posed() bool {
	_, ok := s.Pose()
	return ok
}

// TestHidden: while another tab is shown the keys of this one mean nothing, agents
// learn on, nothing is drawn, and what was drawn is drawn anew afterwards.
func TestHidden(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	s.shown = false
	for _, chord := range []string{"K", "X", "Digit1", "Ctrl+T", "Enter"} {
		if id, ok := s.offered.Pressed(room.ParseChord(chord)); ok {
			t.Errorf("%s means %s", chord, id)
		}
	}
	drawn, n := len(s.paper.moves), s.all[0].Snap.Update
	s.until("learning", func() bool { return s.all[0].Snap.Update > n+2 })
	if len(s.paper.moves) != drawn || s.Offer().Hint() != "" {
		t.Error("something is drawn, or hinted at")
	}
	s.shown = true
	clears := s.paper.clears
	s.Enter()
	s.tick()
	if s.paper.clears != clears+1 || s.Offer().Hint() == "" {
		t.Error("the ways are not drawn anew")
	}
}
