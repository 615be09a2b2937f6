// Package report measures a trained network on fresh trajectories and writes
// what a run leaves behind: results.json, scores.csv, training.csv and
// ratemaps.npz.
package report

import (
	"context"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// Size of the measurement at the end of a run.
const (
	mapSamples = 200_000 // positions in the rate maps: 500 per bin of 20 x 20
	testRats   = 500     // trajectories for position errors
	surrogates = 20      // per unit, for the null
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
	m.Population, err = tuning.ScorePopulation(ctx, m.Maps, surrogates, r.Scoring(t.Seed(), workers))
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
