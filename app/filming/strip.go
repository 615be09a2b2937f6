package filming

import (
	"fmt"
	"image"
	"path/filepath"

	"golang.org/x/image/draw"

	"gridrat/app/files"
	"gridrat/render/figure"
)

// Strip is pictures of the window at given times, side by side. It belongs to
// the window's goroutine.
type Strip struct {
	dir    string
	at     []float64 // seconds since the window opened, those to come
	times  []float64 // those whose pictures were asked for
	frames []image.Image
	total  int // of pictures; 0 is that there is nothing to do, any more
}

// NewStrip returns a strip of pictures after so many seconds, in rising order,
// that is written to a folder. No seconds are no strip.
func NewStrip(at []float64, dir string) *Strip { return &Strip{dir: dir, at: at, total: len(at)} }

// Running tells whether the strip is still to be written.
func (s *Strip) Running() bool { return s.total > 0 }

// Due tells whether a picture is to be taken that many seconds after the window
// opened, and where it is to be written to. It is asked in every tick.
func (s *Strip) Due(seconds float64) (path string, ok bool) {
	if len(s.at) == 0 || seconds < s.at[0] {
		return "", false
	}
	path = filepath.Join(s.dir, fmt.Sprintf("window-%gs.png", s.at[0]))
	s.times, s.at = append(s.times, s.at[0]), s.at[1:]
	return path, true
}

// Add keeps a picture that was taken, if it is one that was due.
func (s *Strip) Add(img image.Image) {
	if s.Running() && len(s.frames) < len(s.times) {
		s.frames = append(s.frames, img)
	}
}

// Finish writes the strip once all of its pictures are there, and tells whether
// it has ended with that.
func (s *Strip) Finish() (ended bool, err error) {
	if !s.Running() || len(s.frames) < s.total {
		return false, nil
	}
	s.total = 0
	data, err := files.PNG(s.draw())
	if err == nil {
		err = files.Write(s.dir, "film.png", data)
	}
	if err != nil {
		err = fmt.Errorf("could not save the film: %w", err)
	}
	return true, err
}

// draw joins the pictures side by side, each with its time.
func (s *Strip) draw() *image.RGBA {
	const width, gap, head = 800, 8, 26
	height := 0
	for _, img := range s.frames {
		height = max(height, width*img.Bounds().Dy()/img.Bounds().Dx())
	}
	n := len(s.frames)
	c := figure.NewCanvas(n*width+(n-1)*gap, height+head, &figure.Dark, 1)
	for i, img := range s.frames {
		x := i * (width + gap)
		h := width * img.Bounds().Dy() / img.Bounds().Dx()
		c.Text(c.Bounds(), float64(x)+4, head-8, figure.Font{Size: 16, Medium: true}, figure.Left, c.Theme.Ink,
			fmt.Sprintf("after %g seconds", s.times[i]))
		draw.CatmullRom.Scale(c.Img, image.Rect(x, head, x+width, head+h), img, img.Bounds(), draw.Src, nil)
	}
	return c.Img
}
