package panel

import (
	"image"
	"math"
	"strings"
	"testing"

	"gridrat/brain/tuning"
	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/maze"
)

// ownPath is a path that has been to two bins, in a room with a wall.
func ownPath() *OwnPath {
	m := tuning.Map{N: 8, Rate: make([]float64, 64), Time: make([]float64, 64)}
	for i := range m.Rate {
		m.Rate[i] = math.NaN()
	}
	m.Rate[9], m.Rate[10] = 0.25, 0.125
	return &OwnPath{
		Map: m, Half: 1.1, Moves: 7, Metres: 0.31, Like: 0.5,
		Plan: maze.Map{
			Outline: maze.Outline{Corners: world.Enclosure{Shape: world.Square, Size: 2.2}.Outline()},
			Walls:   []maze.Wall{{A: world.Vec{Y: -1}, B: world.Vec{Y: 1}, Thickness: 0.05}},
		},
	}
}

// TestPathPage: the page says how long the path is and whose, shows its map,
// and the walls over it.
func TestPathPage(t *testing.T) {
	s := &View{Snapshot: curved()}
	p := Inspector{Page: PagePath, Colors: figure.Viridis}
	p.Place(image.Rect(0, 0, 460, 320), 1)
	shown := func(path *OwnPath) (text, pixels string) {
		p.Canvas.Record()
		clear(p.shown)
		finish(&p.Picture, p.Pieces(s, Look{Unit: 2, Chosen: 2, Path: path}))
		for _, m := range svgText.FindAllStringSubmatch(string(p.Canvas.SVG(nil)), -1) {
			text += m[5] + "\n"
		}
		return text, string(p.Canvas.Img.Pix)
	}
	text, walled := shown(ownPath())
	for _, want := range []string{"the watched rat's own path", "0.3 m in 7 moves, peak 0.25", "correlates 0.50"} {
		if !strings.Contains(strings.ReplaceAll(text, "&#39;", "'"), want) {
			t.Errorf("the page does not say %q:\n%s", want, text)
		}
	}
	open := ownPath()
	open.Plan.Walls = nil
	if _, bare := shown(open); bare == walled {
		t.Error("the walls are not drawn")
	}
	driven := ownPath()
	driven.Driven, driven.Like = true, math.NaN()
	if text, _ := shown(driven); !strings.Contains(text, "the path that you drive") || strings.Contains(text, "correlates") {
		t.Errorf("of a driven path in another square the page says\n%s", text)
	}
}
