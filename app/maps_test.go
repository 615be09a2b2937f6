package main

import (
	"os"
	"path/filepath"
	"testing"

	"gridrat/app/files"
	"gridrat/world"
	"gridrat/world/maze"
)

func testDocument(t *testing.T, name string) *document {
	t.Helper()
	m := homeMap(world.Enclosure{Shape: world.Square, Size: 2.2})
	m.Name = name
	d, err := newDocument(m)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Undo goes back through the edits of a map and then to the map before, and
// redo the same way forward.
func TestUndoAcrossMaps(t *testing.T) {
	var all maps
	a, b := testDocument(t, "a"), testDocument(t, "b")
	goal := maze.Add{Elements: []maze.Element{maze.Goal{Radius: 0.1}}}
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
	var all maps
	a, b := testDocument(t, "a"), testDocument(t, "b")
	all.show(a)
	if err := a.Do("goal", maze.Add{Elements: []maze.Element{maze.Goal{Radius: 0.1}}}); err != nil {
		t.Fatal(err)
	}
	all.undo()
	all.show(b)
	all.undo()
	if label, ok := all.redo(); !ok || label != "open b" || all.now() != b || len(a.Map().Goals) != 0 {
		t.Errorf("redone: %q (%v), with %d goals in the map before", label, ok, len(a.Map().Goals))
	}
}

// Only in what bounds the rat do maps differ from a recipe's enclosure.
func TestOpenAs(t *testing.T) {
	square, circle := world.Enclosure{Shape: world.Square, Size: 2.2}, world.Enclosure{Shape: world.Circle, Size: 2.2}
	door := maze.Door{A: world.Vec{X: -1}, B: world.Vec{X: 1}, Thickness: 0.03}
	open := door
	open.Open = true
	for i, c := range []struct {
		edit func(*maze.Map)
		want bool
	}{
		{func(*maze.Map) {}, true},
		{func(m *maze.Map) { m.Goals, m.Starts = []maze.Goal{{Radius: 1}}, nil }, true},
		{func(m *maze.Map) { m.Doors = []maze.Door{open} }, true},
		{func(m *maze.Map) { m.Doors = []maze.Door{open, door} }, false},
		{func(m *maze.Map) { m.Walls = []maze.Wall{{A: door.A, B: door.B, Thickness: 0.03}} }, false},
		{func(m *maze.Map) { m.Outline = maze.Outline{Diameter: 2.2} }, false},
	} {
		m := homeMap(square)
		c.edit(&m)
		if got := openAs(m, square); got != c.want {
			t.Errorf("case %d: %v, want %v", i, got, c.want)
		}
		if openAs(m, circle) != (i == 5) {
			t.Errorf("case %d is taken for a circle, or not", i)
		}
	}
}

// What is kept is read as it was, and what is not whole is refused.
func TestKept(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "sub", keptName)
	m := testDocument(t, "kept").Map()
	data, err := encodeKept(m, "/some/where.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := (keepJob{file, data}).do(); err != nil {
		t.Fatal(err)
	}
	if got, path, err := readKept(file); err != nil || path != "/some/where.json" || !got.Equal(m) {
		t.Errorf("read %+v, %q, %v", got, path, err)
	}
	for _, bad := range []string{"", "{}", string(data[:len(data)/2]), `{"version":2,"path":"","map":{}}`, `{"version":1,"path":"","map":{}}`} {
		if err := os.WriteFile(file, []byte(bad), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, _, err := readKept(file); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
	for range 2 { // the second time there is nothing to remove
		if err := (keepJob{file: file}).do(); err != nil {
			t.Error(err)
		}
	}
	// Another window that was closed leaves its maps to the first.
	first, other := files.Folders{Cache: filepath.Join(dir, "first")}, filepath.Join(dir, "other")
	for _, name := range []string{keptName, filepath.Join(keptFolder, "1.json")} {
		if err := (keepJob{filepath.Join(other, name), data}).do(); err != nil {
			t.Fatal(err)
		}
	}
	takeOver(first, other)
	g := &game{folders: first}
	if all := g.keptFiles(); len(all) != 2 {
		t.Errorf("of two maps %d were taken over", len(all))
	}
	if _, err := os.Stat(filepath.Join(other, keptName)); err == nil {
		t.Error("a map was taken over and is still there")
	}
}

// The wheel makes larger and smaller by the same steps.
func TestZoomFactor(t *testing.T) {
	if in, out := zoomFactor(2), zoomFactor(-2); in < 1.4 || in*out < 0.999 || in*out > 1.001 {
		t.Errorf("two turns in %v, out %v", in, out)
	}
	if half := zoomFactor(0.5); half <= 1 || half >= zoomFactor(1) {
		t.Errorf("half a turn enlarges by %v", half)
	}
}

// Names of maps become names of files on any system.
func TestFileName(t *testing.T) {
	for name, want := range map[string]string{"Open square, 2.2 m": "open-square-2.2-m", "a/b\\c:d": "abcd", "...": "map", "": "map", "Käfig 3": "käfig-3"} {
		if got := fileName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}
