package main

import (
	"errors"
	"fmt"
	"image"
	"path/filepath"
	"time"

	"golang.org/x/image/draw"

	"gridrat/app/files"
	"gridrat/render/figure"
)

// film takes pictures of the window at given times, joins them to a strip,
// and then closes the window.
type film struct {
	at     []float64 // seconds since the window opened, those to come
	total  int
	frames []image.Image
	times  []float64
	dir    string
}

func (f *film) running() bool { return f.total > 0 }

// add keeps a picture that was taken for the film.
func (f *film) add(img *image.RGBA) {
	if f.running() && len(f.frames) < len(f.times) {
		f.frames = append(f.frames, img)
	}
}

// filming asks for the next picture when its time has come.
func (g *game) filming(now time.Time) {
	f := &g.film
	if !f.running() {
		return
	}
	if len(f.at) > 0 && now.Sub(g.opened).Seconds() >= f.at[0] {
		g.shot = filepath.Join(f.dir, fmt.Sprintf("window-%gs.png", f.at[0]))
		f.times, f.at = append(f.times, f.at[0]), f.at[1:]
	}
	if len(f.frames) == f.total {
		if err := f.writeStrip(); err != nil {
			g.failed = errors.Join(g.failed, fmt.Errorf("could not save the film: %w", err))
		}
		f.total = 0
		g.closing = true
	}
}

// writeStrip joins the pictures side by side, each with its time.
func (f *film) writeStrip() error {
	const width, gap, head = 800, 8, 26
	height := 0
	for _, img := range f.frames {
		height = max(height, width*img.Bounds().Dy()/img.Bounds().Dx())
	}
	n := len(f.frames)
	c := figure.NewCanvas(n*width+(n-1)*gap, height+head, &figure.Dark, 1)
	for i, img := range f.frames {
		x := i * (width + gap)
		h := width * img.Bounds().Dy() / img.Bounds().Dx()
		c.Text(c.Bounds(), float64(x)+4, head-8, figure.Font{Size: 16, Medium: true}, figure.Left, c.Theme.Ink,
			fmt.Sprintf("after %g seconds", f.times[i]))
		draw.CatmullRom.Scale(c.Img, image.Rect(x, head, x+width, head+h), img, img.Bounds(), draw.Src, nil)
	}
	data, err := files.PNG(c.Img)
	if err != nil {
		return err
	}
	return files.Write(f.dir, "film.png", data)
}
