// Package digest keeps what a report needs of a trained network in one small
// file: scores with their nulls, the emergence of the maps, the maps
// themselves in 8 bits, and how all of it can be made again.
package digest

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"regexp"
	"strings"

	"gridrat/brain/gridnet"
	"gridrat/brain/report"
	"gridrat/brain/survey"
	"gridrat/brain/tuning"
	"gridrat/brain/versioned"
)

const (
	format  = "gridrat digest"
	version = 1
	// limit bounds what a file may hold when it is no longer compressed.
	limit = 64 << 20
)

// Digest is one network of one seed.
type Digest struct {
	Format  string `json:"format"`
	Version int    `json:"version"`

	Settings  gridnet.Recipe `json:"settings"`
	Seed      uint64         `json:"seed"`
	Updates   int            `json:"updates"` // 0 of published weights, whose files do not say
	Published bool           `json:"published"`
	Origin    []Origin       `json:"origin"`

	Train  *report.Results `json:"train,omitempty"`
	Curve  []Point         `json:"emergence,omitempty"`
	Scores *survey.Results `json:"scores,omitempty"` // without its settings and definitions
	Units  Units           `json:"units"`
	Maps   Maps            `json:"maps"`
	// Differences say, of rows of the report, where the network differs from
	// the paper and why, as far as it was measured.
	Differences []Difference `json:"differences,omitempty"`
}

// Origin is a command that measured a part of the digest.
type Origin struct {
	Command string `json:"command"`
	Program string `json:"program"`
	Kernels string `json:"kernels"`
	Date    string `json:"date"` // of its results, as 2006-01-02
}

// Point is a moment of the emergence. Fractions are of units; what is not
// known is null.
type Point struct {
	Update   int           `json:"update"`
	Above037 survey.Number `json:"above_037"`
	Null037  survey.Number `json:"null_above_037"`
	Beyond   survey.Number `json:"beyond_null"`
	ErrorCM  survey.Number `json:"position_error_cm"`
}

// Units are scores by unit; those that were not measured are empty.
type Units struct {
	Grid      []survey.Number `json:"grid_60_released"`
	MinMax    []survey.Number `json:"grid_60_minmax"`
	Border    []survey.Number `json:"border"`
	Resultant []survey.Number `json:"direction"`
	SpacingM  []survey.Number `json:"spacing_m"`
}

// Maps are the rate maps by unit, row by row from the south, as
// tuning.ToLevels has them.
type Maps struct {
	Bins int       `json:"bins"`
	Low  []float32 `json:"low"`
	High []float32 `json:"high"`
	Rate []byte    `json:"rate"`
}

// Difference is a remark on a row of the report, or on all if Row is empty.
type Difference struct {
	Row  string `json:"row"`
	Text string `json:"text"`
}

// newMaps keeps maps of bins x bins values each.
func newMaps(bins int, values []float64) Maps {
	m := Maps{Bins: bins, Rate: make([]byte, len(values))}
	for at := 0; at < len(values); at += bins * bins {
		low, high := tuning.ToLevels(m.Rate[at:at+bins*bins], values[at:at+bins*bins])
		if low > high {
			low, high = 0, 0
		}
		m.Low, m.High = append(m.Low, float32(low)), append(m.High, float32(high))
	}
	return m
}

// Unit returns the map of a unit.
func (m Maps) Unit(u int) []float64 {
	n := m.Bins * m.Bins
	out := make([]float64, n)
	low, high := float64(m.Low[u]), float64(m.High[u])
	for i, b := range m.Rate[u*n : (u+1)*n] {
		out[i] = low + (high-low)*float64(b)/tuning.Levels
		if b == tuning.NoLevel {
			out[i] = math.NaN()
		}
	}
	return out
}

// Title says what was trained, without the seed: the recipe, its units and
// enclosure, and what else of it is not the recipe's own.
func (d *Digest) Title() string {
	r := d.Settings
	if d.Published {
		return fmt.Sprintf("the authors' weights, %d units", r.Units)
	}
	place := fmt.Sprintf("%s of %g m", r.Enclosure.Shape, r.Enclosure.Size)
	if r.Map != nil {
		place = fmt.Sprintf("map %q", r.Map.Name)
	}
	title := fmt.Sprintf("%s, %d units, %s", r.Name, r.Units*len(r.Modules), place)
	flags, _ := r.In(nil).Flags()
	for i, f := range flags {
		name, _, _ := strings.Cut(f, "=")
		if i > 0 && flags[i-1] == "-set" && name != "units" && !strings.HasPrefix(name, "enclosure") {
			title += ", " + f
		}
	}
	return title
}

