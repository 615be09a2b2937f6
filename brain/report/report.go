// Package report measures a trained network on fresh trajectories and writes
// what a run leaves behind: results.json, scores.csv, training.csv and
// ratemaps.npz.
package report

import (
	"context"
	"math"
	"slices"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// Size of the measurement at the end of a run.
const (
	mapSamples = 200_000 // positions in the rate maps: 500 per bin of 20 x 20
	testRats   = 500     // trajectories for position errors
	surrogates = 5       // per unit, for the null
)

// Measurement is what is known of a network at one moment, on trajectories
// that it was not trained on and with dropout off.
type Measurement struct {
	Maps       []tuning.Map // 20 x 20, by unit
	MapMoves   int          // length of the trajectories of the maps
	Population *tuning.Population
	Errors     gridnet.PositionErrors
	Untrained  gridnet.PositionErrors // of the same network as it began
}

// Measure scores the trainer's network. progress is called with the share
// done; ctx ends the work early.
func Measure(ctx context.Context, t *gridnet.Trainer, workers int, progress func(share float64)) (*Measurement, error) {
	net := t.Network()
	r := net.Recipe
	e := gridnet.NewEvaluator(net, t.Seed())
	m := &Measurement{MapMoves: t.Horizon().Steps}
	m.Maps = e.Maps(t.Weights(), gridnet.ScoreBins, m.MapMoves, mapSamples)
	progress(0.4)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var err error
	m.Population, err = tuning.ScorePopulation(ctx, m.Maps, r.Enclosure.Size/gridnet.ScoreBins, surrogates, t.Seed(), workers)
	if err != nil {
		return nil, err
	}
	progress(0.7)
	fine := e.Maps(t.Weights(), gridnet.DisplayBins, m.MapMoves, mapSamples/2)
	progress(0.8)
	m.Errors = e.Errors(t.Weights(), r.ReportMoves, testRats, fine)
	progress(0.9)
	m.Untrained = e.Errors(net.Init(t.Seed()), r.ReportMoves, testRats, nil)
	progress(1)
	return m, nil
}

// Module is a module's part of the results.
type Module struct {
	SpacingM       *float64 `json:"spacing_m"`
	SpacingRatio   *float64 `json:"spacing_ratio_to_previous,omitempty"`
	OrientationDeg *float64 `json:"orientation_deg"`
	Units          int      `json:"units"`
	Beyond         float64  `json:"grid_fraction"`
	Fraction037    float64  `json:"grid_fraction_037"`
	Fraction080    float64  `json:"grid_fraction_080"`
	ScoreMedian    float64  `json:"grid_score_median"`
	ScoreMax       float64  `json:"grid_score_max"`
	FieldsMedian   float64  `json:"fields_median"`
}

// modules describes each module of a network.
func modules(r gridnet.Recipe, p *tuning.Population) []Module {
	var out []Module
	for i := range r.Modules {
		q := p.Slice(i*r.Units, (i+1)*r.Units)
		m := Module{
			Units: r.Units, Beyond: q.BeyondNull(), Fraction037: q.Fraction(0.37), Fraction080: q.Fraction(0.8),
			ScoreMedian: q.Quantile(0.5), ScoreMax: q.Quantile(1),
		}
		var fields []float64
		for _, s := range q.Scores {
			fields = append(fields, float64(s.Fields))
		}
		m.FieldsMedian, _ = median(fields)
		m.SpacingM, m.OrientationDeg = lattice(q)
		if i > 0 && m.SpacingM != nil && out[i-1].SpacingM != nil {
			ratio := *m.SpacingM / *out[i-1].SpacingM
			m.SpacingRatio = &ratio
		}
		out = append(out, m)
	}
	return out
}

// lattice returns the median spacing (m) and the mean orientation (degrees,
// modulo 60) of the units beyond their null; nil if there are none.
func lattice(p *tuning.Population) (spacing, orientation *float64) {
	var spacings []float64
	var x, y float64
	for _, s := range p.Scores {
		if s.OK && s.Score60 > p.Null.P95 {
			spacings = append(spacings, s.Spacing)
			sin, cos := math.Sincos(6 * s.Orientation)
			x, y = x+cos, y+sin
		}
	}
	m, ok := median(spacings)
	if !ok {
		return nil, nil
	}
	angle := math.Mod(math.Atan2(y, x)*180/math.Pi/6+60, 60)
	return &m, &angle
}

const degrees = 180 / math.Pi

// median returns the middle of x; false if it is empty.
func median(x []float64) (float64, bool) {
	if len(x) == 0 {
		return 0, false
	}
	x = slices.Clone(x)
	slices.Sort(x)
	n := len(x)
	return (x[(n-1)/2] + x[n/2]) / 2, true
}

func autocorrelogram(m tuning.Map) []float64 { return tuning.Autocorrelogram(m).R }
