package main

import "testing"

// TestFoldersOfTwoWindows: two windows open at the same time keep their
// autosaves apart; one that opens later finds the first's again.
func TestFoldersOfTwoWindows(t *testing.T) {
	dir := t.TempDir()
	first, err := newFolders(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	second, err := newFolders(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	if first.autosave() == second.autosave() || first.formers() == second.formers() || first.config != second.config {
		t.Errorf("two windows have %+v and %+v", first, second)
	}
	if err := first.release(); err != nil {
		t.Fatal(err)
	}
	third, err := newFolders(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	if third.autosave() != first.autosave() {
		t.Errorf("the autosave is %s, want that of the closed window, %s", third.autosave(), first.autosave())
	}
	for _, f := range []folders{second, third} {
		if err := f.release(); err != nil {
			t.Error(err)
		}
	}
}
