package recording

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// longestLine is the number of bytes that a line may have.
const longestLine = 1 << 16

// table reads rows of numbers, separated by commas: lines that begin with #
// and empty ones are skipped, the first of the others may name the columns,
// with their units: x, x_cm or x (cm). A field that is empty or NaN is NaN.
type table struct {
	columns  []column // in the order in which their values are returned
	optional int      // the last so many of them need not be there

	place []int // in a row, of every column; -1 if it is not there
	width int   // fields of a row
	line  int   // of the row that was read last
}

// column is one that is looked for. Its values are multiplied by scale unless
// the header names a unit.
type column struct {
	name  string
	scale float64
	units map[string]float64 // that the header can name
}

var (
	timeUnits   = map[string]float64{"s": 1, "ms": 1e-3}
	lengthUnits = map[string]float64{"m": 1, "cm": 1e-2, "mm": 1e-3}
	angleUnits  = map[string]float64{"rad": 1, "deg": math.Pi / 180}
	rateUnits   = map[string]float64{"hz": 1}
)

func (s Scales) time(name string) column   { return column{name, s.Time, timeUnits} }
func (s Scales) length(name string) column { return column{name, s.Length, lengthUnits} }
func (s Scales) angle(name string) column  { return column{name, s.Angle, angleUnits} }

// read calls use for every row, with the values of the columns, NaN for those
// that are not there.
func (t *table) read(r io.Reader, use func(values []float64) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, longestLine)
	values := make([]float64, len(t.columns))
	rows := 0
	for in.Scan() {
		t.line++
		fields := fieldsOf(in.Text())
		if fields == nil {
			continue
		}
		if t.place == nil {
			named, err := t.header(fields)
			if err != nil {
				return fmt.Errorf("line %d: %w", t.line, err)
			}
			if named {
				continue
			}
		}
		if err := t.row(values, fields); err != nil {
			return fmt.Errorf("line %d: %w", t.line, err)
		}
		if rows++; rows > mostRows {
			return fmt.Errorf("it has more than %d rows", mostRows)
		}
		if err := use(values); err != nil {
			return err
		}
	}
	if errors.Is(in.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("line %d is longer than %d bytes; it must be numbers separated by commas", t.line+1, longestLine)
	}
	if in.Err() != nil {
		return fmt.Errorf("could not read line %d: %w", t.line+1, in.Err())
	}
	if rows == 0 {
		return fmt.Errorf("it has no rows; each must be %s", t.form())
	}
	return nil
}

// fieldsOf splits a line; nil is one to skip.
func fieldsOf(line string) []string {
	text := strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
	if text == "" || text[0] == '#' {
		return nil
	}
	fields := strings.Split(text, ",")
	for i := range fields {
		fields[i] = strings.Trim(strings.TrimSpace(fields[i]), `"`)
	}
	return fields
}

// form is what a row looks like.
func (t *table) form() string {
	must := len(t.columns) - t.optional
	var form strings.Builder
	for i, c := range t.columns {
		switch {
		case i >= must:
			form.WriteString("[," + c.name + "]")
		case i > 0:
			form.WriteString("," + c.name)
		default:
			form.WriteString(c.name)
		}
	}
	return form.String()
}

// header finds the columns, by their names if the first row has such.
func (t *table) header(fields []string) (named bool, err error) {
	t.place, t.width = make([]int, len(t.columns)), len(fields)
	if _, err := number(fields[0]); err == nil {
		for i := range t.place {
			t.place[i] = i
			if i >= len(fields) {
				t.place[i] = -1
			}
		}
		if n := len(fields); n < len(t.columns)-t.optional || n > len(t.columns) {
			return false, fmt.Errorf("it has %d fields; a row must be %s", n, t.form())
		}
		return false, nil
	}
	for i := range t.columns {
		c := &t.columns[i]
		var unit string
		if t.place[i], unit = c.find(fields); t.place[i] >= 0 {
			if unit != "" {
				c.scale = c.units[unit]
			}
			continue
		}
		if i >= len(t.columns)-t.optional {
			continue
		}
		for _, f := range fields {
			if name, unit := splitUnit(f); name == c.name && unit != "" {
				return true, fmt.Errorf("the unit of column %q is not known; %s", f, c.known())
			}
		}
		return true, fmt.Errorf("no column is called %q in %q; the header must name %s, or be left out", c.name, strings.Join(fields, ","), t.form())
	}
	return true, nil
}

// find returns where a column is among the fields of a header, and its unit: one
// of its very name, else one of its name with a unit that it can have; -1 is
// none.
func (c column) find(fields []string) (at int, unit string) {
	if at = slices.IndexFunc(fields, func(f string) bool { return strings.EqualFold(f, c.name) }); at >= 0 {
		return at, ""
	}
	at = slices.IndexFunc(fields, func(f string) bool {
		name, u := splitUnit(f)
		_, known := c.units[u]
		return name == c.name && known
	})
	if at >= 0 {
		_, unit = splitUnit(fields[at])
	}
	return at, unit
}

// known says which units a column can have.
func (c column) known() string {
	if len(c.units) == 0 {
		return c.name + " has no unit"
	}
	return "it must be " + strings.Join(slices.Sorted(maps.Keys(c.units)), " or ")
}

// splitUnit takes a unit off the name of a column: x_cm, x (cm), x [cm]. Both
// come in lower case.
func splitUnit(field string) (name, unit string) {
	field = strings.ToLower(strings.TrimSpace(field))
	for _, around := range []string{"()", "[]"} {
		if before, rest, ok := strings.Cut(field, around[:1]); ok && strings.HasSuffix(rest, around[1:]) {
			return strings.TrimSpace(before), strings.TrimSpace(strings.TrimSuffix(rest, around[1:]))
		}
	}
	name, unit, _ = strings.Cut(field, "_")
	return name, unit
}

// row reads the fields of a row.
func (t *table) row(values []float64, fields []string) error {
	if len(fields) != t.width {
		return fmt.Errorf("it has %d fields, the first row has %d; all must have as many", len(fields), t.width)
	}
	for i, at := range t.place {
		values[i] = math.NaN()
		if at < 0 {
			continue
		}
		v, err := number(fields[at])
		if err != nil {
			return fmt.Errorf("field %s is %q; it must be a number, or empty if it is not known", t.columns[i].name, fields[at])
		}
		values[i] = v * t.columns[i].scale
	}
	return nil
}

// number reads a field.
func number(field string) (float64, error) {
	if field == "" {
		return math.NaN(), nil
	}
	return strconv.ParseFloat(field, 64)
}
