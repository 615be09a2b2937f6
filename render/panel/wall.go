package panel

import (
	"fmt"
	"image"
	"math"
	"slices"
	"strings"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/maze"
)

// Wall shows the rate maps of all units, best first.
type Wall struct {
	Picture
	Colors  *figure.ColorMap
	Grouped bool // by module
	Chosen  int
	Hover   int // -1 is none
	Beside  int // compared with the chosen one; -1 is none
	Filter  Filter
	Sources []Source // that can be shown, where there are several

	scroll  int     // first row shown
	groups  [][]int // the units shown, by module if grouped, each best first
	made    made    // what the groups were made of
	cells   []cell  // what is on screen, for the mouse
	rows    int
	columns int // of a group
}

type cell struct {
	rect image.Rectangle // within the picture
	unit int
}

// made says what the groups of units were made of.
type made struct {
	scored  *learner.Appraisal // that the order belongs to
	filter  Filter
	own     *learner.Shuffles
	grouped bool
	units   int
	source  Source
	past    bool
}

// Spots of the wall.
const (
	SpotFilter = "filter"
	SpotClear  = "clear-filter"
	SpotSource = "source-" // and the name of a source
)

// sourceTabs are the buttons that choose whose units are shown.
var sourceTabs = map[Source]button{
	Live:  {id: SpotSource + Live.String(), label: "network", tip: "The units of the network, on trajectories drawn for it"},
	Along: {id: SpotSource + Along.String(), label: "on path", tip: "The same units while the network follows the recorded trajectory"},
	Cells: {id: SpotSource + Cells.String(), label: "cells", tip: "The recorded cells"},
}

// Order returns the units that the wall shows, in its order.
func (w *Wall) Order() []int { return slices.Concat(w.groups...) }

// Count is the number of units that the wall shows.
func (w *Wall) Count() int {
	n := 0
	for _, g := range w.groups {
		n += len(g)
	}
	return n
}

// sort arranges the units: by module if grouped, each best first by the newest
// scores. It is done when those or the filter change, so that tiles do not jump
// with every snapshot; and not while the wall shows the past, where a unit must
// stay where it is.
func (w *Wall) sort(s, live *View) {
	now := made{live.Appraisal, w.Filter, live.Own, w.Grouped, live.Units(), live.Source, s.Source == Past}
	before := w.made
	if now.past && now.units == before.units && now.source == before.source { // another moment, or newer scores behind it
		before.past, before.scored = true, now.scored
	}
	if now == before {
		return
	}
	w.made = now
	order := make([]int, now.units)
	for u := range order {
		order[u] = u
	}
	if a := live.Appraisal; a != nil {
		order = a.Population.Order()
	}
	by := live
	if w.Filter.Of == OfScore {
		by = s // a range of the histogram that shows
	}
	order = slices.DeleteFunc(order, func(u int) bool { return !w.Filter.Shows(by, u) })
	w.groups = [][]int{order}
	if modules, each := live.modules(); w.Grouped && modules > 1 {
		w.groups = make([][]int, modules)
		for _, u := range order {
			m := u / each
			w.groups[m] = append(w.groups[m], u)
		}
	}
}

// SortedBy is the appraisal whose scores the units are sorted by; nil is none.
func (w *Wall) SortedBy() *learner.Appraisal { return w.made.scored }

// Regroup changes between maps by module and all together.
func (w *Wall) Regroup() { w.Grouped = !w.Grouped }

// Scroll moves by rows.
func (w *Wall) Scroll(rows int) { w.scroll = max(0, w.scroll+rows) }

// Page is the number of rows on screen.
func (w *Wall) Page() int { return max(w.rows, 1) }

// Widths of a tile in points.
const (
	leastTile    = 54.0
	greatestTile = 100.0
)

