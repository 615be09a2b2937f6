package chart

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
)

// eye looks round in a text maze, whose lattice it knows.
type eye struct {
	*sight.Sight
	Lattice
	retina *retina.Retina
	view   *retina.View
}

// open makes an eye of a maze whose outermost cells are walls.
func open(t *testing.T, text string) *eye {
	t.Helper()
	g, err := maze.ParseGrid(text)
	if err != nil {
		t.Fatal(err)
	}
	m, err := g.Map("test", maze.Cell)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sight.New(m)
	if err != nil {
		t.Fatal(err)
	}
	s.Palette, s.Skyline = nil, nil
	r := retina.New(retina.Rays, retina.Field)
	return &eye{s, Around(world.Vec{}, g.W-2, g.H-2, maze.Cell), r, r.NewView(1)}
}

// look is what is seen from a place. The slice changes with the next look.
func (e *eye) look(p world.Vec, heading float64) []float64 {
	e.retina.Look(e.view, []*retina.Scene{&e.Scene}, []world.Pose{{Pos: p, Heading: heading}})
	return e.view.Distance
}

// around lets a chart see all directions from a place, n times.
func (e *eye) around(c *Chart, p world.Vec, n int) {
	for range n {
		for _, heading := range []float64{0, 2, 4} {
			c.See(p, heading, e.look(p, heading))
		}
	}
}

// draw is a chart as text, from the north-west.
func draw(c *Chart) (text string) {
	for y := c.H - 1; y >= 0; y-- {
		for x := range c.W {
			text += [...]string{"?", " ", "*"}[c.Kind(x, y)]
		}
		text += "\n"
	}
	return text
}

func TestLattice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Around(world.Vec{X: rapid.Float64Range(-2, 2).Draw(t, "x"), Y: rapid.Float64Range(-2, 2).Draw(t, "y")},
			rapid.IntRange(1, MaxSide).Draw(t, "w"), rapid.IntRange(1, MaxSide).Draw(t, "h"), rapid.Float64Range(0.1, 1).Draw(t, "side"))
		x, y := rapid.IntRange(-1, l.W).Draw(t, "column"), rapid.IntRange(-1, l.H).Draw(t, "row")
		off := world.Vec{X: rapid.Float64Range(-0.49, 0.49).Draw(t, "dx"), Y: rapid.Float64Range(-0.49, 0.49).Draw(t, "dy")}
		gotX, gotY, ok := l.At(l.Middle(x, y).Add(off.Mul(l.Side)))
		if in := x >= 0 && x < l.W && y >= 0 && y < l.H; ok != in || ok && (gotX != x || gotY != y) {
			t.Fatalf("column %d, row %d of %v: found %d, %d, %v", x, y, l, gotX, gotY, ok)
		}
	})
	if _, _, ok := Around(world.Vec{}, 3, 3, 1).At(world.Vec{X: math.NaN()}); ok {
		t.Error("no place lies in a square")
	}
}

const rooms = `
*********
*   *   *
*   *   *
*       *
*   *   *
*********
`

// From one room all of it is drawn as it is, and of the other what is seen
// through the door.
func TestSee(t *testing.T) {
	e := open(t, rooms)
	c := New(e.Lattice, retina.Rays, retina.Field)
	west := c.Middle(1, 1)
	c.See(west, 0, e.look(west, 0))
	if got := draw(c); strings.ContainsAny(got, "*") {
		t.Errorf("one look is believed:\n%s", got)
	}
	e.around(c, west, 1)
	if got, want := draw(c), "   *???\n   *???\n      ?\n   *???\n"; got != want {
		t.Errorf("seen from the west:\n%swant\n%s", got, want)
	}
	e.around(c, c.Middle(4, 1), 10)
	e.around(c, c.Middle(5, 2), 10)
	if got, want := draw(c), "   *   \n   *   \n       \n   *   \n"; got != want {
		t.Errorf("after all looks:\n%swant\n%s", got, want)
	}
}

