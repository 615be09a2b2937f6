package maps

import (
	"testing"

	"gridrat/assets"
	"gridrat/world"
	"gridrat/world/maze"
)

// The floor is laid anew when the map has changed and nothing is being dragged;
// the rat goes to a start of a map that was opened.
func TestLayFloor(t *testing.T) {
	d := open(t)
	m, floor, changed := d.LayFloor(true)
	if !changed || floor == nil || !m.Equal(d.Map()) || !d.Laid().Equal(m) || d.told != "" {
		t.Errorf("laid is %+v (%v); it says %q", m, changed, d.told)
	}
	if _, ok := d.Start(); ok {
		t.Error("the rat is put to a start of the first map")
	}
	if _, _, changed = d.LayFloor(true); changed {
		t.Error("the same floor is laid twice")
	}
	wall := maze.Add{Elements: []maze.Element{maze.Wall{A: world.Vec{X: -1.1}, B: world.Vec{X: 1.1}, Thickness: 0.03}, maze.Goal{At: world.Vec{Y: 0.8}, Radius: 0.1}}}
	d.History().Begin("wall")
	if err := d.History().Update(wall); err != nil {
		t.Fatal(err)
	}
	if _, _, changed = d.LayFloor(true); changed {
		t.Error("what is being dragged is laid")
	}
	d.History().Commit()
	d.failure, d.told = false, "Done."
	if _, _, changed = d.LayFloor(true); !changed || len(d.Problems()) == 0 {
		t.Errorf("what was dragged is laid: %v, with the problems %v", changed, d.Problems())
	}
	d.said("Done. The rat runs in what is drawn, and the network tracks it; but it learns, and is scored, in the open square of 2.2 m of its recipe.")
	d.told = ""
	d.OpenFile("T-maze", "", assets.TMaze.File())
	d.failure, d.told = true, "It failed."
	d.LayFloor(true)
	d.said("The rat runs in")
	if at, ok := d.Start(); !ok || at != d.Map().Starts[0].At {
		t.Errorf("the rat is put to %v (%v)", at, ok)
	}
	if _, ok := d.Start(); ok {
		t.Error("the rat is put twice")
	}
	d.told = ""
	if err := d.Show(maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 1})); err != nil {
		t.Fatal(err)
	}
	if d.LayFloor(false); d.told != "" {
		t.Errorf("to a rat that was not at home it says %q", d.told)
	}
	if _, ok := d.Start(); ok {
		t.Error("the rat is put to a start of a map that came with a network")
	}
	if err := d.Show(maze.Map{}); err == nil {
		t.Error("no map is shown")
	}
}
