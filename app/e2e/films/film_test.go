package films

import (
	"image"
	"image/draw"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	xdraw "golang.org/x/image/draw"

	"gridrat/app/e2e/drive"
)

// TestFilm: F9 films what happens, as long as it took, smaller, and without
// the red dot that the window has meanwhile.
func TestFilm(t *testing.T) {
	w := drive.OpenPaced(t, 1000, 640, "-paused")
	w.Press(ebiten.KeyL) // the rat alone
	w.Press(ebiten.KeySpace)
	w.Until("the rat runs", func(s drive.Status) bool { return s.RatMoves > 0 })
	w.MoveTo(image.Pt(500, 300))
	begun := time.Now()
	w.Press(ebiten.KeyF9)
	if !w.Status().Film.On {
		t.Fatal("F9 begins no film")
	}
	gap, before := time.Duration(0), begun // the longest between two steps
	for time.Since(begun) < 2500*time.Millisecond {
		w.Step()
		gap, before = max(gap, time.Since(before)), time.Now()
	}
	w.Press(ebiten.KeySpace)
	// Paused, the last picture is what is on the screen: the next is taken after
	// four times what one costs.
	w.Rest(300*time.Millisecond + time.Duration(8*w.Status().Film.CostMS)*time.Millisecond)
	screen, s := w.Picture(), w.Status()
	dot := screen.RGBAAt(s.Rect("arena").Max.X-49, s.Rect("arena").Min.Y+8)
	if dot.R < 200 || dot.G > 100 {
		t.Errorf("where the red dot is to be, the screen is %v", dot)
	}
	w.Press(ebiten.KeyF9)
	took := time.Since(begun).Seconds()
	now := w.Until("it is saved", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Saved the film") })
	films := w.Films()
	if len(films) != 1 || !strings.Contains(now.Notice, films[0]) || now.Film.On {
		t.Fatalf("saved are %v; it says %q, a film goes on: %v", films, now.Notice, now.Film.On)
	}
	last, pictures, seconds := w.Played(films[0])
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
	r := s.Rect("arena")
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
	if n := drive.Colors(w.Picture(), image.Rect(r.Max.X-52, r.Min.Y+4, r.Max.X-44, r.Min.Y+12)); n > 2 {
		t.Errorf("after the film, the corner of the arena has %d colours", n)
	}

	// Esc ends a film, too; so does closing the window.
	w.Press(ebiten.KeyEscape)
	w.Press(ebiten.KeyF9)
	w.Until("it has pictures", func(s drive.Status) bool { return s.Film.Pictures >= 2 })
	w.Press(ebiten.KeyEscape)
	w.Until("it is saved", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Saved the film") && !s.Film.On })
	w.Click("record")
	w.Until("it has pictures", func(s drive.Status) bool { return s.Film.Pictures >= 2 })
	w.Resize(640, 640)
	n := w.Status().Film.Pictures
	w.Until("it goes on in the other size", func(s drive.Status) bool { return s.Film.Pictures > n })
	w.Close()
	films = w.Films()
	if len(films) != 3 {
		t.Fatalf("three films were made; there are %v", films)
	}
	for _, path := range films {
		if last, pictures, _ := w.Played(path); pictures < 2 || last.Rect.Dx() != 800 {
			t.Errorf("%s has %d pictures of %v", path, pictures, last.Rect.Size())
		}
	}
}
