package recorded

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"gridrat/app/study"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
)

// Of the nulls of recorded cells: field shuffles and noise maps of each, and
// their seed, which is also that of the command score.
const (
	cellDraws = 100
	cellSeed  = 1
)

// Set are recorded cells with their scores. Cells are named by their place in
// it. Its study.Cells stay as they are, and any goroutine may read them.
type Set struct {
	study.Cells // as they are exported
	View        *panel.View

	from  understood
	pair  bool          // they belong to this trajectory alone
	fired [][]world.Vec // where each cell fired
	how   string        // that was found
}

// Fired are the places where a cell fired.
func (s *Set) Fired(cell int) []world.Vec { return s.fired[cell] }

// Marks are those places as spikes in the arena.
func (s *Set) Marks(cell int) []figure.Move {
	var marks []figure.Move
	for _, p := range s.fired[cell] {
		marks = append(marks, figure.Move{From: p, To: p, Spike: true})
	}
	return marks
}

// Caption says what the arena shows while a cell is chosen, in full and short.
func (s *Set) Caption(cell int) [2]string {
	fired := fmt.Sprintf("red: %d spikes of %s", len(s.fired[cell]), s.View.Name(cell))
	return [2]string{fmt.Sprintf("%s · %s, %s", s.Path.Name, fired, s.how), fired}
}

// Found says how many draws each cell's own nulls have, and how the places
// where it fired were found.
func (s *Set) Found() (draws int, how string) { return cellDraws, s.how }

func (s *Set) summary() string {
	caution := ""
	for _, n := range s.Survey.CautionNotes() {
		caution += " " + strings.ToUpper(n[:1]) + n[1:] + "."
	}
	return fmt.Sprintf("%d cells, %s.%s K changes between them and the network's units, B puts a cell beside the network's chosen unit.", s.View.Units(), s.Note, caution)
}

// score scores the cells of a file along a trajectory. tell is told what was made
// of the file as soon as that is known. The last error is ctx's
// if that ends first.
func score(ctx context.Context, f source, path *study.Path, tell func(understood), progress func(float64)) (*Set, error) {
	s := &Set{
		Cells: study.Cells{Name: f.Name, Path: path, Seed: cellSeed},
		View:  &panel.View{Source: panel.Cells, Recording: fmt.Sprintf("%s along %s", f.Name, path.Name)},
	}
	gather, err := s.read(ctx, f)
	if err != nil {
		return nil, err
	}
	tell(s.from)
	const workers = 1 // the window and the learner have the rest
	o := survey.Options{Draws: cellDraws, Seed: cellSeed, Workers: workers, Progress: progress}
	subject, inside, outside, what := gather(path, o)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if inside == 0 {
		return nil, fmt.Errorf("could not use %s: none of its %d %s lie within the trajectory %s; do they belong together, and are the units of time right?", f.Name, outside, what, path.Name)
	}
	s.Note = fmt.Sprintf("%d %s along %s", inside, what, path.Name)
	if outside > 0 {
		s.Note += fmt.Sprintf(" (%d outside of it or in its gaps are left out)", outside)
	}
	v, err := survey.Make(ctx, subject, nil, o)
	if err != nil {
		return nil, err
	}
	s.show(v)
	return s, nil
}

// read reads the cells, as spikes or as activity, and finds where they fired.
func (s *Set) read(ctx context.Context, f source) (study.Gathering, error) {
	o, err := f.options()
	if err != nil {
		return nil, fmt.Errorf("could not read %s: %w", f.Name, err)
	}
	o.Want = f.want
	got, err := study.Parse(f.Name, unlessDone{ctx, bytes.NewReader(f.Data)}, int64(len(f.Data)), o)
	if err != nil {
		return nil, err
	}
	s.from, s.Read = understood{f, got.Understood}, got.Lines(f.Name)
	if rates := got.Rates; rates != nil {
		s.fired, s.how = drawnSpikes(*rates, s.Path.Track), "drawn with a probability that is its activity as a share of the highest"
		return study.Gather(ctx, "times of activity", rates.Units, rates.T, rates.Samples), nil
	}
	spikes := got.Spikes
	if spikes == nil {
		return nil, fmt.Errorf("could not use %s: it holds a trajectory, but it must hold spikes or activity", f.Name)
	}
	s.Spikes, s.fired, s.how = spikes, spikes.Positions(s.Path.Track), "as recorded"
	s.View.Hz = true
	return study.Gather(ctx, "spikes", spikes.Units, nil, spikes.Samples), nil
}

// unlessDone reads until a context ends.
type unlessDone struct {
	ctx  context.Context
	data *bytes.Reader
}

// ReadAt implements io.ReaderAt.
func (r unlessDone) ReadAt(p []byte, at int64) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.data.ReadAt(p, at)
}

// show makes a view of a survey: the null of grid scores is that of all noise
// maps of all cells, and every cell has its own.
func (s *Set) show(v *survey.Survey) {
	s.Survey = v
	p := &tuning.Population{Scores: v.Scores, Null: v.Noise[tuning.GridScore]}
	s.View.Numbers = v.Units
	s.View.Snapshot = &learner.Snapshot{
		Recipe: s.Path.Recipe(gridnet.Recipe{}), Maps: v.Maps, Appraisal: learner.NewAppraisal(0, p, v.Recording),
	}
	s.View.Own = &learner.Shuffles{
		OwnNulls: learner.OwnNulls{Shuffled: v.Shuffle, Noise: v.Noise, Direction: v.Direction, Shifted: v.Shifted},
		Scores:   p.Scores60(),
	}
	s.View.Own.Beyond = v.Shuffle[tuning.GridScore].Beyond(s.View.Own.Scores)
}

// drawnSpikes are places where cells fired whose activity alone is known: at
// every time with the probability that is the activity as a share of the cell's
// highest.
func drawnSpikes(r recording.Rates, k recording.Track) [][]world.Vec {
	highest := make([]float32, len(r.Units))
	r.Samples(k, func(s recording.Sample) {
		for u, v := range s.Rates {
			highest[u] = max(highest[u], v)
		}
	})
	rng := rand.New(rand.NewPCG(1, 2))
	fired := make([][]world.Vec, len(r.Units))
	r.Samples(k, func(s recording.Sample) {
		for u, v := range s.Rates {
			if rng.Float32()*highest[u] < v {
				fired[u] = append(fired[u], s.Pos)
			}
		}
	})
	return fired
}
