package panel

import (
	"fmt"
	"image"
	"math"
	"slices"
	"strconv"

	"gridrat/render/figure"
	"gridrat/world/task"
)

// Pages of the trials.
const (
	PageTrials = "rows"  // one each
	PageTimes  = "times" // histograms of first and of later trials
	PageMeans  = "means" // with intervals, and time around places
)

// TrialPages lists the pages in the order of their tabs.
var TrialPages = []string{PageTrials, PageTimes, PageMeans}

// SpotTrials begins the names of the tabs: trials-times and so on.
const SpotTrials = "trials-"

// Trials shows how an agent did, trial by trial.
type Trials struct {
	Picture
	Page string // one of TrialPages; "" is the first
	Back int    // rows newer than the first that is shown, of every set; see Scroll

	seen  int    // rows of the longest set
	of    string // the key of the table whose means are known
	means [][measureKinds]measure
}

// Pieces lists what has to be drawn anew; nil is that nothing was tried yet.
func (p *Trials) Pieces(t *TrialTable) []Piece {
	return p.list(func(todo *work) { p.lay(todo, t) })
}

func (p *Trials) lay(todo *work, t *TrialTable) {
	c := p.Canvas
	area := c.Bounds().Inset(c.Px(8))
	if area.Dx() < c.Px(100) || area.Dy() < c.Px(80) {
		return
	}
	head := image.Rect(area.Min.X, area.Min.Y-c.Px(2), area.Max.X, area.Min.Y+c.Px(buttonHeight-2))
	area.Min.Y += c.Px(20)
	tips := map[string]string{
		PageTrials: "A row for each trial, the newest first; the wheel shows older ones", PageTimes: "How long first and later trials take",
		PageMeans: "Means with their intervals, and time around the goal",
	}
	tabs := []button{{SpotExperiment + ToTrials, "experiment", "Take something from the agent, and see what that does; or open doors", false, false}}
	for _, page := range TrialPages {
		tabs = append(tabs, button{SpotTrials + page, page, tips[page], page == p.Page || p.Page == "" && page == PageTrials, false})
	}
	left := todo.buttons(head, tabs...)
	rows := 0
	if t != nil {
		for _, s := range t.Sets {
			rows += len(s.Rows)
		}
	}
	title := []string{"Trials"}
	if rows > 0 {
		title = []string{figure.Plural(rows, "trial", "trials"), "Trials"}
		todo.explained("trial", left)
	}
	if t != nil && len(t.Sets) == 2 {
		title = []string{"Before and after", "Trials"}
	}
	todo.text("title", left, figure.Font{Size: 12, Medium: true}, ink, title...)
	if rows == 0 {
		area.Max.Y = area.Min.Y + c.Px(lineHeight)
		todo.text("none", area, lineFont, muted, "No trial has ended yet.", "none yet")
		return
	}
	switch p.Page {
	case PageTimes:
		p.times(todo, t, area)
	case PageMeans:
		p.table(todo, t, area)
	default:
		p.rows(todo, t, area)
	}
}

// hues of sets that are compared.
var setInks = [2]inkOf{accent, second}

// names adds the names of two sets above their columns, and returns what is
// below; of a single set nothing is added.
func (p *Trials) names(todo *work, t *TrialTable, columns []image.Rectangle) {
	if len(t.Sets) < 2 {
		return
	}
	for i, s := range t.Sets {
		r := columns[i]
		r.Max.Y = r.Min.Y + p.Canvas.Px(lineHeight)
		todo.text(fmt.Sprint("set ", i), r, figure.Font{Size: 11, Medium: true}, setInks[i], s.Name)
		columns[i].Min.Y = r.Max.Y + p.Canvas.Px(2)
	}
}

