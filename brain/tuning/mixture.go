package tuning

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// Component is a normal distribution and its share of a mixture.
type Component struct{ Weight, Mean, SD float64 }

// Mixture is a Gaussian mixture of one variable.
type Mixture struct {
	Components    []Component // by rising mean
	LogLikelihood float64
	BIC           float64 // (3 k - 1) ln n - 2 LogLikelihood: the lower, the better
}

// How a mixture is fitted: from several random starts, until the mean
// log-likelihood gains less than mixtureGain, at most mixtureSteps times.
const (
	mixtureStarts = 5
	mixtureSteps  = 200
	mixtureGain   = 1e-6
)

// What counts as a scale: of at most mostScales, one needs leastMembers units
// on average, for two units are not two scales, and has a standard deviation of
// at least LeastWidth bins, for about that well are peaks located.
const (
	mostScales   = 6
	leastMembers = 5
	LeastWidth   = 0.2
)

// FitScales finds the clusters of grid spacings (m) as Banino et al. 2018 do
// (SI 3d): mixtures of 1, 2, ... Gaussians, fitted by expectation-maximisation,
// of which the one with the lowest BIC is taken; bic holds that of each. bin is
// the side of a map's bins, m. Of no spacings there is no component.
func FitScales(spacings []float64, bin float64, rng *rand.Rand) (best Mixture, bic []float64) {
	n := len(spacings)
	for k := 1; k <= min(mostScales, max(n/leastMembers, min(n, 1))); k++ {
		m := FitMixture(spacings, k, LeastWidth*bin, rng)
		if bic = append(bic, m.BIC); k == 1 || m.BIC < best.BIC {
			best = m
		}
	}
	return best, bic
}

// Curve returns the mixture over values from 0 to high as a histogram with bins
// of a width would show it: at each x the share of values to be expected in a
// bin there. Of no component there is no curve.
func (m Mixture) Curve(high, width float64) (x, y []float64) {
	if len(m.Components) == 0 {
		return nil, nil
	}
	const points = 240
	for i := range points + 1 {
		at, share := high*float64(i)/points, 0.0
		for _, c := range m.Components {
			z := (at - c.Mean) / c.SD
			share += c.Weight * math.Exp(-z*z/2) / (c.SD * math.Sqrt(2*math.Pi)) * width
		}
		x, y = append(x, at), append(y, share)
	}
	return x, y
}

// Ratios returns each component's mean over that of the one below.
func (m Mixture) Ratios() []float64 {
	var r []float64
	for i := 1; i < len(m.Components); i++ {
		r = append(r, m.Components[i].Mean/m.Components[i-1].Mean)
	}
	return r
}

// FitMixture fits k Gaussians to at least k values, none narrower than
// leastSD, which is positive.
func FitMixture(x []float64, k int, leastSD float64, rng *rand.Rand) Mixture {
	var best Mixture
	share := make([]float64, len(x)*k)
	for start := range mixtureStarts {
		c := seeds(x, k, leastSD, rng)
		likelihood := expect(share, x, c)
		for range mixtureSteps {
			maximise(c, x, share, leastSD)
			next := expect(share, x, c)
			gain := next - likelihood
			likelihood = next
			if gain < mixtureGain*float64(len(x)) {
				break
			}
		}
		if start == 0 || likelihood > best.LogLikelihood {
			best = Mixture{Components: c, LogLikelihood: likelihood}
		}
	}
	slices.SortFunc(best.Components, func(a, b Component) int { return cmp.Compare(a.Mean, b.Mean) })
	best.BIC = float64(3*k-1)*math.Log(float64(len(x))) - 2*best.LogLikelihood
	return best
}

// seeds draws means from the values, each with a probability that rises with
// the squared distance to those drawn before (Arthur & Vassilvitskii 2007).
func seeds(x []float64, k int, leastSD float64, rng *rand.Rand) []Component {
	c := []Component{{Mean: x[rng.IntN(len(x))]}}
	distance := make([]float64, len(x))
	for len(c) < k {
		var total float64
		for i, v := range x {
			distance[i] = math.Inf(1)
			for _, d := range c {
				distance[i] = min(distance[i], (v-d.Mean)*(v-d.Mean))
			}
			total += distance[i]
		}
		at, left := 0, total*rng.Float64()
		for i, d := range distance {
			if d > 0 {
				at = i
			}
			if left -= d; left < 0 {
				break
			}
		}
		c = append(c, Component{Mean: x[at]})
	}
	width := max((slices.Max(x)-slices.Min(x))/float64(2*k), leastSD)
	for i := range c {
		c[i].Weight, c[i].SD = 1/float64(k), width
	}
	return c
}

// expect fills share [value*k+component] with how much of each value belongs
// to each component, and returns the log-likelihood.
func expect(share, x []float64, c []Component) float64 {
	k := len(c)
	var total float64
	for i, v := range x {
		row := share[i*k : (i+1)*k]
		top := math.Inf(-1)
		for j, d := range c {
			z := (v - d.Mean) / d.SD
			row[j] = math.Log(d.Weight/d.SD) - z*z/2
			top = max(top, row[j])
		}
		var sum float64
		for j := range row {
			row[j] = math.Exp(row[j] - top)
			sum += row[j]
		}
		for j := range row {
			row[j] /= sum
		}
		total += top + math.Log(sum) - math.Log(2*math.Pi)/2
	}
	return total
}

// maximise moves the components to where their shares are.
func maximise(c []Component, x, share []float64, leastSD float64) {
	k := len(c)
	for j := range c {
		var n, sum, squares float64
		for i, v := range x {
			n += share[i*k+j]
			sum += share[i*k+j] * v
		}
		c[j].Weight = n / float64(len(x))
		if n == 0 {
			continue // it has no values left: it stays where it was
		}
		c[j].Mean = sum / n
		for i, v := range x {
			squares += share[i*k+j] * (v - c[j].Mean) * (v - c[j].Mean)
		}
		c[j].SD = max(math.Sqrt(squares/n), leastSD)
	}
}
