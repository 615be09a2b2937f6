package e2e

import (
	"fmt"
	"image"
	"image/gif"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// changed drives something and tells whether a part of the screen looks
// different afterwards.
func (w *window) changed(name string, act func()) bool {
	w.t.Helper()
	r := w.status().rect(name)
	before := w.picture()
	act()
	w.run(18)
	after := w.picture()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		a, b := before.Pix[before.PixOffset(r.Min.X, y):before.PixOffset(r.Max.X, y)], after.Pix[after.PixOffset(r.Min.X, y):after.PixOffset(r.Max.X, y)]
		if !slices.Equal(a, b) {
			return true
		}
	}
	return false
}

// trained opens a window with a trained network that rests, and waits for its
// scores.
func trained(t *testing.T, w, h int) (*window, status) {
	t.Helper()
	win := open(t, w, h)
	win.press(ebiten.KeyP)
	win.until("it says so", func(s status) bool { return strings.HasPrefix(s.Notice, "Opened") })
	win.press(ebiten.KeyEscape) // Esc closes a notice first
	s := win.until("scores of the trained network", func(s status) bool {
		return s.Handled && strings.HasPrefix(s.Origin, "pretrained") && s.Appraised > 1000 && s.Sorted == s.Appraised && !s.Running
	})
	if s.rect(fmt.Sprint("unit:", s.Unit)).Empty() {
		t.Fatalf("unit %d is chosen and not among the maps on screen, of the best", s.Unit)
	}
	return win, s
}

// TestInspectorPages: tabs and key show the pages; the scores come with the
// unit's own nulls, and a click on one says how it was computed.
func TestInspectorPages(t *testing.T) {
	t.Parallel() // see TestPlayTask
	for _, size := range []image.Point{{1280, 800}, {1024, 640}} {
		w, s := trained(t, size.X, size.Y)
		if s.Inspector != "map" {
			t.Fatalf("the inspector opens with %q", s.Inspector)
		}
		for _, page := range []string{"tuning", "scores", "path", "map"} {
			if !w.changed("inspector", func() { w.press(ebiten.KeyI) }) || w.status().Inspector != page {
				t.Errorf("at %v, I shows %q, want %q, or looks the same", size, w.status().Inspector, page)
			}
		}
		for _, page := range []string{"scores", "map", "path", "tuning"} {
			w.click("inspector-" + page)
			if got := w.status().Inspector; got != page {
				t.Errorf("at %v, the tab of %s shows %q", size, page, got)
			}
			if n := colors(w.picture(), w.status().rect("inspector")); n < 8 {
				t.Errorf("at %v, page %s has %d colours", size, page, n)
			}
		}
		w.click("inspector-scores")
		s = w.until("nulls of the chosen unit", func(s status) bool { return s.Focus == s.Unit })
		w.press(ebiten.KeyArrowDown)
		w.until("nulls of the next unit", func(now status) bool { return now.Unit != s.Unit && now.Focus == now.Unit })
		for _, score := range []string{"grid score 60°", "border", "direction R", "class", "own shuffle", "loss", "updates", "rate maps", "grid-like"} {
			w.click("score:" + score)
			if s = w.status(); s.Sheet != "explain" {
				t.Errorf("a click on %s opens %q", score, s.Sheet)
			}
			w.press(ebiten.KeyEscape)
		}
		w.close()
	}
}

// TestOwnNulls: J, and the button, draw the nulls of all units in the background;
// Esc stops that; then every unit has its own percentiles at once, the wall can
// show who is beyond them, and learning on keeps them until new ones are drawn.
func TestOwnNulls(t *testing.T) {
	w, s := trained(t, 1280, 800)
	if s.Own != -1 || s.Task != "" {
		t.Fatalf("at first there are nulls of update %d, and %q goes on", s.Own, s.Task)
	}
	w.press(ebiten.KeyJ)
	if got := w.status().Task; got != "own nulls" {
		t.Fatalf("J begins %q", got)
	}
	w.press(ebiten.KeyEscape)
	s = w.until("it stopped", func(s status) bool { return s.Task == "" })
	if s.Own != -1 || !strings.Contains(s.Notice, "was stopped") {
		t.Fatalf("stopped, it says %q and has nulls of update %d", s.Notice, s.Own)
	}
	w.click("shuffle")
	s = w.until("nulls of all units", func(s status) bool { return s.Own == s.Appraised && s.Task == "" })
	if !strings.Contains(s.Notice, "beyond their own field shuffles") || s.OwnShare < 0.5 || s.OwnShare > 1 {
		t.Errorf("%.2f of the units are beyond; it says %q", s.OwnShare, s.Notice)
	}
	w.click("filter")
	for range 5 {
		w.press(ebiten.KeyU)
	}
	s = w.until("a filter by them", func(s status) bool { return s.Filter == "beyond own" })
	if want := int(s.OwnShare*192 + 0.5); s.Shown != want {
		t.Errorf("the wall shows %d units, want %d beyond their own shuffles", s.Shown, want)
	}
	w.press(ebiten.KeyJ) // they are there already
	if got := w.status(); got.Task != "" || !strings.Contains(got.Notice, "beyond their own") {
		t.Errorf("asked again, it begins %q and says %q", got.Task, got.Notice)
	}
	before := s.Own
	w.press(ebiten.KeyPeriod, ebiten.KeyShiftLeft)
	s = w.until("scores of another update", func(s status) bool { return s.Appraised == before+1 })
	if s.Own != before || s.Shown == 0 {
		t.Errorf("after an update there are nulls of %d and %d units, want %d and those of before", s.Own, s.Shown, before)
	}
	w.press(ebiten.KeyBackspace)
	w.until("none in a new run", func(s status) bool { return s.Origin == "from scratch" && s.Own == -1 })
}