// beside divides a rectangle into as many columns as there are sets.
func (p *Trials) beside(t *TrialTable, r image.Rectangle) []image.Rectangle {
	n, gap := len(t.Sets), p.Canvas.Px(10)
	out := make([]image.Rectangle, n)
	for i := range out {
		out[i] = r
		out[i].Min.X = r.Min.X + i*(r.Dx()+gap)/n
		out[i].Max.X = r.Min.X + (i+1)*(r.Dx()+gap)/n - gap
	}
	return out
}

// trialColumn is a column of the table of trials.
type trialColumn struct {
	head, about string
	wide        float64 // as a share
	cell        func(r TrialRow) string
}

const dash = "–"

// editMarks mark trials by what of their map was edited: see the explanation of
// "trial".
var editMarks = map[task.Edit]string{task.EditedBefore: "e", task.EditedDuring: "*"}

var trialColumns = []trialColumn{
	{"trial", "trial", 1.1, func(r TrialRow) string {
		return fmt.Sprintf("%d.%d", r.Episode, r.Number) + editMarks[r.Edited]
	}},
	{"time, s", "trial times", 1.1, func(r TrialRow) string {
		if !r.Reached {
			return dash
		}
		return fmt.Sprintf("%.1f", r.Seconds)
	}},
	{"way, m", "path efficiency", 1.1, func(r TrialRow) string { return fmt.Sprintf("%.2f", r.Way) }},
	{"shortest", "path efficiency", 1.1, func(r TrialRow) string {
		if math.IsInf(r.Shortest, 1) {
			return "none"
		}
		return fmt.Sprintf("%.2f", r.Shortest)
	}},
	{"share", "path efficiency", 0.9, func(r TrialRow) string { return figure.Score(r.Efficiency()) }},
	{"off at start", "heading error", 1.3, func(r TrialRow) string { return degrees(r.HeadingError * 180 / math.Pi) }},
	{"door", "door", 0.8, func(r TrialRow) string { return r.Door }},
}

// degrees prints an angle; a dash where it is not known.
func degrees(v float64) string {
	if math.IsNaN(v) {
		return dash
	}
	return strconv.FormatFloat(math.Round(v)+0, 'f', 0, 64) + "°"
}

// rowHeight is that of a row of the table in points.
const rowHeight = 14.0

// Scroll goes so many rows back, or forward below 0, as far as there are rows, and
// tells whether that changed anything.
func (p *Trials) Scroll(rows int) bool {
	before := p.Back
	p.Back = max(0, min(p.Back+rows, p.seen-1))
	return p.Back != before
}

// keep has the rows stay where they are when others come, if older ones are looked
// at.
func (p *Trials) keep(t *TrialTable) {
	n := 0
	for _, s := range t.Sets {
		n = max(n, len(s.Rows))
	}
	if p.Back > 0 {
		p.Back = max(0, min(p.Back+max(0, n-p.seen), n-1))
	}
	p.seen = n
}

