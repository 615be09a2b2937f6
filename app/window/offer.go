package window

import (
	"fmt"
	"path/filepath"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/files"
	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// offer is what the window itself offers: how large everything is, what is
// hidden, pictures of it, and the network's file.
func (g *Game) offer() room.Offer {
	const section = "Window"
	return room.Offer{
		Name:  "window",
		Panes: []*room.Pane{g.notice.pane},
		Actions: []room.Action{
			{
				ID: "cancel", Keys: []string{"Escape"}, While: g.covered, Do: g.cancel,
			},
			{
				ID: "screenshot", Keys: []string{"F12"}, Shown: "F12", Help: "save a picture of the window", Section: "Files",
				Label: "picture", InBar: true, Do: func() { g.screen.shot = files.Free(g.folders.Out, "gridrat", ".png") },
			},
			{
				ID: "record", Keys: []string{"F9"}, Shown: "F9", Help: "film the window (GIF) until F9 or Esc, at most two minutes", Section: "Files",
				Label: "record", InBar: true, State: func() panel.State { return panel.State{On: g.camera != nil} }, Do: g.film,
			},
			{
				ID: "profiler", Keys: []string{"F3"}, Shown: "F3", Help: "frame and update times", Section: section,
				Do: func() { g.profile.on, g.screen.whole = !g.profile.on, true },
			},
			{
				ID: "full-screen", Keys: []string{"F11"}, Shown: "F11", Help: "full screen", Section: section,
				Label: "full screen", InBar: true, State: func() panel.State { return panel.State{On: fullscreen()} },
				Do: func() { ebiten.SetFullscreen(!fullscreen()) },
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
		},
	}
}

// lastOffer is what the window offers where no room has another meaning for it.
func (g *Game) lastOffer() room.Offer {
	return room.Offer{
		Name: "window, at last",
		Actions: []room.Action{
			{
				ID: "save", Keys: []string{"Ctrl+S"}, Shown: "Ctrl+S", Help: "save the network; while the map is edited: save the map", Section: "Files",
				Label: "save", Wide: "save map", InBar: true, Do: g.askSave,
			},
			{
				ID: "cancel", Keys: []string{"Escape"}, Shown: "Esc", Help: "close what is open, cancel what is drawn, end editing", Section: "Window",
				Do: g.cancel,
			},
		},
	}
}

// scale is how large text and controls are to be, in pixels per
// device-independent point: as the user has set it or, at first, by the size
// of the window.
func (g *Game) scale() float64 {
	if g.kept.UIScale > 0 {
		return g.kept.UIScale
	}
	return firstScale(float64(g.screen.width)/g.screen.device, float64(g.screen.height)/g.screen.device)
}

func (g *Game) setScale(scale float64) {
	s := &g.screen
	s.whole = true
	g.kept.UIScale = min(max(scale, settings.LeastScale), settings.GreatestScale)
	text := fmt.Sprintf("Text and controls at %.0f %%.", 100*g.kept.UIScale)
	if fits := scaleFor(s.width, s.height, g.kept.UIScale*s.device) / s.device; fits < g.kept.UIScale {
		text = fmt.Sprintf("Text and controls at %.0f %%, all that the window has room for (%.0f %% wanted).", 100*fits, 100*g.kept.UIScale)
	}
	g.tell(false, text)
}

// askSave asks for the path to save the network to.
func (g *Game) askSave() {
	s := g.snap()
	name := fmt.Sprintf("%s-seed%d-update%d.npz", s.Recipe.Name, s.Seed, s.Update)
	g.ask(room.Question{
		Title: "Save the network as", Verb: "save", Text: filepath.Join(g.folders.Out, name), Empty: "path of an .npz file", Path: true, Save: true,
	}, func(path string) {
		if filepath.Ext(path) == "" {
			path += ".npz"
		}
		if !g.mayWrite(path) {
			return
		}
		g.closeDialog()
		g.rooms.learning.Do(learner.Save{Path: path})
	})
}

// states says how every control of the bar stands.
func (g *Game) states() map[string]panel.State {
	m := map[string]panel.State{}
	for _, id := range g.bar.IDs() {
		m[id], _ = g.table.State(id)
	}
	return m
}

// keysOf are the keys of an action, as at the end of a tip.
func (g *Game) keysOf(id string) string {
	if g.table == nil {
		return ""
	}
	return g.table.Keys(id)
}

// tool is the button of an action.
func (g *Game) tool(id, label string) panel.Tool { return g.table.Tool(id, label) }
