package units

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

// TestEmergence: the timeline scrubs through what was scored, plays it, comes
// back to now, and is saved as a film.
func TestEmergence(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Press(ebiten.KeyBracketRight)
	w.Until("five moments", func(s drive.Status) bool { return s.Moments >= 5 })
	w.Press(ebiten.KeyL) // learning rests, so that nothing else changes
	w.Until("learning rests", func(s drive.Status) bool { return s.Handled && !s.Running })
	s := w.Status()
	r := s.Rect("emergence-slider")
	at := func(share float64) image.Point {
		return image.Pt(r.Min.X+int(share*float64(r.Dx()-1)), r.Min.Y+r.Dy()/2)
	}
	if !w.Changed("wall", func() { w.Drag(at(1), at(0)) }) {
		t.Error("the wall of the first moment looks like that of now")
	}
	first := w.Status()
	if first.AsOf < 0 || first.AsOf >= s.Appraised || first.Update != s.Update {
		t.Errorf("at the left end it shows update %d; the newest scores are of %d", first.AsOf, s.Appraised)
	}
	w.Click("inspector-tuning")
	w.Click("population-lattices")
	w.Click("inspector-map")
	w.Click("population-scores")
	w.Press(ebiten.KeyT)
	w.Until("later moments are played", func(s drive.Status) bool { return s.AsOf > first.AsOf })
	w.Until("it ends with now", func(s drive.Status) bool { return s.AsOf == -1 })
	w.Drag(at(1), at(0.4))
	if s = w.Status(); s.AsOf < 0 {
		t.Error("the middle of the timeline is now")
	}
	w.Click("emergence-live")
	if s = w.Status(); s.AsOf != -1 {
		t.Errorf("live shows update %d", s.AsOf)
	}

	w.Press(ebiten.KeyControlLeft, ebiten.KeyG)
	s = w.Until("the film is saved", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Saved the emergence") })
	w.Click("film")
	w.Until("another film is saved", func(now drive.Status) bool {
		return strings.HasPrefix(now.Notice, "Saved the emergence") && now.Notice != s.Notice
	})
	films, err := filepath.Glob(filepath.Join(w.Out, "emergence-*.gif"))
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
	w, s := drive.Trained(t, 1280, 800)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyE)
	w.Until("it exports", func(s drive.Status) bool { return s.Task == "export" })
	moved := w.Status().RatMoves
	w.Press(ebiten.KeyEscape)
	w.Until("it was stopped", func(s drive.Status) bool { return s.Task == "" && strings.Contains(s.Notice, "stopped") })
	if left, _ := filepath.Glob(filepath.Join(w.Out, "export-*")); len(left) != 0 {
		t.Errorf("an export that was stopped leaves %v", left)
	}
	w.Click("export")
	now := w.Until("the export is there", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Exported") || s.Failure })
	if now.Failure || now.RatMoves <= moved {
		t.Fatalf("%q; the rat made %d moves meanwhile", now.Notice, now.RatMoves-moved)
	}
	dirs, _ := filepath.Glob(filepath.Join(w.Out, "export-*"))
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
	w := drive.OpenIn(t, dir, 1280, 800)
	w.Press(ebiten.KeyBracketRight)
	w.Until("four moments", func(s drive.Status) bool { return s.Moments >= 4 })
	w.Press(ebiten.KeyL)
	w.Until("learning is off", func(s drive.Status) bool { return !s.Running && s.Handled })
	w.Press(ebiten.KeyControlLeft, ebiten.KeyS)
	w.Press(ebiten.KeyEnter)
	kept := w.Until("it is saved", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Saved update") })
	files, err := filepath.Glob(filepath.Join(w.Out, "*.npz"))
	if err != nil || len(files) != 1 {
		t.Fatalf("one file was to be saved; there are %v, %v", files, err)
	}
	w.Press(ebiten.KeyN)
	left := w.Until("another run", func(s drive.Status) bool { return s.Seed == 2 && s.Handled && s.Moments >= 3 })
	w.OpenFile(files[0])
	s := w.Until("the moments of the first", func(s drive.Status) bool { return s.Seed == 1 && s.Handled && s.Moments >= kept.Moments })
	slider := w.Until("the timeline", func(s drive.Status) bool { return !s.Rect("emergence-slider").Empty() }).Rect("emergence-slider")
	w.MoveTo(image.Pt(slider.Min.X+1, slider.Min.Y+slider.Dy()/2))
	w.Button(true)
	w.Button(false)
	s = w.Until("its beginning", func(s drive.Status) bool { return s.AsOf == 0 })
	if s.Update != kept.Update {
		t.Errorf("it is of update %d, it was %d", s.Update, kept.Update)
	}
	w.Close()

	w = drive.OpenIn(t, dir, 1280, 800, "-paused")
	w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	w.Until("the run that was left, with its moments", func(s drive.Status) bool {
		return s.Seed == 2 && s.Update > 0 && s.Handled && s.Moments >= left.Moments
	})
}
