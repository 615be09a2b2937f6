package panel

import (
	"math"
	"strconv"

	"gridrat/brain/agent/result"
	"gridrat/brain/agent/reward"
	"gridrat/render/figure"
)

// Measure is what the updates of an agent say of themselves, as a plot.
type Measure struct {
	Title string // with its unit
	About string // the name of its explanation
	// Healthy is where runs that learn have it; empty is that there is no such
	// range. It is a rule of thumb.
	Healthy figure.Span
	// YMin and YMax bound the axis as in figure.Plot.
	YMin, YMax float64
	Of         func(c result.Curve, x Experience) figure.Series
}

// Plot is the frame of a measure.
func (m Measure) Plot(x Experience) figure.Plot {
	return figure.Plot{Title: m.Title, XLabel: x.Name, YMin: m.YMin, YMax: m.YMax, Shade: m.Healthy, Format: digits}
}

// digits prints a measure to two digits.
func digits(v float64) string {
	if v >= 1000 {
		return Million(int(v))
	}
	return strconv.FormatFloat(v, 'g', 2, 64)
}

// Measures are those of a way of learning, in the order in which they are looked
// at. Of a3c there is no divergence and nothing is clipped, since it learns from
// each decision once.
//
// The greatest entropy of six actions is ln 6 = 1.79 nats: near it a policy acts
// at random, near 0 it has lost its repertoire. Divergences of an update above
// 0.02 and shares clipped above 0.3 are said to be steps that are too large
// (Schulman et al. 2017, and common practice). Policy losses are of advantages
// with mean 0 and standard deviation 1, so that an update lowers them a little
// below 0.
func Measures(r reward.Recipe) []Measure {
	nan := math.NaN()
	of := func(value func(p result.Point) float64) func(result.Curve, Experience) figure.Series {
		return func(c result.Curve, x Experience) figure.Series { return CurveOf(c, x, value) }
	}
	entropy := Measure{"entropy, nats", "entropy", figure.Span{Low: 0.15, High: 1.6}, 0, nan, of(func(p result.Point) float64 { return p.Entropy })}
	divergence := Measure{"divergence, nats", "divergence", figure.Span{High: 0.02}, 0, nan, of(func(p result.Point) float64 { return p.Divergence })}
	clipped := Measure{"share clipped", "share clipped", figure.Span{High: 0.3}, 0, nan, of(func(p result.Point) float64 { return p.ClipFraction })}
	explained := Measure{"explained variance", "explained variance", figure.Span{Low: 0.3, High: 1}, nan, 1, of(func(p result.Point) float64 { return p.ExplainedVariance })}
	policy := Measure{"policy loss", "policy loss", figure.Span{Low: -0.05, High: 0.005}, nan, nan, of(func(p result.Point) float64 { return p.PolicyLoss })}
	value := Measure{"value loss", "value loss", figure.Span{}, 0, nan, of(func(p result.Point) float64 { return p.ValueLoss })}
	gradient := Measure{"gradient norm", "gradient norm", figure.Span{High: r.NormLimit}, 0, nan, of(func(p result.Point) float64 { return p.GradientNorm })}
	speed := Measure{"decisions/s", "decisions/s", figure.Span{}, 0, nan, speeds}
	if r.Algorithm == reward.A3C {
		policy.Healthy = figure.Span{} // its advantages have any size
		return []Measure{entropy, explained, policy, value, gradient, speed}
	}
	return []Measure{entropy, divergence, explained, clipped, policy, value, gradient, speed}
}

// speeds are the decisions per second of learning between points of a curve.
func speeds(c result.Curve, x Experience) (s figure.Series) {
	for i := 1; i < len(c); i++ {
		a, b := c[i-1], c[i]
		rate := float64(b.Decisions-a.Decisions) / (b.Seconds - a.Seconds)
		if at := x.Of(b); at == at && rate > 0 && !math.IsInf(rate, 0) {
			s.X, s.Y = append(s.X, at), append(s.Y, rate)
		}
	}
	return s
}
