package learner

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/world"
	"gridrat/world/maze"
)

// room is an open square of 2 m with a wall from the west side to x.
func room(x float64) maze.Map {
	return maze.Map{
		Name:    "room",
		Outline: maze.Outline{Corners: world.Enclosure{Shape: world.Square, Size: 2}.Outline()},
		Walls:   []maze.Wall{{A: world.Vec{X: -1}, B: world.Vec{X: x}, Thickness: 0.05}},
		Starts:  []maze.Start{{At: world.Vec{Y: 0.5}, Radius: 0.2}},
	}
}

// within is a recipe in a map.
func within(r gridnet.Recipe, m maze.Map) gridnet.Recipe { return r.In(&m) }

// visits is the occupancy of the running maps.
func visits(s *Snapshot) (n float64) {
	if len(s.Maps) == 0 {
		return 0
	}
	for _, v := range s.Maps[0].Time {
		n += v
	}
	return n
}

// TestLay: after an edit learning goes on with the same weights and cells on the
// new floor, bit for bit as a bare trainer does; rate maps begin again or
// continue as asked, and the notice says which.
func TestLay(t *testing.T) {
	for _, on := range []bool{false, true} {
		l := start(t, Config{Recipe: within(tiny(t), room(0)), Seed: 1, Paused: true})
		b := newBare(t, within(tiny(t), room(0)), 1)
		steps(l, 5)
		want := b.at(t, 5)
		before := await(t, l, "5 updates", func(s *Snapshot) bool { return s.Update == 5 })
		l.Do(Lay{Map: room(0.5), Continue: on})
		same(t, "after the edit", look(t, l), want)
		s := await(t, l, "the edit", func(s *Snapshot) bool { return s.Recipe.Map.Equal(room(0.5)) })
		if s.Run != before.Run || s.Saved || s.Notice.Failure {
			t.Errorf("run %d, before %d; saved %v; notice %q", s.Run, before.Run, s.Saved, s.Notice.Text)
		}
		says, from, count := "rate maps begin again.", 5, -1.0 // measured afresh, as it is paused
		if on {
			says, from, count = "rate maps continue.", 0, visits(before)
		}
		if !strings.HasSuffix(s.Notice.Text, says) || s.MapsFrom != from || count >= 0 && visits(s) != count || visits(s) == 0 || visits(s) == visits(before) != on || visits(before) == 0 {
			t.Errorf("continue %v: %q, maps from %d with %v visits", on, s.Notice.Text, s.MapsFrom, visits(s))
		}
		if _, err := b.SetMap(room(0.5)); err != nil {
			t.Fatal(err)
		}
		steps(l, 10)
		same(t, "10 updates later", look(t, l), b.at(t, 15))

		// A goal moves nobody.
		goal := room(0.5)
		goal.Goals = []maze.Goal{{At: world.Vec{X: 0.5}, Radius: 0.1}}
		l.Do(Lay{Map: goal})
		s = await(t, l, "the goal", func(s *Snapshot) bool { return len(s.Recipe.Map.Goals) == 1 })
		if s.MapsFrom != from || !strings.HasSuffix(s.Notice.Text, says) {
			t.Errorf("a goal: %q, maps from %d", s.Notice.Text, s.MapsFrom)
		}

		large := room(0.5)
		large.Outline.Corners = []world.Vec{{X: -1, Y: -1}, {X: 1.5, Y: -1}, {X: 1.5, Y: 1}, {X: -1, Y: 1}}
		l.Do(Lay{Map: large, Continue: on})
		s = await(t, l, "the outline", func(s *Snapshot) bool { return s.Recipe.Map.Equal(large) })
		if s.MapsFrom != 15 || visits(s) == 0 || len(s.Timeline) > 0 || !strings.HasSuffix(s.Notice.Text, "rate maps begin again, over a square of 3 m.") {
			t.Errorf("a larger outline: %q, maps from %d with %v visits", s.Notice.Text, s.MapsFrom, visits(s))
		}
	}
}

// TestLayRefused: a map that cannot be learnt in leaves learning as it was and
// says why; a network without a map is not touched, and neither stops running.
func TestLayRefused(t *testing.T) {
	full := room(0)
	full.Walls = []maze.Wall{{A: world.Vec{X: -1}, B: world.Vec{X: 1}, Thickness: 2}}
	l := start(t, Config{Recipe: within(tiny(t), room(0)), Seed: 1, Clock: wall{}})
	l.Do(Lay{Map: full})
	s := await(t, l, "the refusal", func(s *Snapshot) bool { return s.Notice.Failure })
	if want := `could not learn in map "room": there is no floor for a body of radius 0.05 m; learning goes on in the map as it was before`; s.Notice.Text != want {
		t.Errorf("%q, want %q", s.Notice.Text, want)
	}
	if !s.Running || !s.Recipe.Map.Equal(room(0)) {
		t.Errorf("running %v in %v", s.Running, s.Recipe.Map)
	}
	home := start(t, Config{Recipe: tiny(t), Seed: 1, Paused: true})
	home.Do(Lay{Map: room(0)})
	steps(home, 5)
	same(t, "in the enclosure", look(t, home), newBare(t, tiny(t), 1).at(t, 5))
	if n := look(t, home).notice; n.Serial > 0 {
		t.Errorf("it says %q", n.Text)
	}
}

