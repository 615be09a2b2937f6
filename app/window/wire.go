package window

import (
	"time"

	"gridrat/app/agents"
	"gridrat/app/command"
	"gridrat/app/editing"
	"gridrat/app/editor"
	"gridrat/app/export"
	"gridrat/app/eye"
	"gridrat/app/files"
	"gridrat/app/forage"
	"gridrat/app/inmap"
	"gridrat/app/learning"
	"gridrat/app/maps"
	"gridrat/app/opening"
	"gridrat/app/pages"
	"gridrat/app/past"
	"gridrat/app/play"
	"gridrat/app/race"
	"gridrat/app/recorded"
	"gridrat/app/room"
	"gridrat/app/units"
	"gridrat/app/window/pace"
	"gridrat/app/window/pointer"
	"gridrat/brain/learner"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// wiring makes the rooms and sets what each gets of the others, and of the
// window: all that rooms have to do with each other stands in this file.
type wiring struct {
	*rooms
	config     *Command
	folders    files.Folders
	kept       *kept
	background *room.Background
	clock      *pace.Clock
	screen     *screen
	cover      *cover
	mouse      *pointer.Mouse
	pictures   *pictures
	table      **room.Table // nil until the rooms have made their offers
	place      func()       // has everything put where it belongs
	show       func(room.Tab)
}

// keys are the keys of an action, as at the end of a tip.
func (w *wiring) keys(id string) string {
	if *w.table == nil {
		return ""
	}
	return (*w.table).Keys(id)
}

// tool is the button of an action.
func (w *wiring) tool(id, label string) panel.Tool { return (*w.table).Tool(id, label) }

// rest ends what the mouse does on the map; what it has changed stays.
func (w *wiring) rest() {
	w.mouse.Panning = false
	w.editing.Stop(true)
}

// makeRooms makes the rooms, with a learner that begins to learn.
func (w *wiring) makeRooms(c learner.Config) error {
	r, tell := w.rooms, w.cover.tell
	l := learning.New(w.learningHost())
	if err := l.Start(c); err != nil {
		return err
	}
	r.learning = l
	r.forage = forage.New(w.forageHost(), !w.config.Paused)
	r.units = units.New(w.unitsHost())
	r.past = past.New(past.Host{
		Background: w.background, Out: w.folders.Out, Tell: tell, Now: func() time.Time { return w.clock.Now },
		Colors:  func() *figure.ColorMap { return r.units.Wall.Colors },
		Network: r.showNetwork, Changed: r.units.ViewChanged,
		Drawing: func() bool { return w.screen.board.Of("wall").Drawing() },
	})
	r.maps = maps.New(w.mapsHost(), l.Snap().Recipe.Enclosure)
	r.inmap = inmap.New(inmap.Host{
		Tell: tell, Keys: w.keys, Tool: w.tool, Settings: w.kept.Settings, Snap: l.Snap, Do: l.Do, Restart: l.Restart,
		Rest: w.rest, Map: r.maps.Map, Laid: r.maps.Laid, Show: r.maps.Show, Route: r.route,
	})
	r.editing = editing.New(w.editingHost())
	r.play = play.New(w.playHost(), w.folders.Config)
	r.agents = agents.New(w.agentsHost())
	r.race = race.New(w.raceHost())
	r.recorded = recorded.New(recorded.Host{
		Tell: tell, Background: w.background, Snap: l.Snap, Follow: w.follow, ShowCells: r.units.ShowCells, Evaluated: r.units.ViewChanged,
		OpenPage: w.cover.open, Page: w.cover.of, Ask: w.cover.ask, Close: w.cover.dismiss,
	})
	r.eye = eye.New(eye.Host{Settings: w.kept.Settings, Tell: tell, Redraw: w.screen.redraw, Fit: func() string {
		w.place()
		return w.screen.Seen
	}})
	r.export = export.New(export.Host{Background: w.background, Out: w.folders.Out, Program: command.Version(), Shown: r.shown})
	r.opening = opening.New(w.openingHost())
	r.pages = pages.New(pages.Host{
		Tell: tell, Snap: l.Snap, Restart: l.Restart, Open: w.cover.open, Now: w.cover.of, Ask: w.cover.ask, Close: w.cover.dismiss,
		Lines:  func() []room.Action { return (*w.table).LinesNow() },
		Agents: func() bool { return w.screen.tab == room.Navigate },
		Answer: func(text string) { w.cover.dialog.SetText(text) },
		Advise: w.cover.advise,
	})
	return nil
}

func (w *wiring) learningHost() learning.Host {
	r := w.rooms
	return learning.Host{
		Tell: w.cover.tell, Keys: w.keys,
		Playing: func() bool { return r.forage.Playing && w.screen.tab == room.Forage },
		Run:     func() { r.forage.Resume() },
		Watched: func() panel.Watched { return r.forage.Watched() },
		Coming:  func() { r.inmap.Await() },
	}
}

func (w *wiring) forageHost() forage.Host {
	r := w.rooms
	return forage.Host{
		Snap: r.learning.Snap,
		Unit: func() int { return r.units.Unit() },
		Recorded: func() (moves, spikes []figure.Move, ok bool) {
			set := r.recorded.Cells()
			if r.units.Source() != panel.Cells || set == nil {
				return nil, nil, false
			}
			return r.recorded.Route().Marks(), set.Marks(r.units.Cell()), true
		},
		Ground: func() forage.Ground {
			if !w.screen.arranged() {
				return nil
			}
			return &w.screen.arena
		},
		Played:  func() { r.learning.AskRunning() },
		Redraw:  w.screen.redraw,
		Outdate: func() { w.ratMoved((*room.Pane).Outdate) },
		Hurry:   func() { w.ratMoved((*room.Pane).Hurry) },
	}
}

// ratMoved has the panels looked at that show what the rat does.
func (w *wiring) ratMoved(look func(*room.Pane)) {
	look(w.screen.board.Of("numbers"))
	look(w.screen.board.Of("inspector"))
}

func (w *wiring) unitsHost() units.Host {
	r := w.rooms
	return units.Host{
		Settings: w.kept.Settings, Background: w.background, Tell: w.cover.tell, Do: r.learning.Do, Open: w.cover.open,
		View:      func(s panel.Source) *panel.View { return r.recorded.View(s) },
		Found:     func() (draws int, how string) { return r.recorded.Cells().Found() },
		Past:      func() *panel.View { return r.past.View() },
		GoLive:    func() { r.past.GoLive() },
		ScorePast: func(unit int) { r.past.Score(unit) },
		Trail: func(all bool) {
			if all {
				r.forage.RedrawTrail()
			} else {
				r.forage.RedrawSpikes()
			}
		},
		Rat: func() (back int, offCM float64) {
			w := r.forage.Watched()
			return w.Back, w.OffCM
		},
		Activity: func(unit int) float32 {
			if all := r.forage.Activity(r.forage.Back); unit < len(all) {
				return all[unit]
			}
			return 0
		},
		OwnPath: func(unit int) *panel.OwnPath { return r.forage.OwnPath(unit) },
	}
}

func (w *wiring) mapsHost() maps.Host {
	r := w.rooms
	return maps.Host{
		Tell: w.cover.tell, Told: w.cover.told, Keys: w.keys,
		Settings: w.kept.Settings, Cache: w.folders.Cache, Keeps: !w.config.films(), Out: w.folders.Out,
		KeepSettings: func() {
			if err := w.kept.save(); err != nil {
				w.cover.tell(true, err.Error())
			}
		},
		Ask: w.cover.ask, MayWrite: w.cover.mayWrite, Dismiss: w.cover.dismiss,
		Confirm: func(path string) { w.cover.dialog.Confirm = path },
		Open:    w.cover.open, Page: w.cover.of,
		Rest: w.rest,
		Leave: func() {
			r.play.End()
			r.recorded.Leave()
		},
		Turned: w.turn,
		Begin:  func() { r.editing.Begin() },
		Tool: func() string {
			if w.screen.tab == room.Navigate { // where another map is edited
				return ""
			}
			return r.editing.ToolID()
		},
		Buttons: w.stripButtons,
		Route:   r.route,
		Instead: func() (maps.Strip, bool) {
			if r.racing(w.screen.tab) {
				name, about := r.race.Title()
				return maps.Strip{Name: name, About: about, Tools: r.race.Tools(), Use: func() { (*w.table).Do("race") }}, true
			}
			if w.screen.tab == room.Navigate {
				name, about := r.agents.Title()
				return maps.Strip{Name: name, About: about, Tools: append(w.toolsUnderAgents(), r.agents.Tools()...), Editing: r.editing.Editing(), Use: func() { (*w.table).Do("agent-task") }}, true
			}
			if r.play.Episode() == nil {
				return maps.Strip{}, false
			}
			name, about := r.play.Title()
			return maps.Strip{Name: name, About: about, Tools: r.play.Tools(), Use: func() { (*w.table).Do("tasks") }}, true
		},
	}
}

// stripButtons are the buttons of the strip above the arena: the tools, and what
// else is to be done with the map.
func (w *wiring) stripButtons() []panel.Tool {
	all := append(w.editing.Buttons(), w.tool("mazes", "mazes"), w.tool("tasks", "tasks"))
	return append(all, w.inmap.Buttons()...)
}

func (w *wiring) playHost() play.Host {
	r := w.rooms
	return play.Host{
		Tell: w.cover.tell, Hush: w.cover.hush, Keys: w.keys, Map: r.maps.Map, Page: w.cover.of,
		Open: func(p *room.Page) {
			if p != nil {
				w.rest()
			}
			w.cover.open(p)
		},
		Playing:  func() bool { return r.forage.Playing },
		Play:     r.forage.Play,
		Covered:  w.cover.covers,
		EscTaken: w.escTaken,
		Clear: func() {
			r.recorded.Leave()
			r.editing.Take(editor.None)
		},
		Enter: func(e *play.Episode) {
			r.forage.Enter(e, e.Map(), e.Ground())
			w.turn()
		},
		Changed: func(e *play.Episode) {
			r.forage.Lay(e.Map(), e.Ground())
			w.screen.moved = true
		},
		Leave: func(*play.Episode) {
			r.forage.Leave()
			w.turn()
		},
	}
}

// escTaken tells whether Esc has something to end before an episode: a failure
// that is read, a film, work, the full screen.
func (w *wiring) escTaken() bool {
	return w.cover.notice.Failure && w.cover.notice.Text != "" || w.pictures.camera != nil || w.background.Running("") || fullscreen()
}

// turn has the window look at another world.
func (w *wiring) turn() {
	w.editing.Forget()
	w.screen.turn()
}

// follow has the rat follow a route, or forage again.
func (w *wiring) follow(route *recorded.Route) {
	r := w.rooms
	r.play.End()
	if route != nil {
		r.editing.Take(editor.None) // its box cannot be edited
	}
	r.units.Forget()
	if route != nil {
		r.forage.Take(route, route.Plan())
	} else {
		r.forage.Leave()
	}
	w.screen.whole = true
}

func (w *wiring) openingHost() opening.Host {
	r := w.rooms
	return opening.Host{
		Tell: w.cover.tell, Background: w.background,
		Ask: func(title, verb, empty string, use func(path string)) {
			w.cover.ask(room.Question{Title: title, Verb: verb, Empty: empty, Path: true}, func(path string) {
				w.cover.dismiss()
				use(path)
			})
		},
		Redraw: func() { w.screen.whole = true },
		Clear:  w.cover.clear,
		Agent: func(name string, data []byte) {
			w.show(room.Navigate)
			r.agents.Open(name, data)
		},
		Map: r.maps.OpenFile, Network: r.learning.TurnTo, Recorded: r.recorded.Open, Pair: r.recorded.OpenPair,
	}
}