// Same tells whether two networks are of one setting, perhaps of two seeds.
func (d *Digest) Same(e *Digest) bool {
	return d.Published == e.Published && d.Updates == e.Updates && reflect.DeepEqual(d.Settings, e.Settings)
}

var notPlain = regexp.MustCompile(`[^a-z0-9.]+`)

// Suffix is how the names of digests' files end.
const Suffix = ".digest.gz"

// Name is that of the digest's file.
func (d *Digest) Name() string {
	if d.Published {
		return "published" + Suffix
	}
	name := d.Settings.Name
	if flags, ok := d.Settings.In(nil).Flags(); ok {
		name = ""
		for i := 1; i < len(flags); i += 2 {
			name += " " + flags[i]
		}
	}
	if m := d.Settings.Map; m != nil {
		name += " map " + m.Name
	}
	return strings.Trim(notPlain.ReplaceAllString(strings.ToLower(fmt.Sprintf("%s seed %d updates %d", name, d.Seed, d.Updates)), "-"), "-") + Suffix
}

// Write writes the digest, compressed.
func (d *Digest) Write(w io.Writer) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(z).Encode(d); err != nil {
		return err
	}
	return z.Close()
}

// Read reads a digest; an error says in a sentence why it is none.
func Read(r io.Reader) (*Digest, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("it is no compressed file: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(z, limit+1))
	if err != nil {
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	if len(data) > limit {
		return nil, errors.New("it is far too large")
	}
	d := new(Digest)
	if err := versioned.ReadFormat(data, format, version, d); err != nil {
		return nil, err
	}
	return d, d.check()
}

// check says what is wrong with a digest, if anything.
func (d *Digest) check() error {
	if err := d.Settings.Validate(); err != nil {
		return fmt.Errorf("its settings cannot be: %w", err)
	}
	units := d.Settings.Units * len(d.Settings.Modules)
	for _, c := range []struct {
		name string
		n    int
	}{
		{"grid_60_released", len(d.Units.Grid)}, {"grid_60_minmax", len(d.Units.MinMax)}, {"border", len(d.Units.Border)},
		{"direction", len(d.Units.Resultant)}, {"spacing_m", len(d.Units.SpacingM)},
		{"low", len(d.Maps.Low)}, {"high", len(d.Maps.High)},
	} {
		if c.n != 0 && c.n != units {
			return fmt.Errorf("it has %d values of %s for %d units", c.n, c.name, units)
		}
	}
	m := d.Maps
	if m.Bins < 0 || m.Bins > 100 || len(m.Low) != len(m.High) || len(m.Rate) != len(m.Low)*m.Bins*m.Bins || len(m.Low) != len(d.Units.Grid) {
		return fmt.Errorf("it has %d bytes of maps of %d bins a side for %d units", len(m.Rate), m.Bins, len(m.Low))
	}
	for i, p := range d.Curve {
		if p.Update < 0 || i > 0 && p.Update <= d.Curve[i-1].Update {
			return fmt.Errorf("update %d of its emergence follows no earlier one", p.Update)
		}
	}
	if d.Train == nil && d.Scores == nil {
		return errors.New("it has no results")
	}
	return d.checkScores()
}

func (d *Digest) checkScores() error {
	s := d.Scores
	if s == nil {
		return nil
	}
	if units := d.Settings.Units * len(d.Settings.Modules); s.Units != units {
		return fmt.Errorf("its scores are of %d units, its settings of %d", s.Units, units)
	}
	known := map[string]bool{}
	for _, f := range s.Fractions {
		known[f.Measure] = true
	}
	for _, m := range survey.Measures() {
		if !known[m.Name] {
			return fmt.Errorf("its scores have no fraction of %s", m.Name)
		}
	}
	if p := s.Positions; p != nil && (p.Moves < 1 || len(p.Seconds) != p.Moves || len(p.Top3) != p.Moves || len(p.Argmax) != p.Moves ||
		len(p.NeverMoved) != p.Moves || len(p.Untrained) != p.Moves || len(p.UntrainedArg) != p.Moves) {
		return fmt.Errorf("its position errors are not of %d moves", p.Moves)
	}
	return nil
}
