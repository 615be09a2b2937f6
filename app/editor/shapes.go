package editor

import (
	"fmt"
	"image/color"
	"math"

	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/maze"
)

var (
	hoverInk  = color.RGBA{232, 235, 240, 255}
	selectInk = figure.Dark.Accent
	eraseInk  = figure.Dark.Warn
)

// Shapes lists what the editor shows over the arena.
func (e *Editor) Shapes() []figure.Shape {
	e.shapes = e.shapes[:0]
	m := e.Doc().Map()
	if e.Tool == None {
		if e.Over && e.Hover.Kind == maze.DoorKind {
			e.outline(m, e.Hover, hoverInk, 1.5)
		}
		return e.shapes
	}
	for _, p := range e.Problems {
		if p.Ref.Kind != maze.OutlineKind {
			e.outline(m, p.Ref, eraseInk, 1)
			if n := len(e.shapes); n > 0 && e.shapes[n-1].Kind == figure.CircleShape {
				s := &e.shapes[n-1]
				s.Radius += 4 * e.mouse.Point // beside the disc
				s.Width = 2
			}
		}
	}
	if e.Tool == Select {
		for _, r := range e.Selected {
			e.outline(m, r, selectInk, 1.5)
		}
		e.grips(m, func(g grip, at world.Vec) {
			ink := selectInk
			if e.grip && e.held == g {
				ink = hoverInk
			}
			s := figure.Shape{Kind: figure.HandleShape, At: [4]world.Vec{at}, Color: ink}
			if g.kind == sideGrip || g.kind == thickGrip {
				s.Kind = figure.FaintHandleShape
			}
			e.shapes = append(e.shapes, s)
		})
		if e.gesture == gripping && e.refused != nil {
			e.trace(m, e.refused, eraseInk, 1.5)
		}
	}
	switch {
	case e.drawsRoom():
		e.showRoom()
	case e.gesture == sketching:
		e.preview()
	case e.gesture == boxing:
		a, b := e.from, e.place
		e.shapes = append(e.shapes, figure.Shape{Kind: figure.QuadShape, At: [4]world.Vec{a, {X: b.X, Y: a.Y}, b, {X: a.X, Y: b.Y}}, Width: 1, Color: selectInk})
	case e.gesture == gripping || e.gesture == moving && e.dragged:
		e.measure(m)
	case e.Tool == Add && e.gesture == resting && !e.Over && e.mouse.In:
		e.showAdded()
	case e.Over && e.gesture == resting && !e.grip && e.Tool != Rat:
		ink := hoverInk
		if e.Tool == Erase {
			ink = eraseInk
		}
		e.outline(m, e.Hover, ink, 1.5)
	}
	if e.gesture == resting && e.mouse.In && (e.Tool == Wall || e.Tool == Door || e.Tool == Goal && !e.Over) || e.gesture == resting && e.mouse.In && e.disc() && !e.Over {
		e.shapes = append(e.shapes, figure.Shape{Kind: figure.HandleShape, At: [4]world.Vec{e.place}, Color: snapInk(e.snapped)})
	}
	return e.shapes
}

// snapInk tells by its colour what a place was snapped to.
func snapInk(to maze.SnapTo) color.RGBA {
	switch to {
	case maze.SnapEnd:
		return figure.Dark.Series[1]
	case maze.SnapBody:
		return figure.Dark.Series[2]
	}
	return figure.Dark.Accent
}

// outline draws the outline of an element.
func (e *Editor) outline(m maze.Map, r maze.Ref, ink color.RGBA, width float64) {
	if x, ok := m.Get(r); ok {
		e.trace(m, x, ink, width)
	}
}

// trace draws the outline of what may not be in the map.
func (e *Editor) trace(m maze.Map, x maze.Element, ink color.RGBA, width float64) {
	add := func(s figure.Shape) {
		s.Width, s.Color = width, ink
		e.shapes = append(e.shapes, s)
	}
	switch x := x.(type) {
	case maze.Wall:
		add(figure.Shape{Kind: figure.QuadShape, At: x.Rectangle()})
	case maze.Door:
		add(figure.Shape{Kind: figure.QuadShape, At: x.Rectangle()})
	case maze.Goal:
		add(figure.Shape{Kind: figure.CircleShape, At: [4]world.Vec{x.At}, Radius: x.Radius})
	case maze.Start:
		add(figure.Shape{Kind: figure.CircleShape, At: [4]world.Vec{x.At}, Radius: x.Radius})
	case maze.Spot:
		add(figure.Shape{Kind: figure.CircleShape, At: [4]world.Vec{x.At}, Radius: x.Radius})
	case maze.Patch:
		add(figure.Shape{Kind: figure.LineShape, At: [4]world.Vec{x.A, x.B}})
	case maze.DistalCue:
		line := e.distalLine(m, x)
		for i := range len(line) - 1 {
			add(figure.Shape{Kind: figure.LineShape, At: [4]world.Vec{line[i], line[i+1]}})
		}
	case maze.Outline:
		if x.Diameter > 0 {
			add(figure.Shape{Kind: figure.CircleShape, Radius: x.Diameter / 2})
		}
		for i, a := range x.Corners {
			add(figure.Shape{Kind: figure.LineShape, At: [4]world.Vec{a, x.Corners[(i+1)%len(x.Corners)]}})
		}
	}
}

