package survey

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"gridrat/brain/tuning"
)

const degrees = 180 / math.Pi

// WriteScores writes scores.csv: a line per unit, in their order. Names of
// columns end in their units of measure. perModule is the number of units of
// a module, 0 where there are none.
func (v *Survey) WriteScores(w io.Writer, perModule int) error {
	lines := [][]string{{
		"unit", "module", "class", "own_class", "caution",
		"grid_60_released", "grid_60_released_shuffle_percentile", "grid_60_released_noise_percentile",
		"grid_60_minmax", "grid_60_minmax_shuffle_percentile", "grid_60_minmax_noise_percentile",
		"grid_60_expanding", "grid_60_expanding_shuffle_percentile", "grid_60_expanding_noise_percentile",
		"grid_60_opexebo", "grid_60_opexebo_pooled_noise_percentile",
		"grid_90", "grid_90_shuffle_percentile", "grid_90_noise_percentile",
		"ring_inner_bins", "ring_outer_bins",
		"spacing_m", "orientation_deg", "ellipse_major_m", "ellipse_minor_m", "ellipse_angle_deg", "ellipse_aspect",
		"border", "border_shuffle_percentile", "border_noise_percentile",
		"resultant_absolute", "resultant_shuffle_percentile", "resultant_shift_percentile", "resultant_shift_p95", "resultant_angle_deg",
		"resultant_shifted", "resultant_rectified", "speed_r", "speed_shift_percentile", "speed_shift_p95", "speed_smoothed_r",
		"information_bits_per_spike", "information_shift_percentile", "information_shift_p95", "fields", "peak_rate", "mean_rate", "spikes",
	}}
	classes, own, cautions := v.Classes(), v.OwnClasses(), v.Cautions()
	for u, s := range v.Scores {
		module := ""
		if perModule > 0 {
			module = strconv.Itoa(v.Units[u]/perModule + 1)
		}
		nan := math.NaN()
		lattice := []float64{nan, nan, nan, nan, nan, nan}
		if s.OK {
			lattice[0], lattice[1] = s.Spacing, s.Orientation*degrees
			if e := s.Ellipse; e.Minor > 0 {
				lattice[2], lattice[3], lattice[4], lattice[5] = e.Major, e.Minor, e.Angle*degrees, e.Aspect()
			}
		}
		percentile := func(n tuning.Null, x float64) float64 { own, _ := n.Percentile(u, x); return own }
		shift := func(n tuning.Null, x float64) (own, p95 float64) {
			if len(n.Units) == 0 {
				return nan, nan
			}
			return percentile(n, x), n.UnitP95(u)
		}
		direction, direction95 := shift(v.Shifted.Direction, v.Resultants[u])
		speed, speed95 := shift(v.Shifted.Speed, math.Abs(v.SpeedScores[u]))
		information, information95 := shift(v.Shifted.Information, s.Information)
		_, pooled := v.Opexebo.Percentile(u, v.Expanding[u])
		shifted, _ := v.Directions[u].Resultant(tuning.Shifted)
		rectified, _ := v.Directions[u].Resultant(tuning.Rectified)
		caution, smoothed, spikes := "", nan, nan
		if cautions != nil {
			caution, smoothed = cautions[u], v.SmoothSpeed[u]
		}
		if v.Spikes != nil {
			spikes = float64(v.Spikes[u])
		}
		line := []string{strconv.Itoa(v.Units[u]), module, classes[u].String(), own[u].String(), caution}
		for _, x := range append(append([]float64{
			s.Score60, percentile(v.Shuffle[tuning.GridScore], s.Score60), percentile(v.Noise[tuning.GridScore], s.Score60),
			s.MinMax60, percentile(v.Shuffle[tuning.MinMaxScore], s.MinMax60), percentile(v.Noise[tuning.MinMaxScore], s.MinMax60),
			s.Expanding60, percentile(v.Shuffle[tuning.ExpandingScore], s.Expanding60), percentile(v.Noise[tuning.ExpandingScore], s.Expanding60),
			v.Expanding[u], pooled,
			s.Score90, percentile(v.Shuffle[tuning.SquareScore], s.Score90), percentile(v.Noise[tuning.SquareScore], s.Score90), s.Inner, s.Outer,
		}, lattice...),
			s.Border, percentile(v.Shuffle[tuning.BorderScore], s.Border), percentile(v.Noise[tuning.BorderScore], s.Border),
			v.Resultants[u], percentile(v.Direction, v.Resultants[u]), direction, direction95, v.Angles[u]*degrees,
			shifted, rectified, v.SpeedScores[u], speed, speed95, smoothed,
			s.Information, information, information95, float64(s.Fields), s.Peak, s.Mean, spikes,
		) {
			line = append(line, cell(x))
		}
		lines = append(lines, line)
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// WriteThresholds writes thresholds.csv: the fraction of units above every
// threshold of the grid scores, beside the nulls.
func (v *Survey) WriteThresholds(w io.Writer) error {
	lines := [][]string{{"measure", "threshold", "units", "null_shuffle", "null_noise", "untrained"}}
	for _, m := range Measures()[:4] {
		c := v.ThresholdCurve(m)
		for i, t := range c.Threshold {
			lines = append(lines, []string{c.Measure, cell(t), cell(c.Units[i]), cell(c.Shuffle[i]), cell(c.Noise[i]), cell(c.Untrained[i])})
		}
	}
	return csv.NewWriter(w).WriteAll(lines)
}
