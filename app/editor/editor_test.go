package editor

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gridrat/app/internal/visit"
	"gridrat/world"
	"gridrat/world/maze"
)

// Each kind is drawn with its tool, with the properties that were set for the
// next one.
func TestDraw(t *testing.T) {
	h := edit(t, square())
	h.Take(Wall)
	if h.Subject() != "the next wall" || !h.Set("thickness", "5 cm") || !h.Set("color", "#E05D52") {
		t.Fatalf("of %s nothing can be set: %q", h.Subject(), h.told)
	}
	h.drag(-0.5, 0.5, 0.5, 0.5)
	if w := h.m().Walls; len(w) != 1 || w[0] != (maze.Wall{A: world.Vec{X: -0.5, Y: 0.5}, B: world.Vec{X: 0.5, Y: 0.5}, Thickness: 0.05, Color: "#e05d52"}) {
		t.Errorf("walls %v", w)
	}
	h.Take(Door)
	h.Set("width", "0.4")
	h.Set("locked", "true")
	h.click(0, 0.5)
	if d := h.m().Doors; len(d) != 1 || !d[0].Locked || !near(d[0].A, world.Vec{X: -0.2, Y: 0.5}) || !near(d[0].B, world.Vec{X: 0.2, Y: 0.5}) {
		t.Errorf("doors %v", d)
	}
	h.Take(Goal)
	h.Set("visible", "false")
	h.click(0.5, -0.5)
	h.drag(-0.5, -0.5, -0.5, -0.3)
	if g := h.m().Goals; len(g) != 2 || g[0] != (maze.Goal{At: world.Vec{X: 0.5, Y: -0.5}, Radius: goalRadius}) || g[1].Radius != 0.2 {
		t.Errorf("goals %v", g)
	}
	h.Take(Add)
	h.click(0.8, 0.8)
	if s := h.m().Starts; len(s) != 2 || s[1].At != (world.Vec{X: 0.8, Y: 0.8}) {
		t.Errorf("starts %v", s)
	}
	h.Take(Add) // the next kind
	h.drag(-0.8, 0, -0.8, 0.1)
	if s := h.m().Spots; len(s) != 1 || s[0] != (maze.Spot{At: world.Vec{X: -0.8}, Radius: 0.1, Color: "#a77bd6"}) {
		t.Errorf("spots %v", s)
	}
	h.Set("add", "patch")
	h.Set("color", "#67b868")
	h.click(-0.9, -0.5)
	h.drag(0.3, -0.95, 0.62, -0.9)
	p := h.m().Patches
	if len(p) != 2 || p[0].Color != "#67b868" || p[0].A.X != -1 || p[0].B.X != -1 || math.Abs(p[0].B.Sub(p[0].A).Norm()-patchLength) > 1e-9 {
		t.Errorf("patches %v", p)
	} else if !near(p[1].A, world.Vec{X: 0.3, Y: -1}) || !near(p[1].B, world.Vec{X: 0.6, Y: -1}) {
		t.Errorf("along the wall from 0.3 to 0.62 a patch goes from %v to %v", p[1].A, p[1].B)
	}
	h.Take(Add)
	h.click(0, 0.9)
	h.drag(0.9, 0, 0, -0.9)
	if c := h.m().Distal; len(c) != 2 || c[0].Direction != 90 || c[0].Width != 30 || c[1].Direction != 315 || c[1].Width != 90 {
		t.Errorf("distal cues %v", c)
	}
	if n := visit.Undoable(h.h); n != 10 {
		t.Errorf("%d entries for ten things drawn: %q", n, h.told)
	}
	if problems := h.m().Problems(0.05); len(problems) > 0 {
		t.Error(problems)
	}
}

