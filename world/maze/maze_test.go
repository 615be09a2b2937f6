package maze

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

var (
	coordinate = rapid.Float64Range(-3, 3)
	thickness  = rapid.Float64Range(MinThickness, 0.5)
	radius     = rapid.Float64Range(MinRadius, 1)
	texts      = rapid.StringOfN(rapid.RuneFrom([]rune("aB 3'\"\\<&é→")), 0, 8, -1)
	colors     = rapid.Custom(func(t *rapid.T) Color {
		return Color(rapid.StringMatching(`#[0-9a-f]{6}`).Draw(t, "color"))
	})
	paints = rapid.OneOf(rapid.Just(Color("")), colors)
	points = rapid.Custom(func(t *rapid.T) world.Vec {
		return world.Vec{X: coordinate.Draw(t, "x"), Y: coordinate.Draw(t, "y")}
	})
)

// segments draws the ends of a wall that is not too short.
func segments(t *rapid.T) (a, b world.Vec) {
	a = points.Draw(t, "from")
	return a, a.Add(world.Polar(rapid.Float64Range(2*MinLength, 3).Draw(t, "length"), rapid.Float64Range(-math.Pi, math.Pi).Draw(t, "angle")))
}

// elements draws an element of a kind, not the outline.
func elements(t *rapid.T, k Kind) Element {
	yes := rapid.Bool()
	switch k {
	case WallKind:
		a, b := segments(t)
		return Wall{a, b, thickness.Draw(t, "thickness"), paints.Draw(t, "color")}
	case DoorKind:
		a, b := segments(t)
		return Door{a, b, thickness.Draw(t, "thickness"), yes.Draw(t, "open"), yes.Draw(t, "locked"), texts.Draw(t, "name")}
	case GoalKind:
		return Goal{points.Draw(t, "at"), radius.Draw(t, "radius"), yes.Draw(t, "visible"), texts.Draw(t, "name")}
	case StartKind:
		return Start{points.Draw(t, "at"), radius.Draw(t, "radius")}
	case DistalKind:
		degrees := rapid.Float64Range(0.1, 90)
		return DistalCue{rapid.Float64Range(-180, 180).Draw(t, "direction"), degrees.Draw(t, "width"), degrees.Draw(t, "height"), colors.Draw(t, "color")}
	case PatchKind:
		a, b := segments(t)
		return Patch{a, b, colors.Draw(t, "color")}
	}
	return Spot{points.Draw(t, "at"), radius.Draw(t, "radius"), colors.Draw(t, "color")}
}

// outlines draws a circle or a star-shaped polygon.
func outlines(t *rapid.T) Outline {
	if rapid.Bool().Draw(t, "round") {
		return Outline{Diameter: rapid.Float64Range(MinDiameter, 6).Draw(t, "diameter")}
	}
	n := rapid.IntRange(3, 12).Draw(t, "corners")
	corners := make([]world.Vec, n)
	for i := range corners {
		corners[i] = world.Polar(rapid.Float64Range(0.5, 3).Draw(t, "r"), 2*math.Pi*float64(i)/float64(n))
	}
	return Outline{Corners: corners}
}

// maps draws a map that passes Check.
func maps(t *rapid.T) Map {
	m := Map{Name: "m" + texts.Draw(t, "name"), Outline: outlines(t), Wall: paints.Draw(t, "wall"), Floor: paints.Draw(t, "floor")}
	for k := WallKind; k < kinds; k++ {
		for i := range rapid.IntRange(0, 3).Draw(t, k.String()) {
			m.list(k).insert(i, elements(t, k))
		}
	}
	return m.Rounded()
}

// TestRoundTrip: what is written is read as the same map, and written again
// as the same bytes.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maps(t)
		data, err := Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		read, err := Decode(data)
		if err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
		if !read.Equal(m) {
			t.Fatalf("%+v was read as %+v", m, read)
		}
		again, err := Encode(read)
		if err != nil || !bytes.Equal(again, data) {
			t.Fatalf("written again (%v):\n%s\nat first:\n%s", err, again, data)
		}
		for line := range strings.Lines(string(data)) {
			if strings.Count(line, "{") > 1 {
				t.Fatalf("a line has two elements: %s", line)
			}
		}
	})
}

