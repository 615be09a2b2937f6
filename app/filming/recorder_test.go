package filming

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gridrat/render/figure"
)

// filmed records pictures of 60 x 40 pixels that a function fills, at times
// in hundredths of a second, and returns what was said of the film.
func filmed(t *testing.T, dir string, end int, times []int, fill func(i int, e *Exposure)) Saved {
	t.Helper()
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	begun := time.Now()
	r := NewRecorder(image.Pt(60, 40), begun)
	done := make(chan Saved, 1)
	go func() { done <- r.Run(dir) }()
	for i, at := range times {
		e := <-r.free
		e.At, e.Again, e.Shown, e.Down = at, false, false, false
		fill(i, e)
		r.Give(e)
	}
	r.Stop(begun.Add(time.Duration(end) * 10 * time.Millisecond))
	return <-done
}

func uniform(e *Exposure, c color.RGBA) {
	draw.Draw(e.Img, e.Img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
}

// TestRecorder: the film has each picture for its time, with the pointer, and
// what it is said to be; a second one does not take its place.
func TestRecorder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	colors := []color.RGBA{figure.Dark.Panel, figure.Dark.Warn, figure.Dark.Accent}
	film := func() Saved {
		return filmed(t, dir, 61, []int{0, 8, 30, 41}, func(i int, e *Exposure) {
			if e.Again = i == 3; !e.Again {
				uniform(e, colors[i])
			}
			e.Pointer, e.Shown, e.Down = figure.Pt{X: 20, Y: 20}, i >= 2, i == 3
		})
	}
	s := film()
	if s.Err != nil || !strings.HasPrefix(s.Sentence(), "Saved the film "+dir) || !strings.HasSuffix(s.Sentence(), ".gif, 1 s, 0.0 MB.") {
		t.Fatalf("%v, %q", s.Err, s.Sentence())
	}
	data, err := os.ReadFile(s.Path)
	if err != nil {
		t.Fatal(err)
	}
	anim, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if len(anim.Image) != 4 || anim.Delay[0] != 8 || anim.Delay[1] != 22 || anim.Delay[2] != 11 || anim.Delay[3] != 20 {
		t.Fatalf("%d pictures, shown for %v hundredths", len(anim.Image), anim.Delay)
	}
	screen := image.NewRGBA(image.Rect(0, 0, 60, 40))
	var arrows []int // pixels in the colour of the pointer
	for i, f := range anim.Image {
		draw.Draw(screen, f.Rect, f, f.Rect.Min, draw.Over)
		if got, want := screen.RGBAAt(2, 2), colors[min(i, 2)]; got != want {
			t.Errorf("picture %d has colour %v, want %v", i, got, want)
		}
		n := 0
		for k := 0; k < len(screen.Pix); k += 4 {
			if (color.RGBA{screen.Pix[k], screen.Pix[k+1], screen.Pix[k+2], 255}) == figure.Dark.Ink {
				n++
			}
		}
		arrows = append(arrows, n)
	}
	if arrows[0] != 0 || arrows[1] != 0 || arrows[2] < 20 || arrows[3] != arrows[2] {
		t.Errorf("the pointer covers %v pixels", arrows)
	}
	if at := screen.RGBAAt(11, 20); at == colors[2] {
		t.Error("no ring shows that a button is down")
	}
	if again := film(); again.Err != nil || again.Path == s.Path {
		t.Errorf("a second film: %v, at %s like the first", again.Err, again.Path)
	}
	if now, _ := os.ReadFile(s.Path); !bytes.Equal(now, data) {
		t.Error("a second film has changed the first")
	}
}

// TestRecorderFails: a folder that cannot be, and a film without a picture,
// give a sentence each.
func TestRecorderFails(t *testing.T) {
	taken := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(taken, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := filmed(t, taken, 10, []int{0}, func(_ int, e *Exposure) { uniform(e, figure.Dark.Ink) })
	if s.Failure() == nil || !strings.HasPrefix(s.Failure().Error(), "could not save the film "+taken) || strings.Contains(s.Failure().Error(), "\n") {
		t.Errorf("into a file instead of a folder: %v", s.Failure())
	}
	if s = filmed(t, t.TempDir(), 10, nil, nil); s.Failure() == nil {
		t.Error("a film without pictures was saved")
	}
}

// TestRecorderNeverWaits: while nothing is developed there are three pictures
// to be taken, and then none; the film ends by itself.
func TestRecorderNeverWaits(t *testing.T) {
	now := time.Now()
	r := NewRecorder(image.Pt(4, 4), now)
	for i := range 5 {
		e := r.Take()
		if (e != nil) != (i < 3) {
			t.Fatalf("picture %d: %v", i, e)
		}
		if e != nil {
			r.Give(e)
		}
	}
	if why := r.Over(now.Add(longest - time.Second)); why != "" {
		t.Errorf("a second before its end the film is over: %s", why)
	}
	if r.Over(now.Add(longest)) == "" {
		t.Error("the film goes on for ever")
	}
	r.bytes.Store(greatest)
	if r.Over(now) == "" {
		t.Error("the film grows for ever")
	}
}

// TestFitted: a window of other proportions than when its film began is shown
// whole, in the middle.
func TestFitted(t *testing.T) {
	for _, c := range []struct {
		screen, film image.Point
		r            image.Rectangle
		side         float64
	}{
		{image.Pt(1600, 1000), image.Pt(800, 500), image.Rect(0, 0, 800, 500), 2},
		{image.Pt(1000, 1000), image.Pt(800, 500), image.Rect(150, 0, 650, 500), 2},
		{image.Pt(800, 200), image.Pt(800, 500), image.Rect(0, 150, 800, 350), 1},
		{image.Pt(400, 250), image.Pt(800, 500), image.Rect(0, 0, 800, 500), 0.5},
		{image.Pt(1, 9999), image.Pt(800, 500), image.Rect(399, 0, 400, 500), 19.998},
	} {
		r, side := Fitted(c.screen, c.film)
		if r != c.r || side != c.side {
			t.Errorf("a screen of %v in a film of %v: at %v, %v to one; want %v, %v", c.screen, c.film, r, side, c.r, c.side)
		}
	}
}

// TestSizeOf: a film is at most 800 pixels wide, and has the proportions of the
// window.
func TestSizeOf(t *testing.T) {
	for screen, want := range map[image.Point]image.Point{
		{X: 1600, Y: 1000}: {X: 800, Y: 500}, {X: 1280, Y: 801}: {X: 800, Y: 501}, {X: 640, Y: 480}: {X: 640, Y: 480}, {X: 9999, Y: 1}: {X: 800, Y: 1},
	} {
		if got := SizeOf(screen); got != want {
			t.Errorf("of a screen of %v the film has %v, want %v", screen, got, want)
		}
	}
}
