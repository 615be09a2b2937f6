package panel

import (
	"fmt"
	"image"
	"math"
	"slices"

	"gridrat/brain/agent"
	"gridrat/render/figure"
)

// key tells what is known of a comparison from what was known before.
func (k *Comparison) key() string {
	return fmt.Sprint(k.Number, " ", k.What, " ", k.Agent, " ", k.N, k.Going, k.Before, k.After)
}

// compared adds a comparison: pairs of dots and what they come to.
func (p *Experiment) compared(todo *work, t *Trying, area image.Rectangle) {
	c := p.Canvas
	line := area
	line.Max.Y = line.Min.Y + c.Px(lastLine)
	k := t.Shown
	if k == nil || k.N == 0 {
		texts := []string{"Take something from the agent, then compare: the same frozen episodes are played before and after."}
		if k != nil {
			texts = []string{"The first episodes are being played."}
		}
		for i, text := range append(texts, t.reasons()...) {
			area.Min.Y = p.say(todo, fmt.Sprint("none ", i, " "), area, text) + c.Px(4)
		}
		return
	}
	title := figure.Capital(k.What)
	if k.Agent != t.Agent {
		title = k.Agent + ": " + k.What
	}
	todo.text("what", line, figure.Font{Size: 11, Medium: true}, ink, title)
	todo.explained("what is taken", line)
	line = line.Add(image.Pt(0, c.Px(lastLine)))
	going := ""
	if k.Going {
		going = ", going on"
	}
	episodes := figure.Plural(k.N, "episode", "episodes")
	todo.text("episodes", line, lineFont, muted, fmt.Sprintf("%s in %.1f s%s", episodes, k.Seconds, going), fmt.Sprintf("%s, %.1f s", episodes, k.Seconds), episodes)
	todo.explained("compared", line)

	rows := []struct {
		name, about string
		hue         inkOf
		texts       []string
	}{
		{"before", "score", setInks[0], prefixed("before ", Within(k.Pair.Before, Points))},
		{"after", "score", setInks[1], prefixed("after ", Within(k.Pair.After, Points))},
		{"less", "difference", muted, nil},
		{"effect", "effect size", muted, []string{
			fmt.Sprintf("effect %s s.d., fell in %s", signedScore(k.Effect), figure.Percent(k.Fell)),
			fmt.Sprintf("effect %s, fell %s", signedScore(k.Effect), figure.Percent(k.Fell)), "effect " + signedScore(k.Effect),
		}},
	}
	words, hue := differenceWords(k.Difference, Points)
	rows[2].texts, rows[2].hue = prefixed("difference ", words), hue
	plot := area
	plot.Min.Y = line.Max.Y + c.Px(2)
	plot.Max.Y = area.Max.Y - len(rows)*c.Px(lastLine)
	if plot.Dy() < c.Px(30) {
		plot.Max.Y = plot.Min.Y
	} else {
		todo.explained("paired dots", plot)
		todo.add("pairs", plot, k.key(), func() { p.pairs(plot, k) })
	}
	line.Min.Y = plot.Max.Y
	for _, row := range rows {
		if line.Max.Y = line.Min.Y + c.Px(lastLine); line.Max.Y > area.Max.Y {
			return
		}
		todo.text(row.name, line, lineFont, row.hue, row.texts...)
		todo.explained(row.about, line)
		line.Min.Y = line.Max.Y
	}
}

// reasons are sentences of why some of what there is cannot be taken, each reason once.
func (t *Trying) reasons() (all []string) {
	var whys []string
	add := func(what, why string) {
		if why != "" && !slices.Contains(whys, why) {
			whys, all = append(whys, why), append(all, what+": "+why+".")
		}
	}
	for _, l := range t.Units {
		add("No unit", l.Why)
	}
	for _, l := range t.Senses {
		add("No "+l.Name, l.Why)
	}
	add("No noise", t.NoiseWhy)
	return all
}

// prefixed puts a word before each wording, and leaves it out of a last one.
func prefixed(word string, texts []string) (all []string) {
	for _, text := range texts {
		all = append(all, word+text)
	}
	return append(all, texts...)
}

// signedScore prints a number with its sign and one decimal; a dash where it is not
// known.
func signedScore(v float64) string {
	switch {
	case math.IsNaN(v):
		return dash
	case v < -0.05:
		return fmt.Sprintf("−%.1f", -v)
	}
	return fmt.Sprintf("+%.1f", max(v, 0))
}

