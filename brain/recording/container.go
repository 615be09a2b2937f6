package recording

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sort"
	"strings"

	"gridrat/brain/recording/hdf5"
	"gridrat/brain/recording/matlab"
	"gridrat/brain/recording/nwb"
	"gridrat/brain/recording/series"
	"gridrat/world"
)

// containerOf opens a file of NWB or MATLAB, by its first bytes and the
// extension of its name; nil of others.
func containerOf(extension string, start []byte, r io.ReaderAt, size int64) (*series.Offer, error) {
	switch {
	case bytes.HasPrefix(start, []byte(hdf5.Signature)) && nwb.Is(r, size):
		return nwb.Find(r, size)
	case bytes.HasPrefix(start, []byte(hdf5.Signature)) && !strings.EqualFold(extension, ".nwb"):
		return nil, errors.New("it is HDF5, but neither NWB nor MATLAB 7.3, which are read; save times and positions as CSV or npz")
	case bytes.HasPrefix(start, []byte(hdf5.Signature)):
		return nwb.Find(r, size) // it says what is missing
	case bytes.HasPrefix(start, []byte("MATLAB ")), strings.EqualFold(extension, ".mat"):
		return matlab.Find(r, size)
	}
	return nil, nil
}

// container reads what was chosen of an offer.
type container struct {
	*series.Offer
	o Options
	*Understood
}

// readContainer reads a trajectory and cells of a file that can have several.
func readContainer(offer *series.Offer, o Options) (*File, error) {
	f := &File{Understood: Understood{Format: offer.Format}}
	c := &container{offer, o, &f.Understood}
	if o.Columns != "" {
		return nil, errors.New("it is a file of arrays, to which -columns does not apply; leave it out, and choose with -part")
	}
	var tracks, cells []string
	for _, k := range offer.Tracks {
		tracks = append(tracks, k.Path)
	}
	for _, k := range offer.Cells {
		cells = append(cells, k.Path)
	}
	left := ""
	if len(offer.Left) > 0 {
		left = " (" + shortList(offer.Left) + ")"
	}
	switch {
	case o.Want == Activity:
		return nil, fmt.Errorf("it is %s, of which no activity is read; give spikes, or activity as CSV or npz", offer.Format)
	case o.Want == Trajectory && tracks == nil:
		return nil, fmt.Errorf("it is %s in which no trajectory was found%s", offer.Format, left)
	case o.Want == SpikeTimes && cells == nil:
		return nil, fmt.Errorf("it is %s in which no spikes of cells were found%s", offer.Format, left)
	case tracks == nil && cells == nil:
		return nil, fmt.Errorf("it is %s in which neither a trajectory nor spikes were found%s", offer.Format, left)
	}
	for _, text := range offer.Left {
		c.note("%s", text)
	}
	var err error
	if tracks != nil && o.Want != SpikeTimes {
		f.Track, err = c.track(tracks)
		if err != nil && (o.Want == Trajectory || cells == nil || o.Part != "") {
			return nil, err
		}
		if err != nil {
			f.Track = nil
			c.note("its trajectory is not read: %v", err)
		}
	}
	if cells != nil {
		s, err := c.cells(cells)
		switch {
		case err == nil:
			f.Spikes = s
		case o.Want == SpikeTimes || f.Track == nil:
			return nil, err
		default:
			c.note("its spikes are not read: %v", err)
		}
	}
	return f, nil
}

// choose finds a candidate by its path, or the end of one; "" is the first.
func choose(paths []string, part string) int {
	if part == "" {
		return 0
	}
	if i := slices.Index(paths, part); i >= 0 {
		return i
	}
	return slices.IndexFunc(paths, func(p string) bool {
		p, part := strings.ToLower(p), strings.ToLower(part)
		return strings.HasSuffix(p, "/"+part) || strings.HasSuffix(p, "."+part) || strings.HasPrefix(p, part+".")
	})
}

