package report

import (
	"math"
	"runtime"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/tensor"
)

// TestKernelsEndAlike: a whole run of a small `modules`, from nothing to
// lattices in both modules and a known place, comes to the same end with the
// kernels chosen for this machine and with the portable ones. Maps, scores and
// positions are measured by the same kernels as trained.
//
// The two round differently, by 1e-7 of a value, and 1200 updates make much
// more of that: weights do not agree at the end, what is measured does. Of
// seeds 1 to 3 the loss differed by up to 2.4e-4 of itself, the mean error by
// 0.8 cm and its median by 0.6 cm, fractions by 2 of 64 units, the median
// score by 0.03, a spacing by 5 mm. The bounds are three to four times as
// wide. Other seeds differ from each other by up to 1.2e-2 of the loss and 9
// units.
//
// An emulated processor would take minutes for it: .ci/run leaves this package
// out there.
func TestKernelsEndAlike(t *testing.T) {
	const (
		lossBound     = 1e-3 // of itself
		errorBound    = 2.5  // cm
		fractionBound = 6.5 / 64
		scoreBound    = 0.08
		spacingBound  = 0.02 // m
	)
	names := tensor.Kernels()
	if len(names) == 1 {
		t.Skip("this machine runs the portable kernels")
	}
	if testing.Short() {
		t.Skip("the portable kernels take ten seconds for it")
	}
	got, want := wholeRun(t, names[0]), wholeRun(t, "portable")
	for _, c := range []struct {
		name             string
		got, want, bound float64
	}{
		{"loss", *got.LossTotal, *want.LossTotal, lossBound * *want.LossTotal},
		{"loss of place", *got.LossPlace, *want.LossPlace, lossBound * *want.LossPlace},
		{"mean position error in cm", got.ErrorCM, want.ErrorCM, errorBound},
		{"median position error in cm", got.ErrorMedianCM, want.ErrorMedianCM, errorBound},
		{"fraction beyond null", got.GridFraction, want.GridFraction, fractionBound},
		{"fraction above 0.37", got.GridFraction037, want.GridFraction037, fractionBound},
		{"fraction above 0.8", got.GridFraction080, want.GridFraction080, fractionBound},
		{"median score", got.ScoreMedian, want.ScoreMedian, scoreBound},
	} {
		t.Logf("%s: %.6g, %.6g", c.name, c.got, c.want)
		if !(math.Abs(c.got-c.want) <= c.bound) {
			t.Errorf("the %s is %.6g with %s and %.6g with portable kernels, more than %.2g apart", c.name, c.got, names[0], c.want, c.bound)
		}
	}
	for i := range got.Modules {
		a, b := got.Modules[i].SpacingM, want.Modules[i].SpacingM
		if a == nil || b == nil {
			t.Errorf("module %d has no lattice; the run must form them to compare anything", i+1)
			continue
		}
		t.Logf("module %d: spacing %.4f m, %.4f m", i+1, *a, *b)
		if !(math.Abs(*a-*b) <= spacingBound) {
			t.Errorf("the spacing of module %d is %.4f m with %s and %.4f m with portable kernels", i+1, *a, names[0], *b)
		}
	}
	if !(want.GridFraction > 0.2) || !(want.ErrorMedianCM < 0.6*want.NeverMovedCM) {
		t.Errorf("%.2f of the units beyond their null and a median error of %.0f cm, %.0f cm without moving: too little was learnt to compare", want.GridFraction, want.ErrorMedianCM, want.NeverMovedCM)
	}
}

// wholeRun trains with these kernels from the start to the end of the recipe
// and measures. A smaller enclosure and fewer units and cells than published
// make the whole of it short.
func wholeRun(t *testing.T, kernels string) Results {
	t.Helper()
	before := tensor.KernelName()
	use(t, kernels)
	defer use(t, before)
	r := gridnet.NewModules(2)
	for _, s := range [][2]string{
		{"enclosure.size", "1.4"}, {"units", "32"}, {"updates", "1200"}, {"report_moves", "12"},
		{"modules", `[{"sigma": 0.168, "side": 11, "pad": 0.151, "lambda": 0.7}, {"sigma": 0.22, "side": 9, "pad": 0.198, "lambda": 1}]`},
		{"horizons", `[{"from": 0, "steps": 6, "batch": 40}, {"from": 800, "steps": 12, "batch": 24}]`},
		{"rate_ramp.from", "800"}, {"rate_ramp.to", "1200"},
		{"joint.hidden", "96"}, {"joint.side", "12"}, {"joint.samples", "8"},
	} {
		if err := r.Set(s[0], s[1]); err != nil {
			t.Fatal(err)
		}
	}
	workers := runtime.GOMAXPROCS(0)
	tr, err := gridnet.NewTrainer(r, 1, workers)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	tr.Mapping = false
	var loss gridnet.Loss
	for tr.Update() < r.Updates {
		if loss, err = tr.Step(); err != nil {
			t.Fatal(err)
		}
	}
	m, err := Measure(t.Context(), tr, workers, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	return NewResults(tr, Run{Seconds: 1, Updates: r.Updates, Loss: loss, Finished: true}, m)
}

func use(t *testing.T, kernels string) {
	t.Helper()
	if err := tensor.Use(kernels); err != nil {
		t.Fatal(err)
	}
}
