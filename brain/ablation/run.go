package ablation

import (
	"context"
	"fmt"
	"strings"

	"gridrat/brain/gridnet"
	"gridrat/brain/report"
	"gridrat/brain/survey"
	"gridrat/brain/tensor"
	"gridrat/brain/tuning"
)

// Score of a population beside what chance gives: surrogate maps with each
// unit's own radial autocorrelation. Fractions are of all units.
type Score struct {
	Above037 survey.Number `json:"above_037"`
	Null037  survey.Number `json:"null_above_037"`
	Above080 survey.Number `json:"above_080"`
	Null080  survey.Number `json:"null_above_080"`
	Beyond   survey.Number `json:"beyond_null"` // above the null's pooled 95th percentile; chance gives 0.05
	Median   survey.Number `json:"median_score"`
	Fields   survey.Number `json:"median_fields"` // per map
}

// Run is a run of the table with what was measured at its end: grid scores by
// the released formula, lengths in metres, errors in centimetres by the
// published read-out after Moves moves.
type Run struct {
	Row     string `json:"row"`
	Base    string `json:"base"`
	Seed    uint64 `json:"seed"`
	Updates int    `json:"updates"`
	Program string `json:"program"`
	Kernels string `json:"kernels"`
	Command string `json:"command"` // that repeats it
	Note    string `json:"note,omitempty"`

	Units     int             `json:"units"`
	Trained   Score           `json:"trained"`
	Untrained Score           `json:"untrained"` // of the initial weights
	SpacingM  survey.Number   `json:"median_spacing_m"`
	Spacings  []survey.Number `json:"spacing_by_module_m"` // null without a lattice

	Moves        int           `json:"moves"`
	ErrorCM      survey.Number `json:"position_error_cm"`
	MedianCM     survey.Number `json:"position_error_median_cm"`
	NeverMovedCM survey.Number `json:"position_error_never_moved_cm"`
	UntrainedCM  survey.Number `json:"position_error_untrained_cm"`

	Loss    survey.Number `json:"final_loss"`
	Seconds survey.Number `json:"seconds"` // on updates

	Settings gridnet.Recipe `json:"settings"`
}

// Is tells whether the run is that of a recipe and a seed.
func (r *Run) Is(recipe gridnet.Recipe, seed uint64) bool {
	return r.Seed == seed && same(r.Settings, recipe)
}

// Command is the command line that trains a recipe.
func Command(r gridnet.Recipe, seed uint64, updates int) string {
	flags, ok := r.Flags()
	if !ok {
		panic("ablation: no flags give recipe " + r.Name)
	}
	words := []string{"go run ./app train"}
	for _, f := range flags {
		if strings.ContainsAny(f, ` "[{`) {
			f = "'" + f + "'"
		}
		words = append(words, f)
	}
	return fmt.Sprintf("%s -updates %d -seed %d", strings.Join(words, " "), updates, seed)
}

// surrogates per unit of the untrained network, as of the trained one.
const surrogates = 20

// Measure measures the network of a run that is at its end. seconds is what
// its updates took, loss that of the last; program is the version. ctx ends
// the work early.
func Measure(ctx context.Context, c Cell, t *gridnet.Trainer, workers int, seconds float64, loss gridnet.Loss, program string) (Run, error) {
	recipe := t.Network().Recipe
	run := Run{
		Row: c.Row.Name, Base: c.Base.Name, Seed: t.Seed(), Updates: t.Update(), Program: program, Kernels: tensor.KernelName(),
		Command: Command(recipe, t.Seed(), t.Update()), Units: t.Network().Units(), Moves: recipe.ReportMoves,
		Loss: survey.Number(loss.Total), Seconds: survey.Number(seconds), Settings: recipe,
	}
	m, err := report.Measure(ctx, t, workers, func(float64) {})
	if err != nil {
		return run, err
	}
	res := report.NewResults(t, report.Run{Total: seconds, Seconds: seconds, Updates: t.Update(), Loss: loss}, m)
	run.Trained = score(m.Population)
	nan := survey.Number(tuning.Quantile(nil, 0.5))
	var spacings []float64
	for i, module := range res.Modules {
		if module.SpacingM == nil {
			run.Spacings = append(run.Spacings, nan)
			continue
		}
		run.Spacings = append(run.Spacings, survey.Number(*module.SpacingM))
		q := m.Population.Slice(i*recipe.Units, (i+1)*recipe.Units)
		for _, s := range q.Scores {
			if s.OK && s.Score60 > q.Null.P95 {
				spacings = append(spacings, s.Spacing)
			}
		}
	}
	run.SpacingM = survey.Number(tuning.Quantile(spacings, 0.5))
	run.ErrorCM, run.MedianCM = survey.Number(res.ErrorCM), survey.Number(res.ErrorMedianCM)
	run.NeverMovedCM, run.UntrainedCM = survey.Number(res.NeverMovedCM), survey.Number(res.UntrainedCM)

	e := gridnet.NewEvaluator(t.Network(), t.Seed())
	maps := e.Maps(t.Network().Init(t.Seed()), gridnet.ScoreBins, m.MapMoves, 100_000)
	p, err := tuning.ScorePopulation(ctx, maps, surrogates, recipe.Scoring(t.Seed(), workers))
	if err != nil {
		return run, err
	}
	run.Untrained = score(p)
	return run, nil
}

func score(p *tuning.Population) Score {
	var fields []float64
	for _, s := range p.Scores {
		fields = append(fields, float64(s.Fields))
	}
	return Score{
		Above037: survey.Number(p.Fraction(0.37)), Null037: survey.Number(p.Null.Above037),
		Above080: survey.Number(p.Fraction(0.80)), Null080: survey.Number(p.Null.Above080),
		Beyond: survey.Number(p.BeyondNull()), Median: survey.Number(p.Quantile(0.5)), Fields: survey.Number(tuning.Quantile(fields, 0.5)),
	}
}
