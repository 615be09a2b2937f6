package survey

import (
	"math"

	"gridrat/brain/tuning"
)

// Scales are the clusters of grid spacings (Banino et al. 2018, SI 3d) and
// the orientations of the units that are called grid-like: by the paper's
// threshold of the released score, with a lattice in their autocorrelogram.
type Scales struct {
	Units        []int     `json:"-"` // those
	Spacings     []float64 `json:"-"` // m, of those
	Orientations []float64 `json:"-"` // rad in [0, π/3), of those

	Count      int       `json:"units"`
	LeastSDM   Number    `json:"least_sd_m"` // of a cluster
	BIC        []Number  `json:"bic_by_clusters"`
	Clusters   []Cluster `json:"clusters"`
	Ratios     []Number  `json:"ratios"`
	SpacingM   Quantiles `json:"spacing_m"`
	MeanDeg    Number    `json:"orientation_mean_deg"`
	Agreement  Number    `json:"orientation_agreement"` // 1: all alike, 0: spread evenly
	Elliptical Number    `json:"ellipse_aspect_median"`
}

// Cluster is one cluster of spacings.
type Cluster struct {
	Weight Number `json:"weight"`
	MeanM  Number `json:"mean_m"`
	SDM    Number `json:"sd_m"`
}

// Mixture is that of the clusters.
func (s *Scales) Mixture() (m tuning.Mixture) {
	for _, c := range s.Clusters {
		m.Components = append(m.Components, tuning.Component{Weight: float64(c.Weight), Mean: float64(c.MeanM), SD: float64(c.SDM)})
	}
	return m
}

// Quantiles describe a distribution.
type Quantiles struct {
	Mean   Number `json:"mean"`
	SD     Number `json:"sd"`
	P05    Number `json:"p05"`
	P25    Number `json:"p25"`
	Median Number `json:"median"`
	P75    Number `json:"p75"`
	P95    Number `json:"p95"`
}

// Describe describes the defined values of a sample.
func Describe(x []float64) Quantiles {
	var n, sum, squares float64
	for _, v := range x {
		if v == v {
			n, sum = n+1, sum+v
		}
	}
	mean := sum / n
	for _, v := range x {
		if v == v {
			squares += (v - mean) * (v - mean)
		}
	}
	at := func(q float64) Number { return Number(tuning.Quantile(x, q)) }
	return Quantiles{Number(mean), Number(math.Sqrt(squares / n)), at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)}
}

// Scales finds them; the seed is that of the starts of the fits.
func (v *Survey) Scales(seed uint64) Scales {
	s := Scales{LeastSDM: Number(v.Enclosure.Size / Bins * tuning.LeastWidth)}
	var aspects []float64
	for u, score := range v.Scores {
		if !(score.Score60 > tuning.PaperThresholds().Grid) || !score.OK {
			continue
		}
		s.Units = append(s.Units, u)
		s.Spacings, s.Orientations = append(s.Spacings, score.Spacing), append(s.Orientations, score.Orientation)
		if a := score.Ellipse.Aspect(); a > 0 {
			aspects = append(aspects, a)
		}
	}
	s.Count = len(s.Units)
	s.SpacingM, s.Elliptical = Describe(s.Spacings), Number(tuning.Quantile(aspects, 0.5))
	mean, agreement := tuning.MeanOrientation(s.Orientations)
	s.MeanDeg, s.Agreement = Number(mean*180/math.Pi), Number(agreement)
	if s.Count == 0 {
		s.MeanDeg, s.Agreement = Number(math.NaN()), Number(math.NaN())
	}

	best, bic := tuning.FitScales(s.Spacings, v.Enclosure.Size/Bins, stream(seed))
	for _, b := range bic {
		s.BIC = append(s.BIC, Number(b))
	}
	for _, c := range best.Components {
		s.Clusters = append(s.Clusters, Cluster{Number(c.Weight), Number(c.Mean), Number(c.SD)})
	}
	for _, r := range best.Ratios() {
		s.Ratios = append(s.Ratios, Number(r))
	}
	return s
}
