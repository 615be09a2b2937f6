package window

import (
	"encoding/json"
	"fmt"
	"image"
	"os"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/learning"
	"gridrat/app/status"
)

// writeStatus writes the status, if it was asked for.
func writeStatus(g *Game) error {
	path := g.config.Status
	if path == "" {
		return nil
	}
	st := newStatus(g)
	name(g, &st)
	data, err := json.Marshal(st)
	if err != nil {
		return err
	}
	// Whole, like all files, but not forced to the disk: that takes longer
	// than a tick.
	draft := path + ".new"
	if err := os.WriteFile(draft, data, 0o644); err != nil {
		return fmt.Errorf("could not write the status: %w", err)
	}
	return os.Rename(draft, path)
}

// newStatus is the status but for where things are.
func newStatus(g *Game) status.Status {
	r, scr, c := &g.rooms, g.screen, g.cover
	s := r.learning.Snap()
	f, u := r.forage, r.units
	st := status.Status{
		Ticks: g.clock.Ticks, Recipe: s.Recipe.Name, Seed: s.Seed, Origin: s.Origin, Update: s.Update, Running: s.Running, Rate: s.Rate,
		Playing: f.Playing, Learning: r.learning.On(), LearnSpeed: learning.SpeedID(s.Speed), RatSpeed: f.Speed,
		RatMoves: f.Moves(), Back: f.Back, Unit: u.Unit(), Hover: u.Wall.Hover, Route: r.route(), Read: r.recorded.Status(),
		Lambda: s.Recipe.Lambda, Dropout: s.Recipe.Dropout, Activation: string(s.Recipe.Activation),
		Colors: u.Wall.Colors.Name, Grouped: u.Wall.Grouped, Panels: scr.panels,
		Notice: c.notice.Text, Failure: c.notice.Failure, Title: g.title, Handled: r.learning.Handled(),
		Scale: scr.Scale, TPS: g.profile.TPS(), FPS: ebiten.ActualFPS(), Width: scr.width, Height: scr.height,
		Milli: g.profile.Milliseconds(), Typing: r.editing.Typing(), Task: g.background.Name(), Sheet: c.of(),
		Film: g.pictures.camera.Status(g.clock.Now), Eye: scr.Seen, Episode: r.play.Status(), Map: mapStatus(g), Sorted: -1, Agents: r.agents.Status(), Race: r.race.Status(),
	}
	st.Agents.Tab = string(scr.tab)
	_, st.Rays, st.Field = g.kept.Eyes()
	if l := s.Loss.Total; l == l {
		st.Loss = &l
	}
	if a := u.Wall.SortedBy(); a != nil {
		st.Sorted = a.Update
	}
	if a := s.Appraisal; a != nil {
		st.Beyond, st.Appraised = a.Population.BeyondNull(), a.Update
	}
	if d := c.dialog; d != nil {
		st.Dialog, st.DialogText = d.Title, d.Dialog.Text()
	}
	r.unitStatus(&st)
	return st
}

// unitStatus adds what inspector, population and timeline show.
func (r *rooms) unitStatus(st *status.Status) {
	s, u := r.learning.Snap(), r.units
	st.Inspector, st.Population, st.Beside, st.Silenced = u.Inspector.Page, u.Population.Page, u.Wall.Beside, s.Silenced
	st.Source, st.Cell, st.Along = u.Source().String(), -1, -1
	if set := r.recorded.Cells(); set != nil {
		st.Cells, st.Cell, st.Fired = set.View.Units(), set.View.Number(u.Cell()), len(set.Fired(u.Cell()))
	}
	if c := u.Compared(); c.View != nil {
		st.With = c.Name(c.Unit)
	}
	if a := r.recorded.Along(); a != nil {
		st.Along, st.AlongCM = a.Update, 100*a.Errors.After(s.Recipe.ReportMoves).Mean
		if l := a.Lesion; l != nil {
			st.AlongLesion = 100 * l.Errors.After(s.Recipe.ReportMoves).Mean
		}
	}
	st.Filter, st.Shown = u.Wall.Filter.Words(), u.Wall.Count()
	st.AsOf, st.Focus, st.Own, st.Moments = -1, -1, -1, len(s.Timeline)
	if v := u.Live().Own; v != nil {
		st.Own, st.OwnShare = v.Update, v.Share()
	}
	if m := r.past.At(); m != nil {
		st.AsOf = m.Update
	}
	if f := u.Population.Scales; f != nil {
		st.Scales = len(f.Mixture.Components)
	}
	if a := s.Appraisal; a != nil && a.Focus != nil {
		st.Focus = a.Focus.Unit
	}
	if a := s.Appraisal; a != nil && a.Lesion != nil {
		st.Lesion = 100 * a.Lesion.Errors.After(s.Recipe.ReportMoves).Mean
	}
}

// name adds where everything is, by name, and how controls stand.
func name(g *Game, st *status.Status) {
	st.Rects, st.Labels, st.Drawn, st.Disabled = map[string][4]int{}, map[string]string{}, map[string]int64{}, map[string]string{}
	r, s := &g.rooms, g.screen
	add := func(name string, at image.Rectangle) {
		if !at.Empty() {
			st.Rects[name] = [4]int{at.Min.X, at.Min.Y, at.Max.X, at.Max.Y}
		}
	}
	if s.panels {
		for id, state := range g.table.States(s.bar.IDs()) {
			add(id, s.bar.RectOf(id))
			if state.Why != "" {
				st.Disabled[id] = state.Why
			}
			if state.Label != "" {
				st.Labels[id] = state.Label
			}
		}
		add("tip", s.bar.Tip())
	}
	if p := g.cover.page; p != nil {
		add("sheet", p.Picture.Rect)
		if p.Rects != nil {
			p.Rects(add)
		}
	}
	if result := r.result(s.tab); result != nil {
		add("result", result.Rect)
		for _, b := range result.Buttons {
			add("result:"+b.ID, result.RectOf(b.ID))
		}
	}
	if d := g.cover.dialog; d != nil {
		add("dialog", d.Rect())
		add("dialog-ok", d.OK())
	}
	for name, at := range s.Rects() {
		add(name, at)
	}
	add("arena", s.Arena)
	add("bar", s.Bar)
	add("curves", r.learning.Numbers.CurvesRect())
	add("eye-strip", r.eye.Panel.StripRect())
	add("eye-view", r.eye.Panel.ViewRect())
	for _, p := range s.board {
		for _, spot := range p.Picture.Spots() {
			add(spot.ID, spot.Rect)
		}
		st.Drawn[p.Name] = p.Picture.Drawn
	}
	for u := range r.units.Shown().Units() {
		add(fmt.Sprintf("unit:%d", u), r.units.Wall.RectOf(u))
	}
}
