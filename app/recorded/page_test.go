package recorded

import (
	"fmt"
	"image"
	"math"
	"strings"
	"testing"

	"gridrat/app/files"
	"gridrat/app/room"
	"gridrat/world"
)

// roundIn is a run round a circle, in rows of the form, whose lengths are divided
// by the size of a unit.
func roundIn(name, header, row string, unit float64) files.File {
	var b strings.Builder
	b.WriteString(header)
	for i := range 600 {
		t := 0.02 * float64(i)
		fmt.Fprintf(&b, row, t, (1+0.4*math.Cos(t))/unit, (1+0.4*math.Sin(t))/unit)
	}
	return files.File{Name: name, Data: []byte(b.String())}
}

// names are the controls of the page.
func (w *window) names() map[string]image.Rectangle {
	w.Helper()
	if w.page == nil {
		w.Fatalf("no page is open; it said %q", w.log)
	}
	w.page.Fit(image.Rect(20, 20, 1004, 700), 1)
	all := map[string]image.Rectangle{}
	w.page.Rects(func(name string, r image.Rectangle) {
		if r.Empty() || !r.In(image.Rect(20, 20, 1004, 700)) {
			w.Errorf("%s lies at %v", name, r)
		}
		all[name] = r
	})
	return all
}

// click clicks a control of the page.
func (w *window) click(name string) {
	w.Helper()
	r, ok := w.names()[name]
	if !ok {
		w.Fatalf("the page has no %s; it has %v", name, w.names())
	}
	if w.page.Point(r.Min.Add(r.Size().Div(2)), true) {
		w.Errorf("%s closes the page", name)
	}
}

// answered clicks a control that asks, and answers.
func (w *window) answered(name, text string) {
	w.Helper()
	w.click(name)
	if w.use == nil {
		w.Fatalf("%s asks nothing", name)
	}
	w.use(text)
	if w.use != nil {
		w.Errorf("the question %q stays open", w.asked.Title)
	}
}

// follows waits until the rat follows a route in a box of that size.
func (w *window) follows(size float64) {
	w.Helper()
	w.until(fmt.Sprintf("a box of %v m", size), false, -1, func() bool {
		return w.room.path == nil && w.room.Route() != nil && math.Abs(w.room.Route().Box.Size-size) < 1e-9
	})
}

// What was assumed opens the page; a click there reads the same bytes in another
// unit, which what is exported says too. What cannot be is refused, and the last
// good route stays.
func TestPageCorrects(t *testing.T) {
	w := newWindow(t)
	w.open(roundIn("rat.csv", "t,x,y\n", "%.3f,%.5f,%.5f\n", 1))
	w.follows(0.8)
	if w.page == nil || w.page.Of != actRead {
		t.Fatalf("what was assumed opens no page; it said %q", w.log)
	}
	w.answered("read:length=other", "200 cm")
	w.follows(1.6)
	if notes := strings.Join(w.room.Route().Notes, "\n"); !strings.Contains(notes, "in 2 m (flag)") && !strings.Contains(notes, "200 cm") {
		t.Errorf("the notes are %s", notes)
	}
	good := w.room.Route()
	w.click("read:length=mm")
	w.until("it is refused", false, -1, func() bool { return w.room.path != nil && !w.room.path.busy })
	if w.room.Route() != good || w.room.path.refused == "" || w.page == nil {
		t.Errorf("in millimetres: %+v", w.room.path)
	}
	w.click("read:walls=round")
	w.until("it is round", false, -1, func() bool { return w.room.path == nil && w.room.Route().in.round })
	if r := w.room.Route(); r.from.length != "200 cm" || r.Box.Shape != world.Circle {
		t.Errorf("after that the box is %v, lengths are in %q", r.Box, r.from.length)
	}
	w.answered("read:box=typed", "1.7")
	w.follows(1.7)
	w.click("read:walls=straight")
	w.answered("read:box=typed", "2x1.8")
	w.until("it is a rectangle", false, -1, func() bool { return w.room.path == nil && w.room.Route().Sides.Shape == "rectangle" })
	if b := w.room.Route().Sides; b.Width != 2 || b.Height != 1.8 || !b.Sized || b.Placed {
		t.Errorf("a box of 2 x 1.8 m is %+v", b)
	}
	w.answered("read:origin=typed", "1.1,1.05")
	w.until("it has a place", false, -1, func() bool { return w.room.path == nil && w.room.Route().Sides.Placed })
	if c := w.room.Route().Sides.Corner; c != (world.Vec{X: 1.1, Y: 1.05}) {
		t.Errorf("its corner is %v", c)
	}
	w.click("read:origin=none")
	w.until("it has none", false, -1, func() bool { return w.room.path == nil && !w.room.Route().Sides.Placed })
	w.click("read:box=typed")
	w.use("big")
	if w.use == nil || !w.said(`Box is "big"; it must be width x height in m`) || w.room.path != nil {
		t.Errorf("a big box: it said %q", w.log)
	}
	w.click("read:length=other")
	w.use("30Hz")
	if w.use == nil || !w.said(`Length is "30Hz"; it must be one of m, cm`) || w.room.path != nil {
		t.Errorf("a length in hertz: it said %q", w.log)
	}
	w.room.Close()
	w.click("read:box=none")
	w.follows(1.6)
	w.table.Do("forage")
	if w.page != nil {
		t.Error("the page stays when the rat forages")
	}
}

