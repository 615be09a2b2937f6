package editor

import (
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"gridrat/app/room"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

// desk is a room with a mouse, the keys of its actions, and what it has told.
type desk struct {
	*Room
	t     testing.TB
	h     *maze.History
	table *room.Table
	p     Pointer
	now   time.Time
	mouse image.Point

	failure       bool
	told          string
	route, played string
	released, fit int
}

func open(t testing.TB, m maze.Map) *desk {
	t.Helper()
	history, err := maze.NewHistory(m)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, h: history, p: Pointer{Point: 0.005, In: true}, now: time.Unix(1e9, 0)}
	d.Room = NewRoom(RoomHost{
		Host: Host{
			Doc: func() *maze.History { return history }, PutRat: func(world.Vec) {}, Hold: func() {},
			Tell: func(failure bool, text string) { d.failure, d.told = failure, room.Capital(text) },
			Hush: func() { d.told = "" },
		},
		Told: func() (bool, string) { return d.failure, d.told },
		Tool: func(id, label string) panel.Tool { return d.table.Tool(id, label) },
		Keys: func(id string) string { return d.table.Keys(id) },
		Undo: history.Undo, Redo: history.Redo,
		CanUndo: func() bool { _, ok := history.CanUndo(); return ok },
		CanRedo: func() bool { _, ok := history.CanRedo(); return ok },
		Fit:     func() { d.fit++ }, Release: func() { d.released++ },
		Mouse: func() image.Point { return d.mouse },
		Route: func() string { return d.route }, Played: func() string { return d.played },
	})
	offer := d.Offer()
	d.table = room.NewTable(offer, room.Offer{Name: "others", Actions: []room.Action{
		{ID: "undo", Shown: "Ctrl+Z", Help: "bring back the network", Section: "Time"}, {ID: "redo"}, {ID: "cancel"},
		{ID: "tick", Keys: []string{"ArrowRight"}},
	}})
	offer.Panes[0].Picture.Place(image.Rect(100, 100, 700, 220), 1)
	return d
}

func (d *desk) do(id string) {
	d.t.Helper()
	if !d.table.Do(id) {
		d.t.Fatalf("there is no action %q", id)
	}
	d.tick()
}

func (d *desk) tick() {
	d.now = d.now.Add(time.Second / 60)
	d.Offer().Tick(d.now)
	d.Offer().Panes[0].Redraw(d.now)
}

// at moves the mouse over the map and lets a tick pass.
func (d *desk) at(x, y float64) {
	d.p.At, d.p.Pixel = world.Vec{X: x, Y: y}, image.Pt(int(x*200), int(-y*200))
	d.Point(d.p)
	d.p.Down = [2]bool{}
	d.tick()
}

func (d *desk) click(x, y float64) {
	d.at(x, y)
	d.p.Down[Left], d.p.Held[Left] = true, true
	d.at(x, y)
	d.p.Held[Left] = false
	d.at(x, y)
}

// spot is where a spot of the panel is.
func (d *desk) spot(id string) image.Point {
	d.t.Helper()
	for _, s := range d.Offer().Panes[0].Picture.Spots() {
		if s.ID == id {
			return s.Rect.Min.Add(s.Rect.Size().Div(2))
		}
	}
	d.t.Fatalf("there is no spot %s", id)
	return image.Point{}
}

// clickSpot clicks a spot of the panel, as the window does.
func (d *desk) clickSpot(id string) {
	d.mouse = d.spot(id)
	if d.BeginDrag(id, d.mouse) {
		d.Drag(d.mouse, true)
		d.Drag(d.mouse, false)
	} else {
		d.table.UseSpot(id)
	}
	d.tick()
}

// press presses keys in a tick while something is typed.
func (d *desk) press(k Keys) {
	d.Type(k)
	d.tick()
}

func (d *desk) write(s string) {
	d.press(Keys{Runes: []rune(s)})
	d.press(Keys{Enter: true})
}

// box is a map with a wall of 1 m and a goal.
func box() maze.Map {
	m := square()
	m.Walls = []maze.Wall{{A: world.Vec{X: -0.5, Y: 0.5}, B: world.Vec{X: 0.5, Y: 0.5}, Thickness: 0.03}}
	m.Goals = []maze.Goal{{At: world.Vec{X: 0.5, Y: -0.5}, Radius: 0.1, Visible: true}}
	return m
}

