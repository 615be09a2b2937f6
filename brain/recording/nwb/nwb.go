// Package nwb reads files of Neurodata Without Borders 2 (HDF5), as its schema
// (NWB core 2.x, hdmf-common 1.x) lays them down: positions and head directions
// (SpatialSeries) and sorted cells (Units), wherever they stand in the file.
package nwb

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"gridrat/brain/recording/hdf5"
	"gridrat/brain/recording/series"
)

// Is tells whether a file of HDF5 says that it is NWB.
func Is(r io.ReaderAt, size int64) bool {
	f, err := hdf5.Open(r, size)
	if err != nil {
		return false
	}
	root, err := f.Root()
	if err != nil {
		return false
	}
	if root.Text("nwb_version") != "" {
		return true
	}
	at, err := root.Find("nwb_version") // of NWB 1
	return err == nil && at != nil
}

// limits of a file.
const (
	mostObjects = 1 << 18
	mostDepth   = 20
	mostCells   = 1 << 16
)

// finder walks through a file.
type finder struct {
	*series.Offer
	seen map[uint64]bool
}

// Find opens a file of size bytes and offers what is in it. Values are read when
// one was chosen.
func Find(r io.ReaderAt, size int64) (*series.Offer, error) {
	file, err := hdf5.Open(r, size)
	if err != nil {
		return nil, err
	}
	root, err := file.Root()
	if err != nil {
		return nil, err
	}
	version := root.Text("nwb_version")
	if version == "" {
		return nil, errors.New("it is HDF5 without the attribute nwb_version of NWB 2; convert files of NWB 1 first")
	}
	if strings.HasPrefix(version, "1") || strings.HasPrefix(version, "NWB-1") {
		return nil, fmt.Errorf("it is of NWB %.20q; files of NWB 2 are read: convert it first", version)
	}
	f := &finder{Offer: &series.Offer{Format: fmt.Sprintf("NWB %.20s (HDF5)", version)}, seen: map[uint64]bool{}}
	if err := f.walk(root, "", 0); err != nil {
		return nil, err
	}
	slices.SortStableFunc(f.Tracks, func(a, b series.Track) int { return rank(a.Path) - rank(b.Path) })
	slices.SortStableFunc(f.Cells, func(a, b series.Cells) int { return rank(a.Path) - rank(b.Path) })
	return f.Offer, nil
}

// rank puts what was processed before what was acquired, and the main table of
// cells first.
func rank(path string) int {
	switch {
	case path == "/units":
		return 0
	case strings.HasPrefix(path, "/processing/behavior/"):
		return 1
	case strings.HasPrefix(path, "/processing/"):
		return 2
	}
	return 3
}

// walk looks at a group and all below it; container is the type of the nearest
// one above.
func (f *finder) walk(o *hdf5.Object, container string, depth int) error {
	if f.seen[o.Address()] || !o.IsGroup() {
		return nil
	}
	f.seen[o.Address()] = true
	if len(f.seen) > mostObjects || depth > mostDepth {
		return errors.New("it has too many groups, or they are nested too deeply")
	}
	kind := o.Text("neurodata_type")
	switch {
	case kind == "SpatialSeries":
		return f.spatial(o, container)
	case kind == "Units":
		return f.units(o)
	case kind == "":
		kind = container
	}
	links, err := o.Links()
	if err != nil {
		return err
	}
	for _, l := range links {
		at, err := o.Open(l)
		if err != nil {
			f.Left = append(f.Left, err.Error())
			continue
		}
		if err := f.walk(at, kind, depth+1); err != nil {
			return err
		}
	}
	return nil
}

var angleUnits = []string{"rad", "rads", "radian", "radians", "deg", "degree", "degrees"}