// room is a file whose parts tests replace.
const room = `{
  "format": "gridrat map",
  "version": 1,
  "name": "a room",
  "wall color": "#8f97a5",
  "floor color": "#2b313b",
  "outline": {"polygon": [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1]
  ]},
  "walls": [
    {"from": [0, -1], "to": [0, 0.5], "thickness": 0.05},
    {"from": [0, 0.8], "to": [0, 1], "thickness": 0.05, "color": "#ff0000"}
  ],
  "doors": [
    {"from": [0, 0.5], "to": [0, 0.8], "thickness": 0.04, "open": false, "locked": false, "name": "1"}
  ],
  "goals": [
    {"at": [0.5, 0], "radius": 0.1, "visible": true, "name": "goal"}
  ],
  "starts": [
    {"at": [-0.5, 0], "radius": 0.2}
  ]
}
`

func TestRoom(t *testing.T) {
	m, err := DecodeReady([]byte(room))
	if err != nil {
		t.Fatal(err)
	}
	if data, err := Encode(m); err != nil || string(data) != room {
		t.Errorf("%v, written as\n%s", err, data)
	}
}

// TestRefused: what is wrong with a file is said in one sentence, with the
// place.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{room, ``, `line 1, column 1: the file ends before the map does; a bracket or brace is not closed`},
		{room, `[]`, `line 1, column 1: the map is a list [...]; it must be an object {...}`},
		{`"a room",`, `"a room"`, `line 5, column 3: this is not JSON: invalid character '"' after object key:value pair`},
		{"\n}\n", "\n}} ", `line 26, column 2: the map has ended, but more follows`},
		{"  ]\n}\n", "  ]\n", `line 26, column 1: the file ends before the map does; a bracket or brace is not closed`},
		{"\n}\n", "\n},\n", `line 26, column 2: the map has ended, but more follows`},
		{`"open": false, "locked"`, `"open": false "locked"`, `line 18, column 73: this is not JSON: invalid character '"' after object key:value pair`},
		{`a room`, "a \xff room", `line 4, column 14: the file is not a text in UTF-8`},
		{`gridrat map`, `tiled`, `line 2, column 13: format is "tiled"; the file of a map has "gridrat map"`},
		{`"version": 1`, `"version": 2`, `line 3, column 14: version is 2; this program reads version 1, so that a newer one wrote the file`},
		{`"version": 1`, `"version": 0.5`, `line 3, column 14: version is 0.5; it must be 1`},
		{`"name": "a room",`, ``, `line 1, column 1: the map has no field "name"`},
		{`"a room"`, `" "`, `line 4, column 11: name is empty; a map needs a name`},
		{`"a room"`, `7`, `line 4, column 11: name is a number; it must be a text in quotes`},
		{`"name"`, `"name": "b", "name"`, `line 4, column 16: the field "name" is here twice`},
		{`#8f97a5`, `grey`, `line 5, column 17: wall color is "grey"; it must be a colour such as "#8f97a5", in lower-case digits`},
		{`"polygon"`, `"square"`, `line 7, column 14: outline must have a "circle" (its diameter in metres) or a "polygon" (its corners)`},
		{`{"polygon"`, `{"circle": 2, "polygon"`, `line 7, column 39: outline.polygon is unknown; maps of version 1 have no such field`},
		{`[1, -1],`, `[1, "-1"],`, `line 9, column 5: outline.polygon[1] is a text; it must be a number`},
		{`[1, -1],`, `[1],`, `line 9, column 5: outline.polygon[1] is no point; it must be [x, y] in metres`},
		{`[1, -1],`, `[1, 1e999],`, `line 9, column 5: outline.polygon[1] is 1e999; it must be a finite number`},
		{`[1, -1],`, `[1, -11],`, `line 9, column 5: outline.polygon[1] is [1, -11]; both coordinates must lie between -10 and 10 m`},
		{`[1, 1],`, `[-2, 0],`, `line 9, column 5: outline.polygon[1] begins an edge that meets the one from corner 3; an outline must not cross or touch itself`},
		{"[-1, -1],\n    [1, -1]", "[1, -1],\n    [-1, -1]", `line 9, column 5: outline.polygon[1] begins an edge that meets the one from corner 3; an outline must not cross or touch itself`},
		{"[-1, -1],\n    [1, -1],\n    [1, 1]", "[1, 1],\n    [1, -1],\n    [-1, -1]", `line 7, column 26: outline.polygon runs clockwise; its corners must be listed counter-clockwise`},
		{`[1, 1],`, `[1, 1], [1, 2], [1, 1],`, `line 10, column 13: outline.polygon[3] is a spike: the edge runs back on itself; an outline must enclose floor everywhere`},
		{`"thickness": 0.05}`, `"thickness": 60}`, `line 14, column 52: walls[0].thickness is 60; it must lie between 0.005 and 20 m`},
		{`"thickness": 0.05}`, `"thicknes": 6}`, `line 14, column 5: walls[0] has no field "thickness"`},
		{`"thickness": 0.05}`, `"thickness": 0.05, "hight": 6}`, `line 14, column 67: walls[0].hight is unknown; maps of version 1 have no such field`},
		{`#ff0000`, ``, `line 15, column 66: walls[1].color is empty; it must be a colour such as "#8f97a5", or left out`},
		{`[0, 0.5], "thickness": 0.05`, `[0, -1], "thickness": 0.05`, `line 14, column 5: walls[0] is 0 m long; it must be at least 0.01 m`},
		{`"open": false`, `"open": 0`, `line 18, column 67: doors[0].open is a number; it must be true or false`},
		{`"doors": [`, `"doors": 3, "x": [`, `line 17, column 12: doors is a number; it must be a list [...]`},
		{`"doors"`, `"gates"`, `line 17, column 12: gates is unknown; maps of version 1 have no such field`},
		{`{"at": [-0.5, 0], "radius": 0.2}`, `null`, `line 24, column 5: starts[0] is null; it must be an object {...}`},
		// What a map may have while it is edited, but no task takes.
		{`{"at": [-0.5, 0], "radius": 0.2}`, ``, `line 1, column 1: the map has no start; it must have at least one`},
		{`"at": [-0.5, 0], "radius": 0.2`, `"at": [-3, 0], "radius": 0.2`, `line 24, column 5: starts[0] lies outside the outline; its centre must lie on the floor`},
		{`"at": [-0.5, 0], "radius": 0.2`, `"at": [0, 0], "radius": 0.02`, `line 24, column 5: starts[0] has no free floor for a body of radius 0.05 m; it must be moved or made larger`},
		{`"at": [0.5, 0]`, `"at": [0.5, 1.1]`, `line 21, column 5: goals[0] lies outside the outline; its centre must lie on the floor`},
		{`"locked": false`, `"locked": true`, `line 21, column 5: goals[0] cannot be reached from starts[0]; a way at least 0.15 m wide must lead there, through open or unlocked doors`},
		{`"to": [0, 0.8]`, `"to": [1.2, 0.5]`, `line 18, column 5: doors[0] reaches outside the outline; both its ends must lie on the floor or at its edge`},
		{`"from": [0, 0.8], "to": [0, 1]`, `"from": [2, 0.8], "to": [2, 1]`, `line 15, column 5: walls[1] lies outside the outline; it must reach the floor`},
		{"\n}", ",\n  \"patches\": [\n    {\"from\": [0.5, 0], \"to\": [0.5, 0.2], \"color\": \"#00ff00\"}\n  ]\n}", `line 27, column 5: patches[0] lies on no wall; both its ends must be within 0.05 m of one`},
		{"\n}", ",\n  \"spots\": [\n    {\"at\": [1.5, 0], \"radius\": 0.1, \"color\": \"#00ff00\"}\n  ]\n}", `line 27, column 5: spots[0] lies outside the outline; its centre must lie on the floor`},
	} {
		if strings.Count(room, c.old) == 0 {
			t.Fatalf("the room has no %q", c.old)
		}
		_, err := DecodeReady([]byte(strings.Replace(room, c.old, c.new, 1)))
		if err == nil || err.Error() != c.want {
			t.Errorf("%q for %q:\n got %v\nwant %s", c.new, c.old, err, c.want)
		}
	}
}

