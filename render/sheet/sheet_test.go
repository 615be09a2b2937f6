package sheet

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/report"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// TestWallShowsAll: the contact sheet holds the maps of all units, and no
// more, with more than one module too.
func TestWallShowsAll(t *testing.T) {
	for _, c := range []struct{ modules, units int }{{1, 4}, {1, 128}, {3, 64}, {1, 512}} {
		n := c.modules * c.units
		m := &report.Measurement{Population: &tuning.Population{Scores: make([]tuning.Score, n)}}
		for u := range n {
			one := tuning.Map{N: 20, Rate: make([]float64, 400)}
			one.Rate[u%400] = 1 // a peak of one bin
			m.Maps = append(m.Maps, one)
			m.Population.Scores[u].Score60 = float64(u)
		}
		r := report.Results{RecipeName: "modules", Units: n}
		for range c.modules {
			r.Modules = append(r.Modules, report.Module{Units: c.units})
		}
		img := Wall(r, m)
		peak, pixels := figure.Viridis.At(1), 0
		for i := 0; i < len(img.Pix); i += 4 {
			if (color.RGBA{img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3]}) == peak {
				pixels++
			}
		}
		if want := n * 4 * 4; pixels != want { // a bin is 4 pixels wide
			t.Errorf("%d modules of %d units: %d pixels of a peak's colour, want %d", c.modules, c.units, pixels, want)
		}
		if size := img.Bounds().Size(); size.X > 3*size.Y && n > 4 || size.Y > 2*size.X {
			t.Errorf("%d modules of %d units: a sheet of %v", c.modules, c.units, size)
		}
	}
}

// TestCurves: the page holds what learning descended, its gradient and its
// speed, and position errors beside what they have to beat.
func TestCurves(t *testing.T) {
	nan := math.NaN()
	l := report.Log{
		{Update: 10, UpdatesPerSecond: 40, Steps: 6, Loss: gridnet.Loss{Total: 3, Place: 1, HeadDirection: nan, Joint: 5, GradientNorm: 0.01}},
		{Update: 20, UpdatesPerSecond: 50, Steps: 6, Loss: gridnet.Loss{Total: 2, Place: 0.9, HeadDirection: nan, Joint: 4, GradientNorm: 2}},
	}
	c := report.Curve{{Update: 0, ErrorCM: 90}, {Update: 20, ErrorCM: 50, ScoreMedian: 1.25}}
	r := report.Results{HorizonMoves: 50, NeverMovedCM: 106, UntrainedCM: 94, ErrorByMovesCM: []float64{1, 2}, UntrainedErrorByMovesCM: []float64{90, 91}}
	m := &report.Measurement{
		Errors:     gridnet.PositionErrors{ByMoves: make([]gridnet.PositionError, 2)},
		Population: &tuning.Population{},
	}
	var got []string
	for _, p := range append(learning(l, &figure.Light), learnt(r, c, m, &figure.Light)...) {
		text := p.Title
		if p.Log {
			text += " (log)"
		}
		for _, s := range p.series {
			text += fmt.Sprintf("; %s %v", s.Name, s.Y[len(s.Y)-1])
		}
		got = append(got, text)
	}
	want := []string{
		"loss;  2",
		"loss of the place cells;  0.9",
		"gradient norm, before clipping (log);  2",
		"updates per second;  50",
		"cross-entropy, nats; joint read-out 4",
		"grid-like units; beyond null 0; > 0.37 0; null > 0.37 0",
		"median grid score;  1.25",
		"position error after 50 moves, cm; mean 50; median 0; untrained 94; never moved 106",
		"position error by moves, cm; trained 2; untrained 91; never moved 0",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the page holds\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if p := learning(report.Log{{Update: 1, Loss: report.Measured(gridnet.Recipe{}, gridnet.Loss{})}}, &figure.Light); len(p) != 4 {
		t.Errorf("a recipe without cross-entropies has %d plots of learning, want 4", len(p))
	}
	if size := Curves(r, l, c, m).Bounds().Size(); size.X < 1000 || size.Y < 1000 {
		t.Errorf("the page is %v", size)
	}
}
