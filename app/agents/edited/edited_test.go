package edited

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gridrat/app/tasks"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// episode begins an episode of a task of the program.
func episode(t *testing.T, name string, seed uint64) (*task.World, *Document) {
	t.Helper()
	k, err := tasks.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	w, err := task.New(k)
	if err != nil {
		t.Fatal(err)
	}
	reset(w, seed)
	d, err := New(w.Task(), w.Map())
	if err != nil {
		t.Fatal(err)
	}
	return w, d
}

func reset(w *task.World, seed uint64) { w.Reset(rand.New(rand.NewPCG(seed, task.Stream))) }

// do edits a document.
func do(t *testing.T, d *Document, edits ...maze.Edit) {
	t.Helper()
	if err := d.Do("edit", edits...); err != nil {
		t.Fatal(err)
	}
}

// lay gives the world what a document has made of its map.
func lay(t *testing.T, w *task.World, k task.Task, d *Document) {
	t.Helper()
	e, err := k.Edit(d.Own(), d.World())
	if err == nil {
		_, err = w.Edit(e)
	}
	if err != nil {
		t.Fatal(err)
	}
}

var wall = maze.Add{Elements: []maze.Element{maze.Wall{A: world.Vec{X: 0.8, Y: 0.8}, B: world.Vec{X: 1, Y: 0.8}, Thickness: 0.03}}}

// TestUnedited: of a document in which nothing is edited, or all of it taken back,
// the world is that of the episode to the bit, though its places lie on no lattice.
func TestUnedited(t *testing.T) {
	for _, name := range []string{"square-arena", "goal-doors", "sunburst", "double-e"} {
		w, d := episode(t, name, 1)
		if d.Edited() || !d.World().Equal(w.Map()) {
			t.Errorf("%s: the map is %+v, not %+v", name, d.World(), w.Map())
		}
		do(t, d, wall)
		if !d.Edited() || d.World().Equal(w.Map()) || len(d.World().Walls) != len(w.Map().Walls)+1 || !slices.Equal(d.World().Goals, w.Map().Goals) {
			t.Errorf("%s: with a wall more the map is %+v", name, d.World())
		}
		if err := d.Reset(); err != nil || d.Edited() || !d.World().Equal(w.Map()) {
			t.Errorf("%s: taken back, the map is %+v (%v)", name, d.World(), err)
		}
		if _, ok := d.Undo(); !ok || !d.Edited() {
			t.Errorf("%s: that it was taken back cannot be", name)
		}
	}
}

// TestFollow: what rules change between episodes of an edited world is taken over,
// what was edited stays, and undo leads to what the task has now.
func TestFollow(t *testing.T) {
	w, d := episode(t, "square-arena", 1)
	k := *w.Task()
	do(t, d, wall)
	lay(t, w, k, d)
	reset(w, 2)
	d.Follow(w.Map(), false)
	if !d.World().Equal(w.Map()) || !d.Edited() {
		t.Fatalf("the map is %+v, not %+v", d.World(), w.Map())
	}
	plain, _ := episode(t, "square-arena", 2)
	d.Undo()
	if d.Edited() || !d.World().Equal(plain.Map()) {
		t.Errorf("taken back in another episode, it is %+v, not %+v", d.World(), plain.Map())
	}
	d.Redo()
	goal := maze.Replace{Ref: maze.Ref{Kind: maze.GoalKind}, With: maze.Goal{At: world.Vec{X: 0.5, Y: 0.5}, Radius: 0.125}}
	do(t, d, goal)
	lay(t, w, k, d)
	reset(w, 3)
	d.Follow(w.Map(), false)
	if g := w.Map().Goals[0].At; g != (world.Vec{X: 0.5, Y: 0.5}) || !d.World().Equal(w.Map()) {
		t.Errorf("the goal that was moved is at %v", g)
	}
}

// TestFollowOwn: in an episode that begins as the task has it, what was edited waits
// to be laid, and undo leads to what the task has there.
func TestFollowOwn(t *testing.T) {
	_, d := episode(t, "square-arena", 1)
	goal := maze.Goal{At: world.Vec{X: 0.5, Y: 0.5}, Radius: 0.125}
	do(t, d, maze.Replace{Ref: maze.Ref{Kind: maze.GoalKind}, With: goal})
	w, _ := episode(t, "square-arena", 2)
	d.Follow(w.Map(), true)
	if m := d.World(); m.Goals[0] != goal || !slices.Equal(m.Patches, w.Map().Patches) || !d.Edited() {
		t.Errorf("the map is %+v", m)
	}
	if d.Undo(); d.Edited() || !d.World().Equal(w.Map()) {
		t.Errorf("taken back, it is %+v", d.World())
	}
}

// TestDoors: a door that was worked stays as it was put while rules move the others,
// and follows them again once that is taken back.
func TestDoors(t *testing.T) {
	w, d := episode(t, "sunburst", 1)
	k := *w.Task()
	toggle, err := d.Map().Toggle(maze.Ref{Kind: maze.DoorKind, Index: 4})
	if err != nil {
		t.Fatal(err)
	}
	do(t, d, toggle)
	if got := d.World().Doors; !got[4].Locked || got[4].Open || got[3].Locked {
		t.Fatalf("the doors are %+v", got)
	}
	lay(t, w, k, d)
	now := w.Map()
	for i := range now.Doors { // as after the first visit
		now.Doors[i].Open = now.Doors[i].Open || !now.Doors[i].Locked
	}
	d.Follow(now, false)
	if got := d.Map().Doors; got[4].Open || !got[0].Open || !d.Edited() {
		t.Errorf("after rules have moved doors they are %+v", got)
	}
	if !d.World().Equal(now) {
		t.Errorf("the map is %+v, not %+v", d.World(), now)
	}
	d.Undo()
	if got := d.World().Doors; !got[4].Open || got[4].Locked || !got[0].Open {
		t.Errorf("taken back, they are %+v", got)
	}
}

// TestReturn: from what cannot be, by an edit, by undo or by redo, the document goes
// back to what is.
func TestReturn(t *testing.T) {
	_, d := episode(t, "sunburst", 1)
	first := d.Map()
	do(t, d, wall)
	second := d.Map()
	d.Return(first)
	if _, ok := d.CanRedo(); !d.Map().Equal(first) || ok {
		t.Error("it does not go back before an edit")
	}
	do(t, d, wall)
	d.Undo()
	if d.Return(second); !d.Map().Equal(second) {
		t.Error("it does not go on again after undo")
	}
	other := first
	other.Name = "other"
	if d.Return(other); !d.Map().Equal(other) {
		t.Error("it does not become what it never was")
	}
}
