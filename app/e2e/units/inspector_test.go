package units

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// TestInspectorPages: tabs and key show the pages; the scores come with the
// unit's own nulls, and a click on one says how it was computed.
func TestInspectorPages(t *testing.T) {
	for _, size := range []image.Point{{1280, 800}, {1024, 640}} {
		w, s := drive.Trained(t, size.X, size.Y)
		if s.Inspector != "map" {
			t.Fatalf("the inspector opens with %q", s.Inspector)
		}
		for _, page := range []string{"tuning", "scores", "path", "map"} {
			if !w.Changed("inspector", func() { w.Press(ebiten.KeyI) }) || w.Status().Inspector != page {
				t.Errorf("at %v, I shows %q, want %q, or looks the same", size, w.Status().Inspector, page)
			}
		}
		for _, page := range []string{"scores", "map", "path", "tuning"} {
			w.Click("inspector-" + page)
			if got := w.Status().Inspector; got != page {
				t.Errorf("at %v, the tab of %s shows %q", size, page, got)
			}
			if n := drive.Colors(w.Picture(), w.Status().Rect("inspector")); n < 8 {
				t.Errorf("at %v, page %s has %d colours", size, page, n)
			}
		}
		w.Click("inspector-scores")
		s = w.Until("nulls of the chosen unit", func(s drive.Status) bool { return s.Focus == s.Unit })
		w.Press(ebiten.KeyArrowDown)
		w.Until("nulls of the next unit", func(now drive.Status) bool { return now.Unit != s.Unit && now.Focus == now.Unit })
		for _, score := range []string{"grid score 60°", "border", "direction R", "class", "own shuffle", "loss", "updates", "rate maps", "grid-like"} {
			w.Click("score:" + score)
			if s = w.Status(); s.Sheet != "explain" {
				t.Errorf("a click on %s opens %q", score, s.Sheet)
			}
			w.Press(ebiten.KeyEscape)
		}
		w.Close()
	}
}

// TestOwnNulls: J, and the button, draw the nulls of all units in the background;
// Esc stops that; then every unit has its own percentiles at once, the wall can
// show who is beyond them, and learning on keeps them until new ones are drawn.
func TestOwnNulls(t *testing.T) {
	w, s := drive.Trained(t, 1280, 800)
	if s.Own != -1 || s.Task != "" {
		t.Fatalf("at first there are nulls of update %d, and %q goes on", s.Own, s.Task)
	}
	w.Press(ebiten.KeyJ)
	if got := w.Status().Task; got != "own nulls" {
		t.Fatalf("J begins %q", got)
	}
	w.Press(ebiten.KeyEscape)
	s = w.Until("it stopped", func(s drive.Status) bool { return s.Task == "" })
	if s.Own != -1 || !strings.Contains(s.Notice, "was stopped") {
		t.Fatalf("stopped, it says %q and has nulls of update %d", s.Notice, s.Own)
	}
	w.Click("shuffle")
	s = w.Until("nulls of all units", func(s drive.Status) bool { return s.Own == s.Appraised && s.Task == "" })
	if !strings.Contains(s.Notice, "beyond their own field shuffles") || s.OwnShare < 0.5 || s.OwnShare > 1 {
		t.Errorf("%.2f of the units are beyond; it says %q", s.OwnShare, s.Notice)
	}
	w.Click("filter")
	for range 5 {
		w.Press(ebiten.KeyU)
	}
	s = w.Until("a filter by them", func(s drive.Status) bool { return s.Filter == "beyond own" })
	if want := int(s.OwnShare*192 + 0.5); s.Shown != want {
		t.Errorf("the wall shows %d units, want %d beyond their own shuffles", s.Shown, want)
	}
	w.Press(ebiten.KeyJ) // they are there already
	if got := w.Status(); got.Task != "" || !strings.Contains(got.Notice, "beyond their own") {
		t.Errorf("asked again, it begins %q and says %q", got.Task, got.Notice)
	}
	before := s.Own
	w.Press(ebiten.KeyPeriod, ebiten.KeyShiftLeft)
	s = w.Until("scores of another update", func(s drive.Status) bool { return s.Appraised == before+1 })
	if s.Own != before || s.Shown == 0 {
		t.Errorf("after an update there are nulls of %d and %d units, want %d and those of before", s.Own, s.Shown, before)
	}
	w.Press(ebiten.KeyBackspace)
	w.Until("none in a new run", func(s drive.Status) bool { return s.Origin == "from scratch" && s.Own == -1 })
}

// TestCompare: Shift+click, key and button put a second unit beside the first.
func TestCompare(t *testing.T) {
	w, s := drive.Trained(t, 1280, 800)
	other := -1
	for u := 0; other < 0; u++ {
		if u != s.Unit && !s.Rect(fmt.Sprint("unit:", u)).Empty() {
			other = u
		}
	}
	w.KeyDown(ebiten.KeyShiftLeft)
	w.Click(fmt.Sprint("unit:", other))
	w.KeyUp(ebiten.KeyShiftLeft)
	w.Step()
	if now := w.Status(); now.Beside != other || now.Unit != s.Unit {
		t.Fatalf("Shift+click on %d: unit %d with %d beside it, want %d", other, now.Unit, now.Beside, s.Unit)
	}
	for range 3 {
		if !w.Changed("inspector", func() { w.Press(ebiten.KeyI) }) {
			t.Error("a page of two units looks like the one before")
		}
	}
	w.Press(ebiten.KeyEscape)
	if got := w.Status().Beside; got != -1 {
		t.Errorf("Esc leaves %d beside the chosen unit", got)
	}
	w.Press(ebiten.KeyB)
	if got := w.Status().Beside; got < 0 {
		t.Error("B compares with nothing")
	}
	w.Click("compare")
	if got := w.Status().Beside; got != -1 {
		t.Errorf("the button leaves %d beside the chosen unit", got)
	}
}