// rows adds a row for each trial, as many as there is room for, the newest first.
func (p *Trials) rows(todo *work, t *TrialTable, area image.Rectangle) {
	c := p.Canvas
	p.keep(t)
	parts := p.beside(t, area)
	p.names(todo, t, parts)
	for i, s := range t.Sets {
		r := parts[i]
		columns := t.columns()
		inner := r
		inner.Max.X -= c.Px(5) // the rest is for the bar
		total := 0.0
		for _, k := range columns {
			total += k.wide
		}
		left := float64(r.Min.X)
		ends := make([]float64, len(columns))
		for k, column := range columns {
			ends[k] = left + column.wide/total*float64(inner.Dx())
			todo.explained(column.about, image.Rect(int(left), r.Min.Y, int(ends[k]), r.Max.Y))
			left = ends[k]
		}
		todo.add(fmt.Sprint("rows ", i), r, fmt.Sprint(s.key(), p.Back), func() {
			th := c.Theme
			c.Fill(r, th.Panel)
			p.bar(r, len(s.Rows))
			f, names := figure.Font{Size: 10.5}, figure.Font{Size: 9.5}
			left := float64(r.Min.X)
			for k, column := range columns {
				c.Text(r, ends[k], float64(r.Min.Y)+c.Px0(10), names, figure.Right, th.Muted, c.Fit(names, column.head, ends[k]-left-c.Px0(2)))
				left = ends[k]
			}
			y := float64(r.Min.Y) + c.Px0(25)
			for n := len(s.Rows) - 1 - p.Back; n >= 0 && y < float64(r.Max.Y); n-- {
				row := s.Rows[n]
				col := th.Ink
				if !row.Reached {
					col = th.Muted
				}
				if row.Number == 1 {
					c.Line(r, figure.Pt{X: float64(r.Min.X), Y: y + c.Px0(3.5)}, figure.Pt{X: float64(r.Max.X), Y: y + c.Px0(3.5)}, 0.5, th.Faint)
				}
				left := float64(r.Min.X)
				for k, column := range columns {
					c.Text(r, ends[k], y, f, figure.Right, col, c.Fit(f, column.cell(row), ends[k]-left-c.Px0(2)))
					left = ends[k]
				}
				y += c.Px0(rowHeight)
			}
		})
	}
}

// bar draws, where there are more rows than fit, which part of them is shown.
func (p *Trials) bar(r image.Rectangle, rows int) {
	c := p.Canvas
	fit := int((float64(r.Dy()) - c.Px0(15)) / c.Px0(rowHeight))
	if rows <= fit || fit < 1 {
		return
	}
	slide := image.Rect(r.Max.X-c.Px(2), r.Min.Y+c.Px(16), r.Max.X, r.Max.Y)
	length := max(slide.Dy()*fit/rows, c.Px(8))
	top := slide.Min.Y + (slide.Dy()-length)*min(p.Back, rows-fit)/(rows-fit)
	c.Fill(slide, c.Theme.Faint)
	c.Fill(image.Rect(slide.Min.X, top, slide.Max.X, top+length), c.Theme.Muted)
}

// columns are those for which there is room: of two sets side by side fewer.
func (t *TrialTable) columns() []trialColumn {
	return slices.DeleteFunc(slices.Clone(trialColumns), func(k trialColumn) bool {
		switch k.head {
		case "door":
			return !t.Doors
		case "shortest", "off at start":
			return len(t.Sets) > 1
		case "way, m":
			return len(t.Sets) > 1 && t.Doors
		}
		return false
	})
}

// Ends of the axis of times, s.
const (
	leastTime = 0.3
	mostTime  = 100.0
)

// times adds a histogram of first and of later trials for each set, on the same
// axis.
func (p *Trials) times(todo *work, t *TrialTable, area image.Rectangle) {
	c := p.Canvas
	area = area.Inset(-c.Px(4))
	for i, s := range t.Sets {
		r := area
		r.Min.Y = area.Min.Y + i*area.Dy()/len(t.Sets)
		r.Max.Y = area.Min.Y + (i+1)*area.Dy()/len(t.Sets)
		todo.explained("trial times", r)
		todo.add(fmt.Sprint("times ", i), r, s.key(), func() {
			var first, later []float64
			for _, row := range s.Rows {
				switch {
				case row.Reached && row.Number == 1:
					first = append(first, row.Seconds)
				case row.Reached:
					later = append(later, row.Seconds)
				}
			}
			title := "% of trials by time"
			if len(t.Sets) > 1 {
				title = s.Name
			}
			b := figure.Bars{
				Title: title, XLabel: "s", Low: leastTime, High: mostTime, LogX: true, Bins: 32, None: "no later trial has reached a goal",
				Name: fmt.Sprintf("%d later", len(later)), Values: later,
			}
			if len(first) > 0 {
				b.Outlines = []figure.Outline{{Name: fmt.Sprintf("%d first", len(first)), Values: first, Color: c.Theme.Series[1]}}
			}
			c.Bars(r, b)
		})
	}
}
