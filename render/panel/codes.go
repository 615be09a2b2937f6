package panel

import (
	"image"

	"gridrat/render/figure"
	"gridrat/world"
)

// SpotPretend is the floor of the codes: a click pretends that the goal is
// there.
const SpotPretend = "pretend goal"

// CodeMatch is what an agent's code of the goal looks like from everywhere.
type CodeMatch struct {
	Now, Goal []float32     // by unit; nil is none
	Modules   []CodeModule  // of the code; one is all of it
	All       figure.Matrix // similarity with the goal's code by place, from -1 to 1; NaN where no rat can be
	Low, High world.Vec     // corners of the floor that the matrices cover, m
	Rat       world.Vec     // m
	At        world.Vec     // whose code the goal's is, m
	HasGoal   bool          // there is a code of the goal, and so All, At and the matches of modules
	Pretended bool          // it was put there, not found
}

// CodeModule is a part of a code: units that share a spacing.
type CodeModule struct {
	Name         string
	First, Units int
	Match        figure.Matrix // as CodeMatch.All, of these units alone
}

// Codes shows the code of now, that of the goal, and where on the floor they are
// alike.
type Codes struct{ Picture }

// Pieces lists what has to be drawn anew; nil is an agent without a code.
func (p *Codes) Pieces(m *CodeMatch) []Piece { return p.list(func(*work) {}) }

// PlaceAt is the place of the floor at a point of the screen, m; ok is false
// beside the floor.
func (p *Codes) PlaceAt(at image.Point) (place world.Vec, ok bool) { return world.Vec{}, false }
