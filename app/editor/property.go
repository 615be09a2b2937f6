package editor

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gridrat/world"
	"gridrat/world/maze"
)

// Form is how a property is shown and changed.
type Form int

// Forms of properties. Their values are texts: of a switch "true" or "false",
// of a colour "#rrggbb" or, where it may be left to the map, "".
const (
	Number Form = iota
	Text
	Switch
	Paint
	Choice
)

// Property is something of the map that can be changed, as it stands.
type Property struct {
	Name, Unit, Tip string
	Form            Form
	Value           string
	Mixed           bool     // it differs between those that are selected
	Choices         []string // of a choice; a Paint that may be "" has that one
}

// property is a Property of elements of a kind.
type property struct {
	name, unit, tip string
	form            Form
	step            float64 // by which a turn of the wheel changes a number
	choices         []string
	own             bool // of an element that is there, not of the next one
	get             func(maze.Element) string
	set             func(maze.Element, string) (maze.Element, error)
}

// only makes p one that the next element does not have.
func (p property) only() property {
	p.own = true
	return p
}

func number[T maze.Element](name, unit string, step float64, tip string, get func(T) float64, set func(*T, float64)) property {
	return property{
		name: name, unit: unit, tip: tip, step: step,
		get: func(e maze.Element) string { return maze.Digits(get(e.(T))) },
		set: func(e maze.Element, s string) (maze.Element, error) {
			v, err := parse(name, unit, s)
			x := e.(T)
			if err == nil {
				set(&x, v)
			}
			return x, err
		},
	}
}

// field is a number that is a field of an element.
func field[T maze.Element](name, unit string, step float64, tip string, at func(*T) *float64) property {
	return number(name, unit, step, tip, func(x T) float64 { return *at(&x) }, func(x *T, v float64) { *at(x) = v })
}

func toggle[T maze.Element](name, tip string, at func(*T) *bool) property {
	return property{
		name: name, tip: tip, form: Switch,
		get: func(e maze.Element) string { x := e.(T); return strconv.FormatBool(*at(&x)) },
		set: func(e maze.Element, s string) (maze.Element, error) {
			x := e.(T)
			*at(&x) = s == "true"
			return x, nil
		},
	}
}

func text[T maze.Element](name, tip string, at func(*T) *string) property {
	return property{
		name: name, tip: tip, form: Text, own: true,
		get: func(e maze.Element) string { x := e.(T); return *at(&x) },
		set: func(e maze.Element, s string) (maze.Element, error) {
			x := e.(T)
			*at(&x) = strings.TrimSpace(s)
			return x, nil
		},
	}
}

func paint[T maze.Element](tip string, free bool, at func(*T) *maze.Color) property {
	p := property{
		name: "color", tip: tip, form: Paint,
		get: func(e maze.Element) string { x := e.(T); return string(*at(&x)) },
		set: func(e maze.Element, s string) (maze.Element, error) {
			x := e.(T)
			*at(&x) = colorOf(s)
			return x, nil
		},
	}
	if free {
		p.choices = []string{""}
	}
	return p
}

// colorOf reads a colour as people write it; what is none is left for Check to
// refuse.
func colorOf(s string) maze.Color {
	s = strings.ToLower(strings.TrimSpace(s))
	if s != "" && s[0] != '#' {
		s = "#" + s
	}
	return maze.Color(s)
}

// parse reads a number with or without its unit; lengths can be in cm or mm.
func parse(name, unit, s string) (float64, error) {
	t, scale := strings.TrimSpace(s), 1.0
	if unit == "m" {
		for suffix, by := range map[string]float64{"cm": 0.01, "mm": 0.001} {
			if cut, ok := strings.CutSuffix(t, suffix); ok {
				t, scale = cut, by
			}
		}
	}
	t = strings.TrimSpace(strings.TrimSuffix(t, unit))
	v, err := strconv.ParseFloat(strings.ReplaceAll(t, ",", "."), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		in := ""
		if unit == "m" {
			in = " of metres"
		} else if unit == "°" {
			in = " of degrees"
		}
		return 0, fmt.Errorf("%s cannot be %q; it must be a number%s, such as %s", name, s, in, map[string]string{"m": "0.25 or 25 cm", "°": "90"}[unit])
	}
	const most = 1e6 // more than anything may be, and short to read
	return min(max(v*scale, -most), most), nil
}

