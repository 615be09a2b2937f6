package panel

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/render/figure"
	"gridrat/world/body"
)

// Choice is a choice of an agent with what it depends on.
type Choice struct {
	*agent.Attribution
	Period float64 // of a decision, s
}

// Memory is the strip below the clock: on which of the last seconds the choice
// depends that is looked at.
type Memory struct{ Picture }

const (
	// MemoryHeight is the height of the strip in points.
	MemoryHeight = 80.0
	// MemorySeconds is how long ago its left end is, s.
	MemorySeconds = 30.0

	memoryBin = 0.5 // s of a bar

	// The axis of effects is logarithmic, in nats.
	leastEffect = 0.01
	mostEffect  = 10.0
)

// aboutChoice is the explanation of the strip, aboutKept that of its pins.
const (
	aboutChoice = "what a choice depends on"
	aboutKept   = "goal kept"
)

// actionNames are those of actions, for people.
var actionNames = map[body.Action]string{
	body.TurnLeft: "turn left", body.TurnRight: "turn right", body.GoForward: "forward", body.GoBack: "back", body.GoLeft: "go left", body.GoRight: "go right",
}

// Pieces lists what has to be drawn anew; nil is no choice.
func (p *Memory) Pieces(of *Choice) []Piece {
	return p.list(func(todo *work) { p.lay(todo, of) })
}

func (p *Memory) lay(todo *work, of *Choice) {
	c := p.Canvas
	area := c.Bounds().Inset(c.Px(5))
	area.Min.X, area.Max.X = area.Min.X+c.Px(3), area.Max.X-c.Px(3)
	if area.Dx() < c.Px(100) || area.Dy() < c.Px(34) {
		return
	}
	head := area
	head.Max.Y = head.Min.Y + c.Px(14)
	area.Min.Y = head.Max.Y
	font := figure.Font{Size: 11.5, Medium: true}
	if of == nil {
		todo.text("title", head, font, ink, "On what the choice depends", "The choice")
		why := area
		why.Max.Y = min(why.Min.Y+c.Px(lineHeight), area.Max.Y)
		todo.text("why", why, lineFont, muted, "No decision has been made yet.", "no decision yet")
		return
	}
	todo.text("title", head, font, ink, of.words()...)
	todo.explained(aboutChoice, head)
	plot := area
	if key := c.Px(memoryKey); area.Dx() >= 3*key {
		legend := area
		legend.Min.X = area.Max.X - key
		plot.Max.X = legend.Min.X - c.Px(8)
		todo.add("legend", legend, [2]any{of.Senses, of.Memory}, func() { p.legend(legend, of) })
		todo.explained(aboutChoice, legend)
	}
	todo.add("plot", plot, of.Attribution, func() { p.plot(plot, of) })
	if n := len(of.Kept); n > 0 {
		at := p.at(p.within(plot), of, of.Kept[n-1].Since)
		pin := image.Rect(int(at)-c.Px(5), plot.Min.Y, int(at)+c.Px(5), plot.Max.Y)
		todo.explained(aboutKept, pin.Intersect(plot))
	}
	todo.explained(aboutChoice, plot)
}

// words say what was chosen and on what that depends, the longest first.
func (of *Choice) words() []string {
	name, chance := actionNames[sense.Action(of.Action)], figure.Percent(of.Prob)
	now, before, kept := of.Shares()
	long, short := "now "+figure.Percent(now), "now "+figure.Percent(now)
	if of.Memory {
		text := ", memory " + figure.Percent(before)
		long, short = long+text, short+text
	}
	if n := len(of.Kept); n > 0 {
		last := of.Kept[n-1]
		what := "goal kept"
		if last.Pretended {
			what = "goal pretended"
		}
		long += fmt.Sprintf(", %s %s %s", what, ago(of.secondsAgo(last.Since)), figure.Percent(kept))
		short += ", goal " + figure.Percent(kept)
	}
	all := []string{name + " (" + chance + ") depends on: " + long, name + " (" + chance + "): " + long, name + ": " + short, short, name}
	if !of.Memory {
		all = append([]string{all[0] + "; no memory"}, all...)
	}
	return all
}

// ago writes how long ago something was, s.
func ago(seconds float64) string {
	switch {
	case seconds < 0.05:
		return "just now"
	case seconds < 9.95:
		return fmt.Sprintf("%.1f s ago", seconds)
	}
	return fmt.Sprintf("%.0f s ago", seconds)
}

// secondsAgo is how long before the choice a decision was, s.
func (of *Choice) secondsAgo(decision int) float64 {
	return float64(of.Decision-decision) * of.Period
}

// memoryKey is the width of the legend in points.
const memoryKey = 92.0