// tiling returns how many of per tiles stand side by side in a group, and
// their width in pixels: those that leave the least of the area empty.
func (w *Wall) tiling(area image.Rectangle, groups, gap, per int) (columns, tile int) {
	c := w.Canvas
	width := (area.Dx() - (groups-1)*gap) / groups
	most := max(width/c.Px(leastTile), 1)
	header := c.Px(figure.TileHeader)
	best, shows := -1, 0
	for n := most; n >= 1; n-- {
		t := width / n
		rows := area.Dy() / (t + header)
		if n < most && t > c.Px(greatestTile) && rows*n < per {
			break // larger only if that hides none
		}
		// As wide as there is room, or so high that one row more fits.
		for _, try := range [2]struct{ rows, tile int }{{rows, t}, {rows + 1, area.Dy()/(rows+1) - header}} {
			shown := min(try.rows*n, per)
			used := shown * try.tile * try.tile
			// A few more maps are worth a little empty room.
			const slack = 0.92
			better := float64(used) > float64(best)/slack || shown >= shows && used > best || shown > shows && float64(used) > slack*float64(best)
			if try.tile >= min(t, c.Px(leastTile)) && better {
				best, shows, columns, tile = used, shown, n, try.tile
			}
		}
	}
	return columns, tile
}

// look is what a tile shows.
type look struct {
	unit                  int
	rates                 *float64 // of the map; maps never change
	score                 float64
	beyond, chosen, hover bool
	in                    *maze.Map // that the maps are of, or an enclosure of some shape
	shape                 world.Shape
	beside, silent        bool
	colors                *figure.ColorMap
}

// Pieces lists what has to be drawn anew to show a view: a piece per row of
// tiles, without those that have not changed. A moment of the past is shown in
// the order of the live view; others are their own.
func (w *Wall) Pieces(s, live *View) []Piece {
	w.sort(s, live)
	return w.list(func(todo *work) { w.lay(todo, s) })
}

func (w *Wall) lay(todo *work, s *View) {
	c := w.Canvas
	w.cells = w.cells[:0]
	area := c.Bounds().Inset(c.Px(8))
	title := image.Rect(area.Min.X, area.Min.Y-c.Px(1), area.Max.X, area.Min.Y+c.Px(buttonHeight-1))
	area.Min.Y += c.Px(20)

	groups, per, gap := len(w.groups), 1, 0
	if groups > 1 {
		gap = c.Px(10)
	}
	for _, units := range w.groups {
		per = max(per, len(units))
	}
	columns, tile := w.tiling(area, groups, gap, per)
	stride := (area.Dx() - (groups-1)*gap) / groups / columns
	height := tile + c.Px(figure.TileHeader)
	allRows := (per + columns - 1) / columns
	rows := max(area.Dy()/height, 1)
	w.columns, w.rows = columns, rows
	w.scroll = min(w.scroll, max(allRows-rows, 0))
	size := image.Rect(0, 0, tile-c.Px(3), height-c.Px(3))
	for row := range rows {
		for i := range groups * columns {
			group, column := i/columns, i%columns
			k := (w.scroll+row)*columns + column
			if k >= len(w.groups[group]) {
				continue
			}
			at := image.Pt(area.Min.X+group*(columns*stride+gap)+column*stride, area.Min.Y+row*height)
			w.cells = append(w.cells, cell{size.Add(at).Intersect(c.Bounds()), w.groups[group][k]})
		}
	}

	w.head(todo, s, title)
	w.tiles(todo, s)
	if w.Count() == 0 {
		none := image.Rect(area.Min.X, area.Min.Y, area.Max.X, area.Min.Y+c.Px(2*lineHeight))
		why := "No unit is like this. Esc shows all."
		if w.Filter.Class == ClassOwn && s.Own == nil {
			why = "The shuffles of all units have not been drawn yet: J draws them. Esc shows all."
		}
		todo.text("none", none, lineFont, muted, why)
	}
	if allRows > rows {
		bar := image.Rect(c.Bounds().Max.X-c.Px(4), area.Min.Y, c.Bounds().Max.X-c.Px(1), area.Max.Y)
		todo.add("scroll bar", bar, [2]int{w.scroll, allRows}, func() {
			c.Fill(bar, c.Theme.Raised)
			y := func(row int) int { return bar.Min.Y + row*bar.Dy()/allRows }
			c.Fill(image.Rect(bar.Min.X, y(w.scroll), bar.Max.X, y(min(w.scroll+rows, allRows))), c.Theme.Muted)
		})
	}
}

