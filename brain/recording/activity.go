package recording

import (
	"fmt"
	"io"
	"math"
	"slices"
	"sort"

	"gridrat/world"
)

// Spikes are the times at which cells fired.
type Spikes struct {
	Units []int       // numbers of the cells, ascending
	T     [][]float64 // of each, ascending, s
}

// Rates is the activity of cells, all of them at the same times.
type Rates struct {
	Units []int
	T     []float64   // ascending, s
	Rate  [][]float32 // [time][cell]
}

// most cells of a recording, and the largest number of one.
const (
	mostUnits = 4096
	mostUnit  = 1 << 30
)

// event is a row of a file of activity.
type event struct {
	t    float64
	unit int
	rate float64 // NaN for a spike
}

// events validates and gathers the rows of a file.
type events struct {
	rows  []event
	units map[int]bool
}

func (e *events) add(t, unit, rate float64) error {
	switch {
	case !finite(t):
		return fmt.Errorf("t is %v; times must be numbers", t)
	case unit != math.Trunc(unit) || unit < 0 || unit > mostUnit:
		return fmt.Errorf("unit is %v; it must be a whole number from 0 on", unit)
	case math.IsInf(rate, 0):
		return fmt.Errorf("rate is %v; it must be finite", rate)
	}
	if e.units == nil {
		e.units = map[int]bool{}
	}
	e.units[int(unit)] = true
	if len(e.units) > mostUnits {
		return fmt.Errorf("it has more than %d units", mostUnits)
	}
	e.rows = append(e.rows, event{t, int(unit), rate})
	return nil
}

// numbers are those of the units, ascending.
func (e *events) numbers() []int {
	var units []int
	for u := range e.units {
		units = append(units, u)
	}
	slices.Sort(units)
	return units
}

func (e *events) spikes() Spikes {
	s := Spikes{Units: e.numbers()}
	s.T = make([][]float64, len(s.Units))
	for _, v := range e.rows {
		i, _ := slices.BinarySearch(s.Units, v.unit)
		s.T[i] = append(s.T[i], v.t)
	}
	for _, t := range s.T {
		slices.Sort(t)
	}
	return s
}

// rates arranges the rows by time; every unit must be there at every time.
func (e *events) rates() (Rates, error) {
	r := Rates{Units: e.numbers()}
	slices.SortStableFunc(e.rows, func(a, b event) int {
		switch {
		case a.t != b.t:
			if a.t < b.t {
				return -1
			}
			return 1
		}
		return a.unit - b.unit
	})
	n := len(r.Units)
	for low := 0; low < len(e.rows); low += n {
		t := e.rows[low].t
		rate := make([]float32, n)
		for i, u := range r.Units {
			if low+i >= len(e.rows) || e.rows[low+i].t != t || e.rows[low+i].unit != u {
				return r, fmt.Errorf("at time %v s there is not exactly one rate of unit %d; all of its %d units must have one at every time", t, u, n)
			}
			if v := e.rows[low+i].rate; math.IsNaN(v) {
				return r, fmt.Errorf("at time %v s the rate of unit %d is not known; leave that time out, or give the rate", t, u)
			} else {
				rate[i] = float32(v)
			}
		}
		r.T, r.Rate = append(r.T, t), append(r.Rate, rate)
	}
	return r, nil
}

// ReadSpikes reads spikes as CSV with rows t,unit.
func ReadSpikes(r io.Reader, s Scales) (Spikes, error) {
	e, err := readEvents(r, table{columns: []column{s.time("t"), unitColumn}})
	return e.spikes(), err
}

// ReadRates reads activity as CSV with rows t,unit,rate.
func ReadRates(r io.Reader, s Scales) (Rates, error) {
	e, err := readEvents(r, table{columns: []column{s.time("t"), unitColumn, {"rate", 1, rateUnits}}})
	if err != nil {
		return Rates{}, err
	}
	return e.rates()
}

var unitColumn = column{name: "unit", scale: 1}

func readEvents(r io.Reader, t table) (events, error) {
	var e events
	err := t.read(r, func(v []float64) error {
		rate := math.NaN()
		if len(v) > 2 {
			rate = v[2]
		}
		if err := e.add(v[0], v[1], rate); err != nil {
			return fmt.Errorf("line %d: %w", t.line, err)
		}
		return nil
	})
	return e, err
}

// ReadSpikesArrays reads spikes from an npz file with arrays t[spike] and
// unit[spike].
func ReadSpikesArrays(r io.ReaderAt, size int64, s Scales) (Spikes, error) {
	z, t, err := timed(r, size)
	if err != nil {
		return Spikes{}, err
	}
	unit, err := vector(z, "unit", len(t))
	if err != nil {
		return Spikes{}, err
	}
	if len(t) == 0 {
		return Spikes{}, fmt.Errorf("its array \"t\" is empty; there must be at least one spike")
	}
	var e events
	for i := range t {
		if err := e.add(t[i]*s.Time, unit[i], math.NaN()); err != nil {
			return Spikes{}, fmt.Errorf("row %d of its arrays: %w", i, err)
		}
	}
	return e.spikes(), nil
}

// ReadRatesArrays reads activity from an npz file with arrays t[t] and
// rates[t,unit].
func ReadRatesArrays(r io.ReaderAt, size int64, s Scales) (Rates, error) {
	z, t, err := timed(r, size)
	if err != nil {
		return Rates{}, err
	}
	rates, shape, err := z.Float64s("rates")
	if err != nil {
		return Rates{}, err
	}
	if len(shape) != 2 || shape[0] != len(t) || shape[1] < 1 || shape[1] > mostUnits {
		return Rates{}, fmt.Errorf("its array \"rates\" has shape %v; with %d times it must be [%d units], of 1 to %d units", shape, len(t), len(t), mostUnits)
	}
	var e events
	for i, v := range rates {
		if err := e.add(t[i/shape[1]]*s.Time, float64(i%shape[1]), v); err != nil {
			return Rates{}, fmt.Errorf("row %d of its arrays: %w", i/shape[1], err)
		}
	}
	return e.rates()
}

// Positions returns where the rat was at every spike within the segments of a
// track, by cell.
func (s Spikes) Positions(k Track) [][]world.Vec {
	out := make([][]world.Vec, len(s.Units))
	for _, seg := range k.Segments() {
		for u, t := range s.T {
			for i := sort.SearchFloat64s(t, k.T[seg.Low]); i < len(t) && t[i] < k.until(seg); i++ {
				out[u] = append(out[u], k.pose(seg, t[i]).Pos)
			}
		}
	}
	return out
}
