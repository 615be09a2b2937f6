package window

import (
	"fmt"
	"image"
	"path/filepath"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/app/window/layout"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// offer is what the window itself offers before any room: sentences, and that
// Esc closes what lies over it.
func (g *Game) offer() room.Offer {
	return room.Offer{
		Name:  "window",
		Panes: []*room.Pane{g.cover.notice.Pane},
		Actions: []room.Action{
			{ID: "cancel", Keys: []string{"Escape"}, While: g.cover.covers, Do: g.cancel},
		},
	}
}

// lastOffer is what the window offers after the rooms, where none has another
// meaning for it: the network's file, pictures of the window, how large
// everything is, and what is hidden.
func (g *Game) lastOffer() room.Offer {
	const section = "Window"
	return room.Offer{
		Name: "window",
		Actions: []room.Action{
			{
				ID: "save", Keys: []string{"Ctrl+S"}, Shown: "Ctrl+S", Help: "save the network; while the map is edited: save the map", Section: "Files",
				Label: "save", Wide: "save map", InBar: true, Do: g.askSave,
			},
			{
				ID: "screenshot", Keys: []string{"F12"}, Shown: "F12", Help: "save a picture of the window", Section: "Files",
				Label: "picture", InBar: true, Do: g.pictures.ask,
			},
			{
				ID: "record", Keys: []string{"F9"}, Shown: "F9", Help: "film the window (GIF) until F9 or Esc, at most two minutes", Section: "Files",
				Label: "record", InBar: true, State: func() panel.State { return panel.State{On: g.pictures.camera != nil} }, Do: g.film,
			},
			{
				ID: "profiler", Keys: []string{"F3"}, Shown: "F3", Help: "frame and update times", Section: section,
				Do: func() { g.profile.On, g.screen.whole = !g.profile.On, true },
			},
			{
				ID: "full-screen", Keys: []string{"F11"}, Shown: "F11", Help: "full screen", Section: section,
				Label: "full screen", InBar: true, State: func() panel.State { return panel.State{On: fullscreen()} },
				Do: func() { ebiten.SetFullscreen(!fullscreen()) },
			},
			tabButton(room.Forage, "forage", "Watch the rat forage while a network learns where it is; agents that learn go on meanwhile", g.screen, g.show),
			tabButton(room.Navigate, "navigate", "Watch agents learn to find goals; the network rests meanwhile", g.screen, g.show),
			{
				ID: "other-tab", Keys: []string{"Ctrl+Tab"}, Shown: "Ctrl+Tab", Help: "the other tab: forage or navigate", Section: section,
				Do: func() { g.show(otherTab[g.screen.tab]) },
			},
			{
				ID: "hide-panels", Keys: []string{"Tab"}, Shown: "Tab", Help: "hide or show the panels", Section: section,
				Do: func() { g.screen.panels = !g.screen.panels },
			},
			{
				ID: "bigger", Keys: []string{"Ctrl+Equal"}, Shown: "Ctrl+=", Help: "larger text and controls", Section: section,
				Do: func() { g.setScale(g.scale() + 0.25) },
			},
			{
				ID: "smaller", Keys: []string{"Ctrl+Minus"}, Shown: "Ctrl+−", Help: "smaller text and controls", Section: section,
				Do: func() { g.setScale(g.scale() - 0.25) },
			},
			{
				ID: "cancel", Keys: []string{"Escape"}, Shown: "Esc", Help: "close what is open, cancel what is drawn, end editing", Section: section,
				Do: g.cancel,
			},
		},
	}
}

var otherTab = map[room.Tab]room.Tab{room.Forage: room.Navigate, room.Navigate: room.Forage}

// tabButton is the button of a tab.
func tabButton(tab room.Tab, label, tip string, s *screen, show func(room.Tab)) room.Action {
	return room.Action{
		ID: string(tab) + "-tab", Label: label, Tip: tip, InBar: true, Do: func() { show(tab) },
		State: func() panel.State { return panel.State{On: s.tab == tab} },
	}
}

// show shows a tab.
func (g *Game) show(tab room.Tab) {
	if tab != g.screen.tab {
		g.rooms.editing.Leave()
	}
	g.table.Show(tab)
	g.screen.show(tab)
	g.rooms.learning.AskRunning() // a network learns while its tab is shown
	if tab == room.Navigate {
		g.rooms.agents.Enter()
		g.rooms.agents.Lay(g.rooms.maps.Map()) // it may have been edited
	}
}

// scale is how large text and controls are to be, in pixels per
// device-independent point: as the user has set it or, at first, by the size
// of the window.
func (g *Game) scale() float64 {
	if g.kept.UIScale > 0 {
		return g.kept.UIScale
	}
	return layout.FirstScale(float64(g.screen.width)/g.screen.device, float64(g.screen.height)/g.screen.device)
}

func (g *Game) setScale(scale float64) {
	s := g.screen
	s.whole = true
	g.kept.UIScale = min(max(scale, settings.LeastScale), settings.GreatestScale)
	text := fmt.Sprintf("Text and controls at %.0f %%.", 100*g.kept.UIScale)
	if fits := layout.ScaleFor(s.width, s.height, g.kept.UIScale*s.device) / s.device; fits < g.kept.UIScale {
		text = fmt.Sprintf("Text and controls at %.0f %%, all that the window has room for (%.0f %% wanted).", 100*fits, 100*g.kept.UIScale)
	}
	g.cover.tell(false, text)
}

// askSave asks for the path to save the network to.
func (g *Game) askSave() {
	s := g.rooms.learning.Snap()
	name := fmt.Sprintf("%s-seed%d-update%d.npz", s.Recipe.Name, s.Seed, s.Update)
	g.cover.ask(room.Question{
		Title: "Save the network as", Verb: "save", Text: filepath.Join(g.folders.Out, name), Empty: "path of an .npz file", Path: true, Save: true,
	}, func(path string) {
		if filepath.Ext(path) == "" {
			path += ".npz"
		}
		if !g.cover.mayWrite(path) {
			return
		}
		g.cover.dismiss()
		g.rooms.learning.Do(learner.Save{Path: path})
	})
}

// film begins a film of the window, or ends it.
func (g *Game) film() {
	if g.pictures.camera != nil {
		g.endFilm("")
		return
	}
	g.pictures.begin(image.Pt(g.screen.width, g.screen.height), g.clock)
}

// endFilm ends the film; why says what has ended it if it was not the user.
func (g *Game) endFilm(why string) {
	if g.pictures.end(g.clock); why != "" {
		g.cover.tell(false, "The film ends: "+why+".")
	}
	g.screen.whole = true // no red dot
}

// cancel closes what is open, the topmost first. What is drawn or edited on the
// map is editing's to cancel.
func (g *Game) cancel() {
	r, c := &g.rooms, g.cover
	switch {
	case c.dialog != nil:
		c.dismiss()
	case c.page != nil:
		c.open(nil)
	case c.notice.Text != "":
		c.hush()
	case g.pictures.camera != nil:
		g.endFilm("")
	case g.background.Running(""):
		g.background.Stop()
	case r.past.Cancel(), r.units.Cancel():
	case fullscreen():
		ebiten.SetFullscreen(false)
	}
}

func fullscreen() bool { return ebiten.IsFullscreen() }
