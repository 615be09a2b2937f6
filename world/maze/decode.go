package maze

import (
	"fmt"

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