// pairs draws a dot for every episode before and after, and the two joined; beside
// them the means with their intervals.
func (p *Experiment) pairs(r image.Rectangle, k *Comparison) {
	c, t := p.Canvas, p.Canvas.Theme
	c.Fill(r, t.Panel)
	top := 10.0
	for i := range k.Before {
		top = max(top, k.Before[i], k.After[i])
	}
	f := figure.Font{Size: 9.5}
	left := float64(r.Min.X) + c.TextWidth(f, Points(top)) + c.Px0(5)
	room := float64(r.Max.X) - left
	xs := [2]float64{left + 0.28*room, left + 0.72*room}
	low, high := float64(r.Max.Y)-c.Px0(6), float64(r.Min.Y)+c.Px0(6)
	y := func(v float64) float64 { return low + v/top*(high-low) }
	for _, v := range []float64{0, top} {
		c.Text(r, left-c.Px0(4), y(v)+c.Px0(3.5), f, figure.Right, t.Muted, Points(v))
		c.Line(r, figure.Pt{X: left, Y: y(v)}, figure.Pt{X: float64(r.Max.X), Y: y(v)}, 0.5, t.Faint)
	}
	for i := range k.Before {
		c.Line(r, figure.Pt{X: xs[0], Y: y(k.Before[i])}, figure.Pt{X: xs[1], Y: y(k.After[i])}, 0.6, t.Faint)
	}
	for side, values := range [2][]float64{k.Before, k.After} {
		for _, v := range values {
			c.Disc(r, figure.Pt{X: xs[side], Y: y(v)}, c.Px0(1.6), setInks[side].color(t))
		}
	}
	for side, v := range [2]agent.Interval{k.Pair.Before, k.Pair.After} {
		x := xs[side] + []float64{-1, 1}[side]*0.14*room
		c.Line(r, figure.Pt{X: x, Y: y(v.Low)}, figure.Pt{X: x, Y: y(v.High)}, 1.5, setInks[side].color(t))
		c.Disc(r, figure.Pt{X: x, Y: y(v.Mean)}, c.Px0(3), setInks[side].color(t))
	}
}

// mostLast is how many comparisons are listed.
const mostLast = 6

// last adds the last comparisons, one a line, as many as there is room for.
func (p *Experiment) last(todo *work, t *Trying, area image.Rectangle) {
	c := p.Canvas
	if len(t.Last) == 0 || area.Dy() < 2*c.Px(lastLine) {
		return
	}
	line := area
	line.Max.Y = line.Min.Y + c.Px(lastLine)
	cell := func(from, to float64) image.Rectangle {
		r := line
		r.Min.X, r.Max.X = area.Min.X+int(from*float64(area.Dx())), area.Min.X+int(to*float64(area.Dx()))-c.Px(4)
		return r
	}
	const first, score, least = 0.42, 0.64, 1.0
	head := figure.Font{Size: 9.5}
	todo.text("last what", cell(0, first), head, muted, "taken, newest first", "taken")
	todo.text("last score", cell(first, score), head, muted, "score", "")
	todo.text("last less", cell(score, least), head, muted, "difference", "")
	for i, k := range t.Last[:min(len(t.Last), mostLast)] {
		if line = line.Add(image.Pt(0, c.Px(lastLine))); line.Max.Y > area.Max.Y {
			return
		}
		hue := muted
		if k == t.Shown {
			hue = ink
		}
		name := k.What
		if k.Agent != t.Agent {
			name = k.Agent + ": " + k.What
		}
		todo.text(fmt.Sprint("last what ", i), cell(0, first), lineFont, hue, name)
		todo.spot(fmt.Sprint(SpotExperiment, ToShow, k.Number), cell(0, first), "Show this comparison above")
		todo.explained("what is taken", cell(0, first))
		todo.text(fmt.Sprint("last score ", i), cell(first, score), lineFont, hue, Within(agent.Interval{Mean: k.Pair.After.Mean, Low: math.NaN(), High: math.NaN()}, Points)...)
		todo.explained("score", cell(first, score))
		words, stands := differenceWords(k.Difference, Points)
		todo.text(fmt.Sprint("last less ", i), cell(score, least), lineFont, stands, words...)
		todo.explained("difference", cell(score, least))
	}
}
