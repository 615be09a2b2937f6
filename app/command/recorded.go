package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gridrat/app/command/box"
	"gridrat/app/command/progress"
	"gridrat/app/command/reading"
	"gridrat/app/study"
	"gridrat/brain/gridnet"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/world"
)

// recordingFlags name what was recorded, and its units.
type recordingFlags struct {
	Path     string `help:"Trajectory to evaluate on: a table of t,x,y[,hd], npz, NWB, MATLAB, or an export of a tracker." placeholder:"FILE"`
	Spikes   string `help:"Spikes of recorded cells along it: a table of t,unit, npz, npy, NWB, MATLAB, or a folder of Kilosort or phy." placeholder:"FILE" xor:"cells"`
	Activity string `help:"Activity of recorded cells along it: a table of t,unit,rate, or npz." placeholder:"FILE" xor:"cells"`
	boxFlags
	readingFlags
}

// Both are called Flags where they are.
type (
	boxFlags     = box.Flags
	readingFlags = reading.Flags
)

func (f *recordingFlags) cells() bool { return f.Spikes != "" || f.Activity != "" }

// sameFile takes the cells from the file of the trajectory, of a kind that can
// have both, where nothing else is named to score.
func (f *recordingFlags) sameFile(weights string) {
	switch strings.ToLower(filepath.Ext(f.Path)) {
	case ".nwb", ".mat":
		if weights == "" && !f.cells() {
			f.Spikes = f.Path
		}
	}
}

func (f *recordingFlags) check() error {
	switch {
	case f.cells() && f.Path == "":
		return Misusef("-spikes and -activity need the trajectory; name it with -path")
	}
	if err := f.boxFlags.Check(); err != nil {
		return Misuse(err)
	}
	return nil
}

// openPath reads the trajectory; nil if none is named.
func (f *recordingFlags) openPath() (*study.Path, error) {
	if f.Path == "" {
		return nil, nil
	}
	o, err := f.Trajectory()
	if err != nil {
		return nil, Misuse(err)
	}
	file, err := study.Open(f.Path, o)
	if err != nil {
		return nil, err
	}
	said, err := f.Said()
	if err != nil {
		return nil, err
	}
	path, err := study.NewPath(f.Path, *file.Track, said, f.Fastest)
	if err == nil {
		path.Notes = append(file.Lines(filepath.Base(f.Path)), path.Notes...)
	}
	return path, err
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
	name, gather, spikes, notes, err := c.openCells()
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
	r.Notes = slices.Concat(path.Notes, notes, []string{within}, r.Notes)
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
// instead. notes say what was understood.
func (f *recordingFlags) openCells() (name string, gather study.Gathering, spikes *recording.Spikes, notes []string, err error) {
	name, kind := f.Spikes, recording.SpikeTimes
	if name == "" {
		name, kind = f.Activity, recording.Activity
	}
	o, err := f.Cells(kind)
	if err != nil {
		return name, nil, nil, nil, Misuse(err)
	}
	file, err := study.Open(name, o)
	if err != nil {
		return name, nil, nil, nil, err
	}
	notes = file.Lines(filepath.Base(name))
	if s := file.Spikes; s != nil {
		return name, study.Gather(context.Background(), "spikes", s.Units, nil, s.Samples), s, notes, nil
	}
	rates := file.Rates
	return name, study.Gather(context.Background(), "times of activity", rates.Units, rates.T, rates.Samples), nil, notes, nil
}