// TestCompare: Shift+click, key and button put a second unit beside the first.
func TestCompare(t *testing.T) {
	w, s := trained(t, 1280, 800)
	other := -1
	for u := 0; other < 0; u++ {
		if u != s.Unit && !s.rect(fmt.Sprint("unit:", u)).Empty() {
			other = u
		}
	}
	w.guest.PressKey(ebiten.KeyShiftLeft)
	w.click(fmt.Sprint("unit:", other))
	w.guest.ReleaseKey(ebiten.KeyShiftLeft)
	w.step()
	if now := w.status(); now.Beside != other || now.Unit != s.Unit {
		t.Fatalf("Shift+click on %d: unit %d with %d beside it, want %d", other, now.Unit, now.Beside, s.Unit)
	}
	for range 3 {
		if !w.changed("inspector", func() { w.press(ebiten.KeyI) }) {
			t.Error("a page of two units looks like the one before")
		}
	}
	w.press(ebiten.KeyEscape)
	if got := w.status().Beside; got != -1 {
		t.Errorf("Esc leaves %d beside the chosen unit", got)
	}
	w.press(ebiten.KeyB)
	if got := w.status().Beside; got < 0 {
		t.Error("B compares with nothing")
	}
	w.click("compare")
	if got := w.status().Beside; got != -1 {
		t.Errorf("the button leaves %d beside the chosen unit", got)
	}
}