// Tools are taken by keys and laid down by Escape, which first takes back what
// is being drawn; while the rat does something else none is taken.
func TestTakeTools(t *testing.T) {
	d := open(t, box())
	for key, want := range map[string]Tool{"V": Select, "W": Wall, "D": Door, "G": Goal, "R": Rat, "E": Erase, "A": Add} {
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
	d.p.Down[Left], d.p.Held[Left] = true, true
	d.at(-0.8, 0)
	d.at(0.8, 0)
	if d.do("cancel"); d.Busy() || d.Tool != Wall || len(d.h.Map().Walls) != 1 {
		t.Errorf("Escape during a drag: busy %v, tool %q, walls %v", d.Busy(), d.Tool, d.h.Map().Walls)
	}
	d.p.Held[Left] = false
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
	if d.Tool != Select || fmtRefs(d.Selected) != "outline" {
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
	if d.do("tool-wall"); d.Tool != Wall {
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

// Fields are clicked, typed into, turned and dragged over; each is one edit.
func TestFields(t *testing.T) {
	d := open(t, box())
	d.do("tool-select")
	d.click(0.3, 0.5)
	thickness := func(want float64) {
		t.Helper()
		if w := d.h.Map().Walls[0]; w.Thickness != want {
			t.Errorf("the wall is %v m thick, want %v; it says %q", w.Thickness, want, d.told)
		}
	}
	d.clickSpot("property:thickness")
	if d.Typing() != "thickness" {
		t.Fatalf("a click types into %q", d.Typing())
	}
	d.write("6 cm")
	thickness(0.06)
	if d.Typing() != "" {
		t.Errorf("after Enter it types into %q", d.Typing())
	}
	// Escape leaves it as it was; Tab goes on, and sets.
	d.clickSpot("property:thickness")
	d.press(Keys{Runes: []rune("9")})
	d.press(Keys{Escape: true})
	thickness(0.06)
	d.clickSpot("property:thickness")
	d.press(Keys{Runes: []rune("0.07")})
	d.press(Keys{Tab: true})
	thickness(0.07)
	if d.Typing() != "length" {
		t.Errorf("Tab goes to %q", d.Typing())
	}
	d.press(Keys{BackTab: true})
	d.tick()
	d.press(Keys{Up: true})
	thickness(0.08)
	if d.Typing() != "thickness" {
		t.Errorf("after Up it types into %q", d.Typing())
	}
	d.press(Keys{Down: true})
	thickness(0.07)
	for _, k := range []Keys{{End: true}, {Backspace: true}, {Left: true}, {Delete: true}, {Runes: []rune("2")}, {Home: true}, {Right: true}, {All: true}} {
		d.press(k)
	}
	d.EndTyping(true)
	thickness(0.2) // from 0.07 by 0.0, 0., and 0.2
	d.Set("thickness", "0.07")
	d.tick()
	// The wheel.
	entries := (&hand{Editor: &d.Editor, h: d.h}).entries()
	over := d.spot("property:thickness")
	for _, turns := range []float64{1, 0.5, 0.5, -3} {
		if !d.Wheel(over, turns, d.now) {
			t.Error("the wheel is not for the number under the mouse")
		}
		d.tick()
	}
	thickness(0.06)
	for range 2 {
		d.now = d.now.Add(settleTime)
		if d.Wheel(over, 0, d.now) {
			t.Error("a wheel that rests is used")
		}
	}
	if d.Nudging() || (&hand{Editor: &d.Editor, h: d.h}).entries() != entries+1 {
		t.Errorf("after a while it is being turned: %v", d.Nudging())
	}
	if d.Wheel(image.Pt(0, 0), 1, d.now) {
		t.Error("the wheel is used elsewhere")
	}
	// A drag.
	d.tick()
	if over = d.spot("property:thickness"); !d.BeginDrag("property:thickness", over) {
		t.Fatal("a number cannot be dragged over")
	}
	d.Drag(over.Add(image.Pt(3*dragStep, 0)), true)
	thickness(0.09)
	if !d.Drag(over.Add(image.Pt(2*dragStep, 0)), false) || d.Drag(over, false) {
		t.Error("a drag does not end when the button goes up")
	}
	thickness(0.08)
	if d.Typing() != "" || d.Nudging() {
		t.Errorf("a drag types into %q", d.Typing())
	}
	// Escape takes it back.
	d.BeginDrag("property:thickness", over)
	d.Drag(over.Add(image.Pt(5*dragStep, 0)), true)
	d.do("cancel")
	thickness(0.08)
	if d.Drag(over, true) || !d.Editing() {
		t.Error("after Escape the drag goes on")
	}
	d.clickSpot("property:color=#e05d52")
	if c := d.h.Map().Walls[0].Color; c != "#e05d52" {
		t.Errorf("red was clicked, the wall is %q", c)
	}
	d.click(0.55, -0.45)
	d.clickSpot("property:visible")
	if d.h.Map().Goals[0].Visible {
		t.Error("the goal is still visible")
	}
	if d.BeginDrag("property:visible", over) || d.BeginDrag("scrub", over) {
		t.Error("what is no number is dragged over")
	}
	d.clickSpot("duplicate")
	if len(d.h.Map().Goals) != 2 {
		t.Error("a click on duplicate doubles nothing")
	}
	d.do("cancel")
	if d.clickSpot("property:radius"); d.Typing() != "" { // of what the panel had shown
		t.Errorf("without a tool it types into %q", d.Typing())
	}
}

// A click into the field that is typed in puts the caret there.
func TestCaret(t *testing.T) {
	d := open(t, box())
	d.do("tool-select")
	d.clickSpot("property:name")
	d.mouse = d.spot("property:name")
	d.mouse.X -= 1000
	d.table.UseSpot("property:name")
	d.write("a ")
	if name := d.h.Map().Name; name != "a square" {
		t.Errorf("typed at the beginning, the name is %q", name)
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
