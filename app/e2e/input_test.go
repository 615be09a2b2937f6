package e2e

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// press presses keys together and lets them go.
func (w *window) press(keys ...ebiten.Key) {
	w.t.Helper()
	for _, k := range keys {
		w.guest.PressKey(k)
	}
	w.advance(false)
	for _, k := range keys {
		w.guest.ReleaseKey(k)
	}
	w.step()
}

// typed types a text and Enter.
func (w *window) typed(text string) {
	w.t.Helper()
	for _, r := range text {
		w.guest.TypeRune(r)
	}
	w.step()
	w.press(ebiten.KeyEnter)
}

// point moves the mouse to the middle of something.
func (w *window) point(name string) {
	w.t.Helper()
	r := w.until(name+" is on screen", func(s status) bool { return !s.rect(name).Empty() }).rect(name)
	w.moveTo(r.Min.Add(r.Size().Div(2)))
}

func (w *window) moveTo(p image.Point) {
	w.t.Helper()
	w.guest.MoveCursor(float64(p.X)+0.5, float64(p.Y)+0.5)
	w.at = p
	w.step()
}

// click clicks the middle of something.
func (w *window) click(name string) {
	w.t.Helper()
	w.point(name)
	w.button(true)
	w.button(false)
}

func (w *window) button(down bool) {
	w.t.Helper()
	if down {
		w.guest.PressMouseButton(ebiten.MouseButtonLeft)
	} else {
		w.guest.ReleaseMouseButton(ebiten.MouseButtonLeft)
	}
	w.advance(false)
	w.step()
}

// drag drags from one point to another, as a hand does: with stops between.
func (w *window) drag(from, to image.Point) {
	w.t.Helper()
	w.moveTo(from)
	w.step()
	w.button(true)
	const stops = 4
	for i := 1; i <= stops; i++ {
		w.moveTo(from.Add(to.Sub(from).Mul(i).Div(stops)))
	}
	w.button(false)
}
