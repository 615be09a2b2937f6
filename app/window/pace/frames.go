package pace

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"
)

// Frames is how often the window is drawn. Where there is no graphics card, the
// processor draws, and it has better to do while agents learn as fast as they can:
// then the window is drawn as often as a rat decides. While it is used it is drawn as
// often as the machine can.
type Frames struct {
	counted int       // since then
	since   time.Time // of the second that is counted
	slow    int       // seconds one after the other that had few frames
	last    time.Time // when one was drawn
	touched time.Time // when the window was used
	mouse   image.Point
	keys    []ebiten.Key
}

const (
	// plenty is how many frames a second a machine draws that has a graphics card,
	// or time to spare, even while others compute.
	plenty = 45
	// patient is how many seconds have to have fewer until the window yields: the
	// first ones of a window are slow anyway.
	patient = 4
	// frugal is how many frames a second there are then: decisions of a rat.
	frugal = 15
	// usedFor is how long after it was used the window is drawn freely.
	usedFor = time.Second
)

// Hold waits before a frame as long as it must; yields is that others have more use
// for the processor than the window has.
func (f *Frames) Hold(yields bool) {
	time.Sleep(f.wait(time.Now(), yields, f.used()))
}

// used tells whether the mouse or a key was used since the last frame.
func (f *Frames) used() bool {
	x, y := ebiten.CursorPosition()
	moved := image.Pt(x, y) != f.mouse
	f.mouse = image.Pt(x, y)
	dx, dy := ebiten.Wheel()
	f.keys = inpututil.AppendPressedKeys(f.keys[:0])
	return moved || dx != 0 || dy != 0 || len(f.keys) > 0 ||
		ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) || ebiten.IsMouseButtonPressed(ebiten.MouseButtonMiddle)
}

// wait is how long a frame that could be drawn now waits.
func (f *Frames) wait(now time.Time, yields, used bool) (d time.Duration) {
	if used {
		f.touched = now
	}
	if !yields {
		f.slow, f.counted, f.since, f.last = 0, 0, now, now
		return 0
	}
	if f.since.IsZero() {
		f.since = now
	}
	f.counted++
	if past := now.Sub(f.since); f.slow < patient && past >= time.Second {
		f.slow++
		if float64(f.counted) >= plenty*past.Seconds() {
			f.slow = 0
		}
		f.counted, f.since = 0, now
	}
	if f.slow >= patient && now.Sub(f.touched) >= usedFor {
		d = max(time.Second/frugal-now.Sub(f.last), 0)
	}
	f.last = now.Add(d)
	return d
}

// DrawFinalScreen implements ebiten.FinalScreenDrawer: what was drawn is all of the
// screen, so that nothing has to be mixed.
func (f *Frames) DrawFinalScreen(screen ebiten.FinalScreen, drawn *ebiten.Image, m ebiten.GeoM) {
	if m != (ebiten.GeoM{}) {
		ebiten.DefaultDrawFinalScreen(screen, drawn, m)
		return
	}
	screen.DrawImage(drawn, &ebiten.DrawImageOptions{Blend: ebiten.BlendCopy})
}
