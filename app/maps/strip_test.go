package maps

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

// The strip says what is shown, what keeps tasks from using it, and gives way.
func TestStrip(t *testing.T) {
	d := open(t)
	s := &d.tools
	strip := func(warn bool, name ...string) {
		t.Helper()
		if d.tick(d.now); !slices.Equal(s.Name, name) || s.Warn != warn || s.Editing != (d.tool != "" && d.instead == nil) {
			t.Errorf("the strip says %q, warns %v, editing %v; want %q, %v", s.Name, s.Warn, s.Editing, name, warn)
		}
	}
	strip(false, "Open square, 2.2 m")
	if s.About != "The map; a click shows others, and a new one  [Ctrl+M]" || len(s.Tools) != 1 || s.Tools[0].Tip != "Mazes to choose from, recent maps, and a new one  [Ctrl+M]" {
		t.Errorf("it is about %q, with %+v", s.About, s.Tools)
	}
	d.pane.Redraw(d.now)
	if strip(false, "Open square, 2.2 m"); d.pane.Drawing() {
		t.Error("what has not changed is drawn again")
	}
	d.tool = "tool-goal"
	if strip(false, "editing Open square, 2.2 m", "Open square, 2.2 m"); s.On != d.tool || !d.pane.Drawing() {
		t.Errorf("the tool in use is %q", s.On)
	}
	for range 2 {
		far := maze.Goal{At: world.Vec{X: 1, Y: 1}, Radius: 0.05}
		wall := maze.Wall{A: world.Vec{X: 0.8, Y: 1}, B: world.Vec{X: 1.1, Y: 1}, Thickness: 0.5}
		if err := d.History().Do("goal", maze.Add{Elements: []maze.Element{far, wall}}); err != nil {
			t.Fatal(err)
		}
		d.LayFloor(false)
		if n := len(d.Problems()); n == 1 {
			strip(true, d.Problems()[0].String(), "1 problem")
		} else {
			strip(true, fmt.Sprintf("%d problems", n))
		}
	}
	if want := "What keeps tasks from using the map: goals[0]"; !strings.HasPrefix(s.About, want) || strings.HasSuffix(s.About, ";") || s.Unsaved {
		t.Errorf("it is about %q", s.About)
	}
	d.tool, d.route = "", "a.csv"
	if strip(false, "a.csv"); s.Unsaved {
		t.Error("a trajectory is not saved")
	}
	d.route = ""
	if strip(false, "Open square, 2.2 m"); !s.Unsaved {
		t.Error("the map has no star")
	}
	used := 0
	d.instead = &Strip{Name: []string{"A task, seed 3", "A task"}, About: "A rule.", Tools: []panel.Tool{{ID: "end"}}, Use: func() { used++ }}
	if strip(false, "A task, seed 3", "A task"); s.About != "A rule." || len(s.Tools) != 1 || s.Unsaved {
		t.Errorf("while a task is played the strip is %+v", s)
	}
	if d.table.UseSpot(panel.SpotMap); used != 1 || d.page != nil {
		t.Error("a click on the task is not for it")
	}
}
