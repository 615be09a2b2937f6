package learner

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"

	"gridrat/brain/gridnet"
	"gridrat/brain/npz"
	"gridrat/brain/tuning"
)

// A timeline lies in the file of its network, in arrays of its own: the curves
// [moment, value], the scores and the lowest and highest rates [moment, unit],
// the levels [moment, unit, y, x], and a text that says so. Programs that know
// nothing of it pass over them.
const (
	timelineName    = "timeline.json"
	timelineFormat  = "gridrat timeline"
	timelineVersion = 1
	curvesName      = "timeline_curves"
	scoresName      = "timeline_grid_scores"
	lowName         = "timeline_lowest_rates"
	highName        = "timeline_highest_rates"
	levelsName      = "timeline_levels"
)

// fileLimit bounds the timeline in a file, in bytes: 39 moments of 512 units.
const fileLimit = 8 << 20

// aboutTimeline is its text.
type aboutTimeline struct {
	Format  string   `json:"format"`
	Version int      `json:"version"`
	Curves  []string `json:"curves"` // the values of timeline_curves
	Levels  int      `json:"levels"` // of the range of a unit's rates; unvisited bins have the next but one
}

var curveNames = []string{"update", "loss", "position_error_cm", "beyond_null", "fraction_above_037", "null_above_037", "null_p95"}

func (m *Moment) curves() []float64 {
	return []float64{float64(m.Update), m.Loss, m.ErrorCM, m.Beyond, m.Fraction, m.NullFraction, m.NullP95}
}

// momentBytes is the room that a moment takes, in memory and in a file.
func momentBytes(units, n int) int { return 8*len(curveNames) + units*(n*n+3*4) }

// spread picks moments that fit into so many bytes, evenly, with the first and
// the newest; of those that do not fit, none.
func spread(all []*Moment, limit int) []*Moment {
	if len(all) == 0 {
		return nil
	}
	last := all[len(all)-1]
	keep := min(limit/momentBytes(last.Units(), last.n), len(all))
	switch keep {
	case 0:
		return nil
	case 1:
		return []*Moment{last}
	}
	picked := make([]*Moment, keep)
	for i := range picked {
		picked[i] = all[i*(len(all)-1)/(keep-1)]
	}
	return picked
}

// writeTimeline adds moments of a network to its file.
func writeTimeline(z *npz.Writer, all []*Moment) error {
	return writeMoments(z, all, aboutTimeline{timelineFormat, timelineVersion, curveNames, tuning.Levels})
}

func writeMoments(z *npz.Writer, all []*Moment, about aboutTimeline) error {
	all = spread(all, fileLimit)
	if len(all) == 0 {
		return nil
	}
	text, err := json.Marshal(about)
	if err != nil {
		return err
	}
	if err := z.Text(timelineName, text); err != nil {
		return err
	}
	units, n := all[0].Units(), all[0].n
	var curves []float64
	scores, low, high := make([]float32, 0, len(all)*units), make([]float32, 0, len(all)*units), make([]float32, 0, len(all)*units)
	level := make([]uint8, 0, len(all)*units*n*n)
	for _, m := range all {
		curves = append(curves, m.curves()...)
		scores, low, high = append(scores, m.Scores...), append(low, m.low...), append(high, m.high...)
		level = append(level, m.level...)
	}
	if err := npz.Write(z, curvesName, curves, len(all), len(curveNames)); err != nil {
		return err
	}
	for _, a := range []struct {
		name   string
		values []float32
	}{{scoresName, scores}, {lowName, low}, {highName, high}} {
		if err := npz.Write(z, a.name, a.values, len(all), units); err != nil {
			return err
		}
	}
	return npz.Write(z, levelsName, level, len(all), units, n, n)
}

// HasTimeline tells whether the file of a network has a timeline.
func HasTimeline(data []byte) bool {
	z, err := npz.NewReader(bytes.NewReader(data), int64(len(data)))
	return err == nil && z.Has(levelsName)
}

