package agents

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gridrat/app/agents/contest"
	"gridrat/app/tasks"
	"gridrat/assets"
	"gridrat/brain/agent"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

func event(id string, value int) panel.Event { return panel.Event{ID: id, Value: value} }

// TestSideBySide: agents that take part learn the same task from the same seed, one
// begins after the other, and the watched one can be chosen among them.
func TestSideBySide(t *testing.T) {
	s := enter(t)
	s.Enter()
	for _, key := range []string{"Digit2", "Digit3", "Digit4"} {
		s.press(key)
	}
	s.until("all of them", func() bool {
		return !slices.ContainsFunc(s.all, func(c *contest.Contender) bool { return c.Snap == nil || c.Snap.Update < 1 })
	})
	for i, c := range s.contenders() {
		if c.Name != contest.Kinds[i].Name || c.Snap.Plan.Recipe.Name != contest.Kinds[i].Code || c.Snap.Plan.Seed != 1 || c.Watched != (i == 0) {
			t.Errorf("number %d is %s, %s", i, c.Name, c.Snap.Plan.Recipe.Name)
		}
	}
	s.press("K")
	s.watched()
	if s.of.Name != "place" || s.rat.Agent().Recipe.Name != "place" {
		t.Errorf("%s is watched, by %s", s.of.Name, s.rat.Agent().Recipe.Name)
	}
	s.offered.UseSpot(panel.SpotContender + "no code")
	s.watched()
	if s.of.Code != "none" || s.rat.Codes() != nil {
		t.Errorf("%s is watched, with the codes %v", s.of.Name, s.rat.Codes())
	}
	if s.press("X"); !s.told("the agent keeps no code of the goal") {
		t.Errorf("said %q", s.said)
	}
	s.PointAtArena(s.start().Pos, true, true)
	if !s.told("No goal can be pretended: it keeps no code of the goal.") {
		t.Errorf("said %q", s.said)
	}
	if s.press("Digit3"); !s.told("This agent is watched") {
		t.Errorf("said %q", s.said)
	}
	s.do("new-seed")
	s.press("Digit1")
	s.until("another seed", func() bool { return s.all[1].Snap.Plan.Seed == 2 })
	if c := s.contenders(); len(c) != 3 || c[0].Name != "place" || s.all[0].Snap.Plan.Seed != 1 {
		t.Errorf("%d take part", len(c))
	}
	s.press("Digit1")
	s.until("the seed of the others", func() bool { return s.all[0].Snap.Plan.Seed == 2 })
}

// TestLearning: learning is turned off and on, makes single updates, starts again
// from its seed and from another, and is undone; the rat acts on.
func TestLearning(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	snap := s.all[0].Now
	s.do("learn")
	s.until("rest", func() bool { return !snap().Running && s.all[0].Handled() })
	n := snap().Update
	s.do("step")
	s.until("an update", func() bool { return snap().Update == n+1 && s.all[0].Handled() })
	moments := s.rat.Count()
	s.until("the rat", func() bool { return s.rat.Count() > moments })
	s.do("learn-slower")
	s.until("another speed", func() bool { return snap().Speed.PerSecond == 20 })
	s.do("learn-faster")
	s.do("new-seed")
	s.until("another seed", func() bool { return snap().Plan.Seed == 2 && snap().Update > 0 })
	s.do("undo")
	s.until("the agent of before", func() bool { return snap().Plan.Seed == 1 && snap().Update == n+1 })
	s.offered.Handle(panel.Event{ID: "agent-seed", Text: "x"})
	if len(s.fail) != 1 {
		t.Errorf("failures: %q", s.fail)
	}
	s.offered.Handle(panel.Event{ID: "agent-seed", Text: "7"})
	s.until("a seed that was typed", func() bool { return snap().Plan.Seed == 7 && snap().Agent != nil })
	s.watched()
	if s.rat.Agent().Seed != 7 {
		t.Errorf("the agent of seed %d is watched", s.rat.Agent().Seed)
	}
}

// TestTasks: another task is learnt from scratch and watched; one that is for tests
// only is acted in by an agent that has learnt another.
func TestTasks(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	if s.press("Ctrl+T"); s.page == nil || s.page.Of != actTask {
		t.Fatal("no page is open")
	}
	choose := func(name string) {
		t.Helper()
		task, err := tasks.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		s.chooseTask(task)
	}
	if choose("large-goal-doors"); !s.told("cannot be tested") {
		t.Errorf("said %q", s.said)
	}
	choose("goal-doors")
	s.watched()
	s.until("what is learnt", func() bool { return s.all[0].Snap.Plan.Task.Name == "goal-doors" && s.all[0].Snap.Agent != nil })
	s.until("the rat", func() bool { return s.rat.Number() > 0 && s.rat.Task().Name == "goal-doors" })
	if len(s.Map().Doors) == 0 || len(s.fail) > 0 {
		t.Errorf("the map is %q; failures %q", s.Map().Name, s.fail)
	}
	choose("large-goal-doors")
	s.until("the rat", func() bool { return s.rat.Number() > 0 && s.rat.Task().Name == "large-goal-doors" })
	if s.home.Name != "goal-doors" || s.all[0].Snap.Plan.Task.Name != "goal-doors" {
		t.Errorf("they learn %s", s.home.Name)
	}
	s.do("undo")
	s.until("the agent of the arena", func() bool {
		return s.home.Name == "square-arena" && s.rat.Number() > 0 && s.rat.Task().Name == "square-arena"
	})
	s.Pretend(s.start().Pos)
	if len(s.fail) > 0 || s.rat.Pretended() == nil {
		t.Errorf("said %q", s.said)
	}
}

