package editing

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
	"gridrat/world"
)

// TestDrawRoom draws a room with a door and a goal, takes all back, does all
// again, saves, opens the file in another window, and saves it again: the
// files are the same.
func TestDrawRoom(t *testing.T) {
	dir := t.TempDir()
	w := drive.OpenIn(t, dir, 1280, 800, "-paused")
	before := w.Status().Map
	if before.Tool != "" || before.Unsaved || before.Counts["walls"] != 0 || before.Name != "Open square, 2.2 m" {
		t.Fatalf("it begins with %+v", before)
	}
	w.Room()
	s := w.Status()
	w.Keep("room")
	m := w.Decoded()
	if len(m.Walls) != 3 || len(m.Doors) != 1 || len(m.Goals) != 1 {
		t.Fatalf("%d walls, %d doors, %d goals; want the wall that the door has cut, the other, a door and a goal\n%s", len(m.Walls), len(m.Doors), len(m.Goals), s.Map.Text)
	}
	if d := m.Doors[0]; d.A.Sub(d.B).Norm() < 0.299 || d.A.X != 0.2 || d.B.X != 0.2 {
		t.Errorf("the door hangs from %v to %v", d.A, d.B)
	}
	for _, wall := range m.Walls {
		for _, p := range []world.Vec{wall.A, wall.B} {
			if p.X != 0.2 && p.Y != 0.1 {
				t.Errorf("an end of a wall is at %v", p)
			}
		}
	}
	if !s.Map.Unsaved || len(s.Map.Problems) != 0 || !strings.Contains(s.Title, " *]") {
		t.Errorf("unsaved %v, problems %q, title %q", s.Map.Unsaved, s.Map.Problems, s.Title)
	}
	// The door opens with a click, here and outside editing, and with O.
	w.Press(ebiten.KeyEscape)
	if s = w.Status(); s.Map.Tool != "" {
		t.Fatalf("Esc does not end editing: %q", s.Map.Tool)
	}
	w.ClickMap(0.2, 0.6)
	if !w.Decoded().Doors[0].Open {
		t.Error("a click does not open the door")
	}
	w.Press(ebiten.KeyO)
	if w.Decoded().Doors[0].Open {
		t.Error("O does not close the door")
	}
	w.Press(ebiten.KeyO)
	full := w.Status().Map.Text
	w.Press(ebiten.KeyV)
	for n := 0; w.Status().Map.Undoable; n++ {
		w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
		if n > 20 {
			t.Fatal("undo does not come to an end")
		}
	}
	if s = w.Status(); s.Map.Text != before.Text || s.Map.Unsaved {
		t.Errorf("all taken back, yet unsaved %v and the map is\n%s", s.Map.Unsaved, s.Map.Text)
	}
	for n := 0; w.Status().Map.Redoable; n++ {
		w.Press(ebiten.KeyControlLeft, ebiten.KeyY)
		if n > 20 {
			t.Fatal("redo does not come to an end")
		}
	}
	if s = w.Status(); s.Map.Text != full {
		t.Errorf("all done again, yet the map is\n%s\nnot\n%s", s.Map.Text, full)
	}
	path := filepath.Join(dir, "two rooms.json")
	w.Press(ebiten.KeyControlLeft, ebiten.KeyS)
	w.SaveAs(path)
	s = w.Until("the map is saved", func(s drive.Status) bool { return !s.Map.Unsaved })
	if s.Map.Name != "two rooms" || s.Map.Path != path {
		t.Errorf("saved as %q in %q", s.Map.Name, s.Map.Path)
	}
	first, err := os.ReadFile(path)
	if err != nil || string(first) != s.Map.Text {
		t.Errorf("%v; the file has %q", err, first)
	}
	w.Close()

	w = drive.OpenIn(t, dir, 1280, 800, "-paused", "-open", path)
	s = w.Until("the map is open", func(s drive.Status) bool { return s.Map.Name == "two rooms" })
	if s.Map.Text != string(first) || s.Map.Unsaved {
		t.Error("the map that was opened is another than the one saved")
	}
	again := filepath.Join(dir, "again.json")
	w.Press(ebiten.KeyControlLeft, ebiten.KeyShiftLeft, ebiten.KeyS)
	w.SaveAs(again)
	w.Until("it is saved again", func(s drive.Status) bool { return s.Map.Path == again })
	if second, err := os.ReadFile(again); err != nil || !bytes.Equal(first, second) {
		t.Errorf("%v; saved again it is\n%s\nnot\n%s", err, second, first)
	}
	// A file that somebody else has changed is not written over either.
	if err := os.WriteFile(again, []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	w.Press(ebiten.KeyV)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyS)
	if s = w.Status(); s.Dialog != "Save the map as" || !s.Failure {
		t.Errorf("over a file that has changed: dialog %q, notice %q", s.Dialog, s.Notice)
	}
	if now, _ := os.ReadFile(again); string(now) != "theirs" {
		t.Error("a file that somebody else has changed was written over")
	}
	w.Typed("") // asked again, with the same path
	if s = w.Status(); s.Dialog != "" || s.Failure {
		t.Errorf("asked again: dialog %q, notice %q", s.Dialog, s.Notice)
	}
	if now, _ := os.ReadFile(again); !bytes.Equal(now, first) {
		t.Error("asked again, the file is not written")
	}
	w.Press(ebiten.KeyEscape)
	// What is there is replaced only when asked twice.
	if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyShiftLeft, ebiten.KeyS)
	w.SaveAs(path)
	if s = w.Status(); s.Dialog == "" || !s.Failure {
		t.Errorf("over a file that is there: dialog %q, notice %q", s.Dialog, s.Notice)
	}
	if now, _ := os.ReadFile(path); string(now) != "mine" {
		t.Error("a file was written over without asking twice")
	}
	// Both are among the recent maps.
	w.Press(ebiten.KeyEscape)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyM)
	s = w.Until("the page of mazes", func(s drive.Status) bool { return s.Sheet == "mazes" })
	w.Keep("mazes")
	if s.Rect("maze:recent:0").Empty() {
		t.Error("the page does not have the map that was saved last")
	}
	w.Click("maze:t-maze")
	if s = w.Status(); s.Map.Name == "again" || s.Map.Counts["doors"] == 0 || s.Sheet != "" {
		t.Errorf("a click on a maze shows %q, page %q", s.Map.Name, s.Sheet)
	}
}

