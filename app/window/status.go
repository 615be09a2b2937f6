package window

import (
	"encoding/json"
	"fmt"
	"image"
	"os"

	"gridrat/app/learning"
	"gridrat/app/play"
)

// status is the window as a script sees it: `-status FILE` keeps it up to
// date.
type status struct {
	Ticks       int                `json:"ticks"`
	Recipe      string             `json:"recipe"`
	Seed        uint64             `json:"seed"`
	Origin      string             `json:"origin"`
	Update      int                `json:"update"`
	Running     bool               `json:"running"` // the learner, by its newest snapshot
	Rate        float64            `json:"updates_per_second"`
	Playing     bool               `json:"playing"`
	Learning    bool               `json:"learning"`
	LearnSpeed  string             `json:"learning_speed"`
	RatSpeed    float64            `json:"rat_speed"`
	RatMoves    int                `json:"rat_moves"`
	Route       string             `json:"route"`  // the trajectory that the rat follows
	Source      string             `json:"source"` // whose units are shown
	Cells       int                `json:"cells"`  // recorded ones that are open
	Cell        int                `json:"cell"`   // the number of the chosen one; -1 is none
	Fired       int                `json:"fired"`  // its spikes in the arena
	With        string             `json:"with"`   // what is compared with the chosen unit or cell
	Along       int                `json:"along"`  // update of the network that was evaluated along the trajectory; -1 is none
	AlongCM     float64            `json:"along_cm"`
	AlongLesion float64            `json:"along_lesion_cm"` // the same without the silenced units; 0 is not measured
	Back        int                `json:"back"`
	Unit        int                `json:"unit"`
	Hover       int                `json:"hover"`
	Inspector   string             `json:"inspector_page"`
	Population  string             `json:"population_page"`
	Beside      int                `json:"beside"`    // unit that is compared; -1 is none
	Silenced    []int              `json:"silenced"`  // by the newest snapshot
	Lesion      float64            `json:"lesion_cm"` // position error without the silenced units; 0 is not measured
	Focus       int                `json:"focus"`     // unit whose own nulls are known; -1 is none
	Own         int                `json:"own"`       // update whose units all have own nulls; -1 is none
	OwnShare    float64            `json:"own_share"` // of units beyond their own shuffles
	Filter      string             `json:"filter"`    // of the wall; "" shows all
	Shown       int                `json:"shown"`     // units that pass it
	AsOf        int                `json:"as_of"`     // update of the moment shown; -1 is live
	Moments     int                `json:"moments"`   // in the timeline
	Scales      int                `json:"scales"`    // clusters of spacings, where they are shown
	Task        string             `json:"task"`      // in the background
	Lambda      float64            `json:"lambda"`
	Dropout     float64            `json:"dropout"`
	Activation  string             `json:"activation"`
	Colors      string             `json:"colors"`
	Grouped     bool               `json:"grouped"`
	Panels      bool               `json:"panels"`
	Sheet       string             `json:"sheet"`
	Dialog      string             `json:"dialog"`
	DialogText  string             `json:"dialog_text"` // what is in its field
	Typing      string             `json:"typing"`      // field of the properties that is being typed in
	Notice      string             `json:"notice"`
	Failure     bool               `json:"failure"`
	Title       string             `json:"title"`
	Loss        *float64           `json:"loss"` // null until one is measured
	Beyond      float64            `json:"beyond_null"`
	Appraised   int                `json:"appraised_update"`
	Sorted      int                `json:"sorted_update"` // of the scores that the wall is sorted by; -1 is none
	Handled     bool               `json:"handled"`       // no request is waiting
	Scale       float64            `json:"scale"`
	TPS         float64            `json:"ticks_per_second"`
	Width       int                `json:"width"`
	Height      int                `json:"height"`
	Rects       map[string][4]int  `json:"rects"`  // x0, y0, x1, y1 of controls ("save"), panels and maps ("unit:12"), in pixels
	Labels      map[string]string  `json:"labels"` // of controls that have one of their own now
	Disabled    map[string]string  `json:"disabled"`
	Drawn       map[string]int64   `json:"drawn"`        // pixels of panels drawn so far
	Milli       map[string]float64 `json:"milliseconds"` // time spent, see profile
	Map         mapStatus          `json:"map"`
	Film        filmStatus         `json:"film"`
	Eye         string             `json:"eye"`  // what is shown of what the rat sees
	Rays        int                `json:"rays"` // of its retina
	Field       int                `json:"field_deg"`
	Episode     play.Status        `json:"episode"`
}

