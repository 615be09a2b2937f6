package main

import (
	"encoding/json"
	"fmt"
	"image"
	"os"

	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
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
	Episode     episodeStatus      `json:"episode"`
}

// writeStatus writes the status, if it was asked for.
func (g *game) writeStatus() error {
	if g.config.Status == "" {
		return nil
	}
	s := g.snap
	st := status{
		Ticks: g.ticks, Recipe: s.Recipe.Name, Seed: s.Seed, Origin: s.Origin, Update: s.Update, Running: s.Running, Rate: s.Rate,
		Playing: g.playing, Learning: g.learnOn, LearnSpeed: speedID(s.Speed), RatSpeed: g.ratSpeed,
		RatMoves: g.watch.lost + len(g.watch.past), Back: g.back, Unit: g.unit, Hover: g.wall.Hover,
		Lambda: s.Recipe.Lambda, Dropout: s.Recipe.Dropout, Activation: string(s.Recipe.Activation),
		Colors: g.wall.Colors.Name, Grouped: g.wall.Grouped, Panels: g.panels,
		Notice: g.notice.Text, Failure: g.notice.Failure, Title: g.title, Handled: s.Handled == g.asked,
		Scale: g.layout.scale, TPS: g.profile.tps(), Width: g.width, Height: g.height,
		Rects: map[string][4]int{}, Labels: map[string]string{}, Drawn: map[string]int64{}, Disabled: map[string]string{}, Milli: g.profile.milliseconds(),
	}
	if l := s.Loss.Total; l == l {
		st.Loss = &l
	}
	g.inspected(&st)
	st.Map, st.Typing = g.mapped(), g.props.Typed.Field
	st.Film = g.rec.status(g.last)
	st.Eye = g.layout.seen
	_, st.Rays, st.Field = g.settings.eye()
	st.Episode = g.episodeStatus()
	st.Sorted = -1
	if a := g.wall.SortedBy(); a != nil {
		st.Sorted = a.Update
	}
	if a := s.Appraisal; a != nil {
		st.Beyond, st.Appraised = a.Population.BeyondNull(), a.Update
	}
	add := func(name string, r image.Rectangle) {
		if !r.Empty() {
			st.Rects[name] = [4]int{r.Min.X, r.Min.Y, r.Max.X, r.Max.Y}
		}
	}
	if g.panels {
		for _, id := range g.bar.IDs() {
			add(id, g.bar.RectOf(id))
		}
		for id, state := range g.states() {
			if state.Why != "" {
				st.Disabled[id] = state.Why
			}
			if state.Label != "" {
				st.Labels[id] = state.Label
			}
		}
		add("tip", g.bar.Tip())
	}
	if g.watch.route != nil {
		st.Route = g.watch.route.Name
	}
	if g.sheet != nil {
		st.Sheet = string(g.sheet.of)
		add("sheet", g.sheet.Rect)
		if g.sheet.of == actRecipe {
			for _, f := range s.Recipe.Settings() {
				add("setting:"+f.Name, g.sheet.RectOf(f.Name))
			}
		}
	}
	if g.page != nil {
		st.Sheet = string(g.page.of)
		add("sheet", g.page.Rect)
		for _, t := range g.page.Tiles {
			add(t.ID, g.page.RectOf(t.ID))
		}
	}
	if g.result != nil {
		add("result", g.result.Rect)
		for _, b := range g.result.Buttons {
			add("result:"+b.ID, g.result.RectOf(b.ID))
		}
	}
	if g.dialog != nil {
		st.Dialog = g.dialog.title
		st.DialogText = g.dialog.Text()
		add("dialog", g.dialog.Rect())
		add("dialog-ok", g.dialog.OK())
	}
	l := g.layout
	add("notice", l.notice)
	add("curves", g.numbers.CurvesRect())
	add("arena", l.arena)
	add("eye", l.eye)
	add("eye-strip", g.eyes.StripRect())
	add("eye-view", g.eyes.ViewRect())
	add("numbers", l.numbers)
	add("wall", l.wall)
	add("inspector", l.inspector)
	add("population", l.population)
	add("bar", l.bar)
	add("emergence", l.timeline)
	add("properties", l.properties)
	for _, p := range g.panes {
		for _, spot := range p.picture.Spots() {
			add(spot.ID, spot.Rect)
		}
	}
	for u := range g.shown().Units() {
		add(fmt.Sprintf("unit:%d", u), g.wall.RectOf(u))
	}
	for name, p := range map[string]*panel.Picture{
		"numbers": &g.numbers.Picture, "inspector": &g.inspector.Picture, "wall": &g.wall.Picture, "population": &g.population.Picture,
		"emergence": &g.timeline.Picture,
	} {
		st.Drawn[name] = p.Drawn
	}
	data, err := json.Marshal(st)
	if err != nil {
		return err
	}
	// Whole, like all files, but not forced to the disk: that takes longer
	// than a tick.
	draft := g.config.Status + ".new"
	if err := os.WriteFile(draft, data, 0o644); err != nil {
		return fmt.Errorf("could not write the status: %w", err)
	}
	return os.Rename(draft, g.config.Status)
}

