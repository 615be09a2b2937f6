package agents

import (
	"testing"

	"gridrat/world"
)

// TestTime: the rat stands still while paused, makes single decisions, goes back
// through all of its episode and on again, and everything that is shown is that of
// the moment that is looked at.
func TestTime(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	s.Speed = 16
	s.until("some decisions", func() bool { return len(s.watch.moments) > 40 })
	s.do("play")
	n := len(s.watch.moments)
	for range 10 {
		s.tick()
	}
	if s.Playing || len(s.watch.moments) != n {
		t.Fatalf("it made %d decisions while paused", len(s.watch.moments)-n)
	}
	s.do("tick")
	if len(s.watch.moments) != n+1 || s.watch.phase != 1 {
		t.Errorf("a single decision made %d", len(s.watch.moments)-n)
	}
	now, _ := s.Pose()
	for range n {
		s.do("back")
	}
	start, _ := s.Pose()
	if s.watch.back != n || start != s.watch.moments[0].pose || len(s.Shapes()) == 0 || s.Floor() != nil {
		t.Errorf("it looks %d decisions back, at %v", s.watch.back, start)
	}
	s.do("back")
	for range n {
		s.do("tick")
	}
	if again, _ := s.Pose(); again != now || s.watch.back != 0 {
		t.Errorf("it is at %v, not %v", again, now)
	}
	if s.table.Handle(event("agent-timeline", 0)); s.watch.back != n {
		t.Errorf("the timeline looks %d decisions back", s.watch.back)
	}
	s.do("play")
	if !s.Playing || s.watch.back != 0 {
		t.Error("it does not go on from now")
	}
	s.Speed = 0.25
	s.until("it to be under way", func() bool { return s.watch.phase > 0.3 && s.watch.phase < 0.9 })
	m, choice := s.watch.at()
	pose, _ := s.Pose()
	if m == choice || pose.Pos.Sub(m.pose.Pos).Norm() > choice.came.Pos.Sub(m.pose.Pos).Norm() {
		t.Errorf("it is shown at %v, between %v and %v", pose, m.pose, choice.came)
	}
}

// TestEpisodes: an episode can be begun again, in which the rat begins where it did,
// and the next one begins elsewhere.
func TestEpisodes(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	first := s.watch.moments[0].pose
	s.press("Enter")
	second := s.watch.moments[0].pose
	if s.watch.number != 2 || second == first {
		t.Errorf("episode %d begins at %v, the first at %v", s.watch.number, second, first)
	}
	s.press("Shift+Enter")
	if s.watch.number != 2 || s.watch.moments[0].pose != second {
		t.Errorf("again, it is number %d, from %v", s.watch.number, s.watch.moments[0].pose)
	}
	s.tick()
	if s.paper.clears == 0 {
		t.Error("the ways of another episode are on the ground")
	}
}

// TestPretend: a click on the floor is taken for the goal, until it is taken away;
// the codes say so.
func TestPretend(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	s.do("play")
	at := world.Vec{X: 0.4, Y: -0.5}
	if !s.PointAtArena(at, 0.01, true, true) || len(s.fail) > 0 {
		t.Fatalf("said %q", s.said)
	}
	s.until("the codes of the floor", func() bool { c := s.codes.shown(); return c != nil && c.HasGoal })
	c := s.codes.shown()
	best, where := -2.0, 0
	for i, v := range c.All.Values {
		if v > best {
			best, where = v, i
		}
	}
	step := (c.High.X - c.Low.X) / float64(c.All.N)
	found := c.Low.Add(world.Vec{X: (float64(where%c.All.N) + 0.5) * step, Y: (float64(where/c.All.N) + 0.5) * step})
	if c.At != at || !c.Pretended || len(c.Modules) != 3 || len(c.Goal) != 192 || found.Sub(at).Norm() > 0.12 {
		t.Errorf("the code of the goal is that of %v, pretended %v, most like that of %v", c.At, c.Pretended, found)
	}
	m, _ := s.watch.at()
	if off, _ := away(turned(m.belief.ToGoal, m.belief.Heading), at.Sub(m.belief.Place)); off > 0.15 {
		t.Errorf("its vector is off by %.2f m", off)
	}
	s.press("Enter")
	if m, _ := s.watch.at(); m.goal < 0 || !s.watch.goals[m.goal].pretended {
		t.Error("the next episode knows nothing of it")
	}
	if s.press("G"); s.watch.pretends != nil || s.codes.shown().HasGoal {
		t.Error("it is not taken away")
	}
	s.PointAtArena(world.Vec{X: 9}, 0.01, true, true)
	if !s.told("not on the floor") {
		t.Errorf("said %q", s.said)
	}
}
