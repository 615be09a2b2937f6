package sheet

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"

	"gridrat/brain/report"
	"gridrat/render/figure"
)

// Curves is the page of a run's curves: on the left what learning descended
// and how fast, on the right what came of it.
func Curves(r report.Results, l report.Log, c report.Curve, m *report.Measurement) *image.RGBA {
	const width, height, top, columns, rows = 520, 270, 64, 2, 5
	page := figure.NewCanvas(columns*width, top+rows*height, &figure.Light, 1)
	page.Text(page.Bounds(), 14, 28, figure.Font{Size: 17, Medium: true}, figure.Left, page.Theme.Ink,
		fmt.Sprintf("Recipe %s, seed %d, %d updates in %s s", r.RecipeName, r.Seed, r.Updates, figure.Known("%.0f", r.Seconds)))
	page.Text(page.Bounds(), 14, 48, figure.Font{Size: 12}, figure.Left, page.Theme.Muted,
		"Losses and gradients are those of training batches; all else is measured on fresh trajectories, without dropout.")
	cell := func(x, y int) image.Rectangle {
		at := image.Pt(x*width, top+y*height)
		return image.Rectangle{Min: at, Max: at.Add(image.Pt(width, height))}.Inset(6)
	}
	for i, p := range learning(l, page.Theme) {
		page.Curve(cell(0, i), p.Plot, p.series...)
	}
	for i, p := range learnt(r, c, m, page.Theme) {
		page.Curve(cell(1, i), p.Plot, p.series...)
	}
	page.Histogram(cell(1, rows-1), figure.Histogram{
		Title: "grid scores", Values: m.Population.Scores60(), Null: m.Population.Null.Scores, NullName: "surrogates",
		Low: -1, High: 2, Bins: 45, Marks: []figure.Mark{{At: 0.37, Label: "0.37"}, {At: r.NullP95, Label: "null, 95 %"}},
	})
	return page.Img
}

// plot is a frame and what is in it.
type plot struct {
	figure.Plot
	series []figure.Series
}

// learning plots what the log says.
func learning(l report.Log, theme *figure.Theme) []plot {
	of := func(name string, color color.RGBA, value func(report.Entry) float64) figure.Series {
		s := figure.Series{Name: name, Color: color, Dots: len(l) == 1}
		for _, e := range l {
			s.X, s.Y = append(s.X, float64(e.Update)), append(s.Y, value(e))
		}
		return s
	}
	hue, nan := theme.Series, math.NaN()
	total := of("", hue[0], func(e report.Entry) float64 { return e.Loss.Total })
	place := of("", hue[0], func(e report.Entry) float64 { return e.Loss.Place })
	gradient := of("", hue[2], func(e report.Entry) float64 { return e.Loss.GradientNorm })
	rate := of("", hue[2], func(e report.Entry) float64 { return e.UpdatesPerSecond })
	plots := []plot{
		{figure.Plot{Title: "loss", XLabel: "updates", YMin: nan, YMax: nan, Log: wide(total.Y)}, []figure.Series{total}},
		{figure.Plot{Title: "loss of the place cells", XLabel: "updates", YMin: nan, YMax: nan, Log: wide(place.Y)}, []figure.Series{place}},
		{figure.Plot{Title: "gradient norm, before clipping", XLabel: "updates", YMin: nan, YMax: nan, Log: wide(gradient.Y)}, []figure.Series{gradient}},
		{figure.Plot{Title: "updates per second", XLabel: "updates", YMin: 0, YMax: nan}, []figure.Series{rate}},
	}
	var parts []figure.Series // a recipe may have none
	for _, s := range []figure.Series{
		of("head direction", hue[0], func(e report.Entry) float64 { return e.Loss.HeadDirection }),
		of("joint read-out", hue[1], func(e report.Entry) float64 { return e.Loss.Joint }),
	} {
		if slices.ContainsFunc(s.Y, func(v float64) bool { return v == v }) {
			parts = append(parts, s)
		}
	}
	if parts != nil {
		plots = append(plots, plot{figure.Plot{Title: "cross-entropy, nats", XLabel: "updates", YMin: nan, YMax: nan}, parts})
	}
	return plots
}

// learnt plots what the network could do on the way and what it can at the
// end, beside what it could untrained and what never having moved costs.
func learnt(r report.Results, c report.Curve, m *report.Measurement, theme *figure.Theme) []plot {
	of := func(name string, color color.RGBA, value func(report.Point) float64) figure.Series {
		s := figure.Series{Name: name, Color: color}
		for _, p := range c {
			s.X, s.Y = append(s.X, float64(p.Update)), append(s.Y, value(p))
		}
		return s
	}
	hue, nan := theme.Series, math.NaN()
	null := of("null > 0.37", theme.Muted, func(p report.Point) float64 { return p.Null037 })
	null.Faint = true
	mean := of("mean", hue[0], func(p report.Point) float64 { return p.ErrorCM })
	level := func(name string, color color.RGBA, cm float64) figure.Series {
		return figure.Series{Name: name, X: mean.X, Y: slices.Repeat([]float64{cm}, len(mean.X)), Color: color, Faint: true}
	}
	moves, still := make([]float64, len(r.ErrorByMovesCM)), make([]float64, len(r.ErrorByMovesCM))
	for i := range moves {
		moves[i], still[i] = float64(i+1), 100*m.Errors.ByMoves[i].NeverMoved
	}
	return []plot{
		{figure.Plot{Title: "grid-like units", XLabel: "updates", YMin: 0, YMax: 1, Format: figure.Percent}, []figure.Series{
			of("beyond null", hue[0], func(p report.Point) float64 { return p.Beyond }),
			of("> 0.37", hue[1], func(p report.Point) float64 { return p.Fraction037 }), null,
		}},
		{figure.Plot{Title: "median grid score", XLabel: "updates", YMin: nan, YMax: nan}, []figure.Series{
			of("", hue[0], func(p report.Point) float64 { return p.ScoreMedian }),
		}},
		{figure.Plot{Title: fmt.Sprintf("position error after %d moves, cm", r.HorizonMoves), XLabel: "updates", YMin: 0, YMax: nan}, []figure.Series{
			mean, of("median", hue[1], func(p report.Point) float64 { return p.ErrorMedianCM }),
			level("untrained", hue[3], r.UntrainedCM), level("never moved", theme.Muted, r.NeverMovedCM),
		}},
		{figure.Plot{Title: "position error by moves, cm", XLabel: "moves", YMin: 0, YMax: nan}, []figure.Series{
			{Name: "trained", X: moves, Y: r.ErrorByMovesCM, Color: hue[0]},
			{Name: "untrained", X: moves, Y: r.UntrainedErrorByMovesCM, Color: hue[3], Faint: true},
			{Name: "never moved", X: moves, Y: still, Color: theme.Muted, Faint: true},
		}},
	}
}

// wide tells whether values span so much that only a logarithmic axis shows
// them all.
func wide(values []float64) bool {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v > 0 {
			low, high = min(low, v), max(high, v)
		}
	}
	return high > 10*low
}
