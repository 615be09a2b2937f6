package reading

import (
	"math"
	"strings"
	"testing"

	"gridrat/app/study/unit"
	"gridrat/brain/recording"
)

// What flags say of units, and what is wrong with others.
func TestScales(t *testing.T) {
	for _, c := range []struct {
		flag, text string
		units      []unit.Unit
		want       float64
	}{
		{"-time", "", unit.Times, 0}, {"-time", "s", unit.Times, 1}, {"-time", "MS", unit.Times, 1e-3}, {"-time", "us", unit.Times, 1e-6}, {"-time", "2 min", unit.Times, 120},
		{"-time", "30Hz", unit.Times, 1. / 30}, {"-time", "29.97fps", unit.Times, 1 / 29.97}, {"-time", "30kHz", unit.Times, 1. / 30000},
		{"-length", "cm", unit.Lengths, 1e-2}, {"-length", "0.25cm", unit.Lengths, 0.0025}, {"-length", "2.5 mm", unit.Lengths, 0.0025}, {"-length", "inch", unit.Lengths, 0.0254},
		{"-angle", "deg", unit.Angles, math.Pi / 180}, {"-angle", "rad", unit.Angles, 1},
	} {
		if got, err := unit.Scale(c.flag, c.text, c.units); err != nil || math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%s %q is %v (%v), want %v", c.flag, c.text, got, err, c.want)
		}
	}
	for _, c := range []struct {
		flag, text string
		units      []unit.Unit
		want       string
	}{
		{"-time", "Hz", unit.Times, `-time is "Hz"; it must be one of s, ms, us, min, h, or a positive number and one, as 0.25ms, or frames or samples in a second, as 30Hz`},
		{"-time", "0Hz", unit.Times, "positive"}, {"-time", "-3s", unit.Times, "positive"}, {"-time", "m", unit.Times, "one of s, ms"},
		{"-length", "30Hz", unit.Lengths, "one of m, cm, mm, inch"}, {"-length", "px", unit.Lengths, "as 0.25cm"}, {"-length", "3", unit.Lengths, "one of m"}, {"-length", "1.2.3cm", unit.Lengths, "a number and one"},
		{"-angle", "turns", unit.Angles, "one of rad, deg"},
	} {
		if got, err := unit.Scale(c.flag, c.text, c.units); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q is %v (%v), want %q", c.flag, c.text, got, err, c.want)
		}
	}
}

// The cells have the unit of the trajectory's unit.Times, unless those are frames or
// they have one of their own; parts and columns are their own.
func TestCells(t *testing.T) {
	for _, c := range []struct {
		f    Flags
		want float64
	}{
		{Flags{}, 0}, {Flags{Time: "ms"}, 1e-3}, {Flags{Time: "30Hz"}, 0}, {Flags{Time: "30Hz", CellsTime: "30000Hz"}, 1. / 30000}, {Flags{Time: "ms", CellsTime: "s"}, 1},
	} {
		c.f.Part, c.f.CellsPart, c.f.Columns, c.f.CellsColumns = "nose", "good", "t=1", "t=2"
		track, err := c.f.Trajectory()
		if err != nil || track.Part != "nose" || track.Columns != "t=1" || track.Want != recording.Trajectory {
			t.Errorf("%+v: the trajectory has %+v (%v)", c.f, track, err)
		}
		if cells, err := c.f.Cells(recording.SpikeTimes); err != nil || cells.Time != c.want || cells.Part != "good" || cells.Columns != "t=2" || cells.Want != recording.SpikeTimes {
			t.Errorf("%+v: the cells have %+v (%v), want a time of %v", c.f, cells, err, c.want)
		}
	}
	for _, f := range []Flags{{Time: "fast"}, {Length: "far"}, {Angle: "steep"}, {Likelihood: 2}, {Likelihood: math.NaN()}} {
		if o, err := f.Trajectory(); err == nil {
			t.Errorf("%+v: %+v", f, o)
		}
	}
}
