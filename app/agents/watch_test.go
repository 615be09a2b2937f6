package agents

import (
	"slices"
	"testing"

	"gridrat/assets"

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
	s.until("some decisions", func() bool { return s.rat.Count() > 40 })
	s.do("play")
	n := s.rat.Count()
	for range 10 {
		s.tick()
	}
	if s.Playing || s.rat.Count() != n {
		t.Fatalf("it made %d decisions while paused", s.rat.Count()-n)
	}
	s.do("tick")
	if s.rat.Count() != n+1 {
		t.Errorf("a single decision made %d", s.rat.Count()-n)
	}
	n++
	now, _ := s.Pose()
	for range n {
		s.do("back")
	}
	start, _ := s.Pose()
	if s.rat.Back() != n || start != s.start() || len(s.Shapes()) == 0 || s.Floor() != nil {
		t.Errorf("it looks %d decisions back, at %v", s.rat.Back(), start)
	}
	s.do("back")
	for range n {
		s.do("tick")
	}
	if again, _ := s.Pose(); again != now || s.rat.Back() != 0 {
		t.Errorf("it is at %v, not %v", again, now)
	}
	if s.offered.Handle(event("agent-timeline", 0)); s.rat.Back() != n {
		t.Errorf("the timeline looks %d decisions back", s.rat.Back())
	}
	s.do("play")
	if !s.Playing || s.rat.Back() != 0 {
		t.Error("it does not go on from now")
	}
	s.Speed = 0.25
	s.until("it to be under way", func() bool { m, choice := s.rat.At(); return m != choice && choice.Came.Pos != m.Pose.Pos })
	m, choice := s.rat.At()
	pose, _ := s.Pose()
	if pose.Pos.Sub(m.Pose.Pos).Norm() > choice.Came.Pos.Sub(m.Pose.Pos).Norm() {
		t.Errorf("it is shown at %v, between %v and %v", pose, m.Pose, choice.Came)
	}
}

// TestEpisodes: an episode can be begun again, in which the rat begins where it did,
// and the next one begins elsewhere.
func TestEpisodes(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	first := s.start()
	s.press("Enter")
	second := s.start()
	if s.rat.Number() != 2 || second == first {
		t.Errorf("episode %d begins at %v, the first at %v", s.rat.Number(), second, first)
	}
	s.press("Shift+Enter")
	if s.rat.Number() != 2 || s.start() != second {
		t.Errorf("again, it is number %d, from %v", s.rat.Number(), s.start())
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
	if !s.PointAtArena(at, true, true) || len(s.fail) > 0 {
		t.Fatalf("said %q", s.said)
	}
	s.until("the codes of the floor", func() bool { c := s.rat.Codes(); return c != nil && c.HasGoal })
	c := s.rat.Codes()
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
	m, _ := s.rat.At()
	to := world.Polar(m.Belief.ToGoal.Norm(), m.Belief.ToGoal.Angle()+m.Belief.Heading)
	if off := m.Belief.Place.Add(to).Sub(at).Norm(); off > 0.15 {
		t.Errorf("its vector is off by %.2f m", off)
	}
	s.press("Enter")
	if m, _ := s.rat.At(); s.rat.Goal(m) == nil || !s.rat.Goal(m).Pretended {
		t.Error("the next episode knows nothing of it")
	}
	if s.press("T"); s.rat.Pretended() != nil || s.rat.Codes().HasGoal {
		t.Error("it is not taken away")
	}
	s.PointAtArena(world.Vec{X: 9}, true, true)
	if !s.told("not on the floor") {
		t.Errorf("said %q", s.said)
	}
}

// TestBelieved: of a rat whose head reads places up to a constant, where it believes
// to be is shown about where it is.
func TestBelieved(t *testing.T) {
	s := enter(t)
	i := slices.IndexFunc(assets.Agents(), func(a assets.Agent) bool { return a.Name == "goal-driven-grid" })
	s.openShipped(assets.Agents()[i])
	s.watched()
	near, known, constant := 0, 0, 0.0
	for range 600 {
		s.decision()
		m, _ := s.rat.At()
		at, ok := s.rat.Believed(m)
		if !ok {
			continue
		}
		if known++; at.Sub(m.Pose.Pos).Norm() < 0.15 {
			near++
		}
		constant = max(constant, m.Belief.Place.Sub(m.Pose.Pos).Norm())
	}
	if known < 200 || 10*near < 8*known || constant < 0.2 {
		t.Errorf("of %d moments in which it knew its place, %d are shown within 15 cm; the constant is up to %.2f m", known, near, constant)
	}
}
