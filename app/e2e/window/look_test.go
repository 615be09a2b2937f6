package window

import (
	"bytes"
	"image"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// A tooltip stays whole for as long as the mouse rests, whatever moves below
// it, and leaves nothing behind.
func TestTooltipStays(t *testing.T) {
	w := drive.Open(t, 1280, 800, "-set", "updates=1000000") // the hint changes half way
	w.Press(ebiten.KeyBracketRight)
	w.Until("learning", func(s drive.Status) bool { return s.Update > 20 && s.Appraised > 0 })
	w.MoveTo(image.Pt(640, 300)) // where tips have nothing to say
	w.Rest(time.Second)
	clean := w.Picture()
	for _, control := range []string{"lstm", "save", "pressure"} {
		w.Point(control)
		s := w.Until("the tip", func(s drive.Status) bool { return !s.Rect("tip").Empty() })
		tip := s.Rect("tip")
		w.Rest(200 * time.Millisecond)
		first := drive.Cut(w.Picture(), tip)
		w.Rest(3 * time.Second)
		if s = w.Status(); s.Rect("tip") != tip {
			t.Fatalf("the tip of %s was at %v and is at %v", control, tip, s.Rect("tip"))
		}
		if !bytes.Equal(first, drive.Cut(w.Picture(), tip)) {
			t.Errorf("the tip of %s does not stay whole while the mouse rests", control)
		}
		w.MoveTo(image.Pt(640, 300))
		w.Until("no tip", func(s drive.Status) bool { return s.Rect("tip").Empty() })
		w.Rest(300 * time.Millisecond)
		// Between the panels and the bar nothing moves.
		strip := tip.Intersect(s.Rect("notice"))
		if strip.Empty() {
			continue
		}
		if !bytes.Equal(drive.Cut(clean, strip), drive.Cut(w.Picture(), strip)) {
			t.Errorf("the tip of %s has left something behind", control)
		}
	}
}

// With the controls hidden, nothing of them is drawn, though the mouse rests
// where a tooltip showed.
func TestHiddenControls(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Point("lstm")
	tip := w.Until("the tip", func(s drive.Status) bool { return !s.Rect("tip").Empty() }).Rect("tip")
	w.Press(ebiten.KeyTab)
	s := w.Until("no controls", func(s drive.Status) bool { return s.Rect("bar").Empty() })
	w.Rest(500 * time.Millisecond)
	if !s.Rect("tip").Empty() || !tip.Overlaps(s.Rect("arena")) {
		t.Errorf("the tip is at %v, the arena at %v", s.Rect("tip"), s.Rect("arena"))
	}
	if n := drive.Colors(w.Picture(), image.Rect(0, s.Rect("arena").Max.Y-40, 300, s.Rect("arena").Max.Y)); n > 2 {
		t.Errorf("%d colours below the arena, where a tip was", n)
	}
}

// A notice covers nothing.
func TestNoticeCoversNothing(t *testing.T) {
	w := drive.Open(t, 1024, 640)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyO)
	w.Typed("/no/such/" + strings.Repeat("long-name-", 30) + ".npz")
	w.Until("a sentence", func(s drive.Status) bool { return s.Failure })
	w.Step()
	s := w.Status()
	for _, name := range []string{"arena", "numbers", "wall", "inspector", "population", "bar"} {
		if r := s.Rect(name); r.Overlaps(s.Rect("notice")) || r.Empty() {
			t.Errorf("the sentence at %v covers %s at %v", s.Rect("notice"), name, r)
		}
	}
	if h := s.Rect("notice").Dy(); h < 30 {
		t.Errorf("a long sentence is %d pixels high", h)
	}
	w.Press(ebiten.KeyEscape)
	if s = w.Status(); s.Rect("notice").Dy() > 30 {
		t.Errorf("after Esc the sentence is still %v", s.Rect("notice"))
	}
}

// Every setting has a row of its own that a click puts into the field, and a
// part of a list can be set by its name.
func TestSettingsPage(t *testing.T) {
	w := drive.Open(t, 1024, 640)
	w.Press(ebiten.KeyF4)
	s := w.Until("the page", func(s drive.Status) bool { return !s.Rect("setting:modules[1].sigma").Empty() })
	for name := range s.Rects {
		r := s.Rect(name)
		if strings.HasPrefix(name, "setting:") && (!r.In(s.Rect("sheet")) || r.Overlaps(s.Rect("dialog")) || r.Dy() < 12) {
			t.Errorf("%s is at %v, the page at %v, the dialog at %v", name, r, s.Rect("sheet"), s.Rect("dialog"))
		}
	}
	if s.Rect("dialog").Overlaps(s.Rect("notice")) {
		t.Errorf("the dialog at %v covers the sentence at %v", s.Rect("dialog"), s.Rect("notice"))
	}
	w.Click("setting:modules[1].sigma")
	if s = w.Status(); s.DialogText != "modules[1].sigma = 0.22" {
		t.Errorf("a click puts %q into the field", s.DialogText)
	}
	w.Press(ebiten.KeyBackspace)
	w.Typed("5")
	w.Until("a new start", func(s drive.Status) bool { return s.Sheet == "" && s.Handled })
	w.Press(ebiten.KeyF4)
	w.Click("setting:modules[1].sigma")
	if s = w.Status(); s.DialogText != "modules[1].sigma = 0.25" {
		t.Errorf("after it was set to 0.25, the field has %q", s.DialogText)
	}
	w.Press(ebiten.KeyEscape)
	w.Press(ebiten.KeyF4)
	w.Typed("lambda = x")
	s = w.Until("a sentence", func(s drive.Status) bool { return s.Failure })
	if want := `Could not set lambda to "x": it must be a number between 0 and 200.`; s.Notice != want {
		t.Errorf("it says %q, want %q", s.Notice, want)
	}
}

