package assets

import (
	"slices"
	"strings"
	"testing"
)

// TestMazes: every file has a name, and every name a file.
func TestMazes(t *testing.T) {
	files, err := mazes.ReadDir("mazes")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if name := Maze(strings.TrimSuffix(f.Name(), ".json")); !slices.Contains(Mazes(), name) {
			t.Errorf("%s is not among Mazes", f.Name())
		}
	}
	if len(files) != len(Mazes()) {
		t.Errorf("there are %d files for %d mazes", len(files), len(Mazes()))
	}
	for _, m := range Mazes() {
		if len(m.File()) == 0 {
			t.Errorf("%s is empty", m)
		}
	}
}
