package survey

import (
	"math"
	"slices"

	"gridrat/brain/tuning"
)

// Fraction is the share of units above a threshold, with what chance reaches
// beside it. What is not known is null.
type Fraction struct {
	Measure   string `json:"measure"`
	Threshold Number `json:"threshold"`
	Count     int    `json:"count"`
	Units     Number `json:"units"`
	// Shares of draws, or of the untrained network's units, above the same
	// threshold.
	Shuffle   Number `json:"null_shuffle"`
	Noise     Number `json:"null_noise"`
	Shift     Number `json:"null_shift"`
	Untrained Number `json:"untrained"`
	// Shares of units above the 95th percentile of their own draws, of all
	// draws of all units, and of the untrained network's units; chance gives
	// 0.05 of the first two.
	BeyondShuffle       Number `json:"beyond_own_shuffle"`
	BeyondNoise         Number `json:"beyond_own_noise"`
	BeyondShift         Number `json:"beyond_own_shift"`
	BeyondPooledShuffle Number `json:"beyond_pooled_shuffle"`
	BeyondPooledNoise   Number `json:"beyond_pooled_noise"`
	BeyondPooledShift   Number `json:"beyond_pooled_shift"`
	BeyondUntrained     Number `json:"beyond_untrained"`
	// Those percentiles, pooled.
	ShuffleP95   Number `json:"shuffle_p95"`
	NoiseP95     Number `json:"noise_p95"`
	ShiftP95     Number `json:"shift_p95"`
	UntrainedP95 Number `json:"untrained_p95"`
	Median       Number `json:"median"`
}

// Fractions returns the shares of every measure at its threshold.
func (v *Survey) Fractions() []Fraction {
	var out []Fraction
	for _, m := range Measures() {
		out = append(out, v.Fraction(m, m.Threshold))
	}
	return out
}

// Fraction returns the shares of one measure. A threshold that is NaN is none,
// and leaves the shares above it unknown.
func (v *Survey) Fraction(m Measure, threshold float64) Fraction {
	values := m.Of(&v.Measured)
	nan := Number(math.NaN())
	f := Fraction{
		Measure: m.Name, Threshold: Number(threshold), Units: nan, Median: Number(tuning.Quantile(values, 0.5)),
		Shuffle: nan, Noise: nan, Shift: nan, Untrained: nan, BeyondShuffle: nan, BeyondNoise: nan, BeyondShift: nan, BeyondPooledShuffle: nan,
		BeyondPooledNoise: nan, BeyondPooledShift: nan, BeyondUntrained: nan, ShuffleP95: nan, NoiseP95: nan, ShiftP95: nan, UntrainedP95: nan,
	}
	if !slices.ContainsFunc(values, func(x float64) bool { return x == x }) {
		return f // not defined here, as border scores where nothing is away from walls
	}
	above := threshold == threshold
	if above {
		f.Units = Number(tuning.Above(values, threshold))
		f.Count = int(math.Round(float64(f.Units) * float64(len(values))))
	}
	for _, n := range m.Nulls(v) {
		share, own, pooled, p95 := &f.Shuffle, &f.BeyondShuffle, &f.BeyondPooledShuffle, &f.ShuffleP95
		switch n.Name {
		case "noise":
			share, own, pooled, p95 = &f.Noise, &f.BeyondNoise, &f.BeyondPooledNoise, &f.NoiseP95
		case "shift":
			share, own, pooled, p95 = &f.Shift, &f.BeyondShift, &f.BeyondPooledShift, &f.ShiftP95
		}
		if len(n.Scores) == 0 {
			continue
		}
		if *p95 = Number(n.P95); above {
			*share = Number(n.Null.Fraction(threshold))
		}
		*pooled = Number(tuning.Above(values, n.P95))
		if n.Own {
			*own = Number(shareOf(n.Beyond(values)))
		}
	}
	if v.Untrained != nil {
		before := m.Of(v.Untrained)
		if f.UntrainedP95 = Number(tuning.Quantile(before, 0.95)); above {
			f.Untrained = Number(tuning.Above(before, threshold))
		}
		f.BeyondUntrained = Number(tuning.Above(values, float64(f.UntrainedP95)))
	}
	return f
}

