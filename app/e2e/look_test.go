package e2e

import (
	"bytes"
	"image"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
)

// rest lets the program run for a while, at most at its own pace.
func (w *window) rest(d time.Duration) {
	w.t.Helper()
	for end := time.Now().Add(d); time.Now().Before(end); {
		w.run(1)
	}
}

// part cuts a rectangle out of a picture.
func part(img *image.RGBA, r image.Rectangle) []byte {
	var out []byte
	for y := r.Min.Y; y < r.Max.Y; y++ {
		out = append(out, img.Pix[img.PixOffset(r.Min.X, y):img.PixOffset(r.Max.X, y)]...)
	}
	return out
}

// A tooltip stays whole for as long as the mouse rests, whatever moves below
// it, and leaves nothing behind.
func TestTooltipStays(t *testing.T) {
	w := open(t, 1280, 800, "-set", "updates=1000000") // the hint changes half way
	w.press(ebiten.KeyBracketRight)
	w.until("learning", func(s status) bool { return s.Update > 20 && s.Appraised > 0 })
	w.moveTo(image.Pt(640, 300)) // where tips have nothing to say
	w.rest(time.Second)
	clean := w.picture()
	for _, control := range []string{"lstm", "save", "pressure"} {
		w.point(control)
		s := w.until("the tip", func(s status) bool { return !s.rect("tip").Empty() })
		tip := s.rect("tip")
		w.rest(200 * time.Millisecond)
		first := part(w.picture(), tip)
		w.rest(3 * time.Second)
		if s = w.status(); s.rect("tip") != tip {
			t.Fatalf("the tip of %s was at %v and is at %v", control, tip, s.rect("tip"))
		}
		if !bytes.Equal(first, part(w.picture(), tip)) {
			t.Errorf("the tip of %s does not stay whole while the mouse rests", control)
		}
		w.moveTo(image.Pt(640, 300))
		w.until("no tip", func(s status) bool { return s.rect("tip").Empty() })
		w.rest(300 * time.Millisecond)
		// Between the panels and the bar nothing moves.
		strip := tip.Intersect(s.rect("notice"))
		if strip.Empty() {
			continue
		}
		if !bytes.Equal(part(clean, strip), part(w.picture(), strip)) {
			t.Errorf("the tip of %s has left something behind", control)
		}
	}
}

// With the controls hidden, nothing of them is drawn, though the mouse rests
// where a tooltip showed.
func TestHiddenControls(t *testing.T) {
	w := open(t, 1280, 800)
	w.point("lstm")
	tip := w.until("the tip", func(s status) bool { return !s.rect("tip").Empty() }).rect("tip")
	w.press(ebiten.KeyTab)
	s := w.until("no controls", func(s status) bool { return s.rect("bar").Empty() })
	w.rest(500 * time.Millisecond)
	if !s.rect("tip").Empty() || !tip.Overlaps(s.rect("arena")) {
		t.Errorf("the tip is at %v, the arena at %v", s.rect("tip"), s.rect("arena"))
	}
	if n := colors(w.picture(), image.Rect(0, s.rect("arena").Max.Y-40, 300, s.rect("arena").Max.Y)); n > 2 {
		t.Errorf("%d colours below the arena, where a tip was", n)
	}
}

// A notice covers nothing.
func TestNoticeCoversNothing(t *testing.T) {
	w := open(t, 1024, 640)
	w.press(ebiten.KeyControlLeft, ebiten.KeyO)
	w.typed("/no/such/" + strings.Repeat("long-name-", 30) + ".npz")
	w.until("a sentence", func(s status) bool { return s.Failure })
	w.step()
	s := w.status()
	for _, name := range []string{"arena", "numbers", "wall", "inspector", "population", "bar"} {
		if r := s.rect(name); r.Overlaps(s.rect("notice")) || r.Empty() {
			t.Errorf("the sentence at %v covers %s at %v", s.rect("notice"), name, r)
		}
	}
	if h := s.rect("notice").Dy(); h < 30 {
		t.Errorf("a long sentence is %d pixels high", h)
	}
	w.press(ebiten.KeyEscape)
	if s = w.status(); s.rect("notice").Dy() > 30 {
		t.Errorf("after Esc the sentence is still %v", s.rect("notice"))
	}
}

// Every setting has a row of its own that a click puts into the field, and a
// part of a list can be set by its name.
func TestSettingsPage(t *testing.T) {
	w := open(t, 1024, 640)
	w.press(ebiten.KeyF4)
	s := w.until("the page", func(s status) bool { return !s.rect("setting:modules[1].sigma").Empty() })
	for name := range s.Rects {
		r := s.rect(name)
		if strings.HasPrefix(name, "setting:") && (!r.In(s.rect("sheet")) || r.Overlaps(s.rect("dialog")) || r.Dy() < 12) {
			t.Errorf("%s is at %v, the page at %v, the dialog at %v", name, r, s.rect("sheet"), s.rect("dialog"))
		}
	}
	if s.rect("dialog").Overlaps(s.rect("notice")) {
		t.Errorf("the dialog at %v covers the sentence at %v", s.rect("dialog"), s.rect("notice"))
	}
	w.click("setting:modules[1].sigma")
	if s = w.status(); s.DialogText != "modules[1].sigma = 0.22" {
		t.Errorf("a click puts %q into the field", s.DialogText)
	}
	w.press(ebiten.KeyBackspace)
	w.typed("5")
	w.until("a new start", func(s status) bool { return s.Sheet == "" && s.Handled })
	w.press(ebiten.KeyF4)
	w.click("setting:modules[1].sigma")
	if s = w.status(); s.DialogText != "modules[1].sigma = 0.25" {
		t.Errorf("after it was set to 0.25, the field has %q", s.DialogText)
	}
	w.press(ebiten.KeyEscape)
	w.press(ebiten.KeyF4)
	w.typed("lambda = x")
	s = w.until("a sentence", func(s status) bool { return s.Failure })
	if want := `Could not set lambda to "x": it must be a number between 0 and 200.`; s.Notice != want {
		t.Errorf("it says %q, want %q", s.Notice, want)
	}
}

