package gridnet

import (
	"math"
	"slices"
	"testing"

	"gridrat/brain/tensor"
)

// TestKernelsTrainAlike: over the first 40 updates of every kind of recipe,
// made small, the kernels chosen for this machine lead where the portable ones
// do. No grid forms in so few: what whole trainings come to is compared by
// TestKernelsEndAlike in package report.
//
// The two round differently: about 1e-7 of a value, and training carries that
// on from update to update. Losses were seen to differ by up to 6e-8 of
// themselves, gradients by 3e-7, and weights by 7e-7 of the way they have gone
// since the start. The bounds are about fifteen times as wide, and far below
// what a wrong term in a sum does.
func TestKernelsTrainAlike(t *testing.T) {
	const (
		updates       = 40
		lossBound     = 1e-6
		gradientBound = 5e-6
		weightBound   = 1e-5
	)
	names := tensor.Kernels()
	if len(names) == 1 {
		t.Skip("this machine runs the portable kernels")
	}
	for name, r := range variants() {
		t.Run(name, func(t *testing.T) {
			// Wide enough for whole tiles of the products beside cut ones.
			r.Units, r.Horizons = 40, []Horizon{{0, 8, 12}, {updates / 2, 12, 8}}
			if r.Core == LSTMCore {
				r.Hidden = 36
			}
			for i := range r.Modules {
				r.Modules[i].Side = 6
			}
			start := NewNetwork(r, 1).Init(1)
			losses, weights := trainWith(t, names[0], r, updates)
			wantLosses, wantWeights := trainWith(t, "portable", r, updates)
			for i, want := range wantLosses {
				if e := math.Abs(losses[i].Total/want.Total - 1); !(e < lossBound) {
					t.Fatalf("update %d: the losses %v and %v differ by %.2g of themselves", i, losses[i].Total, want.Total, e)
				}
				if e := math.Abs(losses[i].GradientNorm/want.GradientNorm - 1); !(e < gradientBound) {
					t.Fatalf("update %d: the gradients %v and %v differ by %.2g of themselves", i, losses[i].GradientNorm, want.GradientNorm, e)
				}
			}
			if e := distance(weights, wantWeights) / distance(start, wantWeights); !(e < weightBound) {
				t.Errorf("the weights differ by %.2g of the way they have gone", e)
			}
		})
	}
}

// trainWith returns what each update of a run with these kernels gave, and
// the weights at its end.
func trainWith(t *testing.T, kernels string, r Recipe, updates int) (losses []Loss, weights []float32) {
	t.Helper()
	before := tensor.KernelName()
	use(t, kernels)
	defer use(t, before)
	tr := newTestTrainer(t, r, 1, 2)
	for range updates {
		losses = append(losses, steps(t, tr, 1))
	}
	return losses, slices.Clone(tr.Weights())
}

func use(t *testing.T, kernels string) {
	t.Helper()
	if err := tensor.Use(kernels); err != nil {
		t.Fatal(err)
	}
}

// distance is the Euclidean distance of two vectors.
func distance(a, b []float32) float64 {
	var sum float64
	for i, v := range a {
		d := float64(v) - float64(b[i])
		sum += d * d
	}
	return math.Sqrt(sum)
}