// TestSilence: key and button silence units in the watched network, which
// costs it precision, and bring them back; maps are marked.
func TestSilence(t *testing.T) {
	w, s := trained(t, 1280, 800)
	unit := s.Unit
	mark := fmt.Sprint("unit:", unit)
	w.click(mark)
	marked := func() int { // pixels in the colour of the mark
		img, r, n := w.picture(), w.status().rect(mark), 0
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
	w.press(ebiten.KeyX)
	w.until("the unit is silenced and the cost measured", func(s status) bool {
		return slices.Equal(s.Silenced, []int{unit}) && s.Lesion > 0
	})
	w.run(30)
	if after := marked(); after < before+20 {
		t.Errorf("of the silenced map, %d pixels are marked, %d before", after, before)
	}
	w.click("silence")
	w.until("it is heard again", func(s status) bool { return len(s.Silenced) == 0 && s.Lesion == 0 })

	w.press(ebiten.KeyShiftLeft, ebiten.KeyX)
	s = w.until("its module is silenced", func(s status) bool { return len(s.Silenced) == 64 && s.Lesion > 0 })
	if !slices.Contains(s.Silenced, unit) || s.Lesion < 5 {
		t.Errorf("without module of unit %d, silenced from %d on, the error is %.1f cm", unit, s.Silenced[0], s.Lesion)
	}
	w.click("hear-all")
	w.until("all are heard again", func(s status) bool { return len(s.Silenced) == 0 })

	for s = w.status(); s.Filter != "beyond null"; s = w.status() {
		w.press(ebiten.KeyU)
	}
	w.press(ebiten.KeyShiftLeft, ebiten.KeyX)
	w.until("the class is silenced", func(now status) bool { return len(now.Silenced) == s.Shown && now.Lesion > 0 })
	w.press(ebiten.KeyShiftLeft, ebiten.KeyX)
	w.until("the class is heard again", func(now status) bool { return len(now.Silenced) == 0 })
}

// TestPopulationPages: tabs and key show the pages; clusters of spacings are
// found; a range dragged over a histogram and a class filter the wall.
func TestPopulationPages(t *testing.T) {
	w, s := trained(t, 1280, 800)
	all := s.Shown
	if all != 192 || s.Filter != "" || s.Population != "scores" {
		t.Fatalf("at first %d units are shown, filter %q, page %s", all, s.Filter, s.Population)
	}
	drag := func(name string, from, to float64) {
		r := w.until("the histogram is drawn", func(s status) bool { return !s.rect("range:" + name).Empty() }).rect("range:" + name)
		at := func(share float64) image.Point {
			return image.Pt(r.Min.X+int(share*float64(r.Dx())), r.Max.Y-r.Dy()/3)
		}
		w.drag(at(from), at(to))
		w.step()
	}
	drag("grid score", 0.6, 0.9)
	s = w.status()
	if !strings.HasPrefix(s.Filter, "grid score ") || s.Shown == 0 || s.Shown >= all {
		t.Errorf("a range of scores shows %d units: %q", s.Shown, s.Filter)
	}
	if n := len(tiles(s)); n > s.Shown {
		t.Errorf("%d maps are on screen, %d pass the filter", n, s.Shown)
	}
	w.press(ebiten.KeyArrowDown)
	w.press(ebiten.KeyEscape)
	if s = w.status(); s.Filter != "" || s.Shown != all {
		t.Errorf("Esc leaves %d units: %q", s.Shown, s.Filter)
	}
	w.press(ebiten.KeyH)
	s = w.until("clusters of spacings", func(s status) bool { return s.Population == "lattices" && s.Scales > 0 })
	if s.Scales < 2 || s.Scales > 6 {
		t.Errorf("three modules of different scales have %d clusters", s.Scales)
	}
	drag("spacing", 0.3, 0.6)
	if s = w.status(); !strings.HasPrefix(s.Filter, "spacing ") || s.Shown == 0 || s.Shown >= all {
		t.Errorf("a range of spacings shows %d units: %q", s.Shown, s.Filter)
	}
	w.click("clear-filter")
	if s = w.status(); s.Filter != "" || s.Shown != all {
		t.Errorf("a click on what is shown leaves %d units: %q", s.Shown, s.Filter)
	}
	if !w.changed("population", func() { w.click("population-fractions") }) || w.status().Population != "fractions" {
		t.Errorf("the tab of fractions shows %q", w.status().Population)
	}
	seen := map[string]int{}
	for range 7 {
		w.click("filter")
		s = w.status()
		seen[s.Filter] = s.Shown
	}
	if len(seen) != 7 || seen[""] != all || seen["grid"] == 0 || seen["conjunctive"] > seen["border"]+seen["direction"] {
		t.Errorf("the classes show %v", seen)
	}
	// To show who is beyond its own shuffles has them drawn.
	w.until("nulls of all units", func(s status) bool { return s.Own == s.Appraised })
}

// tiles lists the maps on screen.
func tiles(s status) []string {
	var names []string
	for name := range s.Rects {
		if strings.HasPrefix(name, "unit:") {
			names = append(names, name)
		}
	}
	return names
}

// TestEmergence: the timeline scrubs through what was scored, plays it, comes
// back to now, and is saved as a film.
func TestEmergence(t *testing.T) {
	w := open(t, 1280, 800)
	w.press(ebiten.KeyBracketRight)
	w.until("five moments", func(s status) bool { return s.Moments >= 5 })
	w.press(ebiten.KeyL) // learning rests, so that nothing else changes
	w.until("learning rests", func(s status) bool { return s.Handled && !s.Running })
	s := w.status()
	r := s.rect("emergence-slider")
	at := func(share float64) image.Point {
		return image.Pt(r.Min.X+int(share*float64(r.Dx()-1)), r.Min.Y+r.Dy()/2)
	}
	if !w.changed("wall", func() { w.drag(at(1), at(0)) }) {
		t.Error("the wall of the first moment looks like that of now")
	}
	first := w.status()
	if first.AsOf < 0 || first.AsOf >= s.Appraised || first.Update != s.Update {
		t.Errorf("at the left end it shows update %d; the newest scores are of %d", first.AsOf, s.Appraised)
	}
	w.click("inspector-tuning")
	w.click("population-lattices")
	w.click("inspector-map")
	w.click("population-scores")
	w.press(ebiten.KeyT)
	w.until("later moments are played", func(s status) bool { return s.AsOf > first.AsOf })
	w.until("it ends with now", func(s status) bool { return s.AsOf == -1 })
	w.drag(at(1), at(0.4))
	if s = w.status(); s.AsOf < 0 {
		t.Error("the middle of the timeline is now")
	}
	w.click("emergence-live")
	if s = w.status(); s.AsOf != -1 {
		t.Errorf("live shows update %d", s.AsOf)
	}

	w.press(ebiten.KeyControlLeft, ebiten.KeyG)
	s = w.until("the film is saved", func(s status) bool { return strings.HasPrefix(s.Notice, "Saved the emergence") })
	w.click("film")
	w.until("another film is saved", func(now status) bool {
		return strings.HasPrefix(now.Notice, "Saved the emergence") && now.Notice != s.Notice
	})
	films, err := filepath.Glob(filepath.Join(w.out, "emergence-*.gif"))
	if err != nil || len(films) != 2 {
		t.Fatalf("two films were saved; there are %v, %v", films, err)
	}
	f, err := os.Open(films[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	film, err := gif.DecodeAll(f)
	if err != nil || len(film.Image) != s.Moments {
		t.Errorf("the film has %d pictures of %d moments: %v", len(film.Image), s.Moments, err)
	}
}

// TestExport: Ctrl+E writes the unit, the sheets and the tables into a folder
// of their own while the window goes on.
func TestExport(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	t.Parallel() // see TestPlayTask
	w, s := trained(t, 1280, 800)
	w.press(ebiten.KeyControlLeft, ebiten.KeyE)
	w.until("it exports", func(s status) bool { return s.Task == "export" })
	moved := w.status().RatMoves
	w.press(ebiten.KeyEscape)
	w.until("it was stopped", func(s status) bool { return s.Task == "" && strings.Contains(s.Notice, "stopped") })
	if left, _ := filepath.Glob(filepath.Join(w.out, "export-*")); len(left) != 0 {
		t.Errorf("an export that was stopped leaves %v", left)
	}
	w.click("export")
	now := w.until("the export is there", func(s status) bool { return strings.HasPrefix(s.Notice, "Exported") || s.Failure })
	if now.Failure || now.RatMoves <= moved {
		t.Fatalf("%q; the rat made %d moves meanwhile", now.Notice, now.RatMoves-moved)
	}
	dirs, _ := filepath.Glob(filepath.Join(w.out, "export-*"))
	if len(dirs) != 1 || !strings.Contains(now.Notice, dirs[0]) {
		t.Fatalf("exported to %v; it says %q", dirs, now.Notice)
	}
	for _, name := range []string{
		fmt.Sprintf("unit-%04d.png", s.Unit), fmt.Sprintf("unit-%04d.svg", s.Unit), "ratemaps.png", "ratemaps.svg", "autocorrelograms.png",
		"population.svg", "scores.csv", "ratemaps.npz", "results.json",
	} {
		if info, err := os.Stat(filepath.Join(dirs[0], name)); err != nil || info.Size() < 1000 {
			t.Errorf("%s is missing or empty: %v", name, err)
		}
	}
}

// TestTimelineIsSaved: the moments of a run are there again after it was saved
// and opened, and after the program was closed and begun again.
func TestTimelineIsSaved(t *testing.T) {
	dir := t.TempDir()
	w := openIn(t, dir, 1280, 800)
	w.press(ebiten.KeyBracketRight)
	w.until("four moments", func(s status) bool { return s.Moments >= 4 })
	w.press(ebiten.KeyL)
	w.until("learning is off", func(s status) bool { return !s.Running && s.Handled })
	w.press(ebiten.KeyControlLeft, ebiten.KeyS)
	w.press(ebiten.KeyEnter)
	kept := w.until("it is saved", func(s status) bool { return strings.HasPrefix(s.Notice, "Saved update") })
	files, err := filepath.Glob(filepath.Join(w.out, "*.npz"))
	if err != nil || len(files) != 1 {
		t.Fatalf("one file was to be saved; there are %v, %v", files, err)
	}
	w.press(ebiten.KeyN)
	left := w.until("another run", func(s status) bool { return s.Seed == 2 && s.Handled && s.Moments >= 3 })
	w.openFile(files[0])
	s := w.until("the moments of the first", func(s status) bool { return s.Seed == 1 && s.Handled && s.Moments >= kept.Moments })
	slider := w.until("the timeline", func(s status) bool { return !s.rect("emergence-slider").Empty() }).rect("emergence-slider")
	w.moveTo(image.Pt(slider.Min.X+1, slider.Min.Y+slider.Dy()/2))
	w.button(true)
	w.button(false)
	s = w.until("its beginning", func(s status) bool { return s.AsOf == 0 })
	if s.Update != kept.Update {
		t.Errorf("it is of update %d, it was %d", s.Update, kept.Update)
	}
	w.close()

	w = openIn(t, dir, 1280, 800, "-paused")
	w.press(ebiten.KeyControlLeft, ebiten.KeyZ)
	w.until("the run that was left, with its moments", func(s status) bool { return s.Seed == 2 && s.Update > 0 && s.Handled && s.Moments >= left.Moments })
}
