package window

import (
	"image"
	"os"
	"path/filepath"

	"gridrat/app/command"
	"gridrat/app/editing"
	"gridrat/app/editor"
	"gridrat/app/export"
	"gridrat/app/eye"
	"gridrat/app/forage"
	"gridrat/app/inmap"
	"gridrat/app/learning"
	"gridrat/app/maps"
	"gridrat/app/opening"
	"gridrat/app/pages"
	"gridrat/app/past"
	"gridrat/app/play"
	"gridrat/app/recorded"
	"gridrat/app/room"
	"gridrat/app/units"
	"gridrat/brain/learner"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// makeRooms makes the rooms and says what each gets of others.
func (g *Game) makeRooms(c learner.Config) error {
	r := &g.rooms
	l := learning.New(learning.Host{
		Tell: g.tell, Keys: g.keysOf,
		Playing: func() bool { return r.forage.Playing },
		Run:     func() { r.forage.Resume() },
		Watched: func() panel.Watched { return r.forage.Watched() },
		Coming:  func() { r.inmap.Await() },
	})
	if err := l.Start(c); err != nil {
		return err
	}
	r.learning = l
	home := l.Snap().Recipe.Enclosure
	r.forage = forage.New(g.forageHost(), !g.config.Paused)
	r.units = units.New(g.unitsHost())
	r.past = past.New(past.Host{
		Background: g.background, Out: g.folders.Out, Tell: g.tell, Now: g.now,
		Colors:  func() *figure.ColorMap { return r.units.Wall.Colors },
		Network: func() { r.showNetwork() },
		Changed: func() { r.units.ViewChanged() },
		Drawing: func() bool { return g.board.Of("wall").Drawing() },
	})
	r.maps = maps.New(g.mapsHost(), home)
	r.inmap = inmap.New(inmap.Host{
		Tell: g.tell, Keys: g.keysOf, Tool: g.tool, Settings: g.kept.Settings,
		Snap: l.Snap, Do: l.Do, Restart: l.Restart,
		Rest: func() { g.rest() }, Map: r.maps.Map, Laid: r.maps.Laid, Show: r.maps.Show, Route: r.route,
	})
	r.editor = editing.New(g.editorHost())
	r.play = play.New(g.playHost(), g.folders.Config)
	r.recorded = recorded.New(recorded.Host{
		Tell: g.tell, Background: g.background, Snap: l.Snap, Follow: g.follow,
		ShowCells: r.units.ShowCells,
		Evaluated: func() { r.units.ViewChanged() },
	})
	r.eye = eye.New(eye.Host{Settings: g.kept.Settings, Tell: g.tell, Redraw: g.redraw, Fit: func() string {
		g.place()
		return g.screen.seen
	}})
	r.export = export.New(export.Host{Background: g.background, Out: g.folders.Out, Program: command.Version(), Shown: r.shown})
	r.opening = opening.New(g.openingHost())
	r.pages = pages.New(pages.Host{
		Tell: g.tell, Snap: l.Snap, Restart: l.Restart, Open: g.openPage, Now: g.pageOpen, Ask: g.ask, Close: g.closeDialog,
		Lines:  func() []room.Action { return g.table.Lines() },
		Answer: func(text string) { g.dialog.SetText(text) },
		Advise: func(text string) {
			g.dialog.Tell(false, text)
			g.screen.whole = true
		},
	})
	return nil
}

func (g *Game) forageHost() forage.Host {
	r := &g.rooms
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
			if !g.screen.arranged() {
				return nil
			}
			return &g.arena
		},
		Played:  func() { r.learning.AskRunning() },
		Redraw:  g.redraw,
		Outdate: func() { g.ratMoved((*room.Pane).Outdate) },
		Hurry:   func() { g.ratMoved((*room.Pane).Hurry) },
	}
}

// ratMoved has the panels looked at that show what the rat does.
func (g *Game) ratMoved(look func(*room.Pane)) {
	look(g.board.Of("numbers"))
	look(g.board.Of("inspector"))
}

