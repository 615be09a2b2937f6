package editing

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
	"gridrat/world"
	"gridrat/world/maze"
)

// TestEverythingByMouse makes and changes what a map can hold by mouse and
// fields, takes all back and does all again, saves, and opens the file in
// another window.
func TestEverythingByMouse(t *testing.T) {
	dir := t.TempDir()
	w := drive.OpenIn(t, dir, 1280, 800, "-paused")
	first := w.Status().Map.Text
	w.Room()
	one := func(what string, so func(maze.Map) bool) {
		t.Helper()
		if m := w.Decoded(); !so(m) {
			t.Errorf("%s: notice %q, map\n%s", what, w.Status().Notice, w.Status().Map.Text)
		}
	}
	w.Press(ebiten.KeyV)
	w.ClickMap(0.9, 0.1)
	w.Click("property:thickness")
	if s := w.Status(); s.Typing != "thickness" || s.Rect("properties").Overlaps(s.Rect("arena")) {
		t.Errorf("a click on the thickness types into %q; the fields at %v, the arena at %v", s.Typing, s.Rect("properties"), s.Rect("arena"))
	}
	w.Typed("6 cm")
	one("6 cm was typed", func(m maze.Map) bool { return m.Walls[1].Thickness == 0.06 })
	w.WheelOver("property:thickness", 2)
	w.MoveTo(w.Status().Rect("properties").Min)
	one("the wheel was turned by two", func(m maze.Map) bool { return m.Walls[1].Thickness == 0.08 })
	w.Click("property:color=#e05d52")
	one("red was clicked", func(m maze.Map) bool { return m.Walls[1].Color == "#e05d52" })
	w.Click("property:length")
	w.Typed("99")
	if s := w.Status(); !s.Failure || !strings.Contains(s.Notice, "must lie between -10 and 10 m") {
		t.Errorf("a wall of 99 m: %q", s.Notice)
	}
	one("a wall of 99 m was refused", func(m maze.Map) bool { return m.Walls[1].A.Sub(m.Walls[1].B).Norm() < 1 })
	w.ClickMap(0.2, 0.6) // opens the door, and selects it
	w.Click("property:locked")
	one("the door is locked", func(m maze.Map) bool { return m.Doors[0].Locked && m.Doors[0].Open })
	w.ClickMap(0.75, 0.6)
	w.Click("property:visible")
	one("the goal is hidden", func(m maze.Map) bool { return !m.Goals[0].Visible })
	// A double-click on the map types a size.
	w.ClickMap(0.72, 0.58)
	w.ClickMap(0.72, 0.58)
	if s := w.Status(); s.Typing != "radius" {
		t.Errorf("a double-click types into %q", s.Typing)
	}
	w.Typed("0.15")
	one("the goal has a radius of 15 cm", func(m maze.Map) bool { return m.Goals[0].Radius == 0.15 })
	// Several at once.
	w.Draw(-0.3, 1, 1, -0.3)
	if s := w.Status(); len(s.Map.Selected) < 4 {
		t.Errorf("a box selects %q", s.Map.Selected)
	}
	// Starts and cues.
	w.Press(ebiten.KeyA)
	w.ClickMap(-0.6, -0.6)
	w.Press(ebiten.KeyA)
	w.Draw(-0.6, 0.6, -0.6, 0.7)
	w.Click("property:add=patch")
	w.Draw(-1.08, -0.2, -1.08, 0.2)
	w.Press(ebiten.KeyA)
	w.ClickMap(0, -0.9)
	w.Keep("cues")
	one("a start and three cues are made", func(m maze.Map) bool {
		return len(m.Starts) == 2 && len(m.Spots) == 1 && m.Spots[0].Radius == 0.1 && len(m.Distal) == 1 && m.Distal[0].Direction == 270 &&
			len(m.Patches) == 1 && m.Patches[0].A.X == -1.1 && m.Patches[0].B.X == -1.1
	})
	w.Press(ebiten.KeyV)
	w.Draw(-0.6, -0.6, -0.8, -0.5)  // the start
	w.Draw(-0.55, 0.6, -0.35, 0.65) // the spot
	w.Draw(-1.1, 0, 0, 1.1)         // the patch
	out := 1.1 + 7/w.Status().Map.Metre
	w.Draw(0.02, -out, out, 0.02) // the cue
	one("they are moved", func(m maze.Map) bool {
		return m.Starts[1].At == world.Vec{X: -0.8, Y: -0.5} && m.Spots[0].At == world.Vec{X: -0.4, Y: 0.65} && m.Patches[0].A.Y == 1.1 && m.Distal[0].Direction == 0
	})
	w.Keep("moved")
	full := w.Status().Map.Text
	steps := 0
	for ; w.Status().Map.Undoable; steps++ {
		w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	}
	if s := w.Status(); s.Map.Text != first || s.Map.Unsaved {
		t.Errorf("all taken back, the map is\n%s", s.Map.Text)
	}
	for range steps {
		w.Press(ebiten.KeyControlLeft, ebiten.KeyY)
	}
	if s := w.Status(); s.Map.Text != full || s.Map.Redoable {
		t.Errorf("all done again, the map is\n%s\nnot\n%s", s.Map.Text, full)
	}
	path := filepath.Join(dir, "everything.json")
	w.Press(ebiten.KeyControlLeft, ebiten.KeyS)
	w.SaveAs(path)
	s := w.Until("the map is saved", func(s drive.Status) bool { return !s.Map.Unsaved })
	saved, err := os.ReadFile(path)
	if err != nil || string(saved) != s.Map.Text {
		t.Fatalf("%v; the file has\n%s", err, saved)
	}
	w.Close()
	w = drive.OpenIn(t, dir, 1280, 800, "-paused", "-open", path)
	if s := w.Until("the map is open", func(s drive.Status) bool { return s.Map.Name == "everything" }); s.Map.Text != string(saved) {
		t.Errorf("opened again it is\n%s\nnot\n%s", s.Map.Text, saved)
	}
}

