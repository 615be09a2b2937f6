package editing

import (
	"slices"
	"strings"
	"testing"

	"gridrat/app/editor"
	"gridrat/app/room"
	"gridrat/world"
	"gridrat/world/maze"
)

// Tools are taken by keys and laid down by Escape, which first takes back what
// is being drawn; while the rat does something else none is taken.
func TestTakeTools(t *testing.T) {
	d := open(t, box())
	for key, want := range map[string]editor.Tool{
		"V": editor.Select, "W": editor.Wall, "D": editor.Door, "G": editor.Goal, "R": editor.Rat, "E": editor.Erase, "A": editor.Add,
	} {
		id, ok := d.table.Pressed(room.ParseChord(key))
		if !ok {
			t.Fatalf("%s does nothing", key)
		}
		if d.do(id); d.Tool != want || d.ToolID() != id || !d.Editing() {
			t.Errorf("%s takes the tool %q", key, d.Tool)
		}
		if d.do("cancel"); d.Editing() || d.ToolID() != "" {
			t.Errorf("after Escape there is the tool %q", d.Tool)
		}
	}
	if d.released != 6+7 {
		t.Errorf("the rat was let go %d times, want as often as another tool than its own was taken, or none", d.released)
	}
	d.do("tool-wall")
	d.at(-0.8, 0)
	d.p.Down[editor.Left], d.p.Held[editor.Left] = true, true
	d.at(-0.8, 0)
	d.at(0.8, 0)
	if d.do("cancel"); d.Busy() || d.Tool != editor.Wall || len(d.h.Map().Walls) != 1 {
		t.Errorf("Escape during a drag: busy %v, tool %q, walls %v", d.Busy(), d.Tool, d.h.Map().Walls)
	}
	d.p.Held[editor.Left] = false
	d.do("cancel")
	for why, set := range map[string]*string{"The rat follows a.csv; Shift+O lets it forage again, in a world that can be edited.": &d.route, "A task.": &d.played} {
		*set = "a.csv"
		if set == &d.played {
			*set = why
		}
		if d.do("tool-wall"); d.Editing() || d.told != why {
			t.Errorf("it takes %q and says %q, want %q", d.Tool, d.told, why)
		}
		*set = ""
	}
	if d.do("fit"); d.fit != 1 {
		t.Error("F does not show all of the map")
	}
	d.Begin()
	if d.Tool != editor.Select || len(d.Selected) != 1 || d.Selected[0].String() != "outline" {
		t.Errorf("a new map begins with %q, selected %v", d.Tool, d.Selected)
	}
}

// The keys that drive the rat do nothing else while its tool is in use.
func TestSteer(t *testing.T) {
	d := open(t, box())
	right, a := room.ParseChord("ArrowRight"), room.ParseChord("A")
	if id, _ := d.table.Pressed(right); id != "tick" {
		t.Errorf("without a tool Right means %q", id)
	}
	d.do("tool-rat")
	for _, c := range []room.Chord{right, a, room.ParseChord("Shift+ArrowLeft"), room.ParseChord("S")} {
		if id, _ := d.table.Pressed(c); id != Steer {
			t.Errorf("%v means %q", c, id)
		}
	}
	if id, _ := d.table.Pressed(room.ParseChord("W")); id != "tool-wall" {
		t.Errorf("W means %q", id)
	}
	d.do(Steer)
	if d.do("tool-wall"); d.Tool != editor.Wall {
		t.Errorf("the tool is %q", d.Tool)
	}
	if id, _ := d.table.Pressed(a); id != "tool-add" {
		t.Errorf("A means %q", id)
	}
}

