package main

import (
	"fmt"
	"image"
	"image/color"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/render/scene"
)

// recordingRed is the colour of the dot.
var recordingRed = color.RGBA{235, 70, 70, 255}

// camera films the window (F9). To read the screen has the graphics card
// finish what it does: that is what a picture costs the window. So what is read
// is small already, and pictures become rarer where they cost more than a
// quarter of the time.
type camera struct {
	*recorder
	next    time.Time     // of the next picture
	read    int           // pictures of the screen
	reading time.Duration // that they took
	changed bool          // the screen, since the last one

	shrink scene.Shrink
	small  *ebiten.Image // the screen at the size of the film
	mark   panel.Picture // the red dot, which is not in the film
	second int           // that it shows
	under  *ebiten.Image // what it covers
	lies   bool          // it is on the screen
}

// record begins a film of the window, or ends it.
func (g *game) record() {
	if g.rec != nil {
		g.endRecording("")
		return
	}
	size := image.Pt(g.width, g.height)
	if size.X > filmWidth {
		size = image.Pt(filmWidth, max((g.height*filmWidth+g.width/2)/g.width, 1))
	}
	r := newRecorder(size, g.last)
	g.rec = &camera{recorder: r, next: g.last, changed: true, second: -1}
	g.writing.Go(func() { g.saves <- r.run(g.folders.out) })
}

// endRecording ends the film; why says what has ended it if it was not the
// user.
func (g *game) endRecording(why string) {
	f := g.rec
	f.stop(g.last)
	if why != "" {
		g.tell(false, "The film ends: "+why+".")
	}
	for _, img := range []*ebiten.Image{f.small, f.under} {
		if img != nil {
			img.Deallocate()
		}
	}
	g.rec, g.whole = nil, true // no red dot
}

// watchRecording ends a film that has become too long or too large.
func (g *game) watchRecording(now time.Time) {
	if g.rec == nil {
		return
	}
	if why := g.rec.over(now); why != "" {
		g.endRecording(why)
	}
}

// paintAndRecord draws the window, with a red dot that the film does not have.
func (g *game) paintAndRecord(screen *ebiten.Image) {
	f, now := g.rec, g.last
	f.lift(screen)
	f.changed = g.paint(screen) || f.changed
	if err := f.film(screen, g.cursor, now); err != nil {
		g.endRecording(err.Error())
		return
	}
	f.lay(screen, g.layout.arena, g.layout.scale, now)
}

// cost is what a picture takes of the window's time, in milliseconds.
func (f *camera) cost() float64 { return 1e3 * f.reading.Seconds() / float64(max(f.read, 1)) }

// words say what the film costs.
func (f *camera) words() string {
	return fmt.Sprintf("film: %d pictures, %.1f ms each, %.1f MB", f.pictures.Load(), f.cost(), float64(f.bytes.Load())/1e6)
}

// film takes the next picture of the screen when its time has come.
func (f *camera) film(screen *ebiten.Image, cursor image.Point, now time.Time) error {
	if now.Before(f.next) {
		return nil
	}
	begin := time.Now()
	e := f.take()
	if e == nil {
		return nil // soon
	}
	e.at, e.again = f.hundredths(now), !f.changed
	r, side := fitted(screen.Bounds().Size(), f.size)
	e.pointer = figure.Pt{X: float64(r.Min.X) + (float64(cursor.X)+0.5)/side, Y: float64(r.Min.Y) + (float64(cursor.Y)+0.5)/side}
	e.shown = cursor.In(screen.Bounds())
	e.down = ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) || ebiten.IsMouseButtonPressed(ebiten.MouseButtonRight)
	if f.changed {
		from := screen
		if f.size != screen.Bounds().Size() {
			if f.small == nil {
				f.small = ebiten.NewImage(f.size.X, f.size.Y)
			}
			f.small.Fill(figure.Dark.Background)
			if err := f.shrink.Draw(f.small, r, screen); err != nil {
				return err
			}
			from = f.small
		}
		from.ReadPixels(e.img.Pix)
		f.read, f.reading = f.read+1, f.reading+time.Since(begin)
		f.changed = false
	}
	f.give(e)
	const interval = time.Second / filmRate
	if f.next = f.next.Add(interval); f.next.Before(now) {
		f.next = now.Add(interval) // what was missed is not made up for
	}
	if rest := now.Add(4 * time.Since(begin)); f.next.Before(rest) {
		f.next = rest
	}
	return nil
}

// fitted is where a screen lies in a film that began with another one, and how
// many of its pixels are one of the film.
func fitted(screen, film image.Point) (r image.Rectangle, side float64) {
	side = max(float64(screen.X)/float64(film.X), float64(screen.Y)/float64(film.Y))
	size := image.Pt(max(int(float64(screen.X)/side+0.5), 1), max(int(float64(screen.Y)/side+0.5), 1))
	return image.Rectangle{Max: size}.Add(film.Sub(size).Div(2)), side
}

// lift takes the red dot from the screen.
func (f *camera) lift(screen *ebiten.Image) {
	if !f.lies {
		return
	}
	f.lies = false
	var o ebiten.DrawImageOptions
	o.Blend = ebiten.BlendCopy
	o.GeoM.Translate(float64(f.mark.Rect.Min.X), float64(f.mark.Rect.Min.Y))
	screen.DrawImage(f.under, &o)
}

// lay puts the red dot, with the seconds, at the upper right of a rectangle.
func (f *camera) lay(screen *ebiten.Image, within image.Rectangle, scale float64, now time.Time) {
	second := int(now.Sub(f.begun).Seconds())
	size := image.Pt(int(58*scale), int(17*scale))
	r := image.Rectangle{Min: image.Pt(within.Max.X-size.X, within.Min.Y), Max: image.Pt(within.Max.X, within.Min.Y+size.Y)}
	changed := f.mark.Place(r, scale) || second != f.second
	if f.second = second; changed {
		c := f.mark.Canvas
		c.Fill(c.Bounds(), c.Theme.Background)
		c.Disc(c.Bounds(), figure.Pt{X: c.Px0(9), Y: c.Px0(8.5)}, c.Px0(4.5), recordingRed)
		c.Text(c.Bounds(), c.Px0(53), c.Px0(12.5), figure.Font{Size: 11, Medium: true}, figure.Right, c.Theme.Ink, fmt.Sprintf("%d:%02d", second/60, second%60))
		f.mark.Upload(c.Bounds())
	}
	if f.under == nil || f.under.Bounds().Size() != size {
		if f.under != nil {
			f.under.Deallocate()
		}
		f.under = ebiten.NewImage(max(size.X, 1), max(size.Y, 1))
	}
	f.under.DrawImage(screen.SubImage(r).(*ebiten.Image), &ebiten.DrawImageOptions{Blend: ebiten.BlendCopy})
	f.mark.Draw(screen, true)
	f.lies = true
}

// filmStatus is the film that is being made.
type filmStatus struct {
	On       bool    `json:"on"`
	Seconds  float64 `json:"seconds"`
	Pictures int64   `json:"pictures"`
	Bytes    int64   `json:"bytes"`
	CostMS   float64 `json:"cost_ms"` // of a picture, to the window
}

func (f *camera) status(now time.Time) filmStatus {
	if f == nil {
		return filmStatus{}
	}
	return filmStatus{true, now.Sub(f.begun).Seconds(), f.pictures.Load(), f.bytes.Load(), f.cost()}
}