// TestOpen: shipped agents are watched as they are; L has the one that learns back.
// What was saved is opened and goes on.
func TestOpen(t *testing.T) {
	s := enter(t)
	s.Enter()
	s.watched()
	if s.press("P"); s.page == nil || s.page.Of != actAgents {
		t.Fatal("no page is open")
	}
	shipped, _ := assets.AgentNamed("arena-grid")
	s.openShipped(shipped)
	s.until("it", func() bool { return s.rat.Number() > 0 && s.rat.Agent().Decisions == shipped.Decisions })
	c := s.contenders()
	if len(c) != 1 || c[0].Learning || c[0].Snap.Curve[0].Score.Mean != shipped.Score || c[0].Snap.Origin != "shipped arena-grid" {
		t.Errorf("it is shown as %+v", c)
	}
	s.Speed = fastest
	s.until("visits", func() bool { m, _ := s.rat.At(); return m.Visits > 3 })
	s.until("trials", func() bool { return len(s.table().Sets[0].Rows) >= 3 })
	s.saved = filepath.Join(s.out, "frozen.npz")
	s.do("save")
	s.do("learn")
	s.do("learn")
	s.until("the one that learns", func() bool {
		return s.rat.Number() > 0 && s.rat.Agent().Decisions < shipped.Decisions && s.all[0].Snap.Update > 0
	})
	s.do("learn")
	s.until("rest", func() bool { return !s.all[0].Snap.Running && s.all[0].Handled() })
	s.saved = filepath.Join(s.out, "learning.npz")
	s.do("save")
	s.until("it to be saved", func() bool { return s.told("learning.npz") })
	n := s.all[0].Snap.Update
	for _, name := range []string{"frozen.npz", "learning.npz"} {
		if is, learns := agent.FileKind(s.bytes(name)); !is || learns != (name == "learning.npz") {
			t.Errorf("%s is no agent, or of another kind", name)
		}
	}
	if is, _ := agent.FileKind([]byte("package agents")); is {
		t.Error("what is no agent is one")
	}
	s.Open("frozen.npz", s.bytes("frozen.npz"))
	s.until("it", func() bool { return s.all[0].Guest != nil && s.all[0].Guest.Agent.Decisions == shipped.Decisions })
	s.Open("learning.npz", s.bytes("learning.npz"))
	s.until("it", func() bool {
		return s.all[0].Guest == nil && s.all[0].Snap.Origin == "learning.npz" && s.all[0].Snap.Update == n
	})
	s.Open("none.npz", []byte("no agent"))
	s.until("a sentence", func() bool { return len(s.fail) == 1 })
}

// TestFirstOpened: a file is opened before anybody learns.
func TestFirstOpened(t *testing.T) {
	s := enter(t)
	a, _ := assets.AgentNamed("goal-driven-place")
	s.openShipped(a)
	s.watched()
	if s.of.Code != "place" || s.home.Name != "goal-driven" || s.rat.Agent().Decisions != a.Decisions {
		t.Errorf("%s is watched in %s", s.of.Name, s.home.Name)
	}
	for _, c := range assets.Agents() {
		if _, err := agent.NewRecipe(&s.home, c.Code); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

// TestLay: agents that learn in the drawn map learn on in what it has become, and
// the rat acts in that; a map in which the goal cannot be reached is refused in a
// sentence.
func TestLay(t *testing.T) {
	s := enter(t)
	var err error
	if s.drawn, err = maze.Decode(assets.HiddenGoal.File()); err != nil {
		t.Fatal(err)
	}
	s.drawn.Goals = []maze.Goal{{At: world.Vec{X: 0.5, Y: 0.5}, Radius: 0.15, Visible: true}}
	all := s.choices()
	mine := all[len(all)-1].Task
	if !mine.Drawn() {
		t.Fatalf("the last task is %s", mine.Name)
	}
	s.of = s.all[2] // without a code, which needs no eyes
	s.Enter()
	s.chooseTask(mine)
	s.all[0].In, s.all[2].In = false, true
	s.restart(1)
	s.watched()
	n := s.all[2].Snap.Update
	wall := s.drawn
	wall.Walls = []maze.Wall{{A: world.Vec{X: 0, Y: -0.5}, B: world.Vec{X: 0, Y: 0.5}, Thickness: 0.1}}
	s.Lay(wall)
	s.until("the wall", func() bool { return len(s.Map().Walls) == 1 })
	s.until("learning on", func() bool { return s.all[2].Snap.Update > n && len(s.all[2].Snap.Plan.Task.Map.Walls) == 1 })
	away := s.drawn
	away.Goals = nil
	s.Lay(away)
	s.until("a sentence", func() bool { return s.told("The agents go on in the map of before") })
	if len(s.Map().Walls) != 1 || len(s.fail) > 0 {
		t.Errorf("the map has %d walls; failures %q", len(s.Map().Walls), s.fail)
	}
}

// bytes are those of a file that was exported.
func (s *stage) bytes(name string) []byte {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.out, name))
	if err != nil {
		s.t.Fatal(err)
	}
	return data
}