// spatial takes in a series of positions or directions.
func (f *finder) spatial(o *hdf5.Object, container string) error {
	leave := func(format string, values ...any) {
		f.Left = append(f.Left, o.Path+" "+fmt.Sprintf(format, values...))
	}
	data, err := o.Find("data")
	if err != nil {
		leave("is not read: %v", err)
		return nil
	}
	if data == nil || !data.IsData() {
		leave("has no data")
		return nil
	}
	unit := data.Text("unit")
	shape := data.Shape()
	columns := 1
	if len(shape) == 2 {
		columns = shape[1]
	}
	angle := slices.Contains(angleUnits, strings.ToLower(unit))
	switch {
	case len(shape) < 1 || len(shape) > 2 || shape[0] < 1:
		leave("is not read: its data has shape %v; it must be [t 2] of positions or [t] of directions", shape)
		return nil
	case container == "CompassDirection" && columns == 1, columns == 1 && angle:
		f.Headings = append(f.Headings, series.Heading{Path: o.Path, Unit: unit, TimeUnit: "seconds", Frame: frame(o), Read: func() (t, hd []float64, err error) {
			t, values, _, err := read(o)
			return t, values, err
		}})
		return nil
	case container == "CompassDirection" || angle:
		leave("is not read: directions with %d columns; they must have 1", columns)
		return nil
	case columns == 1:
		leave("is not read: positions along one line; a trajectory has x and y")
		return nil
	case columns > 3:
		leave("is not read: positions with %d columns; they must have 2, or 3 with the height", columns)
		return nil
	case columns == 3:
		leave("has 3 columns; the third, the height, is left out")
	}
	// A direction can stand beside it, in its container: the window offers both.
	f.Tracks = append(f.Tracks, series.Track{Path: o.Path, Unit: unit, TimeUnit: "seconds", Frame: frame(o),
		Named: [4]string{"timestamps", "data[:,0]", "data[:,1]"},
		Read: func() (t, x, y, hd []float64, err error) {
			t, values, columns, err := read(o)
			if err != nil {
				return nil, nil, nil, nil, err
			}
			x, y = make([]float64, len(t)), make([]float64, len(t))
			for i := range t {
				x[i], y[i] = values[i*columns], values[i*columns+1]
			}
			return t, x, y, nil, nil
		}})
	return nil
}

// frame is the frame of reference of a series, in its words; "" if it has none.
func frame(o *hdf5.Object) string {
	if d, err := column(o, "reference_frame"); err == nil && d != nil {
		if s, err := d.Strings(); err == nil && len(s) == 1 {
			return s[0]
		}
	}
	return o.Text("reference_frame")
}

// read reads times (s) and values of a series, in its unit: what is stored, times
// the conversion, plus the offset.
func read(o *hdf5.Object) (t, values []float64, columns int, err error) {
	fail := func(err error) ([]float64, []float64, int, error) {
		return nil, nil, 0, err
	}
	data, err := o.Find("data")
	if err != nil {
		return fail(err)
	}
	d, err := data.Read()
	if err != nil {
		return fail(err)
	}
	if values, err = d.Float64s(); err != nil {
		return fail(fmt.Errorf("%s: %w", data.Path, err))
	}
	conversion, err := data.Number("conversion", 1)
	if err != nil {
		return fail(err)
	}
	offset, err := data.Number("offset", 0)
	if err != nil {
		return fail(err)
	}
	if conversion == 0 || math.IsNaN(conversion) || math.IsInf(conversion, 0) {
		return fail(fmt.Errorf("%s: its conversion is %v; it must be a number other than 0", data.Path, conversion))
	}
	for i := range values {
		values[i] = values[i]*conversion + offset
	}
	rows := d.Shape[0]
	columns = len(values) / max(rows, 1)
	if t, err = times(o, rows); err != nil {
		return fail(err)
	}
	return t, values, columns, nil
}

// times are the stamps of a series, or counted at its rate.
func times(o *hdf5.Object, rows int) ([]float64, error) {
	stamps, err := o.Find("timestamps")
	if err != nil {
		return nil, err
	}
	if stamps != nil && stamps.IsData() {
		d, err := stamps.Read()
		if err != nil {
			return nil, err
		}
		t, err := d.Float64s()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", stamps.Path, err)
		}
		if len(t) != rows {
			return nil, fmt.Errorf("%s has %d times; its data has %d rows", stamps.Path, len(t), rows)
		}
		return t, nil
	}
	start, err := o.Find("starting_time")
	if err != nil {
		return nil, err
	}
	if start == nil || !start.IsData() {
		return nil, fmt.Errorf("%s has neither timestamps nor a starting_time", o.Path)
	}
	rate, err := start.Number("rate", 0)
	if err != nil {
		return nil, err
	}
	d, err := start.Read()
	if err != nil {
		return nil, err
	}
	first, err := d.Float64s()
	if err != nil || len(first) != 1 || !(rate > 0) || math.IsInf(rate, 0) {
		return nil, fmt.Errorf("%s must be a time with a rate above 0; the rate is %v", start.Path, rate)
	}
	t := make([]float64, rows)
	for i := range t {
		t[i] = first[0] + float64(i)/rate
	}
	return t, nil
}

// qualityColumns may say that a cell is none, the first that is there.
var qualityColumns = []string{"quality", "cluster_quality", "KSLabel", "ks_label", "group", "cluster_group", "label", "unit_quality"}

// nameColumns name a cell, the first that is there; without, its id does.
var nameColumns = []string{"unit_name", "unit_id", "cluster_id", "cluster_ids"}