// A door that shuts is a wall within half a second, one that opens is floor,
// and Fade forgets it alone.
func TestDoor(t *testing.T) {
	e := open(t, `
*********
*   *   *
*   I   *
*   *   *
*********
`)
	c := New(e.Lattice, retina.Rays, retina.Field)
	p := c.Middle(1, 1)
	see := func(shut bool, want Kind) (looks int) {
		e.Shut(0, shut)
		for c.Kind(3, 1) != want && looks < 50 {
			looks++
			c.See(p, 0.1, e.look(p, 0.1))
		}
		return looks
	}
	if n := see(false, Floor); n > 2 {
		t.Errorf("an open door is floor after %d looks", n)
	}
	for range 20 {
		c.See(p, 0.1, e.look(p, 0.1))
	}
	if n := see(true, Wall); n > 7 {
		t.Errorf("a door that shut is a wall after %d looks", n)
	}
	for range 20 {
		c.See(p, 0.1, e.look(p, 0.1))
	}
	if n := see(false, Floor); n > 7 {
		t.Errorf("a door that opened is floor after %d looks", n)
	}
	before := draw(c)
	c.Fade()
	if c.Kind(3, 1) != Unknown {
		t.Error("the door has not faded")
	}
	for range 2 {
		c.See(p, 0.1, e.look(p, 0.1))
	}
	if got := draw(c); got != before {
		t.Errorf("more than the door has faded:\n%swas\n%s", got, before)
	}
}

// Standing before a shut door, in its square, the rat goes back the way it came
// even where the goal is just beyond.
func TestBeforeDoor(t *testing.T) {
	e := open(t, `
*********
*   *   *
*   I   *
*   *   *
*       *
*********
`)
	e.Shut(0, true)
	c := New(e.Lattice, retina.Rays, retina.Field)
	for _, x := range []int{1, 5} {
		for _, y := range []int{0, 2} {
			e.around(c, c.Middle(x, y), 10)
		}
	}
	c.Goal(c.Middle(4, 2))
	p := c.Middle(3, 2).Sub(world.Vec{X: 0.08})
	for range 20 {
		c.See(p, 0, e.look(p, 0))
	}
	var dst [Inputs]float32
	c.Plan(p, 0, dst[:])
	if c.Kind(3, 2) != Wall || dst[0] != 1 || dst[1] > -0.9 || dst[5] != 6.0/4 {
		t.Errorf("the plan before a shut door is %v, want one that goes west", dst)
	}
	e.Shut(0, false)
	for range 20 {
		c.See(p, 0, e.look(p, 0))
	}
	c.Plan(p, 0, dst[:])
	if c.Kind(3, 2) != Floor || dst[0] != 1 || dst[1] < 0.9 || dst[5] != 1.0/4 {
		t.Errorf("the plan in an open door is %v, want one that goes east", dst)
	}
}

func TestMisuse(t *testing.T) {
	good := Around(world.Vec{}, 3, 3, 0.25)
	for name, f := range map[string]func(){
		"no squares":       func() { New(Around(world.Vec{}, 0, 3, 0.25), 64, 4) },
		"too many squares": func() { New(Around(world.Vec{}, 3, MaxSide+1, 0.25), 64, 4) },
		"no side":          func() { New(Around(world.Vec{}, 3, 3, 0), 64, 4) },
		"a ray":            func() { New(good, 1, 4) },
		"no field":         func() { New(good, 64, 0) },
		"rays":             func() { New(good, 64, 4).See(world.Vec{}, 0, make([]float64, 63)) },
		"column":           func() { New(good, 64, 4).Kind(3, 0) },
		"row":              func() { New(good, 64, 4).Kind(0, 3) },
		"inputs":           func() { New(good, 64, 4).Plan(world.Vec{}, 0, make([]float32, 6)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: accepted", name)
				}
			}()
			f()
		}()
	}
}
