package panel

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"gridrat/render/figure"
	"gridrat/render/internal/golden"
	"gridrat/world"
	"gridrat/world/maze"
)

// raced are the cells of the clock of a race.
func raced() []Cell {
	s := figure.Dark.Series
	return []Cell{
		{Name: "time left", Value: "0:40", About: "race"},
		{Name: "you", Value: "120 · 12 goals", Hue: s[3], About: "race"},
		{Name: "grid", Value: "290 · 29 goals", Hue: s[0], About: "race"},
	}
}

// TestRaceGolden: the clock of a race, the page on which one is chosen, and what came
// of it look as they did.
func TestRaceGolden(t *testing.T) {
	clock := &Episode{Cells: raced(), Urgent: true}
	golden.Check(t, "race-clock", drawn(&clock.Picture, image.Pt(510, int(EpisodeHeight)), 1, clock.Pieces))

	arena := maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 2.5})
	white := color.RGBA{255, 255, 255, 255}
	p := &Mazes{Title: "A race: Square arena", Foot: "A click begins; Esc closes this page.", Tiles: []Tile{
		{ID: "episode", Name: "Episode: a new one", Note: "click for another", Map: arena, Lines: []string{"a seed that nobody has learnt from"}},
		{ID: "you", Name: "You against grid", Note: "watched", Map: arena, Lines: []string{"as it is now: 396,800 decisions, seed 1; score 313"}, Rats: []color.RGBA{white, figure.Dark.Series[0]}},
		{ID: "two", Name: "Grid against place", Map: arena, Rats: []color.RGBA{figure.Dark.Series[0], figure.Dark.Series[1]}},
	}}
	p.Place(image.Rect(0, 0, 800, 330), 1)
	p.Redraw()
	golden.Check(t, "race-page", p.Canvas.Img)

	for name, kept := range map[string]bool{"race-result": true, "race-result-agents": false} {
		r := &Result{Title: "Grid wins: 290 to 120 against you", Lines: []string{"Square arena, seed 7, 90 s: the same maze, goal and first start for both."}, Note: "Means of agents are of frozen tests."}
		r.Runs = Table{Title: "This race", Head: []string{"score", "goals", "efficiency", "who"}, Rows: [][]string{{"120", "12", "0.81", "you"}, {"290", "29", "0.76", "grid"}}, Mark: 1}
		r.Plot = figure.Plot{Title: "score", XLabel: "seconds", YMin: 0, YMax: math.NaN(), Format: Points}
		for i, c := range raced()[1:] {
			s := figure.Series{Name: c.Name, Color: c.Hue}
			for k := range 91 {
				s.X, s.Y = append(s.X, float64(k)), append(s.Y, float64(10*(k*(12+17*i)/90)))
			}
			r.Series = append(r.Series, s)
		}
		if kept {
			r.Table = Table{Title: "Your best episodes of this task", Head: []string{"", "score", "against", "map"}, Rows: [][]string{{"1", "150", "–", "Hidden goal, 2.5 m"}, {"2", "120", "grid 5M: 290", "Hidden goal, 2.5 m"}}, Mark: 1}
		}
		r.Means = []Mean{{Label: "you", Text: "97, last 3 episodes", Value: 97, Mine: true}, {Label: "grid", Text: "437 in tests", Value: 437}}
		r.Buttons = []Tool{{ID: "again", Label: "again · Backspace"}, {ID: "new", Label: "new seed · N"}}
		r.Arrange(image.Rect(0, 0, 640, 560), 1)
		golden.Check(t, name, r.Canvas.Img)
		if again := r.Arrange(image.Rect(0, 0, 640, 560), 1); again {
			t.Error("it is drawn again although nothing has changed")
		}
		at := r.RectOf("new").Min.Add(image.Pt(3, 3))
		if do, over := r.Point(at, true); do != "new" || !over || !r.Stale {
			t.Errorf("a click on new seed is for %q, over %v", do, over)
		}
	}
	var none *Result
	if do, over := none.Point(image.Pt(3, 3), true); do != "" || over || none.Arrange(image.Rect(0, 0, 9, 9), 1) {
		t.Errorf("a page that is not there takes a click for %q", do)
	}
}

// TestRaceFits: at every size the parts of the page of a race lie within it.
func TestRaceFits(t *testing.T) {
	for _, size := range []image.Point{{X: 330, Y: 240}, {X: 810, Y: 700}, {X: 1400, Y: 1000}} {
		for _, scale := range []float64{0.75, 1, 2} {
			r := &Result{Title: "A draw", Runs: Table{Title: "This race", Head: []string{"score", "who"}, Rows: [][]string{{"120", "you"}, {"120", "grid"}}}}
			r.Series = []figure.Series{{Name: "you", X: []float64{0, 90}, Y: []float64{0, 120}}}
			r.Plot = figure.Plot{Title: "score", YMin: 0, YMax: math.NaN()}
			for i := range 3 {
				r.Buttons = append(r.Buttons, Tool{ID: fmt.Sprint(i), Label: "a"})
			}
			r.Arrange(image.Rectangle{Max: size}, scale)
			for _, b := range r.Buttons {
				if at := r.RectOf(b.ID); !at.In(r.Rect) {
					t.Errorf("%v at %v: button %s is at %v", size, scale, b.ID, at)
				}
			}
		}
	}
}
