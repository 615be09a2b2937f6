package matlab

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gridrat/brain/recording/series"
)

// Names by which recordings go, without case and underlines: habits of the
// field, among them those of the Behavioural Neurology Toolbox (post, posx, posy,
// cellTS).
var (
	timeNames    = words("t time times timestamp timestamps post tpos postime timepos ts tsec times timesec timestampsec frametimes videotime videots trackingtime")
	xNames       = words("x posx xpos x1 xposition positionx headx xx posx1")
	yNames       = words("y posy ypos y1 yposition positiony heady yy posy1")
	placeNames   = words("pos position positions xy posxy coords coordinates path tracking track trajectory data xypos behav behavior")
	headingNames = words("hd headdirection headdir heading headings hdir dir headangle hdangle hdrad hddeg")
	rateNames    = words("fs samplerate samplingrate framerate fps posfs posrate posfreq samplefreq")
	spikeNames   = words("cellts ts spk spks spike spikes spiket spikets spktimes spkt spkts spiketime spiketimes st tspk tspike firings firingtimes")
	clusterNames = words("clu cluster clusters clusterid clusterids spikeclusters spikecluster cid unit units unitid unitids cellid cellids id ids")
	oneCell      = regexp.MustCompile(`^(cell|unit|neuron|spk|sig|tt?\d+_?(c|u|cell|unit|ss)_?)_?\d+[a-z]?$`)
)

func words(all string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(all) {
		out[w] = true
	}
	return out
}

func plain(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// finder gathers candidates of a file.
type finder struct {
	*series.Offer
	used    map[*Value]bool
	refused []string
}

// offer finds what is named as recordings are.
func offer(variables []Field, format string) *series.Offer {
	f := &finder{Offer: &series.Offer{Format: format}, used: map[*Value]bool{}}
	f.scope("", variables, 0)
	slices.SortStableFunc(f.Cells, func(a, b series.Cells) int { return rank(a.Path) - rank(b.Path) })
	f.Left = append(f.Left, f.refused...)
	var rest []string
	for _, v := range variables {
		if !f.touched(v) {
			rest = append(rest, v.Name)
		}
	}
	if rest != nil {
		const most = 12
		more := ""
		if len(rest) > most {
			rest, more = rest[:most], fmt.Sprintf(" and %d more", len(rest)-most)
		}
		f.Left = append(f.Left, fmt.Sprintf("these variables are not used: %s%s", strings.Join(rest, ", "), more))
	}
	return f.Offer
}

// rank puts cells that are named so first.
func rank(path string) int {
	for i := len(path); i > 0; i-- {
		if path[i-1] == '.' {
			path = path[i:]
			break
		}
	}
	if spikeNames[plain(path)] {
		return 0
	}
	return 1
}

func (f *finder) touched(v Field) bool {
	return slices.ContainsFunc(v.Values, func(one *Value) bool {
		return f.used[one] || one.Refused != "" || slices.ContainsFunc(one.Fields, f.touched) || slices.ContainsFunc(one.Cells, func(c *Value) bool { return f.touched(Field{"", []*Value{c}}) })
	})
}

// vector is the numbers of an array with one long dimension; nil of others.
func (v *Value) vector() []float64 {
	if v.Refused != "" || len(v.Numbers) == 0 {
		return nil
	}
	long := 0
	for _, n := range v.Shape {
		if n > 1 {
			long++
		}
	}
	if long > 1 {
		return nil
	}
	return v.Numbers
}

// columns are those of a matrix with more rows than columns, or its rows if it
// lies on its side; nil of other arrays.
func (v *Value) columns() [][]float64 {
	if v.Refused != "" || len(v.Shape) != 2 || len(v.Numbers) == 0 {
		return nil
	}
	rows, columns := v.Shape[0], v.Shape[1]
	const fewest, most = 3, 32
	if min(rows, columns) < 2 || min(rows, columns) > most || max(rows, columns) < fewest || rows == columns {
		return nil
	}
	if rows > columns {
		return slices.Collect(slices.Chunk(v.Numbers, rows))
	}
	out := make([][]float64, rows)
	for i := range out {
		for j := i; j < len(v.Numbers); j += rows {
			out[i] = append(out[i], v.Numbers[j])
		}
	}
	return out
}

// rises tells whether known values rise, nowhere the same.
func rises(v []float64) bool {
	last, known := math.Inf(-1), 0
	for _, x := range v {
		if math.IsNaN(x) {
			continue
		}
		if x <= last {
			return false
		}
		last = x
		known++
	}
	return known > 1
}

// ascends tells whether values could be times of spikes.
func ascends(v []float64) bool {
	return !slices.ContainsFunc(v, func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }) && slices.IsSorted(v)
}

