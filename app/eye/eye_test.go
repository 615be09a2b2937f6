package eye

import (
	"image"
	"strings"
	"testing"
	"time"

	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
)

// host is a window that has room for some modes.
type host struct {
	settings settings.Settings
	fits     map[string]string // mode by what is wanted; that itself if it is not here
	told     []string
	failed   bool
	drawn    int
}

// newRoom returns an eye in a window of its own, and the table of its actions.
func newRoom(t *testing.T) (*Room, *host, *room.Table) {
	t.Helper()
	h := &host{settings: settings.Default(), fits: map[string]string{}}
	r := New(Host{
		Settings: &h.settings,
		Tell:     func(failure bool, text string) { h.told, h.failed = append(h.told, text), failure },
		Redraw:   func(bool) { h.drawn++ },
		Fit: func() string {
			mode, _, _ := h.settings.Eyes()
			if fits, ok := h.fits[mode]; ok {
				return fits
			}
			return mode
		},
	})
	return r, h, room.NewTable(r.Offer())
}

// Q, and a click on the panel, go through what can be shown; where there is no
// room for it, that is said.
func TestNext(t *testing.T) {
	_, h, table := newRoom(t)
	if id, ok := table.Pressed(room.Chord{Key: "Q"}); !ok || id != panel.SpotEye {
		t.Errorf("Q is %q", id)
	}
	for i, want := range []string{panel.EyeView, panel.EyeOff, panel.EyeStrip, panel.EyeView} {
		if i == 3 {
			table.UseSpot(panel.SpotEye)
		} else {
			table.Do(panel.SpotEye)
		}
		if mode, _, _ := h.settings.Eyes(); mode != want || h.told != nil {
			t.Fatalf("%d: it shows %q, want %q; %q is told", i, mode, want, h.told)
		}
	}
	h.fits = map[string]string{panel.EyeStrip: panel.EyeOff, panel.EyeView: panel.EyeStrip}
	for _, want := range []string{"", "no room for what the rat sees;", "no room for the picture"} {
		h.told = nil
		table.Do(panel.SpotEye)
		if got := strings.Join(h.told, " "); want == "" && got != "" || !strings.Contains(got, want) || h.failed {
			t.Errorf("with no room it says %q, want %q", got, want)
		}
	}
}

// The wheel doubles and halves the rays, or widens and narrows the view.
func TestTurn(t *testing.T) {
	r, h, _ := newRoom(t)
	for _, c := range []struct {
		dy            float64
		wide          bool
		times         int
		rays, degrees int
	}{
		{0, true, 1, 64, 240}, {1, false, 1, 128, 240}, {0.1, false, 9, 512, 240}, {-1, false, 99, 8, 240},
		{1, true, 1, 8, 270}, {1, true, 9, 8, 360}, {-2, true, 99, 8, 60},
	} {
		for range c.times {
			r.Turn(c.dy, c.wide)
		}
		if _, rays, degrees := h.settings.Eyes(); rays != c.rays || degrees != c.degrees {
			t.Errorf("after %+v there are %d rays over %d degrees", c, rays, degrees)
		}
	}
}

// What the rat sees is drawn when it is shown and something of it has changed.
func TestLook(t *testing.T) {
	r, h, _ := newRoom(t)
	m := maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 2.2})
	m.Doors = []maze.Door{{A: world.Vec{X: 0.3, Y: -0.5}, B: world.Vec{X: 0.3, Y: 0.5}, Thickness: 0.03}}
	floor, err := ground.New(m)
	if err != nil {
		t.Fatal(err)
	}
	w := World{Plan: m, Floor: floor}
	var rat world.Pose
	looks := func(what string, want int) {
		t.Helper()
		before := h.drawn
		for range 3 {
			r.Look(w, rat)
		}
		if got := h.drawn - before; got != want || h.told != nil {
			t.Errorf("%s: drawn %d times, want %d; %q is told", what, got, want, h.told)
		}
	}
	looks("not shown", 0)
	r.Panel.Place(image.Rect(0, 0, 300, 120), 1)
	r.pane.Redraw(time.Time{})
	looks("shown", 1)
	picture := func() string { return string(r.Panel.Canvas.Img.Pix) }
	shut := picture()
	rat.Heading = 1
	looks("turned", 1)
	rat.Heading = 0
	looks("turned back", 1)
	if picture() != shut {
		t.Error("turned back, it sees something else")
	}
	r.Turn(1, false)
	looks("with more rays", 1)
	if !r.pane.Drawing() {
		t.Error("the number of rays stays as it was")
	}
	r.Turn(-1, false)
	looks("with as many as before", 1)
	floor.Set(ground.DoorTag, false)
	looks("with the door open", 1)
	if picture() == shut {
		t.Error("an open door looks shut")
	}
	w.Of = 1
	looks("in a world that has changed", 1)
	box := maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 1})
	w = World{Of: "a route", Plan: box}
	rat.Pos = world.Vec{X: 5} // beyond
	looks("in a box", 1)

	r.Panel.Rect = image.Rectangle{}
	rat.Heading = 2
	looks("hidden", 0)
}

// Of a world that cannot be seen, that is said once.
func TestBlind(t *testing.T) {
	r, h, _ := newRoom(t)
	r.Panel.Place(image.Rect(0, 0, 300, 120), 1)
	for range 3 {
		r.Look(World{Plan: maze.Map{Name: "nothing"}}, world.Pose{})
	}
	if len(h.told) != 1 || !h.failed || !strings.Contains(h.told[0], "nothing") || h.drawn > 0 {
		t.Errorf("it says %q and draws %d times", h.told, h.drawn)
	}
	r.Look(World{Of: 1, Plan: maze.OfEnclosure(world.Enclosure{Shape: world.Circle, Size: 2})}, world.Pose{})
	if len(h.told) != 1 || h.drawn != 1 {
		t.Errorf("then it says %q and draws %d times", h.told, h.drawn)
	}
}

// TestDark: a blind rat sees nothing, in one colour; its sight comes back as it was.
func TestDark(t *testing.T) {
	r, h, _ := newRoom(t)
	r.Panel.Place(image.Rect(0, 0, 300, 45), 1)
	m := maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 2})
	colours := func(dark bool) map[[4]uint8]bool {
		h.drawn = 0
		r.Look(World{Plan: m, Dark: dark}, world.Pose{})
		if h.drawn != 1 {
			t.Fatalf("dark %v: it is drawn %d times", dark, h.drawn)
		}
		all := map[[4]uint8]bool{}
		at := r.Panel.StripRect()
		for x := at.Min.X; x < at.Max.X; x++ {
			for y := at.Min.Y; y < at.Max.Y; y++ {
				c := r.Panel.Canvas.Img.RGBAAt(x, y)
				all[[4]uint8{c.R, c.G, c.B, c.A}] = true
			}
		}
		return all
	}
	seen := len(colours(false))
	if dark, again := len(colours(true)), len(colours(false)); seen < 3 || dark != 1 || again != seen {
		t.Errorf("there are %d colours, in the dark %d, and %d again", seen, dark, again)
	}
}
