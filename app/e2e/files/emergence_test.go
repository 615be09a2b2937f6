package files

import (
	"image"
	"image/gif"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// TestEmergence: the timeline scrubs through what was scored, plays it, comes
// back to now, and is saved as a film.
func TestEmergence(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Press(ebiten.KeyBracketRight)
	w.Until("five moments", func(s drive.Status) bool { return s.Moments >= 5 })
	w.Press(ebiten.KeyL) // learning rests, so that nothing else changes
	w.Until("learning rests", func(s drive.Status) bool { return s.Handled && !s.Running })
	s := w.Status()
	r := s.Rect("emergence-slider")
	at := func(share float64) image.Point {
		return image.Pt(r.Min.X+int(share*float64(r.Dx()-1)), r.Min.Y+r.Dy()/2)
	}
	if !w.Changed("wall", func() { w.Drag(at(1), at(0)) }) {
		t.Error("the wall of the first moment looks like that of now")
	}
	first := w.Status()
	if first.AsOf < 0 || first.AsOf >= s.Appraised || first.Update != s.Update {
		t.Errorf("at the left end it shows update %d; the newest scores are of %d", first.AsOf, s.Appraised)
	}
	w.Click("inspector-tuning")
	w.Click("population-lattices")
	w.Click("inspector-map")
	w.Click("population-scores")
	w.Press(ebiten.KeyT)
	w.Until("later moments are played", func(s drive.Status) bool { return s.AsOf > first.AsOf })
	w.Until("it ends with now", func(s drive.Status) bool { return s.AsOf == -1 })
	w.Drag(at(1), at(0.4))
	if s = w.Status(); s.AsOf < 0 {
		t.Error("the middle of the timeline is now")
	}
	w.Click("emergence-live")
	if s = w.Status(); s.AsOf != -1 {
		t.Errorf("live shows update %d", s.AsOf)
	}

	w.Press(ebiten.KeyControlLeft, ebiten.KeyG)
	s = w.Until("the film is saved", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Saved the emergence") })
	w.Click("film")
	w.Until("another film is saved", func(now drive.Status) bool {
		return strings.HasPrefix(now.Notice, "Saved the emergence") && now.Notice != s.Notice
	})
	films, err := filepath.Glob(filepath.Join(w.Out, "emergence-*.gif"))
	if err != nil || len(films) != 2 {
		t.Fatalf("two films were saved; there are %v, %v", films, err)
	}
	f, err := os.Open(films[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	film, err := gif.DecodeAll(f)
	if err != nil || len(film.Image) != s.Moments {
		t.Errorf("the film has %d pictures of %d moments: %v", len(film.Image), s.Moments, err)
	}
}

// TestTimelineIsSaved: the moments of a run are there again after it was saved
// and opened, and after the program was closed and begun again.
func TestTimelineIsSaved(t *testing.T) {
	dir := t.TempDir()
	w := drive.OpenIn(t, dir, 1280, 800)
	w.Press(ebiten.KeyBracketRight)
	w.Until("four moments", func(s drive.Status) bool { return s.Moments >= 4 })
	w.Press(ebiten.KeyL)
	w.Until("learning is off", func(s drive.Status) bool { return !s.Running && s.Handled })
	w.Press(ebiten.KeyControlLeft, ebiten.KeyS)
	w.Press(ebiten.KeyEnter)
	kept := w.Until("it is saved", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Saved update") })
	files, err := filepath.Glob(filepath.Join(w.Out, "*.npz"))
	if err != nil || len(files) != 1 {
		t.Fatalf("one file was to be saved; there are %v, %v", files, err)
	}
	w.Press(ebiten.KeyN)
	left := w.Until("another run", func(s drive.Status) bool { return s.Seed == 2 && s.Handled && s.Moments >= 3 })
	w.OpenFile(files[0])
	s := w.Until("the moments of the first", func(s drive.Status) bool { return s.Seed == 1 && s.Handled && s.Moments >= kept.Moments })
	slider := w.Until("the timeline", func(s drive.Status) bool { return !s.Rect("emergence-slider").Empty() }).Rect("emergence-slider")
	w.MoveTo(image.Pt(slider.Min.X+1, slider.Min.Y+slider.Dy()/2))
	w.Button(true)
	w.Button(false)
	s = w.Until("its beginning", func(s drive.Status) bool { return s.AsOf == 0 })
	if s.Update != kept.Update {
		t.Errorf("it is of update %d, it was %d", s.Update, kept.Update)
	}
	w.Close()

	w = drive.OpenIn(t, dir, 1280, 800, "-paused")
	w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	w.Until("the run that was left, with its moments", func(s drive.Status) bool {
		return s.Seed == 2 && s.Update > 0 && s.Handled && s.Moments >= left.Moments
	})
}
