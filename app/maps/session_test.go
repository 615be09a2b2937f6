package maps

import (
	"testing"

	"gridrat/world"
	"gridrat/world/maze"
)

func testDocument(t *testing.T, name string) *document {
	t.Helper()
	m := maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 2.2})
	m.Name = name
	d, err := newDocument(m)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// goal is an edit.
var goal = maze.Add{Elements: []maze.Element{maze.Goal{Radius: 0.1}}}

// Undo goes back through the edits of a map and then to the map before, and
// redo the same way forward.
func TestUndoAcrossMaps(t *testing.T) {
	var all session
	a, b := testDocument(t, "a"), testDocument(t, "b")
	all.show(a)
	if all.canUndo() || all.canRedo() {
		t.Error("the first map has something to undo or redo")
	}
	if err := a.Do("goal", goal); err != nil {
		t.Fatal(err)
	}
	all.show(b)
	if err := b.Do("goal", goal); err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		doc   *document
		goals int
		label string
	}{{b, 0, "goal"}, {a, 1, "open b"}, {a, 0, "goal"}} {
		label, ok := all.undo()
		if !ok || label != want.label || all.now() != want.doc || len(all.now().Map().Goals) != want.goals {
			t.Errorf("undone: %q (%v), map %q with %d goals; want %+v", label, ok, all.now().Map().Name, len(all.now().Map().Goals), want)
		}
	}
	if _, ok := all.undo(); ok || all.canUndo() {
		t.Error("there is more to undo than was done")
	}
	for _, want := range []string{"goal", "open b", "goal"} {
		if label, ok := all.redo(); !ok || label != want {
			t.Errorf("redone: %q (%v), want %q", label, ok, want)
		}
	}
	if all.canRedo() || len(b.Map().Goals) != 1 {
		t.Error("not all was redone")
	}
	// Another map takes the place of those that undo went back from.
	all.undo()
	all.undo()
	c := testDocument(t, "c")
	all.show(c)
	if all.now() != c || all.canRedo() || len(all.docs) != 2 {
		t.Errorf("%d maps, redo %v", len(all.docs), all.canRedo())
	}
}

// A map that is opened after undo comes next: what was undone before is not
// done again on the way to it.
func TestOpenAfterUndo(t *testing.T) {
	var all session
	a, b := testDocument(t, "a"), testDocument(t, "b")
	all.show(a)
	if err := a.Do("goal", goal); err != nil {
		t.Fatal(err)
	}
	all.undo()
	all.show(b)
	all.undo()
	if label, ok := all.redo(); !ok || label != "open b" || all.now() != b || len(a.Map().Goals) != 0 {
		t.Errorf("redone: %q (%v), with %d goals in the map before", label, ok, len(a.Map().Goals))
	}
}
