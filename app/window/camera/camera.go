// Package camera films the window, with a red dot on it that the film does not
// have. It belongs to Ebitengine's goroutine.
package camera

import (
	"fmt"
	"image"
	"image/color"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/filming"
	"gridrat/app/status"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/render/scene"
)

// recordingRed is the colour of the dot.
var recordingRed = color.RGBA{235, 70, 70, 255}

// Camera films the window (F9). To read the screen has the graphics card
// finish what it does: that is what a picture costs the window. So what is read
// is small already, and pictures become rarer where they cost more than a
// quarter of the time.
type Camera struct {
	*filming.Recorder
	next    time.Time     // of the next picture
	read    int           // pictures of the screen
	reading time.Duration // that they took

	Changed bool // the screen, since the last picture

	shrink scene.Shrink
	small  *ebiten.Image // the screen at the size of the film
	mark   panel.Picture // the red dot, which is not in the film
	second int           // that it shows
	under  *ebiten.Image // what it covers
	lies   bool          // it is on the screen
}

// New begins a film of a screen of some size.
func New(size image.Point, now time.Time) *Camera {
	return &Camera{Recorder: filming.NewRecorder(filming.SizeOf(size), now), next: now, Changed: true, second: -1}
}

// Free frees what the camera has on the graphics card.
func (f *Camera) Free() {
	for _, img := range []*ebiten.Image{f.small, f.under} {
		if img != nil {
			img.Deallocate()
		}
	}
}

// cost is what a picture takes of the window's time, in milliseconds.
func (f *Camera) cost() float64 { return 1e3 * f.reading.Seconds() / float64(max(f.read, 1)) }

// Words say what the film costs.
func (f *Camera) Words() string {
	return fmt.Sprintf("film: %d pictures, %.1f ms each, %.1f MB", f.Pictures(), f.cost(), float64(f.Bytes())/1e6)
}

// Film takes the next picture of the screen when its time has come.
func (f *Camera) Film(screen *ebiten.Image, cursor image.Point, now time.Time) error {
	if now.Before(f.next) {
		return nil
	}
	begin := time.Now()
	e := f.Take()
	if e == nil {
		return nil // soon
	}
	e.At, e.Again = f.Hundredths(now), !f.Changed
	r, side := filming.Fitted(screen.Bounds().Size(), f.Size)
	e.Pointer = figure.Pt{X: float64(r.Min.X) + (float64(cursor.X)+0.5)/side, Y: float64(r.Min.Y) + (float64(cursor.Y)+0.5)/side}
	e.Shown = cursor.In(screen.Bounds())
	e.Down = ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) || ebiten.IsMouseButtonPressed(ebiten.MouseButtonRight)
	if f.Changed {
		from := screen
		if f.Size != screen.Bounds().Size() {
			if f.small == nil {
				f.small = ebiten.NewImage(f.Size.X, f.Size.Y)
			}
			f.small.Fill(figure.Dark.Background)
			if err := f.shrink.Draw(f.small, r, screen); err != nil {
				return err
			}
			from = f.small
		}
		from.ReadPixels(e.Img.Pix)
		f.read, f.reading = f.read+1, f.reading+time.Since(begin)
		f.Changed = false
	}
	f.Give(e)
	const interval = time.Second / filming.Rate
	if f.next = f.next.Add(interval); f.next.Before(now) {
		f.next = now.Add(interval) // what was missed is not made up for
	}
	if rest := now.Add(4 * time.Since(begin)); f.next.Before(rest) {
		f.next = rest
	}
	return nil
}

// Lift takes the red dot from the screen.
func (f *Camera) Lift(screen *ebiten.Image) {
	if !f.lies {
		return
	}
	f.lies = false
	var o ebiten.DrawImageOptions
	o.Blend = ebiten.BlendCopy
	o.GeoM.Translate(float64(f.mark.Rect.Min.X), float64(f.mark.Rect.Min.Y))
	screen.DrawImage(f.under, &o)
}

// Lay puts the red dot, with the seconds, at the upper right of a rectangle.
func (f *Camera) Lay(screen *ebiten.Image, within image.Rectangle, scale float64, now time.Time) {
	second := int(now.Sub(f.Begun).Seconds())
	size := image.Pt(int(58*scale), int(17*scale))
	r := image.Rectangle{Min: image.Pt(within.Max.X-size.X, within.Min.Y), Max: image.Pt(within.Max.X, within.Min.Y+size.Y)}
	changed := f.mark.Place(r, scale) || second != f.second
	if f.second = second; changed {
		c := f.mark.Canvas
		c.Fill(c.Bounds(), c.Theme.Background)
		c.Disc(c.Bounds(), figure.Pt{X: c.Px0(9), Y: c.Px0(8.5)}, c.Px0(4.5), recordingRed)
		c.Text(c.Bounds(), c.Px0(53), c.Px0(12.5), figure.Font{Size: 11, Medium: true}, figure.Right, c.Theme.Ink, fmt.Sprintf("%d:%02d", second/60, second%60))
		f.mark.Touch(c.Bounds())
	}
	if f.under == nil || f.under.Bounds().Size() != size {
		if f.under != nil {
			f.under.Deallocate()
		}
		f.under = ebiten.NewImage(max(size.X, 1), max(size.Y, 1))
	}
	f.under.DrawImage(screen.SubImage(r).(*ebiten.Image), &ebiten.DrawImageOptions{Blend: ebiten.BlendCopy})
	scene.Show(screen, &f.mark, true)
	f.lies = true
}

// Status is the film that is being made, for scripts; there may be none.
func (f *Camera) Status(now time.Time) status.Film {
	if f == nil {
		return status.Film{}
	}
	return status.Film{On: true, Seconds: now.Sub(f.Begun).Seconds(), Pictures: f.Pictures(), Bytes: f.Bytes(), CostMS: f.cost()}
}
