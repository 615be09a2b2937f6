package speed

import (
	"context"
	"math"
	"math/rand/v2"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
	"gridrat/world"
)

// worlds measures the two ways of moving, for a batch of `paper` as it learns:
// 10 rats and 100 stored steps. What is counted are the steps of single rats,
// for the published motion the small ones of 0.02 s.
func worlds() []Case {
	var cases []Case
	square := world.Enclosure{Shape: world.Square, Size: 2.2}
	published := world.PublishedForaging()
	for _, m := range []struct {
		name   string
		motion world.Motion
		home   world.Enclosure
		small  float64 // steps counted per stored step
	}{
		{"foraging, square", published, square, published.Stored / published.Tick},
		{"foraging, circle", published, world.Enclosure{Shape: world.Circle, Size: 2.2}, published.Stored / published.Tick},
		{"reflecting, square", world.NewReflecting(), square, 1},
	} {
		const steps, rats = 100, 10
		cases = append(cases, Case{
			Group: Worlds, Name: m.name, Unit: "Msteps", Work: steps * rats * m.small / 1e6,
			New: instance(func(rng *rand.Rand) func() {
				var p world.Paths
				return func() { p.Walk(rng, m.home, m.motion, steps, rats) }
			}),
		})
	}
	return cases
}

// scoring measures what rate maps and scores of a network of 512 units cost.
func scoring() []Case {
	const units, samples = 512, 1000
	home := world.Enclosure{Shape: world.Square, Size: 2.2}
	return []Case{
		{
			Group: Scoring, Name: "rate maps of 512 units", Unit: "samples", Work: samples,
			New: instance(func(rng *rand.Rand) func() {
				acc := tuning.NewAccumulator(gridnet.ScoreBins, units, home.Half())
				activity := normal(rng, make([]float32, units))
				return func() {
					for range samples {
						acc.Add(home.Random(rng), activity)
					}
				}
			}),
		},
		{
			Group: Scoring, Name: "field shuffles of 64 units", Unit: "shuffles", Work: 64 * 10, Shared: true,
			New: func(workers int) (func() error, func(), error) {
				maps := patches(64)
				return func() error {
					_, err := tuning.DrawNulls(context.Background(), maps, tuning.ShuffledField, 10, tuning.Scoring{Enclosure: home, Seed: 1, Workers: workers})
					return err
				}, func() {}, nil
			},
		},
		{
			Group: Scoring, Name: "scores of 512 units", Unit: "maps", Work: units, Shared: true,
			New: func(workers int) (func() error, func(), error) {
				maps := patches(units)
				return func() error {
					_, err := tuning.ScorePopulation(context.Background(), maps, 0, tuning.Scoring{Enclosure: home, Seed: 1, Workers: workers})
					return err
				}, func() {}, nil
			},
		},
	}
}

// patches returns maps of a few smooth fields each.
func patches(units int) []tuning.Map {
	const n = gridnet.ScoreBins
	rng := rand.New(rand.NewPCG(1, 2))
	maps := make([]tuning.Map, units)
	for i := range maps {
		maps[i] = tuning.Map{N: n, Rate: make([]float64, n*n)}
		for range 8 {
			x, y := n*rng.Float64(), n*rng.Float64()
			for b := range maps[i].Rate {
				dx, dy := float64(b%n)-x, float64(b/n)-y
				maps[i].Rate[b] += math.Exp(-(dx*dx + dy*dy) / 4)
			}
		}
	}
	return maps
}
