package figure

import "gridrat/world"

// Move is a move of the past on the trail: where the rat came from and went, in
// metres, and whether the chosen unit fired.
type Move struct {
	From, To world.Vec
	Spike    bool
}
