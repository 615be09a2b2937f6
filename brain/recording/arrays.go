package recording

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"gridrat/brain/npz"
	"gridrat/world"
)

// Names of arrays, the likelier first: ours, those of RatInABox's history, of
// pynapple, of Kilosort and phy, and of habit.
var (
	timeArrays    = []string{"t", "time", "times", "timestamps", "timestamp", "spike_times", "ts", "time_s"}
	placeArrays   = []string{"pos", "position", "positions", "xy", "coords"}
	xArrays       = []string{"x", "x_pos", "pos_x", "posx", "x_position"}
	yArrays       = []string{"y", "y_pos", "pos_y", "posy", "y_position"}
	headingArrays = []string{"hd", "head_direction", "heading", "headings", "head_directions", "hd_angle"}
	unitArrays    = []string{"unit", "units", "spike_clusters", "cluster", "clusters", "unit_id", "cluster_id", "cell", "cell_id", "index"}
	rateArrays    = []string{"rates", "rate", "firingrate", "firing_rate", "firing_rates", "activity"}
	spikeArrays   = []string{"spikes"} // [time,unit], as RatInABox keeps them
)

// archive is an npz file.
type archive struct {
	*npz.Reader
	o Options
	*Understood
}

// first is the name of the first array that there is; "" if there is none.
func (a *archive) first(names []string) string {
	i := slices.IndexFunc(names, a.Has)
	if i < 0 {
		return ""
	}
	return names[i]
}

// kindOfArrays tells what an npz file records.
func kindOfArrays(z *npz.Reader) Kind {
	a := &archive{Reader: z}
	if a.first(timeArrays) == "" {
		return Unknown
	}
	switch {
	case a.napType() == "TsGroup" || a.napType() == "Ts":
		return SpikeTimes
	case a.first(placeArrays) != "", a.first(xArrays) != "" && a.first(yArrays) != "":
		return Trajectory
	case a.napType() == "TsdFrame":
		columns, _, _ := z.Strings("columns")
		if slices.ContainsFunc(columns, func(c string) bool { return wordOf(c).role == xRole }) {
			return Trajectory
		}
		return Activity
	case a.first(rateArrays) != "", a.napType() == "Tsd":
		return Activity
	case a.first(unitArrays) != "", a.first(spikeArrays) != "", z.Has("spike_times"):
		return SpikeTimes
	}
	return Unknown
}

// napType is that of an object that pynapple wrote; "" of other files.
func (a *archive) napType() string {
	if !a.Has("type") {
		return ""
	}
	names, _, err := a.Strings("type")
	if err != nil || len(names) != 1 {
		return ""
	}
	return names[0]
}

