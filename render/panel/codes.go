package panel

import (
	"fmt"
	"image"
	"math"

	"gridrat/render/figure"
	"gridrat/world"
)

// SpotPretend is the floor of the codes: a click pretends that the goal is
// there.
const SpotPretend = "pretend goal"

// CodeMatch is what an agent's code of the goal looks like from everywhere. Its
// slices never change: another state has others.
type CodeMatch struct {
	Now, Goal []float32     // by unit; nil is none
	Modules   []CodeModule  // of the code; one is all of it
	All       figure.Matrix // similarity with the goal's code by place, from -1 to 1; NaN where no rat can be
	Low, High world.Vec     // corners of the floor that the matrices cover, m
	Rat       world.Vec     // m
	At        world.Vec     // whose code the goal's is, m
	HasGoal   bool          // All, At and the matches of modules are known; without Goal they are not, and with it not at once
	Pretended bool          // it was put there, not found
}

// CodeModule is a part of a code: units that share a spacing.
type CodeModule struct {
	Name         string // short, such as 0.62 m
	First, Units int
	Match        figure.Matrix // as CodeMatch.All, of these units alone
}

// Codes shows the code of now, that of the goal, and where on the floor they are
// alike.
type Codes struct {
	Picture
	Waiting bool // nobody acts yet

	floor     image.Rectangle // of the large map, within the picture; empty is none
	low, high world.Vec       // of that
	counted   map[*float64]int
}

// Sizes in points.
const (
	stripHeight = 11.0
	stripName   = 28.0 // width of the names of strips
	moduleLine  = 12.0
)

// Pieces lists what has to be drawn anew; nil is an agent without a code.
func (p *Codes) Pieces(m *CodeMatch) []Piece {
	return p.list(func(todo *work) { p.lay(todo, m) })
}

// PlaceAt is the place of the floor at a point of the screen, m; ok is false
// beside the floor.
func (p *Codes) PlaceAt(at image.Point) (place world.Vec, ok bool) {
	if at = at.Sub(p.Rect.Min); !at.In(p.floor) {
		return world.Vec{}, false
	}
	x := (float64(at.X-p.floor.Min.X) + 0.5) / float64(p.floor.Dx())
	y := (float64(p.floor.Max.Y-at.Y) - 0.5) / float64(p.floor.Dy())
	return world.Vec{X: p.low.X + x*(p.high.X-p.low.X), Y: p.low.Y + y*(p.high.Y-p.low.Y)}, true
}

func (p *Codes) lay(todo *work, m *CodeMatch) {
	c := p.Canvas
	p.floor = image.Rectangle{}
	area := c.Bounds().Inset(c.Px(8))
	if area.Dx() < c.Px(100) || area.Dy() < c.Px(100) {
		return
	}
	head := image.Rect(area.Min.X, area.Min.Y-c.Px(2), area.Max.X, area.Min.Y+c.Px(buttonHeight-2))
	area.Min.Y += c.Px(20)
	title, hue := []string{"Codes"}, ink
	if m != nil && m.HasGoal {
		here := figure.Score(m.here())
		title = []string{"Match of the code now with the goal's: " + here, "Match with the goal's code: " + here, "Match " + here}
		if m.Pretended {
			title, hue = []string{"Match with the code of a pretended goal: " + here, "Match, goal pretended: " + here, "Pretended: " + here}, warn
		}
		todo.explained("match", head)
	}
	todo.text("title", head, figure.Font{Size: 12, Medium: true}, hue, title...)
	if m == nil || m.Now == nil {
		if p.Waiting {
			p.why(todo, area, "No agent acts yet.")
			return
		}
		p.why(todo, area, "This agent keeps no code of its place.")
		return
	}
	strips := area
	strips.Min.Y = strips.Max.Y - 2*c.Px(stripHeight+2)
	area.Max.Y = strips.Min.Y - c.Px(5)
	p.strips(todo, m, strips)
	if !m.HasGoal && m.Goal != nil {
		p.why(todo, area, "The codes of all places are being made.")
		return
	}
	if !m.HasGoal {
		p.why(todo, area, "No code of the goal yet.", "The rat keeps one at its first visit.", "Only then can places be compared with it.")
		return
	}
	p.maps(todo, m, area)
}

// why says in lines why there is no map.
func (p *Codes) why(todo *work, r image.Rectangle, lines ...string) {
	for i, l := range lines {
		line := r
		line.Min.Y = r.Min.Y + i*p.Canvas.Px(lineHeight)
		line.Max.Y = line.Min.Y + p.Canvas.Px(lineHeight)
		todo.text(fmt.Sprint("why", i), line, lineFont, muted, l)
	}
}

