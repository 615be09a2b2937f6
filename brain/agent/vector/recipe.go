package vector

import (
	"fmt"
	"math"

	"gridrat/brain/setting"
)

// Recipe is everything that defines how a head learns, except its walks and its
// seed. All values were found by experiment in this project.
type Recipe struct {
	Head     Shape   `json:"head" doc:"the network"`
	Updates  int     `json:"updates" doc:"steps of the weights" min:"1" max:"10000000"`
	Batch    int     `json:"batch" doc:"moments per update" min:"2" max:"65536"`
	Group    int     `json:"group" doc:"moments of one segment, of which the vectors between all pairs are learnt" min:"2" max:"65536"`
	Limit    float64 `json:"limit" doc:"how far off a place may be, m, before the error counts by its length and not by its square: codes that have lost their way pull less; 0 is none" min:"0" max:"1000"`
	Rate     float64 `json:"learning_rate" doc:"of Adam, at first" min:"0.000000001" max:"1"`
	Steady   float64 `json:"steady" doc:"part of the updates over which the rate stays; then it falls geometrically" min:"0" max:"1"`
	LastRate float64 `json:"last_rate" doc:"learning rate at the end" min:"0.000000001" max:"1"`
	Shards   int     `json:"shards" doc:"parts of a batch that are computed side by side; results depend on it, not on the number of cores" min:"1" max:"64"`
}

// NewRecipe returns the recipe for grid codes of the arena. From 256 rats that
// ran at random for 1340 decisions, each eighth of them kept (34 MB), it read
// vectors across other rats to 5 cm and 1.6 degrees where sight told the place at
// 5 % of decisions.
func NewRecipe() Recipe {
	return Recipe{
		Head: Default(), Updates: 8000, Batch: 256, Group: 16, Limit: 0.05,
		Rate: 8e-3, Steady: 0.4, LastRate: 6e-5, Shards: 2,
	}
}

// Validate says in one sentence what is wrong with r, if anything.
func (r Recipe) Validate() error {
	if err := setting.Validate(r); err != nil {
		return err
	}
	if r.Batch%(r.Group*r.Shards) != 0 {
		return fmt.Errorf("batch is %d; it must be a multiple of group x shards = %d x %d", r.Batch, r.Group, r.Shards)
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
