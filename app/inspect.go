package main

import (
	"fmt"
	"slices"
	"time"

	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// inspect is what the user has asked the inspector for.
type inspect struct {
	silenced []int     // units that nothing is to hear
	focus    int       // unit whose own nulls were asked for; -1 is none
	wanted   int       // unit whose own nulls are wanted
	since    time.Time // when they were
}

// focusAfter is how long a unit is looked at before its nulls are drawn: whoever
// leafs through the units does not want those of each.
const focusAfter = 300 * time.Millisecond

// nextOf is the one after current, the first after the last.
func nextOf(all []string, current string) string {
	return all[(slices.Index(all, current)+1)%len(all)]
}

func (g *game) inspectPage(page string) {
	g.inspector.Page = page
	g.hurry(&g.inspector.Picture)
}

// toggleCompare puts the next unit beside the chosen one, or takes it away.
func (g *game) toggleCompare() {
	if g.wall.Beside >= 0 {
		g.compare(-1)
		return
	}
	order := g.wall.Order()
	if len(order) < 2 {
		return
	}
	i := slices.Index(order, g.wall.Chosen)
	g.compare(order[(i+1)%len(order)])
	g.pinned = true
}

// compare puts a unit beside the chosen one; -1 takes it away.
func (g *game) compare(unit int) {
	if unit == g.wall.Chosen {
		unit = -1
	}
	g.wall.Beside = unit
	g.hurry(&g.wall.Picture, &g.inspector.Picture)
}

// silence has nothing hear some units, or lets them be heard again if nothing
// hears any of them already.
func (g *game) silence(units []int) {
	all := !slices.ContainsFunc(units, func(u int) bool { return !slices.Contains(g.inspect.silenced, u) })
	kept := slices.DeleteFunc(slices.Clone(g.inspect.silenced), func(u int) bool { return slices.Contains(units, u) })
	if !all {
		kept = append(kept, units...)
		slices.Sort(kept)
	}
	g.setSilenced(kept)
}

func (g *game) setSilenced(units []int) {
	g.inspect.silenced = units
	g.do(learner.Silence{Units: units})
}

// silenceShown silences the units that the wall shows or, where it shows all
// of several modules, the module of the chosen unit.
func (g *game) silenceShown() {
	s := g.snap
	switch {
	case !g.wall.Filter.Empty():
		g.silence(slices.Clone(g.wall.Order()))
	case len(s.Recipe.Modules) > 1:
		first := g.wall.Chosen / s.Recipe.Units * s.Recipe.Units
		var units []int
		for u := first; u < first+s.Recipe.Units; u++ {
			units = append(units, u)
		}
		g.silence(units)
	default:
		g.tell(false, "First choose which: a class (U), or a range by dragging over a histogram; then Shift+X silences the units that are shown.")
	}
}

// askFocus asks for the nulls of the chosen unit while its scores are shown, and
// for none otherwise.
func (g *game) askFocus(now time.Time) {
	f := &g.inspect
	unit := -1
	if g.inspector.Page == panel.PageScores {
		unit = g.wall.Chosen
	}
	if unit != f.wanted {
		f.wanted, f.since = unit, now
	}
	if f.wanted != f.focus && now.Sub(f.since) >= focusAfter {
		f.focus = f.wanted
		g.do(learner.Focus{Unit: f.focus})
	}
}

// explain opens a page about a number.
func (g *game) explain(name string) {
	means, ok := panel.Explain(name)
	if !ok {
		return
	}
	s := &sheet{of: actExplain}
	s.Title = "How was this computed?"
	rows := []panel.Row{{Term: name, Text: means}}
	if a := g.snap.Appraisal; a != nil && panel.FromScores(name) {
		if value := panel.ScoreOf(a, g.wall.Own, g.wall.Chosen, name); value != "" {
			rows = append(rows, panel.Row{Term: fmt.Sprintf("unit %d", g.wall.Chosen), Text: value})
		}
		rows = append(rows, panel.Row{Term: "from", Text: g.sampling()})
	}
	s.Blocks = []panel.Block{{Rows: rows}}
	s.Foot = "Esc or a click closes this page. F2 has all definitions."
	g.sheet, g.whole = s, true
}

// sampling says what the scores on screen were made from.
func (g *game) sampling() string {
	a, r := g.snap.Appraisal, g.snap.Recipe
	text := fmt.Sprintf("the weights of update %d of recipe %s, seed %d, on about %d samples of fresh trajectories, dropout off; maps of 20 x 20 bins of %.0f cm, not smoothed.",
		a.Update, r.Name, g.snap.Seed, learner.TuningSamples, 100*r.Enclosure.Size/20)
	if f := a.Focus; f != nil {
		text += fmt.Sprintf(" Own nulls: of unit %d, %d draws each.", f.Unit, len(f.Direction.Scores))
	}
	return text
}
