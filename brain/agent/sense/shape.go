// Package sense is the rats of an agent: many of them side by side in worlds of
// their own (world/task), each with a code of where it is, which it keeps by
// feeling its own motion and corrects by sight, and with what reaches its
// policy. No rat knows more than its Shape says: the truth, where it plays a
// part, is named (Told).
package sense

import (
	"fmt"
	"math"
	"slices"

	"gridrat/brain/gridnet"
)

// Code names what a rat knows of where it is, and what it keeps of the goal
// when it reaches it.
type Code string

// Codes.
const (
	Grid       Code = "grid"       // units of a path-integration network that feels the rat's motion
	Place      Code = "place"      // place cells at the place where the rat believes to be, which follows its motion exactly
	PlaceStill Code = "place-kept" // place cells as they were when the rat last saw or was told its place
	None       Code = "none"
)

// Words lists the codes that there are.
func (Code) Words() []string { return words(Grid, Place, PlaceStill, None) }

// Fix names what tells a rat where it is when an episode begins, after
// teleports and with probability Shape.Sight at any other decision.
type Fix string

// Fixes.
const (
	Told  Fix = "told"  // the true pose: an upper control
	Seen  Fix = "seen"  // the vision module, from what the rat sees: heading too
	Views Fix = "views" // views that it remembers from this episode; it begins at a place that it calls the origin
)

// Words lists the fixes that there are.
func (Fix) Words() []string { return words(Told, Seen, Views) }

// Compass names how a policy is told the heading.
type Compass string

// Compasses.
const (
	NoCompass    Compass = "none"
	CompassCells Compass = "cells" // 12 head-direction cells
	CompassAngle Compass = "angle" // cosine and sine
)

// Words lists the compasses that there are.
func (Compass) Words() []string { return words(NoCompass, CompassCells, CompassAngle) }

func words[T ~string](list ...T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

// Shape is everything that defines what a rat senses except the weights of its
// Organs. Values without a source were found by experiment in this project.
type Shape struct {
	Code     Code    `json:"code" doc:"what it knows of its place: grid, place (cells at an exact integrator's place), place-kept (no integration), none"`
	Fix      Fix     `json:"fix" doc:"what corrects the code: told (the truth), seen (vision), views (remembered within the episode)"`
	Sight    float64 `json:"sight" doc:"probability of a correction at a decision, beside those after teleports (SI: 0.05); told and seen" min:"0" max:"1"`
	Withheld bool    `json:"withheld" doc:"the code at the goal stays 0"`
	Stride   float64 `json:"stride" doc:"length of the steps of the network, in its metres; 0 is a step per decision" min:"0" max:"0.2"`
	Snap     bool    `json:"snap" doc:"walls that are seen pull the code back onto the lattice of squares on whose lines they stand"`

	// What reaches the policy.
	LastAction bool    `json:"last_action" doc:"the last action, one of six"`
	LastReward bool    `json:"last_reward" doc:"the last reward / 10"`
	Felt       bool    `json:"felt" doc:"felt motion of the last decision, and whether a wall was touched"`
	Compass    Compass `json:"compass" doc:"heading: none, cells (12 of kappa 20), angle (cosine and sine)"`
	Axis       bool    `json:"axis" doc:"cosine and sine of four times the heading: where corridors run"`
	Vector     bool    `json:"vector" doc:"the vector to the goal, read from the codes and turned into the rat's frame"`
	Own        bool    `json:"own" doc:"its own place, read from the code"`
	Map        bool    `json:"map" doc:"the way to the goal on a map that the rat draws as it looks around, by a planner built by hand"`
	Familiar   bool    `json:"familiar" doc:"how new the squares around it are, before the first visit"`
	Raw        float64 `json:"raw" doc:"the codes now and at the goal themselves, times this; 0 is not at all" min:"0" max:"10"`
	Rays       bool    `json:"rays" doc:"nearness of what 64 rays over 240 degrees meet"`
	RayGoals   bool    `json:"ray_goals" doc:"whether each meets the post of a goal"`
	RayDoors   bool    `json:"ray_doors" doc:"whether each meets a door"`
	RayColors  bool    `json:"ray_colors" doc:"the colour of what each meets"`

	// Training only.
	Bonus   float64 `json:"bonus" doc:"reward for entering a new square before the first visit, in training; 1 is a tenth of a visit" min:"0" max:"100"`
	Forget  float64 `json:"forget" doc:"decisions in which a square becomes new again, by a factor e" min:"1" max:"1000000"`
	Visits  int     `json:"visits" doc:"training episodes end after so many visits; 0 is never" min:"0" max:"10000"`
	Stagger bool    `json:"stagger" doc:"first episodes are cut short, so that episodes end at all times"`
}

// Arena returns the senses with which agents learned the square arena with a
// hidden goal within seconds.
func Arena() Shape {
	return Shape{
		Code: Grid, Fix: Seen, Sight: 0.05, Stride: gridnet.DefaultStride,
		LastAction: true, LastReward: true, Felt: true, Compass: CompassCells,
		Vector: true, Own: true, Familiar: true,
		Bonus: 2, Forget: 225, Visits: 6, Stagger: true,
	}
}

// Maze returns the senses with which agents learned mazes that are new in
// every episode.
func Maze() Shape {
	return Shape{
		Code: Grid, Fix: Views, Stride: gridnet.DefaultStride,
		LastAction: true, LastReward: true, Felt: true, Compass: CompassAngle,
		Vector: true, Rays: true, RayGoals: true,
		Forget: 225, Stagger: true,
	}
}

// Validate says in one sentence what is wrong with s, if anything.
func (s Shape) Validate() error {
	for _, w := range []struct {
		name, value string
		words       []string
	}{
		{"code", string(s.Code), s.Code.Words()},
		{"fix", string(s.Fix), s.Fix.Words()},
		{"compass", string(s.Compass), s.Compass.Words()},
	} {
		if !slices.Contains(w.words, w.value) {
			return fmt.Errorf("%s is %q; it must be one of %v", w.name, w.value, w.words)
		}
	}
	switch {
	case s.Forget < 1 || math.IsNaN(s.Forget):
		return fmt.Errorf("forget is %v; it must be at least 1 decision", s.Forget)
	case s.Code == None && (s.Vector || s.Own || s.Familiar || s.Raw > 0):
		return fmt.Errorf("code is none; vector, own, familiar and raw need a code")
	case s.Fix == Views && s.Code == PlaceStill:
		return fmt.Errorf("fix is views; it cannot correct place-kept, which is not integrated")
	case s.Code == None && (s.Map || s.Snap):
		return fmt.Errorf("code is none; map and snap need a place that is known")
	case s.Familiar && s.Fix == Views:
		return fmt.Errorf("familiar needs a place that is known throughout; fix must be told or seen")
	}
	return nil
}