// What is selected is reshaped by its grips.
func TestGrips(t *testing.T) {
	m := square()
	m.Walls = []maze.Wall{{A: world.Vec{X: -0.5, Y: 0.5}, B: world.Vec{X: 0.5, Y: 0.5}, Thickness: 0.04}}
	m.Patches = []maze.Patch{{A: world.Vec{X: 1, Y: -0.2}, B: world.Vec{X: 1, Y: 0.2}, Color: "#67b868"}}
	m.Distal = []maze.DistalCue{{Direction: 90, Width: 40, Height: 30, Color: "#67b868"}}
	h := edit(t, m)
	h.Take(Select)
	h.click(0.3, 0.5)
	off := thickOff * h.p.Point
	h.drag(0, 0.52+off, 0, 0.56+off)
	if w := h.m().Walls[0]; w.Thickness != 0.12 {
		t.Errorf("dragged from 2 cm beside its line to 6 cm, a wall is %v m thick", w.Thickness)
	}
	// A patch slides along the walls.
	h.drag(1, 0, 0.02, 1)
	if p := h.m().Patches[0]; p.A.Y != 1 || p.B.Y != 1 || math.Abs(p.B.Sub(p.A).Norm()-0.4) > 1e-9 || !near(p.A.Add(p.B), world.Vec{Y: 2}) {
		t.Errorf("dragged to the north wall, the patch is %v", p)
	}
	// A distal cue turns, and is widened by its edge.
	frame := 1 + 7*h.p.Point
	h.click(0.1, frame)
	h.drag(0.1, frame, frame, 0.1)
	if c := h.m().Distal[0]; c.Direction != 10 {
		t.Errorf("dragged from 84 to 6 degrees, a cue at 90 is at %v", c.Direction)
	}
	high := math.Tan(30 * math.Pi / 180)
	h.drag(frame, high*frame, frame, frame)
	if c := h.m().Distal[0]; c.Direction != 17.5 || c.Width != 55 {
		t.Errorf("its edge dragged from 30 to 45 degrees, the cue is %v wide in %v", c.Width, c.Direction)
	}
	// The middle of a side makes a corner, which can be deleted.
	h.click(-1, 0.8)
	if fmtRefs(h.Selected) != "outline" {
		t.Fatalf("selected: %v", h.Selected)
	}
	h.drag(-1, 0, -1.3, 0)
	if o := h.m().Outline.Corners; len(o) != 5 || o[4] != (world.Vec{X: -1.3}) {
		t.Errorf("corners %v", o)
	}
	n := visit.Undoable(h.h)
	h.told = nil
	h.at(1, 1)
	h.press(Left)
	h.at(-1.5, 0.5) // over the other side
	if !strings.HasPrefix(h.Hint(), "This cannot be: outline.polygon") || len(h.told) > 0 {
		t.Errorf("while the outline would cross itself, the hint is %q and it was told %q", h.Hint(), h.told)
	}
	h.release()
	if len(h.told) != 1 || !h.fail || !strings.Contains(h.told[0], "must not cross or touch itself") || visit.Undoable(h.h) > n+1 {
		t.Errorf("let go there: %q", h.told)
	}
	for h.m().Outline.Corners[2] != (world.Vec{X: 1, Y: 1}) {
		h.h.Undo()
	}
	h.at(1, 1)
	h.Delete()
	if o := h.m().Outline.Corners; len(o) != 4 || slices.Contains(o, world.Vec{X: 1, Y: 1}) {
		t.Errorf("without its corner: %v", o)
	}
}

// Copies of what cannot be displaced lie beside it; one of several is chosen by
// a click; locked doors stay shut.
func TestActs(t *testing.T) {
	m := square()
	m.Patches = []maze.Patch{{A: world.Vec{X: 1, Y: -0.2}, B: world.Vec{X: 1, Y: 0.2}, Color: "#67b868"}}
	m.Distal = []maze.DistalCue{{Direction: 90, Width: 40, Height: 30, Color: "#67b868"}}
	m.Goals = []maze.Goal{{At: world.Vec{X: -0.5}, Radius: 0.1}, {At: world.Vec{X: -0.5, Y: 0.5}, Radius: 0.1}}
	m.Doors = []maze.Door{{A: world.Vec{X: 0.3}, B: world.Vec{X: 0.6}, Thickness: 0.03, Locked: true}}
	h := edit(t, m)
	h.Take(Select)
	h.Selected = []maze.Ref{{Kind: maze.PatchKind}, {Kind: maze.DistalKind}}
	h.Duplicate()
	if p, c := h.m().Patches, h.m().Distal; len(p) != 2 || p[1].A.X != 1 || p[1].B.X != 1 || p[1] == p[0] || len(c) != 2 || c[1].Direction != 135 {
		t.Errorf("doubled: %v, %v", p, c)
	}
	h.drag(-0.8, 0.8, -0.2, -0.3)
	if fmtRefs(h.Selected) != "goals[0] goals[1]" {
		t.Errorf("a box selects %v", h.Selected)
	}
	h.click(-0.47, 0.03)
	if fmtRefs(h.Selected) != "goals[0]" {
		t.Errorf("a click on one of several selects %v", h.Selected)
	}
	h.click(0.4, 0)
	if h.m().Doors[0].Open || !h.fail || !strings.Contains(h.told[len(h.told)-1], "locked") {
		t.Errorf("a click on a locked door: %+v, %q", h.m().Doors[0], h.told)
	}
}

// A start goes with a click of the eraser on its centre, not with a stroke that
// passes it.
func TestEraseStart(t *testing.T) {
	h := edit(t, square())
	h.Take(Erase)
	h.drag(-0.5, 0, 0.5, 0)
	if len(h.m().Starts) != 1 {
		t.Error("a stroke over a start erases it")
	}
	h.click(0, 0)
	if len(h.m().Starts) != 0 {
		t.Error("a click on a start leaves it")
	}
}

