package e2e

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/world/maze"
)

// mapStatus is the map by the program's own account.
type mapStatus struct {
	Tool     string
	Name     string
	Path     string
	Text     string
	Counts   map[string]int
	Unsaved  bool
	Undoable bool
	Redoable bool
	Busy     bool
	Kept     bool
	Selected []string
	Hover    string
	Problems []string
	Hint     string
	Rat      [2]float64
	Heading  float64
	Driven   bool
	Free     bool
	Learns   string
	Spread   bool
	MapsFrom int  `json:"maps_from"`
	KeepMaps bool `json:"keep_maps"`
	Caption  string
	Origin   [2]float64
	Metre    float64
}

// pixel is the point of the screen at a place of the map, in metres.
func (s mapStatus) pixel(x, y float64) image.Point {
	return image.Pt(int(math.Floor(s.Origin[0]+x*s.Metre)), int(math.Floor(s.Origin[1]-y*s.Metre)))
}

// decoded is the map that the window shows.
func (w *window) decoded() maze.Map {
	w.t.Helper()
	m, err := maze.Decode([]byte(w.status().Map.Text))
	if err != nil {
		w.t.Fatalf("the map is not valid: %v", err)
	}
	return m
}

// draw drags on the map from one place to another, both in metres.
func (w *window) draw(x0, y0, x1, y1 float64) {
	w.t.Helper()
	m := w.status().Map
	w.moveTo(m.pixel(x0, y0))
	w.guest.PressMouseButton(ebiten.MouseButtonLeft)
	w.step()
	w.moveTo(m.pixel((x0+x1)/2, (y0+y1)/2))
	w.moveTo(m.pixel(x1, y1))
	w.guest.ReleaseMouseButton(ebiten.MouseButtonLeft)
	w.step()
}

// clickMap clicks a place of the map.
func (w *window) clickMap(x, y float64) {
	w.t.Helper()
	w.moveTo(w.status().Map.pixel(x, y))
	w.guest.PressMouseButton(ebiten.MouseButtonLeft)
	w.step()
	w.guest.ReleaseMouseButton(ebiten.MouseButtonLeft)
	w.step()
}

// keep writes the screen to a file in the folder of GRIDRAT_PICTURES, for
// people to look at.
func (w *window) keep(name string) {
	w.t.Helper()
	dir := os.Getenv("GRIDRAT_PICTURES")
	if dir == "" {
		return
	}
	var b bytes.Buffer
	if err := png.Encode(&b, w.picture()); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), b.Bytes(), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// room draws a room in a corner of the default enclosure with a door in its
// wall, and a goal.
func (w *window) room() {
	w.t.Helper()
	w.press(ebiten.KeyW)
	w.draw(0.2, 1.1, 0.2, 0.1)
	w.draw(0.2, 0.1, 1.1, 0.1)
	w.press(ebiten.KeyD)
	w.clickMap(0.2, 0.6)
	w.press(ebiten.KeyG)
	w.clickMap(0.7, 0.6)
}

// saveAs answers the dialog that asks for a path.
func (w *window) saveAs(path string) {
	w.t.Helper()
	w.until("the dialog", func(s status) bool { return s.Dialog == "Save the map as" })
	w.clearField()
	w.typed(path)
}

// clearField empties the field of the dialog.
func (w *window) clearField() {
	w.t.Helper()
	w.press(ebiten.KeyControlLeft, ebiten.KeyA)
	w.press(ebiten.KeyBackspace)
	if text := w.status().DialogText; text != "" {
		w.t.Fatalf("the field still has %q", text)
	}
}