// The rat's past can be gone through by slider and by held keys.
func TestTimeline(t *testing.T) {
	w := open(t, 1280, 800)
	w.click("faster")
	w.click("faster")
	w.click("faster")
	w.until("some moves", func(s status) bool { return s.RatMoves > 60 })
	if why := w.status().Disabled["timeline"]; why != "pause first" {
		t.Errorf("while the rat runs, the timeline is off because of %q", why)
	}
	w.press(ebiten.KeySpace)
	s := w.settled()
	if s.Disabled["timeline"] != "" || s.Labels["timeline-value"] != "now" {
		t.Errorf("paused, the timeline says %q and is off because of %q", s.Labels["timeline-value"], s.Disabled["timeline"])
	}
	r := s.rect("timeline")
	y := r.Min.Y + r.Dy()/2
	w.drag(image.Pt(r.Max.X-5, y), image.Pt(r.Min.X+r.Dx()/2, y))
	s = w.status()
	if s.Back < s.RatMoves/4 || s.Back > s.RatMoves*3/4 || !strings.HasSuffix(s.Labels["timeline-value"], "moves back") {
		t.Errorf("half way, it is %d of %d moves back: %q", s.Back, s.RatMoves, s.Labels["timeline-value"])
	}
	before := s.Back
	w.guest.PressKey(ebiten.KeyArrowRight)
	w.run(60)
	w.guest.ReleaseKey(ebiten.KeyArrowRight)
	w.step()
	if s = w.status(); s.Back > before-5 {
		t.Errorf("Right was held, and it went from %d to %d moves back", before, s.Back)
	}
	w.press(ebiten.KeySpace)
	if s = w.status(); s.Back != 0 {
		t.Errorf("the rat runs on, %d moves back", s.Back)
	}
}

// What an opened network has not measured is not shown as zero, and the
// pressure that its recipe applies by now stands beside the one that was set.
func TestOpenedNetwork(t *testing.T) {
	w := open(t, 1280, 800)
	w.press(ebiten.KeyControlLeft, ebiten.KeyDigit2)
	s := w.until("lstm learns", func(s status) bool { return s.Recipe == "lstm" && s.Update > 0 && s.Handled })
	if s.Loss == nil || s.Labels["pressure-value"] != "λ 50" {
		t.Errorf("learning, the loss is %v and the pressure %q", s.Loss, s.Labels["pressure-value"])
	}
	w.press(ebiten.KeyP)
	s = w.until("a trained network", func(s status) bool { return s.Origin == "pretrained lstm" && s.Handled })
	if s.Loss != nil || s.Labels["pressure-value"] != "λ 50, now 20" {
		t.Errorf("opened, the loss is %v and the pressure %q", s.Loss, s.Labels["pressure-value"])
	}
}

// However large the window and however fast the rat, only what has changed is
// drawn: no map while nothing is learnt, and numbers at most eight times a
// second.
func TestOnlyWhatChangesIsDrawn(t *testing.T) {
	w := open(t, 2560, 1440)
	w.until("first scores", func(s status) bool { return s.Appraised > 0 })
	w.press(ebiten.KeyL)
	for range 6 {
		w.press(ebiten.KeyEqual)
	}
	s := w.settled()
	w.until("the last scores", func(s status) bool { return s.Appraised == s.Update })
	w.moveTo(image.Pt(-10, -10))
	w.rest(time.Second)
	quiet, drawn := 0, int64(-1)
	w.until("what the last scores change is drawn", func(s status) bool {
		quiet++
		if n := s.Drawn["wall"] + s.Drawn["population"]; n != drawn {
			quiet, drawn = 0, n
		}
		return quiet > 60
	})
	before, begin := w.status(), time.Now()
	w.rest(2 * time.Second)
	after, seconds := w.status(), time.Since(begin).Seconds()
	if after.RatMoves < before.RatMoves+50 {
		t.Errorf("the rat made %d moves", after.RatMoves-before.RatMoves)
	}
	for name, share := range map[string]float64{"wall": 0, "population": 0, "inspector": 0.05, "numbers": 0.15} {
		r := s.rect(name)
		drawn := float64(after.Drawn[name] - before.Drawn[name])
		if limit := (8*seconds + 2) * share * float64(r.Dx()*r.Dy()); drawn > limit {
			t.Errorf("in %.1f s, %.0f pixels of %s at %v were drawn, more than %.0f", seconds, drawn, name, r, limit)
		}
	}
}