// A file that needs a word is refused on the page, where two words can be said
// one after the other.
func TestPageMends(t *testing.T) {
	w := newWindow(t)
	w.open(roundIn("ms.csv", "time_px,x_px,y_px\n", "%.3f,%.2f,%.2f\n", 0.001))
	w.until("it is refused", false, -1, func() bool { return w.room.path != nil && w.room.path.refused != "" })
	if w.room.Route() != nil || w.page == nil {
		t.Fatalf("pixels: %v; it said %q", w.room.Route(), w.log)
	}
	w.click("read:time=s")
	w.until("it is read", false, -1, func() bool { return w.room.path == nil || !w.room.path.busy })
	w.answered("read:length=other", "1mm")
	w.follows(0.8)
	if r := w.room.Route(); r.from.time != "s" || r.from.length != "1mm" {
		t.Errorf("it was read with %+v", r.from.said)
	}
}

// Body parts are offered, and the chosen one is read.
func TestPageParts(t *testing.T) {
	var b strings.Builder
	b.WriteString("scorer,net,net,net,net,net,net\nbodyparts,nose,nose,nose,tail,tail,tail\ncoords,x,y,likelihood,x,y,likelihood\n")
	for i := range 600 {
		a := 0.02 * float64(i)
		fmt.Fprintf(&b, "%d,%.3f,%.3f,0.99,%.3f,%.3f,0.99\n", i, 400+200*math.Cos(a), 400+200*math.Sin(a), 400+300*math.Cos(a), 400+300*math.Sin(a))
	}
	w := newWindow(t)
	w.open(files.File{Name: "DLC.csv", Data: []byte(b.String())})
	w.until("it is refused", false, -1, func() bool { return w.room.path != nil && w.room.path.refused != "" })
	w.answered("read:length=other", "0.2cm")
	w.until("it is read", false, -1, func() bool { return w.room.path == nil || !w.room.path.busy })
	w.answered("read:time=other", "50Hz")
	w.follows(0.8)
	w.click("read:part=tail")
	w.follows(1.2)
	w.click("read:part=nose")
	w.follows(0.8)
	w.click("read:y grows=down")
	w.until("y is turned", false, -1, func() bool { return w.room.path == nil && w.room.Route().from.down })
}

// Cells are scored again along a trajectory that is read in another way, and in
// another unit of their own; refused, those that are shown stay.
func TestPageCells(t *testing.T) {
	path, spikes, _ := ran(60)
	w := newWindow(t)
	w.room.OpenPair(path, spikes)
	w.until("the cells are shown", false, -1, func() bool { return w.room.Cells() != nil })
	w.until("the work ends", false, -1, func() bool { return !w.room.Background.Running("") })
	first := w.room.Cells()
	w.answered("read:box=typed", "1.2")
	w.until("they are shown again", false, -1, func() bool { return w.room.Cells() != nil && w.room.Cells() != first })
	w.until("the work ends", false, -1, func() bool { return !w.room.Background.Running("") })
	set := w.room.Cells()
	if set.Path.Box.Size != 1.2 || len(set.Read) == 0 {
		t.Errorf("scored in a box of %v m, noted %q", set.Path.Box.Size, set.Read)
	}
	w.answered("read:cells time=other", "5h")
	w.until("they are refused", false, -1, func() bool { return w.room.cells != nil && w.room.cells.refused != "" })
	if w.room.Cells() != set || !strings.Contains(w.room.cells.refused, "none of its") {
		t.Errorf("in hours: %+v", w.room.cells)
	}
}

// The key opens the page of what is open, and nothing else.
func TestPageKey(t *testing.T) {
	w := newWindow(t)
	id, _ := w.table.Pressed(room.ParseChord("Ctrl+I"))
	w.room.toggle()
	if w.page != nil || !w.said("No recording is open") {
		t.Errorf("without a recording %s opens %v; it said %q", id, w.page, w.log)
	}
	w.open(roundIn("rat.csv", "t_s,x_m,y_m\n", "%.3f,%.5f,%.5f\n", 1))
	w.follows(0.8)
	if w.page != nil {
		t.Errorf("a page opens though nothing was assumed")
	}
	for _, open := range []bool{true, false} {
		if !w.table.Do(actRead) || (w.page != nil) != open {
			t.Errorf("open: %v", w.page != nil)
		}
	}
}

// What is typed of a box is read as it is written, or refused in a sentence.
func TestBox(t *testing.T) {
	for _, c := range []struct {
		box                    box
		width, height, atX, aY float64
		err                    string
	}{
		{box{}, 0, 0, 0, 0, ""},
		{box{size: "0.8x1.2"}, 0.8, 1.2, 0, 0, ""},
		{box{size: " 0.8 × 1.2 "}, 0.8, 1.2, 0, 0, ""},
		{box{size: "1", round: true, origin: "-0.5, 0.25"}, 1, 1, -0.5, 0.25, ""},
		{box{size: "1x2", round: true}, 0, 0, 0, 0, "of a round box it must be one number"},
		{box{size: "-1"}, 0, 0, 0, 0, "width x height"}, {box{size: "1x"}, 0, 0, 0, 0, "width x height"},
		{box{size: "NaN"}, 0, 0, 0, 0, "width x height"}, {box{size: "Inf"}, 0, 0, 0, 0, "width x height"},
		{box{origin: "1"}, 0, 0, 0, 0, "comma"}, {box{origin: "1,2,3"}, 0, 0, 0, 0, "comma"},
	} {
		sides, corner, err := c.box.parse()
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%+v: %v; want %q", c.box, err, c.err)
			}
			continue
		}
		if err != nil || sides.X != c.width || sides.Y != c.height || (corner != nil) != (c.box.origin != "") || corner != nil && (corner.X != c.atX || corner.Y != c.aY) {
			t.Errorf("%+v is %v at %v, %v", c.box, sides, corner, err)
		}
	}
}
