package panel

import (
	"fmt"
	"image"
	"math"
	"time"

	"gridrat/brain/learner"
	"gridrat/render/figure"
)

// Population shows how all units do: the fraction of grid-like ones over
// training beside its null, and their scores.
type Population struct{ Picture }

// Redraw draws it.
func (p *Population) Redraw(s *learner.Snapshot) {
	c := p.Canvas
	c.Fill(c.Bounds(), c.Theme.Panel)
	if s == nil {
		return
	}
	top, bottom := c.Bounds(), c.Bounds()
	top.Max.Y = top.Min.Y + top.Dy()*11/20
	bottom.Min.Y = top.Max.Y
	var update, beyond, above, null []float64
	for _, h := range s.History {
		if h.Beyond == h.Beyond {
			update = append(update, float64(h.Update))
			beyond, above, null = append(beyond, h.Beyond), append(above, h.Fraction), append(null, h.NullFraction)
		}
	}
	t := c.Theme
	c.Curve(top, figure.Plot{Title: "Grid-like units", XLabel: "updates", YMin: 0, YMax: 1, Format: figure.Percent},
		figure.Series{Name: "beyond null", X: update, Y: beyond, Color: t.Series[0], Dots: true},
		figure.Series{Name: "> 0.37", X: update, Y: above, Color: t.Series[1]},
		figure.Series{Name: "null > 0.37", X: update, Y: null, Color: t.Muted, Faint: true})
	h := figure.Histogram{Title: "Grid scores", NullName: "null: surrogates", Low: -1, High: 2, Bins: 45}
	if a := s.Appraisal; a != nil {
		h.Values, h.Null = a.Population.Scores60(), a.Population.Null.Scores
		h.Marks = []figure.Mark{{At: 0.37, Label: "0.37"}, {At: a.Population.Null.P95, Label: "null 95 %"}}
	}
	c.Histogram(bottom, h)
}

// Numbers shows what a lecturer points at, and the error curve.
type Numbers struct{ Picture }

// Number is one of the numbers on screen, with what it means.
type Number struct{ Name, Means string }

// Explained are the definitions behind the numbers (F2).
var Explained = []Number{
	{"grid-like", "Units whose grid score exceeds the 95th percentile of surrogate maps: Gaussian random fields with each unit's own radial autocorrelation. A score means nothing alone, so the fraction of surrogates above 0.37, the paper's threshold, stands beside that of the units."},
	{"grid score", "Correlation of the autocorrelogram of a 20 x 20 rate map, not smoothed, with itself turned by 60° and 120°, less that at 30°, 90° and 150°, in the best of ten rings from 0.2 n to between 0.4 n and 1.0 n bins (released formula of Banino et al. 2018)."},
	{"position error", "Distance from the rat to the mean of the three most active place-cell centres, on 100 fresh trajectories after the stated number of moves; the network knows where it began and feels only its own motion. Never moved: the error of believing to be still at the start."},
	{"loss", "Place: squared error in variances of the place code, or cross-entropy; with head direction, the expected dropout and the joint read-out it makes the total that is descended."},
	{"rate maps", "Mean activity by place over the last training batches (what an update saw counts half after 40 more), dropout off, each on its own scale from zero to its peak. Bins not visited are grey."},
	{"lambda", "Dropout on the place read-out in its exact expected form, lambda = p/(1-p): the pressure that spreads the code over all units. Slide it to 0, start again, and no grid forms."},
	{"rat and ghost", "The rat on screen moves as the recipe's training rats do; the ring is where the network with the newest weights believes it to be. It is told the truth again after the recipe's number of moves. Dots mark moves at which the chosen unit's activity, as a share of its peak, exceeded a random number."},
	{"recipes", "modules, lstm and egocentric are this program's variants, whose grid spacing is set by the width of the place code. paper is the published recipe: noisy, quasi-periodic maps whose fraction above 0.37 lies close to the null."},
}

