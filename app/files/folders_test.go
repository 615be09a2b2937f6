package files

import (
	"os"
	"path/filepath"
	"testing"

	"gridrat/brain/learner"
)

// TestFoldersOfTwoWindows: two windows open at the same time keep their
// autosaves apart; one that opens later finds the first's again.
func TestFoldersOfTwoWindows(t *testing.T) {
	dir := t.TempDir()
	first, err := NewFolders(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	second, err := NewFolders(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	if first.Autosave() == second.Autosave() || first.Formers() == second.Formers() || first.Config != second.Config {
		t.Errorf("two windows have %+v and %+v", first, second)
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	third, err := NewFolders(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	if third.Autosave() != first.Autosave() {
		t.Errorf("the autosave is %s, want that of the closed window, %s", third.Autosave(), first.Autosave())
	}
	for _, f := range []Folders{second, third} {
		if err := f.Release(); err != nil {
			t.Error(err)
		}
	}
}

// TestLeftBesideAWindow: the first window takes over what windows that are
// closed left in folders of their own, never that of an open one; a second
// window takes over nothing.
func TestLeftBesideAWindow(t *testing.T) {
	dir := t.TempDir()
	open := func() Folders {
		t.Helper()
		f, err := NewFolders(dir, "")
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	left := func(f Folders, others int, want ...Folders) {
		t.Helper()
		found, n, done := f.Left()
		defer done()
		if n != others || len(found) != len(want) {
			t.Fatalf("%s: found %v of %d Folders, want %d of %d", f.Cache, found, n, len(want), others)
		}
		for i, w := range want {
			if found[i] != (learner.Left{Autosave: w.Autosave(), Formers: w.Formers()}) {
				t.Errorf("found %v, want that of %s", found[i], w.Cache)
			}
		}
	}
	closed := func(windows ...Folders) {
		t.Helper()
		for _, f := range windows {
			if err := f.Release(); err != nil {
				t.Fatal(err)
			}
		}
	}
	first := open()
	left(first, 0)
	second, third := open(), open()
	left(first, 2)
	closed(second)
	left(third, 0)
	left(first, 2, second)
	closed(third)
	left(first, 2, second, third)
	// While they are taken over no window opens there, and one does later.
	_, _, done := first.Left()
	fourth := open()
	if fourth.Cache != filepath.Join(dir, "window-4") {
		t.Errorf("a window opens in %s while what was left there is taken over", fourth.Cache)
	}
	done()
	fifth := open()
	if fifth.Cache != second.Cache {
		t.Errorf("a window opens in %s, want %s, which is free", fifth.Cache, second.Cache)
	}
	left(first, 3, third)
	closed(fifth, fourth, first)
	// A file in a folder's place is not looked into.
	if err := os.WriteFile(filepath.Join(dir, "window-7"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	again := open()
	left(again, 3, second, third, fourth)
	closed(again)
}
