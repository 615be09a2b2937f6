package watched

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gridrat/app/command/navigating"
	"gridrat/assets"
	"gridrat/brain/agent"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// stage is a watched rat without a window.
type stage struct {
	*Rat
	t    *testing.T
	a    *agent.Agent
	said []string
}

// stand has the rat of an agent that comes with the program be watched.
func stand(t *testing.T, name string) *stage {
	t.Helper()
	s := &stage{t: t}
	for _, shipped := range assets.Agents() {
		if shipped.Name == name {
			var err error
			if s.a, err = agent.Load(shipped.File(), navigating.Library()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if s.a == nil {
		t.Fatalf("there is no agent %s", name)
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.Rat = New(ctx, s.a.Task, func(_ bool, text string) { s.said = append(s.said, text) }, func() {})
	t.Cleanup(func() {
		cancel()
		s.Close()
	})
	s.follow("first")
	return s
}

// follow follows a run of the agent.
func (s *stage) follow(run string) {
	s.t.Helper()
	s.Follow(run, s.a)
	s.until("a rat", func() bool { return s.Alive() && !s.edits.hold })
}

// until takes over what is made until something holds.
func (s *stage) until(what string, holds func() bool) {
	s.t.Helper()
	for end := time.Now().Add(time.Minute); !holds(); time.Sleep(time.Millisecond) {
		if s.Take(); time.Now().After(end) {
			s.t.Fatalf("waited in vain for %s; said %q", what, s.said)
		}
	}
}

// decide makes some decisions.
func (s *stage) decide(n int) {
	for range n {
		s.Decide()
	}
}

// edit edits the map, and waits until the rat's world is as the document, or refuses.
func (s *stage) edit(edits ...maze.Edit) {
	s.t.Helper()
	if err := s.Doc().Do("edit", edits...); err != nil {
		s.t.Fatal(err)
	}
	s.settle()
}

// settle waits until the world is as the document.
func (s *stage) settle() {
	s.t.Helper()
	s.until("the edit", func() bool { return s.edits.doc.Map().Equal(s.edits.applied) && !s.edits.hold })
}

// world is that of the rat.
func (s *stage) world() *task.World { return s.player.Rats().World(0) }

// move has the goal of a map be elsewhere.
func move(m maze.Map, by world.Vec) maze.Edit {
	return maze.Move{Refs: []maze.Ref{{Kind: maze.GoalKind}}, By: by}
}

// TestEditMaze: in a task whose mazes are its own an edit is of the episode, which
// begins with it when it is begun again; the next one is as the task has it. Moments
// before the edit keep their map.
func TestEditMaze(t *testing.T) {
	s := stand(t, "goal-doors-none")
	s.decide(12)
	own, pose := s.world().Map(), s.world().Pose()
	s.edit(move(own, world.Vec{X: 0.25, Y: 0.25}))
	if m, _ := s.Map(); m.Goals[0].At == own.Goals[0].At || !s.Edited() || s.world().Pose() != pose || s.Count() != 12 {
		t.Fatalf("after the edit the goal is at %v, the rat at %v", m.Goals[0].At, s.world().Pose())
	}
	if w := s.Ways(); !strings.HasPrefix(w, "way now ") || !strings.Contains(w, "before the edit ") {
		t.Errorf("the ways are %q", w)
	}
	s.LookBack(1)
	if m, _ := s.Map(); m.Goals[0].At != own.Goals[0].At {
		t.Errorf("a decision before the edit the goal is at %v", m.Goals[0].At)
	}
	s.LookBack(0)
	if _, edited := s.World(); edited {
		t.Error("the task is edited, though the next maze is not")
	}

	s.Again()
	if s.decide(1); s.Count() != 0 {
		t.Error("the rat runs before its world is what it is to be")
	}
	s.settle()
	if w := s.world(); w.Trials()[0].Edited != task.EditedBefore || w.Map().Goals[0].At == own.Goals[0].At {
		t.Errorf("again, its trial is %+v", w.Trials()[0])
	}
	s.decide(3)
	s.Next()
	if m, _ := s.Map(); s.Edited() || m.Equal(own) || s.world().Trials()[0].Edited != task.Unedited {
		t.Error("the next episode is edited")
	}
}

// TestEditRefused: where the rat would stand in a wall it is said, and the document is
// what the world is, also after undo.
func TestEditRefused(t *testing.T) {
	s := stand(t, "goal-doors-none")
	s.decide(5)
	own, at := s.world().Map(), s.world().Pose().Pos
	across := maze.Add{Elements: []maze.Element{maze.Wall{A: at.Add(world.Vec{X: -0.1}), B: at.Add(world.Vec{X: 0.1}), Thickness: 0.02}}}
	s.edit(across)
	if !s.world().Map().Equal(own) || s.Edited() || len(s.said) != 1 || !strings.Contains(s.said[0], "would stand where the rat is") {
		t.Errorf("the map is %+v; said %q", s.world().Map(), s.said)
	}
	if _, ok := s.Doc().CanUndo(); ok {
		t.Error("what was refused can be taken back")
	}
}

// TestEditArena: in a task with one map the edited one stays for the next episodes,
// for another agent and for tests, until it is taken back; another task has none.
func TestEditArena(t *testing.T) {
	s := stand(t, "arena-none")
	s.decide(5)
	wall := maze.Add{Elements: []maze.Element{maze.Wall{A: world.Vec{X: 1.1, Y: 1}, B: world.Vec{X: 1.2, Y: 1}, Thickness: 0.02}}}
	s.edit(wall)
	goal := s.world().Map().Goals[0]
	s.Next()
	s.settle()
	if m := s.world().Map(); len(m.Walls) != 1 || m.Goals[0] == goal || m.Goals[0].Visible || s.world().Trials()[0].Edited != task.EditedBefore {
		t.Errorf("the next episode is in %+v", m)
	}
	in, edited := s.World()
	if _, err := s.a.Play(in, []uint64{1}, agent.Options{}); !edited || len(in.Map.Walls) != 1 || in.Goal != task.GoalHidden || err != nil {
		t.Errorf("the task is %+v (%v)", in.Map, err)
	}
	s.follow("second")
	s.settle()
	if m := s.world().Map(); len(m.Walls) != 1 || !s.world().Edited() || s.Number() != 1 {
		t.Errorf("another agent acts in %+v", m)
	}
	if err := s.AsTask(); err != nil {
		t.Fatal(err)
	}
	s.settle()
	if s.world().Edited() || len(s.world().Map().Walls) != 0 || s.Edited() {
		t.Errorf("taken back, the map is %+v", s.world().Map())
	}
	s.Doc().Undo()
	s.settle()
	if !s.Edited() || len(s.world().Map().Walls) != 1 {
		t.Error("that it was taken back cannot be")
	}
	s.Turn(s.a.Task)
	s.follow("third")
	if s.Edited() || len(s.world().Map().Walls) != 0 {
		t.Error("another task begins edited")
	}
}

// TestEditSameAgain: one seed, and the same edits before the same decisions, give the
// same episode.
func TestEditSameAgain(t *testing.T) {
	live := func() (moments []world.Pose, trials []task.Trial) {
		s := stand(t, "goal-doors-none")
		s.decide(20)
		s.edit(move(s.world().Map(), world.Vec{X: 0.25, Y: 0.25}))
		s.decide(100)
		s.Doc().Undo()
		s.settle()
		s.decide(100)
		for _, m := range s.moments {
			moments = append(moments, m.Pose)
		}
		return moments, s.world().Trials()
	}
	a, trials := live()
	b, others := live()
	if !slices.Equal(a, b) || !slices.Equal(trials, others) || len(a) != 221 {
		t.Errorf("the second time it is another one, of %d decisions", len(b)-1)
	}
}