// Redraw draws it. ghostCM is the error of the watched rat, moves how many
// it has made since the network was told where it is.
func (p *Numbers) Redraw(s *learner.Snapshot, ghostCM float64, moves int) {
	c := p.Canvas
	t := c.Theme
	c.Fill(c.Bounds(), t.Panel)
	if s == nil {
		return
	}
	area := c.Bounds().Inset(c.Px(8))
	type entry struct{ name, value, note string }
	grid, gridNote, errCM, errNote := "–", "scored in a moment", "–", ""
	if a := s.Appraisal; a != nil {
		q := a.Population
		grid = figure.Percent(q.BeyondNull())
		gridNote = fmt.Sprintf("> 0.37: %s, null %s", figure.Percent(q.Fraction(0.37)), figure.Percent(q.Null.Above037))
		e := a.Errors.After(s.Recipe.ReportMoves)
		errCM = fmt.Sprintf("%.1f cm", 100*e.Mean)
		errNote = fmt.Sprintf("%d moves, median %.1f; never moved %.0f", s.Recipe.ReportMoves, 100*e.Median, 100*e.NeverMoved)
	}
	rate := fmt.Sprintf("%.0f /s", s.Rate)
	if s.Rate < 10 {
		rate = fmt.Sprintf("%.1f /s", s.Rate)
	}
	rateNote := fmt.Sprintf("%d steps x %d rats each", s.Steps, s.Batch)
	if s.Running && s.Wanted > 0 && math.Abs(s.Rate/s.Wanted-1) > 0.1 {
		rateNote = fmt.Sprintf("wanted %.3g /s", s.Wanted)
	}
	if !s.Running {
		rateNote = "learning is paused"
	}
	entries := []entry{
		{"grid-like units", grid, gridNote},
		{"position error", errCM, errNote},
		{"loss", fmt.Sprintf("%.4f", s.Loss.Total), fmt.Sprintf("place %.4f", s.Loss.Place)},
		{"updates", fmt.Sprint(s.Update), "in " + s.Elapsed.Round(time.Second/10).String()},
		{"speed", rate, rateNote},
		{"watched rat", fmt.Sprintf("%.0f cm off", ghostCM), fmt.Sprintf("move %d of %d", moves, s.Recipe.ReportMoves)},
	}
	columns := 3
	w := area.Dx() / columns
	rowHeight := c.Px0(48)
	small, big := figure.Font{Size: 10.5}, figure.Font{Size: 18, Medium: true}
	for i, e := range entries {
		x := float64(area.Min.X + i%columns*w)
		y := float64(area.Min.Y) + float64(i/columns)*rowHeight
		fit := float64(w) - c.Px0(6)
		c.Text(area, x, y+c.Px0(9), small, figure.Left, t.Muted, c.Fit(small, e.name, fit))
		c.Text(area, x, y+c.Px0(27), big, figure.Left, t.Ink, c.Fit(big, e.value, fit))
		c.Text(area, x, y+c.Px0(40), small, figure.Left, t.Muted, c.Fit(small, e.note, fit))
	}
	plot := image.Rect(c.Bounds().Min.X, area.Min.Y+int(2*rowHeight), c.Bounds().Max.X, c.Bounds().Max.Y)
	if plot.Dy() > c.Px(70) {
		p.curves(s, plot)
	}
}

// curves draws position error and loss side by side.
func (p *Numbers) curves(s *learner.Snapshot, r image.Rectangle) {
	c := p.Canvas
	var updates, err, all, loss []float64
	for _, h := range s.History {
		if h.ErrorCM == h.ErrorCM {
			updates, err = append(updates, float64(h.Update)), append(err, h.ErrorCM)
		}
		all, loss = append(all, float64(h.Update)), append(loss, h.Loss)
	}
	left, right := r, r
	left.Max.X = r.Min.X + r.Dx()/2
	right.Min.X = left.Max.X
	nan := math.NaN()
	c.Curve(left, figure.Plot{Title: "Position error, cm", XLabel: "updates", YMin: 0, YMax: nan},
		figure.Series{X: updates, Y: err, Color: c.Theme.Series[0], Dots: true})
	c.Curve(right, figure.Plot{Title: "Loss", XLabel: "updates", YMin: nan, YMax: nan},
		figure.Series{X: all, Y: loss, Color: c.Theme.Series[1]})
}