// readArchive reads an npz file.
func readArchive(r io.ReaderAt, size int64, o Options) (*File, error) {
	z, err := npz.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	f := &File{Understood: Understood{Format: "npz"}}
	a := &archive{z, o, &f.Understood}
	kind := kindOfArrays(z)
	if nap := a.napType(); nap != "" {
		f.Format = fmt.Sprintf("npz of pynapple (%s)", nap)
	}
	switch {
	case kind == Unknown && o.Want != Unknown:
		kind = o.Want // its reader says what is missing
	case o.Want == SpikeTimes && (a.first(unitArrays) != "" || a.first(spikeArrays) != ""), o.Want == Activity && a.first(rateArrays) != "":
		kind = o.Want
	}
	switch kind {
	case Trajectory:
		f.Track, err = a.track()
	case SpikeTimes:
		f.Spikes, err = a.spikes()
	case Activity:
		f.Rates, err = a.rates()
	default:
		return nil, fmt.Errorf("its arrays must be t and pos (a trajectory), t and unit (spikes), or t and rates (activity): it has %s", quoted(strings.Join(z.Names(), ", ")))
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// scaled are the values of an array in SI, with its shape and how it is called.
func (a *archive) scaled(name string, r role) (values []float64, shape []int, err error) {
	values, shape, err = a.Float64s(name)
	if err != nil {
		return nil, nil, err
	}
	scale, column := 1.0, Column{Name: name, Is: shown[r], By: "assumed", Unit: unitText(1, r)}
	flag := map[role]float64{timeRole: a.o.Time, xRole: a.o.Length, headingRole: a.o.Angle}[r]
	units, _ := unitsOf(r)
	w := wordOf(name)
	switch {
	case units == nil:
		column.By, column.Unit = "", ""
	case w.unit != "" && units[w.unit] != 0:
		scale, column.Unit, column.By = units[w.unit], w.unit, "header"
	case flag != 0:
		scale, column.Unit, column.By = flag, unitText(flag, r), "flag"
	}
	if r == xRole && !slices.Contains(xArrays, name) {
		column.Is = "x"
		a.Columns = append(a.Columns, column)
		column.Is = "y"
	}
	a.Columns = append(a.Columns, column)
	if scale != 1 {
		for i := range values {
			values[i] *= scale
		}
	}
	return values, shape, nil
}

// times are those of the file.
func (a *archive) times() ([]float64, error) {
	name := a.first(timeArrays)
	if name == "" {
		return nil, fmt.Errorf("it has no array \"t\"; there must be one of times: it has %s", quoted(strings.Join(a.Names(), ", ")))
	}
	if name == "spike_times" && a.o.Time == 0 {
		whole, err := a.whole(name)
		if err != nil {
			return nil, err
		}
		if whole {
			return nil, fmt.Errorf("its array %q counts samples; -time must say how many there are in a second, as -time 30000Hz", name)
		}
	}
	values, shape, err := a.scaled(name, timeRole)
	if err != nil {
		return nil, err
	}
	return values, a.isVector(name, shape, -1)
}

// whole tells whether an array is of whole numbers above what seconds are.
func (a *archive) whole(name string) (bool, error) {
	values, _, err := a.Float64s(name)
	return countsSamples(values), err
}

// countsSamples tells of times whether they count samples: they are whole, and
// more than a few.
func countsSamples(t []float64) bool {
	const enough = 20
	return len(t) >= enough && !slices.ContainsFunc(t, func(v float64) bool { return v != math.Trunc(v) })
}

// isVector checks that an array has one dimension, or others of length 1 besides,
// and a length, unless that is -1.
func (a *archive) isVector(name string, shape []int, length int) error {
	long, size := 0, 1
	for _, n := range shape {
		if n != 1 {
			long++
		}
		size *= n
	}
	if long > 1 || len(shape) == 0 {
		return fmt.Errorf("its array %q has shape %v; it must have one dimension", name, shape)
	}
	if length >= 0 && size != length {
		return fmt.Errorf("its array %q has %d values; it must have %d, as many as there are times", name, size, length)
	}
	return nil
}

// track reads a trajectory.
func (a *archive) track() (*Track, error) {
	t, err := a.times()
	if err != nil {
		return nil, err
	}
	pos, hd, err := a.places(len(t))
	if err != nil {
		return nil, err
	}
	k := &Track{T: t, Poses: make([]world.Pose, len(t))}
	if hd == nil {
		if hd, err = a.headings(len(t)); err != nil {
			return nil, err
		}
	}
	k.Headings = hd != nil
	turn := 1.0
	if a.o.Down {
		turn = -1
		a.note("y grows downwards in the file and is turned, headings with it")
	}
	for i := range t {
		k.Poses[i] = world.Pose{Pos: world.Vec{X: pos[2*i], Y: turn * pos[2*i+1]}, Heading: math.NaN()}
		if hd != nil {
			k.Poses[i].Heading = turn * hd[i]
		}
	}
	at := places{by: "row"}
	k.stamp(&at, a.Understood)
	if err := a.epochs(k); err != nil {
		return nil, err
	}
	return k, k.finish(func(row int) string { return fmt.Sprintf("row %d of its arrays", at.line(row)) })
}

// places are the positions [t,2], and the headings that stand beside them; nil
// if there are none.
func (a *archive) places(n int) (pos, hd []float64, err error) {
	if a.napType() == "TsdFrame" {
		return a.frame(n)
	}
	name := a.first(placeArrays)
	x, y := a.first(xArrays), a.first(yArrays)
	if name == "" && x != "" && y != "" {
		pos = make([]float64, 2*n)
		for i, one := range []string{x, y} {
			values, shape, err := a.scaled(one, []role{xRole, yRole}[i])
			if err != nil {
				return nil, nil, err
			}
			if err := a.isVector(one, shape, n); err != nil {
				return nil, nil, err
			}
			for j, v := range values {
				pos[2*j+i] = v
			}
		}
		return pos, nil, nil
	}
	if name == "" {
		return nil, nil, fmt.Errorf("it has no array \"pos\"; there must be one of positions [t,2]: it has %s", quoted(strings.Join(a.Names(), ", ")))
	}
	pos, shape, err := a.scaled(name, xRole)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case len(shape) == 2 && shape[0] == n && shape[1] == 2:
	case len(shape) == 2 && shape[0] == 2 && shape[1] == n:
		turned := make([]float64, len(pos))
		for i := range n {
			turned[2*i], turned[2*i+1] = pos[i], pos[n+i]
		}
		pos = turned
	default:
		return nil, nil, fmt.Errorf("its array %q has shape %v; with %d times it must be [%d 2]", name, shape, n, n)
	}
	return pos, nil, nil
}

// headings are those of the file, as angles or as unit vectors; nil if there are
// none.
func (a *archive) headings(n int) ([]float64, error) {
	name := a.first(headingArrays)
	if name == "" {
		return nil, nil
	}
	shape, err := a.Shape(name)
	if err != nil {
		return nil, err
	}
	if len(shape) == 2 && shape[1] == 2 && shape[0] == n && n != 1 {
		v, _, err := a.Float64s(name)
		if err != nil {
			return nil, err
		}
		hd := make([]float64, n)
		for i := range hd {
			hd[i] = math.Atan2(v[2*i+1], v[2*i])
			if v[2*i] == 0 && v[2*i+1] == 0 {
				hd[i] = math.NaN()
			}
		}
		a.Columns = append(a.Columns, Column{name, "hd", "unit vectors", "header"})
		return hd, nil
	}
	hd, shape, err := a.scaled(name, headingRole)
	if err != nil {
		return nil, err
	}
	if err := a.isVector(name, shape, n); err != nil {
		return nil, err
	}
	return hd, a.checkAngles(hd, a.Columns[len(a.Columns)-1])
}

// checkAngles refuses angles that nobody said to be radians and that cannot be.
func (a *archive) checkAngles(hd []float64, c Column) error {
	if c.By != "assumed" {
		return nil
	}
	for i, v := range hd {
		if math.Abs(v) > mostUnsaid && !math.IsInf(v, 0) {
			return fmt.Errorf("row %d of its arrays: %w", i, errAngle(v))
		}
	}
	return nil
}

// spikes reads spikes: times with units, a single cell's times, or counts at
// each time.
func (a *archive) spikes() (*Spikes, error) {
	t, err := a.times()
	if err != nil {
		return nil, err
	}
	if len(t) == 0 {
		return nil, fmt.Errorf("its array %q is empty; there must be at least one spike", a.first(timeArrays))
	}
	e := &events{}
	unit := a.first(unitArrays)
	if unit == "" && a.first(spikeArrays) != "" {
		return a.counted(t)
	}
	if unit == "" && (a.napType() == "Ts" || a.Has("spike_times")) {
		e.grow(len(t), false)
		for i := range t {
			if err := e.add(t[i], 0, 0); err != nil {
				return nil, fmt.Errorf("row %d of its arrays: %w", i, err)
			}
		}
		s, _, err := e.file(SpikeTimes, a.Understood)
		return s, err
	}
	if unit == "" {
		return nil, fmt.Errorf("it has no array \"unit\"; there must be one of the cell of each spike: it has %s", quoted(strings.Join(a.Names(), ", ")))
	}
	units, shape, err := a.scaled(unit, unitRole)
	if err != nil {
		return nil, err
	}
	if err := a.isVector(unit, shape, len(t)); err != nil {
		return nil, err
	}
	e.grow(len(t), false)
	for i := range t {
		if err := e.add(t[i], units[i], 0); err != nil {
			return nil, fmt.Errorf("row %d of its arrays: %w", i, err)
		}
	}
	s, _, err := e.file(SpikeTimes, a.Understood)
	return s, err
}

// counted are spikes of an array that says at every time how many each cell
// fired, or whether it did.
func (a *archive) counted(t []float64) (*Spikes, error) {
	name := a.first(spikeArrays)
	values, shape, err := a.Float64s(name)
	if err != nil {
		return nil, err
	}
	if len(shape) != 2 || shape[0] != len(t) || shape[1] < 1 || shape[1] > mostUnits {
		return nil, fmt.Errorf("its array %q has shape %v; with %d times it must be [%d units], of 1 to %d units", name, shape, len(t), len(t), mostUnits)
	}
	a.Columns = append(a.Columns, Column{name, "unit", "", ""})
	const most = 1000 // spikes of a cell at a time
	s := &Spikes{Units: make([]int, shape[1]), T: make([][]float64, shape[1])}
	for u := range s.Units {
		s.Units[u] = u
	}
	for i, v := range values {
		u := i % shape[1]
		if v != math.Trunc(v) || v < 0 || v > most {
			return nil, fmt.Errorf("row %d of its array %q has %v; it must count spikes, 0 to %d", i/shape[1], name, v, most)
		}
		if at := t[i/shape[1]]; finite(at) {
			for range int(v) {
				s.T[u] = append(s.T[u], at)
			}
		}
	}
	for _, one := range s.T {
		slices.Sort(one)
	}
	return s, nil
}

// rates reads activity [t,unit].
func (a *archive) rates() (*Rates, error) {
	t, err := a.times()
	if err != nil {
		return nil, err
	}
	name := a.first(rateArrays)
	if name == "" && a.napType() != "" {
		name = "d"
	}
	if name == "" {
		return nil, fmt.Errorf("it has no array \"rates\"; there must be one of rates [t,unit]: it has %s", quoted(strings.Join(a.Names(), ", ")))
	}
	values, shape, err := a.scaled(name, rateRole)
	if err != nil {
		return nil, err
	}
	if len(shape) == 1 && (a.napType() != "" || name == "rate") {
		shape = append(slices.Clone(shape), 1)
	}
	if len(shape) != 2 || shape[0] != len(t) || shape[1] < 1 || shape[1] > mostUnits {
		return nil, fmt.Errorf("its array %q has shape %v; with %d times it must be [%d units], of 1 to %d units", name, shape, len(t), len(t), mostUnits)
	}
	e := &events{}
	if a.napType() == "TsdFrame" {
		if names, _, err := a.Strings("columns"); err == nil && len(names) == shape[1] {
			numbers := make([]int, len(names))
			if plainNames(names, numbers) != nil {
				e.names, e.rates = map[string]int32{}, true
				for i := range values {
					if err := e.addNamed(t[i/shape[1]], []byte(names[i%shape[1]]), values[i]); err != nil {
						return nil, fmt.Errorf("row %d of its arrays: %w", i/shape[1], err)
					}
				}
			}
		}
	}
	if e.names == nil {
		e.grow(len(values), true)
		for i, v := range values {
			if err := e.add(t[i/shape[1]], float64(i%shape[1]), v); err != nil {
				return nil, fmt.Errorf("row %d of its arrays: %w", i/shape[1], err)
			}
		}
	}
	_, r, err := e.file(Activity, a.Understood)
	return r, err
}
