package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/world"
)

// ranAlong is a route of a foraging rat in a box of 1 m, and a cell that fires
// in the east half alone, as spikes and as activity.
func ranAlong(t *testing.T, seconds float64) (r *route, spikes, activity opened) {
	t.Helper()
	rng := rand.New(rand.NewPCG(5, 6))
	m := world.PublishedForaging()
	m.Stored = m.Tick
	var walk world.Paths
	walk.Walk(rng, world.Enclosure{Shape: world.Square, Size: 1}, m, int(seconds/m.Tick), 1)
	var rows, fired, rates bytes.Buffer
	rows.WriteString("t,x,y\n")
	fired.WriteString("t,unit\n")
	rates.WriteString("t,unit,rate\n")
	for i := range walk.Steps + 1 {
		at, now := walk.At(i, 0).Pos, m.Tick*float64(i)
		fmt.Fprintf(&rows, "%.2f,%.4f,%.4f\n", now, at.X, at.Y)
		east := max(at.X, 0)
		fmt.Fprintf(&rates, "%.2f,9,%.3f\n", now, east)
		if rng.Float64() < 20*east*m.Tick {
			fmt.Fprintf(&fired, "%.4f,9\n", now+0.001)
		}
	}
	track, err := readTrack("rat.csv", rows.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if r, err = newRoute("rat.csv", track, 0.15); err != nil {
		t.Fatal(err)
	}
	return r, opened{"spikes.csv", fired.Bytes()}, opened{"activity.csv", rates.Bytes()}
}

// TestScoreCells: a cell of the east has its map, its spikes and its border
// score there, whether its spikes or its activity are known.
func TestScoreCells(t *testing.T) {
	r, spikes, activity := ranAlong(t, 300)
	for _, f := range []opened{spikes, activity} {
		c, err := scoreCells(context.Background(), f, r, func(float64) {})
		if err != nil {
			t.Fatal(err)
		}
		if v := c.view; v.Units() != 1 || v.Name(0) != "cell 9" || v.Hz != (f.name == spikes.name) || len(v.Own.Beyond) != 1 {
			t.Errorf("%s: the view is of %d cells, the first is %s", f.name, v.Units(), v.Name(0))
		}
		if len(c.fired[0]) < 100 {
			t.Errorf("%s: it fired %d times", f.name, len(c.fired[0]))
		}
		for _, p := range c.fired[0] {
			if p.X < -0.05 {
				t.Errorf("%s: it fired at %v", f.name, p)
			}
		}
		m := c.view.Maps[0]
		for y := range m.N {
			for x := range m.N / 2 {
				if v := m.Rate[y*m.N+x]; v > 0 && x < m.N/2-1 {
					t.Errorf("%s: the rate in bin (%d, %d) is %v", f.name, x, y, v)
				}
			}
		}
		if b := c.view.Appraisal.Population.Scores[0].Border; b < 0.4 || math.IsNaN(b) {
			t.Errorf("%s: the border score is %v", f.name, b)
		}
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := scoreCells(stopped, spikes, r, func(float64) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped, it ends with %v", err)
	}
	for text, want := range map[string]string{
		"t,unit\n-3,1\n":    "none of its 1 spikes lie within the trajectory rat.csv",
		"t,unit\n1,1\n2,\n": "line 3",
		"t,unit\n":          "no rows",
	} {
		if _, err := scoreCells(context.Background(), opened{"bad.csv", []byte(text)}, r, func(float64) {}); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "bad.csv") {
			t.Errorf("%q: %v, want a sentence with %q", text, err, want)
		}
	}
}

// TestViewAlong: the network of a snapshot is evaluated on a trajectory, in its
// box, with and without its silenced units; a failure is an error.
func TestViewAlong(t *testing.T) {
	r, _, _ := ranAlong(t, 120)
	recipe := gridnet.NewModules(1)
	net := gridnet.NewNetwork(recipe, 1)
	s := &learner.Snapshot{Recipe: recipe, Seed: 1, Net: net, Weights: net.Init(1), Update: 7}
	job := alongJob{route: r}
	along := func() (*evaluated, error) {
		return guarded(context.Background(), r.Name, func(ctx context.Context) (*evaluated, error) { return evaluate(ctx, job, s, nil) })
	}
	found, err := along()
	if err == nil {
		found, err = found.focused(context.Background(), 3)
	}
	if err != nil {
		t.Fatal(err)
	}
	v, a := found.view, found.view.Appraisal
	if v.Recipe.Enclosure != r.Box || a.Update != 7 || len(v.Maps) != net.Units() || a.Focus == nil || a.Focus.Unit != 3 {
		t.Errorf("it is of %v at update %d, with %d maps and the nulls of %+v", v.Recipe.Enclosure, a.Update, len(v.Maps), a.Focus)
	}
	moves := recipe.ReportMoves
	if e, u := a.Errors.After(moves).Mean, a.Untrained.After(moves).Mean; e <= 0 || e != u {
		t.Errorf("the untrained network is %v m off, the same untrained %v", e, u)
	}
	if s.Recipe.Enclosure == r.Box {
		t.Error("the snapshot's own enclosure was changed")
	}
	for u := range net.Units() / 2 {
		s.Silenced = append(s.Silenced, u)
	}
	if found, err = along(); err != nil {
		t.Fatal(err)
	}
	if b := found.view.Appraisal; b.Errors.After(moves).Mean != a.Errors.After(moves).Mean || b.Lesion == nil || b.Lesion.Errors.After(moves).Mean == a.Errors.After(moves).Mean {
		t.Errorf("with half of the units silenced it is %v m off, without them %+v", b.Errors.After(moves).Mean, b.Lesion)
	}
	s.Weights = make([]float32, 10)
	s.Silenced = nil
	if _, err = along(); err == nil || !strings.Contains(err.Error(), "rat.csv") {
		t.Errorf("a failure gave %v", err)
	}
}
