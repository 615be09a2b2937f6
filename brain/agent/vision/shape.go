// Package vision has the part of an agent that tells from what the rat sees
// where it is and where it heads (Banino et al., Nature 557:429 (2018),
// Supplementary Information 3: the vision module): a network from the rays of a
// retina to the activities of place and head-direction cells, supervised.
//
// It can tell a place only where the scene does: in an arena whose distal cues
// stay. In mazes that are new in each episode one look cannot.
package vision

import (
	"errors"
	"fmt"
	"math"

	"gridrat/brain/setting"
	"gridrat/world/retina"
)

// Shape is everything that defines a module except its floor and its weights.
// What no paper is named for was found by experiment in this project; "SI" is
// the Supplementary Information of Banino et al. 2018.
type Shape struct {
	Rays   int     `json:"rays" doc:"rays of the retina" min:"1" max:"1024"`
	Field  float64 `json:"field" doc:"field of view, rad" min:"0.1" max:"6.283185307179586"`
	First  int     `json:"first" doc:"rectified units that read the rays" min:"1" max:"4096"`
	Second int     `json:"second" doc:"rectified units above them, which the cells read" min:"1" max:"4096"`
	Side   int     `json:"side" doc:"place cells along each side of the floor's square: 16 x 16 (SI: 256 cells)" min:"2" max:"64"`
	Sigma  float64 `json:"sigma" doc:"width of place fields, m" min:"0.01" max:"10"`
	Heads  int     `json:"heads" doc:"head-direction cells, spread evenly (SI: 12)" min:"3" max:"360"`
	Kappa  float64 `json:"kappa" doc:"concentration of their von Mises tuning (SI: 20)" min:"0.1" max:"1000"`
}

// Default returns the shape that tells a place in the square arena to 1.6 cm.
func Default() Shape {
	return Shape{
		Rays: retina.Rays, Field: retina.Field, First: 256, Second: 256,
		Side: 16, Sigma: 0.1, Heads: 12, Kappa: 20,
	}
}

// Validate says in one sentence what is wrong with s, if anything.
func (s Shape) Validate() error { return setting.Validate(s) }

// Retina returns the fan of rays that the module sees with.
func (s Shape) Retina() *retina.Retina { return retina.New(s.Rays, s.Field) }

// placeCells is the number of place cells.
func (s Shape) placeCells() int { return s.Side * s.Side }

// validate is Validate for a floor of a side of size metres.
func (s Shape) validate(size float64) error {
	if err := s.Validate(); err != nil {
		return err
	}
	if !(size > 0) || math.IsInf(size, 1) {
		return fmt.Errorf("the side of the floor is %v m; it must be above 0", size)
	}
	if s.Sigma < size/float64(s.Side)/8 {
		return errors.New("sigma is less than an eighth of the distance of place cells, whose code then tells no place between them")
	}
	return nil
}
