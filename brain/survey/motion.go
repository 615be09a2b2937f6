package survey

import (
	"math"

	"gridrat/world"
)

// Motion describes how an animal, or a model of one, moves.
type Motion struct {
	Name  string    `json:"name"`
	Moves int       `json:"moves"`
	Speed Quantiles `json:"speed_m_s"`
	Turn  Quantiles `json:"turn_rad"`     // signed, per move
	Abs   Quantiles `json:"turn_abs_rad"` // unsigned
}

// DescribeMotion describes paths whose moves take period seconds.
func DescribeMotion(name string, paths []world.Paths, period float64) Motion {
	var speeds, turns, sizes []float64
	for _, p := range paths {
		for t := range p.Steps {
			for r := range p.Rats {
				turn := p.Turn(t, r)
				speeds, turns, sizes = append(speeds, p.Move(t, r).Norm()/period), append(turns, turn), append(sizes, math.Abs(turn))
			}
		}
	}
	return Motion{Name: name, Moves: len(speeds), Speed: Describe(speeds), Turn: Describe(turns), Abs: Describe(sizes)}
}
