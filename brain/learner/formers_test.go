package learner

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner/loop"
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

// TestUndoneOrigin: a network that is brought back is still named after where
// it came from, also in the next session; one from a file that does not say is
// the former network.
func TestUndoneOrigin(t *testing.T) {
	dir := t.TempDir()
	var data bytes.Buffer
	trained := newBare(t, tiny(t), 5)
	trained.at(t, 2)
	if err := trained.Save(&data); err != nil {
		t.Fatal(err)
	}
	saved := slices.Clone(data.Bytes())

	first := keeping(t, dir)
	origin := func(l *Learner, update int, want string) {
		t.Helper()
		if st := look(t, l); st.update != update || st.origin != want {
			t.Errorf("update %d of %q (%+v), want update %d of %q", st.update, st.origin, st.notice, update, want)
		}
	}
	first.Do(LoadBytes{Name: "pretrained tiny", Data: saved})
	steps(first, 1)
	first.Do(Restart{Recipe: tiny(t), Seed: 4})
	steps(first, 4)
	first.Do(Undo{})
	origin(first, 3, "pretrained tiny")
	first.Do(Redo{})
	origin(first, 4, loop.FromScratch)
	first.Do(LoadBytes{Name: "pretrained tiny", Data: saved})
	steps(first, 5)
	first.Close() // which leaves update 7 in the autosave

	second := keeping(t, dir)
	second.Do(Undo{})
	origin(second, 7, "pretrained tiny")
	second.Do(Undo{})
	origin(second, 4, loop.FromScratch)
	second.Do(Undo{})
	origin(second, 3, "pretrained tiny")

	// What the user saves says nothing: it is known by its name.
	path := filepath.Join(dir, "mine.npz")
	second.Do(Save{Path: path})
	origin(second, 3, "mine.npz")
	second.Close()
	mine, err := gridnet.Open(path, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer mine.Close()
	if mine.Origin() != "" {
		t.Errorf("a saved file says it is from %q", mine.Origin())
	}

	// A file of an earlier version.
	old := filepath.Join(t.TempDir(), "formers")
	if err := os.MkdirAll(old, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(old, "former-000001.npz"), saved, 0o644); err != nil {
		t.Fatal(err)
	}
	third := keeping(t, filepath.Dir(old))
	third.Do(Undo{})
	origin(third, 2, "the former network")
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

// TestLeft: networks that learners left in other folders are brought back by
// age among the folder's own, none is lost, and what starts there later finds
// nothing.
func TestLeft(t *testing.T) {
	dir, beside := t.TempDir(), t.TempDir()
	age := time.Now().Add(-time.Hour)
	learnt := func(dir string, update int) { // a session that puts one network aside and leaves another
		l := keeping(t, dir)
		steps(l, update)
		l.Do(Reset{})
		steps(l, update+1)
		l.Close()
		files, _ := filepath.Glob(filepath.Join(dir, "formers", "*.npz"))
		for _, path := range []string{files[len(files)-1], filepath.Join(dir, "autosave.npz")} {
			age = age.Add(time.Minute)
			if err := os.Chtimes(path, age, age); err != nil {
				t.Fatal(err)
			}
		}
	}
	learnt(dir, 1)    // 1 and 2
	learnt(beside, 3) // 3 and 4
	learnt(dir, 5)    // 5 and 6
	learnt(beside, 7) // 7 and 8

	c := Config{
		Recipe: tiny(t), Seed: 3, Paused: true, Autosave: filepath.Join(dir, "autosave.npz"), Formers: filepath.Join(dir, "formers"),
		Left: []Left{
			{Autosave: filepath.Join(beside, "autosave.npz"), Formers: filepath.Join(beside, "formers")},
			{Autosave: filepath.Join(beside, "none", "autosave.npz"), Formers: filepath.Join(beside, "none")},
		},
	}
	first := start(t, c)
	for want := 8; want > 4; want-- {
		first.Do(Undo{})
		if st := look(t, first); st.update != want {
			t.Errorf("brought back update %d, want %d (%+v)", st.update, want, st.notice)
		}
	}
	for range 4 { // forth again, to where the session began
		first.Do(Redo{})
	}
	first.Close()
	if found, _ := filepath.Glob(filepath.Join(beside, "*.npz")); len(found) > 0 {
		t.Errorf("the other folder still holds %v", found)
	}
	if found, _ := filepath.Glob(filepath.Join(beside, "formers", "*.npz")); len(found) > 0 {
		t.Errorf("the other folder still holds %v", found)
	}
	// The next session, without the other folder, knows them in the same order.
	c.Left = nil
	second := start(t, c)
	await(t, second, "something to undo", func(s *Snapshot) bool { return s.Undoable })
	var got []int
	for range 9 {
		second.Do(Undo{})
		got = append(got, look(t, second).update)
	}
	if want := []int{0, 8, 7, 6, 5, 4, 3, 2, 1}; !slices.Equal(got, want) {
		t.Errorf("brought back the updates %v, want %v", got, want)
	}
}

// TestLeftInFull: with the bound for two, nothing that two full folders hold is
// deleted when one takes over the other.
func TestLeftInFull(t *testing.T) {
	dir, beside := t.TempDir(), t.TempDir()
	for _, d := range []string{dir, beside} {
		l := keeping(t, d)
		for range FormersLimit {
			steps(l, 1)
			l.Do(Reset{})
		}
		steps(l, 1)
		l.Close()
	}
	most := FormersLimit + FormersLimit + 1
	l := start(t, Config{
		Recipe: tiny(t), Seed: 3, Paused: true, Formers: filepath.Join(dir, "formers"), MostFormers: most,
		Left: []Left{{Autosave: filepath.Join(beside, "autosave.npz"), Formers: filepath.Join(beside, "formers")}},
	})
	look(t, l)
	files, _ := filepath.Glob(filepath.Join(dir, "formers", "*.npz"))
	if len(files) != most {
		t.Errorf("%d files, want %d", len(files), most)
	}
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
	for range FormersLimit + 5 {
		steps(l, 1)
		l.Do(Reset{})
	}
	look(t, l)
	files, _ := filepath.Glob(filepath.Join(dir, "formers", "*.npz"))
	if len(files) != FormersLimit {
		t.Errorf("%d files, want %d", len(files), FormersLimit)
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
