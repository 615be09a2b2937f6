package task

import (
	"errors"
	"math"
	"testing"

	"gridrat/world"
	"gridrat/world/maze"
)

// TestImpossible: what keeps a task from a map is said in a sentence with its
// place.
func TestImpossible(t *testing.T) {
	room := func(change func(m *maze.Map)) maze.Map {
		m := preset(t, "linear-track")
		change(&m)
		return m
	}
	door := maze.Door{A: world.Vec{X: 0.5, Y: -0.125}, B: world.Vec{X: 0.5, Y: 0.125}, Thickness: 0.03}
	for _, c := range []struct {
		m      maze.Map
		random bool
		want   string
	}{
		{room(func(m *maze.Map) { m.Goals = nil }), false, "the map has no goal; a task needs at least one"},
		{room(func(m *maze.Map) { m.Goals = m.Goals[1:]; m.Doors = []maze.Door{door} }), false,
			"goals[0] cannot be reached from starts[0] while doors[0] is shut; it must be open, or the start lie on the other side"},
		{room(func(m *maze.Map) { m.Goals = m.Goals[1:]; d := door; d.Locked = true; m.Doors = []maze.Door{d} }), true,
			"goals[0] cannot be reached from starts[0]; a way at least 0.15 m wide must lead there, through open or unlocked doors"},
		{room(func(m *maze.Map) { m.Starts[0] = maze.Start{At: m.Goals[0].At, Radius: 0.05} }), false,
			"starts[0] lies within goals[0]; one of them must be moved or made smaller"},
		{room(func(m *maze.Map) { m.Goals[1].At = world.Vec{X: 3} }), false, "goals[1] lies outside the outline; its centre must lie on the floor"},
		{room(func(m *maze.Map) { m.Goals[0].Radius = -1 }), false, "goals[0].radius is -1; it must lie between 0.01 and 10 m"},
	} {
		_, err := New(YourMap(c.m, c.random))
		var field *maze.FieldError
		if !errors.As(err, &field) || err.Error() != c.want {
			t.Errorf("got %v\nwant %s", err, c.want)
		}
	}
	if _, err := New(YourMap(room(func(m *maze.Map) { m.Goals = m.Goals[1:]; m.Doors = []maze.Door{door} }), true)); err != nil {
		t.Errorf("with random doors the map is refused: %v", err)
	}
	if _, err := Sunburst(preset(t, "double-e")); err == nil {
		t.Error("a double E passed for a sunburst")
	}
	if _, err := DoubleE(preset(t, "sunburst"), false); err == nil {
		t.Error("a sunburst passed for a double E")
	}
}

// TestHiddenGoalLeavesStart: a hidden goal, however large against the starts,
// never covers all of them; a map where it always would is refused.
func TestHiddenGoalLeavesStart(t *testing.T) {
	arena := preset(t, "hidden-goal")
	arena.Starts = []maze.Start{{Radius: 0.03}}
	k, err := SquareArena(arena)
	if err != nil {
		t.Fatal(err)
	}
	w, near := make1(t, k), math.Inf(1)
	for seed := range uint64(5000) {
		w.Reset(seeded(seed))
		if p := w.Pose().Pos; p.Norm() > 0.03 || w.goalAt(p) >= 0 {
			t.Fatalf("seed %d starts at %v, the goal is at %v", seed, p, w.goals[0].At)
		}
		near = min(near, w.goals[0].At.Norm())
	}
	if near > GoalRadius+0.03 {
		t.Errorf("no goal came near the start: %v m at least", near)
	}
	arena.Outline = maze.Outline{Corners: []world.Vec{{X: -0.35, Y: -0.35}, {X: 0.35, Y: -0.35}, {X: 0.35, Y: 0.35}, {X: -0.35, Y: 0.35}}}
	arena.Goals = []maze.Goal{{Radius: 0.3}}
	k.Map = arena
	_, err = New(k)
	var field *maze.FieldError
	if !errors.As(err, &field) || field.Path != "outline" {
		t.Errorf("a goal that covers the only start: %v", err)
	}
}

// TestRefusesBody: a body that cannot move acts in no task, one that is slower
// sideways and backwards in all of them.
func TestRefusesBody(t *testing.T) {
	for name, k := range all(t) {
		k.Body = k.Body.LikeRat()
		make1(t, k).Reset(seeded(1))
		k.Body.TopSpeed = 0
		if _, err := New(k); err == nil {
			t.Errorf("%s: a body without speed is taken", name)
		}
	}
}
