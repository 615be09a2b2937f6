package panel

import (
	"fmt"
	"image"

	"gridrat/brain/agent"
	"gridrat/brain/agent/shortcut"
	"gridrat/render/figure"
)

// doorRows are the classes of doors in the order in which they are shown.
var doorRows = []struct {
	class shortcut.Class
	name  string
}{
	{shortcut.Towards, "towards the goal"},
	{shortcut.Beside, "next to learnt one"},
	{shortcut.Again, "learnt one again"},
	{shortcut.Other, "another"},
	{shortcut.None, "goal not reached"},
}

// Sizes of the page of doors in points.
const (
	doorName = 118.0
	doorCell = 86.0
	doorBar  = 8.0
	doorThin = 4.0
)

// doors adds the choice of the maze, and how often doors were taken.
func (p *Experiment) doors(todo *work, d *DoorTest, running float64, area image.Rectangle) {
	c := p.Canvas
	line := area
	line.Max.Y = line.Min.Y + c.Px(buttonHeight)
	var chips []button
	for _, m := range d.Mazes {
		tip := "Count in this maze"
		if m.Why != "" {
			tip = "Not for the watched agent: " + m.Why + "."
		}
		chips = append(chips, button{SpotExperiment + ToMaze + m.ID, m.Name, tip, m.On, m.Why != ""})
	}
	tip := "Play frozen episodes in which all doors open at the first visit, and others in which they are open from the start"
	if d.Why != "" {
		tip = figure.Capital(d.Why) + "."
	}
	chips = append(chips, button{SpotExperiment + ToCount, "count", tip, d.Going, d.Why != ""})
	rest := todo.buttons(line, chips...)
	if d.Going && running == running {
		todo.text("state", rest, lineFont, muted, figure.Percent(running))
		todo.explained("doors counted", rest)
	}
	area.Min.Y = line.Max.Y + c.Px(3)
	if d.Count == nil || d.Count.Reached == 0 {
		why := "The agent learns the way by one door; then all open, and its next choice is counted."
		switch {
		case d.Why != "":
			why = "Not for this agent: " + d.Why + "."
		case d.Count != nil && !d.Going:
			why = "The agent never reached the goal, so that no door opened."
		}
		end := p.say(todo, "none", area, why)
		if d.Why == "" && d.Count == nil {
			area.Min.Y = end + c.Px(6)
			p.say(todo, "tell", area, doorsTell)
		}
		return
	}
	n := d.Count
	line = area
	line.Max.Y = line.Min.Y + c.Px(lastLine)
	what := d.Agent
	if d.What != "" {
		what += ", " + d.What
	}
	todo.text("of", line, lineFont, ink, fmt.Sprintf("%s: doors opened in %d of %s", what, n.Reached, figure.Plural(n.Episodes, "episode", "episodes")), fmt.Sprintf("%s: %d of %d", what, n.Reached, n.Episodes), fmt.Sprintf("opened in %d of %d", n.Reached, n.Episodes))
	todo.explained("doors counted", line)
	line = line.Add(image.Pt(0, c.Px(lastLine)))
	p.keys(todo, line)
	area.Min.Y = line.Max.Y + c.Px(3)
	foot := c.Wrap(lineFont, doorsTell, float64(area.Dx()))
	// Bars are thicker where there is room.
	base := c.Px(doorBar) + 2*c.Px(doorThin) + c.Px(7)
	each := min(max((area.Dy()-len(foot)*c.Px(lastLine))/len(doorRows), base), 3*base/2)
	thick := float64(each-c.Px(7)) / float64(base-c.Px(7))
	for _, row := range doorRows {
		r := area
		if r.Max.Y = r.Min.Y + each; r.Max.Y > area.Max.Y {
			return
		}
		todo.explained("doors taken", r)
		todo.add("door "+row.name, r, fmt.Sprint(*n), func() { p.door(r, n, row.class, row.name, thick) })
		area.Min.Y = r.Max.Y
	}
	if len(foot)*c.Px(lastLine) <= area.Dy() {
		p.say(todo, "tell", area, doorsTell)
	}
}

// doorsTell says what counts would be like that need no sense of where the goal is.
const doorsTell = "An agent that only ran to what it sees would go towards the goal as often where doors were open from the start; one that only repeated what it learnt would take that door again."

// say adds a sentence on as many lines as it needs and there are, and returns where
// they end.
func (p *Experiment) say(todo *work, name string, area image.Rectangle, text string) (end int) {
	c := p.Canvas
	line := area
	for i, part := range c.Wrap(lineFont, text, float64(area.Dx())) {
		line.Max.Y = line.Min.Y + c.Px(lastLine)
		if line.Max.Y > area.Max.Y {
			return line.Min.Y
		}
		todo.text(fmt.Sprint(name, i), line, lineFont, muted, part)
		line.Min.Y = line.Max.Y
	}
	return line.Min.Y
}