// tiles adds the tiles that have changed, those of a row as one piece.
func (w *Wall) tiles(todo *work, s *View) {
	tiles := &work{p: &w.Picture}
	var row image.Rectangle
	flush := func() {
		if pieces := tiles.pieces; len(pieces) > 0 {
			todo.pieces = append(todo.pieces, Piece{row, func() {
				for _, p := range pieces {
					p.draw()
				}
			}})
		}
		tiles.pieces, row = nil, image.Rectangle{}
	}
	for i, cell := range w.cells {
		if i > 0 && cell.rect.Min.Y != w.cells[i-1].rect.Min.Y {
			flush()
		}
		t := w.tile(s, cell.unit)
		l := look{unit: cell.unit, score: t.Score, beyond: t.Beyond, in: s.Recipe.Map, shape: s.Recipe.Arena().Shape, chosen: t.Chosen, hover: t.Hover, beside: t.Beside, silent: t.Silent, colors: w.Colors}
		if t.Score != t.Score {
			l.score = math.Inf(-1) // NaN is not equal to itself
		}
		if len(t.Map.Values) > 0 {
			l.rates = &t.Map.Values[0]
		}
		before := len(tiles.pieces)
		tiles.add(i, cell.rect, l, func() { w.Canvas.Tile(cell.rect, t, w.Colors) })
		if len(tiles.pieces) > before {
			row = row.Union(cell.rect)
		}
	}
	flush()
}

// head adds the title, a note and the filter.
func (w *Wall) head(todo *work, s *View, r image.Rectangle) {
	c := w.Canvas
	class := w.Filter.Class
	if class == "" {
		class = ClassAll
	}
	var all []button
	if len(w.Sources) > 1 {
		for _, of := range w.Sources {
			tab := sourceTabs[of]
			tab.on = of == s.Source || of == Live && s.Source == Past
			all = append(all, tab)
		}
	}
	all = append(all, button{SpotFilter, "show: " + class, "Show the units of one class: " + strings.Join(Classes, ", ") + ", by the thresholds 0.37, 0.47 and 0.50, by the null of all units, or by each unit's own shuffles (J draws them)", class != ClassAll, false})
	rest := todo.buttons(r, all...)
	f := figure.Font{Size: 12, Medium: true}
	head, col := fmt.Sprintf("Rate maps of %d %s", s.Units(), s.Noun()), ink
	if s.Source == Cells {
		head = fmt.Sprintf("%d recorded cells", s.Units())
	}
	if len(w.groups) > 1 {
		head += fmt.Sprintf(" in %d modules", len(w.groups))
	}
	if !w.Filter.Empty() {
		head, col = fmt.Sprintf("%d of %d %s: %s", w.Count(), s.Units(), s.Noun(), w.Filter.Words()), accent
	}
	title := rest
	title.Max.X = min(rest.Max.X, rest.Min.X+int(c.TextWidth(f, head))+c.Px(2))
	todo.text("title", title, f, col, head)
	note, hue := w.note(s)
	after := rest
	after.Min.X = title.Max.X + c.Px(10)
	todo.text("note", after, figure.Font{Size: 10.5}, hue, note...)
	if !w.Filter.Empty() {
		todo.spot(SpotClear, title.Union(after), "Show all units again")
	} else {
		todo.explained("rate maps", title)
		todo.explained("grid-like", after)
	}
}

