package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"gridrat/app/files"
	"gridrat/render/figure"
)

// A film of the window has at most so many pictures a second, pixels of width,
// seconds and bytes.
const (
	filmRate     = 12
	filmWidth    = 800
	filmLongest  = 2 * time.Minute
	filmGreatest = 24 << 20
)

// recorder makes a film of pictures in a goroutine of its own, so that whoever
// takes them never waits: where the recorder does not keep up, there are fewer
// pictures, each shown for longer. One goroutine gives it pictures; end is the
// last thing that it does.
type recorder struct {
	begun    time.Time
	size     image.Point // of the film, in pixels
	end      int         // hundredths of a second; set before exposed is closed
	free     chan *exposure
	exposed  chan *exposure
	pictures atomic.Int64
	bytes    atomic.Int64
}

// exposure is a picture on its way to the film.
type exposure struct {
	img     *image.RGBA
	again   bool // as the one before; img is not to be looked at
	at      int  // hundredths of a second since the film began
	pointer figure.Pt
	shown   bool // the pointer is within the picture
	down    bool // a button of the mouse is
}

// newRecorder begins a film of pictures of a size.
func newRecorder(size image.Point, now time.Time) *recorder {
	const waiting = 3 // pictures at the same time
	r := &recorder{begun: now, size: size, free: make(chan *exposure, waiting), exposed: make(chan *exposure, waiting)}
	for range waiting {
		r.free <- &exposure{img: image.NewRGBA(image.Rectangle{Max: size})}
	}
	return r
}

// hundredths is a time of the film.
func (r *recorder) hundredths(now time.Time) int {
	return int(now.Sub(r.begun) / (10 * time.Millisecond))
}

// take returns an exposure to be filled and given to give, or nil while there
// is none.
func (r *recorder) take() *exposure {
	select {
	case e := <-r.free:
		return e
	default:
		return nil
	}
}

func (r *recorder) give(e *exposure) { r.exposed <- e } // has room for all there are

// stop ends the film; run then writes it.
func (r *recorder) stop(now time.Time) {
	r.end = r.hundredths(now)
	close(r.exposed)
}

// run makes the film until it is stopped and writes it under a free dated name
// in a folder. It returns what is to be said of it.
func (r *recorder) run(dir string) saved {
	t := figure.Dark
	film := figure.NewGIF(r.size.X, r.size.Y, t.Background, t.Panel, t.Raised, t.Ink, t.Muted, t.Faint, t.Accent, t.Warn)
	frame := figure.NewCanvas(r.size.X, r.size.Y, &figure.Dark, 1)
	still := image.NewRGBA(frame.Img.Rect)
	for e := range r.exposed {
		if !e.again {
			still, e.img = e.img, still
		}
		copy(frame.Img.Pix, still.Pix)
		if e.shown {
			frame.Pointer(e.pointer, e.down)
		}
		film.Add(frame.Img, e.at)
		r.free <- e
		r.pictures.Store(int64(film.Frames()))
		r.bytes.Store(int64(film.Bytes()))
	}
	path := files.Free(dir, "gridrat", ".gif")
	s := saved{what: "film", path: path}
	if film.Frames() == 0 {
		s.err = errors.New("it ended before its first picture")
		return s
	}
	var file bytes.Buffer
	if s.err = film.Write(&file, r.end); s.err == nil {
		s.err = os.MkdirAll(dir, 0o755)
	}
	if s.err == nil {
		s.err = files.Write(dir, filepath.Base(path), file.Bytes())
	}
	s.more = fmt.Sprintf(", %.0f s, %.1f MB", float64(r.end)/100, float64(file.Len())/1e6)
	return s
}

// over says why the film has to end now; "" is that it goes on.
func (r *recorder) over(now time.Time) string {
	switch {
	case now.Sub(r.begun) >= filmLongest:
		return fmt.Sprintf("a film has at most %.0f minutes", filmLongest.Minutes())
	case r.bytes.Load() >= filmGreatest:
		return fmt.Sprintf("a film has at most %d MB", filmGreatest>>20)
	}
	return ""
}
