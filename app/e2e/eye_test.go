package e2e

import (
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// part is what is on a part of the screen.
func (w *window) part(r image.Rectangle) *image.RGBA {
	return w.picture().SubImage(r).(*image.RGBA)
}

// differ counts the pixels of two pictures of one size that differ.
func differ(a, b *image.RGBA) (n int) {
	r := a.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				n++
			}
		}
	}
	return n
}

// hold holds keys for some ticks.
func (w *window) hold(ticks int, keys ...ebiten.Key) {
	w.t.Helper()
	for _, k := range keys {
		w.guest.PressKey(k)
	}
	w.run(ticks)
	for _, k := range keys {
		w.guest.ReleaseKey(k)
	}
	w.step()
}

// TestWhatTheRatSees: Q and clicks go through the ways to show it, the choice
// is kept, the wheel changes the retina, and the picture turns with the rat and
// shows a wall that is drawn before its nose.
func TestWhatTheRatSees(t *testing.T) {
	dir := t.TempDir()
	w := openIn(t, dir, 1280, 800, "-paused")
	s := w.status()
	if s.Eye != "strip" || s.Rays != 64 || s.Field != 240 || s.rect("eye-strip").Empty() || !s.rect("eye-view").Empty() {
		t.Fatalf("at first it shows %q with %d rays over %d°, strip at %v, picture at %v", s.Eye, s.Rays, s.Field, s.rect("eye-strip"), s.rect("eye-view"))
	}
	arena := s.rect("arena")
	for _, want := range []string{"picture", "off", "strip"} {
		w.press(ebiten.KeyQ)
		s = w.status()
		if s.Eye != want || s.rect("eye").Empty() != (want == "off") || s.rect("eye-view").Empty() != (want != "picture") {
			t.Fatalf("Q shows %q at %v, want %s", s.Eye, s.Rects["eye"], want)
		}
		if now := s.rect("arena"); now.Dx() != arena.Dx() || now.Dy() < arena.Dy()*4/5 {
			t.Errorf("with %s the arena is %v large, with the strip %v", want, now.Size(), arena.Size())
		}
	}
	w.click("eye-strip")
	if s = w.status(); s.Eye != "picture" {
		t.Fatalf("a click on the strip shows %q", s.Eye)
	}
	// A number is explained, and the wheel changes it.
	w.point("eye-strip")
	w.guest.ScrollWheel(0, 1)
	w.step()
	w.step()
	w.guest.PressKey(ebiten.KeyShiftLeft)
	w.guest.ScrollWheel(0, 1)
	w.step()
	w.guest.ReleaseKey(ebiten.KeyShiftLeft)
	w.step()
	if s = w.status(); s.Rays != 128 || s.Field != 270 {
		t.Errorf("after the wheel %d rays over %d°, want 128 over 270°", s.Rays, s.Field)
	}
	head := s.rect("eye")
	w.moveTo(image.Pt(head.Max.X-12, head.Min.Y+6))
	w.button(true)
	w.button(false)
	if s = w.status(); s.Sheet != "explain" || s.Eye != "picture" {
		t.Errorf("a click on the number of rays opens %q", s.Sheet)
	}
	w.press(ebiten.KeyEscape)

	// Put the rat down, and turn it.
	w.press(ebiten.KeyL)
	w.press(ebiten.KeyR)
	w.clickMap(0, 0)
	w.moveTo(image.Pt(5, 5))
	w.hold(3, ebiten.KeyArrowLeft) // which makes it the user's: it stays where it is put
	s = w.until("the rat is driven", func(s status) bool { return s.Map.Driven })
	w.until("it stands", func(now status) bool {
		still := now.Map.Heading == s.Map.Heading && now.Map.Rat == s.Map.Rat
		s = now
		return still
	})
	view := s.rect("eye-view")
	before := w.part(view)
	w.hold(20, ebiten.KeyArrowLeft)
	w.until("it has turned", func(now status) bool { return math.Abs(now.Map.Heading-s.Map.Heading) > 0.3 })
	if n := differ(before, w.part(view)); n < view.Dx()*view.Dy()/20 {
		t.Errorf("the rat has turned, but only %d of %d pixels of the picture differ", n, view.Dx()*view.Dy())
	}
	// It stops, and a wall comes.
	s = w.status()
	w.until("it stands again", func(now status) bool {
		still := now.Map.Heading == s.Map.Heading && now.Map.Rat == s.Map.Rat
		s = now
		return still
	})
	w.press(ebiten.KeySpace) // not to run on
	w.step()
	free := w.part(view)
	s = w.status()
	at := func(ahead, left float64) (x, y float64) {
		sin, cos := math.Sincos(s.Map.Heading)
		return s.Map.Rat[0] + ahead*cos - left*sin, s.Map.Rat[1] + ahead*sin + left*cos
	}
	ax, ay := at(0.3, 0.15)
	bx, by := at(0.3, -0.15)
	w.press(ebiten.KeyD) // doors have a colour of their own
	w.draw(ax, ay, bx, by)
	if n := w.status().Map.Counts["doors"]; n != 1 {
		t.Fatalf("%d doors", n)
	}
	w.step()
	w.keep("eye-door")
	shut := w.part(view)
	middle := image.Pt((view.Min.X+view.Max.X)/2, view.Min.Y+view.Dy()*55/100)
	if c := shut.RGBAAt(middle.X, middle.Y); !bluish(c) || bluish(free.RGBAAt(middle.X, middle.Y)) {
		t.Errorf("before the rat's nose is a shut door, in the picture %v; before that %v", c, free.RGBAAt(middle.X, middle.Y))
	}
	mx, my := at(0.3, 0)
	w.press(ebiten.KeyEscape)
	w.clickMap(mx, my)
	w.moveTo(image.Pt(5, 5))
	w.step()
	if s := w.status(); s.Map.Driven {
		t.Error("it is driven after editing has ended")
	}
	if strings.Contains(w.status().Map.Text, `"open": false`) {
		t.Fatal("the door is shut")
	}
	if n := differ(free, w.part(view)); n > 0 {
		t.Errorf("through the open door the picture is not as before: %d pixels differ", n)
	}
	w.press(ebiten.KeyTab)
	if s := w.status(); s.rect("eye-view").Empty() {
		t.Error("without panels there is no picture")
	}
	w.keep("eye-tab")
	w.press(ebiten.KeyTab)
	for _, size := range []image.Point{{640, 480}, {480, 320}, {1920, 1080}} {
		w.resize(size.X, size.Y)
		w.step()
		w.step()
		s := w.status()
		if e := s.rect("eye"); s.rect("arena").Dy() < e.Dy() || !e.In(image.Rectangle{Max: size}) {
			t.Errorf("at %v the arena is %v, what the rat sees %v", size, s.rect("arena"), e)
		}
		w.keep("eye-" + size.String())
	}
	w.close()
	if data, err := os.ReadFile(filepath.Join(w.config, "settings.json")); err != nil || !strings.Contains(string(data), `"eye": "picture"`) || !strings.Contains(string(data), `"eye_rays": 128`) {
		t.Errorf("%v; the settings are\n%s", err, data)
	}
	w = openIn(t, dir, 1280, 800, "-paused")
	if s = w.status(); s.Eye != "picture" || s.Rays != 128 || s.Field != 270 {
		t.Errorf("the next time it shows %q with %d rays over %d°", s.Eye, s.Rays, s.Field)
	}
}

