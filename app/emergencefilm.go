package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"

	"gridrat/app/files"
	"gridrat/render/figure"
	"gridrat/render/sheet"
)

// filmDelay is how long a moment is shown, in hundredths of a second.
const filmDelay = 12

// saveFilm writes the emergence of the maps as a GIF, in the background.
func (g *game) saveFilm() {
	if len(g.snap.Timeline) < 2 {
		g.tell(false, "There is no emergence to save yet: it takes two scorings of the maps.")
		return
	}
	film, path := sheet.NewFilm(g.snap, g.wall.Colors), files.Free(g.folders.Out, "emergence", ".gif")
	g.start(taskFilm, "Saving the film", func(ctx context.Context, progress func(float64)) (string, error) {
		var buf bytes.Buffer
		err := figure.WriteGIF(&buf, film.Moments(), func(i int) (*image.RGBA, error) { return film.Frame(i), ctx.Err() },
			filmDelay, progress)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(path), 0o755)
		}
		if err == nil {
			err = files.Write(filepath.Dir(path), filepath.Base(path), buf.Bytes())
		}
		return fmt.Sprintf("Saved the emergence of the maps, %d moments, to %s.", film.Moments(), path), err
	})
}
