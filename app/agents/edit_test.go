package agents

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

// TestEdit: an edit of the map under the rat is told, named in the title, exported and
// taken back by a button; agents go on in the task as it is.
func TestEdit(t *testing.T) {
	s := enter(t)
	if s.Unedited() == "" || s.Doc() == nil || s.Renewed() != true {
		t.Error("a map can be edited before there is one")
	}
	s.Enter()
	s.watched()
	s.do("play")
	if s.Unedited() != "" || !s.Renewed() || s.Renewed() {
		t.Error("the map of the rat cannot be edited, or is not known to be another")
	}
	wall := maze.Add{Elements: []maze.Element{maze.Wall{A: world.Vec{X: 1.1, Y: 1.1}, B: world.Vec{X: 1.2, Y: 1.1}, Thickness: 0.03}}}
	if err := s.Doc().Do("wall", wall); err != nil {
		t.Fatal(err)
	}
	button := func() bool {
		return slices.ContainsFunc(s.Tools(), func(b panel.Tool) bool { return b.ID == actAsTask })
	}
	s.until("the edit", func() bool { in, edited := s.rat.World(); return edited && len(in.Map.Walls) == 1 })
	if name, _ := s.Title(); !strings.Contains(name[0], "edited") || !button() || len(s.Map().Walls) != 1 || len(s.Plan().Walls) != 1 || !s.CanUndoEdit() {
		t.Errorf("the title is %q", name)
	}
	if !s.told("agents learn on in the task's own") || !strings.Contains(s.hint(), "Space goes on") || len(s.home.Map.Walls) != 0 {
		t.Errorf("said %q", s.said)
	}
	s.do("export")
	s.until("an export", func() bool { return s.told("Exported") })
	if files, _ := filepath.Glob(filepath.Join(s.out, "*", "map-edited.json")); len(files) != 1 {
		t.Error("the edited map is not exported")
	} else if data, err := os.ReadFile(files[0]); err != nil || !strings.Contains(string(data), "walls") {
		t.Errorf("%s (%v)", data, err)
	}
	if s.do("as-task"); button() || !s.CanUndoEdit() || len(s.Map().Walls) != 0 {
		t.Error("the edit stays")
	}
	s.UndoEdit()
	s.until("the edit again", func() bool { return len(s.Plan().Walls) == 1 })
}
