package tasks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gridrat/assets"
	"gridrat/world/task"
)

// TestNames: every task that comes with the program can be done, and is found
// by its name.
func TestNames(t *testing.T) {
	if got := len(Names()); got != 7 {
		t.Errorf("there are %d tasks", got)
	}
	for _, name := range Names() {
		got, err := Open(name)
		if err != nil || got.Name != name {
			t.Errorf("%s: %q, %v", name, got.Name, err)
		}
		if _, err := task.New(got); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestMaps: a map with a goal is a task; what is none is refused in a sentence.
func TestMaps(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "mine.json")
	if err := os.WriteFile(file, assets.GoalDriven.File(), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Open(file); err != nil || !got.Drawn() {
		t.Errorf("a map with a goal: %q, %v", got.Name, err)
	}
	bare := filepath.Join(dir, "bare.json")
	if err := os.WriteFile(bare, assets.SquareArena.File(), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"goal":                             "there is no task",
		bare:                               "no goal",
		filepath.Join(dir, "nowhere.json"): "could not read the map",
	} {
		if _, err := Open(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", name, err, want)
		}
	}
}
