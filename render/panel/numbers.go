package panel

import (
	"fmt"
	"image"
	"math"
	"time"

	"gridrat/brain/learner"
	"gridrat/render/figure"
)

// Numbers shows what a lecturer points at, and the curves of position error
// and loss.
type Numbers struct{ Picture }

// Watched is what the numbers say of the rat on screen.
type Watched struct {
	OffCM float64 // from the rat to where the network believes it to be, cm
	Moves int     // since the network was told where it is
	Back  int     // moves of the past that are looked back
}

// Heights in points: of the numbers, and of the least plot below them.
const (
	entryHeight = 59.0
	entryGap    = 4.0 // between columns
	numbersPad  = 8.0
	leastPlot   = 96.0
)

// NumbersHeight is the height in points that the numbers need in a column of
// the given height, without and with their curves.
func NumbersHeight(column float64, curves bool) float64 {
	h := 2*entryHeight + numbersPad + 2
	if curves {
		h += min(max(0.17*column, leastPlot), 1.5*leastPlot)
	}
	return h
}

// entry is a number with its name above and two lines of notes below. Each
// line has shorter wordings, for where there is less room.
type entry struct {
	name, value, first, second []string
}

// shares of the width that the columns of numbers have.
var shares = [3]float64{0.29, 0.41, 0.30}

// Pieces lists what has to be drawn anew to show a snapshot and the watched
// rat.
func (p *Numbers) Pieces(s *learner.Snapshot, w Watched) []Piece {
	return p.list(func(todo *work) { p.lay(todo, s, w) })
}

func (p *Numbers) lay(todo *work, s *learner.Snapshot, w Watched) {
	c := p.Canvas
	area := c.Bounds().Inset(c.Px(numbersPad))
	entries := entriesOf(s, w)
	x := float64(area.Min.X)
	for i, e := range entries {
		column := i % 3
		if column == 0 {
			x = float64(area.Min.X)
		}
		width := shares[column] * float64(area.Dx())
		top := float64(area.Min.Y) + c.Px0(entryHeight)*float64(i/3)
		r := image.Rect(int(x), int(top), int(x+width), int(top+c.Px0(entryHeight)))
		todo.add(i, r, fmt.Sprint(e), func() { p.entry(r, e) })
		todo.explained(entryNames[i], r)
		x += width
	}
	if r := p.plots(); !r.Empty() {
		p.curves(todo, s, r)
	}
}

// entryNames are the explanations of the entries.
var entryNames = [6]string{"grid-like", "position error", "loss", "rat and ring", "updates", "learning speed"}

// plots is where the curves are on the canvas; empty where there is no room.
func (p *Numbers) plots() image.Rectangle {
	r := p.Canvas.Bounds()
	r.Min.Y += p.Canvas.Px(numbersPad) + int(2*p.Canvas.Px0(entryHeight))
	if r.Dy() < p.Canvas.Px(leastPlot-4) {
		return image.Rectangle{}
	}
	return r
}

// CurvesRect returns where the curves are on screen; empty if there is no
// room for them.
func (p *Numbers) CurvesRect() image.Rectangle {
	if p.Rect.Empty() || p.plots().Empty() {
		return image.Rectangle{}
	}
	return p.plots().Add(p.Rect.Min)
}

func (p *Numbers) entry(r image.Rectangle, e entry) {
	c := p.Canvas
	t := c.Theme
	c.Fill(r, t.Panel)
	small, big := p.fonts()
	fit := float64(r.Dx()) - c.Px0(entryGap)
	line := func(f figure.Font, y float64, texts []string, ink bool) {
		col := t.Muted
		if ink {
			col = t.Ink
		}
		c.Text(r, float64(r.Min.X), float64(r.Min.Y)+c.Px0(y), f, figure.Left, col, c.FirstFit(f, fit, texts...))
	}
	line(small, 9, e.name, false)
	line(big, 27, e.value, true)
	line(small, 40, e.first, false)
	line(small, 52, e.second, false)
}

