package training

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"gridrat/brain/report"
	"gridrat/render/figure"
	"gridrat/render/sheet"
)

// table is what a run prints at its end.
func table(r report.Results) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	row := func(name, format string, values ...any) {
		fmt.Fprintf(w, "%s\t%s\n", name, fmt.Sprintf(format, values...))
	}
	row("recipe, seed", "%s, %d", r.RecipeName, r.Seed)
	if m := r.Settings.Map; m != nil {
		row("learnt in", "map %q", m.Name)
	}
	updates := "updates"
	if r.UpdatesThisCall < r.Updates {
		row(updates, "%d in %s s", r.Updates, figure.Known("%.1f", r.Seconds))
		updates = "of these in this call"
	}
	row(updates, "%d in %.1f s (%s/s)", r.UpdatesThisCall, r.SecondsThisCall, figure.Known("%.1f", r.UpdatesPerSecond))
	row("units beyond their null", "%.2f of %d (score above %.2f)", r.GridFraction, r.Units, r.NullP95)
	row("grid score > 0.37", "%.2f (null %.2f)", r.GridFraction037, r.NullFraction037)
	row("grid score > 0.80", "%.2f (null %.2f)", r.GridFraction080, r.NullFraction080)
	row("grid score, median and best", "%.2f, %.2f", r.ScoreMedian, r.ScoreMax)
	row(fmt.Sprintf("position error after %d moves", r.HorizonMoves), "%.1f cm, median %.1f (untrained %.1f, never moved %.1f)",
		r.ErrorCM, r.ErrorMedianCM, r.UntrainedCM, r.NeverMovedCM)
	row("the same by population vector", "%.1f cm, median %.1f", r.VectorCM, r.VectorMedianCM)
	for i, m := range r.Modules {
		row(fmt.Sprintf("module %d", i+1), "%s, beyond null %.2f, > 0.37 %.2f, > 0.80 %.2f, median %.2f, %.0f fields",
			sheet.Lattice(m), m.Beyond, m.Fraction037, m.Fraction080, m.ScoreMedian, m.FieldsMedian)
	}
	row("loss: place, head direction", "%s, %s", figure.Known("%.4f", r.LossPlace), figure.Known("%.4f", r.LossHeadDirection))
	w.Flush()
	return b.String()
}
