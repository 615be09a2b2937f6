package command

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"

	"gridrat/app/command/box"
	"gridrat/app/command/progress"
	"gridrat/app/study"
	"gridrat/brain/gridnet"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/world"
)

// recordingFlags name what was recorded, and its units.
type recordingFlags struct {
	Path     string `help:"Trajectory to evaluate on: CSV t,x,y[,hd], or npz with t[t], pos[t,2] and perhaps hd[t]." placeholder:"FILE"`
	Spikes   string `help:"Spikes of recorded cells along it: CSV t,unit, or npz with t and unit." placeholder:"FILE" xor:"cells"`
	Activity string `help:"Activity of recorded cells along it: CSV t,unit,rate, or npz with t[t] and rates[t,unit]." placeholder:"FILE" xor:"cells"`
	Time     string `help:"Unit of times in these files: s or ms, unless a header names it, as t_ms." default:"s" enum:"s,ms"`
	Length   string `help:"Unit of lengths: m or cm, unless a header names it, as x_cm." default:"m" enum:"m,cm"`
	Angle    string `help:"Unit of angles: rad or deg, unless a header names it, as hd_deg." default:"rad" enum:"rad,deg"`
	box.Flags
}

func (f *recordingFlags) cells() bool { return f.Spikes != "" || f.Activity != "" }

func (f *recordingFlags) check() error {
	switch {
	case f.cells() && f.Path == "":
		return Misusef("-spikes and -activity need the trajectory; name it with -path")
	}
	if err := f.Flags.Check(); err != nil {
		return Misuse(err)
	}
	return nil
}

func (f *recordingFlags) scales() recording.Scales {
	s := recording.SI
	if f.Time == "ms" {
		s.Time = 1e-3
	}
	if f.Length == "cm" {
		s.Length = 1e-2
	}
	if f.Angle == "deg" {
		s.Angle = math.Pi / 180
	}
	return s
}

// openPath reads the trajectory; nil if none is named.
func (f *recordingFlags) openPath() (*study.Path, error) {
	if f.Path == "" {
		return nil, nil
	}
	track, err := study.Open(f.Path, f.scales(), recording.ReadTrack, recording.ReadTrackArrays)
	if err != nil {
		return nil, err
	}
	said, err := f.Said()
	if err != nil {
		return nil, err
	}
	return study.NewPath(f.Path, track, said, f.Fastest)
}

// cellsOut is where the results of recorded cells go: beside those of a
// network, if there is one.
func (c *Score) cellsOut() string {
	if c.Weights == "" {
		return c.Out
	}
	return filepath.Join(c.Out, "recorded")
}

// scoreCells scores the recorded cells with the tools of networks.
func (c *Score) scoreCells(ctx context.Context, path *study.Path) error {
	name, gather, spikes, err := c.openCells()
	if err != nil {
		return err
	}
	p := progress.New(os.Stdout)
	o := survey.Options{Draws: c.Shuffles, Seed: c.Seed, Workers: c.Workers, Progress: func(share float64) {
		p.Show("scoring cells", share, "")
	}}
	subject, inside, outside, what := gather(path, o)
	if inside == 0 {
		return fmt.Errorf("could not use %s: none of its %d %s lie within the trajectory %s; are the units of time right?", name, outside, what, path.Name)
	}
	v, err := survey.Make(ctx, subject, nil, o)
	if err != nil {
		return interrupted(err)
	}
	p.Done("scoring cells", fmt.Sprintf("%d cells", len(v.Scores)))
	source := survey.Source{Kind: "recording", Name: filepath.Base(name), Trajectory: path.Name}
	r := survey.New(v, Version(), source, survey.Sampling{Seed: c.Seed, PeriodS: survey.Number(path.Track.Step())})
	within := fmt.Sprintf("%d %s within the trajectory, %d in its gaps or outside of it and left out", inside, what, outside)
	r.Notes = slices.Concat(path.Notes, []string{within}, r.Notes)
	if spikes != nil {
		if err := study.WritePaths(c.cellsOut(), v, &r, c.colors(), path.Track, *spikes); err != nil {
			return err
		}
	}
	if c.Weights == "" {
		r.Motion = path.Motion(string(gridnet.Foraging), world.PublishedForaging(), c.Seed)
	}
	return c.finish(c.cellsOut(), v, &r, 0)
}

// openCells reads the recorded cells; spikes is nil where activity is known
// instead.
func (f *recordingFlags) openCells() (name string, gather study.Gathering, spikes *recording.Spikes, err error) {
	if f.Spikes != "" {
		s, err := study.Open(f.Spikes, f.scales(), recording.ReadSpikes, recording.ReadSpikesArrays)
		return f.Spikes, study.Gather(context.Background(), "spikes", s.Units, nil, s.Samples), &s, err
	}
	rates, err := study.Open(f.Activity, f.scales(), recording.ReadRates, recording.ReadRatesArrays)
	return f.Activity, study.Gather(context.Background(), "times of activity", rates.Units, rates.T, rates.Samples), nil, err
}