func bluish(c color.RGBA) bool { return int(c.B) > int(c.R)+60 && int(c.G) > int(c.R)+30 }

// TestDrive drives the rat with letters and arrows, and looks at the map of the
// driven path.
func TestDrive(t *testing.T) {
	w := open(t, 1280, 800, "-paused")
	w.press(ebiten.KeyL)
	w.press(ebiten.KeyR)
	w.clickMap(0, 0)
	w.moveTo(image.Pt(5, 5))
	before := w.status()
	// still waits until the rat stands.
	still := func() status {
		last := w.status()
		return w.until("the rat stands", func(s status) bool {
			d := math.Hypot(s.Map.Rat[0]-last.Map.Rat[0], s.Map.Rat[1]-last.Map.Rat[1])
			if d > 1e-7 || math.Abs(s.Map.Heading-last.Map.Heading) > 1e-7 {
				last = s
			}
			return s.RatMoves > last.RatMoves+3
		})
	}
	// moved is how far it has come along its heading and to its left.
	moved := func(from, to status) (ahead, left, turn float64) {
		x, y := to.Map.Rat[0]-from.Map.Rat[0], to.Map.Rat[1]-from.Map.Rat[1]
		sin, cos := math.Sincos(from.Map.Heading)
		return x*cos + y*sin, y*cos - x*sin, math.Remainder(to.Map.Heading-from.Map.Heading, 2*math.Pi)
	}
	w.hold(3, ebiten.KeyA)
	at := still()
	if !at.Map.Driven || !at.Playing {
		t.Fatalf("A does not drive the rat: %+v", at.Map)
	}
	for _, c := range []struct {
		what              string
		keys              []ebiten.Key
		ahead, left, turn float64 // signs
	}{
		{"A", []ebiten.Key{ebiten.KeyA}, 0, 0, 1},
		{"S", []ebiten.Key{ebiten.KeyS}, -1, 0, 0},
		{"Up", []ebiten.Key{ebiten.KeyArrowUp}, 1, 0, 0},
		{"Right", []ebiten.Key{ebiten.KeyArrowRight}, 0, 0, -1},
		{"Shift+Left", []ebiten.Key{ebiten.KeyShiftLeft, ebiten.KeyArrowLeft}, 0, 1, 0},
		{"Shift+Right", []ebiten.Key{ebiten.KeyShiftLeft, ebiten.KeyArrowRight}, 0, -1, 0},
	} {
		for _, k := range c.keys {
			w.guest.PressKey(k)
		}
		var ahead, left, turn float64
		w.until(c.what+" drives", func(s status) bool {
			ahead, left, turn = moved(at, s)
			return math.Abs(ahead)+math.Abs(left)+math.Abs(turn) > 0.03
		})
		for _, k := range c.keys {
			w.guest.ReleaseKey(k)
		}
		w.step()
		for _, v := range []struct {
			name      string
			got, want float64
		}{{"ahead, m", ahead, c.ahead}, {"to the left, m", left, c.left}, {"turned, rad", turn, c.turn}} {
			if v.want == 0 && math.Abs(v.got) > 1e-6 || v.want != 0 && v.got*v.want < 0.03 {
				t.Errorf("%s: %s %v", c.what, v.name, v.got)
			}
		}
		at = still()
	}
	if at.Update != before.Update || at.Unit != before.Unit || at.Back != 0 {
		t.Errorf("driving has done something else: update %d, before %d; unit %d, before %d; %d moves back", at.Update, before.Update, at.Unit, before.Unit, at.Back)
	}
	// Its path fills a map.
	w.click("inspector-path")
	s := w.status()
	if s.Inspector != "path" {
		t.Fatalf("the inspector shows %q", s.Inspector)
	}
	inspector := s.rect("inspector")
	first := w.part(inspector)
	w.hold(60, ebiten.KeyArrowUp, ebiten.KeyArrowRight)
	still()
	w.keep("own-path")
	if n := differ(first, w.part(inspector)); n < 200 {
		t.Errorf("driven on, the map of the path differs in %d pixels", n)
	}
	// D is the door tool, which ends driving.
	w.press(ebiten.KeyD)
	if s := w.status(); s.Map.Driven || s.Map.Tool != "tool-door" {
		t.Errorf("D: tool %q, driven %v", s.Map.Tool, s.Map.Driven)
	}
}
