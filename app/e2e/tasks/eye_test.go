package tasks

import (
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// TestWhatTheRatSees: Q and clicks go through the ways to show it, the choice
// is kept, the wheel changes the retina, and the picture turns with the rat and
// shows a wall that is drawn before its nose.
func TestWhatTheRatSees(t *testing.T) {
	dir := t.TempDir()
	w := drive.OpenIn(t, dir, 1280, 800, "-paused")
	s := w.Status()
	if s.Eye != "strip" || s.Rays != 64 || s.Field != 240 || s.Rect("eye-strip").Empty() || !s.Rect("eye-view").Empty() {
		t.Fatalf("at first it shows %q with %d rays over %d°, strip at %v, picture at %v", s.Eye, s.Rays, s.Field, s.Rect("eye-strip"), s.Rect("eye-view"))
	}
	arena := s.Rect("arena")
	for _, want := range []string{"picture", "off", "strip"} {
		w.Press(ebiten.KeyQ)
		s = w.Status()
		if s.Eye != want || s.Rect("eye").Empty() != (want == "off") || s.Rect("eye-view").Empty() != (want != "picture") {
			t.Fatalf("Q shows %q at %v, want %s", s.Eye, s.Rects["eye"], want)
		}
		if now := s.Rect("arena"); now.Dx() != arena.Dx() || now.Dy() < arena.Dy()*4/5 {
			t.Errorf("with %s the arena is %v large, with the strip %v", want, now.Size(), arena.Size())
		}
	}
	w.Click("eye-strip")
	if s = w.Status(); s.Eye != "picture" {
		t.Fatalf("a click on the strip shows %q", s.Eye)
	}
	// A number is explained, and the wheel changes it.
	w.Point("eye-strip")
	w.Wheel(1)
	w.Step()
	w.Step()
	w.KeyDown(ebiten.KeyShiftLeft)
	w.Wheel(1)
	w.Step()
	w.KeyUp(ebiten.KeyShiftLeft)
	w.Step()
	if s = w.Status(); s.Rays != 128 || s.Field != 270 {
		t.Errorf("after the wheel %d rays over %d°, want 128 over 270°", s.Rays, s.Field)
	}
	head := s.Rect("eye")
	w.MoveTo(image.Pt(head.Max.X-12, head.Min.Y+6))
	w.Button(true)
	w.Button(false)
	if s = w.Status(); s.Sheet != "explain" || s.Eye != "picture" {
		t.Errorf("a click on the number of rays opens %q", s.Sheet)
	}
	w.Press(ebiten.KeyEscape)

	// Put the rat down, and turn it.
	w.Press(ebiten.KeyL)
	w.Press(ebiten.KeyR)
	w.ClickMap(0, 0)
	w.MoveTo(image.Pt(5, 5))
	w.Hold(3, ebiten.KeyArrowLeft) // which makes it the user's: it stays where it is put
	s = w.Until("the rat is driven", func(s drive.Status) bool { return s.Map.Driven })
	w.Until("it stands", func(now drive.Status) bool {
		still := now.Map.Heading == s.Map.Heading && now.Map.Rat == s.Map.Rat
		s = now
		return still
	})
	view := s.Rect("eye-view")
	before := w.Part(view)
	w.Hold(20, ebiten.KeyArrowLeft)
	w.Until("it has turned", func(now drive.Status) bool { return math.Abs(now.Map.Heading-s.Map.Heading) > 0.3 })
	if n := drive.Differ(before, w.Part(view)); n < view.Dx()*view.Dy()/20 {
		t.Errorf("the rat has turned, but only %d of %d pixels of the picture differ", n, view.Dx()*view.Dy())
	}
	// It stops, and a wall comes.
	s = w.Status()
	w.Until("it stands again", func(now drive.Status) bool {
		still := now.Map.Heading == s.Map.Heading && now.Map.Rat == s.Map.Rat
		s = now
		return still
	})
	w.Press(ebiten.KeySpace) // not to run on
	w.Step()
	free := w.Part(view)
	s = w.Status()
	at := func(ahead, left float64) (x, y float64) {
		sin, cos := math.Sincos(s.Map.Heading)
		return s.Map.Rat[0] + ahead*cos - left*sin, s.Map.Rat[1] + ahead*sin + left*cos
	}
	ax, ay := at(0.3, 0.15)
	bx, by := at(0.3, -0.15)
	w.Press(ebiten.KeyD) // doors have a colour of their own
	w.Draw(ax, ay, bx, by)
	if n := w.Status().Map.Counts["doors"]; n != 1 {
		t.Fatalf("%d doors", n)
	}
	w.Step()
	w.Keep("eye-door")
	shut := w.Part(view)
	middle := image.Pt((view.Min.X+view.Max.X)/2, view.Min.Y+view.Dy()*55/100)
	if c := shut.RGBAAt(middle.X, middle.Y); !bluish(c) || bluish(free.RGBAAt(middle.X, middle.Y)) {
		t.Errorf("before the rat's nose is a shut door, in the picture %v; before that %v", c, free.RGBAAt(middle.X, middle.Y))
	}
	mx, my := at(0.3, 0)
	w.Press(ebiten.KeyEscape)
	w.ClickMap(mx, my)
	w.MoveTo(image.Pt(5, 5))
	w.Step()
	if s := w.Status(); s.Map.Driven {
		t.Error("it is driven after editing has ended")
	}
	if strings.Contains(w.Status().Map.Text, `"open": false`) {
		t.Fatal("the door is shut")
	}
	if n := drive.Differ(free, w.Part(view)); n > 0 {
		t.Errorf("through the open door the picture is not as before: %d pixels differ", n)
	}
	w.Press(ebiten.KeyTab)
	if s := w.Status(); s.Rect("eye-view").Empty() {
		t.Error("without panels there is no picture")
	}
	w.Keep("eye-tab")
	w.Press(ebiten.KeyTab)
	for _, size := range []image.Point{{640, 480}, {480, 320}, {1920, 1080}} {
		w.Resize(size.X, size.Y)
		w.Step()
		w.Step()
		s := w.Status()
		if e := s.Rect("eye"); s.Rect("arena").Dy() < e.Dy() || !e.In(image.Rectangle{Max: size}) {
			t.Errorf("at %v the arena is %v, what the rat sees %v", size, s.Rect("arena"), e)
		}
		w.Keep("eye-" + size.String())
	}
	w.Close()
	if data, err := os.ReadFile(filepath.Join(w.Config, "settings.json")); err != nil || !strings.Contains(string(data), `"eye": "picture"`) || !strings.Contains(string(data), `"eye_rays": 128`) {
		t.Errorf("%v; the settings are\n%s", err, data)
	}
	w = drive.OpenIn(t, dir, 1280, 800, "-paused")
	if s = w.Status(); s.Eye != "picture" || s.Rays != 128 || s.Field != 270 {
		t.Errorf("the next time it shows %q with %d rays over %d°", s.Eye, s.Rays, s.Field)
	}
}

func bluish(c color.RGBA) bool { return int(c.B) > int(c.R)+60 && int(c.G) > int(c.R)+30 }

// TestDrive drives the rat with letters and arrows, and looks at the map of the
// driven path.
func TestDrive(t *testing.T) {
	w := drive.Open(t, 1280, 800, "-paused")
	w.Press(ebiten.KeyL)
	w.Press(ebiten.KeyR)
	w.ClickMap(0, 0)
	w.MoveTo(image.Pt(5, 5))
	before := w.Status()
	// still waits until the rat stands.
	still := func() drive.Status {
		last := w.Status()
		return w.Until("the rat stands", func(s drive.Status) bool {
			d := math.Hypot(s.Map.Rat[0]-last.Map.Rat[0], s.Map.Rat[1]-last.Map.Rat[1])
			if d > 1e-7 || math.Abs(s.Map.Heading-last.Map.Heading) > 1e-7 {
				last = s
			}
			return s.RatMoves > last.RatMoves+3
		})
	}
	// moved is how far it has come along its heading and to its left.
	moved := func(from, to drive.Status) (ahead, left, turn float64) {
		x, y := to.Map.Rat[0]-from.Map.Rat[0], to.Map.Rat[1]-from.Map.Rat[1]
		sin, cos := math.Sincos(from.Map.Heading)
		return x*cos + y*sin, y*cos - x*sin, math.Remainder(to.Map.Heading-from.Map.Heading, 2*math.Pi)
	}
	w.Hold(3, ebiten.KeyA)
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
			w.KeyDown(k)
		}
		var ahead, left, turn float64
		w.Until(c.what+" drives", func(s drive.Status) bool {
			ahead, left, turn = moved(at, s)
			return math.Abs(ahead)+math.Abs(left)+math.Abs(turn) > 0.03
		})
		for _, k := range c.keys {
			w.KeyUp(k)
		}
		w.Step()
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
	w.Click("inspector-path")
	s := w.Status()
	if s.Inspector != "path" {
		t.Fatalf("the inspector shows %q", s.Inspector)
	}
	inspector := s.Rect("inspector")
	first := w.Part(inspector)
	w.Hold(60, ebiten.KeyArrowUp, ebiten.KeyArrowRight)
	still()
	w.Keep("own-path")
	if n := drive.Differ(first, w.Part(inspector)); n < 200 {
		t.Errorf("driven on, the map of the path differs in %d pixels", n)
	}
	// D is the door tool, which ends driving.
	w.Press(ebiten.KeyD)
	if s := w.Status(); s.Map.Driven || s.Map.Tool != "tool-door" {
		t.Errorf("D: tool %q, driven %v", s.Map.Tool, s.Map.Driven)
	}
}
