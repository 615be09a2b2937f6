package recorded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gridrat/app/files"
	"gridrat/app/internal/rat"
	"gridrat/brain/tuning"
)

// ran is a trajectory of a foraging rat in a box of 1 m, and a cell that fires
// in the east half alone, as spikes and as activity.
func ran(seconds float64) (path, spikes, activity files.File) {
	rng := rand.New(rand.NewPCG(5, 6))
	rows := rat.Foraged(rng, 1, seconds)
	var fired, rates bytes.Buffer
	fired.WriteString("t,unit\n")
	rates.WriteString("t,unit,rate\n")
	for _, r := range rows {
		east := max(r.At.X, 0)
		fmt.Fprintf(&rates, "%.2f,9,%.3f\n", r.Seconds, east)
		if rng.Float64() < 20*east*rat.Tick {
			fmt.Fprintf(&fired, "%.4f,9\n", r.Seconds+0.001)
		}
	}
	return files.File{Name: "rat.csv", Data: []byte(rat.CSV(rows))}, files.File{Name: "spikes.csv", Data: fired.Bytes()}, files.File{Name: "activity.csv", Data: rates.Bytes()}
}

// ranAlong is the same with the trajectory as a route.
func ranAlong(t *testing.T, seconds float64) (r *Route, spikes, activity files.File) {
	t.Helper()
	path, spikes, activity := ran(seconds)
	track, err := readTrack(path.Name, path.Data)
	if err != nil {
		t.Fatal(err)
	}
	if r, err = newRoute(path.Name, track, box{}, 0.15); err != nil {
		t.Fatal(err)
	}
	return r, spikes, activity
}

// TestScore: a cell of the east has its map, its spikes and its border score
// there, whether its spikes or its activity are known.
func TestScore(t *testing.T) {
	r, spikes, activity := ranAlong(t, 300)
	for _, f := range []files.File{spikes, activity} {
		s, err := score(context.Background(), source{File: f}, r.Path, func(understood) {}, func(float64) {})
		if err != nil {
			t.Fatal(err)
		}
		if v := s.View; v.Units() != 1 || v.Name(0) != "cell 9" || v.Hz != (f.Name == spikes.Name) || len(v.Own.Beyond) != 1 {
			t.Errorf("%s: the view is of %d cells, the first is %s", f.Name, v.Units(), v.Name(0))
		}
		if s.Name != f.Name || s.Path != r.Path || s.Seed != 1 || (s.Spikes != nil) != s.View.Hz {
			t.Errorf("%s: for an export it is %s along %s", f.Name, s.Name, s.Path.Name)
		}
		if n := len(s.Fired(0)); n < 100 || len(s.Marks(0)) != n || !s.Marks(0)[n-1].Spike {
			t.Errorf("%s: it fired %d times", f.Name, n)
		}
		for _, p := range s.Fired(0) {
			if p.X < -0.05 {
				t.Errorf("%s: it fired at %v", f.Name, p)
			}
		}
		fired := fmt.Sprintf("red: %d spikes of cell 9", len(s.Fired(0)))
		if says := s.Caption(0); says[1] != fired || !strings.HasPrefix(says[0], "rat.csv · "+fired+", ") {
			t.Errorf("%s: the arena says %q", f.Name, says)
		}
		if draws, how := s.Found(); draws != len(s.Survey.Shuffle[tuning.GridScore].Units[0]) || (how == "as recorded") != s.View.Hz {
			t.Errorf("%s: %d draws, %s", f.Name, draws, how)
		}
		m := s.View.Maps[0]
		for y := range m.N {
			for x := range m.N / 2 {
				if v := m.Rate[y*m.N+x]; v > 0 && x < m.N/2-1 {
					t.Errorf("%s: the rate in bin (%d, %d) is %v", f.Name, x, y, v)
				}
			}
		}
		if b := s.View.Appraisal.Population.Scores[0].Border; b < 0.4 || math.IsNaN(b) {
			t.Errorf("%s: the border score is %v", f.Name, b)
		}
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := score(stopped, source{File: spikes}, r.Path, func(understood) {}, func(float64) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped, it ends with %v", err)
	}
	for text, want := range map[string]string{
		"t,unit\n-3,1\n":    "none of its 1 spikes lie within the trajectory rat.csv",
		"t,unit\n1,1\n2,\n": "line 3",
		"t,unit\n":          "no rows",
	} {
		if _, err := score(context.Background(), source{File: files.File{Name: "bad.csv", Data: []byte(text)}}, r.Path, func(understood) {}, func(float64) {}); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "bad.csv") {
			t.Errorf("%q: %v, want a sentence with %q", text, err, want)
		}
	}
}
