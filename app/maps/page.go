package maps

import (
	"fmt"
	"math"
	"os"
	"path/filepath"

	"gridrat/app/room"
	"gridrat/assets"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

const actMazes = "mazes"

// choose opens the page of maps to choose from, or closes it.
func (r *Room) choose() {
	if r.Page() == actMazes {
		r.Open(nil)
		return
	}
	r.Rest()
	p := &panel.Mazes{Title: "Mazes", Foot: "A click opens a map · Ctrl+O or a dropped file opens any other (.json, or a text maze .txt) · Esc closes this page."}
	opens := map[string]func(){}
	add := func(id, note string, m maze.Map, open func()) {
		p.Tiles = append(p.Tiles, panel.Tile{ID: id, Name: m.Name, Note: note, Map: m})
		opens[id] = open
	}
	for i, m := range newMaps(r.home) {
		add([]string{"maze:new", "maze:new-other", "maze:new-polygon"}[i], "new", m, func() { r.showNew(m, i == 0) })
	}
	for i, file := range keptFiles(r.Cache) {
		if m, path, err := readKept(file); err == nil {
			add(fmt.Sprintf("maze:kept:%d", i), "not saved", m, func() { r.showKept(m, path, file) })
		}
	}
	for i, path := range r.Settings.RecentMaps {
		data, err := os.ReadFile(path)
		if err != nil {
			continue // it is gone
		}
		if m, err := maze.Open(path, data); err == nil {
			add(fmt.Sprintf("maze:recent:%d", i), filepath.Base(path), m, func() { r.OpenFile(filepath.Base(path), path, data) })
		}
	}
	for _, z := range assets.Mazes() {
		m, err := maze.Decode(z.File())
		if err != nil {
			panic(fmt.Sprintf("maps: the maze %s that comes with the program is damaged: %v", z, err)) // a test reads them all
		}
		add("maze:"+string(z), "", m, func() { r.OpenFile(m.Name, "", z.File()) })
	}
	r.Open(room.Choice(actMazes, p, func(tile string) {
		if open := opens[tile]; open != nil {
			open()
		}
	}))
}

// newMaps are those to begin from: a recipe's enclosure, the same as a circle
// or as a square, and as a polygon of six sides.
func newMaps(e world.Enclosure) []maze.Map {
	other := e
	other.Shape = world.Circle
	if e.Shape == world.Circle {
		other.Shape = world.Square
	}
	six := maze.OfEnclosure(e)
	low, high := six.Outline.Box()
	six.Name, six.Outline = fmt.Sprintf("Open polygon, %.3g m", e.Size), maze.Outline{}
	for i := range 6 {
		six.Outline.Corners = append(six.Outline.Corners, world.Polar((high.X-low.X)/2, 2*math.Pi*float64(i)/6))
	}
	return []maze.Map{maze.OfEnclosure(e), maze.OfEnclosure(other), six.Rounded()}
}

// showNew shows a new map; home is that it is the recipe's enclosure.
func (r *Room) showNew(m maze.Map, home bool) {
	d := r.newHome()
	if !home {
		d.home = false
		if err := d.Do("new map", maze.Become{Map: m}); err != nil {
			panic("maps: a new map is none: " + err.Error()) // it is like the recipe's enclosure
		}
	}
	r.show(d)
	r.Begin()
	r.Tell(false, "A new map: its shape and size are below the arena, its corners can be dragged. W draws walls."+r.undoNote())
}

// showKept shows a map that was not saved.
func (r *Room) showKept(m maze.Map, path, file string) {
	d := r.newHome()
	d.home, d.path, d.keptAs = false, path, file
	if path != "" {
		d.file, _ = os.ReadFile(path) // not there: nothing is written over
	}
	if err := d.Do("open "+m.Name, maze.Become{Map: m}); err != nil {
		r.Tell(true, fmt.Sprintf("The map %s cannot be shown: %v.", m.Name, err))
		return
	}
	r.show(d)
}
