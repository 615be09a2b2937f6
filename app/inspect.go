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

// toggleCompare puts a unit beside the chosen one, or takes it away: the next
// one of the network, or one of the network beside what was recorded.
func (g *game) toggleCompare() {
	switch order := g.wall.Order(); {
	case g.beside != nobody:
		g.compare(nobody)
	case g.recorded.source != panel.Live:
		g.compare(pick{panel.Live, g.unit})
		g.pinned = true
	case len(order) > 1:
		i := slices.Index(order, g.chosen())
		g.compare(pick{panel.Live, order[(i+1)%len(order)]})
		g.pinned = true
	}
}

// compare puts a unit beside the chosen one, or takes it away.
func (g *game) compare(with pick) {
	if with == (pick{g.recorded.source, g.chosen()}) {
		with = nobody
	}
	g.beside = with
	g.marked()
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
		first := g.unit / s.Recipe.Units * s.Recipe.Units
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
	if g.inspector.Page == panel.PageScores && g.recorded.source != panel.Cells {
		unit = g.unit
	}
	if unit != f.wanted {
		f.wanted, f.since = unit, now
	}
	if g.recorded.source == panel.Along {
		return // drawn along the path, see evaluateAlong
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
	s := &textSheet{of: actExplain}
	s.Title = "How was this computed?"
	rows := []panel.Row{{Term: name, Text: means}}
	if u := (panel.Shown{View: g.shown(), Unit: g.chosen()}); u.Appraisal != nil && u.Source != panel.Past && panel.FromScores(name) {
		if value := panel.ScoreOf(u, name); value != "" {
			rows = append(rows, panel.Row{Term: u.Name(u.Unit), Text: value})
		}
		rows = append(rows, panel.Row{Term: "from", Text: g.sampling(u.View)})
	}
	s.Blocks = []panel.Block{{Rows: rows}}
	s.Foot = "Esc or a click closes this page. F2 has all definitions."
	g.sheet, g.whole = s, true
}

// sampling says what the scores on screen were made from.
func (g *game) sampling(v *panel.View) string {
	a, r := v.Appraisal, v.Recipe
	maps := fmt.Sprintf("maps of 20 x 20 bins of %.3g cm, not smoothed.", 100*r.Arena().Size/20)
	var text string
	switch v.Source {
	case panel.Cells:
		return fmt.Sprintf("%s; %s Speed and heading where the trajectory has none: from motion within 0.2 s. Own nulls: %d draws of every cell; pooled: the noise maps of all cells. Red dots: %s.", v.Recording, maps, cellDraws, g.recorded.set.how)
	case panel.Along:
		text = fmt.Sprintf("the weights of update %d of recipe %s, seed %d, moved along %s in moves of %.2g s from a true start every %d, dropout off; %s", a.Update, r.Name, v.Seed, v.Recording, r.MotionModel().Period(), r.ReportMoves, maps)
	default:
		text = fmt.Sprintf("the weights of update %d of recipe %s, seed %d, on about %d samples of fresh trajectories, dropout off; %s", a.Update, r.Name, v.Seed, learner.TuningSamples, maps)
	}
	if f := a.Focus; f != nil {
		text += fmt.Sprintf(" Own nulls: of unit %d, %d draws each.", f.Unit, len(f.Direction.Scores))
	}
	return text
}
