package panel

import (
	"fmt"
	"image"
	"strings"
	"testing"
)

// polygonFields are those of a map with a polygon around it: the most there
// are.
func polygonFields() []Field {
	return []Field{
		{Name: "name", Kind: TextField, Value: "A map with a name that is as long as names can be", Tip: "of the map"},
		{Name: "shape", Kind: ChoiceField, Choices: []string{"rectangle", "circle", "polygon"}, Value: "polygon", Tip: "of the outer wall"},
		{Name: "width", Unit: "m", Value: "2.2222", Tip: "of the floor"}, {Name: "depth", Unit: "m", Value: "2.2222", Tip: "of the floor"}, {Name: "corners", Value: "200", Tip: "of the outer wall"},
		{Name: "wall color", Kind: ColorField, Free: true, Tip: "of walls"}, {Name: "floor color", Kind: ColorField, Value: "#2b313b", Free: true, Tip: "of the floor"},
	}
}

// TestPropertiesFit: at each size and scale every field can be used, within
// the panel and beside the others.
func TestPropertiesFit(t *testing.T) {
	for _, c := range []struct{ width, height, scale float64 }{
		{454, PropertiesHeight, 1}, {400, PropertiesHeight, 1}, {312, 140, 1}, {378, 128, 1.5}, {900, PropertiesHeight, 2.5},
	} {
		var p Properties
		p.Subject, p.Fields = "the map", polygonFields()
		p.Buttons = []Tool{{ID: "duplicate", Label: "duplicate"}, {ID: "delete", Label: "delete"}}
		p.Place(image.Rect(10, 10, 10+int(c.width*c.scale), 10+int(c.height*c.scale)), c.scale)
		p.Pieces()
		seen := spotsApart(t, fmt.Sprint(c), &p.Picture)
		for _, s := range p.Spots() {
			if !s.Rect.In(p.Rect.Inset(2)) || s.Rect.Dy() < int(11*c.scale) {
				t.Errorf("%v: %s is at %v, the panel at %v", c, s.ID, s.Rect, p.Rect)
			}
		}
		for _, f := range p.Fields {
			found := false
			for id := range seen {
				found = found || strings.HasPrefix(id, SpotProperty+f.Name)
			}
			if !found {
				t.Errorf("%v: there is no %s", c, f.Name)
			}
		}
	}
}

// TestPropertiesShow: what differs between those that are selected, and what is
// typed, looks different; what stays is not drawn again.
func TestPropertiesShow(t *testing.T) {
	var p Properties
	p.Fields = []Field{{Name: "thickness", Unit: "m", Value: "0.03"}, {Name: "locked", Kind: SwitchField, Value: "false"}, {Name: "color", Kind: ColorField, Value: "#e05d52"}}
	p.Place(image.Rect(0, 0, 454, int(PropertiesHeight)), 1)
	draw := func() string {
		for _, piece := range p.Pieces() {
			lift := p.Canvas.Clip(piece.Rect)
			piece.draw()
			lift()
		}
		return string(p.Canvas.Img.Pix)
	}
	seen := map[string]string{draw(): "as it was"}
	if n := len(p.Pieces()); n != 0 {
		t.Errorf("nothing has changed, and %d pieces are drawn again", n)
	}
	for name, change := range map[string]func(){
		"mixed":       func() { p.Fields[0].Mixed = true },
		"typed":       func() { p.Typed = Typed{Field: "thickness", Text: "0.05", Caret: 4, All: true} },
		"typed on":    func() { p.Typed = Typed{Field: "thickness", Text: "0.05", Caret: 2} },
		"locked":      func() { p.Fields[1].Value = "true" },
		"some locked": func() { p.Fields[1].Mixed = true },
		"blue":        func() { p.Fields[2].Value = "#4f9be8" },
		"over":        func() { p.Over = SpotProperty + "locked" },
	} {
		before, typed, over := append([]Field{}, p.Fields...), p.Typed, p.Over
		change()
		if other, ok := seen[draw()]; ok {
			t.Errorf("%s looks like %s", name, other)
		}
		seen[string(p.Canvas.Img.Pix)] = name
		p.Fields, p.Typed, p.Over = before, typed, over
	}
	p.Typed = Typed{Field: "thickness", Text: "0.05"}
	draw()
	r := p.texts["thickness"]
	if left, right := p.CaretAt("thickness", r.Min), p.CaretAt("thickness", r.Max); left != 0 || right != 4 {
		t.Errorf("the caret at the ends of the field is before letters %d and %d", left, right)
	}
}
