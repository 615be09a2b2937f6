package study

import (
	"context"
	"fmt"
	"slices"

	"gridrat/app/files"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/render/figure"
	"gridrat/render/sheet"
)

// ExportShuffles is the number of field shuffles and noise maps per unit in
// exports.
const ExportShuffles = 100

// Of an export while the network learns: less than `score` takes, which has the
// machine for itself.
const (
	exportSamples = 60_000 // moves that make the maps
	exportRats    = 300    // trajectories for position errors
)

// UnitName is the name of the page of a unit, without its ending.
func UnitName(u int) string { return fmt.Sprintf("unit-%04d", u) }

// Export is a page about one unit and all that `score` writes of its population.
// Its methods take seconds; they may run on any goroutine.
type Export struct {
	Dir     string           // folder for the files; made if need be
	Unit    int              // by its place in the population
	Colors  *figure.ColorMap // of rate maps
	Program string           // version of the program
}

// Snapshot surveys the network of a snapshot, along a trajectory if that is not
// nil, and writes the results. progress gets the share that is done.
func (e Export) Snapshot(ctx context.Context, s *learner.Snapshot, along *Path, progress func(float64)) error {
	const workers, figures = 1, 0.1 // the window and the learner have the rest
	n := &Network{Name: fmt.Sprintf("%s, update %d", s.Origin, s.Update), Net: s.Net, Weights: s.Weights, Seed: s.Seed, Updates: s.Update}
	o := survey.NetworkOptions{
		Options:  survey.Options{Draws: ExportShuffles, Seed: s.Seed, Workers: workers, Progress: func(share float64) { progress((1 - figures) * share) }},
		TestSeed: s.Seed, Moves: s.Recipe.ReportMoves, Samples: exportSamples, Rats: exportRats,
	}
	source := n.Source("drawn")
	var notes []string
	if along != nil {
		source.Trajectory = along.Name
		var err error
		if notes, err = along.Follow(n, &o); err != nil {
			return err
		}
	}
	v, positions, err := survey.Network(ctx, n.Net, n.Weights, n.Seed, o)
	if err != nil {
		return err
	}
	r := survey.New(v, e.Program, source, survey.Sampling{
		Seed: s.Seed, Moves: o.Moves, PeriodS: survey.Number(s.Recipe.MotionModel().Period()),
	})
	r.Positions, r.Notes = positions, notes
	if along != nil {
		r.Note(along.Misled(positions))
	}
	r.AddNetwork(v, s.Recipe)
	return e.write(v, &r, n.PerModule())
}

// Cells are recorded cells that were surveyed.
type Cells struct {
	Name   string // of their file
	Path   *Path  // that they were recorded along
	Survey *survey.Survey
	Seed   uint64            // of its nulls
	Spikes *recording.Spikes // nil where activity is known instead
	Note   string            // on how many lie within the trajectory
	Read   []string          // notes on what was made of their file
}

// Cells writes the results of recorded cells and, where spikes are known, the
// path with them.
func (e Export) Cells(c Cells) error {
	source := survey.Source{Kind: "recording", Name: c.Name, Trajectory: c.Path.Name}
	r := survey.New(c.Survey, e.Program, source, survey.Sampling{Seed: c.Seed, PeriodS: survey.Number(c.Path.Track.Step())})
	r.Notes = slices.Concat(c.Path.Notes, c.Read, []string{c.Note}, r.Notes)
	if err := e.write(c.Survey, &r, 0); err != nil || c.Spikes == nil {
		return err
	}
	return WritePaths(e.Dir, c.Survey, &r, e.Colors, c.Path.Track, *c.Spikes)
}

// write writes the page of the unit and all that score writes.
func (e Export) write(v *survey.Survey, r *survey.Results, perModule int) error {
	if err := files.MakeFolder(e.Dir, "the files"); err != nil {
		return err
	}
	d := sheet.NewSurvey(v, r, e.Colors)
	name := UnitName(v.Units[e.Unit])
	if err := WriteFigure(e.Dir, name, d.Unit(e.Unit), d.Notes(d.Name()+": "+name), []string{"png", "svg"}); err != nil {
		return err
	}
	return WriteSurvey(e.Dir, v, r, perModule, e.Colors)
}
