package paper

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"gridrat/brain/ablation"
	"gridrat/brain/survey"
)

// ablationColumn is what a table says of every row.
type ablationColumn struct {
	name, format string
	spread       bool // the range is shown too
	short        bool // in Markdown, too
	value        func(r *ablation.Run) survey.Number
}

// text is the mean over a row's runs and, if it is to be shown, the range.
func (c ablationColumn) text(runs []*ablation.Run) string {
	s := ablation.Over(runs, c.value)
	if !c.spread {
		s.Low, s.High = s.Mean, s.Mean
	}
	return s.Format(c.format)
}

var ablationColumns = []ablationColumn{
	{"above 0.37", "%.2f", true, true, func(r *ablation.Run) survey.Number { return r.Trained.Above037 }},
	{"null", "%.2f", false, true, func(r *ablation.Run) survey.Number { return r.Trained.Null037 }},
	{"untrained above 0.37", "%.2f", false, false, func(r *ablation.Run) survey.Number { return r.Untrained.Above037 }},
	{"above 0.80", "%.2f", false, false, func(r *ablation.Run) survey.Number { return r.Trained.Above080 }},
	{"its null", "%.2f", false, false, func(r *ablation.Run) survey.Number { return r.Trained.Null080 }},
	{"beyond null", "%.2f", false, true, func(r *ablation.Run) survey.Number { return r.Trained.Beyond }},
	{"median score", "%.2f", false, false, func(r *ablation.Run) survey.Number { return r.Trained.Median }},
	{"spacing, m", "%.2f", false, false, func(r *ablation.Run) survey.Number { return r.SpacingM }},
	{"fields", "%.0f", false, false, func(r *ablation.Run) survey.Number { return r.Trained.Fields }},
	{"error, cm", "%.0f", true, true, func(r *ablation.Run) survey.Number { return r.ErrorCM }},
	{"never moved, cm", "%.0f", false, false, func(r *ablation.Run) survey.Number { return r.NeverMovedCM }},
	{"untrained, cm", "%.0f", false, false, func(r *ablation.Run) survey.Number { return r.UntrainedCM }},
	{"loss", "%.3f", false, false, func(r *ablation.Run) survey.Number { return r.Loss }},
	{"seconds", "%.0f", false, false, func(r *ablation.Run) survey.Number { return r.Seconds }},
}

// AblationTable is the table of all ablations in plain text: means over the
// seeds, of the most telling with their range.
func AblationTable(t *ablation.Table) string {
	var b strings.Builder
	for _, base := range AblationBases(t) {
		fmt.Fprintf(&b, "\n%s, %d updates: mean over seeds (range); errors after %s moves\n", base.Title, t.Updates, AblationMoves(t, base))
		w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		head := []string{"row", "seeds"}
		for _, c := range ablationColumns {
			head = append(head, c.name)
		}
		fmt.Fprintln(w, strings.Join(head, "\t"))
		for _, row := range AblationRows(t) {
			runs := t.Of(row, base)
			if len(runs) == 0 {
				continue
			}
			line := []string{row.Name, fmt.Sprint(len(runs))}
			for _, c := range ablationColumns {
				line = append(line, c.text(runs))
			}
			fmt.Fprintln(w, strings.Join(line, "\t"))
		}
		w.Flush()
	}
	return b.String()
}

// ablationMarkdown has a line for every row and, of every recipe, what share
// of the units lies above 0.37, its null, the share beyond the null, and the
// position error.
func ablationMarkdown(b *strings.Builder, t *ablation.Table) {
	bases := AblationBases(t)
	head := []string{""}
	for _, base := range bases {
		for _, c := range ablationColumns {
			if c.short {
				head = append(head, base.Title+": "+c.name)
			}
		}
	}
	markdownHead(b, head)
	for _, row := range AblationRows(t) {
		line := []string{row.Name}
		for _, base := range bases {
			for _, c := range ablationColumns {
				switch runs := t.Of(row, base); {
				case !c.short:
				case len(runs) == 0:
					line = append(line, "")
				default:
					line = append(line, c.text(runs))
				}
			}
		}
		markdownLine(b, line)
	}
}