// fonts are those of all entries: smaller ones where the panel is narrow.
func (p *Numbers) fonts() (small, big figure.Font) {
	small, big = figure.Font{Size: 10.5}, figure.Font{Size: 18, Medium: true}
	if float64(p.Canvas.Bounds().Dx()) < p.Canvas.Px0(370) {
		small.Size, big.Size = 9.5, 15
	}
	return small, big
}

// entriesOf words the numbers. What was not measured is a dash.
func entriesOf(s *learner.Snapshot, w Watched) []entry {
	const none = "–"
	one := func(text string) []string { return []string{text} }
	moves := s.Recipe.ReportMoves
	grid := entry{one("grid-like units"), one(none), one("scored in a moment"), one("")}
	off := entry{[]string{fmt.Sprintf("position error after %d moves", moves), fmt.Sprintf("error, %d moves", moves)}, one(none), one("tested in a moment"), one("")}
	if a := s.Appraisal; a != nil {
		q := a.Population
		grid.value = one(figure.Percent(q.BeyondNull()))
		null := "null " + figure.Percent(q.Null.Above037)
		grid.first, grid.second = one("> 0.37: "+figure.Percent(q.Fraction(0.37))), one(null)
		if b := a.Before; b != nil {
			untrained := figure.Percent(b.Fraction(0.37))
			grid.second = []string{null + ", untrained " + untrained, null + ", untr. " + untrained, null}
		}
		e, u := a.Errors.After(moves), a.Untrained.After(moves)
		off.value, off.first = one(fmt.Sprintf("%.1f cm", 100*e.Mean)), one(fmt.Sprintf("median %.1f", 100*e.Median))
		still := fmt.Sprintf("still %.0f", 100*e.NeverMoved)
		off.second = []string{fmt.Sprintf("%s, untrained %.0f", still, 100*u.Mean), fmt.Sprintf("%s, untr. %.0f", still, 100*u.Mean)}
	}
	return []entry{grid, off, lossEntry(s), watchedEntry(s, w), updatesEntry(s), speedEntry(s)}
}

// lossEntry is empty until an update has measured something.
func lossEntry(s *learner.Snapshot) entry {
	l := s.Loss
	if l.Total != l.Total {
		return entry{[]string{"loss"}, []string{"–"}, []string{"no update made yet", "no update yet"}, []string{""}}
	}
	e := entry{[]string{"loss"}, []string{fmt.Sprintf("%.4f", l.Total), figure.Short(l.Total)}, []string{fmt.Sprintf("place %.3f", l.Place)}, []string{""}}
	switch {
	case s.Recipe.HeadDirection.Cells > 0:
		e.second = []string{fmt.Sprintf("head direction %.3f", l.HeadDirection), fmt.Sprintf("heading %.3f", l.HeadDirection), fmt.Sprintf("head %.2f", l.HeadDirection)}
	case s.Recipe.Joint.Hidden > 0:
		e.second = []string{fmt.Sprintf("joint %.3f", l.Joint)}
	}
	return e
}

func watchedEntry(s *learner.Snapshot, w Watched) entry {
	e := entry{[]string{"watched rat"}, []string{fmt.Sprintf("%.0f cm off", w.OffCM), fmt.Sprintf("%.0f cm", w.OffCM)},
		[]string{fmt.Sprintf("move %d of %d", w.Moves, s.Recipe.ReportMoves)}, []string{""}}
	if w.Back > 0 {
		e.first = []string{PastMoves(w.Back)}
	}
	return e
}

// PastMoves words how far back in the rat's history something lies.
func PastMoves(back int) string {
	switch back {
	case 0:
		return "now"
	case 1:
		return "1 move back"
	}
	return fmt.Sprintf("%d moves back", back)
}

