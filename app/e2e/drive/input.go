package drive

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// KeyDown has a key be down from the next tick on.
func (w *Window) KeyDown(k ebiten.Key) { w.guest.PressKey(k) }

// KeyUp lets a key go.
func (w *Window) KeyUp(k ebiten.Key) { w.guest.ReleaseKey(k) }

// MouseDown has a button of the mouse be down from the next tick on.
func (w *Window) MouseDown(b ebiten.MouseButton) { w.guest.PressMouseButton(b) }

// MouseUp lets a button of the mouse go.
func (w *Window) MouseUp(b ebiten.MouseButton) { w.guest.ReleaseMouseButton(b) }

// Wheel turns the wheel in the next tick.
func (w *Window) Wheel(turns float64) { w.guest.ScrollWheel(0, turns) }

// At is where the mouse is.
func (w *Window) At() image.Point { return w.at }

// Press presses keys together and lets them go.
func (w *Window) Press(keys ...ebiten.Key) {
	w.T.Helper()
	for _, k := range keys {
		w.guest.PressKey(k)
	}
	w.advance(1, false)
	for _, k := range keys {
		w.guest.ReleaseKey(k)
	}
	w.Step()
}

// Typed types a text and Enter.
func (w *Window) Typed(text string) {
	w.T.Helper()
	for _, r := range text {
		w.guest.TypeRune(r)
	}
	w.Step()
	w.Press(ebiten.KeyEnter)
}

// Point moves the mouse to the middle of something.
func (w *Window) Point(name string) {
	w.T.Helper()
	r := w.Until(name+" is on screen", func(s Status) bool { return !s.Rect(name).Empty() }).Rect(name)
	w.MoveTo(r.Min.Add(r.Size().Div(2)))
}

// MoveTo moves the mouse to a point of the screen.
func (w *Window) MoveTo(p image.Point) {
	w.T.Helper()
	w.guest.MoveCursor(float64(p.X)+0.5, float64(p.Y)+0.5)
	w.at = p
	w.Step()
}

// Click clicks the middle of something.
func (w *Window) Click(name string) {
	w.T.Helper()
	w.Point(name)
	w.Button(true)
	w.Button(false)
}

// Button presses the left button of the mouse, or lets it go.
func (w *Window) Button(down bool) {
	w.T.Helper()
	if down {
		w.guest.PressMouseButton(ebiten.MouseButtonLeft)
	} else {
		w.guest.ReleaseMouseButton(ebiten.MouseButtonLeft)
	}
	w.advance(1, false)
	w.Frame() // the controls take note of the button where they are drawn
}

// Drag drags from one point to another, as a hand does: with stops between.
func (w *Window) Drag(from, to image.Point) {
	w.T.Helper()
	w.MoveTo(from)
	w.Frame() // a hand drags what it sees
	w.Button(true)
	const stops = 4
	for i := 1; i <= stops; i++ {
		w.MoveTo(from.Add(to.Sub(from).Mul(i).Div(stops)))
		w.Frame()
	}
	w.Button(false)
}

// Hold holds keys for some ticks.
func (w *Window) Hold(ticks int, keys ...ebiten.Key) {
	w.T.Helper()
	for _, k := range keys {
		w.guest.PressKey(k)
	}
	w.Run(ticks)
	for _, k := range keys {
		w.guest.ReleaseKey(k)
	}
	w.Step()
}

// WheelOver turns the wheel over something.
func (w *Window) WheelOver(over string, turns float64) {
	w.T.Helper()
	w.Point(over)
	w.guest.ScrollWheel(0, turns)
	w.Step()
}