// here is the match at the place of the rat; NaN beside the floor.
func (m *CodeMatch) here() float64 {
	n := m.All.N
	size := m.High.Sub(m.Low)
	x, y := int(math.Floor((m.Rat.X-m.Low.X)/size.X*float64(n))), int(math.Floor((m.Rat.Y-m.Low.Y)/size.Y*float64(n)))
	if x < 0 || y < 0 || x >= n || y >= n {
		return math.NaN()
	}
	return m.All.Values[y*n+x]
}

// fit is the largest rectangle of the shape of the floor in the top left corner
// of r.
func (m *CodeMatch) fit(r image.Rectangle) image.Rectangle {
	size := m.High.Sub(m.Low)
	scale := min(float64(r.Dx())/size.X, float64(r.Dy())/size.Y)
	r.Max = r.Min.Add(image.Pt(int(scale*size.X), int(scale*size.Y)))
	return r
}

// maps adds the match of all units, large, and beside it those of the modules.
func (p *Codes) maps(todo *work, m *CodeMatch, area image.Rectangle) {
	c := p.Canvas
	line := c.Px(lineHeight)
	large := area
	large.Max.Y -= line
	if len(m.Modules) > 1 {
		large.Max.X = area.Min.X + area.Dx()*11/20
	}
	large = m.fit(large)
	if large.Dx() < c.Px(24) || large.Dy() < c.Px(24) {
		return
	}
	p.floor, p.low, p.high = large, m.Low, m.High
	rat, goal := p.to(large, m, m.Rat), p.to(large, m, m.At)
	todo.add("all", large, [4]any{&m.All.Values[0], rat, goal, m.Pretended}, func() {
		c.RateMapWithin(large, m.All, -1, 1, figure.Diverging, nil)
		p.target(large, goal, 7, m.Pretended)
		p.dot(large, rat)
	})
	todo.spot(SpotPretend, large, "Take the code of this place for the goal's: where does the agent go?")
	below := image.Rect(large.Min.X, large.Max.Y, max(large.Max.X, area.Min.X+area.Dx()*11/20-c.Px(6)), large.Max.Y+line)
	alike := figure.Plural(p.places(m.All), "place", "places")
	todo.text("alike", below, figure.Font{Size: 10.5, Medium: true}, ink,
		fmt.Sprintf("all %d units: %s like the goal", len(m.Now), alike), fmt.Sprintf("all: %s like the goal", alike), "all: "+alike, alike)
	todo.explained("places alike", below)
	if len(m.Modules) > 1 {
		area.Min.X = max(below.Max.X, large.Max.X) + c.Px(8)
		p.modules(todo, m, area)
	}
}

// modules adds the matches of the modules below each other or in columns,
// whichever makes them larger.
func (p *Codes) modules(todo *work, m *CodeMatch, area image.Rectangle) {
	c := p.Canvas
	line, gap := c.Px(moduleLine), c.Px(4)
	n := len(m.Modules)
	columns, best := 1, 0
	for k := 1; k <= n; k++ {
		rows := (n + k - 1) / k
		cell := m.fit(image.Rect(0, 0, area.Dx()/k-gap, area.Dy()/rows-line))
		if cell.Dy() > best {
			columns, best = k, cell.Dy()
		}
	}
	rows := (n + columns - 1) / columns
	f := figure.Font{Size: 9.5}
	for i, of := range m.Modules {
		at := area.Min.Add(image.Pt(i%columns*area.Dx()/columns, i/columns*area.Dy()/rows))
		cell := image.Rectangle{Min: at, Max: at.Add(image.Pt(area.Dx()/columns-gap, area.Dy()/rows-line))}
		small := m.fit(cell)
		if small.Dx() < 8 || small.Dy() < 8 {
			continue
		}
		text := image.Rect(cell.Min.X, small.Max.Y, cell.Max.X, small.Max.Y+line)
		if columns == 1 { // beside it, where that leaves it larger
			text.Max.X = area.Max.X
		}
		goal := p.to(small, m, m.At)
		todo.add(fmt.Sprint("module ", i), small, [3]any{&of.Match.Values[0], goal, m.Pretended}, func() {
			c.RateMapWithin(small, of.Match, -1, 1, figure.Diverging, nil)
			p.target(small, goal, 4, m.Pretended)
		})
		alike := p.places(of.Match)
		todo.text(fmt.Sprint("of module ", i), text, f, muted,
			fmt.Sprintf("%s: %s", of.Name, figure.Plural(alike, "place", "places")), fmt.Sprintf("%s: %d", of.Name, alike), figure.Plural(alike, "place", "places"), fmt.Sprint(alike))
		todo.explained("places alike", small.Union(text))
	}
}

// to is where a place is on a map.
func (p *Codes) to(r image.Rectangle, m *CodeMatch, at world.Vec) figure.Pt {
	size := m.High.Sub(m.Low)
	x, y := (at.X-m.Low.X)/size.X, (at.Y-m.Low.Y)/size.Y
	return figure.Pt{X: math.Round(float64(r.Min.X) + x*float64(r.Dx())), Y: math.Round(float64(r.Max.Y) - y*float64(r.Dy()))}
}

