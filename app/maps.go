package main

import (
	"fmt"

	"gridrat/world"
	"gridrat/world/maze"
)

// document is a map that was drawn or opened, with its history and its file.
type document struct {
	*maze.History
	path string // of its file; "" is none
	file []byte // what the file held when it was read or written last
	home bool   // it was the recipe's enclosure, and follows the recipe while nothing is drawn
	// Its file among the maps that were left unsaved; "" is none.
	keptAs string
}

// maps are the maps of this session in the order in which they were opened,
// with the one that is shown.
type maps struct {
	docs []*document
	at   int
}

// newDocument begins with a map, which passes Check.
func newDocument(m maze.Map) (*document, error) {
	h, err := maze.NewHistory(m)
	return &document{History: h}, err
}

func (m *maps) now() *document { return m.docs[m.at] }

// show turns to another map. Those that undo had gone back from are dropped.
func (m *maps) show(d *document) {
	if len(m.docs) > 0 {
		m.docs = m.docs[:m.at+1]
		m.now().DropRedo()
	}
	m.docs = append(m.docs, d)
	m.at = len(m.docs) - 1
}

// undo goes an edit back or, before the first one, to the map of before.
func (m *maps) undo() (label string, ok bool) {
	if label, ok = m.now().Undo(); ok || m.at == 0 {
		return label, ok
	}
	m.at--
	return "open " + m.docs[m.at+1].Map().Name, true
}

// redo goes an edit forward again, or to the map after.
func (m *maps) redo() (label string, ok bool) {
	if label, ok = m.now().Redo(); ok || m.at == len(m.docs)-1 {
		return label, ok
	}
	m.at++
	return "open " + m.now().Map().Name, true
}

func (m *maps) canUndo() bool {
	_, ok := m.now().CanUndo()
	return ok || m.at > 0
}

func (m *maps) canRedo() bool {
	_, ok := m.now().CanRedo()
	return ok || m.at < len(m.docs)-1
}

// homeMap is a recipe's enclosure as a map, with a start in the middle.
func homeMap(e world.Enclosure) maze.Map {
	m := maze.Map{Name: fmt.Sprintf("Open %s, %.3g m", e.Shape, e.Size), Outline: maze.Outline{Corners: e.Outline()}}
	if e.Shape == world.Circle {
		m.Outline = maze.Outline{Diameter: e.Size}
	}
	m.Starts = []maze.Start{{Radius: 0.1 * e.Size}}
	return m.Rounded()
}

// open tells whether rats move in a map as in an enclosure: it has the same
// outline, no walls, and no door that is shut.
func openAs(m maze.Map, e world.Enclosure) bool {
	home := homeMap(e).Outline
	same := maze.Map{Outline: m.Outline}.Equal(maze.Map{Outline: home})
	for _, d := range m.Doors {
		same = same && d.Open
	}
	return same && len(m.Walls) == 0
}

// newHome is the recipe's enclosure.
func (g *game) newHome() *document {
	d, err := newDocument(homeMap(g.snap.Recipe.Enclosure))
	if err != nil {
		panic("the enclosure of a recipe is no map: " + err.Error()) // recipes are checked
	}
	d.home = true
	return d
}

// followRecipe shows the enclosure of another recipe, unless the user has a
// map of their own.
func (g *game) followRecipe() {
	if len(g.maps.docs) == 0 {
		g.maps.show(g.newHome())
		g.here.toShow, g.here.from = true, -1 // the map of the first network, if it learns in one
		return
	}
	d := g.maps.now()
	if _, edited := d.CanUndo(); d.home && !edited && !openAs(d.Map(), g.snap.Recipe.Enclosure) {
		g.maps.docs[g.maps.at] = g.newHome()
	}
}

// showMap turns to a map that was opened, made or chosen.
func (g *game) showMap(d *document) {
	g.leaveEpisode()
	if g.watch.route != nil {
		g.setRoute(nil)
	}
	g.stopGesture(true)
	g.keepUnsaved()
	g.maps.show(d)
	g.edit.toStart = true
	g.edit.Forget()
	g.arena.Fit()
	g.whole = true
}

// mapTitle is the name of the map, with a star if it is not saved.
func (g *game) mapTitle() string {
	d := g.maps.now()
	if d.Unsaved() {
		return d.Map().Name + " *"
	}
	return d.Map().Name
}
