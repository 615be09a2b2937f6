package editing

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// TestRandomSession does 200 things at random or, until 50 have changed the map, more, of a seed, with mouse and keys:
// the map is valid all the time, and undo and redo lose nothing.
func TestRandomSession(t *testing.T) {
	w := drive.Open(t, 640, 480, "-paused")
	w.Press(ebiten.KeyL) // the rat alone
	w.Press(ebiten.KeySpace)
	rng := rand.New(rand.NewPCG(7, 200))
	somewhere := func() (x, y float64) { return 2.3*rng.Float64() - 1.15, 2.3*rng.Float64() - 1.15 }
	toolKeys := []ebiten.Key{ebiten.KeyV, ebiten.KeyW, ebiten.KeyW, ebiten.KeyD, ebiten.KeyG, ebiten.KeyR, ebiten.KeyE, ebiten.KeyA, ebiten.KeyA, ebiten.KeyA}
	w.Press(ebiten.KeyW)
	edits, first := 0, w.Status().Map.Text
	for n := 0; n < 200 || edits < 50; n++ {
		if n == 400 {
			t.Fatalf("only %d of %d actions changed the map", edits, n)
		}
		before := w.Status().Map.Text
		what := ""
		switch k := rng.IntN(15); {
		case k < 2:
			key := toolKeys[rng.IntN(len(toolKeys))]
			what = "tool " + key.String()
			w.Press(key)
		case k < 8:
			x0, y0 := somewhere()
			x1, y1 := somewhere()
			what = "drag"
			mod := []ebiten.Key{ebiten.KeyShiftLeft, ebiten.KeyAltLeft}[rng.IntN(2)]
			held := rng.IntN(2) == 0
			if held {
				w.KeyDown(mod)
			}
			w.Draw(x0, y0, x1, y1)
			if held {
				w.KeyUp(mod)
			}
			w.Step()
		case k < 9:
			what = "click"
			w.ClickMap(somewhere())
		case k == 9:
			what = "undo or redo"
			w.Press(ebiten.KeyControlLeft, []ebiten.Key{ebiten.KeyZ, ebiten.KeyZ, ebiten.KeyY}[rng.IntN(3)])
		case k == 10:
			what = "duplicate or delete"
			if rng.IntN(3) == 0 {
				w.Press(ebiten.KeyDelete)
			} else {
				w.Press(ebiten.KeyControlLeft, ebiten.KeyD)
			}
		case k < 14:
			what = "property"
			anyProperty(w, rng)
		default:
			what = "zoom, fit or a door"
			switch rng.IntN(3) {
			case 0:
				w.Wheel(float64(rng.IntN(5) - 2))
				w.Step()
			case 1:
				w.Press(ebiten.KeyF)
			default:
				w.Press(ebiten.KeyO)
			}
		}
		m := w.Decoded() // fails if it is not valid
		if s := w.Status(); s.Map.Text != before {
			edits++
		} else if s.Map.Busy && s.Map.Tool != "tool-add" { // an outer wall waits for its next corner
			t.Fatalf("after action %d (%s) something is still being dragged", n, what)
		}
		if err := m.Check(); err != nil {
			t.Fatalf("after action %d (%s): %v", n, what, err)
		}
	}
	w.Keep("random")
	w.Press(ebiten.KeyV)
	s := w.Status()
	last, redoable, steps := s.Map.Text, s.Map.Redoable, 0
	var texts []string
	for w.Status().Map.Undoable {
		texts = append(texts, w.Status().Map.Text)
		w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
		if steps++; steps > 400 {
			t.Fatal("undo does not come to an end")
		}
	}
	if s := w.Status(); s.Map.Unsaved || s.Map.Text != first {
		t.Errorf("all taken back, yet unsaved %v the map is\n%s", s.Map.Unsaved, s.Map.Text)
	}
	for i := range steps {
		w.Press(ebiten.KeyControlLeft, ebiten.KeyY)
		if s := w.Status(); s.Map.Text != texts[steps-1-i] {
			t.Fatalf("redo %d of %d (%s) comes to\n%s\nnot\n%s", i+1, steps, s.Notice, s.Map.Text, texts[steps-1-i])
		}
	}
	if s := w.Status(); s.Map.Text != last || s.Map.Redoable != redoable {
		t.Errorf("all done again, yet the map is\n%s\nnot\n%s", s.Map.Text, last)
	}
}

// anyProperty does something to a field of the properties, if there is one: a
// click, a turn of the wheel, or a text and Enter.
func anyProperty(w *drive.Window, rng *rand.Rand) {
	w.T.Helper()
	s := w.Status()
	var fields []string
	for name := range s.Rects {
		if strings.HasPrefix(name, "property:") {
			fields = append(fields, name)
		}
	}
	if len(fields) == 0 {
		return
	}
	slices.Sort(fields)
	field := fields[rng.IntN(len(fields))]
	switch rng.IntN(3) {
	case 0:
		w.Point(field)
		w.Wheel(float64(rng.IntN(5) - 2))
		w.Step()
		w.MoveTo(s.Rect("properties").Min) // what was turned is an edit now
	case 1:
		w.Click(field)
		w.Press(ebiten.KeyEscape) // ends typing or, where there is none, editing
	default:
		w.Click(field)
		if w.Status().Typing != "" {
			w.Typed([]string{"0.2", "5 cm", "-1", "45", "x", "#67b868"}[rng.IntN(6)])
		}
	}
}
