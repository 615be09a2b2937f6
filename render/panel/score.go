package panel

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"
	"time"

	"gridrat/brain/agent/result"
	"gridrat/render/figure"
)

// Spots of the scores: contenders, called contender:grid and so on, and the
// choice of what is counted along the x axis.
const (
	SpotContender = "contender:"
	SpotScoreAxis = "score axis"
)

// Scores shows the score of agents against their experience.
type Scores struct {
	Picture
	ByTime bool // by seconds of learning; else by decisions

	points int           // scores shown
	whole  time.Duration // until the next one, when the last one had come
}

// Sizes in points.
const (
	chipHeight = 44.0
	chipWidth  = 220.0 // at most
	chipGap    = 4.0
	leftWidth  = 118.0 // of what is left until the next point
)

// Pieces lists what has to be drawn anew to show agents beside levels; left is
// the time until a point is added, 0 where that is not known.
func (p *Scores) Pieces(all []Contender, lines []Reference, left time.Duration) []Piece {
	return p.list(func(todo *work) { p.lay(todo, all, lines, left) })
}

func (p *Scores) lay(todo *work, all []Contender, lines []Reference, left time.Duration) {
	c := p.Canvas
	area := c.Bounds().Inset(c.Px(8))
	if area.Dx() < c.Px(120) || area.Dy() < c.Px(90) {
		return
	}
	head := image.Rect(area.Min.X, area.Min.Y-c.Px(2), area.Max.X, area.Min.Y+c.Px(buttonHeight-2))
	p.head(todo, all, left, head)
	area.Min.Y += c.Px(20)
	if n := len(all); n > 0 {
		row := area
		row.Max.Y = row.Min.Y + c.Px(chipHeight)
		pitch := min((row.Dx()+c.Px(chipGap))/n, c.Px(chipWidth))
		for i := range all {
			chip := row
			chip.Min.X = row.Min.X + i*pitch
			chip.Max.X = chip.Min.X + pitch - c.Px(chipGap)
			p.chip(todo, &all[i], chip)
		}
		area.Min.Y = row.Max.Y + c.Px(3)
	}
	area.Min.X, area.Max.X, area.Max.Y = area.Min.X-c.Px(6), area.Max.X+c.Px(6), area.Max.Y+c.Px(6)
	todo.explained("score", area)
	todo.add("curves", area, p.key(all, lines), func() { p.curves(area, all, lines) })
}

// axis is what is counted along x.
func (p *Scores) axis() Experience {
	if p.ByTime {
		return BySeconds
	}
	return ByDecisions
}

// head adds the title, the time until the next point, and the choice of x.
func (p *Scores) head(todo *work, all []Contender, left time.Duration, r image.Rectangle) {
	c := p.Canvas
	axis := button{SpotScoreAxis, "by decisions", "Count seconds of learning along the axis", false, false}
	if p.ByTime {
		axis.label, axis.tip = "by seconds", "Count decisions along the axis"
	}
	r = todo.buttons(r, axis)
	points := 0
	for i := range all {
		points += all[i].tests()
	}
	if points != p.points || left > p.whole {
		p.points, p.whole = points, left
	}
	if learning := slices.ContainsFunc(all, func(c Contender) bool { return c.Learning }); learning && left > 0 && r.Dx() > c.Px(2*leftWidth) {
		next := r
		next.Min.X = next.Max.X - c.Px(leftWidth)
		r.Max.X = next.Min.X - c.Px(6)
		text := fmt.Sprintf("next point in %.0f s", math.Ceil(left.Seconds()))
		done := 1 - float64(left)/float64(max(p.whole, left))
		todo.explained("next point", next)
		todo.add("next", next, [2]any{text, int(done * float64(next.Dx()))}, func() {
			t := c.Theme
			c.Fill(next, t.Panel)
			c.Text(next, float64(next.Min.X), float64(next.Min.Y)+c.Px0(10), figure.Font{Size: 10}, figure.Left, t.Muted, text)
			bar := image.Rect(next.Min.X, next.Max.Y-c.Px(4), next.Max.X-c.Px(6), next.Max.Y-c.Px(2))
			c.Fill(bar, t.Raised)
			bar.Max.X = bar.Min.X + int(done*float64(bar.Dx()))
			c.Fill(bar, t.Accent)
		})
	}
	todo.text("title", r, figure.Font{Size: 12, Medium: true}, ink,
		"Score: tests thick, with 95 % interval; training thin", "Score: tests thick, training thin", "Score")
	todo.explained("score", r)
}

