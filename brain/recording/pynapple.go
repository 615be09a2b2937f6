package recording

import (
	"fmt"
	"math"
	"strings"

	"gridrat/world"
)

// frame reads positions, and headings if there are some, of a TsdFrame of
// pynapple: its array d has a column for each name of columns.
func (a *archive) frame(n int) (pos, hd []float64, err error) {
	names, _, err := a.Strings("columns")
	if err != nil {
		return nil, nil, err
	}
	d, shape, err := a.Float64s("d")
	if err != nil {
		return nil, nil, err
	}
	if len(shape) != 2 || shape[0] != n || shape[1] != len(names) {
		return nil, nil, fmt.Errorf("its array \"d\" has shape %v; with %d times and %d columns it must be [%d %d]", shape, n, len(names), n, len(names))
	}
	header := words(names)
	named, err := byFlag(a.o.Columns, header, len(names))
	if err != nil {
		return nil, nil, err
	}
	p := &plan{kind: Trajectory, columns: map[role]found{}}
	parts := partsOf(header, named)
	if len(parts) == 0 {
		return nil, nil, fmt.Errorf("no columns are x and y; -columns must say which they are, as x=1,y=3: it has %s", quoted(strings.Join(names, ", ")))
	}
	for _, r := range []role{xRole, yRole, headingRole} {
		f, ok := named[r]
		if !ok {
			f, ok = best(header, r, func(part string) bool { return r == headingRole || part == parts[0] })
		}
		if ok {
			p.columns[r] = f
		}
	}
	if err := p.scale(a.o); err != nil {
		return nil, nil, err
	}
	p.say(header, len(names), a.o, a.Understood)
	pos = make([]float64, 2*n)
	x, y := p.columns[xRole], p.columns[yRole]
	for i := range n {
		row := d[i*len(names):]
		pos[2*i], pos[2*i+1] = row[x.at]*x.scale, row[y.at]*y.scale
	}
	h, ok := p.columns[headingRole]
	if !ok {
		return pos, nil, nil
	}
	hd = make([]float64, n)
	for i := range hd {
		hd[i] = d[i*len(names)+h.at] * h.scale
	}
	column := Column{By: "assumed"}
	if h.unit != "" || a.o.Angle != 0 {
		column.By = "header"
	}
	return pos, hd, a.checkAngles(hd, column)
}

// epochs puts a gap between the epochs of pynapple's time support, in which the
// recording was on: between them nothing is interpolated, however short.
func (a *archive) epochs(k *Track) error {
	if a.napType() == "" || !a.Has("start") || !a.Has("end") {
		return nil
	}
	var ends [2][]float64
	for i, name := range []string{"start", "end"} {
		values, shape, err := a.Float64s(name)
		if err != nil {
			return err
		}
		if err := a.isVector(name, shape, -1); err != nil {
			return err
		}
		ends[i] = values
	}
	start, end := ends[0], ends[1]
	if len(start) != len(end) {
		return fmt.Errorf("its arrays \"start\" and \"end\" have %d and %d values; they must have as many", len(start), len(end))
	}
	t, poses := make([]float64, 0, len(k.T)+len(start)), make([]world.Pose, 0, len(k.T)+len(start))
	lost := world.Pose{Pos: world.Vec{X: math.NaN(), Y: math.NaN()}, Heading: math.NaN()}
	epoch, gaps := 1, 0
	for i := range k.T {
		begins := false
		for epoch < len(start) && k.T[i] >= start[epoch] {
			epoch, begins = epoch+1, true
		}
		if begins && i > 0 {
			if middle := (k.T[i-1] + k.T[i]) / 2; middle > k.T[i-1] && middle < k.T[i] {
				t, poses = append(t, middle), append(poses, lost)
				gaps++
			}
		}
		t, poses = append(t, k.T[i]), append(poses, k.Poses[i])
	}
	k.T, k.Poses = t, poses
	if gaps > 0 {
		a.note("its time support has %d epochs: between them are gaps", len(start))
	}
	return nil
}