// writeStatus writes the status, if it was asked for.
func (g *Game) writeStatus() error {
	path := g.config.Status
	if path == "" {
		return nil
	}
	st := g.newStatus()
	g.named(&st)
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
func (g *Game) newStatus() status {
	s, r, scr := g.snap(), &g.rooms, &g.screen
	f, u := r.forage, r.units
	st := status{
		Ticks: g.clock.ticks, Recipe: s.Recipe.Name, Seed: s.Seed, Origin: s.Origin, Update: s.Update, Running: s.Running, Rate: s.Rate,
		Playing: f.Playing, Learning: r.learning.On(), LearnSpeed: learning.SpeedID(s.Speed), RatSpeed: f.Speed,
		RatMoves: f.Moves(), Back: f.Back, Unit: u.Unit(), Hover: u.Wall.Hover, Route: r.route(),
		Lambda: s.Recipe.Lambda, Dropout: s.Recipe.Dropout, Activation: string(s.Recipe.Activation),
		Colors: u.Wall.Colors.Name, Grouped: u.Wall.Grouped, Panels: scr.panels,
		Notice: g.notice.Text, Failure: g.notice.Failure, Title: g.title, Handled: r.learning.Handled(),
		Scale: scr.scale, TPS: g.profile.tps(), Width: scr.width, Height: scr.height,
		Milli: g.profile.milliseconds(), Typing: r.editor.Typing(), Task: g.background.Name(), Sheet: g.pageOpen(),
		Film: g.camera.status(g.clock.now), Eye: scr.seen, Episode: r.play.Status(), Map: g.mapStatus(), Sorted: -1,
	}
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
	if d := g.dialog; d != nil {
		st.Dialog, st.DialogText = d.Title, d.Dialog.Text()
	}
	r.unitStatus(&st)
	return st
}

// unitStatus adds what inspector, population and timeline show.
func (r *rooms) unitStatus(st *status) {
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

// named adds where everything is, by name, and how controls stand.
func (g *Game) named(st *status) {
	st.Rects, st.Labels, st.Drawn, st.Disabled = map[string][4]int{}, map[string]string{}, map[string]int64{}, map[string]string{}
	r, s := &g.rooms, &g.screen
	add := func(name string, at image.Rectangle) {
		if !at.Empty() {
			st.Rects[name] = [4]int{at.Min.X, at.Min.Y, at.Max.X, at.Max.Y}
		}
	}
	if s.panels {
		for id, state := range g.states() {
			add(id, g.bar.RectOf(id))
			if state.Why != "" {
				st.Disabled[id] = state.Why
			}
			if state.Label != "" {
				st.Labels[id] = state.Label
			}
		}
		add("tip", g.bar.Tip())
	}
	if g.page != nil {
		add("sheet", g.page.Picture.Rect)
		if g.page.Rects != nil {
			g.page.Rects(add)
		}
	}
	if result := r.play.Result(); result != nil {
		add("result", result.Rect)
		for _, b := range result.Buttons {
			add("result:"+b.ID, result.RectOf(b.ID))
		}
	}
	if g.dialog != nil {
		add("dialog", g.dialog.Rect())
		add("dialog-ok", g.dialog.OK())
	}
	for name, at := range s.rects() {
		add(name, at)
	}
	add("arena", s.arena)
	add("bar", s.bar)
	add("curves", r.learning.Numbers.CurvesRect())
	add("eye-strip", r.eye.Panel.StripRect())
	add("eye-view", r.eye.Panel.ViewRect())
	for _, p := range g.board {
		for _, spot := range p.Picture.Spots() {
			add(spot.ID, spot.Rect)
		}
		st.Drawn[p.Name] = p.Picture.Drawn
	}
	for u := range r.units.Shown().Units() {
		add(fmt.Sprintf("unit:%d", u), r.units.Wall.RectOf(u))
	}
}
