package panel

import (
	"fmt"
	"image"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// svgText is a text as a canvas records it: where it begins, ends or has its
// middle, on its base line.
var svgText = regexp.MustCompile(`<text x="([-0-9.]+)" y="([-0-9.]+)" font-size="([0-9.]+)"[^>]* text-anchor="(start|middle|end)"[^>]*>([^<]*)</text>`)

// TestEveryNumberIsExplained: wherever a panel has drawn a digit, a click opens
// an explanation. Names of units and what says only how to read are let off.
func TestEveryNumberIsExplained(t *testing.T) {
	s := curved()
	s.Appraisal.Before = &tuning.Population{Scores: s.Appraisal.Population.Scores}
	scored, unscored := *s, *s
	unscored.Appraisal = nil
	own := &learner.Shuffles{Update: s.Appraisal.Update, Scores: s.Appraisal.Population.Scores60(), Beyond: make([]bool, s.Net.Units())}
	own.Direction.Units = [][]float64{make([]float64, 100)}
	off := regexp.MustCompile(`^(Units? [0-9]|unit [0-9]|[Cc]ells? [0-9]|All [0-9]|module [0-9]+$|Module [0-9]+$|[0-9]+$|Looking at unit|waiting)`)
	numbers := 0
	look := func(name string, p *Picture, pieces func() []Piece) {
		p.Place(image.Rect(0, 0, 460, 320), 1)
		p.Canvas.Record()
		finish(p, pieces())
		spots := p.Spots()
		for _, m := range svgText.FindAllStringSubmatch(string(p.Canvas.SVG(nil)), -1) {
			text := m[5]
			if !strings.ContainsAny(text, "0123456789") || off.MatchString(text) && name != "numbers" {
				continue
			}
			numbers++
			x, _ := strconv.ParseFloat(m[1], 64)
			y, _ := strconv.ParseFloat(m[2], 64)
			size, _ := strconv.ParseFloat(m[3], 64)
			at := image.Pt(int(x)+2, int(y-size/3))
			if m[4] == "end" {
				at.X = int(x) - 2
			}
			ok := false
			for _, spot := range spots {
				if about, is := strings.CutPrefix(spot.ID, SpotScore); is && at.In(spot.Rect) {
					means, known := Explain(about)
					ok = ok || known && means != ""
				} else if strings.HasPrefix(spot.ID, SpotRange) && at.In(spot.Rect) {
					ok = true // its title explains it
				}
			}
			if !ok {
				t.Errorf("%s: nothing explains %q at %v", name, text, at)
			}
		}
		for _, spot := range spots {
			if about, is := strings.CutPrefix(spot.ID, SpotScore); is {
				if means, known := Explain(about); !known || means == "" {
					t.Errorf("%s: a click asks for %q, which nothing explains", name, about)
				}
			}
			if of, is := strings.CutPrefix(spot.ID, SpotRange); is {
				if about := histogramNames[of]; about == "" || p.spotOf(SpotScore+about).Empty() {
					t.Errorf("%s: the title of %s explains nothing", name, of)
				}
			}
		}
	}
	live := &View{Snapshot: &scored, Own: own}
	for _, s := range []*View{live, {Snapshot: &unscored, Own: own}, {Snapshot: &scored, Source: Along, Recording: "rat.csv"}, recordedCells()} {
		for _, page := range InspectorPages {
			for _, beside := range []Shown{{}, {live, 4}} {
				p := Inspector{Page: page, Colors: figure.Viridis}
				look(fmt.Sprint(s.Source, page, " beside ", beside.Unit), &p.Picture, func() []Piece {
					return p.Pieces(s, Look{Unit: 2, Chosen: 2, Beside: beside, Activity: 0.4, Path: ownPath()})
				})
			}
		}
		for _, page := range PopulationPages {
			p := Population{Page: page, Scales: &Scales{Of: s.Appraisal, Mixture: tuning.Mixture{Components: []tuning.Component{{Weight: 1, Mean: 0.7, SD: 0.1}}}}}
			look(fmt.Sprint("population ", s.Source, page), &p.Picture, func() []Piece { return p.Pieces(s) })
		}
		var n Numbers
		look("numbers", &n.Picture, func() []Piece { return n.Pieces(&scored, Watched{OffCM: 3, Moves: 4}) })
	}
	for page, p := range agentPanels() {
		look(page, p.Picture, p.pieces)
	}
	if numbers < 150 {
		t.Errorf("only %d numbers were found", numbers)
	}
}

// spotOf is where a spot is on screen; empty if there is none.
func (p *Picture) spotOf(id string) image.Rectangle {
	for _, s := range p.Spots() {
		if s.ID == id {
			return s.Rect
		}
	}
	return image.Rectangle{}
}

// TestExplanationsFit: every explanation fits the small page that a click opens.
func TestExplanationsFit(t *testing.T) {
	for _, n := range slices.Concat(Explained, UnitScores, AgentNumbers, ExperimentNumbers, ChoiceNumbers) {
		p := Sheet{Title: "How was this computed?", Blocks: []Block{{Rows: []Row{{Term: n.Name, Text: n.Means}, {Term: "unit 137", Text: "0.67 m, 12° · above 100 % of field shuffles of its own"}, {
			Term: "from", Text: "the weights of update 4500 of recipe egocentric, seed 12345, on about 20000 samples of fresh trajectories, dropout off; maps of 20 x 20 bins of 11 cm, not smoothed. Own nulls: of unit 137, 100 draws each.",
		}}}}, Foot: "Esc or a click closes this page. F2 has all definitions."}
		p.Place(image.Rect(0, 0, 720, 280), 1)
		p.Redraw()
		if len(p.rows) != 3 || p.size < 9 {
			t.Errorf("%s: %d rows of 3, text of %v points", n.Name, len(p.rows), p.size)
		}
	}
}
