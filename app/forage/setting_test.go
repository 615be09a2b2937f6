package forage

import (
	"math"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/pupil"
	"gridrat/world"
	"gridrat/world/maze"
)

// In the recipe's enclosure the rat moves to the bit as without a map, with
// goals too, and a door that is open.
func TestOpenMapChangesNothing(t *testing.T) {
	s := pupil.Untrained(t, gridnet.NewModules(3), 3)
	plain := &watch{}
	plain.follow(s)
	w, _ := ratIn(t, maze.OfEnclosure(s.Recipe.Enclosure), func(m *maze.Map) {
		m.Goals = []maze.Goal{{Radius: 0.1}}
		m.Doors = []maze.Door{{A: world.Vec{X: -1}, B: world.Vec{X: 1}, Thickness: 0.03, Open: true}}
	})
	for n := range 400 {
		plain.arrive(s)
		w.arrive(s)
		if plain.to != w.to || plain.guessTo != w.guessTo {
			t.Fatalf("after %d moves: %v, without a map %v", n, w.to, plain.to)
		}
	}
}

// A driven rat that is put elsewhere, or that a wall is drawn over, drives on
// from where it is put.
func TestDrivenRatIsPut(t *testing.T) {
	w, s := ratIn(t, maze.OfEnclosure(home), nil)
	w.drive = newDrive(w.to)
	w.drive.Command.Forward = 1
	for range 5 {
		w.arrive(s)
	}
	at := world.Vec{X: -0.8, Y: 0.6}
	w.put(s, at)
	if from, _ := w.now(0); from.Pos != at || w.to.Pos.Sub(at).Norm() > 0.1 {
		t.Errorf("put at %v, it goes from %v to %v", at, from.Pos, w.to.Pos)
	}
	m := w.plan
	m.Walls = []maze.Wall{{A: at.Sub(world.Vec{X: 0.3}), B: at.Add(world.Vec{X: 0.3}), Thickness: 0.2}}
	w.lay(m, floorOf(t, m))
	w.relocate(s)
	for range 20 {
		from, _ := w.now(0)
		if !w.floor.Free(from.Pos, maze.BodyRadius-1e-9) || !w.floor.Free(w.to.Pos, maze.BodyRadius-1e-9) {
			t.Fatalf("under the wall it goes from %v to %v", from.Pos, w.to.Pos)
		}
		w.arrive(s)
	}
}

// A rat that a wall is drawn over moves to the nearest free place, and never
// comes through a wall or a shut door; steered too.
func TestRatKeepsToTheMap(t *testing.T) {
	w, s := ratIn(t, maze.OfEnclosure(home), func(m *maze.Map) {
		m.Walls = []maze.Wall{{A: world.Vec{X: 0.3, Y: -1.1}, B: world.Vec{X: 0.3, Y: 0.2}, Thickness: 0.03}}
		m.Doors = []maze.Door{{A: world.Vec{X: 0.3, Y: 0.2}, B: world.Vec{X: 0.3, Y: 1.1}, Thickness: 0.03}}
	})
	if w.free() {
		t.Fatal("a rat among walls moves as if there were none")
	}
	check := func(what string) {
		t.Helper()
		if p := w.to.Pos; p.X > 0.3 || !w.floor.Free(p, maze.BodyRadius-1e-9) {
			t.Fatalf("%s: the rat is at %v", what, p)
		}
	}
	for range 3000 {
		w.arrive(s)
		check("foraging")
	}
	at, _ := w.now(0)
	m := w.plan
	m.Walls = append(m.Walls[:1:1], maze.Wall{A: at.Pos.Sub(world.Vec{X: 0.02}), B: at.Pos.Add(world.Vec{X: 0.02}), Thickness: 0.2})
	w.lay(m, floorOf(t, m))
	w.relocate(s)
	if now, _ := w.now(0); now.Pos.Sub(at.Pos).Norm() > 0.2 || now.Pos == at.Pos || !w.floor.Free(now.Pos, maze.BodyRadius-1e-9) {
		t.Errorf("from under the wall at %v the rat comes to %v", at.Pos, now.Pos)
	}
	w.drive = newDrive(w.to)
	w.drive.Command.Forward = 1
	for n := range 600 {
		w.drive.Command.Turn = math.Sin(float64(n) / 7)
		w.arrive(s)
		check("driven")
	}
	w.drive = nil
	for range 1000 {
		w.arrive(s)
		check("foraging again")
	}
}
