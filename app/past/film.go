package past

import (
	"bytes"
	"context"
	"fmt"
	"image"

	"gridrat/app/files"
	"gridrat/render/figure"
	"gridrat/render/sheet"
)

// filmWork is what the saving of a film is called in the background.
const filmWork = "film"

// filmDelay is how long a moment is shown, in hundredths of a second.
const filmDelay = 12

// saveFilm writes the emergence of the maps as a GIF, in the background.
func (r *Room) saveFilm() {
	if len(r.snap.Timeline) < 2 {
		r.Tell(false, "There is no emergence to save yet: it takes two scorings of the maps.")
		return
	}
	film, path := sheet.NewFilm(r.snap, r.Colors()), files.Free(r.Out, "emergence", ".gif")
	r.Background.Start(filmWork, "Saving the film", func(ctx context.Context, progress func(float64)) (string, error) {
		var buf bytes.Buffer
		err := figure.WriteGIF(&buf, film.Moments(), func(i int) (*image.RGBA, error) { return film.Frame(i), ctx.Err() },
			filmDelay, progress)
		if err == nil {
			err = files.Put(path, buf.Bytes())
		}
		return fmt.Sprintf("Saved the emergence of the maps, %d moments, to %s.", film.Moments(), path), err
	})
}

// showSaving has the timeline show whether a film is being saved.
func (r *Room) showSaving() {
	if saving := r.Background.Running(filmWork); saving != r.saving {
		r.saving = saving
		r.pane.Outdate()
	}
}
