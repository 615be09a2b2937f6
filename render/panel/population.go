package panel

import (
	"fmt"
	"image"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// Pages of the population panel.
const (
	PagePopulation = "scores"
	PageLattices   = "lattices"
	PageFractions  = "fractions"
)

// PopulationPages lists the pages in the order of their tabs.
var PopulationPages = []string{PagePopulation, PageLattices, PageFractions}

// Spots of the population panel: its pages, called population-scores and so
// on, and histograms in which a range can be dragged, called range:grid score
// and so on.
const (
	SpotPopulation = "population-"
	SpotRange      = "range:"
	SpotShuffle    = "shuffle"
)

// Population shows how all units do: scores against their null, spacings and
// orientations, fractions over training and over thresholds.
type Population struct {
	Picture
	Page   string
	Filter Filter  // the range that stands out
	Scales *Scales // nil until they are fitted
	Busy   bool    // they are being drawn

	axes map[string]figure.Axis // of the histograms, within the picture
}

// Scales are the clusters of the spacings of an appraisal.
type Scales struct {
	Of      *learner.Appraisal
	Mixture tuning.Mixture
}

// Axis returns the x axis of a histogram, as it lies on screen.
func (p *Population) Axis(of string) figure.Axis {
	a := p.axes[of]
	a.Room = a.Room.Add(p.Rect.Min)
	return a
}

// Pieces lists what has to be drawn anew to show a view.
func (p *Population) Pieces(s *View) []Piece {
	return p.list(func(todo *work) { p.lay(todo, s) })
}

func (p *Population) lay(todo *work, s *View) {
	c := p.Canvas
	area := c.Bounds()
	head := image.Rect(area.Min.X+c.Px(8), area.Min.Y+c.Px(6), area.Max.X-c.Px(8), area.Min.Y+c.Px(6+buttonHeight))
	tips := map[string]string{
		PagePopulation: "Grid-like units over training, and grid scores against their null; drag over the scores to filter the maps",
		PageLattices:   "Spacings with their clusters, and orientations; drag to filter the maps",
		PageFractions:  "Fractions of units over training and over thresholds, with what chance reaches",
	}
	tabs := []button{{SpotShuffle, "own nulls", "Draw 100 field shuffles, and shifts of activity against motion, of every unit: who is beyond its own chance? Esc stops it", p.Busy || s.Own.Of(s.Appraisal), false}}
	for _, page := range PopulationPages {
		if page == PageFractions && !s.Trained() {
			continue // over thresholds, they are on the first page
		}
		tabs = append(tabs, button{SpotPopulation + page, page, tips[page], page == p.Page || page == PagePopulation && p.Page == PageFractions && !s.Trained(), false})
	}
	title, hue := []string{fmt.Sprintf("All %d %s", s.Units(), s.Noun()), "All " + s.Noun(), ""}, ink
	if own := s.Own; own != nil {
		share := figure.Percent(own.Share())
		title = []string{
			fmt.Sprintf("%s beyond own shuffle (chance %s), update %d", share, figure.Percent(tuning.ChanceBeyondP95(len(own.Direction.Units[0]))), own.Update),
			share + " beyond own shuffle", share + " beyond own", share,
		}
	}
	if s.Source == Past && s.Appraisal != nil {
		title, hue = []string{fmt.Sprintf("As of update %d", s.Appraisal.Update), fmt.Sprintf("At %d", s.Appraisal.Update)}, warn
	}
	left := todo.buttons(head, tabs...)
	todo.text("title", left, figure.Font{Size: 12, Medium: true}, hue, title...)
	if s.Own != nil && hue == ink {
		todo.explained("beyond own", left)
	}
	area.Min.Y = head.Max.Y + c.Px(1)
	top, bottom := area, area
	top.Max.Y = area.Min.Y + area.Dy()/2
	bottom.Min.Y = top.Max.Y
	switch p.Page {
	case PageLattices:
		p.lattices(todo, s, top, bottom)
	case PageFractions:
		if s.Trained() {
			p.overTraining(todo, s, top)
			p.overThresholds(todo, s, bottom)
			return
		}
		fallthrough
	default:
		if s.Trained() {
			p.overTraining(todo, s, top)
		} else {
			p.overThresholds(todo, s, top)
		}
		p.scores(todo, s, bottom)
	}
}

// overTraining adds the fractions of grid-like units over training.
func (p *Population) overTraining(todo *work, s *View, r image.Rectangle) {
	c := p.Canvas
	var update, beyond, above, null []float64
	for _, h := range s.History {
		if h.Beyond == h.Beyond {
			update = append(update, float64(h.Update))
			beyond, above, null = append(beyond, h.Beyond), append(above, h.Fraction), append(null, h.NullFraction)
		}
	}
	var ends, level []float64 // of the untrained network, above 0.37
	if a := s.Appraisal; a != nil && a.Before != nil && len(update) > 1 {
		share := a.Before.Fraction(tuning.PaperThresholds().Grid)
		ends, level = []float64{update[0], update[len(update)-1]}, []float64{share, share}
	}
	todo.explained("grid-like", r)
	todo.add("curves", r, [2]int{s.Run, len(update)}, func() {
		t := c.Theme
		c.Curve(r, figure.Plot{Title: "Grid-like", XLabel: "updates", YMin: 0, YMax: 1, Format: figure.Percent},
			figure.Series{Name: "null > 0.37", X: update, Y: null, Color: t.Muted, Faint: true, Band: true},
			figure.Series{Name: "untrained", X: ends, Y: level, Color: t.Series[2], Faint: true},
			figure.Series{Name: "> 0.37", X: update, Y: above, Color: t.Series[1]},
			figure.Series{Name: "beyond null", X: update, Y: beyond, Color: t.Series[0], Dots: true})
	})
}

// chosen is the range of a histogram that stands out.
func (p *Population) chosen(of string) figure.Span {
	if p.Filter.Of == of {
		return p.Filter.Range
	}
	return figure.Span{}
}

// histogramNames are the explanations of the histograms, behind their titles.
var histogramNames = map[string]string{OfScore: "grid score 60°", OfSpacing: "scales", OfOrientation: "spacing, angle"}

// titleHeight is that of the title of a histogram, in points.
const titleHeight = 16.0

// histogram adds a histogram in which a range can be dragged.
func (p *Population) histogram(todo *work, of string, r image.Rectangle, key any, draw func(chosen figure.Span) figure.Axis) {
	chosen := p.chosen(of)
	title := r // its upper edge, with title and legend, is not dragged over
	title.Max.Y = r.Min.Y + p.Canvas.Px(titleHeight)
	todo.explained(histogramNames[of], title)
	todo.add(of, r, [2]any{key, chosen}, func() {
		if p.axes == nil {
			p.axes = map[string]figure.Axis{}
		}
		p.axes[of] = draw(chosen)
	})
	todo.spot(SpotRange+of, r, "Drag over the "+of+" to see the maps of these units alone; a click shows all again")
}

// scores adds the histogram of grid scores against their null.
func (p *Population) scores(todo *work, s *View, r image.Rectangle) {
	p.histogram(todo, OfScore, r, s.Appraisal, func(chosen figure.Span) figure.Axis {
		h := figure.Histogram{Title: "Grid scores", NullName: "null: surrogates", Low: lowScore, High: highScore, Bins: 45, Chosen: chosen}
		if a := s.Appraisal; a != nil {
			h.Values, h.Null = a.Population.Scores60(), a.Population.Null.Scores
			h.Marks = []figure.Mark{{At: 0.37, Label: "0.37"}, {At: a.Population.Null.P95, Label: "null 95 %"}}
			if a.Before != nil {
				h.Marks = append(h.Marks, figure.Mark{At: tuning.Quantile(a.Before.Scores60(), 0.95), Label: "untrained 95 %"})
			}
			if len(h.Null) == 0 {
				h.NullName = "" // the past keeps its 95th percentile alone
			}
		}
		return p.Canvas.Histogram(r, h)
	})
}

// overThresholds adds the fraction of units, and of chance, above a threshold.
func (p *Population) overThresholds(todo *work, s *View, r image.Rectangle) {
	c := p.Canvas
	todo.explained("grid-like", r)
	todo.add("thresholds", r, s.Appraisal, func() {
		plot := figure.Plot{Title: "Above a threshold", XLabel: "grid score", YMin: 0, YMax: 1, NoLast: true}
		a := s.Appraisal
		if a == nil {
			c.Curve(r, plot)
			return
		}
		var at, null []float64
		for t := -0.5; t <= 1.5; t += 0.02 {
			at = append(at, t)
			if len(a.Population.Null.Scores) > 0 {
				null = append(null, a.Population.Null.Fraction(t))
			}
		}
		series := []figure.Series{{Name: "units", X: at, Y: a.Population.Fractions(tuning.GridScore, at), Color: c.Theme.Accent}}
		if a.Before != nil {
			series = append([]figure.Series{{Name: "untrained", X: at, Y: a.Before.Fractions(tuning.GridScore, at), Color: c.Theme.Series[2], Faint: true}}, series...)
		}
		if null != nil {
			series = append([]figure.Series{{Name: "null", X: at, Y: null, Color: c.Theme.Muted, Faint: true, Band: true}}, series...)
		}
		c.Curve(r, plot, series...)
	})
}
