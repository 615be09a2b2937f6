package figure

import (
	"image"
	"image/color"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// aShape is any shape about a map of 2 m.
func aShape(t *rapid.T) Shape {
	m := rapid.Float64Range(-1.2, 1.2)
	s := Shape{
		Kind:   ShapeKind(rapid.IntRange(0, int(BannerShape)).Draw(t, "kind")),
		Radius: rapid.Float64Range(0, 0.5).Draw(t, "radius"), Width: rapid.Float64Range(0.5, 4).Draw(t, "width"),
		Color: color.RGBA{rapid.Uint8().Draw(t, "red"), 90, 160, 255},
		Text:  rapid.SampledFrom([]string{"", "j", "12.5 cm, 30°", "Wf"}).Draw(t, "text"),
	}
	for i := range s.At {
		s.At[i] = world.Vec{X: m.Draw(t, "x"), Y: m.Draw(t, "y")}
	}
	return s
}

// TestOverlay: shapes that replace others look as if there had been no others, and
// nothing has changed but where it is said; a view or a size of their own draws all.
func TestOverlay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var o Overlay
		size := image.Pt(220, 180)
		v := View{Centre: Pt{110, 90}, Scale: 80}
		shapes := []Shape(nil)
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			switch rapid.IntRange(0, 4).Draw(t, "what") {
			case 0:
				v.Scale = rapid.Float64Range(40, 200).Draw(t, "scale of the view")
			case 1:
				size = image.Pt(rapid.IntRange(50, 250).Draw(t, "wide"), 180)
			}
			kept := rapid.IntRange(0, len(shapes)).Draw(t, "kept")
			shapes = append([]Shape(nil), shapes[len(shapes)-kept:]...)
			for range rapid.IntRange(0, 3).Draw(t, "new") {
				shapes = append(shapes, aShape(t))
			}
			var before *image.RGBA
			if o.Canvas != nil && o.Canvas.Bounds().Size() == size {
				before = image.NewRGBA(o.Canvas.Bounds())
				copy(before.Pix, o.Canvas.Img.Pix)
			}
			changed := o.Show(shapes, size, v, 1)
			var fresh Overlay
			fresh.Show(shapes, size, v, 1)
			for y := range size.Y {
				for x := range size.X {
					got, want := o.Canvas.Img.RGBAAt(x, y), fresh.Canvas.Img.RGBAAt(x, y)
					if !alike(got, want) {
						t.Fatalf("pixel %d, %d is %v, drawn afresh %v", x, y, got, want)
					}
					if before != nil && !image.Pt(x, y).In(changed) && before.RGBAAt(x, y) != got {
						t.Fatalf("pixel %d, %d is %v and was %v, outside of %v", x, y, got, before.RGBAAt(x, y), changed)
					}
				}
			}
		}
	})
}

// alike tells whether colours are the same but for the rounding of an edge that is
// drawn from another corner.
func alike(a, b color.RGBA) bool {
	const rounding = 3
	off := func(x, y uint8) bool { return max(x, y)-min(x, y) <= rounding }
	return off(a.R, b.R) && off(a.G, b.G) && off(a.B, b.B) && off(a.A, b.A)
}

// TestOverlayUnchanged: the same shapes again change nothing, and of one shape that
// moves only its surroundings do.
func TestOverlayUnchanged(t *testing.T) {
	var o Overlay
	size, v := image.Pt(200, 200), View{Centre: Pt{100, 100}, Scale: 80}
	still := Shape{Kind: CircleShape, Radius: 0.2, Width: 2, Color: color.RGBA{1, 2, 3, 255}, At: [4]world.Vec{{X: -0.8, Y: -0.8}}}
	at := func(x float64) []Shape {
		return []Shape{still, {Kind: HandleShape, Color: color.RGBA{200, 2, 3, 255}, At: [4]world.Vec{{X: x, Y: 0.5}}}}
	}
	if r := o.Show(at(0), size, v, 1); r != image.Rect(0, 0, 200, 200) {
		t.Errorf("at first %v changes", r)
	}
	if r := o.Show(at(0), size, v, 1); !r.Empty() {
		t.Errorf("of the same %v changes", r)
	}
	if r := o.Show(at(0.1), size, v, 1); r.Empty() || r.Dx() > 40 || r.Dy() > 30 {
		t.Errorf("of a step of 8 pixels %v changes", r)
	}
	if r := o.Show(nil, size, v, 1); r.Empty() {
		t.Error("nothing of what goes changes")
	}
}
