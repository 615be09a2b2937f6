package recording

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"gridrat/brain/npz"
	"gridrat/brain/recording/table"
	"gridrat/world"
)

// Sorted tells whether a folder is one of Kilosort or phy: it has
// spike_times.npy.
func Sorted(folder fs.FS) bool {
	_, err := fs.Stat(folder, spikeTimes)
	return err == nil
}

// Files of a folder of Kilosort and phy.
const (
	spikeTimes    = "spike_times.npy"
	spikeClusters = "spike_clusters.npy"
	spikeTemplate = "spike_templates.npy" // clusters before anyone split or merged them
	phyParams     = "params.py"
)

// clusterGroups say which clusters are good, multi-unit activity or noise: those
// of phy, else those of Kilosort.
var clusterGroups = []string{"cluster_group.tsv", "cluster_groups.csv", "cluster_KSLabel.tsv"}

// ReadSorted reads the spikes of a folder of Kilosort or phy: times in samples,
// the clusters of spikes, the sampling rate in params.py or, as seconds of a
// sample, Options.Time, and the groups of clusters. Clusters that are noise are
// left out; Options.Part leaves one group alone. Its error is a sentence that
// names the folder.
func ReadSorted(name string, folder fs.FS, o Options) (*File, error) {
	f, err := readSorted(folder, o)
	if err != nil {
		return nil, fmt.Errorf("could not read %s: %w", name, err)
	}
	return f, nil
}

func readSorted(folder fs.FS, o Options) (*File, error) {
	f := &File{Understood: Understood{Format: "Kilosort or phy folder (npy)"}}
	t, err := vectorOf(folder, spikeTimes)
	if err != nil {
		return nil, err
	}
	from := spikeClusters
	if _, err := fs.Stat(folder, from); err != nil {
		from = spikeTemplate
	}
	cluster, err := vectorOf(folder, from)
	if err != nil {
		return nil, err
	}
	if len(cluster) != len(t) {
		return nil, fmt.Errorf("%s has %d values and %s %d; they must have as many", spikeTimes, len(t), from, len(cluster))
	}
	scale, by := o.Time, "flag"
	if scale == 0 {
		rate := sampleRate(folder)
		scale, by = 1/rate, "params.py"
		if rate == 0 {
			if countsSamples(t) {
				return nil, fmt.Errorf("its times count samples and no params.py says how many there are in a second; -time must, as -time 30000Hz")
			}
			scale, by = 1, "assumed"
		}
	}
	f.Columns = []Column{{spikeTimes, "t", unitText(scale, timeRole), by}, {from, "unit", "", ""}}
	groups, groupFile := groupsOf(folder)
	var names []string
	for _, g := range groups {
		if !slices.Contains(names, g) {
			names = append(names, g)
		}
	}
	slices.Sort(names)
	want := strings.ToLower(strings.TrimSpace(o.Part))
	if want != "" && !slices.Contains(names, want) {
		return nil, fmt.Errorf("it has no clusters of group %s; -part must be one of %s", quoted(o.Part), quoted(strings.Join(names, ", ")))
	}
	if len(names) > 0 {
		chosen := want
		if want == "" {
			chosen = "all but noise"
		}
		f.Choices = append(f.Choices, Choice{"group of clusters (" + groupFile + ")", "-part", names, chosen})
	}
	e := &events{}
	e.grow(len(t), false)
	left := map[int]int{}
	for i := range t {
		group := groups[int(cluster[i])]
		if want == "" && group == "noise" || want != "" && group != want {
			left[int(cluster[i])]++
			continue
		}
		if err := e.add(t[i]*scale, cluster[i], 0); err != nil {
			return nil, fmt.Errorf("spike %d: %w", i, err)
		}
	}
	if len(left) > 0 {
		spikes := 0
		for _, n := range left {
			spikes += n
		}
		what := "noise"
		if want != "" {
			what = "of other groups"
		}
		f.note("%d clusters with %d spikes are left out: they are %s", len(left), spikes, what)
	}
	f.Spikes, _, err = e.file(SpikeTimes, &f.Understood)
	return f, err
}

// vectorOf reads an npy file of one dimension.
func vectorOf(folder fs.FS, name string) ([]float64, error) {
	file, err := folder.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s is missing: it must stand in the folder", name)
	}
	defer file.Close()
	values, shape, err := npz.ReadArray(bufio.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("could not read %s: %w", name, err)
	}
	if err := (&archive{}).isVector(name, shape, -1); err != nil {
		return nil, err
	}
	return values, nil
}