// chip adds a contender: its name, which chooses it, its score, and what it has
// learnt from.
func (p *Scores) chip(todo *work, of *Contender, r image.Rectangle) {
	c := p.Canvas
	id := SpotContender + of.Name
	score, learnt := of.scoreWords(), of.learntWords()
	over := p.Over == id
	todo.add(id, r, fmt.Sprint(score, learnt, of.Watched, over), func() {
		t := c.Theme
		ground := t.Panel
		if of.Watched || over {
			ground = t.Raised
		}
		c.Fill(r, ground)
		hue := HueOf(of.Name, t)
		c.Fill(image.Rect(r.Min.X, r.Min.Y, r.Min.X+c.Px(3), r.Max.Y), hue)
		x, room := float64(r.Min.X)+c.Px0(8), float64(r.Dx())-c.Px0(10)
		line := func(y float64, f figure.Font, col color.RGBA, texts ...string) {
			c.Text(r, x, float64(r.Min.Y)+c.Px0(y), f, figure.Left, col, c.FirstFit(f, room, texts...))
		}
		name := []string{of.Name}
		if of.Watched {
			name = []string{of.Name + " · watched", of.Name}
		}
		line(11, figure.Font{Size: 11, Medium: true}, hue, name...)
		line(26, figure.Font{Size: 13, Medium: true}, t.Ink, score...)
		line(39, figure.Font{Size: 10}, t.Muted, learnt...)
	})
	name, numbers := r, r
	name.Max.Y = r.Min.Y + c.Px(14)
	numbers.Min.Y = name.Max.Y
	learning := numbers
	numbers.Max.Y = r.Min.Y + c.Px(30)
	learning.Min.Y = numbers.Max.Y
	todo.spot(id, name, "Watch the agent with code "+of.Name)
	todo.explained("score", numbers)
	todo.explained("learnt from", learning)
}

// tests is the number of scores in the learning curve.
func (c *Contender) tests() (n int) {
	if c.Snap == nil {
		return 0
	}
	for _, p := range c.Snap.Curve {
		if p.Score.Mean == p.Score.Mean {
			n++
		}
	}
	return n
}

func (c *Contender) scoreWords() []string {
	p, ok := c.scored()
	if !ok {
		return []string{"–"}
	}
	return Within(p.Score, Points)
}

// learntWords say what an agent has learnt from so far, or what it waits for.
func (c *Contender) learntWords() []string {
	s := c.Snap
	switch {
	case s == nil:
		return []string{"about to begin", "–"}
	case s.Agent == nil && s.Growing.What != "":
		return []string{fmt.Sprintf("%s: %s", s.Growing.What, figure.Percent(s.Growing.Share)), figure.Percent(s.Growing.Share)}
	case s.Agent == nil:
		return []string{"about to begin", "–"}
	}
	made := Million(c.decisions())
	state := ""
	if !c.Learning {
		state = ", paused"
	}
	if s.Seconds == s.Seconds && s.Seconds > 0 {
		spent := Duration(time.Duration(s.Seconds * float64(time.Second)))
		return []string{made + " decisions in " + spent + state, made + " in " + spent + state, made + " in " + spent, made}
	}
	return []string{made + " decisions" + state, made + state, made}
}

// Points prints a score.
func Points(v float64) string {
	if a := math.Abs(v); a >= 99.5 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(math.Round(10*v)/10+0, 'f', -1, 64)
}

// key tells what the curves show: anew with every score, and else a few times a
// second.
func (p *Scores) key(all []Contender, lines []Reference) string {
	const often = 500 * time.Millisecond
	key := fmt.Sprint(p.ByTime, lines)
	for i := range all {
		c := &all[i]
		key += fmt.Sprint(" ", c.Name, c.Watched)
		if s := c.Snap; s != nil {
			last, _ := c.scored()
			key += fmt.Sprint(s.Run, c.tests(), last.Score.Mean, int(s.Elapsed/often), len(s.Curve) > 0, s.Agent == nil, int(100*s.Growing.Share))
		}
	}
	return key
}

// curves draws scores and training returns against experience, with lines to
// compare with.
func (p *Scores) curves(r image.Rectangle, all []Contender, lines []Reference) {
	c, t := p.Canvas, p.Canvas.Theme
	x := p.axis()
	plot := figure.Plot{XLabel: x.Name, FromZero: true, YMin: 0, YMax: math.NaN()}
	var trained, tested []figure.Series
	for i := range 2 * len(all) { // the watched one on top
		of := &all[i%len(all)]
		if of.Watched != (i >= len(all)) || of.Snap == nil {
			continue
		}
		hue := HueOf(of.Name, t)
		thin := CurveOf(of.Snap.Curve, x, func(q result.Point) float64 { return q.Return })
		thin.Color, thin.Faint = hue, true
		thick := ScoreCurve(of.Snap.Curve, x)
		thick.Color, thick.Dots = hue, true
		trained, tested = append(trained, thin), append(tested, thick)
		if n := len(thick.Y); n > 0 {
			plot.Levels = append(plot.Levels, figure.Level{Name: of.Name, At: thick.Y[n-1], Color: hue, Bare: true})
		}
	}
	for _, l := range lines {
		plot.Levels = append(plot.Levels, figure.Level{Name: l.Name + " " + strconv.FormatFloat(math.Round(10*l.Score)/10+0, 'f', -1, 64), At: l.Score, Color: t.Muted})
	}
	if series := append(trained, tested...); slices.ContainsFunc(series, func(s figure.Series) bool { return len(s.X) > 0 }) {
		c.Curve(r, plot, series...)
		return
	}
	c.Fill(r, t.Panel)
	f := figure.Font{Size: 11}
	at := r.Min.Add(r.Max).Div(2)
	text := "no agent learns yet"
	if len(all) > 0 {
		text = "the first point comes when an agent has been tested"
	}
	c.Text(r, float64(at.X), float64(at.Y), f, figure.Centre, t.Muted, c.Fit(f, text, float64(r.Dx())))
}
