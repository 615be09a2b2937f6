// Package filming is what of films and pictures of the window can do without
// one: films (GIF) that are made while the window goes on, strips of pictures at
// given times, and writing both in the background.
//
// Whoever has a screen takes the pictures and hands them over. A comment says
// which goroutines a type belongs to.
package filming

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"sync/atomic"
	"time"

	"gridrat/app/files"
	"gridrat/render/figure"
)

// A film of the window has at most so many pictures a second, pixels of width,
// seconds and bytes.
const (
	Rate     = 12
	Width    = 800
	longest  = 2 * time.Minute
	greatest = 24 << 20
)

// SizeOf is the size of a film, in pixels, of a screen of so many.
func SizeOf(screen image.Point) image.Point {
	if screen.X <= Width {
		return screen
	}
	return image.Pt(Width, max((screen.Y*Width+screen.X/2)/screen.X, 1))
}

// Fitted is where a screen lies in a film that began with another one, and how
// many of its pixels are one of the film.
func Fitted(screen, film image.Point) (r image.Rectangle, side float64) {
	side = max(float64(screen.X)/float64(film.X), float64(screen.Y)/float64(film.Y))
	size := image.Pt(max(int(float64(screen.X)/side+0.5), 1), max(int(float64(screen.Y)/side+0.5), 1))
	return image.Rectangle{Max: size}.Add(film.Sub(size).Div(2)), side
}

// Recorder makes a film of pictures in a goroutine of its own, that of Run, so
// that whoever takes them never waits: where the recorder does not keep up,
// there are fewer pictures, each shown for longer. All else belongs to the one
// goroutine that gives it pictures; Stop is the last thing that it does.
type Recorder struct {
	Begun time.Time
	Size  image.Point // of the film, in pixels

	end      int // hundredths of a second; set before exposed is closed
	free     chan *Exposure
	exposed  chan *Exposure
	pictures atomic.Int64
	bytes    atomic.Int64
}

// Exposure is a picture on its way to the film.
type Exposure struct {
	Img     *image.RGBA
	Again   bool // as the one before; Img is not to be looked at
	At      int  // hundredths of a second since the film began
	Pointer figure.Pt
	Shown   bool // the pointer is within the picture
	Down    bool // a button of the mouse is
}

// NewRecorder begins a film of pictures of a size.
func NewRecorder(size image.Point, now time.Time) *Recorder {
	const waiting = 3 // pictures at the same time
	r := &Recorder{Begun: now, Size: size, free: make(chan *Exposure, waiting), exposed: make(chan *Exposure, waiting)}
	for range waiting {
		r.free <- &Exposure{Img: image.NewRGBA(image.Rectangle{Max: size})}
	}
	return r
}

// Hundredths is a time of the film, in hundredths of a second.
func (r *Recorder) Hundredths(now time.Time) int {
	return int(now.Sub(r.Begun) / (10 * time.Millisecond))
}

// Pictures is how many there are in the film so far.
func (r *Recorder) Pictures() int64 { return r.pictures.Load() }

// Bytes is how large the film is so far.
func (r *Recorder) Bytes() int64 { return r.bytes.Load() }

// Take returns an exposure to be filled and given to Give, or nil while there
// is none.
func (r *Recorder) Take() *Exposure {
	select {
	case e := <-r.free:
		return e
	default:
		return nil
	}
}

// Give hands over an exposure that was taken.
func (r *Recorder) Give(e *Exposure) { r.exposed <- e } // has room for all there are

// Stop ends the film; Run then writes it.
func (r *Recorder) Stop(now time.Time) {
	r.end = r.Hundredths(now)
	close(r.exposed)
}

// Run makes the film until it is stopped and writes it under a free dated name
// in a folder. It returns what is to be said of it.
func (r *Recorder) Run(dir string) Saved {
	t := figure.Dark
	film := figure.NewGIF(r.Size.X, r.Size.Y, t.Background, t.Panel, t.Raised, t.Ink, t.Muted, t.Faint, t.Accent, t.Warn)
	frame := figure.NewCanvas(r.Size.X, r.Size.Y, &figure.Dark, 1)
	still := image.NewRGBA(frame.Img.Rect)
	for e := range r.exposed {
		if !e.Again {
			still, e.Img = e.Img, still
		}
		copy(frame.Img.Pix, still.Pix)
		if e.Shown {
			frame.Pointer(e.Pointer, e.Down)
		}
		film.Add(frame.Img, e.At)
		r.free <- e
		r.pictures.Store(int64(film.Frames()))
		r.bytes.Store(int64(film.Bytes()))
	}
	s := Saved{What: "film", Path: files.Free(dir, "gridrat", ".gif")}
	if film.Frames() == 0 {
		s.Err = errors.New("it ended before its first picture")
		return s
	}
	var file bytes.Buffer
	if s.Err = film.Write(&file, r.end); s.Err == nil {
		s.Err = files.Put(s.Path, file.Bytes())
	}
	s.More = fmt.Sprintf(", %.0f s, %.1f MB", float64(r.end)/100, float64(file.Len())/1e6)
	return s
}

// Over says why the film has to end now; "" is that it goes on.
func (r *Recorder) Over(now time.Time) string {
	switch {
	case now.Sub(r.Begun) >= longest:
		return fmt.Sprintf("a film has at most %.0f minutes", longest.Minutes())
	case r.Bytes() >= greatest:
		return fmt.Sprintf("a film has at most %d MB", greatest>>20)
	}
	return ""
}
