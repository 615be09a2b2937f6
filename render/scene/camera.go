package scene

import (
	"image"

	"gridrat/render/figure"
	"gridrat/world"
)

// Limits of the zoom, in points per metre.
const (
	leastZoom    = 15.0
	greatestZoom = 3000.0
)

// margin is what lies around a floor that fits, in points.
const margin = 14.0

// view is where the map lies within the arena.
func (a *Arena) view() figure.View {
	centre := figure.Pt{X: float64(a.Rect.Dx()) / 2, Y: float64(a.Rect.Dy()) / 2}
	if a.free {
		return figure.View{Middle: a.middle, Centre: centre, Scale: a.zoom * a.scale}
	}
	low, high := a.floorPlan.Outline.Box()
	size := high.Sub(low)
	centre.Y -= a.foot() / 2
	return figure.View{Middle: low.Add(high).Mul(0.5), Centre: centre, Scale: a.fits(size.X, size.Y)}
}

// fits is the scale in pixels per metre at which a floor of that size fits.
func (a *Arena) fits(w, h float64) float64 {
	edge := 2 * margin * a.scale
	return max(min((float64(a.Rect.Dx())-edge)/w, (float64(a.Rect.Dy())-edge-a.foot())/h), 1)
}

// foot is the room in pixels that a cue at infinity to the south takes from the
// caption.
func (a *Arena) foot() float64 {
	if len(a.floorPlan.Distal) == 0 {
		return 0
	}
	return 8 * a.scale
}

// Free tells whether the user has moved or zoomed the view.
func (a *Arena) Free() bool { return a.free }

// Fit shows all of the floor, and goes on doing so.
func (a *Arena) Fit() { a.look(false, world.Vec{}, 0) }

// Hold keeps the view as it is, whatever becomes of the floor.
func (a *Arena) Hold() {
	if v := a.view(); !a.free {
		a.free, a.middle, a.zoom = true, v.Middle, v.Scale/a.scale
	}
}

// Pan moves the view by pixels.
func (a *Arena) Pan(by image.Point) {
	v := a.view()
	a.look(true, v.Middle.Sub(world.Vec{X: float64(by.X) / v.Scale, Y: -float64(by.Y) / v.Scale}), v.Scale/a.scale)
}

// Zoom makes what is at a point of the screen larger by a factor.
func (a *Arena) Zoom(at image.Point, factor float64) {
	v := a.view()
	zoom := min(max(v.Scale/a.scale*factor, leastZoom), greatestZoom)
	factor = zoom * a.scale / v.Scale
	under := a.Metres(at)
	a.look(true, under.Add(v.Middle.Sub(under).Mul(1/factor)), zoom)
}

// look changes the view. The middle stays where there can be something to see.
func (a *Arena) look(free bool, middle world.Vec, zoom float64) {
	low, high := a.floorPlan.Outline.Box()
	middle = world.Vec{X: min(max(middle.X, low.X), high.X), Y: min(max(middle.Y, low.Y), high.Y)}
	if free != a.free || free && (middle != a.middle || zoom != a.zoom) {
		a.free, a.middle, a.zoom, a.moved = free, middle, zoom, true
	}
}

// Metres is the place of the map at a point of the screen.
func (a *Arena) Metres(at image.Point) world.Vec {
	at = at.Sub(a.Rect.Min)
	return a.view().From(figure.Pt{X: float64(at.X) + 0.5, Y: float64(at.Y) + 0.5})
}

// Pixels is where a place of the map is on the screen.
func (a *Arena) Pixels(p world.Vec) (x, y float64) {
	at := a.view().To(p)
	return float64(a.Rect.Min.X) + at.X, float64(a.Rect.Min.Y) + at.Y
}

// Reach is the length of so many points of the screen, in metres.
func (a *Arena) Reach(points float64) float64 { return points * a.scale / a.view().Scale }

// ratScale is the size of the rat's picture: 1 where the rat's own enclosure
// fits the arena, and growing and shrinking with the view.
func (a *Arena) ratScale() float64 {
	own := a.fits(a.home, a.home)
	if now := a.view().Scale; now != own {
		return min(max(now/own, 0.35), 4)
	}
	return 1
}