// The outer wall is drawn corner by corner, never across itself, and in either
// direction; or it is dragged.
func TestRoom(t *testing.T) {
	h := edit(t, square())
	h.Take(Add)
	h.Set("add", "outer wall")
	h.click(-0.5, -0.5)
	h.click(-0.5, 0.5)
	h.click(0.5, 0.5)
	h.at(-0.8, 0)
	h.click(-0.8, 0) // across the first side
	if last := h.told[len(h.told)-1]; last != "The outer wall must not cross or touch itself." || !h.Busy() {
		t.Errorf("across itself: %q", last)
	}
	h.click(0.8, 0.8)
	h.at(0, 0)
	h.press(Right) // takes it back
	h.release()
	h.click(0.5, -0.5)
	h.click(-0.5, -0.5)
	want := []world.Vec{{X: 0.5, Y: -0.5}, {X: 0.5, Y: 0.5}, {X: -0.5, Y: 0.5}, {X: -0.5, Y: -0.5}}
	if o := h.m().Outline.Corners; !slices.Equal(o, want) || h.Busy() || visit.Undoable(h.h) != 1 {
		t.Errorf("drawn clockwise from (-0.5, -0.5): %v, %d entries", o, visit.Undoable(h.h))
	}
	h.drag(1.5, 1, -1, -0.75)
	if o := h.m().Outline.Corners; !slices.Equal(o, []world.Vec{{X: -1, Y: -0.75}, {X: 1.5, Y: -0.75}, {X: 1.5, Y: 1}, {X: -1, Y: 1}}) {
		t.Errorf("dragged: %v", o)
	}
	h.click(0, 0)
	h.click(0.5, 0)
	h.Take(Select)
	if h.Busy() || visit.Undoable(h.h) != 2 {
		t.Errorf("with another tool: busy %v, %d entries", h.Busy(), visit.Undoable(h.h))
	}
}

// Whatever mouse and fields do, the map stays valid, hints and shapes are
// there, and undo and redo lose nothing.
func TestAnything(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := edit(t, square())
		coordinate := rapid.Custom(func(r *rapid.T) float64 { return float64(rapid.IntRange(-130, 130).Draw(r, "cm")) / 100 })
		for range rapid.IntRange(1, 25).Draw(r, "acts") {
			switch rapid.IntRange(0, 9).Draw(r, "act") {
			case 0, 1:
				h.Take(rapid.SampledFrom([]Tool{None, Select, Select, Wall, Door, Goal, Rat, Erase, Add, Add, Add}).Draw(r, "tool"))
			case 2, 3, 4, 5:
				h.p.Shift, h.p.Alt = rapid.Bool().Draw(r, "shift"), rapid.Bool().Draw(r, "alt")
				h.drag(coordinate.Draw(r, "x0"), coordinate.Draw(r, "y0"), coordinate.Draw(r, "x1"), coordinate.Draw(r, "y1"))
			case 6:
				h.click(coordinate.Draw(r, "x"), coordinate.Draw(r, "y"))
			case 7, 8:
				if all := h.Properties(); len(all) > 0 {
					p := rapid.SampledFrom(all).Draw(r, "property")
					if p.Form == Number && rapid.Bool().Draw(r, "wheel") {
						h.Nudge(p.Name, rapid.IntRange(-20, 20).Draw(r, "steps"))
						h.Settle()
					} else {
						h.Set(p.Name, rapid.SampledFrom([]string{"", "0.1", "-3", "45", "1e9", "NaN", "true", "#67b868", "circle", "polygon", "spot", "outer wall", "x"}).Draw(r, "value"))
					}
				}
			default:
				rapid.SampledFrom([]func(){h.Delete, h.Duplicate}).Draw(r, "do")()
			}
			if err := h.m().Check(); err != nil {
				r.Fatalf("not valid: %v", err)
			}
			if h.h.Open() || h.Busy() && !h.drawsRoom() {
				r.Fatal("something is still being dragged")
			}
			h.Shapes()
			if h.Tool != None && h.Hint() == "" {
				r.Fatal("no hint while editing")
			}
		}
		h.Take(Select)
		last := h.m()
		n := 0
		for ; ; n++ {
			if _, ok := h.h.Undo(); !ok {
				break
			}
		}
		if !h.m().Equal(square()) || h.h.Unsaved() {
			r.Fatal("all taken back, yet the map is another")
		}
		for range n {
			h.h.Redo()
		}
		if !h.m().Equal(last) {
			r.Fatal("all done again, yet the map is another")
		}
	})
}
