package survey

// Definition says what a number of the results is; it panics if there is no
// such number.
func Definition(name string) string {
	text, ok := definitions()[name]
	if !ok {
		panic("survey: nothing is called " + name)
	}
	return text
}

// definitions say what every number of the results is.
func definitions() map[string]string {
	return map[string]string{
		"rate_map":          "mean activity per bin, 20 x 20 bins, not smoothed, dropout off; bins never visited are NaN and left out of everything",
		"autocorrelogram":   "Pearson correlation over the overlap at every lag",
		"grid_60_released":  "mean(60°, 120°) - mean(30°, 90°, 150°) of the autocorrelogram rotated within a ring, inner radius 0.2 n, best of ten outer radii from 0.4 n to 1.0 n, n = 20 bins (released code of Banino et al. 2018); of visited bins along a line, as on a linear track, there is none",
		"grid_60_minmax":    "min(60°, 120°) - max(30°, 90°, 150°) in the same rings (the paper's formula)",
		"grid_60_expanding": "opexebo's formula, min(60°, 120°) - max(30°, 90°, 150°) on a circle that grows from the central field on, best mean of three radii, on the 20 x 20 maps, without the bins never visited",
		"grid_60_opexebo":   "the same on maps of 2.5 cm bins (at most 400 per side) smoothed with a Gaussian of 2 bins, as opexebo's users take it: what opexebo 0.5.5 itself gives, as bins of the floor never visited count as silent here",
		"grid_90":           "90° - mean(45°, 135°) in the rings of the released code: square symmetry",
		"border":            "largest (b - c)/(b + c) over walls, b mean of bins within 3 bins of the wall, c of bins further than 3 from all walls, of the absolute activity; walls of a map are its straight faces of 3 bins or more, each on its own side, and a round outline in quarters; not defined where no bin is that far from walls",
		"direction":         "length of the mean vector of the head-direction curve, 20 bins, of the absolute value of the mean activity per bin; 0 rad is east",
		"convention":        "what stands for a rate where activity can be negative, bin by bin: absolute |r|; shifted r - min r; rectified max(r, 0)",
		"speed":             "Pearson correlation of activity and running speed over all samples, neither smoothed; above 0.3 of either sign counts; its null is that of its absolute value by shifts",
		"information_bits":  "Skaggs information, bits per spike, of the absolute activity; no threshold, its null is by shifts: a field shuffle moves the rates of a map and leaves it almost as it was. Where activity is negative as often as positive, little is left of the means of a shifted map, unevenly spread: such units have a high null. opexebo's spatial_information_content leaves out bins below the mean rate, whose terms are negative, and so is larger",
		"spacing_m":         "median distance of the six peaks nearest the centre of the autocorrelogram, found within bins by a parabola; opexebo takes the mean of three of six maxima in whole bins of the smoothed map, none within 15° of a nearer one",
		"speed_smoothed":    "of recordings: the same of rate and speed that are both smoothed over time by a Gaussian of 0.4 s, as opexebo's speed_score does without a filter of speeds; single spikes hide a cell's rate, and published thresholds are of smoothed ones (Kropff et al. 2015)",
		"occupancy":         "time: each sample of a recording counts as long as it lasts, to the next row of the trajectory or, of activity, half-way to the samples around it; maps, curves, rates, information and correlations with speed are means over time",
		"caution":           "of recorded cells: less than 300 s, fewer than 100 spikes, or less than a third of the floor's bins visited; scores and class may then be chance",
		"box":               "of a recording: what its walls are, as given or estimated from the positions, each side rounded up to 5 cm; bins are square, and those whose middle lies outside the walls are none: a position there counts to the nearest bin within",
		"orientation":       "mean direction of the six peaks modulo 60°, 0 is east",
		"ellipse":           "through the six peaks, around the centre",
		"null_shuffle":      "field shuffle: the map's watershed fields set down at random, 100 draws per unit unless said otherwise; of the direction curve, its bins in random order",
		"null_noise":        "Gaussian random fields with the unit's own radial autocorrelation",
		"null_shift":        "activity beside the motion of another rat, of those that walk side by side, at the same time since both set out; of recordings and networks on them, beside their motion turned in a circle by at least 20 s (Kropff et al. 2015), none where they are shorter than a minute; as many draws as shuffles, at most 200, the same for all units",
		"untrained":         "the same network with its initial weights on the same trajectories",
		"beyond_own":        "above the 95th percentile of the unit's own draws",
		"class":             "grid (released formula), direction and border by the thresholds 0.37, 0.47 and 0.50 of Banino et al. 2018; in own_class by the 95th percentiles of the unit's own shuffles",
		"conjunctive":       "of two classes or more; by chance, the k-th draw of a unit's map beside the k-th shuffle of its direction curve, by the paper's thresholds",
		"scales":            "Gaussian mixtures of the spacings of units above the released threshold, number of clusters by lowest BIC (SI 3d), of five units or more on average and a standard deviation of at least a fifth of a bin",
		"position_error":    "distance of the mean of the three most active place-cell centres (top3), or of the most active one (argmax), from the true position",
	}
}