// kindColor is the colour of a kind of sense.
func kindColor(k sense.Kind, t *figure.Theme) color.RGBA {
	switch k {
	case sense.KindSight:
		return t.Series[0]
	case sense.KindMotion:
		return t.Series[2]
	case sense.KindReward:
		return t.Series[3]
	case sense.KindGoal:
		return t.Series[1] // as the way to the goal that the code tells, in the arena
	}
	return t.Muted
}

// legend names the colours, and the marks.
func (p *Memory) legend(r image.Rectangle, of *Choice) {
	c, t := p.Canvas, p.Canvas.Theme
	c.Fill(r, t.Panel)
	type row struct {
		name string
		kind sense.Kind
		mark func(at figure.Pt)
	}
	var rows []row
	for k := range sense.Kind(sense.NumKinds) {
		if of.Senses[k] && k != sense.KindGoal {
			rows = append(rows, row{k.String(), k, nil})
		}
	}
	if of.Senses[sense.KindGoal] {
		rows = append(rows, row{aboutKept, sense.KindGoal, func(at figure.Pt) { p.pin(r, at.X, at.Y-c.Px0(2), at.Y+c.Px0(4)) }})
	}
	rows = append(rows, row{"visit of the goal", 0, func(at figure.Pt) { p.flag(r, at.X, at.Y-c.Px0(3.5), at.Y+c.Px0(3.5)) }})
	pitch := min(c.Px0(11.5), float64(r.Dy())/float64(len(rows)))
	f := figure.Font{Size: 9.5}
	for i, row := range rows {
		y := float64(r.Min.Y) + (float64(i)+0.5)*pitch
		x := float64(r.Min.X) + c.Px0(4)
		if row.mark != nil {
			row.mark(figure.Pt{X: x, Y: y})
		} else {
			half := c.Px(3)
			c.Fill(image.Rect(int(x)-half, int(y)-half, int(x)+half, int(y)+half), kindColor(row.kind, t))
		}
		c.Text(r, x+c.Px0(8), y+c.Px0(3.4), f, figure.Left, t.Muted, c.Fit(f, row.name, float64(r.Max.X)-x-c.Px0(8)))
	}
}

// within is where bars are drawn in the plot.
func (p *Memory) within(plot image.Rectangle) image.Rectangle {
	c := p.Canvas
	plot.Min.X, plot.Max.X = plot.Min.X+c.Px(18), plot.Max.X-c.Px(5)
	plot.Min.Y, plot.Max.Y = plot.Min.Y+c.Px(3), plot.Max.Y-c.Px(11)
	return plot
}

// at is where a decision is along the plot: at its left end if it is further back.
func (p *Memory) at(r image.Rectangle, of *Choice, decision int) float64 {
	return float64(r.Max.X) - float64(r.Dx())*min(1, of.secondsAgo(decision)/MemorySeconds)
}

// level is how high an effect is, in [0, 1].
func level(effect float64) float64 {
	return min(max(math.Log(math.Abs(effect)/leastEffect)/math.Log(mostEffect/leastEffect), 0), 1)
}

// plot draws bars over the last seconds, and what was kept of the goal as pins.
func (p *Memory) plot(plot image.Rectangle, of *Choice) {
	c, t := p.Canvas, p.Canvas.Theme
	c.Fill(plot, t.Panel)
	r := p.within(plot)
	if r.Dy() < c.Px(8) {
		return
	}
	p.axes(plot, r)
	p.bars(r, of)
	if begin := p.at(r, of, 0); of.secondsAgo(0) < MemorySeconds {
		before := image.Rect(r.Min.X, r.Min.Y+1, int(begin), r.Max.Y)
		c.Fill(before, t.Background)
		if of.Memory {
			p.say(before, figure.Font{Size: 9}, t.Muted, "before the episode")
		}
	}
	if n := len(of.Kept); n == 0 || of.secondsAgo(of.Kept[0].Since) < 0.9*MemorySeconds {
		c.Text(r, float64(r.Min.X)+c.Px0(2), float64(r.Min.Y)+c.Px0(9), figure.Font{Size: 8.5}, figure.Left, t.Muted, "nats")
	}
	if !of.Memory {
		text := "no memory: nothing of the past counts"
		if of.Senses[sense.KindGoal] {
			text = "no memory: of the past, the kept goal alone counts"
		}
		past := r
		past.Max.X -= c.Px(20)
		p.say(past, figure.Font{Size: 11}, t.Ink, text, "no memory")
	}
	for _, v := range of.Visits {
		if of.secondsAgo(v) <= MemorySeconds {
			p.flag(plot, p.at(r, of, v), float64(plot.Min.Y), float64(r.Max.Y))
		}
	}
	for _, k := range of.Kept {
		if level(k.Effect) == 0 {
			continue // below the axis
		}
		x, top := p.at(r, of, k.Since), float64(r.Max.Y)-level(k.Effect)*float64(r.Dy())
		p.pin(plot, x, top, float64(r.Max.Y))
		if back := of.secondsAgo(k.Since); back > MemorySeconds {
			f := figure.Font{Size: 9, Medium: true}
			c.Text(plot, x+c.Px0(7), max(top, float64(r.Min.Y)+c.Px0(4))+c.Px0(3), f, figure.Left, kindColor(sense.KindGoal, t), ago(back))
		}
	}
}

