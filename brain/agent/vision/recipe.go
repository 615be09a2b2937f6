package vision

import (
	"fmt"
	"math"

	"gridrat/brain/setting"
)

// Recipe is everything that defines how a module learns, except its task and its
// seed. All values were found by experiment in this project.
type Recipe struct {
	Module   Shape   `json:"module" doc:"the network"`
	Updates  int     `json:"updates" doc:"steps of the weights" min:"1" max:"10000000"`
	Batch    int     `json:"batch" doc:"looks per update" min:"1" max:"65536"`
	Episodes int     `json:"episodes" doc:"episodes that looks are taken in; one is replaced per update" min:"1" max:"65536"`
	Rate     float64 `json:"learning_rate" doc:"of Adam, at first" min:"0.000000001" max:"1"`
	Steady   float64 `json:"steady" doc:"part of the updates over which the rate stays; then it falls geometrically" min:"0" max:"1"`
	LastRate float64 `json:"last_rate" doc:"learning rate at the end" min:"0.000000001" max:"1"`
	Shards   int     `json:"shards" doc:"parts of a batch, each with episodes of its own, that are computed side by side; results depend on it, not on the number of cores" min:"1" max:"64"`
}

// NewRecipe returns the recipe that tells a place in the square arena to 1.6 cm.
func NewRecipe() Recipe {
	return Recipe{
		Module: Default(), Updates: 2000, Batch: 64, Episodes: 64,
		Rate: 3e-3, Steady: 0.4, LastRate: 2e-5, Shards: 2,
	}
}

// Validate says in one sentence what is wrong with r, if anything.
func (r Recipe) Validate() error {
	if err := setting.Validate(r); err != nil {
		return err
	}
	switch {
	case r.Batch%r.Shards != 0:
		return fmt.Errorf("batch is %d; it must be a multiple of shards, %d", r.Batch, r.Shards)
	case r.Episodes%r.Shards != 0:
		return fmt.Errorf("episodes is %d; it must be a multiple of shards, %d", r.Episodes, r.Shards)
	}
	return nil
}

// rate is the learning rate of an update.
func (r Recipe) rate(update int) float64 {
	part := (float64(update)/float64(r.Updates) - r.Steady) / (1 - r.Steady)
	if !(part > 0) {
		return r.Rate
	}
	return r.Rate * math.Pow(r.LastRate/r.Rate, min(part, 1))
}
