// Package pointer is the mouse, and what it does to the window itself: tips, the
// view of the arena, its own shape. It belongs to the window's goroutine.
package pointer

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"
)

// Mouse is the pointer. The zero value has not been found yet.
type Mouse struct {
	At      image.Point // in pixels of the screen
	Clicked bool        // the left button went down in this tick
	Tip     string      // of the spot under it
	Panning bool        // it drags the view of the arena

	pan   image.Point // from where
	shape ebiten.CursorShapeType
}

// Find notes where the mouse is, and tells whether what it does makes the controls,
// which are in a rectangle, restless: tips come and go, buttons light up.
func (m *Mouse) Find(bar image.Rectangle) (restless bool) {
	x, y := ebiten.CursorPosition()
	p := image.Pt(x, y)
	m.Clicked = inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft)
	restless = (p != m.At || m.Clicked) && (p.In(bar) || m.At.In(bar)) || Held()
	m.At = p
	return restless
}

// Show gives the mouse a shape.
func (m *Mouse) Show(shape ebiten.CursorShapeType) {
	if shape != m.shape {
		m.shape = shape
		ebiten.SetCursorShape(shape)
	}
}

// Held tells whether the left button is down.
func Held() bool { return ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) }

// Wheel returns the turns of the wheel in this tick, up above 0.
func Wheel() float64 {
	_, dy := ebiten.Wheel()
	return dy
}

// View is what can be looked around in.
type View interface {
	Zoom(at image.Point, factor float64)
	Pan(by image.Point)
}

// LookAround pans with the middle button and zooms with the wheel; in is that
// the mouse is over the view.
func (m *Mouse) LookAround(v View, in bool) {
	if in {
		if dy := Wheel(); dy != 0 {
			v.Zoom(m.At, zoomFactor(dy))
		}
		if inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonMiddle) {
			m.Panning, m.pan = true, m.At
		}
	}
	if m.Panning {
		if m.At != m.pan {
			v.Pan(m.At.Sub(m.pan))
			m.pan = m.At
		}
		m.Panning = ebiten.IsMouseButtonPressed(ebiten.MouseButtonMiddle)
	}
}

// zoomFactor is how much a turn of the wheel enlarges.
func zoomFactor(turns float64) float64 {
	turns = min(max(turns, -4), 4)
	factor := 1.0
	for ; turns >= 1; turns-- {
		factor *= 1.2
	}
	for ; turns <= -1; turns++ {
		factor /= 1.2
	}
	return factor * (1 + 0.2*turns)
}
