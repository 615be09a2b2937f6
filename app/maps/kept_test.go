package maps

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

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
	first, other := filepath.Join(dir, "first"), filepath.Join(dir, "other")
	for _, name := range []string{keptName, filepath.Join(keptFolder, "1.json")} {
		if err := (keepJob{filepath.Join(other, name), data}).do(); err != nil {
			t.Fatal(err)
		}
	}
	TakeOver(first, other)
	if all := keptFiles(first); len(all) != 2 {
		t.Errorf("of two maps %d were taken over", len(all))
	}
	if _, err := os.Stat(filepath.Join(other, keptName)); err == nil {
		t.Error("a map was taken over and is still there")
	}
}

// The map that is shown is kept as it changes and until it is saved, in the
// background; with the window it is kept at the end.
func TestKeeper(t *testing.T) {
	d := open(t)
	file := filepath.Join(d.Cache, keptName)
	d.until("nothing is to be kept", d.Kept)
	if _, err := os.Stat(file); err == nil {
		t.Error("a map in which nothing was drawn is kept")
	}
	d.draw()
	if d.Kept() {
		t.Error("an edit is kept before it can be")
	}
	d.until("the edit is kept", d.Kept)
	if m, path, err := readKept(file); err != nil || path != "" || !m.Equal(d.Map()) {
		t.Errorf("kept is %+v, %q, %v", m, path, err)
	}
	// What is being dragged is not.
	d.History().Begin("drag")
	if err := d.History().Update(goal); err != nil {
		t.Fatal(err)
	}
	d.tick(d.now)
	if d.Kept() || d.keeper.busy {
		t.Error("a drag is kept before it ends")
	}
	d.History().Cancel()
	d.Undo()
	d.until("nothing is kept any more", func() bool { _, err := os.Stat(file); return err != nil && d.Kept() })
	d.draw()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if m, _, err := readKept(file); err != nil || len(m.Goals) != 1 {
		t.Errorf("with the window is kept %+v, %v", m, err)
	}
	// The next window has it back; where it cannot be read it lies aside.
	next := open(t)
	next.Cache = d.Cache
	if !next.Recover() || !next.Map().Equal(d.Map()) || !next.CanUndo() || next.Title() != "Open square, 2.2 m *" {
		t.Errorf("recovered is %+v, of the title %q", next.Map(), next.Title())
	}
	next.said("The map Open square, 2.2 m of the last session, which was not saved, is back.")
	if err := os.WriteFile(file, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	last := open(t)
	last.Cache = d.Cache
	if last.Recover() || last.CanUndo() {
		t.Error("a map was recovered from a file that is none")
	}
	last.said("The map of the last session cannot be shown, and lies in " + file + ".unreadable:")
	if _, err := os.Stat(file + ".unreadable"); err != nil {
		t.Error(err)
	}
}

// A map that was opened from a file is recovered with what was changed in it.
func TestRecoverFile(t *testing.T) {
	d := open(t)
	path := d.file("mine.json", d.Map())
	d.openFile(path)
	d.draw()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	next := open(t)
	next.Cache = d.Cache
	if !next.Recover() || next.Path() != path || len(next.Map().Goals) != 1 {
		t.Fatalf("recovered is %+v from %q", next.Map(), next.Path())
	}
	if next.Undo(); len(next.Map().Goals) != 0 || next.History().Unsaved() {
		t.Error("taken back it is not what the file has")
	}
}

// While a film is taken nothing is kept.
func TestFilmKeepsNothing(t *testing.T) {
	d := open(t)
	d.Keeps = false
	d.draw()
	d.tick(d.now)
	d.newMap("maze:new")
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if all, _ := os.ReadDir(d.Cache); len(all) > 0 || d.Recover() {
		t.Errorf("kept were %v", all)
	}
}

// Of the maps that others took the place of, the newest are kept.
func TestMostKept(t *testing.T) {
	d := open(t)
	for n := range mostKept + 3 {
		d.draw()
		if err := d.History().Do("name", rename(fmt.Sprint(n))); err != nil {
			t.Fatal(err)
		}
		d.show(d.newHome())
	}
	var names []string
	for _, file := range keptFiles(d.Cache) {
		m, _, err := readKept(file)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, m.Name)
	}
	if len(names) != mostKept || names[0] != fmt.Sprint(mostKept+2) || slices.Contains(names, "2") {
		t.Errorf("kept are %q", names)
	}
}