// TestMapSurvives kills the program, which then cannot save anything: the next
// start has the map.
func TestMapSurvives(t *testing.T) {
	dir := t.TempDir()
	w := drive.OpenIn(t, dir, 1280, 800, "-paused")
	w.Room()
	s := w.Until("the map is kept", func(s drive.Status) bool { return s.Map.Kept })
	w.Kill()

	w = drive.OpenIn(t, dir, 1280, 800, "-paused")
	back := w.Status()
	if back.Map.Text != s.Map.Text || !back.Map.Unsaved {
		t.Errorf("after the program was killed: unsaved %v, notice %q, map\n%s\nwant\n%s", back.Map.Unsaved, back.Notice, back.Map.Text, s.Map.Text)
	}
	// Another map in its place does not lose it, nor does closing the window.
	w.Press(ebiten.KeyControlLeft, ebiten.KeyM)
	w.Click("maze:circle")
	if now := w.Status(); now.Map.Unsaved || now.Map.Counts["walls"] != 0 {
		t.Fatalf("the round arena is %+v", now.Map)
	}
	w.Close()
	w = drive.OpenIn(t, dir, 1280, 800, "-paused")
	w.Press(ebiten.KeyControlLeft, ebiten.KeyM)
	w.Click("maze:kept:0")
	if now := w.Status(); now.Map.Text != s.Map.Text || !now.Map.Unsaved {
		t.Errorf("of the maps that were not saved: unsaved %v, map\n%s", now.Map.Unsaved, now.Map.Text)
	}
}

