package figure

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"unicode/utf8"

	"gridrat/world"
	"gridrat/world/maze"
)

// FloorPlan draws a map, north up: outline and walls, doors as leaves, open
// ones with the arc that they swing along, goals as targets (dashed if they
// cannot be seen), starts as rings, cues in their colours, distal ones on a
// frame around. What the map does not colour has the colours of the theme. It
// returns where the map is, with a Scale of 0 where there is no room for it.
func (c *Canvas) FloorPlan(r image.Rectangle, m maze.Map) View {
	defer c.Clip(r)()
	c.Fill(r, c.Theme.Panel)
	low, high := m.Outline.Box()
	size := high.Sub(low)
	p := plan{Canvas: c, r: r, m: m, middle: low.Add(high).Mul(0.5), half: size.Mul(0.5)}
	p.edge = c.Px0(2.5)
	p.frame = c.Px0(9)
	foot := c.Px0(18) // for the scale
	w, h := float64(r.Dx())-2*(p.frame+c.Px0(5)), float64(r.Dy())-2*(p.frame+c.Px0(5))-foot
	p.scale = min(w/size.X, h/size.Y)
	if !(p.scale > 0) || math.IsInf(p.scale, 1) {
		return View{}
	}
	p.centre = Pt{float64(r.Min.X+r.Max.X) / 2, (float64(r.Min.Y+r.Max.Y) - foot) / 2}
	p.floor()
	p.elements(true)
	p.bar(p.centre.Y + p.half.Y*p.scale + p.frame + foot)
	return View{Middle: p.middle, Centre: p.centre, Scale: p.scale}
}

// View says where a map is on a canvas: its point Middle, in metres, at
// Centre, with Scale pixels per metre.
type View struct {
	Middle world.Vec
	Centre Pt
	Scale  float64
}

// To returns where a point of the map is on the canvas.
func (v View) To(p world.Vec) Pt {
	return Pt{v.Centre.X + v.Scale*(p.X-v.Middle.X), v.Centre.Y - v.Scale*(p.Y-v.Middle.Y)}
}

// From returns the point of the map at a place of the canvas.
func (v View) From(p Pt) world.Vec {
	return world.Vec{X: v.Middle.X + (p.X-v.Centre.X)/v.Scale, Y: v.Middle.Y - (p.Y-v.Centre.Y)/v.Scale}
}

// Elements draws what is in a map, on a floor that is there already; starts
// only if asked for.
func (c *Canvas) Elements(r image.Rectangle, m maze.Map, v View, starts bool) {
	low, high := m.Outline.Box()
	p := plan{Canvas: c, r: r, m: m, middle: low.Add(high).Mul(0.5), half: high.Sub(low).Mul(0.5), scale: v.Scale}
	p.centre = v.To(p.middle)
	p.edge, p.frame = c.Px0(1.5), c.Px0(DistalFrame)
	p.elements(starts)
}

func (p *plan) elements(starts bool) {
	for _, s := range p.m.Spots {
		p.Disc(p.r, p.to(s.At), s.Radius*p.scale, ColorOf(s.Color))
	}
	if starts {
		for _, s := range p.m.Starts {
			p.Circle(p.r, p.to(s.At), s.Radius*p.scale, 1.2, p.Theme.Series[2])
			p.Disc(p.r, p.to(s.At), min(p.Px0(1.8), 0.5*s.Radius*p.scale), p.Theme.Series[2])
		}
	}
	for _, w := range p.m.Walls {
		corners := w.Rectangle()
		p.Polygon(p.r, p.points(corners[:]), p.wall(w.Color))
	}
	p.joints()
	for _, q := range p.m.Patches {
		p.patch(q)
	}
	for _, g := range p.m.Goals {
		p.goal(g)
	}
	for _, d := range p.m.Doors {
		p.door(d)
	}
	for _, d := range p.m.Distal {
		p.distal(d)
	}
}

// plan is a map on its way to a canvas.
type plan struct {
	*Canvas
	r            image.Rectangle
	m            maze.Map
	middle, half world.Vec // of the floor, m
	centre       Pt        // of the floor on the canvas
	scale        float64   // pixels per metre
	edge, frame  float64   // width of the outer wall, and from it to the distal cues, in pixels
}

