package learner

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// keeping is a learner with an autosave and a folder of former networks.
func keeping(t *testing.T, dir string) *Learner {
	return start(t, Config{
		Recipe: tiny(t), Seed: 3, Paused: true, Autosave: filepath.Join(dir, "autosave.npz"), Formers: filepath.Join(dir, "formers"),
	})
}

// TestUndoRedo goes back through several networks and forth again, bit for
// bit, with the optimiser's state.
func TestUndoRedo(t *testing.T) {
	l := keeping(t, t.TempDir())
	var left []state
	for i := range 3 { // three networks, of 2, 4 and 6 updates
		steps(l, 2*(i+1))
		left = append(left, look(t, l))
		l.Do(Restart{Recipe: tiny(t), Seed: uint64(10 + i)})
	}
	steps(l, 1)
	left = append(left, look(t, l))
	for i := 2; i >= 0; i-- {
		l.Do(Undo{})
		same(t, "undone", look(t, l), left[i])
	}
	l.Do(Undo{})
	if st := look(t, l); !st.notice.Failure || !strings.Contains(st.notice.Text, "no former network") {
		t.Errorf("undoing once more said %+v", st.notice)
	}
	s := await(t, l, "nothing to undo", func(s *Snapshot) bool { return !s.Undoable })
	if !s.Redoable || s.Running {
		t.Errorf("redoable %v, running %v", s.Redoable, s.Running)
	}
	for i := 1; i <= 3; i++ {
		l.Do(Redo{})
		same(t, "redone", look(t, l), left[i])
	}
	l.Do(Redo{})
	if st := look(t, l); !st.notice.Failure {
		t.Errorf("redoing once more said %+v", st.notice)
	}
	// What was brought back learns on as if it had never been left.
	l.Do(Undo{})
	steps(l, 5)
	same(t, "five updates later", look(t, l), newBare(t, tiny(t), 11).at(t, 11))
}

// TestRedoEnds: after a new start nothing can be redone.
func TestRedoEnds(t *testing.T) {
	l := keeping(t, t.TempDir())
	steps(l, 2)
	l.Do(Restart{Recipe: tiny(t), Seed: 4})
	steps(l, 3)
	l.Do(Undo{})
	await(t, l, "an undo", func(s *Snapshot) bool { return s.Redoable })
	l.Do(Reset{})
	await(t, l, "a reset", func(s *Snapshot) bool { return s.Undoable && !s.Redoable })
	l.Do(Undo{})
	same(t, "undone", look(t, l), newBare(t, tiny(t), 3).at(t, 2))
}

// TestLastSession: what a session leaves behind is found by the next, and
// starting anew there does not take it away.
func TestLastSession(t *testing.T) {
	dir := t.TempDir()
	first := keeping(t, dir)
	steps(first, 7)
	want := look(t, first)
	first.Close()

	second := keeping(t, dir)
	await(t, second, "something to undo", func(s *Snapshot) bool { return s.Undoable })
	steps(second, 2)
	later := look(t, second)
	second.Do(Restart{Recipe: tiny(t), Seed: 8}) // the key N
	steps(second, 1)
	second.Do(Undo{})
	same(t, "undone once", look(t, second), later)
	second.Do(Undo{})
	same(t, "undone twice", look(t, second), want)
	second.Close()

	// Closing after all that, the third session still has every one.
	third := keeping(t, dir)
	third.Do(Undo{})
	same(t, "in the third session", look(t, third), want)
}

// TestDamagedFormer: a file that cannot be read is said so, stays, and is not
// in the way of those before it.
func TestDamagedFormer(t *testing.T) {
	dir := t.TempDir()
	l := keeping(t, dir)
	steps(l, 2)
	want := look(t, l)
	l.Do(Reset{})
	steps(l, 3)
	l.Do(Reset{})
	look(t, l)
	files, _ := filepath.Glob(filepath.Join(dir, "formers", "*.npz"))
	if len(files) != 2 {
		t.Fatalf("%d files: %v", len(files), files)
	}
	if err := os.WriteFile(files[1], []byte("rubbish"), 0o644); err != nil {
		t.Fatal(err)
	}
	l.Do(Undo{})
	if st := look(t, l); st.update != 0 || !st.notice.Failure || !strings.Contains(st.notice.Text, files[1]) {
		t.Errorf("update %d, notice %+v", st.update, st.notice)
	}
	l.Do(Undo{})
	same(t, "the one before", look(t, l), want)
	if _, err := os.Stat(files[1]); err != nil {
		t.Error("the damaged file is gone")
	}
}

// TestFormersLimit: the files are bounded in number.
func TestFormersLimit(t *testing.T) {
	dir := t.TempDir()
	l := keeping(t, dir)
	for range formersLimit + 5 {
		steps(l, 1)
		l.Do(Reset{})
	}
	look(t, l)
	files, _ := filepath.Glob(filepath.Join(dir, "formers", "*.npz"))
	if len(files) != formersLimit {
		t.Errorf("%d files, want %d", len(files), formersLimit)
	}
}

// TestFormersFolder: a folder whose name has a meaning in patterns is found
// again.
func TestFormersFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a[b]*?")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Skipf("no folder of that name here: %v", err)
	}
	first := keeping(t, dir)
	steps(first, 3)
	want := look(t, first)
	first.Close()
	second := keeping(t, dir)
	steps(second, 1)
	second.Do(Reset{})
	second.Do(Undo{})
	second.Do(Undo{})
	same(t, "undone twice", look(t, second), want)
}
