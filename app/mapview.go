package main

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/render/scene"
	"gridrat/world"
	"gridrat/world/maze"
)

// floor is what the arena shows: the map or, while the rat follows a route,
// the network's enclosure or the box of the route where that is larger or what
// is shown is of it.
func (g *game) floor() scene.Floor {
	home := g.snap.Recipe.Arena()
	if r := g.watch.route; r != nil {
		if r.box.Size > home.Size || g.recorded.source != panel.Live {
			home = r.box
		}
		return scene.Floor{Map: homeMap(home), Home: home.Size}
	}
	return scene.Floor{Map: g.maps.now().Map(), Home: home.Size, Starts: g.editing(), Editing: g.editing()}
}

// showTools brings the strip above the arena up to date.
func (g *game) showTools() {
	e, d := &g.edit, g.maps.now()
	name := d.Map().Name
	texts := []string{name}
	s := &g.tools
	before := fmt.Sprint(s.Name, s.About, s.Unsaved, s.On, s.Editing, s.Tools)
	s.Tools = g.toolButtons()
	s.Warn, s.Unsaved, s.On, s.Editing = false, d.Unsaved(), string(e.tool), g.editing()
	switch {
	case g.watch.route != nil:
		texts, s.Unsaved = []string{g.watch.route.name}, false
	case s.Editing && len(e.problems) > 0:
		s.Warn, s.Unsaved = true, false
		texts = []string{e.problems[0].String(), "1 problem"}
		if n := len(e.problems); n > 1 {
			texts = []string{fmt.Sprintf("%d problems", n)}
		}
	case s.Editing:
		texts = []string{"editing " + name, name}
	}
	s.Name, s.About = texts, "The map; a click shows others, and a new one"+keysOf(actMazes)
	if s.Warn {
		s.About = "What keeps tasks from using the map:"
		for _, p := range e.problems {
			s.About += " " + p.String() + ";"
		}
		s.About = strings.TrimSuffix(s.About, ";")
	}
	if before != fmt.Sprint(s.Name, s.About, s.Unsaved, s.On, s.Editing, s.Tools) {
		g.hurry(&s.Picture)
	}
}

// toolButtons are the buttons of the strip: letters are the keys of the table.
func (g *game) toolButtons() []panel.Tool {
	words := map[action]string{actSelect: "select", actWall: "wall", actDoor: "door", actGoal: "goal", actRat: "rat", actErase: "erase"}
	var all []panel.Tool
	for _, a := range tools {
		all = append(all, panel.Tool{ID: string(a), Label: shownKey(a) + " " + words[a], Short: shownKey(a), Tip: help(a) + keysOf(a)})
	}
	all = append(all, panel.Tool{ID: string(actMazes), Label: "mazes", Tip: help(actMazes) + keysOf(actMazes)})
	return append(all, g.hereButtons()...)
}

var (
	hoverInk  = color.RGBA{232, 235, 240, 255}
	selectInk = figure.Dark.Accent
	eraseInk  = figure.Dark.Warn
)

