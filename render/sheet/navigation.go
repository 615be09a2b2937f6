package sheet

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"

	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/task"
)

// Learning is the page of how an agent learnt: its score in frozen episodes with
// its interval, beside those who do not learn and what was published, and what
// its updates said of themselves.
func Learning(r result.Results, c result.Curve, published []task.Published) *image.RGBA {
	const width, height, top, columns = 520, 270, 64, 2
	plots := updates(c, &figure.Light)
	page := figure.NewCanvas(columns*width, top+height+(len(plots)+1)/columns*height, &figure.Light, 1)
	title := fmt.Sprintf("Task %s, code %s, seed %d: %s decisions in %s s, score %.0f", r.Task, r.Code, r.Seed, figure.Thousands(r.Decisions), figure.Known("%.0f", r.Seconds), r.Score)
	line := "Scores are of frozen agents in episodes that nobody learns from, with 95 % intervals; returns are those of training episodes, with what else is rewarded there."
	if r.Told {
		line = "This agent is told its true place: an upper control. " + line
	}
	page.Text(page.Bounds(), 14, 28, figure.Font{Size: 17, Medium: true}, figure.Left, page.Theme.Ink, title)
	page.Text(page.Bounds(), 14, 48, figure.Font{Size: 12}, figure.Left, page.Theme.Muted, line)
	score := scores(r, c, published, &figure.Light)
	page.Curve(image.Rect(0, top, columns*width, top+height).Inset(6), score.Plot, score.series...)
	for i, p := range plots {
		at := image.Pt(i%columns*width, top+height+i/columns*height)
		page.Curve(image.Rectangle{Min: at, Max: at.Add(image.Pt(width, height))}.Inset(6), p.Plot, p.series...)
	}
	return page.Img
}

// scores plots the score against experience.
func scores(r result.Results, c result.Curve, published []task.Published, theme *figure.Theme) plot {
	hue := theme.Series
	mean := along(c, "score", hue[0], func(p result.Point) float64 { return p.Score.Mean })
	mean.Dots = len(mean.X) == 1
	low := along(c, "low", hue[0], func(p result.Point) float64 { return p.Score.Low })
	high := along(c, "high", hue[0], func(p result.Point) float64 { return p.Score.High })
	low.Faint, high.Faint = true, true
	series := []figure.Series{mean, low, high}
	level := func(name string, color color.RGBA, score float64) {
		series = append(series, figure.Series{Name: name, X: mean.X, Y: slices.Repeat([]float64{score}, len(mean.X)), Color: color, Faint: true})
	}
	level("random", theme.Muted, r.Random)
	level(r.CeilingOf, hue[2], r.Ceiling)
	for _, p := range published {
		if p.Who == "grid-cell agent" {
			level("published, grid cells", hue[1], p.Score)
		}
	}
	return plot{figure.Plot{Title: "score", XLabel: "decisions", YMin: 0, YMax: math.NaN()}, series}
}

// along makes a series of what is known of a curve.
func along(c result.Curve, name string, color color.RGBA, value func(result.Point) float64) figure.Series {
	s := figure.Series{Name: name, Color: color}
	for _, p := range c {
		if v := value(p); v == v {
			s.X, s.Y = append(s.X, float64(p.Decisions)), append(s.Y, v)
		}
	}
	return s
}

// updates plots what updates said of themselves.
func updates(c result.Curve, theme *figure.Theme) []plot {
	hue, nan := theme.Series, math.NaN()
	of := func(title string, low, high float64, series ...figure.Series) plot {
		return plot{figure.Plot{Title: title, XLabel: "decisions", YMin: low, YMax: high}, series}
	}
	return []plot{
		of("return of training episodes", 0, nan, along(c, "", hue[3], func(p result.Point) float64 { return p.Return })),
		of("losses", nan, nan,
			along(c, "policy", hue[0], func(p result.Point) float64 { return p.PolicyLoss }),
			along(c, "value", hue[1], func(p result.Point) float64 { return p.ValueLoss })),
		of("entropy, nats", 0, nan, along(c, "", hue[2], func(p result.Point) float64 { return p.Entropy })),
		of("of an update", 0, nan,
			along(c, "clipped", hue[0], func(p result.Point) float64 { return p.ClipFraction }),
			along(c, "divergence, nats", hue[1], func(p result.Point) float64 { return p.Divergence })),
		of("explained variance of values", nan, 1, along(c, "", hue[0], func(p result.Point) float64 { return p.ExplainedVariance })),
		of("share of turns among actions", 0, 1, along(c, "", hue[1], func(p result.Point) float64 { return p.Turns })),
	}
}

// Ways is a sheet of those episodes whose ways were kept, from above: the ways of
// the first trial and of later ones, starts, and the goal.
func Ways(r result.Results, list []agent.Episode) *image.RGBA {
	const columns, side = 3, 300
	var panels []figure.Panel
	for _, e := range list {
		if e.Ways != nil {
			panels = append(panels, figure.Panel{Wide: 1, Draw: func(c *figure.Canvas, r image.Rectangle) { waysOf(c, r, e) }})
		}
	}
	title := fmt.Sprintf("Task %s, code %s, seed %d, %s decisions: score %.0f (95 %%: %.0f to %.0f), mean of %d episodes", r.Task, r.Code, r.Seed, figure.Thousands(r.Decisions), r.Score, r.Low, r.High, r.Episodes)
	lines := []string{"Orange: the way of the first trial, in search of the goal. Blue: later ones. Grey: the last, which the end of the episode cut. Rings are starts; the target is the goal, dashed where it cannot be seen; doors are those at the start of the episode."}
	if r.Told {
		lines = append(lines, "This agent is told its true place: an upper control.")
	}
	return figure.Page(title, lines, panels, columns, side, side+24, &figure.Light, Scale).Img
}

// waysOf draws an episode, in the colours of the theme, from which ways stand out.
func waysOf(c *figure.Canvas, r image.Rectangle, e agent.Episode) {
	f := figure.Font{Size: 11}
	text := fmt.Sprintf("episode %d: score %.0f, %s", e.Seed-agent.Frozen, e.Score, figure.Plural(len(e.Trials), "trial", "trials"))
	c.Text(r, float64(r.Min.X)+c.Px0(12), float64(r.Min.Y)+c.Px0(17.5), f, figure.Left, c.Theme.Muted, text)
	r.Min.Y += c.Px(24)
	m := e.Map
	m.Floor, m.Wall, m.Starts = "", "", nil
	v := c.FloorPlan(r, m)
	// The first way is drawn last, on top of the many.
	for i := len(e.Ways) - 1; i >= 0; i-- {
		color, width := c.Theme.Series[0], 0.6
		switch {
		case i == 0:
			color, width = c.Theme.Series[1], 1.2
		case !e.Trials[i].Reached:
			color = c.Theme.Muted
		}
		c.Polyline(r, places(v, e.Ways[i]), width, color)
	}
	for _, t := range e.Trials {
		c.Circle(r, v.To(t.Start.Pos), c.Px0(2), 0.8, c.Theme.Ink)
	}
}

// places are where points of a map are on a canvas.
func places(v figure.View, way []world.Vec) []figure.Pt {
	points := make([]figure.Pt, len(way))
	for i, p := range way {
		points[i] = v.To(p)
	}
	return points
}
