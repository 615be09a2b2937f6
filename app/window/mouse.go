package window

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/app/editor"
)

// mouse is the pointer and what it does to the window itself.
type mouse struct {
	at      image.Point // in pixels of the screen
	clicked bool        // the left button went down in this tick
	tip     string      // of the spot under it
	panning bool        // it drags the view of the arena
	pan     image.Point // from where
	shape   ebiten.CursorShapeType
}

// cursors are the shapes of the mouse.
var cursors = [...]ebiten.CursorShapeType{
	editor.Arrow: ebiten.CursorShapeDefault, editor.Hand: ebiten.CursorShapePointer,
	editor.Cross: ebiten.CursorShapeCrosshair, editor.Move: ebiten.CursorShapeMove,
}

// find notes where the mouse is. Among the controls it makes these restless.
func (m *mouse) find(s *screen, now time.Time) {
	x, y := ebiten.CursorPosition()
	p := image.Pt(x, y)
	m.clicked = inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft)
	if (p != m.at || m.clicked) && s.panels && (p.In(s.Bar) || m.at.In(s.Bar)) || held() {
		s.restless = now.Add(restlessFor) // tips come and go, buttons light up
	}
	m.at = p
}

// show gives the mouse a shape.
func (m *mouse) show(shape ebiten.CursorShapeType) {
	if shape != m.shape {
		m.shape = shape
		ebiten.SetCursorShape(shape)
	}
}

// held tells whether the left button is down.
func held() bool { return ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) }

// wheel returns the turns of the wheel in this tick, up above 0.
func wheel() float64 {
	_, dy := ebiten.Wheel()
	return dy
}

// view is what can be looked around in.
type view interface {
	Zoom(at image.Point, factor float64)
	Pan(by image.Point)
}

// lookAround pans with the middle button and zooms with the wheel; in is that
// the mouse is over the view.
func (m *mouse) lookAround(v view, in bool) {
	if in {
		if dy := wheel(); dy != 0 {
			v.Zoom(m.at, zoomFactor(dy))
		}
		if inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonMiddle) {
			m.panning, m.pan = true, m.at
		}
	}
	if m.panning {
		if m.at != m.pan {
			v.Pan(m.at.Sub(m.pan))
			m.pan = m.at
		}
		m.panning = ebiten.IsMouseButtonPressed(ebiten.MouseButtonMiddle)
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