// updatesEntry says how far training is in its recipe, and how long it still
// takes at the rate of now.
func updatesEntry(s *learner.Snapshot) entry {
	total := s.Recipe.Updates
	e := entry{[]string{"updates"}, []string{fmt.Sprintf("%d of %d", s.Update, total), fmt.Sprint(s.Update)}, []string{""}, []string{"not trained on in this window", "not trained on here"}}
	switch {
	case s.Update == 0 && s.Recipe.GivenCells():
		e.value, e.second = []string{"not known"}, []string{"trained elsewhere"}
	case s.Update == 0:
		e.second = []string{"untrained"}
	}
	if s.Elapsed > 0 {
		e.second = []string{"trained for " + Duration(s.Elapsed)}
	}
	switch {
	case s.Update > total:
		e.value = []string{fmt.Sprint(s.Update)}
		e.first = []string{fmt.Sprintf("beyond the recipe's %d", total), fmt.Sprintf("beyond its %d", total)}
	case s.Update == total:
		e.first = []string{"all that the recipe has", "complete"}
	case s.Running && s.Rate > 0:
		left := Duration(time.Duration(float64(total-s.Update) / s.Rate * float64(time.Second)))
		e.first = []string{left + " left at this speed", left + " left"}
	}
	return e
}

func speedEntry(s *learner.Snapshot) entry {
	rate := fmt.Sprintf("%.0f /s", s.Rate)
	if s.Rate < 10 {
		rate = fmt.Sprintf("%.1f /s", s.Rate)
	}
	e := entry{[]string{"learning speed"}, []string{rate}, []string{fmt.Sprintf("%d steps x %d rats", s.Steps, s.Batch), fmt.Sprintf("%d x %d", s.Steps, s.Batch)}, []string{""}}
	if s.Running && s.Wanted > 0 && math.Abs(s.Rate/s.Wanted-1) > 0.1 {
		e.second = []string{fmt.Sprintf("wanted %.3g /s", s.Wanted)}
	}
	if !s.Running {
		e.value, e.second = []string{"–"}, []string{"learning is paused", "paused"}
	}
	return e
}

// Duration words a time span as people say it.
func Duration(d time.Duration) string {
	switch s := int(math.Round(d.Seconds())); {
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case s < 120:
		return fmt.Sprintf("%d s", s)
	case s < 2*3600:
		return fmt.Sprintf("%d min %d s", s/60, s%60)
	default:
		return fmt.Sprintf("%d h %d min", s/3600, s/60%60)
	}
}

// curves draws position error and loss side by side, a few times a second.
func (p *Numbers) curves(todo *work, s *learner.Snapshot, r image.Rectangle) {
	c := p.Canvas
	left, right := r, r
	left.Max.X = r.Min.X + r.Dx()/2
	right.Min.X = left.Max.X
	var updates, err, all, loss []float64
	for _, h := range s.History {
		if h.ErrorCM == h.ErrorCM { // an appraisal, of an earlier update than its neighbours
			updates, err = append(updates, float64(h.Update)), append(err, h.ErrorCM)
			continue
		}
		all, loss = append(all, float64(h.Update)), append(loss, h.Loss)
	}
	todo.explained("position error", left)
	todo.explained("loss", right)
	nan := math.NaN()
	todo.add("error", left, [2]int{s.Run, len(err)}, func() {
		plot := figure.Plot{Title: "Error, cm", XLabel: "updates", YMin: 0, YMax: nan}
		series := []figure.Series{{X: updates, Y: err, Color: c.Theme.Series[0], Dots: true}}
		if a := s.Appraisal; a != nil && len(updates) > 0 {
			// What it costs to know nothing, to compare with.
			level := func(name string, metres float64) figure.Series {
				return figure.Series{Name: name, X: []float64{updates[0], updates[len(updates)-1]}, Y: []float64{100 * metres, 100 * metres}, Color: c.Theme.Muted, Faint: true}
			}
			series = append(series, level("still", a.Errors.After(s.Recipe.ReportMoves).NeverMoved))
		}
		c.Curve(left, plot, series...)
	})
	const often = 400 * time.Millisecond
	todo.add("loss", right, [3]int{s.Run, int(s.Elapsed / often), len(err)}, func() {
		c.Curve(right, figure.Plot{Title: "Loss", XLabel: "updates", YMin: nan, YMax: nan},
			figure.Series{X: all, Y: loss, Color: c.Theme.Series[1]})
	})
}