// TestSilence: key and button silence units in the watched network, which
// costs it precision, and bring them back; maps are marked.
func TestSilence(t *testing.T) {
	w, s := drive.Trained(t, 1280, 800)
	unit := s.Unit
	mark := fmt.Sprint("unit:", unit)
	w.Click(mark)
	marked := func() int { // pixels in the colour of the mark
		img, r, n := w.Picture(), w.Status().Rect(mark), 0
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if c := img.RGBAAt(x, y); c.R > 220 && c.G > 120 && c.G < 180 && c.B < 110 {
					n++
				}
			}
		}
		return n
	}
	before := marked()
	w.Press(ebiten.KeyX)
	w.Until("the unit is silenced and the cost measured", func(s drive.Status) bool {
		return slices.Equal(s.Silenced, []int{unit}) && s.Lesion > 0
	})
	w.Run(30)
	if after := marked(); after < before+20 {
		t.Errorf("of the silenced map, %d pixels are marked, %d before", after, before)
	}
	w.Click("silence")
	w.Until("it is heard again", func(s drive.Status) bool { return len(s.Silenced) == 0 && s.Lesion == 0 })

	w.Press(ebiten.KeyShiftLeft, ebiten.KeyX)
	s = w.Until("its module is silenced", func(s drive.Status) bool { return len(s.Silenced) == 64 && s.Lesion > 0 })
	if !slices.Contains(s.Silenced, unit) || s.Lesion < 5 {
		t.Errorf("without module of unit %d, silenced from %d on, the error is %.1f cm", unit, s.Silenced[0], s.Lesion)
	}
	w.Click("hear-all")
	w.Until("all are heard again", func(s drive.Status) bool { return len(s.Silenced) == 0 })

	for s = w.Status(); s.Filter != "beyond null"; s = w.Status() {
		w.Press(ebiten.KeyU)
	}
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyX)
	w.Until("the class is silenced", func(now drive.Status) bool { return len(now.Silenced) == s.Shown && now.Lesion > 0 })
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyX)
	w.Until("the class is heard again", func(now drive.Status) bool { return len(now.Silenced) == 0 })
}

// TestPopulationPages: tabs and key show the pages; clusters of spacings are
// found; a range dragged over a histogram and a class filter the wall.
func TestPopulationPages(t *testing.T) {
	w, s := drive.Trained(t, 1280, 800)
	all := s.Shown
	if all != 192 || s.Filter != "" || s.Population != "scores" {
		t.Fatalf("at first %d units are shown, filter %q, page %s", all, s.Filter, s.Population)
	}
	drag := func(name string, from, to float64) {
		r := w.Until("the histogram is drawn", func(s drive.Status) bool { return !s.Rect("range:" + name).Empty() }).Rect("range:" + name)
		at := func(share float64) image.Point {
			return image.Pt(r.Min.X+int(share*float64(r.Dx())), r.Max.Y-r.Dy()/3)
		}
		w.Drag(at(from), at(to))
		w.Step()
	}
	drag("grid score", 0.6, 0.9)
	s = w.Status()
	if !strings.HasPrefix(s.Filter, "grid score ") || s.Shown == 0 || s.Shown >= all {
		t.Errorf("a range of scores shows %d units: %q", s.Shown, s.Filter)
	}
	if n := len(tiles(s)); n > s.Shown {
		t.Errorf("%d maps are on screen, %d pass the filter", n, s.Shown)
	}
	w.Press(ebiten.KeyArrowDown)
	w.Press(ebiten.KeyEscape)
	if s = w.Status(); s.Filter != "" || s.Shown != all {
		t.Errorf("Esc leaves %d units: %q", s.Shown, s.Filter)
	}
	w.Press(ebiten.KeyH)
	s = w.Until("clusters of spacings", func(s drive.Status) bool { return s.Population == "lattices" && s.Scales > 0 })
	if s.Scales < 2 || s.Scales > 6 {
		t.Errorf("three modules of different scales have %d clusters", s.Scales)
	}
	drag("spacing", 0.3, 0.6)
	if s = w.Status(); !strings.HasPrefix(s.Filter, "spacing ") || s.Shown == 0 || s.Shown >= all {
		t.Errorf("a range of spacings shows %d units: %q", s.Shown, s.Filter)
	}
	w.Click("clear-filter")
	if s = w.Status(); s.Filter != "" || s.Shown != all {
		t.Errorf("a click on what is shown leaves %d units: %q", s.Shown, s.Filter)
	}
	if !w.Changed("population", func() { w.Click("population-fractions") }) || w.Status().Population != "fractions" {
		t.Errorf("the tab of fractions shows %q", w.Status().Population)
	}
	seen := map[string]int{}
	for range 7 {
		w.Click("filter")
		s = w.Status()
		seen[s.Filter] = s.Shown
	}
	if len(seen) != 7 || seen[""] != all || seen["grid"] == 0 || seen["conjunctive"] > seen["border"]+seen["direction"] {
		t.Errorf("the classes show %v", seen)
	}
	// To show who is beyond its own shuffles has them drawn.
	w.Until("nulls of all units", func(s drive.Status) bool { return s.Own == s.Appraised })
}

// tiles lists the maps on screen.
func tiles(s drive.Status) []string {
	var names []string
	for name := range s.Rects {
		if strings.HasPrefix(name, "unit:") {
			names = append(names, name)
		}
	}
	return names
}
