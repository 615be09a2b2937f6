package panel

import (
	"slices"

	"gridrat/brain/survey"
)

// Number is one of the numbers on screen, with what it means.
type Number struct{ Name, Means string }

// Explain returns what a number means, and whether it is known.
func Explain(name string) (means string, ok bool) {
	for _, all := range [][]Number{Explained, UnitScores, AgentNumbers, ExperimentNumbers, ChoiceNumbers} {
		for _, n := range all {
			if n.Name == name {
				return n.Means, true
			}
		}
	}
	return "", false
}

// FromScores tells whether a number comes from the scoring of a set of weights,
// and not from what goes on now or from agents.
func FromScores(name string) bool {
	if slices.ContainsFunc(slices.Concat(AgentNumbers, ExperimentNumbers, ChoiceNumbers), func(n Number) bool { return n.Name == name }) {
		return false
	}
	switch name {
	case "position error", "loss", "updates", "learning speed", "rate maps", "active now", "dropout pressure λ", "rat and ring", "recipes", "silenced", "own path", "what the rat sees", "recorded path":
		return false
	}
	return true
}

// UnitScores are the definitions behind the scores of a unit that Explained does
// not have: on the second page of F2, and where a score is clicked. Wordings
// that files carry too are theirs.
var UnitScores = []Number{
	{"grid, min/max", "The paper's formula (Banino et al. 2018, Methods), " + survey.Definition("grid_60_minmax") + ". The best ring may be another than that of the released formula."},
	{"grid, expanding", from("grid_60_expanding") + ". As the Moser group computes it; users of opexebo compare with the smoothed variant, which score and Ctrl+E write."},
	{"border", from("border") + ". Threshold 0.50 (Banino et al. 2018)."},
	{"direction R", from("direction") + ", counter-clockwise. Threshold 0.47 (Banino et al. 2018). Activity can be negative in some recipes, so that the convention matters: with the absolute value, 6 to 8 % of the published network's units are directional; shifted to 0 it would be 21 to 25 %, rectified 72 %."},
	{"speed r", from("speed") + ". The curve: mean activity in bins of 5 cm/s, bins with less than a thousandth of the samples left out."},
	{"information", "Skaggs information, bits per spike: the sum over bins of occupancy times r/mean times log2(r/mean), r the absolute activity (Skaggs et al. 1993)."},
	{"ellipse", "The one through the six peaks around the centre of the autocorrelogram: ratio of its axes, 1 for a regular lattice, and the direction of the longer one, from east to north."},
	{"own shuffle", "Percentile of a score among 100 field shuffles of this unit: the fields of its map, found by a watershed, set down at random (Banino et al. 2018). Of the resultant length: its direction bins in random order. Of speed and information, which a shuffled map leaves as they were: 100 shifts, its activity beside the motion of other rats at the same time since all set out, or of a recorded animal at another time. J draws them for all units. Above 95 is beyond chance for this unit; 5 % of units are so by chance."},
	{"own noise", "Percentile among 100 Gaussian random fields that have the unit's own radial autocorrelation: smooth noise of the same grain."},
	{"pooled", "Percentile among such noise maps of all units together, one of each (of recorded cells 100): the null that the wall and the population show."},
	{"class", "What a unit is by the thresholds of Banino et al. 2018: grid above a score of 0.37 (released formula), direction above 0.47, border above 0.50. Border and direction scores by the absolute activity. Conjunctive: more than one."},
	{"two units", "Maps correlate: Pearson correlation of the two 20 x 20 rate maps over the bins that both have. Spacing ratio: the larger spacing by the smaller. Turned by: the least angle, 0° to 30°, that turns one lattice into the other's orientation."},
	{"silenced", "Nothing hears a silenced unit: its weights to the read-outs and, where the units are recurrent, to the next step are 0 in the watched network and in a test on the same 100 trajectories as the position error. Learning is not touched."},
	{"scales", from("scales") + ". Ratios of successive means stand beside them. Below: the units' angles, with the mean of them modulo 60° and their agreement, 1 where all are one."},
}

// from is a definition that files carry, as the beginning of a sentence.
func from(name string) string {
	text := []rune(survey.Definition(name))
	if text[0] >= 'a' && text[0] <= 'z' && text[1] != ' ' {
		text[0] += 'A' - 'a'
	}
	return string(text)
}

