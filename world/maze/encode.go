package maze

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gridrat/world"
)

// Files begin with these.
const (
	Format  = "gridrat map"
	Version = 1
)

// Encode returns m as a file: JSON with an element a line, in a fixed order,
// numbers on the lattice of Precision. It fails if m does not pass Check.
func Encode(m Map) ([]byte, error) {
	m = m.Rounded()
	if err := m.Check(); err != nil {
		return nil, fmt.Errorf("could not write map %q: %w", m.Name, err)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"format\": %q,\n  \"version\": %d,\n  \"name\": %s,\n", Format, Version, quoted(m.Name))
	if m.Wall != "" {
		fmt.Fprintf(&b, "  \"wall color\": %q,\n", m.Wall)
	}
	if m.Floor != "" {
		fmt.Fprintf(&b, "  \"floor color\": %q,\n", m.Floor)
	}
	b.WriteString("  \"outline\": ")
	if m.Outline.Diameter > 0 {
		fmt.Fprintf(&b, "{\"circle\": %s}", number(m.Outline.Diameter))
	} else {
		b.WriteString("{\"polygon\": [")
		for i, p := range m.Outline.Corners {
			b.WriteString(comma(i) + "\n    " + point(p))
		}
		b.WriteString("\n  ]}")
	}
	for k := WallKind; k < kinds; k++ {
		l := m.list(k)
		if l.len() == 0 {
			continue
		}
		fmt.Fprintf(&b, ",\n  %q: [", k)
		for i := range l.len() {
			b.WriteString(comma(i) + "\n    " + line(l.get(i)))
		}
		b.WriteString("\n  ]")
	}
	b.WriteString("\n}\n")
	return b.Bytes(), nil
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

// line is an element as a JSON object.
func line(e Element) string {
	var fields []string
	add := func(name, value string) { fields = append(fields, fmt.Sprintf("%q: %s", name, value)) }
	segment := func(a, b world.Vec) { add("from", point(a)); add("to", point(b)) }
	disc := func(at world.Vec, radius float64) { add("at", point(at)); add("radius", number(radius)) }
	colour := func(c Color) { add("color", quoted(string(c))) }
	switch e := e.(type) {
	case Wall:
		segment(e.A, e.B)
		add("thickness", number(e.Thickness))
		if e.Color != "" {
			colour(e.Color)
		}
	case Door:
		segment(e.A, e.B)
		add("thickness", number(e.Thickness))
		add("open", strconv.FormatBool(e.Open))
		add("locked", strconv.FormatBool(e.Locked))
		add("name", quoted(e.Name))
	case Goal:
		disc(e.At, e.Radius)
		add("visible", strconv.FormatBool(e.Visible))
		add("name", quoted(e.Name))
	case Start:
		disc(e.At, e.Radius)
	case DistalCue:
		add("direction", number(e.Direction))
		add("width", number(e.Width))
		add("height", number(e.Height))
		colour(e.Color)
	case Patch:
		segment(e.A, e.B)
		colour(e.Color)
	case Spot:
		disc(e.At, e.Radius)
		colour(e.Color)
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// number prints x in the fewest digits.
func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func point(p world.Vec) string { return "[" + number(p.X) + ", " + number(p.Y) + "]" }

// quoted is s as a JSON string.
func quoted(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic("maze: " + err.Error()) // a string can always be encoded
	}
	return strings.TrimSuffix(b.String(), "\n")
}