// TestNewMaps begins from a polygon, gives it another size, a corner more and
// one less.
func TestNewMaps(t *testing.T) {
	w := drive.Open(t, 1280, 800, "-paused")
	w.Press(ebiten.KeyControlLeft, ebiten.KeyM)
	w.Keep("new")
	w.Click("maze:new-other")
	if s := w.Status(); !strings.Contains(s.Map.Text, `"circle": 2.2`) || s.Map.Tool != "tool-select" {
		t.Errorf("a new circle: tool %q\n%s", s.Map.Tool, s.Map.Text)
	}
	w.Click("property:diameter")
	w.Typed("3")
	if m := w.Decoded(); m.Outline.Diameter != 3 {
		t.Errorf("3 m were typed, the circle has %v", m.Outline.Diameter)
	}
	// Drawn corner by corner, or dragged.
	w.Press(ebiten.KeyA)
	w.Click("property:add=outer wall")
	for _, c := range [][2]float64{{-1, -1}, {0.5, -1}, {1, 0}, {-0.5, 0.75}} {
		w.ClickMap(c[0], c[1])
	}
	w.MoveTo(w.Status().Map.Pixel(-1, -0.3))
	w.Keep("outline")
	w.ClickMap(-1, -1)
	if m := w.Decoded(); len(m.Outline.Corners) != 4 || m.Outline.Corners[3] != (world.Vec{X: -0.5, Y: 0.75}) {
		t.Errorf("an outer wall of four clicks has the corners %v", m.Outline.Corners)
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyM)
	w.Click("maze:new-polygon")
	if m := w.Decoded(); len(m.Outline.Corners) != 6 {
		t.Fatalf("a new polygon has %d corners", len(m.Outline.Corners))
	}
	w.Click("property:corners")
	w.Typed("5")
	corners := w.Decoded().Outline.Corners
	if len(corners) != 5 {
		t.Fatalf("5 corners were typed, there are %d", len(corners))
	}
	w.ClickMap(corners[0].X, corners[0].Y) // selects it again
	middle := corners[0].Add(corners[1]).Mul(0.5)
	w.Draw(middle.X, middle.Y, middle.X+0.2, middle.Y+0.2)
	if m := w.Decoded(); len(m.Outline.Corners) != 6 {
		t.Errorf("the middle of a side makes %d corners", len(m.Outline.Corners))
	}
	w.Keep("corner")
	w.Press(ebiten.KeyDelete)
	if m := w.Decoded(); len(m.Outline.Corners) != 5 {
		t.Errorf("with one deleted there are %d corners", len(m.Outline.Corners))
	}
	// Over the opposite side it would cross itself.
	m := w.Status().Map
	w.MoveTo(m.Pixel(corners[0].X, corners[0].Y))
	w.Button(true)
	w.MoveTo(m.Pixel(-1.3, 0.2))
	w.Step()
	w.Keep("crossing")
	if s := w.Status(); !strings.Contains(s.Map.Hint, "must not cross") || s.Failure {
		t.Errorf("while it would cross itself: hint %q, notice %q", s.Map.Hint, s.Notice)
	}
	w.Button(false)
	if s := w.Status(); !s.Failure || !strings.Contains(s.Notice, "must not cross") || len(w.Decoded().Outline.Corners) != 5 {
		t.Errorf("let go there: %q", s.Notice)
	}
}
