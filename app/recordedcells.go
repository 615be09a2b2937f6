package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"

	"gridrat/app/study"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/brain/tuning"
	"gridrat/render/panel"
	"gridrat/world"
)

// Of the nulls of recorded cells: field shuffles and noise maps of each, and
// their seed, which is also that of score.
const (
	cellDraws = 100
	cellSeed  = 1
)

// cellSet are recorded cells with their scores.
type cellSet struct {
	name   string      // of the file
	path   *study.Path // that they were recorded along
	view   *panel.View
	survey *survey.Survey
	spikes *recording.Spikes // nil where activity is known instead
	fired  [][]world.Vec     // where each cell fired
	how    string            // that was found
	notes  string
}

func (c *cellSet) summary() string {
	return fmt.Sprintf("%d cells, %s. K changes between them and the network's units, B puts a cell beside the network's chosen unit.", c.view.Units(), c.notes)
}

// scoreCells scores the cells of a file along a trajectory. The last error is
// ctx's if that ends first.
func scoreCells(ctx context.Context, f opened, r *route, progress func(float64)) (*cellSet, error) {
	c := &cellSet{name: f.name, path: r.Path, view: &panel.View{Source: panel.Cells, Recording: fmt.Sprintf("%s along %s", f.name, r.Name)}}
	var gather study.Gathering
	data := unlessDone{ctx, bytes.NewReader(f.data)}
	if recording.Detect(f.name, f.data) == recording.Activity {
		rates, err := study.Parse(f.name, data, int64(len(f.data)), recording.SI, recording.ReadRates, recording.ReadRatesArrays)
		if err != nil {
			return nil, err
		}
		gather = study.Gather(ctx, "times of activity", rates.Units, rates.T, rates.Samples)
		c.fired, c.how = drawnSpikes(rates, r.Track), "drawn with a probability that is its activity as a share of the highest"
	} else {
		spikes, err := study.Parse(f.name, data, int64(len(f.data)), recording.SI, recording.ReadSpikes, recording.ReadSpikesArrays)
		if err != nil {
			return nil, err
		}
		gather, c.view.Hz = study.Gather(ctx, "spikes", spikes.Units, nil, spikes.Samples), true
		c.spikes, c.fired, c.how = &spikes, spikes.Positions(r.Track), "as recorded"
	}
	const workers = 1 // the window and the learner have the rest
	o := survey.Options{Draws: cellDraws, Seed: cellSeed, Workers: workers, Progress: progress}
	subject, inside, outside, what := gather(r.Path, o)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if inside == 0 {
		return nil, fmt.Errorf("could not use %s: none of its %d %s lie within the trajectory %s; do they belong together, and are the units of time right?", f.name, outside, what, r.Name)
	}
	c.notes = fmt.Sprintf("%d %s along %s", inside, what, r.Name)
	if outside > 0 {
		c.notes += fmt.Sprintf(" (%d outside of it or in its gaps are left out)", outside)
	}
	v, err := survey.Make(ctx, subject, nil, o)
	if err != nil {
		return nil, err
	}
	c.show(v)
	return c, nil
}

// unlessDone reads until a context ends.
type unlessDone struct {
	ctx context.Context
	*bytes.Reader
}

// Read implements io.Reader.
func (r unlessDone) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

// show makes a view of a survey: the null of grid scores is that of all noise
// maps of all cells, and every cell has its own.
func (c *cellSet) show(v *survey.Survey) {
	c.survey = v
	p := &tuning.Population{Scores: v.Scores, Null: v.Noise[tuning.GridScore]}
	c.view.Numbers = v.Units
	c.view.Snapshot = &learner.Snapshot{
		Recipe: gridnet.Recipe{Enclosure: v.Enclosure}, Maps: v.Maps, Appraisal: learner.NewAppraisal(0, p, v.Recording),
	}
	c.view.Own = &learner.Shuffles{
		OwnNulls: learner.OwnNulls{Shuffled: v.Shuffle, Noise: v.Noise, Direction: v.Direction, Shifted: v.Shifted},
		Scores:   p.Scores60(),
	}
	c.view.Own.Beyond = v.Shuffle[tuning.GridScore].Beyond(c.view.Own.Scores)
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