// scaleOf is the size in SI of a unit, by a flag or else by the file; spoken is
// what people call it, by who says so. A flag comes first here: programs write
// the units of their schema, whatever the numbers are.
func (c *container) scaleOf(unit string, flag float64, r role) (scale float64, spoken, by string) {
	units, _ := unitsOf(r)
	size, known := units[strings.ToLower(strings.TrimSpace(unit))]
	switch {
	case flag != 0:
		if known && size != 0 && math.Abs(size-flag) > 1e-9*size {
			c.note("the file says that %s is in %s; the flag says %s, which is taken", shown[r], quoted(unit), unitText(flag, r))
		}
		return flag, unitText(flag, r), "flag"
	case known:
		return size, unit, "header" // 0 of pixels, frames and samples
	}
	return 1, unitText(1, r), "assumed"
}

// track reads the trajectory that was chosen.
func (c *container) track(paths []string) (*Track, error) {
	at := choose(paths, c.o.Part)
	if at < 0 {
		return nil, fmt.Errorf("it has no trajectory %s; -part must be one of: %s", quoted(c.o.Part), shortList(paths))
	}
	from := c.Tracks[at]
	if len(paths) > 1 {
		c.Choices = append(c.Choices, Choice{"trajectory", "-part", paths, from.Path})
	}
	t, x, y, hd, err := from.Read()
	if err != nil {
		return nil, err
	}
	if from.TimeUnit == "" && c.o.Time == 0 && countsSamples(t) && len(t) > 1 && t[1]-t[0] > longestStep {
		return nil, fmt.Errorf("the times of %s are whole numbers %v apart, which are no seconds; -time must say what they are, as -time us or -time 30Hz", from.Path, t[1]-t[0])
	}
	second, seconds, by := c.scaleOf(from.TimeUnit, c.o.Time, timeRole)
	metre, metres, from0 := c.scaleOf(from.Unit, c.o.Length, xRole)
	if metre == 0 {
		return nil, fmt.Errorf("the positions of %s are in %s, which have no size of their own; -length must say it, as 0.25cm", from.Path, quoted(from.Unit))
	}
	name := func(i int) string {
		if from.Named[i] == "" {
			return from.Path
		}
		return from.Named[i]
	}
	c.Columns = append(c.Columns, Column{name(0), "t", seconds, by}, Column{name(1), "x", metres, from0}, Column{name(2), "y", metres, from0})
	if from.Frame != "" {
		c.note("the frame of reference of %s is %s", from.Path, quoted(from.Frame))
	}
	t = slices.Clone(t)
	for i := range t {
		t[i] *= second
	}
	radian, unit, by := 1.0, "", ""
	switch {
	case hd != nil:
		radian, unit, by = c.scaleOf(from.AngleUnit, c.o.Angle, headingRole)
		c.Columns = append(c.Columns, Column{name(3), "hd", unit, by})
	case len(c.Headings) > 0:
		if hd, radian, by, err = c.headings(from.Path, t); err != nil {
			c.note("its head direction is not read: %v", err)
			hd = nil
		}
	}
	k := &Track{T: t, Poses: make([]world.Pose, len(t)), Headings: hd != nil}
	turn := 1.0
	if c.o.Down {
		turn = -1
		c.note("y grows downwards in the file and is turned, headings with it")
	}
	for i := range t {
		k.Poses[i] = world.Pose{Pos: world.Vec{X: x[i] * metre, Y: turn * y[i] * metre}, Heading: math.NaN()}
		if hd != nil {
			if by == "assumed" && math.Abs(hd[i]) > mostUnsaid && !math.IsInf(hd[i], 0) {
				return nil, fmt.Errorf("row %d of %s: %w", i, from.Path, errAngle(hd[i]))
			}
			k.Poses[i].Heading = turn * hd[i] * radian
		}
	}
	rows := places{by: "row"}
	k.stamp(&rows, c.Understood)
	return k, k.finish(func(row int) string { return fmt.Sprintf("row %d of %s", rows.line(row), from.Path) })
}