// Undo and redo are those of the map while it is edited.
func TestStep(t *testing.T) {
	d := open(t, box())
	if s, _ := d.table.State("undo"); s.Label != "" {
		t.Errorf("without a tool the button says %q", s.Label)
	}
	d.do("tool-select")
	if s, _ := d.table.State("undo"); s.Label != "undo edit" || s.Why != "nothing has been drawn" || s.Tip != "Take the last edit of the map back  [Ctrl+Z]" {
		t.Errorf("the button stands as %+v", s)
	}
	d.do("undo")
	if d.told != "Nothing has been drawn that could be taken back." {
		t.Errorf("it says %q", d.told)
	}
	d.click(0.5, -0.5)
	d.do("delete")
	if len(d.h.Map().Goals) != 0 {
		t.Fatal("what is selected is not deleted")
	}
	for _, c := range []struct {
		id, told string
		goals    int
	}{{"undo", "Taken back: delete.", 1}, {"redo", "Done again: delete.", 0}, {"redo", "Nothing was taken back.", 0}, {"undo", "Taken back: delete.", 1}} {
		if d.do(c.id); d.told != c.told || len(d.h.Map().Goals) != c.goals || len(d.Selected) > 0 {
			t.Errorf("%s: it says %q, %d goals, selected %v", c.id, d.told, len(d.h.Map().Goals), d.Selected)
		}
	}
	// What is being drawn goes first.
	d.do("tool-add")
	d.Set("add", "outer wall")
	d.click(-0.5, -0.5)
	d.click(0.5, -0.5)
	for range 2 {
		d.do("undo")
	}
	if d.Busy() || d.h.Map().Outline.Corners[0] != (world.Vec{X: -1, Y: -1}) {
		t.Errorf("its corners taken back, busy %v", d.Busy())
	}
}

// Two clicks in one place soon after each other have the size typed.
func TestDoubleClick(t *testing.T) {
	d := open(t, box())
	d.do("tool-select")
	d.click(0.5, -0.5)
	for range 30 {
		d.tick()
	}
	if d.click(0.5, -0.5); d.Typing() != "" {
		t.Errorf("a click later types into %q", d.Typing())
	}
	d.click(0.5, -0.5)
	if d.Typing() != "radius" {
		t.Fatalf("a double-click types into %q", d.Typing())
	}
	d.write("0.2")
	if g := d.h.Map().Goals[0]; g.Radius != 0.2 {
		t.Errorf("the goal is %v", g)
	}
}

// A refusal goes with the next edit that succeeds; what others have failed in
// stays to be read.
func TestRefusal(t *testing.T) {
	d := open(t, box())
	d.do("tool-select")
	d.click(0.3, 0.5)
	if d.Set("thickness", "x"); !d.failure || d.told == "" {
		t.Fatal("nothing is refused")
	}
	if d.Set("thickness", "0.05"); d.told != "" {
		t.Errorf("after an edit it still says %q", d.told)
	}
	d.failure, d.told = true, "The disk is full."
	if d.Set("thickness", "0.06"); d.told != "The disk is full." {
		t.Error("another's failure is taken away")
	}
	d.failure = false
	if d.Set("thickness", "0.07"); d.told != "" {
		t.Error("what is no failure is left")
	}
}

// Over a trajectory nothing is edited and nothing is said.
func TestRoute(t *testing.T) {
	m := box()
	m.Doors = []maze.Door{{A: world.Vec{X: 0.3}, B: world.Vec{X: 0.6}, Thickness: 0.03}}
	d := open(t, m)
	d.at(0.4, 0)
	if h := d.Offer().Hint(); h != "Click opens the door, as O does." {
		t.Errorf("over a door the hint is %q", h)
	}
	d.route = "a.csv"
	if d.click(0.4, 0); d.h.Map().Doors[0].Open || d.Offer().Hint() != "" {
		t.Errorf("on a trajectory doors are worked, and the hint is %q", d.Offer().Hint())
	}
	d.route = ""
	d.at(0.4, 0)
	if d.do("work-door"); !d.h.Map().Doors[0].Open {
		t.Error("the door under the mouse is not worked")
	}
}

// Every tool has its button, with its key.
func TestButtons(t *testing.T) {
	d := open(t, box())
	var labels []string
	for _, b := range d.Buttons() {
		labels = append(labels, b.Label+"/"+b.Short)
		if !strings.HasSuffix(b.Tip, "  ["+b.Short+"]") {
			t.Errorf("the tip of %s is %q", b.ID, b.Tip)
		}
	}
	if want := []string{"V select/V", "W wall/W", "D door/D", "G goal/G", "A add/A", "R rat/R", "E erase/E"}; !slices.Equal(labels, want) {
		t.Errorf("the buttons are %q", labels)
	}
}
