package survey

import (
	"encoding/csv"
	"io"

	"gridrat/brain/gridnet"
)

// Positions are mean position errors in cm by time since the start, of a
// network, of believing never to have moved, and of the untrained network.
type Positions struct {
	Trajectories int      `json:"trajectories"`
	Moves        int      `json:"moves"`
	Seconds      []Number `json:"seconds"`
	Top3         []Number `json:"top3_cm"`
	Top3Median   []Number `json:"top3_median_cm"`
	Argmax       []Number `json:"argmax_cm"`
	Vector       []Number `json:"population_vector_cm"` // null where it was not measured
	NeverMoved   []Number `json:"never_moved_cm"`
	Untrained    []Number `json:"untrained_top3_cm"`
	UntrainedArg []Number `json:"untrained_argmax_cm"`
}

// NewPositions puts them together; period is the time of a move in s.
func NewPositions(trained, untrained gridnet.PositionErrors, period float64, vector bool) *Positions {
	p := &Positions{Trajectories: trained.Rats, Moves: len(trained.ByMoves)}
	for t, e := range trained.ByMoves {
		u := untrained.ByMoves[t]
		add := func(to *[]Number, metres float64) { *to = append(*to, Number(100*metres)) }
		p.Seconds = append(p.Seconds, Number(float64(t+1)*period))
		add(&p.Top3, e.Mean)
		add(&p.Top3Median, e.Median)
		add(&p.Argmax, e.Argmax)
		add(&p.NeverMoved, e.NeverMoved)
		add(&p.Untrained, u.Mean)
		add(&p.UntrainedArg, u.Argmax)
		if vector {
			add(&p.Vector, e.VectorMean)
		}
	}
	return p
}

// WriteCSV writes decoding.csv: a line per move.
func (p *Positions) WriteCSV(w io.Writer) error {
	lines := [][]string{{
		"moves", "seconds", "top3_error_cm", "top3_median_error_cm", "argmax_error_cm", "population_vector_error_cm",
		"never_moved_error_cm", "untrained_top3_error_cm", "untrained_argmax_error_cm",
	}}
	for t := range p.Seconds {
		vector := ""
		if p.Vector != nil {
			vector = p.Vector[t].Cell()
		}
		lines = append(lines, []string{
			cell(float64(t + 1)), p.Seconds[t].Cell(), p.Top3[t].Cell(), p.Top3Median[t].Cell(), p.Argmax[t].Cell(),
			vector, p.NeverMoved[t].Cell(), p.Untrained[t].Cell(), p.UntrainedArg[t].Cell(),
		})
	}
	return csv.NewWriter(w).WriteAll(lines)
}
