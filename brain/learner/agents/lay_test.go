package agents

import (
	"path/filepath"
	"strings"
	"testing"

	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/brain/learner/internal/drill"
	"gridrat/world"
	"gridrat/world/maze"
)

// walled is a square with a goal and a wall from the west to x.
func walled(t testing.TB, x float64) maze.Map {
	m := drawn(t, "hidden-goal")
	m.Walls = append([]maze.Wall{{A: world.Vec{X: -1.2, Y: 0.6}, B: world.Vec{X: x, Y: 0.6}, Thickness: 0.05}}, m.Walls...)
	return m
}

// TestLay: after edits, of which the newest wins, learning goes on in the new
// shape as that of a bare trainer does; also from a file.
func TestLay(t *testing.T) {
	p, to := blank(t), walled(t, 0.3)
	tr, err := agent.NewTrainer(p, sense.Organs{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	for i := range 4 {
		if i == 2 {
			if err := tr.SetMap(to); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := tr.Step(); err != nil {
			t.Fatal(err)
		}
	}
	want := whole(t, tr)

	path := filepath.Join(t.TempDir(), "mine.npz")
	l := start(t, config(t, p))
	learn(t, l, 2)
	busy, free := make(chan struct{}), make(chan struct{})
	l.Do(drill.Inside[*student, Snapshot](func(*session) { close(busy); <-free }))
	<-busy
	for i := range 20 {
		l.Do(Lay{Map: walled(t, -0.5+0.03*float64(i))})
	}
	l.Do(Lay{Map: to})
	close(free)
	s := await(t, l, "the newest edit", func(s *Snapshot) bool { return s.Plan.Task.Map.Equal(to) })
	if s.Notice.Failure || s.Notice.Serial != 1 || s.Saved || s.Update != 2 || s.Run != 0 || !s.Agent.Task.Map.Equal(to) {
		t.Errorf("%+v at update %d", s.State, s.Update)
	}
	l.Do(Save{Path: path})
	learn(t, l, 2)
	same(t, "after the edit", file(t, l), want)
	l.Do(Load{Path: path})
	learn(t, l, 2)
	same(t, "from a file", file(t, l), want)
}

// TestLayRefused: a map that cannot be learnt in changes nothing and is told;
// agents of the program's tasks are not touched; what grows is.
func TestLayRefused(t *testing.T) {
	l := start(t, config(t, blank(t)))
	learn(t, l, 1)
	none := walled(t, 0)
	none.Goals = nil
	l.Do(Lay{Map: none})
	if n := state(t, l).Notice; !n.Failure || !strings.HasSuffix(n.Text, "the map has no goal; a task needs at least one; the agent goes on in the map as it was before") {
		t.Errorf("it says %+v", n)
	}
	learn(t, l, 1)
	same(t, "refused", file(t, l), bare(t, blank(t), 2))

	home := start(t, config(t, growing(t)))
	home.Do(Lay{Map: walled(t, 0)})
	if n := state(t, home).Notice; n.Serial > 0 {
		t.Errorf("it says %q", n.Text)
	}
	learn(t, home, 1)
	same(t, "in the arena", file(t, home), bare(t, growing(t), 1))
}

// TestLayWhileTested: the scores of a snapshot are of its own shape.
func TestLayWhileTested(t *testing.T) {
	c := config(t, blank(t))
	c.Clock, c.Test = drill.Wall{}, agent.Options{Episodes: 20}
	l := start(t, c)
	learn(t, l, 1)
	to := walled(t, 0.3)
	l.Do(Lay{Map: to})
	s := await(t, l, "scores in the new shape", func(s *Snapshot) bool {
		if s.Notice.Failure {
			t.Fatal(s.Notice.Text)
		}
		return s.Test != nil && s.Plan.Task.Map.Equal(to) && s.Test.Decisions == s.PerUpdate
	})
	list, err := s.Agent.Test(t.Context(), s.Agent.Task, agent.Options{Episodes: 20, Workers: 1})
	if want := agent.MeanOf(agent.Scores(list)); err != nil || s.Test.Score != want || s.Curve[len(s.Curve)-1].Score != want {
		t.Errorf("it scores %v, in the new shape %v, %v", s.Test.Score, want, err)
	}
}
