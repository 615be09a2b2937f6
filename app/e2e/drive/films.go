package drive

import (
	"bytes"
	"image"
	"image/draw"
	"image/gif"
	"path/filepath"
)

// Played decodes a film and returns its last picture as a viewer sees it, the
// number of pictures and their time in seconds.
func (w *Window) Played(path string) (last *image.RGBA, pictures int, seconds float64) {
	w.T.Helper()
	film, err := gif.DecodeAll(bytes.NewReader(Read(w.T, path)))
	if err != nil {
		w.T.Fatal(err)
	}
	last = image.NewRGBA(image.Rect(0, 0, film.Config.Width, film.Config.Height))
	for i, f := range film.Image {
		draw.Draw(last, f.Rect, f, f.Rect.Min, draw.Over)
		seconds += float64(film.Delay[i]) / 100
	}
	return last, len(film.Image), seconds
}

// Films lists those that were saved, oldest first.
func (w *Window) Films() []string {
	w.T.Helper()
	paths, err := filepath.Glob(filepath.Join(w.Out, "gridrat-*.gif"))
	if err != nil {
		w.T.Fatal(err)
	}
	return paths
}
