package recording

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// longestLine is the number of bytes that a line may have.
const longestLine = 1 << 16

// table reads rows of numbers, separated by commas: lines that begin with #
// and empty ones are skipped, the first of the others may name the columns. A
// field that is empty or NaN is NaN.
type table struct {
	columns  []string // in the order in which their values are returned
	optional int      // the last so many of them need not be there

	place []int // in a row, of every column; -1 if it is not there
	width int   // fields of a row
	line  int   // of the row that was read last
}

// read calls use for every row, with the values of the columns, NaN for those
// that are not there.
func (t *table) read(r io.Reader, use func(values []float64) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, longestLine)
	values := make([]float64, len(t.columns))
	rows := 0
	for in.Scan() {
		t.line++
		text := strings.TrimSpace(strings.TrimPrefix(in.Text(), "\ufeff"))
		if text == "" || text[0] == '#' {
			continue
		}
		fields := strings.Split(text, ",")
		for i := range fields {
			fields[i] = strings.Trim(strings.TrimSpace(fields[i]), `"`)
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

// form is what a row looks like.
func (t *table) form() string {
	must := len(t.columns) - t.optional
	form := strings.Join(t.columns[:must], ",")
	for _, c := range t.columns[must:] {
		form += "[," + c + "]"
	}
	return form
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
	for i, c := range t.columns {
		t.place[i] = slices.IndexFunc(fields, func(f string) bool { return strings.EqualFold(f, c) })
		if t.place[i] < 0 && i < len(t.columns)-t.optional {
			return true, fmt.Errorf("no column is called %q in %q; the header must name %s, or be left out", c, strings.Join(fields, ","), t.form())
		}
	}
	return true, nil
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
			return fmt.Errorf("field %s is %q; it must be a number, or empty if it is not known", t.columns[i], fields[at])
		}
		values[i] = v
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
