package panel

import (
	"fmt"
	"image"
	"image/color"

	"gridrat/brain/tuning"
	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/maze"
)

// OwnPath is what a unit did along the path of the watched rat.
type OwnPath struct {
	Map    tuning.Map // over the square of half side Half around Middle
	Middle world.Vec
	Half   float64 // m
	Plan   maze.Map
	Moves  int
	Metres float64
	Driven bool    // of the moves that the user steered alone
	Like   float64 // correlation with the scored map; NaN where it is not known
	Why    string  // it is not
}

// pathPage shows the map of a unit from training beside the one of the watched
// rat's own path, with the walls that it ran among.
func (p *Inspector) pathPage(todo *work, s *View, look Look, area image.Rectangle) {
	c := p.Canvas
	line := func(name string, y int, texts ...string) {
		r := image.Rect(area.Min.X, y, area.Max.X, y+c.Px(lineHeight))
		todo.explained("own path", r)
		todo.text(name, r, lineFont, muted, texts...)
	}
	if s.Source == Cells || look.Path == nil {
		line("why", area.Min.Y, "recorded cells have their map on the first page", "see the first page")
		return
	}
	own := look.Path
	u := Shown{s, look.Unit}
	pad := c.Px(8)
	side := min((area.Dx()-pad)/2, area.Dy()-c.Px(3*lineHeight+6))
	if side < 8 {
		return
	}
	left := image.Rect(area.Min.X, area.Min.Y, area.Min.X+side, area.Min.Y+side)
	right := left.Add(image.Pt(side+pad, 0))
	p.rateMap(todo, u, left, scaleOf([]Shown{u}))
	todo.explained("own path", right)
	m := Matrix(own.Map, s.signed())
	todo.add("own", right, [2]any{&own.Map.Rate[0], p.Colors}, func() {
		c.Fill(right, c.Theme.Blank)
		low, high := m.Scale()
		c.RateMapWithin(right, m, low, high, p.Colors, nil)
		p.planOver(right, own)
	})
	whose := "the watched rat's own path"
	if own.Driven {
		whose = "the path that you drive"
	}
	where := fmt.Sprintf("the open %s", s.Recipe.Enclosure.Shape)
	if m := s.Recipe.Map; m != nil {
		where = m.Name
	}
	how := "learnt in "
	if s.Source == Along {
		how = "found along the trajectory in "
	}
	y := area.Min.Y + side + c.Px(4)
	line("from", y, fmt.Sprintf("left: %s%s · right: %s", how, where, whose), "left: from training · right: "+whose, "right: "+whose)
	y += c.Px(lineHeight)
	long, short := fmt.Sprintf("%.1f m in %d moves", own.Metres, own.Moves), fmt.Sprintf("%.1f m", own.Metres)
	if own.Moves > 0 {
		peak := ", peak " + figure.Short(own.Map.Peak())
		long, short = long+peak, short+peak
	} else if own.Driven {
		long = "no move yet: the arrows drive it"
	} else {
		long = "no move yet"
	}
	line("metres", y, long, short)
	y += c.Px(lineHeight)
	switch {
	case own.Like == own.Like:
		line("like", y, "correlates "+figure.Score(own.Like)+" with the map of the scores", figure.Score(own.Like))
	default:
		line("like", y, own.Why, "")
	}
}

// planOver draws the walls of a map over a rate map.
func (p *Picture) planOver(r image.Rectangle, own *OwnPath) {
	c := p.Canvas
	defer c.Clip(r)()
	v := figure.View{Middle: own.Middle, Centre: figure.Pt{X: float64(r.Min.X+r.Max.X) / 2, Y: float64(r.Min.Y+r.Max.Y) / 2}, Scale: float64(r.Dx()) / (2 * own.Half)}
	m := maze.Map{Outline: own.Plan.Outline, Wall: own.Plan.Wall, Walls: own.Plan.Walls, Doors: own.Plan.Doors}
	c.Elements(r, m, v, false)
	ink := color.RGBA{140, 150, 166, 255}
	if d := m.Outline.Diameter; d > 0 {
		c.Circle(r, v.To(world.Vec{}), d/2*v.Scale-0.5, 1.5, ink)
		return
	}
	var outline []figure.Pt
	for _, corner := range m.Outline.Corners {
		outline = append(outline, v.To(corner))
	}
	c.Polyline(r, append(outline, outline[0]), 1.5, ink)
}
