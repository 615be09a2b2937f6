package descent

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gridrat/brain/crew"
	"gridrat/brain/nn"
)

// Steps are those of the optimiser along the plain sum, for any number of workers
// and any length; and none allocates.
func TestDescent(t *testing.T) {
	for _, n := range []int{1, 7, 8, 100, 1003} {
		want := slices.Repeat([]float32{0.5}, n)
		plain, rng := nn.NewAdam(n), rand.New(rand.NewPCG(1, 2))
		var all []*Descent
		shards := [][]float32{make([]float32, n), make([]float32, n), make([]float32, n)}
		var grads [][][]float32
		for workers := 1; workers <= 3; workers++ {
			c := crew.New(workers)
			defer c.Stop()
			own := [][]float32{make([]float32, n), make([]float32, n), make([]float32, n)}
			grads = append(grads, own)
			all = append(all, New(c, nn.NewAdam(n), slices.Repeat([]float32{0.5}, n), own))
		}
		for range 3 {
			for _, g := range shards {
				for i := range g {
					g[i] = float32(rng.NormFloat64())
				}
			}
			sum := slices.Clone(shards[0])
			for _, g := range shards[1:] {
				for i, v := range g {
					sum[i] += v
				}
			}
			plain.Advance()
			plain.Apply(want, sum, 0, n, 0.01)
			for k, d := range all {
				for i, g := range shards {
					copy(grads[k][i], g)
				}
				got, err := d.Sum()
				if err != nil || !slices.Equal(got, sum) {
					t.Fatalf("%d weights, %d workers: %v, or another sum", n, k+1, err)
				}
				if err := d.Step(0.01); err != nil || !slices.Equal(d.weights, want) {
					t.Fatalf("%d weights, %d workers: %v, or another step", n, k+1, err)
				}
			}
		}
		if a := testing.AllocsPerRun(10, func() { _, _ = all[1].Sum(); _ = all[1].Step(0.01) }); a != 0 {
			t.Errorf("a step allocates %v times", a)
		}
	}
}
