package panel

import (
	"fmt"
	"image"
	"math"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
	"gridrat/world"
)

// Wall shows the rate maps of all units, best first.
type Wall struct {
	Picture
	Colors  *figure.ColorMap
	Grouped bool // by module
	Chosen  int
	Hover   int // -1 is none

	scroll int // first row shown
	order  []int
	scored *learner.Appraisal // that the order belongs to
	cells  []cell             // what is on screen, for the mouse
	rows   int
}

type cell struct {
	rect image.Rectangle // within the picture
	unit int
}

// Order returns the units as the wall shows them.
func (w *Wall) Order() []int { return w.order }

// sort arranges the units: by module if grouped, each best first. It is done
// when a new appraisal comes, so that tiles do not jump with every snapshot.
func (w *Wall) sort(s *learner.Snapshot) {
	units := s.Net.Units()
	if w.scored == s.Appraisal && len(w.order) == units && s.Appraisal != nil {
		return
	}
	w.scored = s.Appraisal
	w.order = w.order[:0]
	if s.Appraisal == nil {
		for u := range units {
			w.order = append(w.order, u)
		}
		return
	}
	p := s.Appraisal.Population
	if !w.Grouped {
		w.order = append(w.order, p.Order()...)
		return
	}
	per := s.Recipe.Units
	for first := 0; first < units; first += per {
		for _, u := range p.Slice(first, first+per).Order() {
			w.order = append(w.order, first+u)
		}
	}
}

// Regroup changes between maps by module and all together.
func (w *Wall) Regroup() { w.Grouped, w.order = !w.Grouped, nil }

// Scroll moves by rows.
func (w *Wall) Scroll(rows int) { w.scroll = max(0, w.scroll+rows) }

// Page is the number of rows on screen.
func (w *Wall) Page() int { return max(w.rows, 1) }

const wallTile = 74 // points

// Redraw draws the wall.
func (w *Wall) Redraw(s *learner.Snapshot) {
	c := w.Canvas
	t := c.Theme
	c.Fill(c.Bounds(), t.Panel)
	w.cells = w.cells[:0]
	if s == nil {
		return
	}
	w.sort(s)
	pad := c.Px(8)
	area := c.Bounds().Inset(pad)
	w.title(s, area)
	area.Min.Y += c.Px(20)

	grouped := w.Grouped && len(s.Recipe.Modules) > 1
	columns := max(area.Dx()/c.Px(wallTile), 1)
	groups := 1
	if grouped {
		groups = len(s.Recipe.Modules)
		columns = max(columns/groups, 1)
	}
	per := len(w.order) / groups
	gap := 0
	if grouped {
		gap = c.Px(10)
	}
	tile := (area.Dx() - (groups-1)*gap) / (columns * groups)
	height := tile + c.Px(figure.TileHeader)
	allRows := (per + columns - 1) / columns
	w.rows = max((area.Dy())/height, 1)
	w.scroll = min(w.scroll, max(allRows-w.rows, 0))
	for g := range groups {
		x0 := area.Min.X + g*(columns*tile+gap)
		for k := range w.rows * columns {
			i := w.scroll*columns + k
			if i >= per {
				break
			}
			unit := w.order[g*per+i]
			r := image.Rect(0, 0, tile-c.Px(3), height-c.Px(3)).Add(image.Pt(x0+k%columns*tile, area.Min.Y+k/columns*height))
			w.cells = append(w.cells, cell{r, unit})
			c.Tile(r, w.tile(s, unit), w.Colors)
		}
	}
	if allRows > w.rows { // a scroll bar
		bar := image.Rect(c.Bounds().Max.X-c.Px(4), area.Min.Y, c.Bounds().Max.X-c.Px(1), area.Max.Y)
		c.Fill(bar, t.Raised)
		y := func(row int) int { return bar.Min.Y + row*bar.Dy()/allRows }
		c.Fill(image.Rect(bar.Min.X, y(w.scroll), bar.Max.X, y(min(w.scroll+w.rows, allRows))), t.Muted)
	}
}

func (w *Wall) title(s *learner.Snapshot, area image.Rectangle) {
	c := w.Canvas
	f := figure.Font{Size: 12, Medium: true}
	head := fmt.Sprintf("Rate maps of %d units", s.Net.Units())
	if w.Grouped && len(s.Recipe.Modules) > 1 {
		head += fmt.Sprintf(" in %d modules", len(s.Recipe.Modules))
	}
	base := float64(area.Min.Y) + c.Px0(10)
	c.Text(area, float64(area.Min.X), base, f, figure.Left, c.Theme.Ink, head)
	note := "waiting for the first scores"
	if a := s.Appraisal; a != nil {
		note = fmt.Sprintf("best first, scored at update %d · bright score: beyond null %.2f · right: peak", a.Update, a.Population.Null.P95)
	}
	x := float64(area.Min.X) + c.TextWidth(f, head) + c.Px0(12)
	small := figure.Font{Size: 10.5}
	c.Text(area, x, base, small, figure.Left, c.Theme.Muted, c.Fit(small, note, float64(area.Max.X)-x))
}

func (w *Wall) tile(s *learner.Snapshot, unit int) figure.Tile {
	t := figure.Tile{
		Score: math.NaN(), Chosen: unit == w.Chosen, Hover: unit == w.Hover,
		Round: s.Recipe.Enclosure.Shape == world.Circle,
	}
	if unit < len(s.Maps) {
		t.Map = matrix(s.Maps[unit])
	}
	if a := s.Appraisal; a != nil {
		t.Score = a.Population.Scores[unit].Score60
		t.Beyond = t.Score > a.Population.Null.P95
	}
	return t
}

func matrix(m tuning.Map) figure.Matrix { return figure.Matrix{N: m.N, Values: m.Rate} }

// At returns the unit at a point of the screen, or -1.
func (w *Wall) At(p image.Point) int {
	p = p.Sub(w.Rect.Min)
	for _, c := range w.cells {
		if p.In(c.rect) {
			return c.unit
		}
	}
	return -1
}

// RectOf returns where a unit's tile is on screen; empty if it is not.
func (w *Wall) RectOf(unit int) image.Rectangle {
	for _, c := range w.cells {
		if c.unit == unit {
			return c.rect.Add(w.Rect.Min)
		}
	}
	return image.Rectangle{}
}

// Show scrolls so that a unit is on screen.
func (w *Wall) Show(s *learner.Snapshot, unit int) {
	if !w.RectOf(unit).Empty() || len(w.cells) == 0 {
		return
	}
	groups := 1
	if w.Grouped {
		groups = len(s.Recipe.Modules)
	}
	columns := max(len(w.cells)/(groups*w.rows), 1)
	per := max(len(w.order)/groups, 1)
	for i, u := range w.order {
		if u == unit {
			row := i % per / columns
			if row < w.scroll {
				w.scroll = row
			} else if row >= w.scroll+w.rows {
				w.scroll = row - w.rows + 1
			}
		}
	}
}