// readTimeline reads the timeline of a network of so many units that has made
// so many updates from its file; nil if there is none. Nothing of a size that a
// timeline cannot have is read.
func readTimeline(r io.ReaderAt, size int64, units, updates int) ([]*Moment, error) {
	z, err := npz.NewReader(r, size)
	if err != nil || !z.Has(levelsName) {
		return nil, nil // of another kind, or of before there were timelines
	}
	text, err := z.Text(timelineName, 1<<16)
	if err != nil {
		return nil, err
	}
	var about aboutTimeline
	switch err := json.Unmarshal(text, &about); {
	case err != nil:
		return nil, fmt.Errorf("its text %s is damaged: %w", timelineName, err)
	case about.Format != timelineFormat:
		return nil, fmt.Errorf("the format in %s is %q; it must be %q", timelineName, about.Format, timelineFormat)
	case about.Version > timelineVersion:
		return nil, fmt.Errorf("it is of version %d, which a later version of the program has written", about.Version)
	case about.Version != timelineVersion:
		return nil, fmt.Errorf("its version is %d; it must be %d", about.Version, timelineVersion)
	case about.Levels != tuning.Levels:
		return nil, fmt.Errorf("it has %d levels; it must have %d", about.Levels, tuning.Levels)
	}
	shape, err := z.Shape(levelsName)
	if err != nil {
		return nil, err
	}
	if len(shape) != 4 || shape[0] < 1 || shape[0] > timelineLimit || shape[1] != units || shape[2] != gridnet.ScoreBins || shape[3] != shape[2] {
		return nil, fmt.Errorf("its array %q has shape %v; it must be of 1 to %d moments of %d units of %d x %d bins", levelsName, shape, timelineLimit, units, gridnet.ScoreBins, gridnet.ScoreBins)
	}
	moments, n := shape[0], shape[2]
	if moments*momentBytes(units, n) > 2*fileLimit {
		return nil, fmt.Errorf("it has %d moments of %d units, more than the %d MiB that the program keeps", moments, units, fileLimit>>20)
	}
	array := func(name string, width int) ([]float64, error) {
		if s, err := z.Shape(name); err != nil {
			return nil, err
		} else if len(s) != 2 || s[0] != moments || s[1] != width {
			return nil, fmt.Errorf("its array %q has shape %v; it must be [%d %d]", name, s, moments, width)
		}
		values, _, err := z.Float64s(name)
		return values, err
	}
	curves, err := array(curvesName, len(curveNames))
	if err != nil {
		return nil, err
	}
	var rows [3][]float64
	for i, name := range []string{scoresName, lowName, highName} {
		if rows[i], err = array(name, units); err != nil {
			return nil, err
		}
	}
	level, _, err := z.Bytes(levelsName)
	if err != nil {
		return nil, err
	}
	all := make([]*Moment, moments)
	before := -1.0
	for i := range all {
		c := curves[i*len(curveNames) : (i+1)*len(curveNames)]
		if !(c[0] > before && c[0] <= float64(updates) && c[0] == math.Trunc(c[0])) {
			return nil, fmt.Errorf("its moment %d is of update %v; updates must rise up to %d", i, c[0], updates)
		}
		before = c[0]
		single := func(k int) []float32 {
			out := make([]float32, units)
			for u := range out {
				out[u] = float32(rows[k][i*units+u])
			}
			return out
		}
		all[i] = &Moment{
			Update: int(c[0]), Loss: c[1], ErrorCM: c[2], Beyond: c[3], Fraction: c[4], NullFraction: c[5], NullP95: c[6],
			Scores: single(0), low: single(1), high: single(2), n: n, level: level[i*units*n*n : (i+1)*units*n*n : (i+1)*units*n*n],
		}
	}
	return all, nil
}

// restore takes over the timeline in the file of a network that was just
// opened, and the curves that follow from it. One that cannot be read is left
// out, which unread says.
func (s *network) restore(r io.ReaderAt, size int64) (unread string) {
	t := s.trainer
	all, err := readTimeline(r, size, t.Network().Units(), t.Update())
	if err != nil {
		return fmt.Sprintf("The timeline of its maps could not be read and is left out: %v.", err)
	}
	s.timeline = all
	for _, m := range all {
		s.remember(m.point())
	}
	return ""
}

// restoreFrom does so from a file on disk; a folder has no timeline.
func (s *network) restoreFrom(path string) (unread string) {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Sprintf("The timeline of its maps could not be read and is left out: %v.", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return s.restore(f, info.Size())
}