func (p *plan) to(v world.Vec) Pt {
	d := v.Sub(p.middle).Mul(p.scale)
	return Pt{p.centre.X + d.X, p.centre.Y - d.Y}
}

func (p *plan) points(of []world.Vec) []Pt {
	points := make([]Pt, len(of))
	for i, v := range of {
		points[i] = p.to(v)
	}
	return points
}

// ColorOf is a colour of a map.
func ColorOf(c maze.Color) color.RGBA {
	r, g, b := c.RGB()
	return color.RGBA{r, g, b, 255}
}

// ColorOr is a colour of a map, or another where that has none.
func ColorOr(c maze.Color, otherwise color.RGBA) color.RGBA {
	if c == "" {
		return otherwise
	}
	return ColorOf(c)
}

// wall is the colour of a wall, which may leave it to the map and that to the
// theme.
func (p *plan) wall(c maze.Color) color.RGBA {
	return ColorOr(cmp.Or(c, p.m.Wall), p.Theme.Muted)
}

// ground is the colour of the floor.
func (p *plan) ground() color.RGBA { return ColorOr(p.m.Floor, p.Theme.Raised) }

// ink is that of letters on the floor.
func (p *plan) ink() color.RGBA {
	if g := p.ground(); 299*int(g.R)+587*int(g.G)+114*int(g.B) > 1000*128 {
		return Light.Ink
	}
	return Dark.Ink
}

// floor draws the outer wall and the floor within.
func (p *plan) floor() {
	floor := p.ground()
	if d := p.m.Outline.Diameter; d > 0 {
		p.Disc(p.r, p.centre, d/2*p.scale+p.edge, p.wall(""))
		p.Disc(p.r, p.centre, d/2*p.scale, floor)
		return
	}
	corners := p.points(p.m.Outline.Corners)
	for i, a := range corners {
		p.Line(p.r, a, corners[(i+1)%len(corners)], 2*p.edge/p.Scale, p.wall(""))
		p.Disc(p.r, a, p.edge, p.wall("")) // closes the gap between two edges
	}
	p.Polygon(p.r, corners, floor)
}

// joints rounds off where walls meet end to end.
func (p *plan) joints() {
	for i, w := range p.m.Walls {
		for _, v := range p.m.Walls[:i] {
			for _, end := range [2]world.Vec{w.A, w.B} {
				if end == v.A || end == v.B {
					p.Disc(p.r, p.to(end), min(w.Thickness, v.Thickness)/2*p.scale, p.wall(w.Color))
				}
			}
		}
	}
}

// patch draws a coloured part of a wall, along the arc of a round one.
func (p *plan) patch(q maze.Patch) {
	line := []world.Vec{q.A, q.B}
	if radius := p.m.Outline.Diameter / 2; radius > 0 && math.Abs(q.A.Norm()-radius) < 0.05 && math.Abs(q.B.Norm()-radius) < 0.05 {
		const parts = 24
		from, turn := q.A.Angle(), world.WrapAngle(q.B.Angle()-q.A.Angle())
		line = line[:0]
		for i := range parts + 1 {
			line = append(line, world.Polar(radius, from+turn*float64(i)/parts))
		}
	}
	p.Polyline(p.r, p.points(line), 4, ColorOf(q.Color))
}

// goal draws a target, dashed and hollow if it cannot be seen.
func (p *plan) goal(g maze.Goal) {
	at, radius, col := p.to(g.At), g.Radius*p.scale, p.Theme.Series[1]
	if g.Visible {
		p.Disc(p.r, at, radius, col)
		p.Disc(p.r, at, 0.62*radius, p.Theme.Panel)
		p.Disc(p.r, at, 0.32*radius, col)
		return
	}
	const dashes = 10
	for i := range dashes {
		from := 2 * math.Pi * float64(i) / dashes
		p.Polyline(p.r, bow(at, radius, from, from+math.Pi/dashes), 1.4, col)
	}
}

