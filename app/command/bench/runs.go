package bench

import (
	"context"
	"fmt"
	"time"

	"gridrat/app/command/training"
	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// Run is a whole run of recipe `modules`, timed: only updates count, not
// the scoring between them.
type Run struct {
	Seed uint64 `json:"seed"`
	// When every module first had latticeShare of its units above a grid score
	// of 0.37, by rate maps of fresh trajectories; 0 if it never came to that.
	LatticeUpdates int     `json:"lattice_updates"`
	LatticeSeconds float64 `json:"lattice_seconds"`
	LatticeGFLOP   float64 `json:"lattice_gflop"`
	// To the end of the recipe.
	Updates int     `json:"updates"`
	Seconds float64 `json:"seconds"`
	GFLOP   float64 `json:"gflop"`
}

const (
	latticeShare = 0.85
	latticeEvery = 50 // updates between scorings
)

// timeRun trains from scratch to the end of the recipe.
func timeRun(ctx context.Context, seed uint64, workers int, show func(share float64)) (Run, error) {
	r := gridnet.NewModules(3)
	b := Run{Seed: seed}
	t, err := gridnet.NewTrainer(r, seed, workers)
	if err != nil {
		return b, err
	}
	defer t.Close()
	t.Mapping = false
	var spent time.Duration
	for t.Update() < r.Updates && ctx.Err() == nil {
		stage := t.Horizon()
		begin := time.Now()
		if _, err := t.Step(); err != nil {
			return b, err
		}
		spent += time.Since(begin)
		b.GFLOP += t.Network().GFLOP(stage.Steps, stage.Batch)
		b.Updates, b.Seconds = t.Update(), spent.Seconds()
		if b.LatticeUpdates == 0 && t.Update()%latticeEvery == 0 {
			stand, err := latticesStand(ctx, t, workers)
			if err != nil {
				if ctx.Err() == nil {
					return b, err
				}
				break
			}
			if stand {
				b.LatticeUpdates, b.LatticeSeconds, b.LatticeGFLOP = b.Updates, b.Seconds, b.GFLOP
			}
		}
		show(float64(t.Update()) / float64(r.Updates))
	}
	return b, nil
}

// latticesStand tells whether latticeShare of the units of every module have
// a grid score above 0.37.
func latticesStand(ctx context.Context, t *gridnet.Trainer, workers int) (bool, error) {
	r := t.Network().Recipe
	maps := gridnet.NewEvaluator(t.Network(), t.Seed()).Maps(t.Weights(), gridnet.ScoreBins, t.Horizon().Steps, training.MapSamples)
	p, err := tuning.ScorePopulation(ctx, maps, 0, r.Scoring(t.Seed(), workers))
	if err != nil {
		return false, err
	}
	for i := range r.Modules {
		if p.Slice(i*r.Units, (i+1)*r.Units).Fraction(0.37) < latticeShare {
			return false, nil
		}
	}
	return true, nil
}

// String is a line of the command's table.
func (b Run) String() string {
	lattices := "no lattices in every module"
	if b.LatticeUpdates > 0 {
		lattices = fmt.Sprintf("lattices in every module after %.1f s (%d updates, %.0f GFLOP)", b.LatticeSeconds, b.LatticeUpdates, b.LatticeGFLOP)
	}
	if b.Updates < gridnet.NewModules(3).Updates {
		return fmt.Sprintf("modules, seed %d: interrupted at update %d after %.1f s; %s", b.Seed, b.Updates, b.Seconds, lattices)
	}
	return fmt.Sprintf("modules, seed %d: %s; complete after %.1f s (%d updates, %.0f GFLOP)", b.Seed, lattices, b.Seconds, b.Updates, b.GFLOP)
}
