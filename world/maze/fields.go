package maze

import (
	"encoding/json"
	"errors"
	"strconv"

	"gridrat/world"
)

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