// preview shows what is being drawn, with its length and angle.
func (e *Editor) preview() {
	add := func(s figure.Shape) { e.shapes = append(e.shapes, s) }
	length := e.place.Sub(e.from).Norm()
	switch {
	case e.Tool == Add:
		e.showAdded()
	case e.Tool == Goal:
		radius := e.goal().Radius
		add(figure.Shape{Kind: figure.CircleShape, At: [4]world.Vec{e.from}, Radius: radius, Width: 1.5, Color: figure.Dark.Series[1]})
		add(figure.Shape{Kind: figure.TextShape, At: [4]world.Vec{e.place}, Color: hoverInk, Text: fmt.Sprintf("radius %.2f m", radius)})
	case e.dragged && length >= maze.MinLength:
		ink := figure.Dark.Ink
		corners := e.wall().Rectangle()
		if e.Tool == Door {
			ink = figure.Dark.Accent
			corners = hung(e.Doc().Map(), e.door()).Rectangle()
		}
		add(figure.Shape{Kind: figure.FilledShape, At: corners, Color: ink})
		add(figure.Shape{Kind: figure.HandleShape, At: [4]world.Vec{e.place}, Color: snapInk(e.snapped)})
		add(figure.Shape{Kind: figure.TextShape, At: [4]world.Vec{e.place}, Color: hoverInk, Text: lengthAndAngle(e.from, e.place)})
	}
}

// hung is a door as Hang will place it.
func hung(m maze.Map, d maze.Door) maze.Door {
	if m, err := m.Apply(m.Hang(d)...); err == nil {
		return m.Doors[len(m.Doors)-1]
	}
	return d
}

// lengthAndAngle says how long a segment is and where it leads.
func lengthAndAngle(a, b world.Vec) string {
	d := b.Sub(a)
	angle := math.Mod(math.Round(d.Angle()*180/math.Pi*10)/10+360, 360)
	return fmt.Sprintf("%.2f m, %.4g°", d.Norm(), angle)
}

// measure says how large what is dragged has become.
func (e *Editor) measure(m maze.Map) {
	text, at := "", e.mouse.At
	if x, ok := m.Get(e.Hover); ok && e.gesture == moving && len(e.Selected) == 1 && x.Kind() == maze.DistalKind {
		text = fmt.Sprintf("in %.4g°", x.(maze.DistalCue).Direction)
	} else if e.held.kind == thickGrip && e.gesture == gripping {
		if x, ok := m.Get(e.held.Ref); ok {
			_, _, t := ends(x)
			text = fmt.Sprintf("%.3g m thick", t)
		}
	} else if e.gesture == moving {
		by := e.moveBy(at)
		text = fmt.Sprintf("%+.2f, %+.2f m", by.X, by.Y)
	} else if x, ok := m.Get(e.held.Ref); ok {
		switch x := x.(type) {
		case maze.Wall:
			text = lengthAndAngle(x.A, x.B)
		case maze.Door:
			text = lengthAndAngle(x.A, x.B)
		case maze.Goal:
			text = fmt.Sprintf("radius %.2f m", x.Radius)
		case maze.Start:
			text = fmt.Sprintf("radius %.2f m", x.Radius)
		case maze.Spot:
			text = fmt.Sprintf("radius %.2f m", x.Radius)
		case maze.Patch:
			text = fmt.Sprintf("%.2f m", x.B.Sub(x.A).Norm())
		case maze.DistalCue:
			text = fmt.Sprintf("%.4g° wide, in %.4g°", x.Width, x.Direction)
		case maze.Outline:
			text = fmt.Sprintf("%.2f, %.2f m", at.X, at.Y)
			if x.Diameter > 0 {
				text = fmt.Sprintf("diameter %.2f m", x.Diameter)
			}
		}
	}
	if text != "" {
		e.shapes = append(e.shapes, figure.Shape{Kind: figure.TextShape, At: [4]world.Vec{at}, Color: hoverInk, Text: text})
	}
}

// disc tells whether the tool for starts and cues adds discs.
func (e *Editor) disc() bool {
	return e.Tool == Add && (e.Adding == maze.StartKind || e.Adding == maze.SpotKind)
}

// showAdded shows the start or cue that is being drawn, or that a click would
// add, with its size.
func (e *Editor) showAdded() {
	m := e.Doc().Map()
	text := ""
	switch x := e.added().(type) {
	case maze.Start:
		e.shapes = append(e.shapes, figure.Shape{Kind: figure.CircleShape, At: [4]world.Vec{x.At}, Radius: x.Radius, Width: 1.5, Color: figure.Dark.Series[2]})
		text = fmt.Sprintf("radius %.2f m", x.Radius)
	case maze.Spot:
		e.shapes = append(e.shapes, figure.Shape{Kind: figure.CircleShape, At: [4]world.Vec{x.At}, Radius: x.Radius, Width: 2, Color: figure.ColorOf(x.Color)})
		text = fmt.Sprintf("radius %.2f m", x.Radius)
	case maze.Patch:
		e.shapes = append(e.shapes, figure.Shape{Kind: figure.LineShape, At: [4]world.Vec{x.A, x.B}, Width: 4, Color: figure.ColorOf(x.Color)})
		text = fmt.Sprintf("%.2f m", x.B.Sub(x.A).Norm())
	case maze.DistalCue:
		e.trace(m, x, figure.ColorOf(x.Color), 3)
		text = fmt.Sprintf("%.4g° wide, in %.4g°", x.Width, x.Direction)
	}
	if e.gesture == sketching {
		e.shapes = append(e.shapes, figure.Shape{Kind: figure.TextShape, At: [4]world.Vec{e.mouse.At}, Color: hoverInk, Text: text})
	}
}
