package maps

import (
	"testing"

	"gridrat/world"
)

// The recipe's enclosure follows the recipe until something is drawn, or another
// map is shown.
func TestFollowRecipe(t *testing.T) {
	d := open(t)
	circle := world.Enclosure{Shape: world.Circle, Size: 2}
	d.FollowRecipe(circle)
	if d.Map().Outline.Diameter != 2 || d.CanUndo() || d.Title() != "" {
		t.Errorf("shown is %+v", d.Map())
	}
	d.draw()
	d.FollowRecipe(world.Enclosure{Shape: world.Square, Size: 1})
	if d.Map().Outline.Diameter != 2 || d.Title() != "Open circle, 2 m *" {
		t.Errorf("what was drawn has become %+v", d.Map())
	}
	d.newMap("maze:new")
	if m := d.Map(); m.Outline.Diameter != 0 || m.Name != "Open square, 1 m" {
		t.Errorf("a new map is %+v", m)
	}
}
