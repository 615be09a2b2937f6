package panel

import (
	"fmt"
	"image"
	"testing"

	"gridrat/world/maze"
)

// TestEpisodeCells: the cells lie side by side within the strip, and only the
// one that has changed is drawn anew.
func TestEpisodeCells(t *testing.T) {
	p := Episode{Cells: []Cell{{Name: "time left", Value: "1:30"}, {Name: "score", Value: "0"}, {Name: "goals reached", Value: "0"}, {Name: "this trial", Value: "0.0 s"}, {Name: "your best", Value: "–"}}}
	p.Place(image.Rect(10, 10, 340, 10+int(EpisodeHeight)), 1)
	pieces := p.Pieces()
	if len(pieces) != 1+len(p.Cells) {
		t.Fatalf("%d pieces", len(pieces))
	}
	for i, a := range pieces[1:] {
		for _, b := range pieces[1 : i+1] {
			if a.Rect.Overlaps(b.Rect) || !a.Rect.In(p.Canvas.Bounds()) {
				t.Errorf("a cell at %v, another at %v", a.Rect, b.Rect)
			}
		}
		a.draw()
	}
	pieces[0].draw()
	p.Cells[1].Value = "10"
	if again := p.Pieces(); len(again) != 1 || again[0].Rect != pieces[2].Rect {
		t.Errorf("a new score draws %v anew", again)
	}
}

// TestResultPage: at every size all buttons are on the page, apart from each
// other, and the mouse finds them.
func TestResultPage(t *testing.T) {
	for _, size := range []image.Point{{X: 330, Y: 240}, {X: 810, Y: 700}, {X: 1400, Y: 1000}} {
		for _, rows := range []int{0, 1, 300} {
			p := Result{Title: "Square arena: 40 points", Lines: []string{"4 goals in 90 s, seed 7.", "12.3 m run to them where the shortest ways are 9.8 m: 26 % more."}, Note: "Yours is the mean of the last 20 episodes at most."}
			p.Table = Table{Title: "Your best", Head: []string{"", "score", "map"}, Mark: rows - 1}
			for i := range rows {
				p.Table.Rows = append(p.Table.Rows, []string{fmt.Sprint(i + 1), "40", "Hidden goal, 2.5 m"})
			}
			p.Means = []Mean{{"you", "40, last 1 episode", 40, true}, {"grid-cell agent", "289", 289, false}}
			for _, b := range []string{"again", "new seed", "end"} {
				p.Buttons = append(p.Buttons, Tool{ID: b, Label: b, Tip: "a tip"})
			}
			p.Place(image.Rectangle{Max: size}.Add(image.Pt(20, 20)), 1)
			p.Redraw()
			for i, b := range p.Buttons {
				r := p.RectOf(b.ID)
				if found, ok := p.At(r.Min.Add(r.Size().Div(2))); !ok || found.ID != b.ID || !r.In(p.Rect) {
					t.Errorf("%v, %d rows: button %s is at %v, found %q", size, rows, b.ID, r, found.ID)
				}
				for _, other := range p.Buttons[:i] {
					if r.Overlaps(p.RectOf(other.ID)) {
						t.Errorf("%v: %s overlaps %s", size, b.ID, other.ID)
					}
				}
			}
		}
	}
}

// TestTilesHaveRoomForLines: lines below a map lie within its tile.
func TestTilesHaveRoomForLines(t *testing.T) {
	p := Mazes{Title: "Tasks"}
	m := maze.Map{Name: "A round arena", Outline: maze.Outline{Diameter: 2}}
	for i := range 9 {
		p.Tiles = append(p.Tiles, Tile{ID: fmt.Sprint(i), Name: "A task", Map: m, Lines: []string{"Find the goal that cannot be seen; it stays where it is.", "best 120 · mean of the last 20: 83"}})
	}
	p.Place(image.Rect(20, 20, 1260, 780), 1)
	p.Redraw()
	small := 0
	for i := range 9 {
		r := p.RectOf(fmt.Sprint(i))
		if !r.In(p.Rect) || r.Dy() < 200 {
			small++
		}
	}
	if small > 0 {
		t.Errorf("%d tiles are small or outside the page", small)
	}
}
