package panel

import (
	"fmt"
	"slices"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// Source is whose units a View has.
type Source int

// Sources.
const (
	Live  Source = iota // the network's, on trajectories drawn for it
	Past                // the same, at a moment of the timeline
	Along               // the network's, along a recorded trajectory
	Cells               // recorded cells
)

// String is a name for scripts.
func (s Source) String() string { return [...]string{"network", "past", "path", "cells"}[s] }

// View is what wall, inspector and population show: units, artificial or
// recorded, with their maps and scores.
type View struct {
	// Of recorded cells it has maps, appraisal and enclosure alone.
	*learner.Snapshot
	Source Source
	// Recording names the file that a recorded trajectory or recorded cells
	// come from.
	Recording string
	Hz        bool  // rates are of spikes
	Numbers   []int // of recorded cells; units of a network are counted from 0
	// Own are the own nulls of all units that were drawn last; nil is none.
	Own *learner.Shuffles

	walled bool // drawn is known
	drawn  *figure.MapWalls
}

// Units is the number of units.
func (v *View) Units() int {
	if v.Source == Cells {
		return len(v.Numbers)
	}
	return v.Net.Units()
}

// Number is the number that a unit is called by.
func (v *View) Number(unit int) int {
	if v.Source == Cells {
		return v.Numbers[unit]
	}
	return unit
}

// Name is what a unit is called.
func (v *View) Name(unit int) string {
	if v.Source == Cells {
		return fmt.Sprintf("cell %d", v.Numbers[unit])
	}
	return fmt.Sprintf("unit %d", unit)
}

// Noun is what the units are: units or cells.
func (v *View) Noun() string {
	if v.Source == Cells {
		return "cells"
	}
	return "units"
}

// Trained tells whether what is shown has a history of training.
func (v *View) Trained() bool { return v.Source == Live || v.Source == Past }

// modules is the number of modules of the units, and how many units each has.
func (v *View) modules() (modules, each int) {
	if v.Source == Cells || len(v.Recipe.Modules) < 2 {
		return 1, v.Units()
	}
	return len(v.Recipe.Modules), v.Recipe.Units
}

// signed tells whether the units can be negative.
func (v *View) signed() bool { return v.Source != Cells && v.Recipe.Activation.Signed() }

// walls are those that rate maps are drawn with. They belong to the snapshot,
// and are put together once for it.
func (v *View) walls() *figure.MapWalls {
	if !v.walled {
		v.walled, v.drawn = true, figure.NewMapWalls(v.Recipe.Arena(), v.Recipe.Walls())
	}
	return v.drawn
}

func (v *View) silent(unit int) bool {
	return v.Source != Cells && slices.Contains(v.Silenced, unit)
}

// nulls are those of a unit's own, of an appraisal that was made for it or of
// all units, and its place in them; no place is negative.
func (v *View) nulls(unit int) (own learner.OwnNulls, place int) {
	switch a := v.Appraisal; {
	case a.Focus != nil && a.Focus.Unit == unit:
		return a.Focus.OwnNulls, 0
	case v.Own.Of(a):
		return v.Own.OwnNulls, unit
	}
	return own, -1
}

// Shown is a unit of a view.
type Shown struct {
	*View
	Unit int
}

// name tells the unit from others, of this view or of another.
func (u Shown) name() string {
	if u.Source == Along {
		return u.Name(u.Unit) + " on path"
	}
	return u.Name(u.Unit)
}

func (u Shown) score() *tuning.Score { return &u.Appraisal.Population.Scores[u.Unit] }

// peak is the highest rate of the unit's map.
func (u Shown) peak() string {
	text := figure.Short(u.score().Peak)
	if u.Hz {
		text += " Hz"
	}
	return text
}

// matrix is the unit's map; it has no bins where there is none.
func (u Shown) matrix() figure.Matrix {
	if u.Unit >= len(u.Maps) {
		return figure.Matrix{}
	}
	return Matrix(u.Maps[u.Unit], u.signed())
}
