package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"gridrat/brain/gridnet"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/brain/tuning"
	"gridrat/render/sheet"
	"gridrat/world"
)

// recordingFlags name what was recorded, and its units.
type recordingFlags struct {
	Path     string  `help:"Trajectory to evaluate on: CSV t,x,y[,hd], or npz with t[t], pos[t,2] and perhaps hd[t]." placeholder:"FILE"`
	Spikes   string  `help:"Spikes of recorded cells along it: CSV t,unit, or npz with t and unit." placeholder:"FILE" xor:"cells"`
	Activity string  `help:"Activity of recorded cells along it: CSV t,unit,rate, or npz with t[t] and rates[t,unit]." placeholder:"FILE" xor:"cells"`
	Time     string  `help:"Unit of times in these files: s or ms, unless a header names it, as t_ms." default:"s" enum:"s,ms"`
	Length   string  `help:"Unit of lengths: m or cm, unless a header names it, as x_cm." default:"m" enum:"m,cm"`
	Angle    string  `help:"Unit of angles: rad or deg, unless a header names it, as hd_deg." default:"rad" enum:"rad,deg"`
	Box      float64 `help:"Side or diameter of the box of the trajectory, m; 0 is that of all positions, rounded up to 5 cm." default:"0"`
	Round    bool    `help:"The box is round."`
}

func (f *recordingFlags) cells() bool { return f.Spikes != "" || f.Activity != "" }

