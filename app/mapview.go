package main

import (
	"fmt"
	"image"
	"strings"

	"gridrat/render/panel"
	"gridrat/render/scene"
)

// floor is what the arena shows: the map or, while the rat follows a route,
// the network's enclosure or the box of the route where that is larger or what
// is shown is of it.
func (g *game) floor() scene.Floor {
	home := g.snap.Recipe.Arena()
	if e := g.watch.episode; e != nil {
		return scene.Floor{Map: e.shown, Home: home.Size}
	}
	if r := g.watch.route; r != nil {
		if r.Box.Size > home.Size || g.recorded.source != panel.Live {
			home = r.Box
		}
		return scene.Floor{Map: homeMap(home), Home: home.Size}
	}
	return scene.Floor{Map: g.maps.now().Map(), Home: home.Size, Starts: g.editing(), Editing: g.editing()}
}

// showTools brings the strip above the arena up to date.
func (g *game) showTools() {
	if g.showEpisodeTools() {
		return
	}
	e, d := &g.edit, g.maps.now()
	name := d.Map().Name
	texts := []string{name}
	s := &g.tools
	before := fmt.Sprint(s.Name, s.About, s.Unsaved, s.On, s.Editing, s.Tools)
	s.Tools = g.toolButtons()
	s.Warn, s.Unsaved, s.On, s.Editing = false, d.Unsaved(), toolID(e.Tool), g.editing()
	switch {
	case g.watch.route != nil:
		texts, s.Unsaved = []string{g.watch.route.Name}, false
	case s.Editing && len(e.Problems) > 0:
		s.Warn, s.Unsaved = true, false
		texts = []string{e.Problems[0].String(), "1 problem"}
		if n := len(e.Problems); n > 1 {
			texts = []string{fmt.Sprintf("%d problems", n)}
		}
	case s.Editing:
		texts = []string{"editing " + name, name}
	}
	s.Name, s.About = texts, "The map; a click shows others, and a new one"+keysOf(actMazes)
	if s.Warn {
		s.About = "What keeps tasks from using the map:"
		for _, p := range e.Problems {
			s.About += " " + p.String() + ";"
		}
		s.About = strings.TrimSuffix(s.About, ";")
	}
	if before != fmt.Sprint(s.Name, s.About, s.Unsaved, s.On, s.Editing, s.Tools) {
		g.hurry(&s.Picture)
	}
}

// toolButtons are the buttons of the strip: letters are the keys of the table.
func (g *game) toolButtons() []panel.Tool {
	words := map[action]string{actSelect: "select", actWall: "wall", actDoor: "door", actGoal: "goal", actRat: "rat", actErase: "erase", actAdd: "add"}
	var all []panel.Tool
	for _, a := range tools {
		all = append(all, panel.Tool{ID: string(a), Label: shownKey(a) + " " + words[a], Short: shownKey(a), Tip: help(a) + keysOf(a)})
	}
	all = append(all, panel.Tool{ID: string(actMazes), Label: "mazes", Tip: help(actMazes) + keysOf(actMazes)},
		panel.Tool{ID: string(actTasks), Label: "tasks", Tip: help(actTasks) + keysOf(actTasks)})
	return append(all, g.hereButtons()...)
}

// arenaRects are the strip's and the arena's rectangles within what both have.
func arenaRects(r image.Rectangle, scale float64) (strip, arena image.Rectangle) {
	h := min(int(panel.ToolsHeight*scale), r.Dy()/4)
	return image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+h), image.Rect(r.Min.X, r.Min.Y+h, r.Max.X, r.Max.Y)
}