// TestSelect selects, moves, doubles, reshapes and deletes.
func TestSelect(t *testing.T) {
	w := drive.Open(t, 1280, 800, "-paused")
	w.Press(ebiten.KeyW)
	w.Draw(-0.5, 0.5, 0.5, 0.5)
	w.Press(ebiten.KeyV)
	w.ClickMap(0, 0.5)
	if s := w.Status(); fmt.Sprint(s.Map.Selected) != "[walls[0]]" {
		t.Fatalf("a click selects %q", s.Map.Selected)
	}
	w.Draw(0.1, 0.5, 0.1, 0.2)
	if m := w.Decoded(); m.Walls[0].A != (world.Vec{X: -0.5, Y: 0.2}) {
		t.Errorf("dragged by 0.3 m south, the wall begins at %v", m.Walls[0].A)
	}
	w.Draw(0.5, 0.2, 0.5, -0.3)
	if m := w.Decoded(); m.Walls[0].B != (world.Vec{X: 0.5, Y: -0.3}) || m.Walls[0].A != (world.Vec{X: -0.5, Y: 0.2}) {
		t.Errorf("by its end it was dragged to %v, %v", m.Walls[0].A, m.Walls[0].B)
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyD)
	if s := w.Status(); s.Map.Counts["walls"] != 2 || fmt.Sprint(s.Map.Selected) != "[walls[1]]" {
		t.Errorf("doubled: %d walls, selected %q", s.Map.Counts["walls"], s.Map.Selected)
	}
	w.Draw(-0.9, 0.9, 0.9, -0.9)
	if s := w.Status(); len(s.Map.Selected) != 3 { // with the start
		t.Errorf("a box around all selects %q", s.Map.Selected)
	}
	w.Keep("selected")
	w.Press(ebiten.KeyDelete)
	if s := w.Status(); s.Map.Counts["walls"] != 0 || len(s.Map.Problems) == 0 {
		t.Errorf("deleted: %v, problems %q", s.Map.Counts, s.Map.Problems)
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	if s := w.Status(); s.Map.Counts["walls"] != 2 {
		t.Errorf("the deletion taken back: %v", s.Map.Counts)
	}
	// Esc cancels what is being drawn before it ends editing; the right button erases.
	w.Press(ebiten.KeyW)
	text := w.Status().Map.Text
	m := w.Status().Map
	w.MoveTo(m.Pixel(-0.8, -0.8))
	w.Button(true)
	w.MoveTo(m.Pixel(0.3, -0.8))
	w.Keep("drawing")
	w.Press(ebiten.KeyEscape)
	w.Button(false)
	if s := w.Status(); s.Map.Text != text || s.Map.Tool != "tool-wall" {
		t.Errorf("Esc while drawing: tool %q, map\n%s", s.Map.Tool, s.Map.Text)
	}
	w.MoveTo(w.Status().Map.Pixel(0, -0.05))
	w.MouseDown(ebiten.MouseButtonRight)
	w.Step()
	w.MouseUp(ebiten.MouseButtonRight)
	w.Step()
	if s := w.Status(); s.Map.Counts["walls"] != 1 {
		t.Errorf("a right click on a wall leaves %d walls", s.Map.Counts["walls"])
	}
	// The wheel zooms at the mouse, F shows all again.
	s := w.Status().Map
	under := s.Pixel(0.4, 0.4)
	w.MoveTo(under)
	w.Wheel(3)
	w.Step()
	w.Step()
	zoomed := w.Status().Map
	if d := zoomed.Pixel(0.4, 0.4).Sub(under); zoomed.Metre < 1.5*s.Metre || d.X*d.X+d.Y*d.Y > 8 {
		t.Errorf("the wheel makes a metre %v of %v pixels, and what was under the mouse is %v off", zoomed.Metre, s.Metre, d)
	}
	w.Keep("zoomed")
	// The middle button drags what is under it along.
	w.MouseDown(ebiten.MouseButtonMiddle)
	w.Step()
	to := under.Add(image.Pt(-40, 30))
	w.MoveTo(to)
	w.MouseUp(ebiten.MouseButtonMiddle)
	w.Step()
	w.Step()
	if d := w.Status().Map.Pixel(0.4, 0.4).Sub(to); d.X*d.X+d.Y*d.Y > 8 {
		t.Errorf("dragged with the middle button, what was under the mouse is %v off", d)
	}
	w.Press(ebiten.KeyF)
	if now := w.Status().Map; now.Metre != s.Metre || now.Origin != s.Origin {
		t.Errorf("after F a metre has %v pixels, before %v", now.Metre, s.Metre)
	}
}

// TestRatInTheDrawnWorld draws a wall across the arena while the rat runs: it
// stays on its side, until a door is opened and it is driven through.
func TestRatInTheDrawnWorld(t *testing.T) {
	w := drive.Open(t, 1280, 800, "-paused")
	w.Press(ebiten.KeyL)
	w.Press(ebiten.KeySpace)
	w.Until("the rat runs", func(s drive.Status) bool { return s.RatMoves > 3 })
	if s := w.Status(); !s.Map.Free {
		t.Error("nothing is drawn, yet the rat does not run as the recipe's rats do")
	}
	w.Press(ebiten.KeyW)
	w.Draw(0.3, -1.1, 0.3, 1.1)
	w.Press(ebiten.KeyD)
	w.ClickMap(0.3, 0)
	w.Press(ebiten.KeyR)
	w.ClickMap(-0.4, 0)
	s := w.Until("the rat was put down", func(s drive.Status) bool { return !s.Map.Busy && s.Map.Rat[0] < 0.3 })
	if s.Map.Free {
		t.Error("the rat does not know of the wall")
	}
	w.Press(ebiten.KeyEscape)
	for range 4 {
		w.Press(ebiten.KeyEqual)
	}
	moves := s.RatMoves
	w.Until("it has run for a while", func(s drive.Status) bool {
		if s.Map.Rat[0] > 0.3-0.05 {
			t.Fatalf("the rat is at %v, in or beyond the wall", s.Map.Rat)
		}
		return s.RatMoves > moves+150
	})
	for range 4 {
		w.Press(ebiten.KeyMinus)
	}
	w.ClickMap(0.3, 0) // opens the door
	if !w.Decoded().Doors[0].Open {
		t.Fatal("the door is shut")
	}
	// A wall drawn over the rat moves it aside.
	w.Press(ebiten.KeyR)
	w.ClickMap(-0.6, 0)
	w.Press(ebiten.KeyW)
	w.Draw(-0.7, 0.4, -0.7, -0.4)
	w.Press(ebiten.KeyR)
	w.ClickMap(-0.2, 0)
	w.MoveTo(w.Status().Map.Pixel(-0.5, -0.9))
	s = w.Until("the rat is driven through the door", func(s drive.Status) bool {
		w.SteerTo(world.Vec{X: s.Map.Rat[0], Y: s.Map.Rat[1]}, s.Map.Heading, world.Vec{X: 0.75})
		return s.Map.Rat[0] > 0.6
	})
	w.Keys()
	w.Step()
	w.Keep("driven")
	if !s.Map.Driven {
		t.Error("nobody drives the rat")
	}
	if w.Press(ebiten.KeyEscape); w.Status().Map.Driven {
		t.Error("the rat is still driven after editing")
	}
}

// TestOpenMaps opens text mazes and files that are none by typing their paths,
// and says in a sentence what is wrong with them.
func TestOpenMaps(t *testing.T) {
	dir := t.TempDir()
	w := drive.OpenIn(t, dir, 1920, 1080, "-paused")
	for _, c := range []struct{ file, text, name, notice string }{
		{"small maze.txt", "*******\n*P I G*\n*******\n", "small maze", "Opened the map small maze"},
		{"bad.txt", "*******\n*P é G*\n*******\n", "small maze", "Could not open the map bad.txt: line 2, column 4: \"é\" is no cell"},
		{"bad.json", `{"format": "gridrat map", "version": 9}`, "small maze", "Could not open the map bad.json: line 1, column"},
		{"path.txt", "t,x,y\n0,0,0\n", "small maze", "path.txt"}, // a trajectory that is too short
	} {
		path := filepath.Join(dir, c.file)
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		w.Press(ebiten.KeyControlLeft, ebiten.KeyO)
		w.Typed(path)
		s := w.Until("an answer to "+c.file, func(s drive.Status) bool { return strings.Contains(s.Notice, c.notice) })
		if s.Map.Name != c.name {
			t.Errorf("after %s the map is %q", c.file, s.Map.Name)
		}
	}
	w.Press(ebiten.KeyEscape)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyM)
	w.Keep("mazes-large")
	w.Click("maze:goal-doors")
	if s := w.Status(); s.Map.Counts["doors"] != 8 || s.Map.Free {
		t.Errorf("goal-doors has %v, free %v", s.Map.Counts, s.Map.Free)
	}
	w.Press(ebiten.KeyEscape)
	w.Press(ebiten.KeySpace)
	w.Until("the rat runs", func(s drive.Status) bool { return s.RatMoves > 30 })
	w.Keep("goal-doors")
	// Of a goal that cannot be reached it is said which it is.
	w.Press(ebiten.KeyG)
	wall := w.Decoded().Walls[0]
	middle := wall.A.Add(wall.B).Mul(0.5)
	w.ClickMap(middle.X, middle.Y)
	s := w.Until("the problem", func(s drive.Status) bool { return len(s.Map.Problems) > 0 })
	if !strings.HasPrefix(s.Map.Problems[0], "goals[1] has no free floor") {
		t.Errorf("problems %q", s.Map.Problems)
	}
	w.Keep("problem")
	// Taking all back comes to the map before, which is another file.
	for range 2 {
		w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	}
	if s = w.Status(); s.Map.Name != "small maze" {
		t.Errorf("before goal-doors there was small maze, not %q", s.Map.Name)
	}
	w.Press(ebiten.KeyF1)
	w.Keep("help")
}
