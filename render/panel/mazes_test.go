package panel

import (
	"fmt"
	"image"
	"testing"

	"gridrat/world"
	"gridrat/world/maze"
)

// spotsApart is where the spots of a panel are, which must not overlap.
func spotsApart(t *testing.T, when string, p *Picture) map[string]image.Rectangle {
	t.Helper()
	seen := map[string]image.Rectangle{}
	for _, s := range p.Spots() {
		for id, r := range seen {
			if s.Rect.Overlaps(r) {
				t.Errorf("%s: %s at %v overlaps %s at %v", when, s.ID, s.Rect, id, r)
			}
		}
		seen[s.ID] = s.Rect
	}
	return seen
}

// TestToolsFit: in the narrowest arena too, every tool has its button, within
// the strip and beside the others.
func TestToolsFit(t *testing.T) {
	for _, width := range []int{312, 330, 400, 454, 900} {
		var p Tools
		p.Name = []string{"A map with a name that is as long as names can be"}
		for _, word := range []string{"select", "wall", "door", "goal", "add", "rat", "erase"} {
			p.Tools = append(p.Tools, Tool{ID: word, Label: "W " + word, Short: "W", Tip: "a tip"})
		}
		p.Tools = append(p.Tools,
			Tool{ID: "mazes", Label: "mazes", Tip: "a tip"}, Tool{ID: "keep-maps", Label: "edits continue maps", Short: "continue", Tip: "a tip"},
			Tool{ID: "learn-here", Label: "learn here", Short: "learn", Tip: "a tip", On: true})
		p.Place(image.Rect(10, 10, 10+width, 10+int(ToolsHeight)), 1)
		p.Pieces()
		seen := spotsApart(t, fmt.Sprintf("%d wide", width), &p.Picture)
		for _, s := range p.Spots() {
			if !s.Rect.In(p.Rect) || s.Tip == "" && s.ID != SpotMap {
				t.Errorf("%d wide: %s is at %v, tip %q", width, s.ID, s.Rect, s.Tip)
			}
		}
		for _, tool := range p.Tools {
			if seen[tool.ID].Empty() {
				t.Errorf("%d wide: there is no %s", width, tool.ID)
			}
		}
	}
}

// TestMazesPage: however many there are, all tiles are on the page, and the
// mouse finds the one that it is over.
func TestMazesPage(t *testing.T) {
	m := maze.Map{Name: "A round arena", Outline: maze.Outline{Diameter: 2}, Starts: []maze.Start{{At: world.Vec{X: 0.5}, Radius: 0.1}}}
	for _, size := range []image.Point{{X: 440, Y: 280}, {X: 1240, Y: 760}, {X: 1880, Y: 1040}} {
		for _, n := range []int{1, 16, 28} {
			p := Mazes{Title: "Mazes"}
			for i := range n {
				p.Tiles = append(p.Tiles, Tile{ID: fmt.Sprint(i), Name: m.Name, Note: "new", Map: m})
			}
			p.Place(image.Rectangle{Max: size}.Add(image.Pt(20, 20)), 1)
			p.Redraw()
			for i := range n {
				r := p.RectOf(fmt.Sprint(i))
				if r.Dx() < 30 || r.Dy() < 30 || !r.In(p.Rect) {
					t.Fatalf("%d tiles on %v: tile %d is at %v", n, size, i, r)
				}
				if found, ok := p.At(r.Min.Add(r.Size().Div(2))); !ok || found.ID != fmt.Sprint(i) {
					t.Errorf("%d tiles on %v: in the middle of tile %d there is %q", n, size, i, found.ID)
				}
			}
			if _, ok := p.At(p.Rect.Min.Add(image.Pt(2, 2))); ok {
				t.Error("there is a tile in the corner of the page")
			}
		}
	}
}

// TestToolsFold: where there is no room for all buttons of the strip, those are left
// out that may be, and the others stay.
func TestToolsFold(t *testing.T) {
	p := &Tools{Name: []string{"Goal-doors maze edited: agent grid", "grid"}}
	for _, key := range []string{"V", "W", "D", "G", "A", "E"} {
		p.Tools = append(p.Tools, Tool{ID: "tool-" + key, Label: key})
	}
	p.Tools = append(p.Tools, Tool{ID: "tasks", Label: "tasks", Folds: true}, Tool{ID: "agents", Label: "agents", Folds: true},
		Tool{ID: "again", Label: "again"}, Tool{ID: "next", Label: "next"}, Tool{ID: "as-task", Label: "as the task"})
	for width, folded := range map[int]bool{500: false, 340: true} {
		drawn(&p.Picture, image.Pt(width, ToolsHeight), 1, p.Pieces)
		for _, tool := range p.Tools {
			if shown := !p.spotOf(tool.ID).Empty(); shown != (!tool.Folds || !folded) {
				t.Errorf("%d points wide, the button %s is shown: %v", width, tool.ID, shown)
			}
		}
	}
}
