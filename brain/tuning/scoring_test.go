package tuning

import (
	"context"
	"math/rand/v2"
	"testing"

	"gridrat/world"
)

// network returns maps such as a network has: half lattices, half noise.
func network(units int) []Map {
	rng := rand.New(rand.NewPCG(1, 2))
	maps := make([]Map, units)
	for i := range maps {
		maps[i] = noise(20, rng)
		if i%2 == 0 {
			maps[i] = hexagons(20, 0.4+0.6*rng.Float64(), rng.Float64(), world.Vec{X: rng.Float64(), Y: rng.Float64()})
		}
	}
	return maps
}

func BenchmarkScore(b *testing.B) {
	maps, w := network(64), newWorker(20, Scoring{Enclosure: arena})
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		w.score(maps[i%len(maps)])
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "maps/s")
}

// BenchmarkScorePopulation scores a network of 512 units without a null.
func BenchmarkScorePopulation(b *testing.B) {
	maps := network(512)
	for b.Loop() {
		if _, err := ScorePopulation(context.Background(), maps, 0, Scoring{Enclosure: arena, Seed: 1, Workers: 2}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/512-units")
}

// BenchmarkNulls draws and scores maps of chance.
func BenchmarkNulls(b *testing.B) {
	maps, w := network(64), newWorker(20, Scoring{Enclosure: arena})
	for c, name := range []string{"surrogates", "shuffles"} {
		b.Run(name, func(b *testing.B) {
			const draws = 100
			rng := rand.New(rand.NewPCG(1, 2))
			i := 0
			for b.Loop() {
				w.draw(context.Background(), maps[i%len(maps)], Chance(c), draws, rng, func(_ int, m Map) { w.patterns(m) })
				i++
			}
			b.ReportMetric(draws*float64(b.N)/b.Elapsed().Seconds(), name+"/s")
		})
	}
}