// shareOf is the share of what is true.
func shareOf(x []bool) float64 {
	n := 0
	for _, b := range x {
		if b {
			n++
		}
	}
	return float64(n) / float64(max(len(x), 1))
}

// ThresholdCurve is how a fraction depends on the threshold.
type ThresholdCurve struct {
	Measure                          string
	Threshold                        []float64
	Units, Shuffle, Noise, Untrained []float64 // NaN where there is none
}

// ThresholdCurve returns the shares above thresholds from -0.5 to 1.8.
func (v *Survey) ThresholdCurve(m Measure) ThresholdCurve {
	c := ThresholdCurve{Measure: m.Name}
	for i := range 93 {
		t := -0.5 + float64(i)/40
		f := v.Fraction(m, t)
		c.Threshold = append(c.Threshold, t)
		c.Units, c.Shuffle = append(c.Units, float64(f.Units)), append(c.Shuffle, float64(f.Shuffle))
		c.Noise, c.Untrained = append(c.Noise, float64(f.Noise)), append(c.Untrained, float64(f.Untrained))
	}
	return c
}

// Classes returns what every unit is by the paper's thresholds.
func (v *Survey) Classes() []tuning.Class {
	return v.classes(func(int) tuning.Thresholds { return tuning.PaperThresholds() })
}

// OwnClasses returns what every unit is by its own thresholds: the 95th
// percentiles of its field shuffles and of its shuffled direction curve.
func (v *Survey) OwnClasses() []tuning.Class {
	return v.classes(func(u int) tuning.Thresholds {
		return tuning.UnitThresholds(u, v.Shuffle[tuning.GridScore], v.Direction, v.Shuffle[tuning.BorderScore])
	})
}

// ConjunctiveChance are the shares that are of two classes or more by the
// paper's thresholds where no unit is tuned to anything: of draws, the k-th of
// a unit's map beside the k-th shuffle of its direction curve, and of the
// untrained network's units. What is not known is null.
type ConjunctiveChance struct {
	Shuffle   Number `json:"null_shuffle"`
	Noise     Number `json:"null_noise"`
	Untrained Number `json:"untrained"`
}

// ConjunctiveChance returns those shares.
func (v *Survey) ConjunctiveChance() ConjunctiveChance {
	paper := tuning.PaperThresholds()
	drawn := func(maps *tuning.Nulls) Number {
		var both []bool
		for u, grids := range maps[tuning.GridScore].Draws {
			for k, grid := range grids {
				c := paper.Class(grid, v.Direction.Draws[u][k], maps[tuning.BorderScore].Draws[u][k])
				both = append(both, c.Conjunctive())
			}
		}
		if both == nil {
			return Number(math.NaN())
		}
		return Number(shareOf(both))
	}
	c := ConjunctiveChance{drawn(v.Shuffle), drawn(v.Noise), Number(math.NaN())}
	if before := v.Untrained; before != nil {
		var both []bool
		for u, s := range before.Scores {
			both = append(both, paper.Class(s.Score60, before.Resultants[u], s.Border).Conjunctive())
		}
		c.Untrained = Number(shareOf(both))
	}
	return c
}

func (v *Survey) classes(thresholds func(unit int) tuning.Thresholds) []tuning.Class {
	out := make([]tuning.Class, len(v.Scores))
	for u, s := range v.Scores {
		out[u] = thresholds(u).Class(s.Score60, v.Resultants[u], s.Border)
	}
	return out
}

// Order returns the units by falling grid score, released formula.
func (v *Survey) Order() []int { return (&tuning.Population{Scores: v.Scores}).Order() }
