// Package reading is what the flags of commands say of recorded files: how they
// are to be understood where they do not say so themselves. It belongs to the
// commands.
package reading

import (
	"fmt"
	"math"
	"strconv"
	"strings"

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
	if o.Time, err = scale("-time", f.Time, times); err != nil {
		return o, err
	}
	if o.Length, err = scale("-length", f.Length, lengths); err != nil {
		return o, err
	}
	if o.Angle, err = scale("-angle", f.Angle, angles); err != nil {
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
	if text == "" && !frequency(f.Time) {
		flag, text = "-time", f.Time
	}
	if o.Time, err = scale(flag, text, times); err != nil {
		return o, err
	}
	o.Part, o.Columns, o.Want = f.CellsPart, f.CellsColumns, kind
	return o, nil
}

// frequency tells whether a unit is one.
func frequency(text string) bool {
	text = strings.ToLower(text)
	return strings.HasSuffix(text, "hz") || strings.HasSuffix(text, "fps")
}

// unit is one that a flag can name, with its size in SI.
type unit struct {
	name string
	size float64
}

var (
	times   = []unit{{"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"min", 60}, {"h", 3600}}
	lengths = []unit{{"m", 1}, {"cm", 1e-2}, {"mm", 1e-3}, {"inch", 0.0254}}
	angles  = []unit{{"rad", 1}, {"deg", math.Pi / 180}}
)

// scale is the size in SI of the unit that a flag says; 0 if it says nothing. A
// frequency is that of a time.
func scale(flag, text string, units []unit) (float64, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	const least, most = 1e-12, 1e6
	number, name := text, ""
	if cut := strings.IndexFunc(text, func(c rune) bool {
		return !strings.ContainsRune("0123456789.+-", c)
	}); cut >= 0 {
		number, name = text[:cut], strings.TrimSpace(text[cut:])
	}
	var names []string
	for _, u := range units {
		names = append(names, u.name)
	}
	factor := 1.0
	if number = strings.TrimSpace(number); number != "" {
		v, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return 0, fmt.Errorf("%s is %q; it must be a unit (%s), or a number and one", flag, text, strings.Join(names, ", "))
		}
		factor = v
	}
	size := 0.0
	for _, u := range units {
		if strings.EqualFold(u.name, name) {
			size = factor * u.size
		}
	}
	frequency := map[string]float64{"hz": 1, "khz": 1e3, "fps": 1}[strings.ToLower(name)]
	if units[0].name == "s" && frequency > 0 && number != "" {
		size = 1 / (factor * frequency)
	}
	if !(size >= least && size <= most) {
		and := ""
		if units[0].name == "s" {
			and = ", or frames or samples in a second, as 30Hz"
		}
		return 0, fmt.Errorf("%s is %q; it must be one of %s, or a positive number and one, as 0.25%s%s", flag, text, strings.Join(names, ", "), names[1], and)
	}
	return size, nil
}