// segment lists length and angle of what has two ends, of which the first
// stays.
func segment[T maze.Element](length string, ends func(*T) (a, b *world.Vec)) []property {
	return []property{
		number(length, "m", gridStep, "from end to end; the first end stays", func(x T) float64 {
			a, b := ends(&x)
			return b.Sub(*a).Norm()
		}, func(x *T, v float64) {
			a, b := ends(x)
			*b = a.Add(b.Sub(*a).Mul(v / b.Sub(*a).Norm()))
		}),
		number("angle", "°", 5, "0 is east, 90 north; the first end stays", func(x T) float64 {
			a, b := ends(&x)
			return degrees(b.Sub(*a).Angle())
		}, func(x *T, v float64) {
			a, b := ends(x)
			*b = a.Add(world.Polar(b.Sub(*a).Norm(), v*math.Pi/180))
		}).only(),
	}
}

// degrees is an angle from 0 to 360, to 0.0001 degrees.
func degrees(angle float64) float64 {
	const perUnit = 1 / maze.Precision
	return math.Mod(math.Round(angle*180/math.Pi*perUnit)/perUnit+360, 360)
}

// disc lists the radius of a disc and where it is.
func disc[T maze.Element](of string, at func(*T) *world.Vec, radius func(*T) *float64) []property {
	return []property{
		field("radius", "m", 0.01, "of the "+of, radius),
		field("x", "m", gridStep, "of its centre, to the east", func(x *T) *float64 { return &at(x).X }).only(),
		field("y", "m", gridStep, "of its centre, to the north", func(x *T) *float64 { return &at(x).Y }).only(),
	}
}

// properties are those of elements, by kind, in the order in which they are
// shown.
var properties = map[maze.Kind][]property{
	maze.WallKind: slices.Concat(
		[]property{field("thickness", "m", 0.01, "of the wall", func(w *maze.Wall) *float64 { return &w.Thickness })},
		segment("length", func(w *maze.Wall) (a, b *world.Vec) { return &w.A, &w.B }),
		[]property{paint("of the wall; the first is the map's", true, func(w *maze.Wall) *maze.Color { return &w.Color })},
	),
	maze.DoorKind: slices.Concat(
		[]property{
			toggle("open", "the door lets the rat through; a click on the door does the same", func(d *maze.Door) *bool { return &d.Open }),
			toggle("locked", "neither a click nor a task opens or closes the door", func(d *maze.Door) *bool { return &d.Locked }),
			text("name", "shown beside the door; tasks speak of doors by name", func(d *maze.Door) *string { return &d.Name }),
			field("thickness", "m", 0.01, "of the leaf", func(d *maze.Door) *float64 { return &d.Thickness }),
		},
		segment("width", func(d *maze.Door) (a, b *world.Vec) { return &d.A, &d.B }),
	),
	maze.GoalKind: slices.Concat(
		[]property{
			toggle("visible", "the rat sees the goal; without, it is hidden under the floor", func(g *maze.Goal) *bool { return &g.Visible }),
			text("name", "of the goal", func(g *maze.Goal) *string { return &g.Name }),
		},
		disc("goal", func(g *maze.Goal) *world.Vec { return &g.At }, func(g *maze.Goal) *float64 { return &g.Radius }),
	),
	maze.StartKind: disc("start, in whose free part rats begin", func(s *maze.Start) *world.Vec { return &s.At }, func(s *maze.Start) *float64 { return &s.Radius }),
	maze.SpotKind: slices.Concat(
		disc("spot", func(s *maze.Spot) *world.Vec { return &s.At }, func(s *maze.Spot) *float64 { return &s.Radius }),
		[]property{paint("of the spot on the floor", false, func(s *maze.Spot) *maze.Color { return &s.Color })},
	),
	maze.PatchKind: {
		segment("length", func(p *maze.Patch) (a, b *world.Vec) { return &p.A, &p.B })[0],
		paint("of the patch on the wall", false, func(p *maze.Patch) *maze.Color { return &p.Color }),
	},
	maze.DistalKind: {
		number("direction", "°", 5, "in which the cue is seen: 0 is east, 90 north", func(c maze.DistalCue) float64 { return c.Direction },
			func(c *maze.DistalCue, v float64) { c.Direction = degrees(v * math.Pi / 180) }),
		field("width", "°", 5, "of the cue, as the rat sees it", func(c *maze.DistalCue) *float64 { return &c.Width }),
		field("height", "°", 5, "of the cue above the horizon", func(c *maze.DistalCue) *float64 { return &c.Height }),
		paint("of the cue", false, func(c *maze.DistalCue) *maze.Color { return &c.Color }),
	},
}
