package editor

import (
	"math"
	"strings"
	"testing"

	"gridrat/world"
	"gridrat/world/maze"
)

// hand is an editor with a mouse and what the editor has told.
type hand struct {
	*Editor
	t    testing.TB
	h    *maze.History
	p    Pointer
	told []string
	fail bool
	rat  world.Vec
}

// square is a map of 2 m with a start.
func square() maze.Map {
	return maze.Map{
		Name:    "square",
		Outline: maze.Outline{Corners: world.Enclosure{Shape: world.Square, Size: 2}.Outline()},
		Starts:  []maze.Start{{Radius: 0.1}},
	}
}

func edit(t testing.TB, m maze.Map) *hand {
	t.Helper()
	history, err := maze.NewHistory(m)
	if err != nil {
		t.Fatal(err)
	}
	h := &hand{t: t, h: history, p: Pointer{Point: 0.005, In: true}}
	e := New(Host{
		Doc: func() *maze.History { return history }, Hush: func() {}, Hold: func() {},
		PutRat: func(at world.Vec) { h.rat = at },
		Tell:   func(failure bool, text string) { h.told, h.fail = append(h.told, text), failure },
	})
	h.Editor = &e
	return h
}

func (h *hand) at(x, y float64) {
	h.p.At = world.Vec{X: x, Y: y}
	h.p.Pixel.X, h.p.Pixel.Y = int(math.Round(x/h.p.Point)), int(math.Round(-y/h.p.Point))
	h.Update(h.p)
	h.p.Down = [2]bool{}
}

func (h *hand) press(b Button) {
	h.p.Down[b], h.p.Held[b] = true, true
	h.at(h.p.At.X, h.p.At.Y)
}

func (h *hand) release() {
	h.p.Held = [2]bool{}
	h.at(h.p.At.X, h.p.At.Y)
}

// drag drags from one place to another, with a stop between.
func (h *hand) drag(x0, y0, x1, y1 float64) {
	h.at(x0, y0)
	h.press(Left)
	h.at((x0+x1)/2, (y0+y1)/2)
	h.at(x1, y1)
	h.release()
}

func (h *hand) click(x, y float64) {
	h.at(x, y)
	h.press(Left)
	h.release()
}

func (h *hand) m() maze.Map { return h.h.Map() }

// property is a property as it is shown.
func (h *hand) property(name string) Property {
	h.t.Helper()
	for _, p := range h.Properties() {
		if p.Name == name {
			return p
		}
	}
	h.t.Fatalf("%s has no property %q", h.Subject(), name)
	return Property{}
}

func near(a, b world.Vec) bool { return a.Sub(b).Norm() < 1e-3 }

func fmtRefs(refs []maze.Ref) string {
	var all []string
	for _, r := range refs {
		all = append(all, r.String())
	}
	return strings.Join(all, " ")
}
