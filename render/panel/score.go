package panel

import "time"

// Spots of the scores: contenders, called contender:grid and so on, and the
// choice of what is counted along the x axis.
const (
	SpotContender = "contender:"
	SpotScoreAxis = "score axis"
)

// Scores shows the score of agents against their experience.
type Scores struct {
	Picture
	ByTime bool // by seconds of learning; else by decisions
}

// Pieces lists what has to be drawn anew to show agents beside levels; left is
// the time until a point is added, 0 where that is not known.
func (p *Scores) Pieces(all []Contender, lines []Reference, left time.Duration) []Piece {
	return p.list(func(*work) {})
}
