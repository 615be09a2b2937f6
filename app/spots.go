package main

import (
	"image"
	"strings"

	"gridrat/render/panel"
)

// pointAtSpots lets the mouse use what panels offer, and tells whether a click
// was for them.
func (g *game) pointAtSpots(p image.Point, clicked bool) (used bool) {
	g.tipText = ""
	for _, pane := range g.panes {
		spot, over := pane.picture.SpotAt(p)
		if pane.picture.Over != spot.ID {
			pane.picture.Over = spot.ID
			g.hurry(pane.picture)
		}
		if over {
			g.tipText = spot.Tip
			if clicked && !g.beginDrag(spot.ID, p) {
				g.useSpot(spot.ID)
			}
			used = used || clicked
		}
	}
	return used
}

// useSpot does what a click on a spot means. Most are buttons of an action.
func (g *game) useSpot(id string) {
	if page, ok := strings.CutPrefix(id, panel.SpotInspector); ok {
		g.inspectPage(page)
		return
	}
	if page, ok := strings.CutPrefix(id, panel.SpotPopulation); ok {
		g.populationPage(page)
		return
	}
	if name, ok := strings.CutPrefix(id, panel.SpotProperty); ok {
		g.useProperty(name)
		return
	}
	if name, ok := strings.CutPrefix(id, panel.SpotScore); ok {
		g.explain(name)
		return
	}
	if name, ok := strings.CutPrefix(id, panel.SpotSource); ok {
		for _, s := range g.sources() {
			if s.String() == name {
				g.showSource(s)
			}
		}
		return
	}
	switch id {
	case panel.SpotMap:
		if g.watch.episode != nil {
			g.toggleTasks()
			return
		}
		g.toggleMazes()
	case panel.SpotHear:
		g.setSilenced(nil)
	case panel.SpotClear:
		g.clearFilter()
	default:
		g.act(action(id))
	}
}