// units takes in a table of cells.
func (f *finder) units(o *hdf5.Object) error {
	spikes, err := o.Find("spike_times")
	if err != nil {
		return err
	}
	if spikes == nil || !spikes.IsData() {
		f.Left = append(f.Left, o.Path+" has no spike_times")
		return nil
	}
	f.Cells = append(f.Cells, series.Cells{Path: o.Path, TimeUnit: "seconds", Read: func() ([]series.Cell, []string, error) { return cells(o, spikes) }})
	return nil
}

// column reads one of a table; nil if there is none.
func column(o *hdf5.Object, name string) (*hdf5.Data, error) {
	at, err := o.Find(name)
	if err != nil || at == nil || !at.IsData() {
		return nil, err
	}
	return at.Read()
}

// cells reads the cells of a table.
func cells(o, spikes *hdf5.Object) (out []series.Cell, notes []string, err error) {
	fail := func(format string, values ...any) ([]series.Cell, []string, error) {
		return nil, nil, fmt.Errorf(o.Path+": "+format, values...)
	}
	d, err := spikes.Read()
	if err != nil {
		return nil, nil, err
	}
	t, err := d.Float64s()
	if err != nil {
		return fail("spike_times: %w", err)
	}
	id, err := column(o, "id")
	if err != nil {
		return nil, nil, err
	}
	var ids []int64
	if id != nil {
		if ids, err = id.Int64s(); err != nil {
			return fail("id: %w", err)
		}
	}
	index, err := column(o, "spike_times_index")
	if err != nil {
		return nil, nil, err
	}
	var ends []int64
	switch {
	case index != nil:
		if ends, err = index.Int64s(); err != nil {
			return fail("spike_times_index: %w", err)
		}
	case len(ids) == 1:
		ends = []int64{int64(len(t))}
	default:
		return fail("it has spike_times of %d cells without spike_times_index, which says whose they are", len(ids))
	}
	if len(ends) > mostCells {
		return fail("it has %d cells; at most %d are read", len(ends), mostCells)
	}
	if ids != nil && len(ids) != len(ends) {
		return fail("it has %d ids and %d cells with spikes", len(ids), len(ends))
	}
	names := cellNames(o, ids, len(ends))
	quality := texts(o, qualityColumns, len(ends))
	var noise []string
	low := int64(0)
	for i, high := range ends {
		if high < low || high > int64(len(t)) {
			return fail("spike_times_index of cell %d is %d; it must lie between %d and %d", i, high, low, len(t))
		}
		if quality != nil && isNoise(quality[i]) {
			noise = append(noise, names[i])
		} else {
			out = append(out, series.Cell{Name: names[i], Times: t[low:high:high]})
		}
		low = high
	}
	if low != int64(len(t)) {
		notes = append(notes, fmt.Sprintf("%d of %d spikes belong to no cell and are left out", int64(len(t))-low, len(t)))
	}
	if noise != nil {
		most := min(len(noise), 12)
		text := strings.Join(noise[:most], ", ")
		if most < len(noise) {
			text += ", ..."
		}
		notes = append(notes, fmt.Sprintf("%d of %d units are left out, which the file calls noise: %s", len(noise), len(ends), text))
	}
	return out, notes, nil
}

// isNoise tells of the quality of a cell whether it is none.
func isNoise(quality string) bool {
	switch strings.ToLower(strings.TrimSpace(quality)) {
	case "noise", "artifact", "artefact", "bad":
		return true
	}
	return false
}

// texts is the first column of a table that has a string for each row.
func texts(o *hdf5.Object, columns []string, rows int) []string {
	for _, name := range columns {
		d, err := column(o, name)
		if err != nil || d == nil {
			continue
		}
		if s, err := d.Strings(); err == nil && len(s) == rows {
			return s
		}
	}
	return nil
}

// cellNames are those of a column, if they differ, or the ids, or numbers.
func cellNames(o *hdf5.Object, ids []int64, n int) []string {
	differ := func(names []string) bool {
		seen := map[string]bool{}
		for _, s := range names {
			seen[s] = true
		}
		return len(seen) == len(names) && !seen[""]
	}
	for _, name := range nameColumns {
		d, err := column(o, name)
		if err != nil || d == nil {
			continue
		}
		if s, err := d.Strings(); err == nil && len(s) == n && differ(s) {
			return s
		}
		if v, err := d.Int64s(); err == nil && len(v) == n {
			if s := decimal(v); differ(s) {
				return s
			}
		}
	}
	if s := decimal(ids); len(s) == n && differ(s) {
		return s
	}
	out := make([]string, n)
	for i := range out {
		out[i] = strconv.Itoa(i)
	}
	return out
}

func decimal(v []int64) []string {
	out := make([]string, len(v))
	for i, n := range v {
		out[i] = strconv.FormatInt(n, 10)
	}
	return out
}