// say writes into the middle of a rectangle in the first wording that has room there,
// if one has.
func (p *Memory) say(r image.Rectangle, f figure.Font, col color.RGBA, texts ...string) {
	c := p.Canvas
	for _, text := range texts {
		if width := c.TextWidth(f, text) + c.Px0(6); width < float64(r.Dx()) {
			x, y := float64(r.Min.X+r.Max.X)/2, float64(r.Min.Y+r.Max.Y)/2
			c.Text(r, x, y+c.Px0(4), f, figure.Centre, col, text)
			return
		}
	}
}

// axes draws the lines of effects and of seconds.
func (p *Memory) axes(plot, r image.Rectangle) {
	c, t := p.Canvas, p.Canvas.Theme
	f := figure.Font{Size: 8.5}
	for _, v := range []float64{0.1, 1, 10} {
		y := r.Max.Y - int(math.Round(level(v)*float64(r.Dy())))
		c.Fill(image.Rect(r.Min.X, y, r.Max.X, y+1), t.Faint)
		c.Text(plot, float64(r.Min.X)-c.Px0(3), float64(y)+c.Px0(3.5), f, figure.Right, t.Muted, fmt.Sprint(v))
	}
	c.Fill(image.Rect(r.Min.X, r.Max.Y, r.Max.X, r.Max.Y+1), t.Muted)
	f.Size = 9
	for s := 0.0; s <= MemorySeconds; s += 10 {
		x := float64(r.Max.X) - s/MemorySeconds*float64(r.Dx())
		c.Fill(image.Rect(int(x), r.Max.Y, int(x)+1, r.Max.Y+c.Px(3)), t.Muted)
		text, align := fmt.Sprintf("%.0f s", s), figure.Centre
		switch s {
		case 0:
			text, align, x = "now", figure.Right, float64(plot.Max.X)
		case MemorySeconds:
			text, align, x = text+" ago", figure.Left, float64(plot.Min.X)
		}
		c.Text(plot, x, float64(plot.Max.Y)-c.Px0(2.5), f, align, t.Muted, text)
	}
}

// bars draws the sizes of the effects of each half second: as high as the logarithm
// of their sum, which the kinds of sense share.
func (p *Memory) bars(r image.Rectangle, of *Choice) {
	c, t := p.Canvas, p.Canvas.Theme
	const n = int(MemorySeconds / memoryBin)
	var bins [n][sense.NumKinds]float64
	for i, e := range of.Effects {
		bin := int((float64(len(of.Effects)-1-i) + 0.5) * of.Period / memoryBin)
		if bin >= n {
			continue
		}
		for k, v := range e {
			bins[bin][k] += math.Abs(v)
		}
	}
	for i, bin := range bins {
		sum := 0.0
		for _, v := range bin {
			sum += v
		}
		high := level(sum) * float64(r.Dy())
		if high < 1 {
			continue
		}
		x0, x1 := r.Max.X-(i+1)*r.Dx()/n, r.Max.X-i*r.Dx()/n
		if x1-x0 > 2 {
			x0++
		}
		below := 0.0
		for k, v := range bin {
			y1 := r.Max.Y - int(math.Round(below/sum*high))
			below += v
			y0 := r.Max.Y - int(math.Round(below/sum*high))
			c.Fill(image.Rect(x0, y0, x1, y1), kindColor(sense.Kind(k), t))
		}
	}
}

// pin draws what was kept of the goal, from its head at top to its foot.
func (p *Memory) pin(clip image.Rectangle, x, top, foot float64) {
	c := p.Canvas
	col := kindColor(sense.KindGoal, c.Theme)
	c.Line(clip, figure.Pt{X: x, Y: top}, figure.Pt{X: x, Y: foot}, c.Px0(2), col)
	c.Disc(clip, figure.Pt{X: x, Y: top}, c.Px0(3.5), col)
}

// flag draws a visit of the goal, from top to foot.
func (p *Memory) flag(clip image.Rectangle, x, top, foot float64) {
	c, t := p.Canvas, p.Canvas.Theme
	c.Line(clip, figure.Pt{X: x, Y: top}, figure.Pt{X: x, Y: foot}, 1, t.Muted)
	c.Polygon(clip, []figure.Pt{{X: x, Y: top}, {X: x + c.Px0(5), Y: top + c.Px0(2.5)}, {X: x, Y: top + c.Px0(5)}}, t.Ink)
}
