package study

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"gridrat/brain/survey"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
	"gridrat/render/sheet"
)

// Table is what `score` prints at its end.
func Table(r *survey.Results) string {
	var b strings.Builder
	s := r.Source
	fmt.Fprintf(&b, "\n%s: %d units", s.Name, r.Units)
	if s.Kind == "network" {
		fmt.Fprintf(&b, ", recipe %s", s.Recipe)
	}
	fmt.Fprintf(&b, "; %d samples, trajectory %s, seed %d\n\n", r.Sampling.Samples, s.Trajectory, r.Sampling.Seed)

	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "above\tthreshold\tunits\tfield shuffle\tnoise\tshift\tuntrained\tbeyond own shuffle\tnoise\tshift")
	for i, f := range r.Fractions {
		threshold := "–"
		if t := float64(f.Threshold); t == t {
			threshold = fmt.Sprintf("%.2f", t)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", survey.Measures()[i].Title, threshold,
			sheet.Percent(f.Units), sheet.Percent(f.Shuffle), sheet.Percent(f.Noise), sheet.Percent(f.Shift), sheet.Percent(f.Untrained),
			sheet.Percent(f.BeyondShuffle), sheet.Percent(f.BeyondNoise), sheet.Percent(f.BeyondShift))
	}
	w.Flush()
	fmt.Fprintf(&b, "(of each unit's own shuffles, noise maps and shifts, chance exceeds the 95th percentile in %s; field shuffle of direction: its bins;\n"+
		"shift: activity beside the motion of another time or rat)\n", figure.Percent(tuning.ChanceBeyondP95(r.Sampling.Shuffles)))

	fmt.Fprintln(&b)
	w = tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	row := func(name, format string, values ...any) {
		fmt.Fprintf(w, "%s\t%s\n", name, fmt.Sprintf(format, values...))
	}
	if p := r.Positions; p != nil && p.Moves > 0 {
		end := p.Moves - 1
		text := fmt.Sprintf("%.1f cm (three most active), %.1f (most active)", float64(p.Top3[end]), float64(p.Argmax[end]))
		if p.Vector != nil {
			text += fmt.Sprintf(", %.1f (population vector)", float64(p.Vector[end]))
		}
		row(fmt.Sprintf("position error after %.1f s", float64(p.Seconds[end])), "%s; never moved %.1f, untrained %.1f",
			text, float64(p.NeverMoved[end]), float64(p.Untrained[end]))
	}
	caution := ""
	if n := r.Classes.Cautioned; n > 0 {
		caution = fmt.Sprintf(" (with a caution: %d of %d)", n, r.Units)
	}
	row("classes by the paper's thresholds", "%s%s", classCounts(r.Classes.Paper), caution)
	row("classes by the units' own", "%s", classCounts(r.Classes.Own))
	if c := r.Classes; c.Chance != nil {
		row("conjunctive", "%s by the paper's thresholds; field shuffle %s, noise %s, untrained %s; by the units' own %s",
			sheet.Percent(survey.Number(c.Conjunctive)/survey.Number(r.Units)), sheet.Percent(c.Chance.Shuffle), sheet.Percent(c.Chance.Noise), sheet.Percent(c.Chance.Untrained),
			sheet.Percent(survey.Number(c.ConjunctiveOwn)/survey.Number(r.Units)))
	}
	row("scales of grid-like units", "%s", scalesText(r.Scales))
	for _, m := range r.Modules {
		row(fmt.Sprintf("module %d", m.Module), "%s above 0.37, spacing %s", sheet.Percent(m.Above), metres(m.SpacingM.Median))
	}
	for _, c := range r.Resultant {
		row("directional, rate "+c.Convention, "%s", sheet.Percent(c.Units))
	}
	for _, c := range r.Border {
		row("border, rate "+c.Convention, "%s", sheet.Percent(c.Units))
	}
	w.Flush()
	b.WriteString(motionTable(r.Motion))
	b.WriteString(expectedTable(r.Expected))
	for _, n := range r.Notes {
		fmt.Fprintln(&b, "note:", n)
	}
	return b.String()
}

func metres(x survey.Number) string {
	if math.IsNaN(float64(x)) {
		return "–"
	}
	return fmt.Sprintf("%.2f m", float64(x))
}

// classCounts lists classes, the most frequent first.
func classCounts(counts map[string]int) string {
	var names []string
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := counts[b] - counts[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d", name, counts[name])
	}
	return strings.Join(names, ", ")
}

func scalesText(s survey.Scales) string {
	if s.Count == 0 {
		return "no unit above 0.37 has a lattice"
	}
	var clusters, ratios []string
	for _, c := range s.Clusters {
		clusters = append(clusters, fmt.Sprintf("%.2f ± %.2f m (%.0f %%)", float64(c.MeanM), float64(c.SDM), 100*float64(c.Weight)))
	}
	for _, r := range s.Ratios {
		ratios = append(ratios, fmt.Sprintf("%.2f", float64(r)))
	}
	text := fmt.Sprintf("%s, of %d units", strings.Join(clusters, ", "), s.Count)
	if ratios != nil {
		text += ", ratios " + strings.Join(ratios, ", ")
	}
	return text + fmt.Sprintf("; orientation %s, agreement %.2f", figure.Degrees(float64(s.MeanDeg)*math.Pi/180), float64(s.Agreement))
}

// motionTable compares movements.
func motionTable(all []survey.Motion) string {
	if all == nil {
		return ""
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nmotion\tmoves\t\tmean\ts.d.\t5 %\t25 %\tmedian\t75 %\t95 %")
	for _, m := range all {
		for _, line := range []struct {
			name string
			q    survey.Quantiles
		}{{"speed, m/s", m.Speed}, {"turn per move, rad", m.Turn}, {"|turn|, rad", m.Abs}} {
			q := line.q
			fmt.Fprintf(w, "%s\t%d\t%s\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\n", m.Name, m.Moves, line.name,
				float64(q.Mean), float64(q.SD), float64(q.P05), float64(q.P25), float64(q.Median), float64(q.P75), float64(q.P95))
		}
	}
	w.Flush()
	return b.String()
}

// expectedTable compares with what is known from outside.
func expectedTable(all []survey.Expected) string {
	if all == nil {
		return ""
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nof the published network\tknown\there\t")
	for _, e := range all {
		verdict := fmt.Sprintf("within %.1f to %.1f", float64(e.Low), float64(e.High))
		if !e.Within {
			verdict = fmt.Sprintf("NOT within %.1f to %.1f", float64(e.Low), float64(e.High))
		}
		fmt.Fprintf(w, "%s\t%s\t%.1f %s\t%s\n", e.What, e.Known, float64(e.Ours), e.Unit, verdict)
	}
	w.Flush()
	return b.String()
}