// TestNewestLayWins: of edits that wait together only the newest is laid, and
// all count as handled.
func TestNewestLayWins(t *testing.T) {
	l := start(t, Config{Recipe: within(tiny(t), room(0)), Seed: 1, Paused: true})
	busy, free := make(chan struct{}), make(chan struct{})
	l.Do(inside(func(*session) { close(busy); <-free }))
	<-busy
	for i := range 50 {
		l.Do(Lay{Map: room(-0.5 + 0.02*float64(i))})
	}
	l.Do(Pause{})
	l.Do(Lay{Map: room(0.7)})
	close(free)
	s := await(t, l, "the last edit", func(s *Snapshot) bool { return s.Recipe.Map.Equal(room(0.7)) })
	if s.Handled != 53 || s.Notice.Serial != 2 {
		t.Errorf("%d requests handled with %d notices, want 53 and 2", s.Handled, s.Notice.Serial)
	}
}

// TestLayWhileLearning: edits, learning, scoring and reading of snapshots go on
// side by side; every snapshot is of one shape, and so are its scores.
func TestLayWhileLearning(t *testing.T) {
	l := start(t, Config{Recipe: within(tiny(t), room(0)), Seed: 1, Clock: wall{}})
	last := room(0.9)
	go func() {
		for i := range 40 {
			l.Do(Lay{Map: room(-0.9 + 0.04*float64(i)), Continue: i%3 == 0})
			time.Sleep(2 * time.Millisecond)
		}
		l.Do(Lay{Map: last})
	}()
	s := await(t, l, "scores in the last shape", func(s *Snapshot) bool {
		if s.Notice.Failure {
			t.Fatal(s.Notice.Text)
		}
		if s.Net.Recipe.Map != s.Recipe.Map {
			t.Fatal("a snapshot has two maps")
		}
		return s.Recipe.Map.Equal(last) && s.Appraisal != nil && s.Update > 0
	})
	if s.Appraisal.job.net.Recipe.Map != s.Recipe.Map {
		t.Error("the scores are of another shape")
	}
	e := gridnet.NewEvaluator(s.Net, s.Seed)
	w := s.Net.Init(s.Seed)
	if got, want := s.Appraisal.Untrained, e.Errors(w, s.Recipe.ReportMoves, testRats, nil); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Error("the untrained network was measured in another shape")
	}
}

// TestFormersInMaps: networks that learnt in a map and outside of it take each
// other's place and are brought back with their map and its cells, also after
// an edit; a reset spreads the cells anew.
func TestFormersInMaps(t *testing.T) {
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Paused: true, Formers: t.TempDir()})
	steps(l, 3)
	home := look(t, l)
	l.Do(Restart{Recipe: within(tiny(t), room(0)), Seed: 1})
	steps(l, 3)
	l.Do(Lay{Map: room(0.5)})
	steps(l, 3)
	drawn := look(t, l)
	l.Do(Undo{})
	st := look(t, l)
	same(t, "undone", st, home)
	if st.recipe.Map != nil {
		t.Error("the network from the enclosure has a map")
	}
	l.Do(Redo{})
	st = look(t, l)
	same(t, "redone", st, drawn)
	if !st.recipe.Map.Equal(room(0.5)) || !st.recipe.Spread.Equal(room(0)) {
		t.Error("the network from the map lost one")
	}
	l.Do(Reset{})
	st = look(t, l)
	if !st.recipe.Map.Equal(room(0.5)) || st.recipe.Spread != nil {
		t.Error("a reset does not spread the cells anew")
	}
	if slices.Equal(st.weights, drawn.weights) {
		t.Error("a reset left the weights")
	}
}

// TestMomentOfAnEdit: another look at the same update replaces the moment of
// the former shape, not in what others hold, and in the same shape adds nothing.
func TestMomentOfAnEdit(t *testing.T) {
	a, b := room(0), room(0.5)
	first, second, third := &Moment{Update: 1, in: &a}, &Moment{Update: 2, in: &a}, &Moment{Update: 2, in: &b}
	var s network
	s.record(first)
	s.record(second)
	held := s.timeline
	s.record(&Moment{Update: 2, in: &a})
	if !slices.Equal(s.timeline, []*Moment{first, second}) {
		t.Error("another look in the same shape changed the timeline")
	}
	s.record(third)
	if !slices.Equal(s.timeline, []*Moment{first, third}) || !slices.Equal(held, []*Moment{first, second}) {
		t.Error("the moment of the former shape is not replaced, or was so for those who hold it")
	}
}