// TestTooMuch: counts and sizes are bounded, and non-finite numbers refused.
func TestTooMuch(t *testing.T) {
	m, err := Decode([]byte(room))
	if err != nil {
		t.Fatal(err)
	}
	refused := func(want string, change func(m *Map)) {
		t.Helper()
		n := m
		n.Walls, n.Goals = append([]Wall{}, m.Walls...), append([]Goal{}, m.Goals...)
		if change(&n); n.Check() == nil || n.Check().Error() != want {
			t.Errorf("got %v, want %s", n.Check(), want)
		}
		if _, err := Encode(n); err == nil {
			t.Errorf("a map was written although %s", want)
		}
	}
	refused("walls[1000] is one too many: a map may have at most 1000 walls, not 1001", func(m *Map) {
		for len(m.Walls) <= MaxWalls {
			m.Walls = append(m.Walls, m.Walls[0])
		}
	})
	refused("goals[100] is one too many: a map may have at most 100 goals, not 101", func(m *Map) {
		for len(m.Goals) <= MaxOthers {
			m.Goals = append(m.Goals, m.Goals[0])
		}
	})
	refused("walls[0].thickness is NaN; it must lie between 0.005 and 20 m", func(m *Map) { m.Walls[0].Thickness = math.NaN() })
	refused("goals[0].at is [+Inf, 0]; both coordinates must lie between -10 and 10 m", func(m *Map) { m.Goals[0].At.X = math.Inf(1) })
	refused("outline.circle is 30; it must lie between 0.5 and 20 m", func(m *Map) { m.Outline = Outline{Diameter: 30} })
	refused("outline is a circle and a polygon; it must be one of them", func(m *Map) { m.Outline.Diameter = 2 })
	refused("outline.polygon encloses 0.01 m²; it must be at least 0.1 m²", func(m *Map) {
		m.Outline.Corners = []world.Vec{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 0, Y: 0.02}}
	})
	refused("name has 61 letters; it may have at most 60", func(m *Map) { m.Name = strings.Repeat("é", 61) })
	refused(`name is "a\nb"; it must consist of letters that can be printed`, func(m *Map) { m.Name = "a\nb" })
}