// The rat's past can be gone through by slider and by held keys.
func TestTimeline(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Click("faster")
	w.Click("faster")
	w.Click("faster")
	w.Until("some moves", func(s drive.Status) bool { return s.RatMoves > 60 })
	if why := w.Status().Disabled["timeline"]; why != "pause first" {
		t.Errorf("while the rat runs, the timeline is off because of %q", why)
	}
	w.Press(ebiten.KeySpace)
	s := w.Settled()
	if s.Disabled["timeline"] != "" || s.Labels["timeline-value"] != "now" {
		t.Errorf("paused, the timeline says %q and is off because of %q", s.Labels["timeline-value"], s.Disabled["timeline"])
	}
	r := s.Rect("timeline")
	y := r.Min.Y + r.Dy()/2
	w.Drag(image.Pt(r.Max.X-5, y), image.Pt(r.Min.X+r.Dx()/2, y))
	s = w.Status()
	if s.Back < s.RatMoves/4 || s.Back > s.RatMoves*3/4 || !strings.HasSuffix(s.Labels["timeline-value"], "moves back") {
		t.Errorf("half way, it is %d of %d moves back: %q", s.Back, s.RatMoves, s.Labels["timeline-value"])
	}
	before := s.Back
	w.KeyDown(ebiten.KeyArrowRight)
	w.Run(60)
	w.KeyUp(ebiten.KeyArrowRight)
	w.Step()
	if s = w.Status(); s.Back > before-5 {
		t.Errorf("Right was held, and it went from %d to %d moves back", before, s.Back)
	}
	w.Press(ebiten.KeySpace)
	if s = w.Status(); s.Back != 0 {
		t.Errorf("the rat runs on, %d moves back", s.Back)
	}
}

// What an opened network has not measured is not shown as zero, and the
// pressure that its recipe applies by now stands beside the one that was set.
func TestOpenedNetwork(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyDigit2)
	s := w.Until("lstm learns", func(s drive.Status) bool { return s.Recipe == "lstm" && s.Update > 0 && s.Handled })
	if s.Loss == nil || s.Labels["pressure-value"] != "λ 50" {
		t.Errorf("learning, the loss is %v and the pressure %q", s.Loss, s.Labels["pressure-value"])
	}
	w.Press(ebiten.KeyP)
	s = w.Until("a trained network", func(s drive.Status) bool { return s.Origin == "pretrained lstm" && s.Handled })
	if s.Loss != nil || s.Labels["pressure-value"] != "λ 50, now 20" {
		t.Errorf("opened, the loss is %v and the pressure %q", s.Loss, s.Labels["pressure-value"])
	}
}

// However large the window and however fast the rat, only what has changed is
// drawn: no map while nothing is learnt, and numbers at most eight times a
// second.
func TestOnlyWhatChangesIsDrawn(t *testing.T) {
	w := drive.Open(t, 2560, 1440)
	w.Until("first scores", func(s drive.Status) bool { return s.Appraised > 0 })
	w.Press(ebiten.KeyL)
	for range 6 {
		w.Press(ebiten.KeyEqual)
	}
	s := w.Settled()
	w.Until("the last scores", func(s drive.Status) bool { return s.Appraised == s.Update })
	w.MoveTo(image.Pt(-10, -10))
	w.Rest(time.Second)
	quiet, drawn := 0, int64(-1)
	w.Until("what the last scores change is drawn", func(s drive.Status) bool {
		quiet++
		if n := s.Drawn["wall"] + s.Drawn["population"]; n != drawn {
			quiet, drawn = 0, n
		}
		return quiet > 60
	})
	before := w.Status()
	w.Rest(2 * time.Second)
	after := w.Status()
	seconds := float64(after.Ticks-before.Ticks) / 60
	if after.RatMoves < before.RatMoves+50 {
		t.Errorf("the rat made %d moves", after.RatMoves-before.RatMoves)
	}
	for name, share := range map[string]float64{"wall": 0, "population": 0, "inspector": 0.05, "numbers": 0.15} {
		r := s.Rect(name)
		drawn := float64(after.Drawn[name] - before.Drawn[name])
		if limit := (8*seconds + 2) * share * float64(r.Dx()*r.Dy()); drawn > limit {
			t.Errorf("in %.1f s, %.0f pixels of %s at %v were drawn, more than %.0f", seconds, drawn, name, r, limit)
		}
	}
}