// note is what stands beside the title, the longest wording first.
func (w *Wall) note(s *View) (texts []string, hue inkOf) {
	a := s.Appraisal
	switch {
	case s.Source == Past && a != nil:
		return []string{
			fmt.Sprintf("AS OF UPDATE %d: %s beyond null · in the order of now", a.Update, figure.Percent(a.Population.BeyondNull())),
			fmt.Sprintf("AS OF UPDATE %d", a.Update), fmt.Sprintf("AT %d", a.Update),
		}, warn
	case w.Filter.Class == ClassOwn && s.Own != nil:
		return []string{
			fmt.Sprintf("by the shuffles of update %d · click here or Esc: show all", s.Own.Update), fmt.Sprintf("update %d · Esc: all", s.Own.Update),
		}, muted
	case !w.Filter.Empty():
		return []string{"click here or Esc: show all", "Esc: all"}, muted
	case a == nil && s.Source == Along:
		return []string{fmt.Sprintf("the network is being evaluated along %s …", s.Recording), "being evaluated …"}, muted
	case a == nil:
		return []string{"waiting for the first scores"}, muted
	case s.Source == Along:
		moves := min(s.Recipe.ReportMoves, len(a.Errors.ByMoves))
		errors := fmt.Sprintf("position error after %d moves %.0f cm, untrained %.0f", moves, 100*a.Errors.After(moves).Mean, 100*a.Untrained.After(moves).Mean)
		return []string{
			fmt.Sprintf("along %s at update %d · %s · bright: beyond null %.2f", s.Recording, a.Update, errors, a.Population.Null.P95),
			fmt.Sprintf("along %s at update %d · %s", s.Recording, a.Update, errors),
			fmt.Sprintf("along %s · %s", s.Recording, errors), errors, fmt.Sprintf("along %s", s.Recording),
		}, muted
	case s.Source == Cells:
		right := "peak"
		if s.Hz {
			right = "peak, Hz"
		}
		return []string{
			fmt.Sprintf("best first · %s · bright score: beyond null %.2f · right: %s", s.Recording, a.Population.Null.P95, right),
			fmt.Sprintf("best first · %s · right: %s", s.Recording, right), s.Recording,
		}, muted
	}
	right := "peak"
	if s.signed() {
		right = "lowest to peak"
	}
	return []string{
		fmt.Sprintf("best first, scored at update %d · bright score: beyond null %.2f · right: %s", a.Update, a.Population.Null.P95, right),
		fmt.Sprintf("best first, update %d · bright: beyond null %.2f", a.Update, a.Population.Null.P95),
		fmt.Sprintf("update %d · bright: beyond null", a.Update), fmt.Sprintf("update %d", a.Update),
	}, muted
}

func (w *Wall) tile(s *View, unit int) figure.Tile {
	t := figure.Tile{
		Score: math.NaN(), Chosen: unit == w.Chosen, Hover: unit == w.Hover,
		Beside: unit == w.Beside, Silent: s.silent(unit),
		Walls: s.walls(), Map: Shown{s, unit}.matrix(),
	}
	if a := s.Appraisal; a != nil {
		t.Score = a.Population.Scores[unit].Score60
		t.Beyond = t.Score > a.Population.Null.P95
	}
	return t
}

// Matrix is a rate map to draw; signed says that its unit can be negative.
func Matrix(m tuning.Map, signed bool) figure.Matrix {
	return figure.Matrix{N: m.N, Values: m.Rate, Signed: signed}
}

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
func (w *Wall) Show(unit int) {
	if !w.RectOf(unit).Empty() || len(w.cells) == 0 {
		return
	}
	for _, units := range w.groups {
		if i := slices.Index(units, unit); i >= 0 {
			row := i / w.columns
			if row < w.scroll {
				w.scroll = row
			} else if row >= w.scroll+w.rows {
				w.scroll = row - w.rows + 1
			}
		}
	}
}
