package editing

import (
	"image"
	"testing"
	"time"

	"gridrat/app/editor"
	"gridrat/app/internal/visit"
	"gridrat/app/room"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

// desk is a room with a mouse, the keys of its actions, and what it has told.
type desk struct {
	*Room
	t     testing.TB
	h     *maze.History
	table *room.Table
	p     editor.Pointer
	now   time.Time
	mouse image.Point

	failure       bool
	told          string
	route, played string
	released, fit int
}

func open(t testing.TB, m maze.Map) *desk {
	t.Helper()
	history, err := maze.NewHistory(m)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, h: history, p: editor.Pointer{Point: 0.005, In: true}, now: time.Unix(1e9, 0)}
	d.Room = New(Host{
		Doc: func() *maze.History { return history }, PutRat: func(world.Vec) {}, Hold: func() {},
		Tell: func(failure bool, text string) { d.failure, d.told = failure, figure.Capital(text) },
		Hush: func() { d.told = "" },
		Told: func() (bool, string) { return d.failure, d.told },
		Tool: func(id, label string) panel.Tool { return d.table.Tool(id, label) },
		Keys: func(id string) string { return d.table.Keys(id) },
		Undo: history.Undo, Redo: history.Redo,
		CanUndo: func() bool { _, ok := history.CanUndo(); return ok },
		CanRedo: func() bool { _, ok := history.CanRedo(); return ok },
		Fit:     func() { d.fit++ }, Release: func() { d.released++ },
		Mouse: func() image.Point { return d.mouse },
		Route: func() string { return d.route }, Played: func() string { return d.played },
	})
	offer, rat := d.Offer(), d.OfferRat()
	d.table = room.NewTable(rat, offer, room.Offer{Name: "others", Actions: []room.Action{
		{ID: "undo", Shown: "Ctrl+Z", Help: "bring back the network", Section: "Time"}, {ID: "redo"}, {ID: "cancel"},
		{ID: "tick", Keys: []string{"ArrowRight"}},
	}})
	offer.Panes[0].Picture.Place(image.Rect(100, 100, 700, 220), 1)
	return d
}

func (d *desk) do(id string) {
	d.t.Helper()
	visit.Do(d.t, d.table, id)
	d.tick()
}

func (d *desk) tick() {
	d.now = d.now.Add(time.Second / 60)
	d.Offer().Tick(d.now)
	d.Offer().Panes[0].Redraw(d.now)
}

// at moves the mouse over the map and lets a tick pass.
func (d *desk) at(x, y float64) {
	d.p.At, d.p.Pixel = world.Vec{X: x, Y: y}, image.Pt(int(x*200), int(-y*200))
	d.Point(d.p)
	d.p.Down = [2]bool{}
	d.tick()
}

func (d *desk) click(x, y float64) {
	d.at(x, y)
	d.p.Down[editor.Left], d.p.Held[editor.Left] = true, true
	d.at(x, y)
	d.p.Held[editor.Left] = false
	d.at(x, y)
}

// spot is where a spot of the panel is.
func (d *desk) spot(id string) image.Point {
	d.t.Helper()
	r := visit.Spot(d.t, d.Offer().Panes, id).Rect
	return r.Min.Add(r.Size().Div(2))
}

// clickSpot clicks a spot of the panel, as the window does.
func (d *desk) clickSpot(id string) {
	d.mouse = d.spot(id)
	if d.BeginDrag(id, d.mouse) {
		d.Drag(d.mouse, true)
		d.Drag(d.mouse, false)
	} else {
		d.table.UseSpot(id)
	}
	d.tick()
}

// press presses keys in a tick while something is typed.
func (d *desk) press(k Keys) {
	d.Type(k)
	d.tick()
}

func (d *desk) write(s string) {
	d.press(Keys{Runes: []rune(s)})
	d.press(Keys{Enter: true})
}

// box is a map of 2 m with a wall of 1 m and a goal.
func box() maze.Map {
	m := maze.Map{
		Name:    "square",
		Outline: maze.Outline{Corners: world.Enclosure{Shape: world.Square, Size: 2}.Outline()},
		Starts:  []maze.Start{{Radius: 0.1}},
	}
	m.Walls = []maze.Wall{{A: world.Vec{X: -0.5, Y: 0.5}, B: world.Vec{X: 0.5, Y: 0.5}, Thickness: 0.03}}
	m.Goals = []maze.Goal{{At: world.Vec{X: 0.5, Y: -0.5}, Radius: 0.1, Visible: true}}
	return m
}
