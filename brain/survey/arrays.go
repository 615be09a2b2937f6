package survey

import (
	"io"
	"math"

	"gridrat/brain/npz"
	"gridrat/brain/tuning"
)

// Array is one array of ratemaps.npz.
type Array struct {
	Name   string
	Values []float64
	Shape  []int
	Single bool // float32 in the file, to 7 digits and in half the room
}

// Arrays returns what ratemaps.npz has of all units, in their order: rate
// maps and autocorrelograms with y northwards and NaN where unvisited, fine
// maps smoothed as opexebo's users do, head-direction and speed curves, the
// edges of all bins, occupancy in samples (of recordings in median ones, as which
// others count by their length) and in seconds, which bins have their middle on
// the floor, the outer wall, and the units' numbers; of a recording also where
// its (0, 0) is in the coordinates of the file. What there is of every unit, but
// its number, is written as float32, all else as float64.
func (v *Survey) Arrays() []Array {
	units := v.Units
	n, fine := v.Maps[0].N, v.Fine[0].N
	size := 2*n - 1
	var rates, sac, smooth, hd, speed, number []float64
	correlator := tuning.NewCorrelator(n)
	floor := tuning.FloorOf(fine, v.Enclosure, v.Walls)
	one := tuning.Correlogram{N: size, R: make([]float64, size*size)}
	for u, n := range units {
		number = append(number, float64(n))
		rates = append(rates, v.Maps[u].Rate...)
		correlator.Autocorrelogram(one, v.Maps[u])
		sac = append(sac, one.R...)
		smooth = append(smooth, v.Fine[u].Smooth(tuning.OpexeboSigma, floor).Rate...)
		hd = append(hd, v.Directions[u].Rate...)
		speed = append(speed, v.Speeds[u].Rate...)
	}
	half := v.Enclosure.Half()
	var seconds, outline []float64
	for _, t := range v.Maps[0].Time {
		seconds = append(seconds, t*v.Step)
	}
	for _, c := range v.outline() {
		outline = append(outline, c.X, c.Y)
	}
	on, _, _ := v.floor()
	all := []Array{
		{"units", number, []int{len(units)}, false},
		{"rate_maps", rates, []int{len(units), n, n}, true},
		{"sac", sac, []int{len(units), size, size}, true},
		{"occupancy_samples", v.Maps[0].Time, []int{n, n}, false},
		{"occupancy_s", seconds, []int{n, n}, false},
		{"floor", on, []int{n, n}, false},
		{"outline_m", outline, []int{len(outline) / 2, 2}, false},
		{"bin_edges_m", edges(-half, half, n), []int{n + 1}, false},
		{"fine_maps_smoothed", smooth, []int{len(units), fine, fine}, true},
		{"fine_bin_edges_m", edges(-half, half, fine), []int{fine + 1}, false},
		{"hd_curves", hd, []int{len(units), tuning.DirectionBins}, true},
		{"hd_bin_edges_rad", edges(-math.Pi, math.Pi, tuning.DirectionBins), []int{tuning.DirectionBins + 1}, false},
		{"speed_curves", speed, []int{len(units), tuning.SpeedBins}, true},
		{"speed_bin_edges_m_s", edges(0, tuning.SpeedBins*tuning.SpeedBin, tuning.SpeedBins), []int{tuning.SpeedBins + 1}, false},
	}
	if b := v.Box; b != nil {
		all = append(all, Array{"zero_m", []float64{float64(b.ZeroM[0]), float64(b.ZeroM[1])}, []int{2}, false})
	}
	return all
}

// WriteArrays writes ratemaps.npz.
func (v *Survey) WriteArrays(w io.Writer) error {
	z := npz.NewWriter(w)
	for _, a := range v.Arrays() {
		write := npz.Write[float64]
		if a.Single {
			write = npz.WriteSingle
		}
		if err := write(z, a.Name, a.Values, a.Shape...); err != nil {
			return err
		}
	}
	return z.Close()
}

// edges are those of n equal bins.
func edges(low, high float64, n int) []float64 {
	e := make([]float64, n+1)
	for i := range e {
		e[i] = low + (high-low)*float64(i)/float64(n)
	}
	return e
}
