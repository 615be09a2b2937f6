package ablation

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"gridrat/brain/gridnet"
	"gridrat/brain/survey"
	"gridrat/brain/versioned"
)

const (
	format  = "gridrat ablations"
	version = 1
)

// Table is ablations.json.
type Table struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Updates int    `json:"updates"` // of every run
	Runs    []Run  `json:"runs"`
}

// NewTable returns a table without runs.
func NewTable(updates int) *Table { return &Table{Format: format, Version: version, Updates: updates} }

func same(a, b gridnet.Recipe) bool { return reflect.DeepEqual(a, b) }

// Read reads an ablations.json; an error says in a sentence why it is none.
func Read(data []byte) (*Table, error) {
	t := new(Table)
	if err := versioned.ReadFormat(data, format, version, t); err != nil {
		return nil, err
	}
	for i := range t.Runs {
		if err := t.Runs[i].check(t.Updates); err != nil {
			return nil, fmt.Errorf("its run %d, %s of %s with seed %d: %w", i+1, t.Runs[i].Row, t.Runs[i].Base, t.Runs[i].Seed, err)
		}
	}
	return t, nil
}

// check says what is wrong with a run that was read.
func (r *Run) check(updates int) error {
	if err := r.Settings.Validate(); err != nil {
		return fmt.Errorf("its settings cannot be: %w", err)
	}
	if r.Updates != updates && r.Note == "" {
		return fmt.Errorf("it has %d updates; the table's have %d", r.Updates, updates)
	}
	if r.Units < 1 || r.Units != r.Settings.Units*len(r.Settings.Modules) {
		return fmt.Errorf("it has %d units; its settings give %d", r.Units, r.Settings.Units*len(r.Settings.Modules))
	}
	for _, f := range []survey.Number{r.Trained.Above037, r.Trained.Null037, r.Trained.Above080, r.Trained.Null080, r.Trained.Beyond} {
		if !(f >= 0 && f <= 1) {
			return fmt.Errorf("one of its fractions is %v; it must lie between 0 and 1", float64(f))
		}
	}
	return nil
}

// Fits says in a sentence why runs of these updates and cells cannot be added,
// if they cannot: a run of the same name has other settings.
func (t *Table) Fits(updates int, cells []Cell) error {
	if t.Updates != updates {
		return fmt.Errorf("its runs have %d updates, not %d", t.Updates, updates)
	}
	for _, c := range cells {
		recipe := c.Recipe()
		for i := range t.Runs {
			r := &t.Runs[i]
			if r.Row == c.Row.Name && r.Base == c.Base.Name && r.Seed == c.Seed && !r.Is(recipe, c.Seed) {
				return fmt.Errorf("its run %s of %s with seed %d has other settings than this program's: it was made by %s", r.Row, r.Base, r.Seed, r.Command)
			}
		}
	}
	return nil
}

// Find returns the run of a recipe and a seed, nil if there is none.
func (t *Table) Find(recipe gridnet.Recipe, seed uint64) *Run {
	for i := range t.Runs {
		if t.Runs[i].Is(recipe, seed) {
			return &t.Runs[i]
		}
	}
	return nil
}

// Of returns the runs of a row of a base, by all seeds.
func (t *Table) Of(row Row, base Base) []*Run {
	if !row.For(base) {
		return nil
	}
	var out []*Run
	recipe := row.Recipe(base)
	for i := range t.Runs {
		if same(t.Runs[i].Settings, recipe) {
			out = append(out, &t.Runs[i])
		}
	}
	return out
}

// Spread is the mean and the range of a value over runs, and how many have it.
type Spread struct {
	Mean, Low, High float64
	N               int
}

// Over returns the spread of a value; runs where it is not known do not count.
func Over(runs []*Run, value func(*Run) survey.Number) Spread {
	var x []float64
	for _, r := range runs {
		x = append(x, float64(value(r)))
	}
	return SpreadOf(x)
}

// SpreadOf returns the spread of the defined values.
func SpreadOf(x []float64) Spread {
	s := Spread{Mean: math.NaN(), Low: math.NaN(), High: math.NaN()}
	sum := 0.0
	for _, v := range x {
		if math.IsNaN(v) {
			continue
		}
		if s.N++; s.N == 1 {
			s.Low, s.High = v, v
		}
		s.Low, s.High, sum = min(s.Low, v), max(s.High, v), sum+v
	}
	if s.N > 0 {
		s.Mean = sum / float64(s.N)
	}
	return s
}

// Format prints the mean and, of several, the range, each with the format; a
// dash where nothing is known.
func (s Spread) Format(format string) string {
	switch {
	case s.N == 0:
		return "–"
	case s.N == 1 || fmt.Sprintf(format, s.Low) == fmt.Sprintf(format, s.High):
		return fmt.Sprintf(format, s.Mean)
	}
	return fmt.Sprintf(format+" ("+format+"–"+format+")", s.Mean, s.Low, s.High)
}

// JSON is ablations.json.
func (t *Table) JSON() ([]byte, error) {
	data, err := json.MarshalIndent(t, "", " ")
	return append(data, '\n'), err
}

// CSV is ablations.csv: a line per run, in the order in which they were made.
func (t *Table) CSV() ([]byte, error) {
	lines := [][]string{{
		"row", "base", "seed", "updates", "units", "grid_fraction_037", "null_fraction_037", "grid_fraction_080", "null_fraction_080",
		"beyond_null", "grid_score_median", "median_spacing_m", "spacing_by_module_m", "median_fields", "moves", "position_error_cm",
		"position_error_median_cm", "position_error_never_moved_cm", "position_error_untrained_cm", "final_loss", "seconds",
		"untrained_grid_fraction_037", "untrained_null_fraction_037", "untrained_grid_fraction_080", "untrained_beyond_null",
		"untrained_grid_score_median", "program", "kernels", "note", "command",
	}}
	for _, r := range t.Runs {
		var modules []string
		for _, s := range r.Spacings {
			modules = append(modules, s.Cell())
		}
		line := []string{r.Row, r.Base, strconv.FormatUint(r.Seed, 10), strconv.Itoa(r.Updates), strconv.Itoa(r.Units)}
		for _, x := range []survey.Number{r.Trained.Above037, r.Trained.Null037, r.Trained.Above080, r.Trained.Null080, r.Trained.Beyond, r.Trained.Median, r.SpacingM} {
			line = append(line, x.Cell())
		}
		line = append(line, strings.Join(modules, ";"), r.Trained.Fields.Cell(), strconv.Itoa(r.Moves))
		for _, x := range []survey.Number{
			r.ErrorCM, r.MedianCM, r.NeverMovedCM, r.UntrainedCM, r.Loss, r.Seconds,
			r.Untrained.Above037, r.Untrained.Null037, r.Untrained.Above080, r.Untrained.Beyond, r.Untrained.Median,
		} {
			line = append(line, x.Cell())
		}
		lines = append(lines, append(line, r.Program, r.Kernels, r.Note, r.Command))
	}
	var b bytes.Buffer
	err := csv.NewWriter(&b).WriteAll(lines)
	return b.Bytes(), err
}
