package survey

import (
	"fmt"
	"slices"
	"strings"
)

// What recorded cells need for scores that can be relied on: with less a class
// carries a caution. Ten minutes are usual in the field, and cells with fewer
// than a hundred spikes are left out in many of its studies; with a third of the
// floor, a lattice is hardly to be told from a few fields.
const (
	leastSeconds = 300.0
	leastSpikes  = 100
	leastVisited = 1.0 / 3 // of the bins of the floor
)

// Cautions say of every recorded cell why its scores and class may be chance;
// "" where nothing is against them. They are nil of networks.
func (v *Survey) Cautions() []string {
	if v.SmoothSpeed == nil {
		return nil
	}
	general := v.generalCaution()
	out := make([]string, len(v.Scores))
	for u := range out {
		reasons := slices.Clone(general)
		if v.Spikes != nil && v.Spikes[u] < leastSpikes {
			reasons = append(reasons, plural(v.Spikes[u], "spike"))
		}
		out[u] = strings.Join(reasons, "; ")
	}
	return out
}

// generalCaution is that of all cells.
func (v *Survey) generalCaution() (reasons []string) {
	if v.Seconds < 0.99*leastSeconds { // a frame less is no matter
		reasons = append(reasons, fmt.Sprintf("%.3g s of recording", v.Seconds))
	}
	if _, bins, visited := v.floor(); float64(visited) < leastVisited*float64(bins) {
		reasons = append(reasons, fmt.Sprintf("%d of %d bins visited", visited, bins))
	}
	return reasons
}

// CautionNotes are the cautions in sentences.
func (v *Survey) CautionNotes() (notes []string) {
	if v.SmoothSpeed == nil {
		return nil
	}
	if reasons := v.generalCaution(); reasons != nil {
		notes = append(notes, fmt.Sprintf("caution: %s: scores and classes of all cells may be chance (at least %.0f s and a third of the floor's bins are wanted)", strings.Join(reasons, ", "), leastSeconds))
	}
	var few []string
	for u, n := range v.Spikes {
		if n < leastSpikes {
			few = append(few, fmt.Sprint(v.Units[u]))
		}
	}
	if few == nil {
		return notes
	}
	names := strings.Join(few, ", ")
	const most = 12
	if len(few) > most {
		names = strings.Join(few[:most], ", ") + fmt.Sprintf(" and %d more", len(few)-most)
	}
	return append(notes, fmt.Sprintf("caution: fewer than %d spikes of %s %s: scores and classes may be chance", leastSpikes, ofMany(len(few), "unit"), names))
}

func plural(n int, what string) string { return fmt.Sprintf("%d %s", n, ofMany(n, what)) }

// ofMany is the word alone.
func ofMany(n int, what string) string {
	if n == 1 {
		return what
	}
	return what + "s"
}
