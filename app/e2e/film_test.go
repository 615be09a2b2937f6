package e2e

import (
	"bytes"
	"image"
	"image/draw"
	"image/gif"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	xdraw "golang.org/x/image/draw"
)

// filmStatus is the film that is being made.
type filmStatus struct {
	On       bool
	Seconds  float64
	Pictures int64
	Bytes    int64
	CostMS   float64 `json:"cost_ms"`
}

// played decodes a film and returns its last picture as a viewer sees it, the
// number of pictures and their time in seconds.
func (w *window) played(path string) (last *image.RGBA, pictures int, seconds float64) {
	w.t.Helper()
	film, err := gif.DecodeAll(bytes.NewReader(read(w.t, path)))
	if err != nil {
		w.t.Fatal(err)
	}
	last = image.NewRGBA(image.Rect(0, 0, film.Config.Width, film.Config.Height))
	for i, f := range film.Image {
		draw.Draw(last, f.Rect, f, f.Rect.Min, draw.Over)
		seconds += float64(film.Delay[i]) / 100
	}
	return last, len(film.Image), seconds
}

// films lists those that were saved, oldest first.
func (w *window) films() []string {
	w.t.Helper()
	paths, err := filepath.Glob(filepath.Join(w.out, "gridrat-*.gif"))
	if err != nil {
		w.t.Fatal(err)
	}
	return paths
}

// TestFilm: F9 films what happens, as long as it took, smaller, and without
// the red dot that the window has meanwhile.
func TestFilm(t *testing.T) {
	w := open(t, 1000, 640, "-paused")
	w.press(ebiten.KeyL) // the rat alone
	w.press(ebiten.KeySpace)
	w.until("the rat runs", func(s status) bool { return s.RatMoves > 0 })
	w.moveTo(image.Pt(500, 300))
	begun := time.Now()
	w.press(ebiten.KeyF9)
	if !w.status().Film.On {
		t.Fatal("F9 begins no film")
	}
	gap, before := time.Duration(0), begun // the longest between two steps
	for time.Since(begun) < 2500*time.Millisecond {
		w.step()
		gap, before = max(gap, time.Since(before)), time.Now()
	}
	w.press(ebiten.KeySpace)
	w.rest(300 * time.Millisecond) // paused, the last picture is what is on the screen
	screen, s := w.picture(), w.status()
	dot := screen.RGBAAt(s.rect("arena").Max.X-49, s.rect("arena").Min.Y+8)
	if dot.R < 200 || dot.G > 100 {
		t.Errorf("where the red dot is to be, the screen is %v", dot)
	}
	w.press(ebiten.KeyF9)
	took := time.Since(begun).Seconds()
	now := w.until("it is saved", func(s status) bool { return strings.HasPrefix(s.Notice, "Saved the film") })
	films := w.films()
	if len(films) != 1 || !strings.Contains(now.Notice, films[0]) || now.Film.On {
		t.Fatalf("saved are %v; it says %q, a film goes on: %v", films, now.Notice, now.Film.On)
	}
	last, pictures, seconds := w.played(films[0])
	if last.Rect.Size() != image.Pt(800, 512) {
		t.Errorf("the film is %v large", last.Rect.Size())
	}
	if math.Abs(seconds-took) > 2*gap.Seconds()+0.1 {
		t.Errorf("what took %.2f s is a film of %.2f s", took, seconds)
	}
	// A picture is taken with the first step after its time.
	most, least := 12*seconds+2, seconds/(1.0/12+gap.Seconds()+4*s.Film.CostMS/1000)-2
	if n := float64(pictures); n < least || n > most {
		t.Errorf("%.2f s have %d pictures, want %.0f to %.0f", seconds, pictures, least, most)
	}
	// The last one shows what was on the screen, but for the dot.
	want := image.NewRGBA(last.Rect)
	xdraw.BiLinear.Scale(want, want.Rect, screen, screen.Rect, draw.Src, nil)
	side := 1000.0 / 800
	r := s.rect("arena")
	arena := image.Rect(int(float64(r.Min.X)/side)+1, int(float64(r.Min.Y)/side)+1, int(float64(r.Max.X)/side)-1, int(float64(r.Max.Y)/side)-1)
	off, red := 0, 0
	for y := arena.Min.Y; y < arena.Max.Y; y++ {
		for x := arena.Min.X; x < arena.Max.X; x++ {
			a, b := last.RGBAAt(x, y), want.RGBAAt(x, y)
			if math.Abs(float64(a.R)-float64(b.R))+math.Abs(float64(a.G)-float64(b.G))+math.Abs(float64(a.B)-float64(b.B)) > 90 {
				off++
			}
			if x > arena.Max.X-48 && y < arena.Min.Y+12 && a.R > 200 && a.G < 100 {
				red++
			}
		}
	}
	if share := float64(off) / float64(arena.Dx()*arena.Dy()); share > 0.02 {
		t.Errorf("%.1f %% of the arena look otherwise than on the screen", 100*share)
	}
	if red > 0 {
		t.Errorf("the red dot is in the film, %d pixels of it", red)
	}
	if n := colors(w.picture(), image.Rect(r.Max.X-52, r.Min.Y+4, r.Max.X-44, r.Min.Y+12)); n > 2 {
		t.Errorf("after the film, the corner of the arena has %d colours", n)
	}

	// Esc ends a film, too; so does closing the window.
	w.press(ebiten.KeyEscape)
	w.press(ebiten.KeyF9)
	w.until("it has pictures", func(s status) bool { return s.Film.Pictures >= 2 })
	w.press(ebiten.KeyEscape)
	w.until("it is saved", func(s status) bool { return strings.HasPrefix(s.Notice, "Saved the film") && !s.Film.On })
	w.click("record")
	w.until("it has pictures", func(s status) bool { return s.Film.Pictures >= 2 })
	w.resize(640, 640)
	n := w.status().Film.Pictures
	w.until("it goes on in the other size", func(s status) bool { return s.Film.Pictures > n })
	w.close()
	films = w.films()
	if len(films) != 3 {
		t.Fatalf("three films were made; there are %v", films)
	}
	for _, path := range films {
		if last, pictures, _ := w.played(path); pictures < 2 || last.Rect.Dx() != 800 {
			t.Errorf("%s has %d pictures of %v", path, pictures, last.Rect.Size())
		}
	}
}
