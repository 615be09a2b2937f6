package editor

import (
	"fmt"
	"math"
	"strings"

	"gridrat/world"
	"gridrat/world/maze"
)

// mapProperty is a property of the whole map.
type mapProperty struct {
	property
	value func(maze.Map) string
	edits func(maze.Map, string) ([]maze.Edit, error)
}

// Shapes of an outline.
const (
	circle    = "circle"
	rectangle = "rectangle"
	polygon   = "polygon"
)

// centred is how far from the origin the middle of a floor may lie that becomes
// a circle, which is around the origin, as a share of its size.
const centred = 0.25

// shapeOf names the shape of an outline.
func shapeOf(o maze.Outline) string {
	low, high := o.Box()
	switch {
	case o.Diameter > 0:
		return circle
	case len(o.Corners) == 4:
		for _, p := range o.Corners {
			if p.X != low.X && p.X != high.X || p.Y != low.Y && p.Y != high.Y {
				return polygon
			}
		}
		return rectangle
	}
	return polygon
}

// shaped is an outline of another shape and about the same size: of a polygon,
// one with six equal sides, to drag its corners from.
func shaped(o maze.Outline, shape string) maze.Outline {
	low, high := o.Box()
	size := high.Sub(low)
	switch {
	case shape == shapeOf(o):
		return o
	case shape == circle:
		return maze.Outline{Diameter: math.Max(size.X, size.Y)}
	case shape == rectangle:
		return rectangleOf(low, high)
	}
	return regular(low.Add(high).Mul(0.5), math.Max(size.X, size.Y)/2, 6)
}

// rectangleOf is a rectangle with two opposite corners.
func rectangleOf(low, high world.Vec) maze.Outline {
	return maze.Outline{Corners: []world.Vec{low, {X: high.X, Y: low.Y}, high, {X: low.X, Y: high.Y}}}
}

// regular is a polygon of n equal sides around a point.
func regular(at world.Vec, radius float64, n int) maze.Outline {
	o := maze.Outline{}
	for i := range n {
		o.Corners = append(o.Corners, at.Add(world.Polar(radius, 2*math.Pi*float64(i)/float64(n))))
	}
	return o
}

// stretched is a polygon with a box of another size, around the same middle.
func stretched(o maze.Outline, x, y float64) maze.Outline {
	low, high := o.Box()
	size, at := high.Sub(low), low.Add(high).Mul(0.5)
	var corners []world.Vec
	for _, p := range o.Corners {
		p = p.Sub(at)
		corners = append(corners, at.Add(world.Vec{X: p.X * x / size.X, Y: p.Y * y / size.Y}))
	}
	return maze.Outline{Corners: corners}
}

func reshape(o maze.Outline) []maze.Edit { return []maze.Edit{maze.Replace{With: o}} }

// mapProperties are those of a map and its outline.
func mapProperties(m maze.Map) []mapProperty {
	restyle := func(p property, value func(maze.Map) string, set func(*maze.Restyle, string)) mapProperty {
		return mapProperty{p, value, func(m maze.Map, s string) ([]maze.Edit, error) {
			style := maze.Restyle{Name: m.Name, Wall: m.Wall, Floor: m.Floor}
			set(&style, s)
			return []maze.Edit{style}, nil
		}}
	}
	size := func(name, tip string, value func(maze.Map) float64, set func(maze.Map, float64) maze.Outline) mapProperty {
		return mapProperty{property{name: name, unit: "m", step: 0.1, tip: tip},
			func(m maze.Map) string { return maze.Digits(value(m)) },
			func(m maze.Map, s string) ([]maze.Edit, error) {
				v, err := parse(name, "m", s)
				if err == nil && !(v >= maze.MinDiameter/2 && v <= maze.MaxDiameter) {
					err = fmt.Errorf("%s is %s; it must lie between %g and %d m", name, maze.Digits(v), maze.MinDiameter/2, maze.MaxDiameter)
				}
				if err != nil {
					return nil, err
				}
				return reshape(set(m, v)), nil
			}}
	}
	box := func(m maze.Map) world.Vec {
		low, high := m.Outline.Box()
		return high.Sub(low)
	}
	all := []mapProperty{
		restyle(property{name: "name", form: Text, tip: "of the map"}, func(m maze.Map) string { return m.Name }, func(r *maze.Restyle, s string) { r.Name = strings.TrimSpace(s) }),
		{property{name: "shape", form: Choice, choices: []string{rectangle, circle, polygon}, tip: "of the outer wall; the corners of a polygon can be dragged, and the middles of its sides make new ones"},
			func(m maze.Map) string { return shapeOf(m.Outline) },
			func(m maze.Map, s string) ([]maze.Edit, error) {
				low, high := m.Outline.Box()
				if at := low.Add(high).Mul(0.5); s == circle && at.Norm() > centred*max(high.X-low.X, high.Y-low.Y) {
					return nil, fmt.Errorf("shape cannot be circle: a circle lies around the origin, and the middle of this floor at (%s, %s)", maze.Digits(at.X), maze.Digits(at.Y))
				}
				return reshape(shaped(m.Outline, s)), nil
			}},
	}
	if m.Outline.Diameter > 0 {
		all = append(all, size("diameter", "of the floor", func(m maze.Map) float64 { return m.Outline.Diameter }, func(_ maze.Map, v float64) maze.Outline { return maze.Outline{Diameter: v} }))
	} else {
		all = append(all,
			size("width", "of the floor, from west to east", func(m maze.Map) float64 { return box(m).X }, func(m maze.Map, v float64) maze.Outline { return stretched(m.Outline, v, box(m).Y) }),
			size("depth", "of the floor, from south to north", func(m maze.Map) float64 { return box(m).Y }, func(m maze.Map, v float64) maze.Outline { return stretched(m.Outline, box(m).X, v) }))
	}
	if shapeOf(m.Outline) == polygon {
		all = append(all, mapProperty{property{name: "corners", step: 1, tip: "another number makes all sides of the outer wall equal"},
			func(m maze.Map) string { return maze.Digits(float64(len(m.Outline.Corners))) },
			func(m maze.Map, s string) ([]maze.Edit, error) {
				n, err := parse("corners", "", s)
				if err == nil && (n != math.Trunc(n) || n < 3 || n > maze.MaxCorners) {
					err = fmt.Errorf("corners is %s; it must be a whole number from 3 to %d", maze.Digits(n), maze.MaxCorners)
				}
				if err != nil || int(n) == len(m.Outline.Corners) {
					return nil, err
				}
				low, high := m.Outline.Box()
				at, to := low.Add(high).Mul(0.5), high.Sub(low)
				return reshape(regular(at, math.Max(to.X, to.Y)/2, int(n))), nil
			}})
	}
	return append(all,
		restyle(property{name: "wall color", form: Paint, choices: []string{""}, tip: "of all walls that have none of their own"}, func(m maze.Map) string { return string(m.Wall) }, func(r *maze.Restyle, s string) { r.Wall = colorOf(s) }),
		restyle(property{name: "floor color", form: Paint, choices: []string{""}, tip: "of the floor"}, func(m maze.Map) string { return string(m.Floor) }, func(r *maze.Restyle, s string) { r.Floor = colorOf(s) }))
}
