package drive

import (
	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/world/maze"
)

// Decoded is the map that the window shows.
func (w *Window) Decoded() maze.Map {
	w.T.Helper()
	m, err := maze.Decode([]byte(w.Status().Map.Text))
	if err != nil {
		w.T.Fatalf("the map is not valid: %v", err)
	}
	return m
}

// Draw drags on the map from one place to another, both in metres.
func (w *Window) Draw(x0, y0, x1, y1 float64) {
	w.T.Helper()
	m := w.Status().Map
	w.MoveTo(m.Pixel(x0, y0))
	w.guest.PressMouseButton(ebiten.MouseButtonLeft)
	w.Step()
	w.MoveTo(m.Pixel((x0+x1)/2, (y0+y1)/2))
	w.MoveTo(m.Pixel(x1, y1))
	w.guest.ReleaseMouseButton(ebiten.MouseButtonLeft)
	w.Step()
}

// ClickMap clicks a place of the map.
func (w *Window) ClickMap(x, y float64) {
	w.T.Helper()
	w.MoveTo(w.Status().Map.Pixel(x, y))
	w.guest.PressMouseButton(ebiten.MouseButtonLeft)
	w.Step()
	w.guest.ReleaseMouseButton(ebiten.MouseButtonLeft)
	w.Step()
}

// Room draws a room in a corner of the default enclosure with a door in its
// wall, and a goal.
func (w *Window) Room() {
	w.T.Helper()
	w.Press(ebiten.KeyW)
	w.Draw(0.2, 1.1, 0.2, 0.1)
	w.Draw(0.2, 0.1, 1.1, 0.1)
	w.Press(ebiten.KeyD)
	w.ClickMap(0.2, 0.6)
	w.Press(ebiten.KeyG)
	w.ClickMap(0.7, 0.6)
}

// SaveAs answers the dialog that asks for a path.
func (w *Window) SaveAs(path string) {
	w.T.Helper()
	w.Until("the dialog", func(s Status) bool { return s.Dialog == "Save the map as" })
	w.ClearField()
	w.Typed(path)
}

// ClearField empties the field of the dialog.
func (w *Window) ClearField() {
	w.T.Helper()
	w.Press(ebiten.KeyControlLeft, ebiten.KeyA)
	w.Press(ebiten.KeyBackspace)
	if text := w.Status().DialogText; text != "" {
		w.T.Fatalf("the field still has %q", text)
	}
}
