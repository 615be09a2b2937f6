package maze

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"gridrat/world"
)

// Decode reads a file. It refuses, with a *FieldError that says where, what is
// no JSON, of a later version, of a wrong type, missing or unknown, and what
// does not pass Check. Maps with Problems are read: they can be edited.
func Decode(data []byte) (Map, error) {
	m, _, err := decode(data)
	return m, err
}

// DecodeReady reads a file and refuses also a map with Problems.
func DecodeReady(data []byte) (Map, error) {
	m, places, err := decode(data)
	if err != nil {
		return Map{}, err
	}
	for _, p := range m.Problems(BodyRadius) {
		return Map{}, places.locate(&FieldError{Path: p.Path(), What: p.Text})
	}
	return m, nil
}

func decode(data []byte) (Map, *fields, error) {
	top, err := parse(data)
	if err != nil {
		return Map{}, nil, err
	}
	f := &fields{data: data, at: map[string]int{}}
	o := f.object("", top)
	if format := o.text("format"); f.err == nil && format != Format {
		f.fail("format", "is %q; the file of a map has %q", format, Format)
	}
	if v := o.number("version"); f.err == nil && v > Version {
		f.fail("version", "is %s; this program reads version %d, so that a newer one wrote the file", number(v), Version)
	} else if f.err == nil && v != Version {
		f.fail("version", "is %s; it must be %d", number(v), Version)
	}
	m := Map{Name: o.text("name"), Wall: o.paint("wall color"), Floor: o.paint("floor color"), Outline: o.outline()}
	for k := WallKind; k < kinds; k++ {
		nodes := o.list(k.String(), true)
		if len(nodes) > k.limit() {
			f.at[Ref{k, k.limit()}.String()] = nodes[k.limit()].at
			return Map{}, nil, f.locate(tooMany(k, len(nodes)))
		}
		l := m.list(k)
		for i, n := range nodes {
			e := f.object(Ref{k, i}.String(), n)
			l.insert(i, e.element(k))
			e.close()
			if f.err != nil {
				return Map{}, nil, f.err
			}
		}
	}
	o.close()
	if f.err != nil {
		return Map{}, nil, f.err
	}
	// In range first: what is rounded away is checked as it was written.
	if err := m.Check(); err != nil {
		return Map{}, nil, f.locate(err)
	}
	m = m.Rounded()
	if err := m.Check(); err != nil {
		return Map{}, nil, f.locate(err)
	}
	return m, f, nil
}

// fields reads the members of objects, and keeps the first error and the
// place of every path.
type fields struct {
	data []byte
	at   map[string]int
	err  error
}

// fail keeps an error about the field at path.
func (f *fields) fail(path, format string, args ...any) {
	if path == "" {
		format = "the map " + format
	}
	if f.err == nil {
		f.err = f.locate(wrong(path, format, args...))
	}
}

// locate adds to a FieldError the line and column of its path, or of the
// nearest part around it.
func (f *fields) locate(err error) error {
	var field *FieldError
	if !errors.As(err, &field) {
		return err
	}
	located := *field
	for path := field.Path; ; path = outer(path) {
		if at, ok := f.at[path]; ok || path == "" {
			located.Line, located.Column = place(f.data, at)
			return &located
		}
	}
}

// outer is the path of what holds path.
func outer(path string) string {
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == '.' || path[i] == '[' {
			return path[:i]
		}
	}
	return ""
}

// object is an object of the file whose members are taken one by one.
type object struct {
	*fields
	path string
	n    node
	read map[string]bool
}

func (f *fields) object(path string, n node) object {
	f.at[path] = n.at
	if n.delim != '{' {
		f.fail(path, "is %s; it must be an object {...}", n.kind())
	}
	return object{f, path, n, map[string]bool{}}
}

func (o object) of(name string) string {
	if o.path == "" {
		return name
	}
	return o.path + "." + name
}

// take returns the member of that name.
func (o object) take(name string, optional bool) (node, bool) {
	if o.read[name] = true; o.err != nil {
		return node{}, false
	}
	for _, n := range o.n.inside {
		if n.name == name {
			o.at[o.of(name)] = n.at
			return n, true
		}
	}
	if !optional {
		o.fail(o.path, "has no field %q", name)
	}
	return node{}, false
}