// overlay lists what the editor shows over the arena.
func (g *game) overlay() []scene.Shape {
	e := &g.edit
	e.shapes = e.shapes[:0]
	if g.watch.route != nil {
		return nil
	}
	m := g.maps.now().Map()
	if e.tool == "" {
		if e.over && e.hover.Kind == maze.DoorKind {
			g.outline(m, e.hover, hoverInk, 1.5)
		}
		return e.shapes
	}
	for _, p := range e.problems {
		if p.Ref.Kind != maze.OutlineKind {
			g.outline(m, p.Ref, eraseInk, 1)
			if n := len(e.shapes); n > 0 && e.shapes[n-1].Kind == scene.CircleShape {
				s := &e.shapes[n-1]
				s.Radius += g.arena.Reach(4) // beside the disc
				s.Width = 2
			}
		}
	}
	if e.tool == actSelect {
		for _, r := range e.selected {
			g.outline(m, r, selectInk, 1.5)
			x, _ := m.Get(r)
			if x == nil {
				continue
			}
			for i, at := range x.Handles() {
				ink := selectInk
				if e.grip && e.handle == (maze.Handle{Ref: r, Index: i}) {
					ink = hoverInk
				}
				e.shapes = append(e.shapes, scene.Shape{Kind: scene.HandleShape, At: [4]world.Vec{at}, Color: ink})
			}
		}
	}
	switch {
	case e.gesture == sketching:
		g.preview()
	case e.gesture == boxing:
		a, b := e.from, e.place
		e.shapes = append(e.shapes, scene.Shape{Kind: scene.QuadShape, At: [4]world.Vec{a, {X: b.X, Y: a.Y}, b, {X: a.X, Y: b.Y}}, Width: 1, Color: selectInk})
	case e.gesture == gripping || e.gesture == moving && e.dragged:
		g.measure(m)
	case e.over && e.gesture == resting && !e.grip && e.tool != actRat:
		ink := hoverInk
		if e.tool == actErase {
			ink = eraseInk
		}
		g.outline(m, e.hover, ink, 1.5)
	}
	if e.gesture == resting && g.cursor.In(g.layout.arena) && (e.tool == actWall || e.tool == actDoor || e.tool == actGoal && !e.over) {
		e.shapes = append(e.shapes, scene.Shape{Kind: scene.HandleShape, At: [4]world.Vec{e.place}, Color: snapInk(e.snapped)})
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
func (g *game) outline(m maze.Map, r maze.Ref, ink color.RGBA, width float64) {
	x, ok := m.Get(r)
	if !ok {
		return
	}
	add := func(s scene.Shape) {
		s.Width, s.Color = width, ink
		g.edit.shapes = append(g.edit.shapes, s)
	}
	switch x := x.(type) {
	case maze.Wall:
		add(scene.Shape{Kind: scene.QuadShape, At: x.Rectangle()})
	case maze.Door:
		add(scene.Shape{Kind: scene.QuadShape, At: x.Rectangle()})
	case maze.Goal:
		add(scene.Shape{Kind: scene.CircleShape, At: [4]world.Vec{x.At}, Radius: x.Radius})
	case maze.Start:
		add(scene.Shape{Kind: scene.CircleShape, At: [4]world.Vec{x.At}, Radius: x.Radius})
	case maze.Spot:
		add(scene.Shape{Kind: scene.CircleShape, At: [4]world.Vec{x.At}, Radius: x.Radius})
	case maze.Patch:
		add(scene.Shape{Kind: scene.LineShape, At: [4]world.Vec{x.A, x.B}})
	case maze.Outline:
		if x.Diameter > 0 {
			add(scene.Shape{Kind: scene.CircleShape, Radius: x.Diameter / 2})
		}
		for i, a := range x.Corners {
			add(scene.Shape{Kind: scene.LineShape, At: [4]world.Vec{a, x.Corners[(i+1)%len(x.Corners)]}})
		}
	}
}

// preview shows what is being drawn, with its length and angle.
func (g *game) preview() {
	e := &g.edit
	add := func(s scene.Shape) { e.shapes = append(e.shapes, s) }
	length := e.place.Sub(e.from).Norm()
	switch {
	case e.tool == actGoal:
		radius := goalRadius
		if e.dragged && length >= maze.MinRadius {
			radius = length
		}
		add(scene.Shape{Kind: scene.CircleShape, At: [4]world.Vec{e.from}, Radius: radius, Width: 1.5, Color: figure.Dark.Series[1]})
		add(scene.Shape{Kind: scene.TextShape, At: [4]world.Vec{e.place}, Color: hoverInk, Text: fmt.Sprintf("radius %.2f m", radius)})
	case e.dragged && length >= maze.MinLength:
		ink := figure.Dark.Ink
		corners := maze.Wall{A: e.from, B: e.place, Thickness: wallThickness}.Rectangle()
		if e.tool == actDoor {
			ink = figure.Dark.Accent
			corners = hung(g.maps.now().Map(), maze.Door{A: e.from, B: e.place, Thickness: wallThickness}).Rectangle()
		}
		add(scene.Shape{Kind: scene.FilledShape, At: corners, Color: ink})
		add(scene.Shape{Kind: scene.HandleShape, At: [4]world.Vec{e.place}, Color: snapInk(e.snapped)})
		add(scene.Shape{Kind: scene.TextShape, At: [4]world.Vec{e.place}, Color: hoverInk, Text: lengthAndAngle(e.from, e.place)})
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
func (g *game) measure(m maze.Map) {
	e := &g.edit
	text, at := "", g.arena.Metres(g.cursor)
	if e.gesture == moving {
		by := g.moveBy(at)
		text = fmt.Sprintf("%+.2f, %+.2f m", by.X, by.Y)
	} else if x, ok := m.Get(e.handle.Ref); ok {
		switch x := x.(type) {
		case maze.Wall:
			text = lengthAndAngle(x.A, x.B)
		case maze.Door:
			text = lengthAndAngle(x.A, x.B)
		case maze.Goal:
			text = fmt.Sprintf("radius %.2f m", x.Radius)
		case maze.Start:
			text = fmt.Sprintf("radius %.2f m", x.Radius)
		case maze.Outline:
			text = fmt.Sprintf("%.2f, %.2f m", at.X, at.Y)
			if x.Diameter > 0 {
				text = fmt.Sprintf("diameter %.2f m", x.Diameter)
			}
		}
	}
	if text != "" {
		e.shapes = append(e.shapes, scene.Shape{Kind: scene.TextShape, At: [4]world.Vec{at}, Color: hoverInk, Text: text})
	}
}

// shapeCursor gives the mouse the shape of what it would do.
func (g *game) shapeCursor() {
	e := &g.edit
	shape := ebiten.CursorShapeDefault
	in := g.cursor.In(g.layout.arena) && g.dialog == nil && g.sheet == nil && g.page == nil
	door := e.over && e.hover.Kind == maze.DoorKind
	switch {
	case e.panning:
		shape = ebiten.CursorShapeMove
	case !in || g.watch.route != nil:
	case door && e.gesture == resting && e.tool != actErase && e.tool != actRat:
		shape = ebiten.CursorShapePointer
	case e.gesture == gripping || e.grip || e.gesture == carrying:
		shape = ebiten.CursorShapePointer
	case e.gesture == moving, e.tool == actSelect && e.over, e.tool == actGoal && e.over && e.hover.Kind == maze.GoalKind:
		shape = ebiten.CursorShapeMove
	case e.tool == actErase && e.over, e.tool == actRat:
		shape = ebiten.CursorShapePointer
	case e.tool != "":
		shape = ebiten.CursorShapeCrosshair
	}
	if shape != e.cursor {
		e.cursor = shape
		ebiten.SetCursorShape(shape)
	}
}

// editHint says what a click on the map will do; "" is that the mouse is
// elsewhere and nothing is edited.
func (g *game) editHint() string {
	e := &g.edit
	if g.watch.route != nil || e.tool == "" && !(e.over && e.hover.Kind == maze.DoorKind && g.cursor.In(g.layout.arena)) {
		return ""
	}
	m := g.maps.now().Map()
	at := " · right-drag erases · Ctrl+Z undoes · Esc ends editing"
	if e.over && e.hover.Kind == maze.DoorKind && e.tool != actErase && e.tool != actRat && e.gesture == resting {
		d, _ := m.Get(e.hover)
		what := "Click opens the door"
		if d, ok := d.(maze.Door); ok && d.Open {
			what = "Click closes the door"
		} else if ok && d.Locked {
			return "The door is locked"
		}
		switch e.tool {
		case actSelect:
			return what + " and selects it · drag moves it" + at
		case "":
			return what + ", as O does"
		}
		return what + " · drag draws" + at
	}
	if i := slices.IndexFunc(e.problems, func(p maze.Problem) bool { return p.Ref == e.hover && e.over }); i >= 0 {
		return "Problem: " + e.problems[i].String() + at
	}
	if n := len(e.problems); n > 0 && !g.cursor.In(g.layout.arena) {
		return fmt.Sprintf("%s · problem 1 of %d; the map can be saved all the same", e.problems[0], n)
	}
	switch e.tool {
	case actSelect:
		switch {
		case e.grip:
			return "Drag the handle: Shift straight or 45°, Alt no snapping" + at
		case e.over && len(e.selected) > 1 && slices.Contains(e.selected, e.hover):
			return fmt.Sprintf("Drag moves all %d that are selected · Ctrl+D duplicates · Delete deletes%s", len(e.selected), at)
		case e.over && e.hover.Kind == maze.OutlineKind:
			return "Click selects the outer wall, whose corners can be dragged then" + at
		case e.over:
			return "Click selects " + e.hover.String() + ", drag moves it · Shift+click selects more · Ctrl+D duplicates · Delete deletes" + at
		}
		return "Drag a box around what is to be selected · click selects" + at
	case actWall:
		return "Drag draws a wall: Shift straight or 45°, Alt no snapping" + at
	case actDoor:
		if _, ok := g.doorAt(g.arena.Metres(g.cursor)); ok {
			return fmt.Sprintf("Click hangs a door of %.1f m in the wall · drag for another width%s", doorWidth, at)
		}
		return "Drag draws a door, in a wall or between walls" + at
	case actGoal:
		if e.over && e.hover.Kind == maze.GoalKind {
			return "Drag moves the goal" + at
		}
		return fmt.Sprintf("Click sets a goal of radius %.1f m · drag for another radius%s", goalRadius, at)
	case actRat:
		return "Drag puts the rat here · arrows drive it · Esc ends editing"
	case actErase:
		if e.over {
			return "Click erases " + e.hover.String() + " · Ctrl+Z brings it back · Esc ends editing"
		}
		return "Click or drag over what is to be erased · Ctrl+Z brings it back · Esc ends editing"
	}
	return ""
}

// arenaRects are the strip's and the arena's rectangles within what both have.
func arenaRects(r image.Rectangle, scale float64) (strip, arena image.Rectangle) {
	h := min(int(panel.ToolsHeight*scale), r.Dy()/4)
	return image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+h), image.Rect(r.Min.X, r.Min.Y+h, r.Max.X, r.Max.Y)
}
