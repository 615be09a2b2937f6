package navigating

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"gridrat/brain/agent/result"
	"gridrat/render/figure"
)

// table is what is printed at the end.
func table(r result.Results) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	row := func(name, format string, values ...any) {
		fmt.Fprintf(w, "%s\t%s\n", name, fmt.Sprintf(format, values...))
	}
	row("task, code, seed", "%s, %s, %d", r.Task, r.Code, r.Seed)
	if r.Task != r.LearntIn {
		row("learnt in", "%s", r.LearntIn)
	}
	if r.Test == nil {
		row("decisions", "%d in %s s of learning (%s/s), %.1f h of experience", r.Decisions, figure.Known("%.1f", r.Seconds), figure.Known("%.0f", r.DecisionsPerSecond), r.Experience/3600)
		if s := r.PretrainingSeconds; s != nil && *s > 0 {
			row("before that", "%.1f s to grow eyes and what reads vectors%s", *s, map[bool]string{true: ", kept from before", false: ""}[r.PretrainingKept])
		}
	} else {
		row("decisions", "%d, before this test", r.Decisions)
		if r.Lesion != "" {
			row("lesion", "%s: %d units of the goal's code silenced", r.Lesion, len(r.Silenced))
		}
		if r.Noise > 0 {
			row("noise", "%.0f %% on what is felt of the own motion", 100*r.Noise)
		}
	}
	row("score", "%.1f (95 %%: %.1f to %.1f), mean of %d frozen episodes", r.Score, r.Low, r.High, r.Episodes)
	if r.Untrained != nil {
		row("untrained, random", "%.1f, %.1f", *r.Untrained, r.Random)
	} else {
		row("random", "%.1f", r.Random)
	}
	row("ceiling", "%.1f (%s)", r.Ceiling, r.CeilingOf)
	row("first, later trials", "%s s (%.0f %% found it), %s s", figure.Known("%.1f", r.First), 100*r.Found, figure.Known("%.2f", r.Later))
	row("shortest way / way", "%s, of later trials", figure.Known("%.2f", r.Efficiency))
	if l := r.LearntOn; l != nil {
		row("network", "learnt on in %d updates, told %s", l.Updates, l.Told)
	}
	if r.Told {
		row("told", "the true place: an upper control")
	}
	w.Flush()
	return b.String()
}
