package recording

import (
	"fmt"
	"io"
	"math"

	"gridrat/brain/recording/table"
	"gridrat/world"
)

// most rows of a file.
const mostRows = 20_000_000

// readText reads a table of text.
func readText(r io.ReaderAt, size int64, o Options) (*File, error) {
	t, err := table.Open(r, size)
	if err != nil {
		return nil, err
	}
	f := &File{Understood: Understood{Format: t.String()}}
	p, err := planOf(t, o, &f.Understood)
	if err != nil {
		return nil, err
	}
	rows := &rows{Table: t, plan: p}
	switch {
	case p.kind == Trajectory:
		f.Track, err = rows.track(o, &f.Understood)
	case p.wide != nil:
		f.Rates, err = rows.wideRates(&f.Understood)
	default:
		var e *events
		if e, err = rows.events(); err != nil {
			return nil, err
		}
		f.Spikes, f.Rates, err = e.file(p.kind, &f.Understood)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// rows reads the values of a table by its plan.
type rows struct {
	*table.Table
	*plan
	count  int
	midday float64 // s added to times of day, one day after each midnight
	before float64 // time of the row before
}

// next returns the fields of the next row, io.EOF after the last.
func (r *rows) next() ([][]byte, error) {
	fields, err := r.Next()
	if err != nil {
		return nil, err
	}
	if r.count++; r.count > mostRows {
		return nil, fmt.Errorf("it has more than %d rows", mostRows)
	}
	return fields, nil
}

// value reads one of a row, scaled; NaN where it is not known.
func (r *rows) value(fields [][]byte, c found) (float64, error) {
	v, err := r.Number(fields[c.at])
	if err != nil {
		return 0, fmt.Errorf("line %d: field %s must be a number, or empty if it is not known: it is %s", r.Line(), shown[c.role], quoted(string(fields[c.at])))
	}
	return v * c.scale, nil
}

// time reads that of a row.
func (r *rows) time(fields [][]byte) (float64, error) {
	c, ok := r.columns[timeRole]
	if !ok {
		if c, ok = r.columns[frameRole]; !ok {
			return float64(r.count - 1), nil
		}
	}
	if !r.clock {
		return r.value(fields, c)
	}
	field := fields[c.at]
	v, ok := table.Clock(field)
	if !ok {
		if v, err := r.Number(field); err == nil && math.IsNaN(v) {
			return v, nil
		}
		return 0, fmt.Errorf("line %d: field t must be a date or time of day, as in the rows before: it is %s", r.Line(), quoted(string(field)))
	}
	const day = 86400
	if v < day { // a time of day alone
		if v += r.midday; v < r.before-day/2 {
			v += day
			r.midday += day
		}
	}
	r.before = v
	return v, nil
}

// track reads a trajectory.
func (r *rows) track(o Options, u *Understood) (*Track, error) {
	most := min(r.Most(), mostRows)
	k := &Track{T: make([]float64, 0, most), Poses: make([]world.Pose, 0, most)}
	var at places
	x, y := r.columns[xRole], r.columns[yRole]
	heading, headings := r.columns[headingRole]
	likelihood, likely := r.columns[likelihoodRole]
	animal, several := r.columns[trackRole]
	limit := o.Likelihood
	if limit == 0 {
		limit = r.limit
	}
	turn := 1.0
	if o.Down {
		turn = -1
	}
	unsaid := headings && heading.unit == "" && o.Angle == 0
	unlikely, others := 0, 0
	k.Headings = headings
	for {
		fields, err := r.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if several && string(fields[animal.at]) != r.plan.track {
			others++
			continue
		}
		t, err := r.time(fields)
		if err != nil {
			return nil, err
		}
		if r.counted {
			t *= o.Time
		}
		pose := world.Pose{Heading: math.NaN()}
		if pose.Pos.X, err = r.value(fields, x); err != nil {
			return nil, err
		}
		if pose.Pos.Y, err = r.value(fields, y); err != nil {
			return nil, err
		}
		pose.Pos.Y *= turn
		if headings {
			if pose.Heading, err = r.value(fields, heading); err != nil {
				return nil, err
			}
			if unsaid && math.Abs(pose.Heading) > mostUnsaid {
				return nil, fmt.Errorf("line %d: %w", r.Line(), errAngle(pose.Heading))
			}
			pose.Heading *= turn
		}
		if likely {
			if p, err := r.value(fields, likelihood); err != nil {
				return nil, err
			} else if p < limit && pose.Pos.Finite() {
				pose.Pos = world.Vec{X: math.NaN(), Y: math.NaN()}
				unlikely++
			}
		}
		at.add(len(k.T), r.Line())
		k.T, k.Poses = append(k.T, t), append(k.Poses, pose)
	}
	if others > 0 {
		u.note("%d rows of other animals are left out", others)
	}
	if likely {
		u.note("%d positions of a likelihood below %v are not known (-likelihood sets the limit)", unlikely, limit)
	}
	if o.Down {
		u.note("y grows downwards in the file and is turned, headings with it")
	}
	k.stamp(&at, u)
	return k, k.finish(at.name)
}

// mostUnsaid is the largest angle that can be one in radians where nobody said
// so: a turn, and what rounding adds.
const mostUnsaid = 2*math.Pi + 0.01

func errAngle(angle float64) error {
	return fmt.Errorf("hd is %v, more than a turn of 2π; -angle deg or -angle rad must say what it is, or the header, as hd_deg", angle)
}

// events reads spikes or activity.
func (r *rows) events() (*events, error) {
	e := &events{by: "line"}
	unit, hasUnit := r.columns[unitRole]
	rate, hasRate := r.columns[rateRole]
	if r.names {
		e.names = map[string]int32{}
	}
	e.grow(min(r.Most(), mostRows), hasRate)
	for {
		fields, err := r.next()
		if err == io.EOF {
			return e, nil
		}
		if err != nil {
			return nil, err
		}
		t, err := r.time(fields)
		if err != nil {
			return nil, err
		}
		var v float64
		if hasRate {
			if v, err = r.value(fields, rate); err != nil {
				return nil, err
			}
		}
		switch {
		case r.names:
			err = e.addNamed(t, fields[unit.at], v)
		case hasUnit:
			var n float64
			if n, err = r.value(fields, unit); err != nil {
				return nil, err
			}
			err = e.add(t, n, v)
		default:
			err = e.add(t, 0, v)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", r.Line(), err)
		}
	}
}

// wideRates reads activity with a column for each cell.
func (r *rows) wideRates(u *Understood) (*Rates, error) {
	n := len(r.wide)
	if n > mostUnits {
		return nil, fmt.Errorf("it has %d units, more than %d", n, mostUnits)
	}
	out := &Rates{}
	for i, c := range r.wide {
		out.Units, out.Names = append(out.Units, i), append(out.Names, c.name)
	}
	u.note("%d columns are the rates of cells: %s", n, shortList(out.Names))
	out.Names = plainNames(out.Names, out.Units)
	unknown := 0
	for {
		fields, err := r.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		t, err := r.time(fields)
		if err != nil {
			return nil, err
		}
		rate := make([]float32, n)
		known := true
		for i, c := range r.wide {
			c.role, c.scale = rateRole, 1
			v, err := r.value(fields, c)
			if err != nil {
				return nil, err
			}
			if math.IsInf(v, 0) {
				return nil, fmt.Errorf("line %d: the rate of %s is %v; it must be finite", r.Line(), quoted(c.name), v)
			}
			known = known && !math.IsNaN(v)
			rate[i] = float32(v)
		}
		if !known || math.IsNaN(t) {
			unknown++
			continue
		}
		if len(out.T) > 0 && t <= out.T[len(out.T)-1] {
			return nil, fmt.Errorf("line %d: t is %v, not after %v of the row before; times must rise", r.Line(), t, out.T[len(out.T)-1])
		}
		out.T, out.Rate = append(out.T, t), append(out.Rate, rate)
	}
	if unknown > 0 {
		u.note("%d rows are left out: a rate or the time is not known", unknown)
	}
	if len(out.T) == 0 {
		return nil, fmt.Errorf("in none of its rows all rates are known; there must be at least one")
	}
	return out, nil
}