// target marks a goal on the light ground of a map, dashed if it is pretended.
func (p *Codes) target(r image.Rectangle, at figure.Pt, radius float64, pretended bool) {
	c, col := p.Canvas, figure.Light.Ink
	if !pretended {
		c.Circle(r, at, c.Px0(radius), 1.5, col)
		return
	}
	const dashes = 7
	for i := range dashes {
		var dash []figure.Pt
		for k := range 5 {
			sin, cos := math.Sincos(2 * math.Pi * (float64(i) + float64(k)/8) / dashes)
			dash = append(dash, figure.Pt{X: at.X + c.Px0(radius)*cos, Y: at.Y + c.Px0(radius)*sin})
		}
		c.Polyline(r, dash, 1.5, col)
	}
}

// dot marks the rat.
func (p *Codes) dot(r image.Rectangle, at figure.Pt) {
	c := p.Canvas
	c.Disc(r, at, c.Px0(4.5), figure.Light.Ink)
	c.Disc(r, at, c.Px0(3), c.Theme.Accent)
}

// alikeFrom is the least match of a place that counts as like the goal.
const alikeFrom = 0.8

// places is the number of places that match: of regions of bins, joined at
// their sides, that are alike.
func (p *Codes) places(m figure.Matrix) int {
	first := &m.Values[0]
	if n, ok := p.counted[first]; ok {
		return n
	}
	if p.counted == nil || len(p.counted) > 32 {
		p.counted = map[*float64]int{}
	}
	n := regions(m, alikeFrom)
	p.counted[first] = n
	return n
}

// regions counts the regions of a matrix that are not below a value.
func regions(m figure.Matrix, from float64) (count int) {
	seen := make([]bool, len(m.Values))
	var reach func(x, y int)
	reach = func(x, y int) {
		if x < 0 || y < 0 || x >= m.N || y >= m.N || seen[y*m.N+x] || !(m.Values[y*m.N+x] >= from) {
			return
		}
		seen[y*m.N+x] = true
		reach(x+1, y)
		reach(x-1, y)
		reach(x, y+1)
		reach(x, y-1)
	}
	for i, v := range m.Values {
		if v >= from && !seen[i] {
			count++
			reach(i%m.N, i/m.N)
		}
	}
	return count
}

// strips adds the code of now and that of the goal, a cell per unit.
func (p *Codes) strips(todo *work, m *CodeMatch, r image.Rectangle) {
	c := p.Canvas
	for i, s := range []struct {
		name string
		code []float32
	}{{"now", m.Now}, {"goal", m.Goal}} {
		row := image.Rect(r.Min.X, r.Min.Y+i*c.Px(stripHeight+2), r.Max.X, r.Min.Y+i*c.Px(stripHeight+2)+c.Px(stripHeight))
		name, cells := row, row
		name.Max.X = row.Min.X + c.Px(stripName)
		cells.Min.X = name.Max.X
		todo.text("name of "+s.name, name, figure.Font{Size: 10}, muted, s.name)
		var first *float32
		if len(s.code) > 0 {
			first = &s.code[0]
		}
		todo.add("strip "+s.name, cells, [2]any{first, m.HasGoal}, func() { p.strip(cells, m, s.code) })
	}
	todo.explained("codes", r)
}

// strip draws a code: modules side by side, each from its lowest to its highest
// activity now and at the goal.
func (p *Codes) strip(r image.Rectangle, m *CodeMatch, code []float32) {
	c := p.Canvas
	c.Fill(r, c.Theme.Panel)
	parts := m.Modules
	if len(parts) == 0 {
		parts = []CodeModule{{Units: len(m.Now)}}
	}
	if code == nil {
		c.Fill(r, c.Theme.Raised)
		return
	}
	for i, of := range parts {
		low, high := math.Inf(1), math.Inf(-1)
		for _, all := range [][]float32{m.Now, m.Goal} {
			for _, v := range all[min(of.First, len(all)):min(of.First+of.Units, len(all))] {
				low, high = min(low, float64(v)), max(high, float64(v))
			}
		}
		low = min(low, 0)
		x := func(unit int) int { // with a gap between modules
			gaps := c.Px(3)
			return r.Min.X + i*gaps + unit*(r.Dx()-(len(parts)-1)*gaps)/max(len(m.Now), 1)
		}
		for u := of.First; u < min(of.First+of.Units, len(code)); u++ {
			share := 0.0
			if high > low {
				share = (float64(code[u]) - low) / (high - low)
			}
			c.Fill(image.Rect(x(u), r.Min.Y, max(x(u+1), x(u)+1), r.Max.Y), figure.Viridis.At(share))
		}
	}
}
