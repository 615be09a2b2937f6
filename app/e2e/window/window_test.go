package window

import (
	"image"
	"strconv"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

func TestOpensAndLearns(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	first := w.Status()
	if first.Recipe != "modules" || first.Seed != 1 || first.Origin != "from scratch" || !first.Playing || !first.Learning {
		t.Errorf("it opens with %+v", first)
	}
	w.Press(ebiten.KeyBracketRight) // full speed
	s := w.Until("100 updates and the first scores", func(s drive.Status) bool { return s.Update >= 100 && s.Appraised > 0 })
	if s.RatMoves == 0 {
		t.Error("the rat has not moved")
	}
	if !strings.HasSuffix(s.Title, "*") {
		t.Errorf("what was learnt is not saved, but the title is %q", s.Title)
	}
	img := w.Picture()
	for _, name := range []string{"arena", "wall", "inspector", "population", "numbers", "bar"} {
		if n := drive.Colors(img, s.Rect(name)); n < 4 {
			t.Errorf("%s shows %d colours; nothing seems to be drawn there", name, n)
		}
	}
}

func TestClickChoosesAUnit(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Until("first scores", func(s drive.Status) bool { return s.Appraised > 0 })
	s := w.Status()
	unit := ""
	for name := range s.Rects {
		if strings.HasPrefix(name, "unit:") && name != "unit:"+strconv.Itoa(s.Unit) {
			unit = name
		}
	}
	w.Point(unit)
	if s = w.Status(); "unit:"+strconv.Itoa(s.Hover) != unit {
		t.Errorf("the mouse is over %s, the window says %d", unit, s.Hover)
	}
	w.Click(unit)
	chosen := w.Status()
	if "unit:"+strconv.Itoa(chosen.Unit) != unit {
		t.Errorf("%s was clicked, %d is chosen", unit, chosen.Unit)
	}
	// It stays chosen when the maps are sorted anew.
	later := w.Until("new scores", func(s drive.Status) bool { return s.Appraised > chosen.Appraised })
	if later.Unit != chosen.Unit {
		t.Errorf("unit %d was pinned, now it is %d", chosen.Unit, later.Unit)
	}
	w.Press(ebiten.KeyArrowDown)
	if s = w.Status(); s.Unit == chosen.Unit {
		t.Error("Down does not choose the next unit")
	}
}

func TestSpacePauses(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Until("learning and running", func(s drive.Status) bool { return s.Update > 3 && s.RatMoves > 0 })
	w.Press(ebiten.KeySpace)
	paused := w.Settled()
	if paused.Playing || paused.Running {
		t.Fatalf("after Space: playing %v, running %v", paused.Playing, paused.Running)
	}
	w.Run(30)
	s := w.Status()
	if s.Update != paused.Update || s.RatMoves != paused.RatMoves {
		t.Errorf("paused, yet updates went from %d to %d and the rat's moves from %d to %d", paused.Update, s.Update, paused.RatMoves, s.RatMoves)
	}
	w.Press(ebiten.KeyPeriod)
	if s = w.Status(); s.RatMoves != paused.RatMoves+1 {
		t.Errorf("one move was asked for, %d were made", s.RatMoves-paused.RatMoves)
	}
	w.Press(ebiten.KeyArrowLeft)
	if s = w.Status(); s.Back != 1 {
		t.Errorf("Left looks %d moves back", s.Back)
	}
	for _, key := range []ebiten.Key{ebiten.KeyPeriod, ebiten.KeyArrowRight} {
		before := w.Status().Update
		w.Press(ebiten.KeyShiftLeft, key)
		s = w.Until("a single update", func(s drive.Status) bool { return s.Handled && s.Update != before })
		if s.Update != before+1 {
			t.Errorf("one update was asked for by Shift+%v, %d were made", key, s.Update-before)
		}
	}
	// Single updates leave learning switched on for Space to resume, with the rat.
	if s = w.Status(); s.Playing || !s.Learning {
		t.Errorf("after single updates: playing %v, learning %v", s.Playing, s.Learning)
	}
	w.Press(ebiten.KeySpace)
	w.Until("rat and learning go on", func(now drive.Status) bool {
		return now.Update > s.Update+3 && now.RatMoves > s.RatMoves
	})
	// While paused, L takes learning out of what Space resumes, and then sets both going.
	w.Press(ebiten.KeySpace)
	w.Press(ebiten.KeyL)
	if s = w.Settled(); s.Playing || s.Learning {
		t.Errorf("after L while paused: playing %v, learning %v", s.Playing, s.Learning)
	}
	w.Press(ebiten.KeyL)
	w.Until("L sets both going", func(now drive.Status) bool {
		return now.Update > s.Update+3 && now.RatMoves > s.RatMoves
	})
}

// Every control with a key does the same by both. All do it in one window, each
// from the state that the one before has been taken back to.
func TestKeysAndButtons(t *testing.T) {
	ctrl := ebiten.KeyControlLeft
	press := func(keys ...ebiten.Key) func(*drive.Window) { return func(w *drive.Window) { w.Press(keys...) } }
	click := func(control string) func(*drive.Window) { return func(w *drive.Window) { w.Click(control) } }
	w := drive.Open(t, 1280, 800)
	for _, c := range []struct {
		control string
		keys    []ebiten.Key
		before  func(drive.Status) bool
		after   func(drive.Status) bool
		back    func(*drive.Window)
	}{
		{"play", []ebiten.Key{ebiten.KeySpace}, func(s drive.Status) bool { return s.Playing }, func(s drive.Status) bool { return !s.Playing && !s.Running }, press(ebiten.KeySpace)},
		{"learn", []ebiten.Key{ebiten.KeyL}, func(s drive.Status) bool { return s.Running }, func(s drive.Status) bool { return s.Playing && !s.Running && !s.Learning }, press(ebiten.KeyL)},
		{"faster", []ebiten.Key{ebiten.KeyShiftLeft, ebiten.KeyEqual}, func(s drive.Status) bool { return s.RatSpeed == 1 }, func(s drive.Status) bool { return s.RatSpeed == 2 }, press(ebiten.KeyMinus)},
		{"slower", []ebiten.Key{ebiten.KeyMinus}, func(s drive.Status) bool { return s.RatSpeed == 1 }, func(s drive.Status) bool { return s.RatSpeed == 0.5 }, press(ebiten.KeyShiftLeft, ebiten.KeyEqual)},
		{"new-seed", []ebiten.Key{ebiten.KeyN}, func(s drive.Status) bool { return s.Seed == 1 }, func(s drive.Status) bool { return s.Seed == 2 }, press(ctrl, ebiten.KeyZ)},
		{"lstm", []ebiten.Key{ctrl, ebiten.KeyDigit2}, func(s drive.Status) bool { return s.Recipe == "modules" }, func(s drive.Status) bool { return s.Recipe == "lstm" }, press(ctrl, ebiten.KeyDigit1)},
		{"paper", []ebiten.Key{ctrl, ebiten.KeyDigit3}, func(s drive.Status) bool { return s.Recipe == "modules" }, func(s drive.Status) bool { return s.Recipe == "paper" }, press(ctrl, ebiten.KeyDigit1)},
		{"egocentric", []ebiten.Key{ctrl, ebiten.KeyDigit4}, func(s drive.Status) bool { return s.Recipe == "modules" }, func(s drive.Status) bool { return s.Recipe == "egocentric" }, press(ctrl, ebiten.KeyDigit1)},
		{"rectify", []ebiten.Key{ctrl, ebiten.KeyR}, func(s drive.Status) bool { return s.Activation == "relu" }, func(s drive.Status) bool { return s.Activation == "linear" }, press(ctrl, ebiten.KeyR)},
		{"pretrained", []ebiten.Key{ebiten.KeyP}, func(s drive.Status) bool { return s.Origin == "from scratch" }, func(s drive.Status) bool { return s.Origin == "pretrained modules" && !s.Running && s.Update >= 4000 }, press(ebiten.KeyBackspace)},
		{"colors", []ebiten.Key{ebiten.KeyC}, func(s drive.Status) bool { return s.Colors == "viridis" }, func(s drive.Status) bool { return s.Colors == "inferno" }, func(w *drive.Window) { press(ebiten.KeyC)(w); press(ebiten.KeyC)(w); press(ebiten.KeyC)(w) }},
		{"group", []ebiten.Key{ebiten.KeyM}, func(s drive.Status) bool { return s.Grouped }, func(s drive.Status) bool { return !s.Grouped }, press(ebiten.KeyM)},
		{"help", []ebiten.Key{ebiten.KeyF1}, func(s drive.Status) bool { return s.Sheet == "" }, func(s drive.Status) bool { return s.Sheet == "help" }, press(ebiten.KeyEscape)},
		{"info", []ebiten.Key{ebiten.KeyF2}, func(s drive.Status) bool { return s.Sheet == "" }, func(s drive.Status) bool { return s.Sheet == "info" }, press(ebiten.KeyEscape)},
		{"settings", []ebiten.Key{ebiten.KeyF4}, func(s drive.Status) bool { return s.Dialog == "" }, func(s drive.Status) bool { return s.Sheet == "settings" && s.Dialog != "" }, press(ebiten.KeyEscape)},
		{"save", []ebiten.Key{ctrl, ebiten.KeyS}, func(s drive.Status) bool { return s.Dialog == "" }, func(s drive.Status) bool { return strings.HasPrefix(s.Dialog, "Save") }, press(ebiten.KeyEscape)},
		{"open", []ebiten.Key{ctrl, ebiten.KeyO}, func(s drive.Status) bool { return s.Dialog == "" }, func(s drive.Status) bool { return strings.HasPrefix(s.Dialog, "Open") }, press(ebiten.KeyEscape)},
		{"screenshot", []ebiten.Key{ebiten.KeyF12}, func(s drive.Status) bool { return s.Notice == "" }, func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Saved the picture") && !s.Failure }, press(ebiten.KeyEscape)},
		{"learn-1", nil, func(s drive.Status) bool { return s.LearnSpeed == "learn-gentle" }, func(s drive.Status) bool { return s.LearnSpeed == "learn-1" }, click("learn-gentle")},
		{"learn-0", []ebiten.Key{ebiten.KeyBracketRight}, func(s drive.Status) bool { return s.LearnSpeed == "learn-gentle" }, func(s drive.Status) bool { return s.LearnSpeed == "learn-0" }, click("learn-gentle")},
		{"", []ebiten.Key{ebiten.KeyBracketLeft}, func(s drive.Status) bool { return s.LearnSpeed == "learn-gentle" }, func(s drive.Status) bool { return s.LearnSpeed == "learn-50" }, click("learn-gentle")},
		{"", []ebiten.Key{ebiten.KeyTab}, func(s drive.Status) bool { return s.Panels }, func(s drive.Status) bool { return !s.Panels && s.Rect("bar").Empty() }, press(ebiten.KeyTab)},
		{"", []ebiten.Key{ctrl, ebiten.KeyEqual}, func(s drive.Status) bool { return s.Scale == 1 }, func(s drive.Status) bool { return s.Scale == 1.25 }, press(ctrl, ebiten.KeyMinus)},
		{"", []ebiten.Key{ctrl, ebiten.KeyMinus}, func(s drive.Status) bool { return s.Scale == 1 }, func(s drive.Status) bool { return s.Scale == 0.75 }, press(ctrl, ebiten.KeyEqual)},
	} {
		name := c.control
		if name == "" {
			name = c.keys[len(c.keys)-1].String()
		}
		all := t
		t.Run(name, func(t *testing.T) {
			defer func() {
				if t.Failed() { // the others go on in another window
					w.T, w = all, nil
				}
			}()
			for _, by := range []string{"key", "button"} {
				if by == "key" && c.keys == nil || by == "button" && c.control == "" {
					continue
				}
				if w == nil {
					w = drive.Open(all, 1280, 800)
				}
				w.T = t
				w.Until("the state before, by "+by, c.before)
				if by == "key" {
					w.Press(c.keys...)
				} else {
					w.Click(c.control)
				}
				w.Until("its effect, by "+by, c.after)
				c.back(w)
				w.Until("the state before again", c.before)
			}
		})
	}
	if w != nil {
		w.T = t
	}
}

func TestResizing(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Until("first scores", func(s drive.Status) bool { return s.Appraised > 0 })
	for _, size := range []image.Point{{1024, 640}, {2560, 1440}, {640, 400}, {500, 900}, {1280, 800}} {
		w.Resize(size.X, size.Y)
		s := w.Until("the new size", func(s drive.Status) bool { return s.Width == size.X && s.Height == size.Y })
		w.Step()
		s = w.Status()
		screen := image.Rect(0, 0, size.X, size.Y)
		names := []string{"arena", "numbers", "wall", "inspector", "population", "notice", "bar"}
		for i, name := range names {
			r := s.Rect(name)
			if r.Empty() || !r.In(screen) {
				t.Errorf("at %v, %s is at %v", size, name, r)
			}
			for _, other := range names[:i] {
				if r.Overlaps(s.Rect(other)) {
					t.Errorf("at %v, %s at %v overlaps %s at %v", size, name, r, other, s.Rect(other))
				}
			}
		}
		for name := range s.Rects {
			if r := s.Rect(name); !r.In(screen) {
				t.Errorf("at %v, %s is at %v", size, name, r)
			}
		}
		for _, name := range []string{"play", "save", "help"} {
			if !s.Rect(name).In(s.Rect("bar")) {
				t.Errorf("at %v, button %s at %v is not in the bar at %v", size, name, s.Rect(name), s.Rect("bar"))
			}
		}
		if curves := s.Rect("curves"); size.X >= 1024 && size.Y >= 640 && (curves.Dy() < 60 || !curves.In(s.Rect("numbers"))) {
			t.Errorf("at %v, the curves are at %v", size, curves)
		}
		if want := map[int]float64{2560: 1.75, 1280: 1, 1024: 1}[size.X]; want > 0 && s.Scale != want {
			t.Errorf("at %v, the first scale is %v, want %v", size, s.Scale, want)
		}
		img := w.Picture()
		for _, name := range names {
			if n := drive.Colors(img, s.Rect(name)); n < 3 && name != "notice" {
				t.Errorf("at %v, %s shows %d colours", size, name, n)
			}
		}
	}
	before := w.Status().Playing
	w.Click("play") // the mouse still meets what is drawn
	if w.Status().Playing == before {
		t.Error("after resizing, a click misses its button")
	}
}