// headings reads the head direction that stands nearest to a trajectory, at its
// times (s).
func (c *container) headings(path string, t []float64) (hd []float64, radian float64, by string, err error) {
	shared := func(h series.Heading) int {
		n := 0
		for n < min(len(h.Path), len(path)) && h.Path[n] == path[n] {
			n++
		}
		return n
	}
	best := c.Headings[0]
	var paths []string
	for _, h := range c.Headings {
		paths = append(paths, h.Path)
		if shared(h) > shared(best) {
			best = h
		}
	}
	if len(paths) > 1 {
		c.note("of its head directions %s, the one nearest to the trajectory is read: %s", shortList(paths), best.Path)
	}
	at, values, err := best.Read()
	if err != nil {
		return nil, 0, "", err
	}
	second, _, _ := c.scaleOf(best.TimeUnit, c.o.Time, timeRole)
	radian, unit, by := c.scaleOf(best.Unit, c.o.Angle, headingRole)
	at = slices.Clone(at)
	for i := range at {
		at[i] *= second
	}
	if !slices.IsSorted(at) {
		return nil, 0, "", fmt.Errorf("the times of %s do not rise", best.Path)
	}
	c.Columns = append(c.Columns, Column{best.Path, "hd", unit, by})
	if slices.Equal(at, t) {
		return values, radian, by, nil
	}
	c.note("%s has times of its own: headings are interpolated at those of the trajectory", best.Path)
	longest := GapFactor * Track{T: at}.Step()
	out := make([]float64, len(t))
	for i, now := range t {
		out[i] = math.NaN()
		j := sort.SearchFloat64s(at, now)
		switch {
		case j < len(at) && at[j] == now:
			out[i] = values[j]
		case j == 0 || j == len(at) || at[j]-at[j-1] > longest:
		default:
			share := (now - at[j-1]) / (at[j] - at[j-1])
			out[i] = values[j-1] + share*world.WrapAngle((values[j]-values[j-1])*radian)/radian
		}
	}
	return out, radian, by, nil
}

// cells reads the cells that were chosen, with the names of the file.
func (c *container) cells(paths []string) (*Spikes, error) {
	part, flag := c.o.Part, "-cells-part"
	if c.o.Want != SpikeTimes { // it names the trajectory
		part = ""
	}
	at := choose(paths, part)
	if at < 0 {
		return nil, fmt.Errorf("it has no cells %s; %s must be one of: %s", quoted(part), flag, shortList(paths))
	}
	from := c.Offer.Cells[at]
	if len(paths) > 1 {
		c.Choices = append(c.Choices, Choice{"cells", flag, paths, from.Path})
	}
	cells, notes, err := from.Read()
	if err != nil {
		return nil, err
	}
	for _, n := range notes {
		c.note("%s", n)
	}
	if from.TimeUnit == "" && c.o.Time == 0 {
		var all []float64
		for _, one := range cells {
			all = append(all, one.Times...)
		}
		if countsSamples(all) {
			return nil, fmt.Errorf("the times of spikes of %s are whole numbers, which count samples or ticks; -cells-time must say how many there are in a second, as -cells-time 30000Hz", from.Path)
		}
	}
	second, seconds, by := c.scaleOf(from.TimeUnit, c.o.Time, timeRole)
	c.Columns = append(c.Columns, Column{from.Path, "unit", "", ""}, Column{from.Path, "t", seconds, by})
	s := &Spikes{}
	var silent []string
	unknown := 0
	for _, one := range cells {
		times := make([]float64, 0, len(one.Times))
		for _, t := range one.Times {
			if !finite(t) {
				unknown++
				continue
			}
			times = append(times, t*second)
		}
		if len(times) == 0 {
			silent = append(silent, one.Name)
			continue
		}
		slices.Sort(times)
		s.Names, s.T, s.Units = append(s.Names, one.Name), append(s.T, times), append(s.Units, len(s.Units))
	}
	if unknown > 0 {
		c.note("%d spikes without a time are left out", unknown)
	}
	if silent != nil {
		c.note("%d cells without spikes are left out: %s", len(silent), shortList(silent))
	}
	switch {
	case len(s.T) == 0:
		return nil, fmt.Errorf("%s has no cell with spikes", from.Path)
	case len(s.T) > mostUnits:
		return nil, fmt.Errorf("%s has %d cells; at most %d are read", from.Path, len(s.T), mostUnits)
	}
	s.Names = plainNames(s.Names, s.Units)
	return s, nil
}
