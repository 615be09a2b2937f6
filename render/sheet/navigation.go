package sheet

import (
	"fmt"
	"image"
	"math"

	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/task"
)

// Learning is the page of how an agent learnt: its score in frozen episodes with
// its interval, beside those who do not learn and what was published, and what
// its updates said of themselves.
func Learning(r result.Results, c result.Curve, published []task.Published) *image.RGBA {
	const width, height, top, columns = 520, 270, 64, 2
	plots := updates(r, c, &figure.Light)
	page := figure.NewCanvas(columns*width, top+height+(len(plots)+1)/columns*height, &figure.Light, 1)
	title := fmt.Sprintf("Task %s, code %s, seed %d: %s decisions in %s s, score %.0f", r.Task, r.Code, r.Seed, figure.Thousands(r.Decisions), figure.Known("%.0f", r.Seconds), r.Score)
	line := "Scores: frozen agents, 95 % intervals. Returns: training, with what else is rewarded. Green: where runs that learn are."
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
	mean := panel.ScoreCurve(c, panel.ByDecisions)
	mean.Color, mean.Dots = panel.HueOf(r.Code, theme), true
	p := plot{figure.Plot{Title: "score", XLabel: panel.ByDecisions.Name, YMin: 0, YMax: math.NaN()}, []figure.Series{mean}}
	level := func(name string, score float64) {
		p.Levels = append(p.Levels, figure.Level{Name: name + " " + panel.Points(score), At: score, Color: theme.Muted})
	}
	level("random", r.Random)
	level(r.CeilingOf, r.Ceiling)
	for _, q := range published {
		level("published, "+q.Who, q.Score)
	}
	return p
}

// updates plots what updates said of themselves.
func updates(r result.Results, c result.Curve, theme *figure.Theme) []plot {
	x, nan := panel.ByDecisions, math.NaN()
	of := func(hue int, s figure.Series) []figure.Series {
		s.Color = theme.Series[hue]
		return []figure.Series{s}
	}
	plots := []plot{
		{figure.Plot{Title: "return of training episodes", XLabel: x.Name, YMin: 0, YMax: nan}, of(3, panel.CurveOf(c, x, func(p result.Point) float64 { return p.Return }))},
		{figure.Plot{Title: "share of turns among actions", XLabel: x.Name, YMin: 0, YMax: 1}, of(1, panel.CurveOf(c, x, func(p result.Point) float64 { return p.Turns }))},
	}
	for _, m := range panel.Measures(r.Settings.Learn) {
		plots = append(plots, plot{m.Plot(x), of(0, m.Of(c, x))})
	}
	return plots
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
