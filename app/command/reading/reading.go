// Package reading is what the flags of commands say of recorded files: how they
// are to be understood where they do not say so themselves. It belongs to the
// commands.
package reading

import (
	"fmt"

	"gridrat/app/study/unit"
	"gridrat/brain/recording"
)

// Flags are given as those of a command that reads a trajectory and cells.
type Flags struct {
	Time         string  `help:"Unit of times, unless a header names it: s, ms, us, min or h; of a trajectory alone also how many frames there are in a second, as 30Hz." default:"" placeholder:"UNIT"`
	Length       string  `help:"Unit of lengths, unless a header names it: m, cm, mm or inch, or a number of them, as 0.25cm for pixels of that size." default:"" placeholder:"UNIT"`
	Angle        string  `help:"Unit of angles, unless a header names it: rad or deg." default:"" placeholder:"UNIT"`
	Part         string  `help:"Which of several a trajectory is of: a part of the body, an animal, a series of NWB or MATLAB." default:"" placeholder:"NAME"`
	Columns      string  `help:"Columns of the trajectory whose names do not tell, by name or number: t=clock,x=2,y=3." default:"" placeholder:"LIST"`
	Likelihood   float64 `help:"Likelihood below which a tracked position is not known; 0 is 0.6, as in DeepLabCut, and 0.2 in SLEAP's files." default:"0"`
	Down         bool    `name:"y-down" help:"y grows downwards in the file, as in video; it is turned, headings with it."`
	CellsTime    string  `help:"Unit of the cells' times where it is not -time: s, ms, us, min or h, or samples in a second, as 30000Hz." default:"" placeholder:"UNIT"`
	CellsPart    string  `help:"Which of several the cells are: a group of clusters, as good, a table of NWB or MATLAB." default:"" placeholder:"NAME"`
	CellsColumns string  `help:"Columns of the cells whose names do not tell: t=clock,unit=2." default:"" placeholder:"LIST"`
}

// Trajectory is what the flags say of a trajectory; an error is a sentence that
// names the flag.
func (f Flags) Trajectory() (o recording.Options, err error) {
	if o.Time, err = unit.Scale("-time", f.Time, unit.Times); err != nil {
		return o, err
	}
	if o.Length, err = unit.Scale("-length", f.Length, unit.Lengths); err != nil {
		return o, err
	}
	if o.Angle, err = unit.Scale("-angle", f.Angle, unit.Angles); err != nil {
		return o, err
	}
	if !(f.Likelihood >= 0 && f.Likelihood <= 1) {
		return o, fmt.Errorf("-likelihood is %v; it must lie between 0 and 1", f.Likelihood)
	}
	o.Part, o.Columns, o.Likelihood, o.Down = f.Part, f.Columns, f.Likelihood, f.Down
	o.Want = recording.Trajectory
	return o, nil
}

// Cells is what the flags say of a file of cells of a kind. Its times are in the
// unit of the trajectory's, unless those are counted in frames.
func (f Flags) Cells(kind recording.Kind) (o recording.Options, err error) {
	flag, text := "-cells-time", f.CellsTime
	if text == "" && !unit.Frequency(f.Time) {
		flag, text = "-time", f.Time
	}
	if o.Time, err = unit.Scale(flag, text, unit.Times); err != nil {
		return o, err
	}
	o.Part, o.Columns, o.Want = f.CellsPart, f.CellsColumns, kind
	return o, nil
}
