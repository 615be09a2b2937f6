package maps

import (
	"image"
	"path/filepath"
	"slices"
	"testing"

	"gridrat/assets"
	"gridrat/render/panel"
	"gridrat/world"
)

// The page has new maps, those that were left unsaved, recent ones, and those
// that come with the program; a click shows one.
func TestPage(t *testing.T) {
	d := open(t)
	recent := d.file("recent.json", d.Map())
	d.set.RecentMaps = []string{recent, filepath.Join(d.Out, "gone.json")}
	d.draw()
	d.table.Do("mazes")
	d.did("rest")
	if d.Page() != "mazes" {
		t.Fatalf("open is %q", d.Page())
	}
	d.newMap("maze:new-other")
	d.did("leave", "rest", "turned", "begin")
	d.said("A new map: its shape and size are below the arena, its corners can be dragged. W draws walls. The one before was not saved")
	if m := d.Map(); m.Outline.Diameter != 2.2 || d.Title() != "Open circle, 2.2 m *" {
		t.Errorf("the other shape is %+v, of the title %q", m, d.Title())
	}
	var names []string
	d.table.UseSpot(panel.SpotMap)
	d.page.Fit(image.Rect(20, 20, 1260, 780), 1)
	d.page.Rects(func(name string, _ image.Rectangle) { names = append(names, name) })
	want := []string{"maze:new", "maze:new-other", "maze:new-polygon", "maze:kept:0", "maze:recent:0"}
	for _, z := range assets.Mazes() {
		want = append(want, "maze:"+string(z))
	}
	if !slices.Equal(names, want) {
		t.Errorf("on the page are %q, want %q", names, want)
	}
	d.newMap("maze:new-polygon")
	if m := d.Map(); len(m.Outline.Corners) != 6 || m.Outline.Corners[0] != (world.Vec{X: 1.1}) || m.Name != "Open polygon, 2.2 m" {
		t.Errorf("the polygon is %+v", m)
	}
	d.newMap("maze:kept:1") // the circle was kept after it
	if m := d.Map(); len(m.Goals) != 1 || !d.History().Unsaved() {
		t.Errorf("kept was %+v", m)
	}
	d.newMap("maze:recent:0")
	if d.Path() != recent {
		t.Errorf("the recent map has the path %q", d.Path())
	}
	d.newMap("maze:" + string(assets.TMaze))
	if d.Path() != "" || d.Map().Name != "T-maze" {
		t.Errorf("shown is %q from %q", d.Map().Name, d.Path())
	}
	d.newMap("maze:new")
	if d.Title() != "" {
		t.Errorf("the recipe's enclosure has the title %q", d.Title())
	}
	// The key closes it, and so does a click beside all maps.
	d.table.Do("mazes")
	d.table.Do("mazes")
	if d.page != nil {
		t.Error("Ctrl+M leaves the page open")
	}
	d.table.Do("mazes")
	d.page.Fit(image.Rect(20, 20, 1260, 780), 1)
	if d.page.Point(image.Pt(21, 21), false) || !d.page.Point(image.Pt(21, 21), true) || d.Title() != "" {
		t.Error("a click beside the maps does not just close the page")
	}
}

// A map that was kept and is saved is kept no more.
func TestSavedIsNotKept(t *testing.T) {
	d := open(t)
	d.tool = "tool-wall"
	d.draw()
	d.newMap("maze:new")
	d.Undo()
	if len(keptFiles(d.Cache)) != 1 {
		t.Fatalf("kept are %q", keptFiles(d.Cache))
	}
	d.table.Do("save")
	d.answer(filepath.Join(d.Out, "saved.json"))
	if all := keptFiles(d.Cache); len(all) > 0 {
		t.Errorf("kept are %q", all)
	}
}
