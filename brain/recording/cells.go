package recording

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// most cells of a recording, and the largest number of one.
const (
	mostUnits = 4096
	mostUnit  = 1 << 30
)

// noise is the number that sorters give to what is no cell.
const noise = -1

// events gathers the rows of a file of spikes or of activity.
type events struct {
	t     []float64
	unit  []int32
	rate  []float32 // nil for spikes
	rates bool

	names map[string]int32 // of units in the order in which they come; nil if they are numbers
	seen  map[int32]bool
	last  int32 // unit of the row before; seen, unless there is none

	noise, nameless int // rows left out
	by              string
}

// grow makes room for rows.
func (e *events) grow(rows int, rates bool) {
	e.t, e.unit, e.rates = make([]float64, 0, rows), make([]int32, 0, rows), rates
	if rates {
		e.rate = make([]float32, 0, rows)
	}
}

// add takes a row of a unit with a number.
func (e *events) add(t, unit, rate float64) error {
	switch {
	case unit == noise:
		e.noise++
		return nil
	case unit != math.Trunc(unit) || unit < 0 || unit > mostUnit: // NaN too
		return fmt.Errorf("unit is %v; it must be a whole number from 0 on (%d is noise and left out)", unit, noise)
	}
	return e.put(t, int32(unit), rate)
}

// addNamed takes a row of a unit with a name.
func (e *events) addNamed(t float64, name []byte, rate float64) error {
	if len(name) == 0 || strings.EqualFold(string(name), "nan") || strings.EqualFold(string(name), "noise") || string(name) == "-1" {
		e.nameless++
		return nil
	}
	n, ok := e.names[string(name)]
	if !ok {
		n = int32(len(e.names))
		e.names[string(name)] = n
	}
	return e.put(t, n, rate)
}

func (e *events) put(t float64, unit int32, rate float64) error {
	switch {
	case math.IsNaN(t) || math.IsInf(t, 0):
		return fmt.Errorf("t is %v; times must be numbers", t)
	case math.IsInf(float64(float32(rate)), 0):
		return fmt.Errorf("rate is %v; it must be finite", rate)
	}
	if len(e.seen) == 0 || unit != e.last {
		if e.seen == nil {
			e.seen = map[int32]bool{}
		}
		if e.seen[unit] = true; len(e.seen) > mostUnits {
			return fmt.Errorf("it has more than %d units", mostUnits)
		}
		e.last = unit
	}
	e.t, e.unit = append(e.t, t), append(e.unit, unit)
	if e.rates {
		e.rate = append(e.rate, float32(rate))
	}
	return nil
}

// units are the numbers of the units, ascending, and their names; place tells
// which of them a row's is.
func (e *events) units() (numbers []int, names []string, place map[int32]int32) {
	place = map[int32]int32{}
	if e.names == nil {
		for u := range e.seen {
			numbers = append(numbers, int(u))
		}
		slices.Sort(numbers)
		for i, u := range numbers {
			place[int32(u)] = int32(i)
		}
		return numbers, nil, place
	}
	for name := range e.names {
		names = append(names, name)
	}
	slices.SortFunc(names, compareNames)
	for i, name := range names {
		numbers = append(numbers, i)
		place[e.names[name]] = int32(i)
	}
	return numbers, names, place
}

// compareNames orders names as people do: cell2 before cell10.
func compareNames(a, b string) int {
	head := func(s string) (string, int) {
		cut := len(strings.TrimRight(s, "0123456789"))
		n, err := strconv.Atoi(s[cut:])
		if err != nil {
			return s, -1
		}
		return s[:cut], n
	}
	ha, na := head(a)
	hb, nb := head(b)
	if ha == hb && na != nb {
		return na - nb
	}
	return strings.Compare(a, b)
}

// plainNames are names unless they are the numbers of the units, ascending.
func plainNames(names []string, numbers []int) []string {
	out := make([]int, len(names))
	for i, name := range names {
		n, err := strconv.Atoi(name)
		if err != nil || n < 0 || n > mostUnit || i > 0 && n <= out[i-1] {
			return names
		}
		out[i] = n
	}
	copy(numbers, out)
	return nil
}

// file is what the rows are, spikes or activity.
func (e *events) file(k Kind, u *Understood) (*Spikes, *Rates, error) {
	if e.noise > 0 {
		u.note("%d rows of unit %d are left out: it is noise", e.noise, noise)
	}
	if e.nameless > 0 {
		u.note("%d rows of no unit, or of noise, are left out", e.nameless)
	}
	if len(e.t) == 0 {
		return nil, nil, fmt.Errorf("no row is of a unit; there must be at least one")
	}
	if k == Activity {
		r, err := e.activity()
		return nil, r, err
	}
	return e.spikes(), nil, nil
}

func (e *events) spikes() *Spikes {
	s := &Spikes{}
	var place map[int32]int32
	s.Units, s.Names, place = e.units()
	s.T = make([][]float64, len(s.Units))
	if len(s.T) == 1 {
		s.T[0] = e.t
	} else {
		counts := make([]int, len(s.T))
		for _, unit := range e.unit {
			counts[place[unit]]++
		}
		for i, n := range counts {
			s.T[i] = make([]float64, 0, n)
		}
		for i, unit := range e.unit {
			at := place[unit]
			s.T[at] = append(s.T[at], e.t[i])
		}
	}
	for _, t := range s.T {
		if !slices.IsSorted(t) {
			slices.Sort(t)
		}
	}
	return s
}

// activity arranges the rows by time; every unit must be there at every time.
func (e *events) activity() (*Rates, error) {
	r := &Rates{}
	var place map[int32]int32
	r.Units, r.Names, place = e.units()
	name := func(i int32) string {
		if r.Names != nil {
			return quoted(r.Names[i])
		}
		return strconv.Itoa(r.Units[i])
	}
	for i, unit := range e.unit {
		e.unit[i] = place[unit]
	}
	e.sort()
	n := len(r.Units)
	times := len(e.t) / n
	r.T, r.Rate = e.t[:0], make([][]float32, 0, times)
	for low := 0; low < len(e.t); low += n {
		t := e.t[low]
		for i := range int32(n) {
			at := low + int(i)
			if at >= len(e.t) || e.t[at] != t || e.unit[at] != i {
				return nil, fmt.Errorf("at time %v s there is not exactly one rate of unit %s; all of its %d units must have one at every time", t, name(i), n)
			}
			if v := e.rate[at]; v != v {
				return nil, fmt.Errorf("at time %v s the rate of unit %s is not known; leave that time out, or give the rate", t, name(i))
			}
		}
		r.T = append(r.T, t) // where it was, or before
		r.Rate = append(r.Rate, e.rate[low:low+n:low+n])
	}
	if n > 1 {
		r.T = slices.Clone(r.T)
	}
	return r, nil
}

// sort orders the rows by time, then by unit.
func (e *events) sort() {
	less := func(a, b int) int {
		switch {
		case e.t[a] < e.t[b]:
			return -1
		case e.t[a] > e.t[b]:
			return 1
		}
		return int(e.unit[a] - e.unit[b])
	}
	sorted := true
	for i := 1; i < len(e.t) && sorted; i++ {
		sorted = less(i-1, i) <= 0
	}
	if sorted {
		return
	}
	order := make([]int, len(e.t))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, less)
	t, unit, rate := make([]float64, len(order)), make([]int32, len(order)), make([]float32, len(order))
	for to, from := range order {
		t[to], unit[to], rate[to] = e.t[from], e.unit[from], e.rate[from]
	}
	e.t, e.unit, e.rate = t, unit, rate
}