// bow is the part of a circle from one angle to another, counter-clockwise.
func bow(at Pt, radius, from, to float64) []Pt {
	const parts = 16
	points := make([]Pt, parts+1)
	for i := range points {
		sin, cos := math.Sincos(from + (to-from)*float64(i)/parts)
		points[i] = Pt{at.X + radius*cos, at.Y - radius*sin}
	}
	return points
}

// door draws a leaf in its frame, or swung open with the arc of its way, and
// its name if there is room. A locked one has a bolt.
func (p *plan) door(d maze.Door) {
	col := p.Theme.Accent
	along := d.B.Sub(d.A)
	leaf := d
	if d.Open {
		leaf.B = d.A.Add(world.Vec{X: -along.Y, Y: along.X}) // hinged at A
		p.Polyline(p.r, bow(p.to(d.A), along.Norm()*p.scale, along.Angle(), along.Angle()+math.Pi/2), 0.6, col)
	}
	corners := leaf.Rectangle()
	p.Polygon(p.r, p.points(corners[:]), col)
	middle := d.A.Add(d.B).Mul(0.5)
	if d.Locked {
		p.Disc(p.r, p.to(middle), max(1.2*d.Thickness*p.scale, p.Px0(2)), p.Theme.Panel)
		p.Disc(p.r, p.to(middle), max(0.8*d.Thickness*p.scale, p.Px0(1.2)), col)
	}
	f := Font{Size: 8.5, Medium: true}
	if width := p.TextWidth(f, d.Name); utf8.RuneCountInString(d.Name) > 2 || width > along.Norm()*p.scale {
		return
	}
	// On the side away from an open leaf, unless something is there.
	out := world.Vec{X: along.Y, Y: -along.X}.Mul((d.Thickness/2 + p.Px0(6)/p.scale) / along.Norm())
	if p.taken(middle.Add(out)) {
		out = out.Mul(-1)
	}
	at := p.to(middle.Add(out))
	p.Text(p.r, at.X, at.Y+p.Px0(3), f, Centre, p.ink(), d.Name)
}

// taken tells whether a letter at v would lie on a goal or a start.
func (p *plan) taken(v world.Vec) bool {
	letter := p.Px0(5) / p.scale
	for _, g := range p.m.Goals {
		if g.Distance(v) < letter {
			return true
		}
	}
	for _, s := range p.m.Starts {
		if s.Distance(v) < letter {
			return true
		}
	}
	return false
}

// distal draws a distal cue on a frame around the floor, in its direction from
// the middle; taller ones are thicker.
func (p *plan) distal(d maze.DistalCue) {
	p.Polyline(p.r, p.points(DistalLine(p.m.Outline, d, p.frame/p.scale)), 2+d.Height/20, ColorOf(d.Color))
}

// bar draws a scale of a round length under the floor.
func (p *plan) bar(y float64) {
	length := 0.1
	for _, l := range []float64{0.2, 0.5, 1, 2, 5} {
		if l <= 0.6*p.half.X {
			length = l
		}
	}
	f := Font{Size: 8.5}
	x := p.centre.X - length*p.scale/2
	p.Line(p.r, Pt{x, y - p.Px0(9)}, Pt{x + length*p.scale, y - p.Px0(9)}, 1.2, p.Theme.Muted)
	p.Text(p.r, p.centre.X, y, f, Centre, p.Theme.Muted, short(length)+" m")
}

// FloorPlans makes a sheet of maps with their names, columns a row. Its canvas
// has recorded it for SVG.
func FloorPlans(title string, lines []string, maps []maze.Map, columns int, theme *Theme, scale float64) *Canvas {
	panels := make([]Panel, len(maps))
	for i, m := range maps {
		panels[i] = Panel{Wide: 1, Draw: func(c *Canvas, r image.Rectangle) {
			f := Font{Size: 11, Medium: true}
			c.Text(r, float64(r.Min.X)+c.Px0(12), float64(r.Min.Y)+c.Px0(17.5), f, Left, theme.Ink, c.Fit(f, m.Name, float64(r.Dx())-c.Px0(12)))
			r.Min.Y += c.Px(24)
			c.FloorPlan(r, m)
		}}
	}
	return Page(title, lines, panels, columns, 212, 232, theme, scale)
}