// close refuses members that nobody took.
func (o object) close() {
	for _, n := range o.n.inside {
		if !o.read[n.name] {
			o.at[o.of(n.name)] = n.at
			o.fail(o.of(n.name), "is unknown; maps of version %d have no such field", Version)
		}
	}
}

func (o object) text(name string) string {
	n, ok := o.take(name, false)
	s, is := n.value.(string)
	if ok && !is {
		o.fail(o.of(name), "is %s; it must be a text in quotes", n.kind())
	}
	return s
}

func (o object) color(name string) Color { return Color(o.text(name)) }

// paint is a colour that may be left out.
func (o object) paint(name string) Color {
	if _, ok := o.take(name, true); !ok {
		return ""
	}
	c := o.color(name)
	if c == "" {
		o.fail(o.of(name), "is empty; it must be a colour such as \"#8f97a5\", or left out")
	}
	return c
}

func (o object) yes(name string) bool {
	n, ok := o.take(name, false)
	b, is := n.value.(bool)
	if ok && !is {
		o.fail(o.of(name), "is %s; it must be true or false", n.kind())
	}
	return b
}

func (o object) number(name string) float64 {
	n, ok := o.take(name, false)
	if !ok {
		return 0
	}
	return o.float(o.of(name), n)
}

func (f *fields) float(path string, n node) float64 {
	text, ok := n.value.(json.Number)
	if !ok {
		f.fail(path, "is %s; it must be a number", n.kind())
		return 0
	}
	x, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		f.fail(path, "is %s; it must be a finite number", text)
	}
	return x
}

func (o object) list(name string, optional bool) []node {
	n, ok := o.take(name, optional)
	if ok && n.delim != '[' {
		o.fail(o.of(name), "is %s; it must be a list [...]", n.kind())
		return nil
	}
	return n.inside
}

func (o object) point(name string) world.Vec {
	n, ok := o.take(name, false)
	if !ok {
		return world.Vec{}
	}
	return o.vec(o.of(name), n)
}

func (f *fields) vec(path string, n node) world.Vec {
	if n.delim != '[' || len(n.inside) != 2 {
		f.fail(path, "is no point; it must be [x, y] in metres")
		return world.Vec{}
	}
	return world.Vec{X: f.float(path, n.inside[0]), Y: f.float(path, n.inside[1])}
}

func (o object) outline() Outline {
	n, ok := o.take("outline", false)
	if !ok {
		return Outline{}
	}
	in := o.object("outline", n)
	defer in.close()
	if _, round := in.take("circle", true); round {
		return Outline{Diameter: in.number("circle")}
	}
	var corners []world.Vec
	for i, c := range in.list("polygon", true) {
		path := fmt.Sprintf("outline.polygon[%d]", i)
		in.at[path] = c.at
		corners = append(corners, in.vec(path, c))
	}
	if len(corners) == 0 {
		o.fail("outline", "must have a \"circle\" (its diameter in metres) or a \"polygon\" (its corners)")
	}
	return Outline{Corners: corners}
}

func (o object) element(k Kind) Element {
	switch k {
	case WallKind:
		return Wall{A: o.point("from"), B: o.point("to"), Thickness: o.number("thickness"), Color: o.paint("color")}
	case DoorKind:
		return Door{A: o.point("from"), B: o.point("to"), Thickness: o.number("thickness"), Open: o.yes("open"), Locked: o.yes("locked"), Name: o.text("name")}
	case GoalKind:
		return Goal{At: o.point("at"), Radius: o.number("radius"), Visible: o.yes("visible"), Name: o.text("name")}
	case StartKind:
		return Start{At: o.point("at"), Radius: o.number("radius")}
	case DistalKind:
		return DistalCue{Direction: o.number("direction"), Width: o.number("width"), Height: o.number("height"), Color: o.color("color")}
	case PatchKind:
		return Patch{A: o.point("from"), B: o.point("to"), Color: o.color("color")}
	case SpotKind:
		return Spot{At: o.point("at"), Radius: o.number("radius"), Color: o.color("color")}
	}
	panic("maze: an outline is no member of a list")
}