// TestOutlines: a polygon whose edges cross is refused, and one that passes is
// simple and counter-clockwise, by plain floating-point reckoning.
func TestOutlines(t *testing.T) {
	passed := 0
	rapid.Check(t, func(t *rapid.T) {
		o := Outline{Corners: rapid.SliceOfN(points, 3, 7).Draw(t, "corners")}.rounded().(Outline)
		err := o.check("outline")
		n, area, crossings := len(o.Corners), 0.0, 0
		for i, a := range o.Corners {
			b := o.Corners[(i+1)%n]
			area += a.Cross(b) / 2
			for k := range i {
				c, d := o.Corners[k], o.Corners[(k+1)%n]
				// Where the lines cross, as shares of the two edges.
				e, f := b.Sub(a), d.Sub(c)
				s, u := c.Sub(a).Cross(f)/e.Cross(f), c.Sub(a).Cross(e)/e.Cross(f)
				const off = 1e-3
				if s > off && s < 1-off && u > off && u < 1-off {
					crossings++
				}
			}
		}
		if err == nil {
			passed++
		}
		if err == nil && (crossings > 0 || area < MinArea-1e-9) {
			t.Fatalf("%v of area %v passes with %d crossings", o, area, crossings)
		}
		if err != nil && n == 3 && area > 2*MinArea && area > 0.5 {
			t.Fatalf("triangle %v of area %v is refused: %v", o, area, err)
		}
	})
	if passed == 0 {
		t.Error("no polygon passed")
	}
}