// scope looks at variables, or fields of one structure, that stand beside each
// other, then into each of them.
func (f *finder) scope(path string, fields []Field, depth int) {
	if depth > mostDepth {
		return
	}
	f.track(path, fields)
	f.clusters(path, fields)
	var alone []Field // vectors of single cells
	for _, one := range fields {
		name := path + one.Name
		for i, v := range one.Values {
			at := name
			if len(one.Values) > 1 {
				at = fmt.Sprintf("%s(%d)", name, i+1)
			}
			if v.Refused != "" {
				f.refused = append(f.refused, fmt.Sprintf("%s is not read: it is %s", at, v.Refused))
				continue
			}
			f.within(at, v, depth)
		}
		if v := one.Values; len(v) == 1 && !f.used[v[0]] && v[0].vector() != nil && ascends(v[0].Numbers) && oneCell.MatchString(strings.ToLower(one.Name)) {
			alone = append(alone, one)
		}
	}
	if alone != nil {
		var values []*Value
		var names []string
		for _, one := range alone {
			values, names = append(values, one.Values[0]), append(names, one.Name)
		}
		f.cells(strings.TrimSuffix(path, "."), names, values)
	}
	for _, one := range fields {
		if v := one.Values; len(v) == 1 && !f.used[v[0]] && v[0].vector() != nil && spikeNames[plain(one.Name)] && ascends(v[0].Numbers) {
			f.cells(path+one.Name, []string{one.Name}, v)
		}
	}
}

// within looks into a value.
func (f *finder) within(path string, v *Value, depth int) {
	if v.Class == "cell" && len(v.Cells) > 0 && !f.used[v] {
		vectors, full := 0, 0
		for _, c := range v.Cells {
			if c.vector() != nil && ascends(c.Numbers) {
				full++
				vectors++
			} else if c.Refused == "" && len(c.Numbers) == 0 && c.Cells == nil && c.Fields == nil {
				vectors++
			}
		}
		if full > 0 && vectors == len(v.Cells) {
			f.used[v] = true
			f.cells(path, nil, v.Cells)
			return
		}
		for i, c := range v.Cells {
			f.within(fmt.Sprintf("%s{%d}", path, i+1), c, depth+1)
		}
		return
	}
	n := 0
	for _, one := range v.Fields {
		n = max(n, len(one.Values))
	}
	// Structures of an array that each have the times of a cell.
	if n > 1 {
		for _, one := range v.Fields {
			if spikeNames[plain(one.Name)] && len(one.Values) == n && !slices.ContainsFunc(one.Values, func(c *Value) bool {
				return c.Refused != "" || len(c.Numbers) > 0 && (c.vector() == nil || !ascends(c.Numbers)) || c.Cells != nil || c.Fields != nil
			}) {
				f.cells(path+"."+one.Name, nil, one.Values)
				return
			}
		}
	}
	for i := range n {
		at := path + "."
		if n > 1 {
			at = fmt.Sprintf("%s(%d).", path, i+1)
		}
		var fields []Field
		for _, one := range v.Fields {
			if i < len(one.Values) {
				fields = append(fields, Field{one.Name, one.Values[i : i+1]})
			}
		}
		f.scope(at, fields, depth+1)
	}
}

// cells offers cells of which each has a vector of times; names are nil if they
// go by number, from 1 on.
func (f *finder) cells(path string, names []string, values []*Value) {
	var out []series.Cell
	for i, v := range values {
		f.used[v] = true
		name := strconv.Itoa(i + 1)
		if names != nil {
			name = names[i]
		}
		out = append(out, series.Cell{Name: name, Times: v.Numbers})
	}
	if path == "" {
		path = strings.Join(names[:min(len(names), 3)], ", ")
		if len(names) > 3 {
			path += ", ..."
		}
	}
	f.Cells = append(f.Cells, series.Cells{Path: path, Read: func() ([]series.Cell, []string, error) { return out, nil, nil }})
}

// clusters offers cells of a vector of times beside one of clusters.
func (f *finder) clusters(path string, fields []Field) {
	for _, a := range fields {
		if len(a.Values) != 1 || !spikeNames[plain(a.Name)] || a.Values[0].vector() == nil || f.used[a.Values[0]] {
			continue
		}
		for _, b := range fields {
			t, of := a.Values[0], b.Values[0]
			if len(b.Values) != 1 || !clusterNames[plain(b.Name)] || len(of.vector()) != len(t.Numbers) || f.used[of] {
				continue
			}
			f.used[t], f.used[of] = true, true
			f.Cells = append(f.Cells, series.Cells{Path: path + a.Name, Read: func() ([]series.Cell, []string, error) { return byCluster(t.Numbers, of.Numbers, path+b.Name) }})
		}
	}
}

// byCluster sorts spikes by the clusters that they are of.
func byCluster(t, of []float64, name string) ([]series.Cell, []string, error) {
	times := map[int][]float64{}
	noise := 0
	for i, c := range of {
		switch {
		case c == -1:
			noise++
		case c != math.Trunc(c) || c < 0 || c > 1<<30:
			return nil, nil, fmt.Errorf("%s has the cluster %v; they must be whole numbers from 0 on", name, c)
		default:
			times[int(c)] = append(times[int(c)], t[i])
		}
	}
	var numbers []int
	for c := range times {
		numbers = append(numbers, c)
	}
	slices.Sort(numbers)
	var out []series.Cell
	for _, c := range numbers {
		out = append(out, series.Cell{Name: strconv.Itoa(c), Times: times[c]})
	}
	var notes []string
	if noise > 0 {
		notes = []string{fmt.Sprintf("%d spikes of cluster -1 are left out: it is noise", noise)}
	}
	return out, notes, nil
}