func (f *recordingFlags) check() error {
	switch {
	case f.cells() && f.Path == "":
		return misusef("-spikes and -activity need the trajectory; name it with -path")
	case f.Box != 0 && !(f.Box >= world.MinSize && f.Box <= world.MaxSize):
		return misusef("-box is %v; it must lie between %v and %v m, or be left out", f.Box, world.MinSize, float64(world.MaxSize))
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

// path is a trajectory that was opened, its origin in the middle of the box.
type path struct {
	name  string
	track recording.Track
	box   world.Enclosure
	notes []string
}

// openPath reads the trajectory; nil if none is named.
func (f *recordingFlags) openPath() (*path, error) {
	if f.Path == "" {
		return nil, nil
	}
	track, err := open(f.Path, f.scales(), recording.ReadTrack, recording.ReadTrackArrays)
	if err != nil {
		return nil, err
	}
	shape := world.Square
	if f.Round {
		shape = world.Circle
	}
	return newPath(f.Path, track, shape, f.Box)
}

// newPath puts a track into its box, of a size in metres or, if that is 0, as
// large as it must be.
func newPath(name string, track recording.Track, shape world.Shape, size float64) (*path, error) {
	box, centre, err := track.Box(shape, size)
	if err != nil {
		return nil, fmt.Errorf("could not use %s: %w", name, err)
	}
	p := &path{name: filepath.Base(name), track: track.Centred(centre), box: box}
	how := "estimated from the positions"
	if size != 0 {
		how = "as given"
	}
	whole := track.T[len(track.T)-1] - track.T[0]
	p.note("%s: %d rows, %.1f s of %.1f s in %d segments without gaps (a gap: no position, or more than %d median steps of %.3g s); %s box of %.2f m (%s), its middle at (%.3f, %.3f) m of the file",
		p.name, len(track.T), track.Seconds(), whole, len(track.Segments()), recording.GapFactor, track.Step(), box.Shape, box.Size, how, centre.X, centre.Y)
	if !track.Headings {
		p.note("%s has no headings: they are taken from motion", p.name)
	}
	return p, nil
}

func (p *path) note(format string, values ...any) {
	p.notes = append(p.notes, fmt.Sprintf(format, values...))
}

// contents are those of a file, on disk or in memory.
type contents interface {
	io.Reader
	io.ReaderAt
}

// Readers of a recording, of its text or of its arrays.
type (
	textReader[T any]  func(io.Reader, recording.Scales) (T, error)
	arrayReader[T any] func(io.ReaderAt, int64, recording.Scales) (T, error)
)

// parse reads a recording as npz if its name ends so, as CSV otherwise; errors
// name it.
func parse[T any](name string, r contents, size int64, s recording.Scales, text textReader[T], arrays arrayReader[T]) (got T, err error) {
	if strings.EqualFold(filepath.Ext(name), ".npz") {
		got, err = arrays(r, size, s)
	} else {
		got, err = text(r, s)
	}
	if err != nil {
		return *new(T), fmt.Errorf("could not read %s: %w", name, err)
	}
	return got, nil
}

// open reads a file.
func open[T any](name string, s recording.Scales, text textReader[T], arrays arrayReader[T]) (T, error) {
	var none T
	f, err := os.Open(name)
	if err != nil {
		return none, fmt.Errorf("could not open the recording: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return none, fmt.Errorf("could not open the recording: %w", err)
	}
	return parse(name, f, info.Size(), s, text, arrays)
}

// Leftovers of segments that are shorter than leastMoves are not used, and at
// most pathRats pieces are walked side by side.
const (
	leastMoves = 5
	pathRats   = 1000
)

// follow makes a network's survey one on the trajectory, and says how.
func (p *path) follow(net *network, o *survey.NetworkOptions) (notes []string, err error) {
	o.Paths = recording.Paths(p.track.Resample(net.period()), o.Moves, leastMoves, pathRats)
	if o.Paths == nil {
		return nil, fmt.Errorf("could not use %s: it has no segment without gaps of %d moves of %v s", p.name, leastMoves, net.period())
	}
	o.Floor = p.box
	notes = p.notes
	first := o.Paths[0]
	total := 0
	for _, q := range o.Paths {
		total += q.Steps * q.Rats
	}
	notes = append(notes, fmt.Sprintf("resampled to moves of %v s, cut into pieces of at most %d moves, each with a true start: %d moves in all, position errors on the %d pieces of %d moves",
		net.period(), o.Moves, total, first.Rats, first.Steps))
	if e := net.network.Recipe.Arena(); p.box.Size > e.Size+1e-9 {
		notes = append(notes, fmt.Sprintf("the box of %.2f m is larger than the network's enclosure of %.2f m: outside of that it knows no places", p.box.Size, e.Size))
	} else if p.box.Size < e.Size-1e-9 {
		notes = append(notes, fmt.Sprintf("the box of %.2f m lies in the middle of the network's enclosure of %.2f m; rate maps are of the box", p.box.Size, e.Size))
	}
	return notes, nil
}

// motion compares the animal's motion with a model's in the same box.
func (p *path) motion(name string, model world.Motion, seed uint64) []survey.Motion {
	const moves, rats = 100, 200
	rng := rand.New(rand.NewPCG(seed, 1<<62))
	var drawn world.Paths
	drawn.Walk(rng, p.box, model, moves, rats)
	animal := recording.Paths(p.track.Resample(model.Period()), math.MaxInt32, 1, pathRats)
	return []survey.Motion{
		survey.DescribeMotion(p.name, animal, model.Period()),
		survey.DescribeMotion(name+" model", []world.Paths{drawn}, model.Period()),
	}
}

// cellsOut is where the results of recorded cells go: beside those of a
// network, if there is one.
func (c *scoreCmd) cellsOut() string {
	if c.Weights == "" {
		return c.Out
	}
	return filepath.Join(c.Out, "recorded")
}

// scoreCells scores the recorded cells with the tools of networks.
func (c *scoreCmd) scoreCells(ctx context.Context, path *path) error {
	name, gather, spikes, err := c.openCells()
	if err != nil {
		return err
	}
	p := newProgress(os.Stdout)
	o := survey.Options{Draws: c.Shuffles, Seed: c.Seed, Workers: c.Workers, Progress: func(share float64) {
		p.show("scoring cells", share, "")
	}}
	subject, inside, outside, what := gather(path, o)
	if inside == 0 {
		return fmt.Errorf("could not use %s: none of its %d %s lie within the trajectory %s; are the units of time right?", name, outside, what, path.name)
	}
	v, err := survey.Make(ctx, subject, nil, o)
	if err != nil {
		return interrupted(err)
	}
	p.done("scoring cells", fmt.Sprintf("%d cells", len(v.Scores)))
	source := survey.Source{Kind: "recording", Name: filepath.Base(name), Trajectory: path.name}
	r := survey.New(v, version(), source, survey.Sampling{Seed: c.Seed, PeriodS: survey.Number(path.track.Step())})
	r.Notes = append(path.notes, fmt.Sprintf("%d %s within the trajectory, %d in its gaps or outside of it and left out", inside, what, outside))
	if spikes != nil {
		d := sheet.NewSurvey(v, &r, c.colors())
		if err := os.MkdirAll(c.cellsOut(), 0o755); err != nil {
			return fmt.Errorf("could not make the folder for results: %w", err)
		}
		if err := writeFigure(c.cellsOut(), pathsName, d.Paths(path.track, *spikes), d.Notes(d.Name()+": "+pathsName), []string{"png", "svg"}); err != nil {
			return err
		}
	}
	if c.Weights == "" {
		r.Motion = path.motion(string(gridnet.Foraging), world.PublishedForaging(), c.Seed)
	}
	return c.finish(c.cellsOut(), v, &r, 0)
}

// gathering pairs cells with a trajectory.
type gathering func(p *path, o survey.Options) (subject survey.Subject, inside, outside int, what string)

// openCells reads the recorded cells; spikes is nil where activity is known
// instead.
func (f *recordingFlags) openCells() (name string, gather gathering, spikes *recording.Spikes, err error) {
	if f.Spikes != "" {
		s, err := open(f.Spikes, f.scales(), recording.ReadSpikes, recording.ReadSpikesArrays)
		return f.Spikes, gathered(context.Background(), "spikes", s.Units, nil, s.Samples), &s, err
	}
	rates, err := open(f.Activity, f.scales(), recording.ReadRates, recording.ReadRatesArrays)
	return f.Activity, gathered(context.Background(), "times of activity", rates.Units, rates.T, rates.Samples), nil, err
}

// gathered pairs cells whose activity is known at times, or at those of the
// trajectory if that is nil. What is gathered after ctx has ended is worth nothing.
func gathered(ctx context.Context, what string, units []int, times []float64, samples func(recording.Track, func(recording.Sample)) (int, int)) gathering {
	return func(p *path, o survey.Options) (subject survey.Subject, inside, outside int, _ string) {
		step := p.track.Step()
		if times != nil {
			step = recording.Track{T: times}.Step()
		}
		subject = survey.Recorded(p.box, units, step, func(use func(m tuning.Moving, activity []float32)) {
			inside, outside = samples(p.track, func(s recording.Sample) {
				if ctx.Err() == nil {
					use(tuning.Moving(s.Moving), s.Rates)
				}
			})
		}, o)
		return subject, inside, outside, what
	}
}