func (g *Game) unitsHost() units.Host {
	r := &g.rooms
	return units.Host{
		Settings: g.kept.Settings, Background: g.background, Tell: g.tell, Do: r.learning.Do, Open: g.openPage,
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

func (g *Game) mapsHost() maps.Host {
	r := &g.rooms
	return maps.Host{
		Tell: g.tell, Told: g.told, Keys: g.keysOf,
		Settings: g.kept.Settings, Cache: g.folders.Cache, Keeps: !g.config.films(), Out: g.folders.Out,
		KeepSettings: func() {
			if err := g.kept.save(); err != nil {
				g.tell(true, err.Error())
			}
		},
		Ask: g.ask, MayWrite: g.mayWrite, Dismiss: g.closeDialog,
		Confirm: func(path string) { g.dialog.confirm = path },
		Open:    g.openPage, Page: g.pageOpen,
		Rest: func() { g.rest() },
		Leave: func() {
			r.play.End()
			r.recorded.Leave()
		},
		Turned: func() {
			r.editor.Forget()
			g.arena.Fit()
			g.screen.whole = true
		},
		Begin:   func() { r.editor.Begin() },
		Tool:    func() string { return r.editor.ToolID() },
		Buttons: g.stripButtons,
		Route:   r.route,
		Instead: func() (maps.Strip, bool) {
			if r.play.Episode() == nil {
				return maps.Strip{}, false
			}
			name, about := r.play.Title()
			return maps.Strip{Name: name, About: about, Tools: r.play.Tools(), Use: func() { g.table.Do("tasks") }}, true
		},
	}
}

// stripButtons are the buttons of the strip above the arena: the tools, and what
// else is to be done with the map.
func (g *Game) stripButtons() []panel.Tool {
	all := append(g.rooms.editor.Buttons(), g.table.Tool("mazes", "mazes"), g.table.Tool("tasks", "tasks"))
	return append(all, g.rooms.inmap.Buttons()...)
}

func (g *Game) editorHost() editing.Host {
	r := &g.rooms
	return editing.Host{
		Doc: r.maps.History, Tell: g.tell, Hush: g.hush, PutRat: r.forage.Put, Hold: g.arena.Hold,
		Told: g.told, Tool: g.tool, Keys: g.keysOf,
		Undo: r.maps.Undo, Redo: r.maps.Redo, CanUndo: r.maps.CanUndo, CanRedo: r.maps.CanRedo,
		Fit:     g.arena.Fit,
		Release: r.forage.LetGo,
		Mouse:   func() image.Point { return g.mouse.at },
		Route:   r.route,
		Played: func() string {
			if r.play.Episode() == nil {
				return ""
			}
			return play.NotEdited
		},
	}
}

func (g *Game) playHost() play.Host {
	r := &g.rooms
	return play.Host{
		Tell: g.tell, Hush: g.hush, Keys: g.keysOf, Map: r.maps.Map, Page: g.pageOpen,
		Open: func(p *room.Page) {
			if p != nil {
				g.rest()
			}
			g.openPage(p)
		},
		Playing: func() bool { return r.forage.Playing },
		Play:    r.forage.Play,
		Covered: g.covered,
		EscTaken: func() bool {
			return g.notice.Failure && g.notice.Text != "" || g.camera != nil || g.background.Running("") || fullscreen()
		},
		Clear: func() {
			r.recorded.Leave()
			r.editor.Take(editor.None)
		},
		Enter: func(e *play.Episode) {
			r.forage.Enter(e, e.Map(), e.Ground())
			g.turn()
		},
		Changed: func(e *play.Episode) {
			r.forage.Lay(e.Map(), e.Ground())
			g.screen.moved = true
		},
		Leave: func(*play.Episode) {
			r.forage.Leave()
			g.turn()
		},
	}
}

// turn has the window look at another world.
func (g *Game) turn() {
	g.rooms.editor.Forget()
	g.arena.Fit()
	g.screen.whole = true
}

// follow has the rat follow a route, or forage again.
func (g *Game) follow(route *recorded.Route) {
	r := &g.rooms
	r.play.End()
	if route != nil {
		r.editor.Take(editor.None) // its box cannot be edited
	}
	r.units.Forget()
	if route != nil {
		r.forage.Take(route, route.Box)
	} else {
		r.forage.Leave()
	}
	g.screen.whole = true
}

func (g *Game) openingHost() opening.Host {
	r := &g.rooms
	return opening.Host{
		Tell: g.tell, Background: g.background,
		Ask: func(title, verb, empty string, use func(path string)) {
			g.ask(room.Question{Title: title, Verb: verb, Empty: empty, Path: true}, func(path string) {
				g.closeDialog()
				use(path)
			})
		},
		Redraw: func() { g.screen.whole = true },
		Clear: func() {
			g.dialog = nil
			g.openPage(nil)
		},
		Map: r.maps.OpenFile, Network: r.learning.TurnTo, Recorded: r.recorded.Open, Pair: r.recorded.OpenPair,
	}
}

// mayWrite tells whether a file can be written where the open dialog says: one
// that exists only when asked twice, and its folder is made.
func (g *Game) mayWrite(path string) bool {
	if _, err := os.Stat(path); err == nil && g.dialog.confirm != path {
		g.dialog.confirm = path
		g.tell(true, "The file "+path+" exists already; save again to replace it.")
		return false
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		g.tell(true, "Could not make the folder for it: "+err.Error()+".")
		return false
	}
	return true
}