// inspected adds what inspector, population and timeline show.
func (g *game) inspected(st *status) {
	s := g.snap
	st.Inspector, st.Population, st.Beside, st.Silenced = g.inspector.Page, g.population.Page, g.wall.Beside, s.Silenced
	st.Source, st.Cell, st.Along = g.recorded.source.String(), -1, -1
	if set, cell := g.recorded.set, g.recorded.cell; set != nil {
		st.Cells, st.Cell, st.Fired = set.view.Units(), set.view.Number(cell), len(set.fired[cell])
	}
	if u := g.compared(); u.View != nil {
		st.With = u.Name(u.Unit)
	}
	if v := g.recorded.along.view; v != nil && v.Appraisal != nil {
		st.Along, st.AlongCM = v.Appraisal.Update, 100*v.Appraisal.Errors.After(s.Recipe.ReportMoves).Mean
		if l := v.Appraisal.Lesion; l != nil {
			st.AlongLesion = 100 * l.Errors.After(s.Recipe.ReportMoves).Mean
		}
	}
	st.Filter, st.Shown = g.wall.Filter.Words(), g.wall.Count()
	st.AsOf, st.Focus, st.Own, st.Moments = -1, -1, -1, len(s.Timeline)
	if v := g.live.Own; v != nil {
		st.Own, st.OwnShare = v.Update, v.Share()
	}
	if m := g.emergence.at; m != nil {
		st.AsOf = m.Update
	}
	if f := g.population.Scales; f != nil {
		st.Scales = len(f.Mixture.Components)
	}
	if g.task != nil {
		st.Task = g.task.name
	}
	if a := s.Appraisal; a != nil && a.Focus != nil {
		st.Focus = a.Focus.Unit
	}
	if a := s.Appraisal; a != nil && a.Lesion != nil {
		st.Lesion = 100 * a.Lesion.Errors.After(s.Recipe.ReportMoves).Mean
	}
}

// mapStatus is the map and how it is edited.
type mapStatus struct {
	Tool     string         `json:"tool"` // "" is that nothing is edited
	Name     string         `json:"name"`
	Path     string         `json:"path"`
	Text     string         `json:"text"`   // of its file
	Counts   map[string]int `json:"counts"` // of elements by the names of their lists
	Unsaved  bool           `json:"unsaved"`
	Undoable bool           `json:"undoable"`
	Redoable bool           `json:"redoable"`
	Busy     bool           `json:"busy"` // something is being drawn or dragged
	Kept     bool           `json:"kept"` // all of it is in the autosave
	Selected []string       `json:"selected"`
	Hover    string         `json:"hover"` // element under the mouse
	Problems []string       `json:"problems"`
	Hint     string         `json:"hint"`
	Rat      [2]float64     `json:"rat"` // m
	Heading  float64        `json:"heading"`
	Driven   bool           `json:"driven"`    // by the user
	Free     bool           `json:"free"`      // the rat moves as the recipe's rats do
	Learns   string         `json:"learns"`    // the map that the network learns in, as a file; "" is its recipe's enclosure
	Spread   bool           `json:"spread"`    // its place cells are those of an earlier shape
	MapsFrom int            `json:"maps_from"` // update after which the running rate maps began
	KeepMaps bool           `json:"keep_maps"` // they continue when the map is edited
	Caption  string         `json:"caption"`   // of the arena
	Origin   [2]float64     `json:"origin"`    // of the map on the screen, in pixels
	Metre    float64        `json:"metre"`     // in pixels
}

func (g *game) mapped() mapStatus {
	e, d := &g.edit, g.maps.now()
	m := d.Map()
	rat, _ := g.watch.now(g.back)
	s := mapStatus{
		Tool: toolID(e.Tool), Name: m.Name, Path: d.path, Unsaved: d.Unsaved(), Undoable: g.maps.canUndo(), Redoable: g.maps.canRedo(),
		Busy: e.Busy(), Kept: g.keeper.begun && m.Equal(g.keeper.latest) && g.keeper.wanted == nil && !g.keeper.busy,
		Counts: map[string]int{}, Rat: [2]float64{rat.Pos.X, rat.Pos.Y}, Hint: g.editHint(),
		Heading: rat.Heading, Driven: g.watch.drive != nil, Free: g.watch.free(),
		Spread: g.snap.Recipe.Spread != nil, MapsFrom: g.snap.MapsFrom, KeepMaps: g.settings.KeepMaps, Caption: g.caption()[0],
	}
	if in := g.snap.Recipe.Map; in != nil {
		if data, err := maze.Encode(*in); err == nil {
			s.Learns = string(data)
		}
	}
	if data, err := maze.Encode(m); err == nil {
		s.Text = string(data)
	}
	for _, r := range m.Refs() {
		s.Counts[r.Kind.String()]++
	}
	for _, r := range e.Selected {
		s.Selected = append(s.Selected, r.String())
	}
	if e.Over {
		s.Hover = e.Hover.String()
	}
	for _, p := range e.Problems {
		s.Problems = append(s.Problems, p.String())
	}
	x, y := g.arena.Pixels(world.Vec{})
	right, _ := g.arena.Pixels(world.Vec{X: 1})
	s.Origin, s.Metre = [2]float64{x, y}, right-x
	return s
}