// sampleRate is that of params.py, Hz; 0 if it does not say.
func sampleRate(folder fs.FS) float64 {
	data, err := fs.ReadFile(folder, phyParams)
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		name, value, ok := strings.Cut(line, "=")
		if !ok || strings.TrimSpace(name) != "sample_rate" {
			continue
		}
		value, _, _ = strings.Cut(value, "#")
		if rate, err := strconv.ParseFloat(strings.TrimSpace(value), 64); err == nil && rate > 0 && finite(1/rate) {
			return rate
		}
	}
	return 0
}

// groupsOf are the groups of clusters, in lower case, and the file that says so.
func groupsOf(folder fs.FS) (map[int]string, string) {
	for _, name := range clusterGroups {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			continue
		}
		groups := map[int]string{}
		for line := range strings.Lines(string(data)) {
			fields := strings.FieldsFunc(line, func(c rune) bool { return c == '\t' || c == ',' || c == '\r' || c == '\n' })
			if len(fields) != 2 {
				continue
			}
			if n, err := strconv.Atoi(strings.TrimSpace(fields[0])); err == nil {
				groups[n] = strings.ToLower(strings.TrimSpace(fields[1]))
			}
		}
		return groups, name
	}
	return nil, ""
}

// readArray reads one npy file: times of spikes of one cell, or rows of t,x,y[,hd],
// t,unit or t,unit,rate.
func readArray(r io.ReaderAt, size int64, o Options) (*File, error) {
	values, shape, err := npz.ReadArray(bufio.NewReader(io.NewSectionReader(r, 0, size)))
	if err != nil {
		return nil, err
	}
	width := 1
	if len(shape) == 2 {
		width = shape[1]
	}
	if len(shape) != 1 && len(shape) != 2 || len(values) == 0 || width > 4 {
		return nil, fmt.Errorf("its array has shape %v; it must be [t 3] or [t 4] of t,x,y[,hd], [t 2] of t,unit, or [t] of the times of spikes", shape)
	}
	if width == 1 && o.Time == 0 && countsSamples(values) {
		return nil, errors.New("its values count samples; -time must say how many there are in a second, as -time 30000Hz")
	}
	f := &File{Understood: Understood{Format: "npy"}}
	d := table.Dialect{Encoding: "UTF-8", Separator: ','}
	t := &table.Table{Dialect: d, Width: width, First: 1}
	const looked = 2000 // rows
	for i := 0; i+width <= len(values) && i < looked*width; i += width {
		var row []string
		for _, v := range values[i : i+width] {
			row = append(row, strconv.FormatFloat(v, 'g', -1, 64))
		}
		t.Sample = append(t.Sample, row)
	}
	p, err := planOf(t, o, &f.Understood)
	if err != nil {
		return nil, err
	}
	column := func(r role) (found, bool) { c, ok := p.columns[r]; return c, ok }
	get := func(row int, c found) float64 { return values[row*width+c.at] * c.scale }
	n := len(values) / width
	tc, _ := column(timeRole)
	if p.kind != Trajectory {
		e := &events{}
		unit, hasUnit := column(unitRole)
		rate, hasRate := column(rateRole)
		e.grow(n, hasRate)
		for i := range n {
			u, v := 0.0, 0.0
			if hasUnit {
				u = get(i, unit)
			}
			if hasRate {
				v = get(i, rate)
			}
			if err := e.add(get(i, tc), u, v); err != nil {
				return nil, fmt.Errorf("row %d: %w", i, err)
			}
		}
		f.Spikes, f.Rates, err = e.file(p.kind, &f.Understood)
		return f, err
	}
	x, _ := column(xRole)
	y, _ := column(yRole)
	hd, headings := column(headingRole)
	k := &Track{T: make([]float64, n), Poses: make([]world.Pose, n), Headings: headings}
	turn := 1.0
	if o.Down {
		turn = -1
		f.note("y grows downwards in the file and is turned, headings with it")
	}
	for i := range n {
		k.T[i], k.Poses[i] = get(i, tc), world.Pose{Pos: world.Vec{X: get(i, x), Y: turn * get(i, y)}, Heading: math.NaN()}
		if headings {
			k.Poses[i].Heading = turn * get(i, hd)
			if h := k.Poses[i].Heading; o.Angle == 0 && (h > mostUnsaid || h < -mostUnsaid) {
				return nil, fmt.Errorf("row %d: %w", i, errAngle(h))
			}
		}
	}
	at := places{by: "row"}
	k.stamp(&at, &f.Understood)
	f.Track = k
	return f, k.finish(at.name)
}