// keys adds what the bars are.
func (p *Experiment) keys(todo *work, r image.Rectangle) {
	c := p.Canvas
	names := []struct {
		hue  inkOf
		name string
	}{{accent, "first choice"}, {second, "open from the start"}, {muted, "later"}, {warn, "chance"}}
	f := figure.Font{Size: 10}
	for i, k := range names {
		at := r
		at.Max.X = min(r.Max.X, at.Min.X+c.Px(9)+int(c.TextWidth(f, k.name))+c.Px(8))
		if at.Dx() < c.Px(20) {
			return
		}
		todo.add(fmt.Sprint("key ", i), at, k.name, func() {
			t := c.Theme
			c.Fill(at, t.Panel)
			y := (at.Min.Y + at.Max.Y) / 2
			box := image.Rect(at.Min.X, y-c.Px(3), at.Min.X+c.Px(6), y+c.Px(3))
			if k.hue == warn {
				box.Max.X = box.Min.X + c.Px(2)
			}
			c.Fill(box, k.hue.color(t))
			c.Text(at, float64(at.Min.X)+c.Px0(9), float64(y)+c.Px0(3.5), f, figure.Left, t.Muted, c.Fit(f, k.name, float64(at.Dx())-c.Px0(9)))
		})
		r.Min.X = at.Max.X
	}
}

// door draws the shares of a class as bars from 0 to 1, with the interval of the
// first choice and a line at chance; they are so many times as thick as at least.
func (p *Experiment) door(r image.Rectangle, n *shortcut.Count, class shortcut.Class, name string, thick float64) {
	c, t := p.Canvas, p.Canvas.Theme
	c.Fill(r, t.Panel)
	first := n.Share(&n.First, class)
	wide := min(c.Px(doorName), r.Dx()/3)
	middle := float64(r.Min.Y) + c.Px0(thick*doorBar/2+2)
	c.Text(r, float64(r.Min.X), middle+c.Px0(3.5), lineFont, figure.Left, t.Ink, c.Fit(lineFont, name, float64(wide)-c.Px0(4)))
	cell := min(c.Px(doorCell), r.Dx()/3)
	low, high := float64(r.Min.X+wide), float64(r.Max.X-cell)-c.Px0(4)
	x := func(v float64) float64 { return low + min(max(v, 0), 1)*(high-low) }
	bar := func(y, h int, s agent.Interval, hue inkOf) image.Rectangle {
		b := image.Rect(int(low), y, int(high), y+h)
		c.Fill(b, t.Raised)
		if s.Mean == s.Mean {
			c.Fill(image.Rect(b.Min.X, b.Min.Y, int(x(s.Mean)), b.Max.Y), hue.color(t))
		}
		return b
	}
	top := r.Min.Y + c.Px(2)
	b := bar(top, c.Px(thick*doorBar), first, accent)
	y := float64(b.Min.Y+b.Max.Y) / 2
	c.Line(r, figure.Pt{X: x(first.Low), Y: y}, figure.Pt{X: x(first.High), Y: y}, 1.5, t.Ink)
	b = bar(b.Max.Y+1, c.Px(thick*doorThin), n.Share(&n.Open, class), second)
	b = bar(b.Max.Y+1, c.Px(thick*doorThin), n.Share(&n.Later, class), muted)
	if v := n.Chance[class]; v == v {
		c.Line(r, figure.Pt{X: x(v), Y: float64(top) - c.Px0(1)}, figure.Pt{X: x(v), Y: float64(b.Max.Y) + c.Px0(1)}, 1.5, t.Warn)
	}
	c.Text(r, float64(r.Max.X), middle+c.Px0(3.5), lineFont, figure.Right, t.Ink, c.FirstFit(lineFont, float64(cell), shareWithin(first)...))
	small := figure.Font{Size: 9.5}
	others := "open " + share0(n.Share(&n.Open, class)) + ", later " + share0(n.Share(&n.Later, class))
	c.Text(r, float64(r.Max.X), float64(b.Max.Y), small, figure.Right, t.Muted, c.FirstFit(small, float64(cell)+c.Px0(4), others, share0(n.Share(&n.Open, class))+", "+share0(n.Share(&n.Later, class))))
}

// shareWithin prints a share with its interval.
func shareWithin(s agent.Interval) []string {
	if s.Mean != s.Mean {
		return []string{dash}
	}
	return []string{fmt.Sprintf("%.0f %% (%.0f–%.0f)", 100*s.Mean, 100*s.Low, 100*s.High), figure.Percent(s.Mean)}
}

// share0 prints a share; a dash where there is none.
func share0(s agent.Interval) string {
	if s.Mean != s.Mean {
		return dash
	}
	return figure.Percent(s.Mean)
}
