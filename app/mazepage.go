package main

import (
	"fmt"
	"image"
	"os"
	"path/filepath"

	"gridrat/app/editor"
	"gridrat/assets"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

// mazePage is the page of maps to choose from.
type mazePage struct {
	panel.Mazes
	of     action            // that opens and closes it
	open   map[string]func() // by tile
	placed bool
}

// toggleMazes opens the page of maps, or closes it.
func (g *game) toggleMazes() {
	if g.page != nil {
		same := g.page.of == actMazes
		g.closeMazes()
		if same {
			return
		}
	}
	g.stopGesture(true)
	g.sheet = nil
	g.whole = true
	p := &mazePage{of: actMazes, open: map[string]func(){}}
	p.Title, p.Foot = "Mazes", "A click opens a map · Ctrl+O or a dropped file opens any other (.json, or a text maze .txt) · Esc closes this page."
	add := func(id, note string, m maze.Map, open func()) {
		p.Tiles = append(p.Tiles, panel.Tile{ID: id, Name: m.Name, Note: note, Map: m})
		p.open[id] = open
	}
	for i, m := range newMaps(g.snap.Recipe.Enclosure) {
		add([]string{"maze:new", "maze:new-other", "maze:new-polygon"}[i], "new", m, func() { g.newMap(m, i == 0) })
	}
	for i, file := range g.keptFiles() {
		if m, path, err := readKept(file); err == nil {
			add(fmt.Sprintf("maze:kept:%d", i), "not saved", m, func() { g.openKept(m, path, file) })
		}
	}
	for i, path := range g.settings.RecentMaps {
		data, err := os.ReadFile(path)
		if err != nil {
			continue // it is gone
		}
		if m, err := maze.Open(path, data); err == nil {
			add(fmt.Sprintf("maze:recent:%d", i), filepath.Base(path), m, func() { g.openMap(filepath.Base(path), path, data) })
		}
	}
	for _, z := range assets.Mazes() {
		m, err := maze.Decode(z.File())
		if err != nil {
			panic(fmt.Sprintf("the maze %s that comes with the program is damaged: %v", z, err)) // a test reads them all
		}
		add("maze:"+string(z), "", m, func() { g.openMap(m.Name, "", z.File()) })
	}
	g.page = p
}

// newMaps are those to begin from: a recipe's enclosure, the same as a circle
// or as a square, and as a polygon.
func newMaps(e world.Enclosure) []maze.Map {
	other := e
	other.Shape = world.Circle
	if e.Shape == world.Circle {
		other.Shape = world.Square
	}
	six := homeMap(e)
	six.Name, six.Outline = fmt.Sprintf("Open polygon, %.3g m", e.Size), editor.Polygon(six.Outline)
	return []maze.Map{homeMap(e), homeMap(other), six.Rounded()}
}

// newMap shows a new map; home is that it is the recipe's enclosure.
func (g *game) newMap(m maze.Map, home bool) {
	d := g.newHome()
	if !home {
		d.home = false
		if err := d.Do("new map", maze.Become{Map: m}); err != nil {
			panic("a new map is none: " + err.Error()) // it is like the recipe's enclosure
		}
	}
	g.showMap(d)
	g.setTool(actSelect)
	g.edit.Selected = []maze.Ref{{Kind: maze.OutlineKind}}
	g.tell(false, "A new map: its shape and size are below the arena, its corners can be dragged. W draws walls."+g.undoNote())
}

// openKept shows a map that was not saved.
func (g *game) openKept(m maze.Map, path, file string) {
	d := g.newHome()
	d.home, d.path, d.keptAs = false, path, file
	if path != "" {
		d.file, _ = os.ReadFile(path) // not there: nothing is written over
	}
	if err := d.Do("open "+m.Name, maze.Become{Map: m}); err != nil {
		g.tell(true, fmt.Sprintf("The map %s cannot be shown: %v.", m.Name, err))
		return
	}
	g.showMap(d)
}

func (g *game) closeMazes() { g.page, g.whole = nil, true }

// pointAtMazes lets the mouse choose a map.
func (g *game) pointAtMazes(p image.Point, clicked bool) {
	t, over := g.page.At(p)
	if !over {
		t.ID = ""
	}
	if t.ID != g.page.Over {
		g.page.Over = t.ID
	}
	if !clicked {
		return
	}
	open := g.page.open[t.ID]
	g.closeMazes()
	if open != nil {
		open()
	}
}

// placeMazes fits the page into the window.
func (g *game) placeMazes() {
	if g.page == nil || g.page.placed {
		return
	}
	g.page.placed = true
	l := g.layout
	margin := int(20 * l.scale)
	r := image.Rect(margin, margin, g.width-margin, g.height-margin)
	g.page.Place(r, l.scale)
	g.page.Redraw()
	g.page.Touch(g.page.Canvas.Bounds())
}