// Explained are the definitions behind the numbers (F2).
var Explained = []Number{
	{"beyond own", "Share of units whose grid score exceeds the 95th percentile of their own 100 field shuffles (see own shuffle), of the update that stands beside it; chance gives 5 %. J or a click on own nulls draws them for the scores of now, in the background; U then shows these units alone."},
	{"grid-like", "Share of units whose grid score exceeds the 95th percentile of surrogate maps: Gaussian random fields with each unit's own radial autocorrelation, 1 per unit in the window, 20 in train. A score means nothing alone, so the share of surrogates above 0.37, the paper's threshold, stands beside that of the units, and the share of the same network's units before its first update, on the same trajectories."},
	{"grid score 60°", "Correlation of the autocorrelogram of a 20 x 20 rate map, not smoothed, with itself turned by 60° and 120°, less that at 30°, 90° and 150° (means of each), in the best of ten rings from 0.2 n to between 0.4 n and 1.0 n bins (released formula of Banino et al. 2018)."},
	{"grid score 90°", "The same for square lattices: turned by 90°, less the mean at 45° and 135°."},
	{"ring", "The ring of the autocorrelogram, in bins, that gave the 60° score: the two circles. Crosses: the six peaks nearest to the centre."},
	{"spacing, angle", "Of the lattice: median distance of the six peaks from the centre, m; angle of their axes, 0° to 59°, from east to north."},
	{"fields, peak", "Regions of at least 3 bins above 0.3 of the peak; peak: the highest rate of the map's 20 x 20 bins. Rates of the network are activities without a unit, those of spikes are in Hz."},
	{"active now", "What the unit does in the move of the watched rat that is under way, or at the moment looked back at."},
	{"position error", "Mean distance from the rat to the mean of the three most active place-cell centres, on 100 fresh trajectories after the stated moves; the network knows where it began and feels only its own motion. Still: believing never to have moved. Untrained: the same network before its first update."},
	{"loss", "Of the last update. Place: squared error in variances of the place code, or cross-entropy; with head direction, the expected dropout and the joint read-out it makes the total that is descended. A dash: nothing was measured since the network was opened."},
	{"updates", "Updates since the weights were drawn, of those that the recipe has; time left at the speed of now. Training goes on beyond them until it is paused; its schedules stay at their ends. Time: spent on updates in this window, pauses not counted."},
	{"learning speed", "Updates per second over the last second; each update learns from so many rats with so many steps each."},
	{"rate maps", "Mean activity by place over the last training batches (what an update saw counts half after 40 more), dropout off, 32 x 32 bins, each on its own scale: from zero to its peak or, for units that can be negative (paper), between the 2nd and the 98th percentile of its bins; the numbers on it are the true lowest and highest. Bins not visited are grey."},
	{"dropout pressure λ", "Dropout on the place read-out in its exact expected form, λ = p/(1−p): the pressure that spreads the code over all units. Slide it to 0, start again, and no grid forms. Where the recipe changes it during training, the value of now stands beside the one that was set."},
	{"rat and ring", "The rat on screen moves as the recipe's training rats do, unless you drive it; the ring is where the network with the newest weights believes it to be. It is told the truth again after the recipe's number of moves. Red: moves at which the chosen unit's activity, as a share of the peak rate of its map at that time, exceeded a random number; only with weights from the second half of training so far."},
	{"own path", "Mean activity of the unit by place along the path of the watched rat, at the ends of its moves: of the last 2000 to 3000 moves those in the outline of now and with weights from the second half of training so far and, while you drive, those that you drove. Bins as for scores (a twentieth of the recipe's enclosure), not smoothed; unvisited ones are grey. The network is told where the rat is after the recipe's number of moves, so that its error is in the map. Correlates: Pearson, with the 20 x 20 map of the scores, over the bins that both have, once a tenth of them are visited."},
	{"what the rat sees", "Rays from the middle of its body, evenly spread over its field of view; each shows the colour of the nearest wall, patch, shut door or visible goal, darker with distance; above, cues at infinity by their height (to 50°). The picture: 100° ahead, a ray per column, eye 8 cm and walls 30 cm above the floor, goals as posts; its shades and the floor's checks of 25 cm are for the viewer. The networks of these recipes do not see: they are given their own motion alone."},
	{"recorded path", "On the page of what was read (Ctrl+I). Segments: stretches without a gap, which is a position that is not known or a step of more than three median ones; only their time counts. The box is what its controls say or, estimated, the extent of all positions, rounded up to 5 cm."},
	{"recipes", "modules, lstm and egocentric are this program's variants, whose grid spacing is set by the width of the place code. paper is the published recipe: noisy, quasi-periodic maps whose fraction above 0.37 lies close to the null."},
}
