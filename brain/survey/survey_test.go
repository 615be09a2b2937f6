package survey

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/npz"
	"gridrat/brain/tuning"
	"gridrat/brain/versioned"
	"gridrat/world"
)

var box = world.Enclosure{Shape: world.Square, Size: 1.5}

// cells gathers four made-up units on a random walk: a grid cell of spacing
// 0.5 m and orientation 10°, a cell of direction 1 rad, one that follows speed
// and one of noise.
func cells(samples int) Subject {
	r := Recorded{Enclosure: box, Units: []int{0, 1, 2, 3}, Step: 0.02, Each: func(use func(Sample)) {
		i := 0
		record(samples, func(m tuning.Moving, rates []float32) {
			use(Sample{Moving: m, T: 0.02 * float64(i), Seconds: 0.02, First: i == 0, Rates: rates})
			i++
		})
	}}
	return r.Gather(Options{Draws: 100, Seed: 3, Workers: 2})
}

func record(samples int, use func(tuning.Moving, []float32)) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range samples {
		p := world.Pose{Pos: box.Random(rng), Heading: (2*rng.Float64() - 1) * math.Pi}
		speed := 0.5 * rng.Float64()
		grid := 0.0
		for k := range 3 {
			axis := world.Polar(4*math.Pi/(math.Sqrt(3)*0.5), (10+90+60*float64(k))*math.Pi/180)
			grid += math.Cos(axis.Dot(p.Pos)) / 3
		}
		use(tuning.Moving{Pose: p, Speed: speed}, []float32{
			float32(max(grid, 0)), float32(math.Exp(4 * math.Cos(p.Heading-1))), float32(speed + 0.05*rng.NormFloat64()), float32(rng.Float64()),
		})
	}
}

func made(t *testing.T, workers int) *Survey {
	t.Helper()
	s := cells(60_000)
	var inside atomic.Int32
	last := 0.0
	v, err := Make(t.Context(), s, nil, Options{Draws: 100, Seed: 3, Workers: workers, Progress: func(share float64) {
		if inside.Add(1) != 1 {
			t.Error("progress is told by two goroutines at once")
		}
		runtime.Gosched() // lets others in, if they may
		if !(share >= last && share <= 1) {
			t.Errorf("a share of %v is done after %v", share, last)
		}
		last = share
		inside.Add(-1)
	}})
	if err != nil {
		t.Fatal(err)
	}
	if last < 0.95 {
		t.Errorf("the end came at a share of %v", last)
	}
	return v
}

// TestMake: every unit is what it was made to be, and chance is not.
func TestMake(t *testing.T) {
	v := made(t, 2)
	var names []string
	for _, c := range v.Classes() {
		names = append(names, c.String())
	}
	if got := strings.Join(names, ", "); got != "grid, direction, none, none" {
		t.Errorf("the units are %s", got)
	}
	s := v.Scores[0]
	if !s.OK || math.Abs(s.Spacing-0.5) > 0.075 || math.Abs(s.Orientation*degrees-10) > 2 {
		t.Errorf("the grid cell has spacing %v m, orientation %v°, want 0.5 and 10", s.Spacing, s.Orientation*degrees)
	}
	if math.Abs(v.Angles[1]-1) > 0.05 || v.SpeedScores[2] < 0.9 || math.Abs(v.SpeedScores[0]) > 0.05 || v.Expanding[0] < 0.8 {
		t.Errorf("angle %v, speed scores %v, opexebo's score %v", v.Angles[1], v.SpeedScores, v.Expanding[0])
	}
	f := v.Fraction(MeasureNamed("grid_60_released"), 0.37)
	if f.Count < 1 || f.Units < 0.25 || !(f.Shuffle > 0) || !(f.Noise < 0.5) || !(f.BeyondShuffle >= 0.25) || !math.IsNaN(float64(f.Untrained)) {
		t.Errorf("fraction %+v", f)
	}
	if f := v.Fraction(MeasureNamed("grid_60_opexebo"), 0.37); !math.IsNaN(float64(f.Shuffle)) || !math.IsNaN(float64(f.BeyondNoise)) || math.IsNaN(float64(f.NoiseP95)) {
		t.Errorf("opexebo's fraction %+v: it has a pooled null of noise alone", f)
	}
	if f := v.Fraction(MeasureNamed("speed"), 0.3); f.Count != 1 || !math.IsNaN(float64(f.Shuffle)) || f.Shift != 0 || !(f.BeyondShift >= 0.25) || !(f.ShiftP95 < 0.05) {
		t.Errorf("speed: %+v", f)
	}
	if f := v.Fraction(MeasureNamed("information_bits"), math.NaN()); !math.IsNaN(float64(f.Units)) || !math.IsNaN(float64(f.Shift)) || f.Count != 0 || !(f.BeyondShift >= 0.25) {
		t.Errorf("information, which has no threshold: %+v", f)
	}
	for _, c := range []struct {
		unit  int
		null  tuning.Null
		value float64
	}{{0, v.Shifted.Information, s.Information}, {1, v.Shifted.Direction, v.Resultants[1]}, {2, v.Shifted.Speed, v.SpeedScores[2]}} {
		if own, _ := c.null.Percentile(c.unit, c.value); own != 100 {
			t.Errorf("unit %d is at the %v th percentile of its shifts", c.unit, own)
		}
	}
	c := v.ThresholdCurve(MeasureNamed("grid_60_released"))
	for i := 1; i < len(c.Threshold); i++ {
		if c.Units[i] > c.Units[i-1] || c.Shuffle[i] > c.Shuffle[i-1] || c.Threshold[i] <= c.Threshold[i-1] {
			t.Fatalf("the fraction rises with the threshold at %v", c.Threshold[i])
		}
	}
}

// TestSurveyIsReproducible: by any number of workers, and for units picked.
func TestSurveyIsReproducible(t *testing.T) {
	v := made(t, 1)
	if w := made(t, 3); fmt.Sprint(v.Shuffle, v.Measured, v.Opexebo) != fmt.Sprint(w.Shuffle, w.Measured, w.Opexebo) {
		t.Error("a survey depends on the number of workers")
	}
	few, err := Make(t.Context(), v.Pick([]int{1, 3}), nil, Options{Draws: 100, Seed: 3, Workers: 2, Progress: func(float64) {}})
	if err != nil {
		t.Fatal(err)
	}
	if few.Scores[1].Score60 != v.Scores[3].Score60 || !slices.Equal(few.Noise[tuning.GridScore].Units[0], v.Noise[tuning.GridScore].Units[1]) ||
		!slices.Equal(few.Direction.Units[1], v.Direction.Units[3]) || !slices.Equal(few.Shifted.Speed.Units[1], v.Shifted.Speed.Units[3]) {
		t.Error("units that are picked have other scores or nulls than among all")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Make(ctx, v.Subject, nil, Options{Draws: 100, Workers: 2, Progress: func(float64) {}}); err == nil {
		t.Error("a cancelled survey returned no error")
	}
}

// TestShortRecording: less than a minute has no null by shifts, which tables
// leave empty.
func TestShortRecording(t *testing.T) {
	v, err := Make(t.Context(), cells(2999), nil, Options{Draws: 5, Seed: 3, Workers: 2, Progress: func(float64) {}})
	if err != nil {
		t.Fatal(err)
	}
	if f := v.Fraction(MeasureNamed("speed"), 0.3); !math.IsNaN(float64(f.Shift)) || !math.IsNaN(float64(f.BeyondShift)) || f.Count != 1 {
		t.Errorf("speed: %+v", f)
	}
	if got := column(t, v, "speed_shift_percentile"); !slices.Equal(got, []string{"", "", "", ""}) {
		t.Errorf("percentiles %q", got)
	}
	if n := cells(3000).Shifted.Speed; len(n.Units) != 4 {
		t.Errorf("a minute has the null %v", n)
	}
}

// column returns a column of scores.csv.
func column(t *testing.T, v *Survey, name string) []string {
	t.Helper()
	var buf bytes.Buffer
	if err := v.WriteScores(&buf, 0); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&buf).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.Index(lines[0], name)
	var out []string
	for _, l := range lines[1:] {
		out = append(out, l[i])
	}
	return out
}

// TestPathsAreShifted: a network on pieces of a trajectory is shifted along all
// of it; its own sums do not depend on the order of the pieces.
func TestPathsAreShifted(t *testing.T) {
	r := gridnet.NewPaper()
	r.Hidden, r.Units = 8, 6
	n := gridnet.NewNetwork(r, 1)
	var paths []world.Paths
	for _, size := range [][2]int{{10, 60}, {7, 1}} {
		var p world.Paths
		p.Walk(rand.New(rand.NewPCG(3, 4)), r.Enclosure, r.MotionModel(), size[0], size[1])
		paths = append(paths, p)
	}
	o := NetworkOptions{Options: Options{Draws: 20, Seed: 2, Workers: 2, Progress: func(float64) {}}, TestSeed: 2, Paths: paths, Floor: r.Enclosure}
	v, _, err := Network(t.Context(), n, n.Init(9), 1, o)
	if err != nil {
		t.Fatal(err)
	}
	if got := v.Shifted.Speed.Units; len(got) != 6 || len(got[0]) != 20 || got[0][0] == got[0][19] {
		t.Errorf("the null of 607 moves is %v", got)
	}
	o.Paths = paths[1:]
	if v, _, err = Network(t.Context(), n, n.Init(9), 1, o); err != nil || v.Shifted.Speed.Units != nil {
		t.Errorf("7 moves have the null %v (%v)", v.Shifted.Speed.Units, err)
	}
}

// TestScales: two populations of lattices are two clusters, of their ratio.
func TestScales(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	v := &Survey{Subject: Subject{Enclosure: box}}
	for i := range 60 {
		s := tuning.Score{Lattice: tuning.Lattice{OK: i != 7, Spacing: 0.4 + 0.02*rng.NormFloat64(), Orientation: 0.5}}
		if i%2 == 0 {
			s.Spacing *= 1.5
		}
		s.Score60 = 1
		if i == 9 {
			s.Score60 = 0.2
		}
		v.Scores = append(v.Scores, s)
	}
	s := v.Scales(1)
	if s.Count != 58 || len(s.Clusters) != 2 || len(s.Ratios) != 1 || math.Abs(float64(s.Ratios[0])-1.5) > 0.05 || len(s.BIC) != 6 {
		t.Errorf("%+v", s)
	}
	if math.Abs(float64(s.MeanDeg)-0.5*degrees) > 1e-6 || math.Abs(float64(s.Agreement)-1) > 1e-9 {
		t.Errorf("orientation %v, agreement %v", s.MeanDeg, s.Agreement)
	}
	if none := (&Survey{Subject: Subject{Enclosure: box}}).Scales(1); none.Count != 0 || none.Clusters != nil || !math.IsNaN(float64(none.MeanDeg)) {
		t.Errorf("of nothing: %+v", none)
	}
}

// TestConjunctiveChance: draws are taken together as they were drawn, whatever
// their order by score.
func TestConjunctiveChance(t *testing.T) {
	nulls := func(grid, border []float64) *tuning.Nulls {
		var n tuning.Nulls
		n[tuning.GridScore].Draws, n[tuning.BorderScore].Draws = [][]float64{grid}, [][]float64{border}
		return &n
	}
	v := &Survey{
		Direction: tuning.Null{Draws: [][]float64{{0.9, 0, 0, 0}}},
		Shuffle:   nulls([]float64{0, 0.5, 0.4, 0.3}, []float64{0.6, 0.4, 0.6, 0.6}), // direction x border, grid, grid x border, border
		Noise:     nulls([]float64{0, 0, 0, 1}, []float64{0, 0, 0, math.NaN()}),
		Untrained: &Measured{Resultants: []float64{0.5, 0.5, 0.1}, Scores: []tuning.Score{{}, {Border: 0.6}, {Border: 0.9}}},
	}
	if c := v.ConjunctiveChance(); c != (ConjunctiveChance{0.5, 0, 1.0 / 3}) {
		t.Errorf("chance makes %+v conjunctive", c)
	}
	v = &Survey{Shuffle: new(tuning.Nulls), Noise: new(tuning.Nulls)}
	if c := v.ConjunctiveChance(); c.Shuffle == c.Shuffle || c.Noise == c.Noise || c.Untrained == c.Untrained {
		t.Errorf("without draws chance makes %+v conjunctive", c)
	}
}

// TestNetwork surveys a small network: all files can be read again.
func TestNetwork(t *testing.T) {
	r := gridnet.NewPaper()
	r.Hidden, r.Units = 8, 6
	n := gridnet.NewNetwork(r, 1)
	o := NetworkOptions{Options: Options{Draws: 20, Seed: 2, Workers: 2, Progress: func(float64) {}}, TestSeed: 2, Moves: 10, Samples: 4000, Rats: 20}
	v, p, err := Network(t.Context(), n, n.Init(9), 1, o)
	if err != nil {
		t.Fatal(err)
	}
	if v.Untrained == nil || p.Moves != 10 || p.Trajectories != 20 || p.Top3[9] == p.Untrained[9] || math.Abs(float64(p.Seconds[9])-1.5) > 1e-9 {
		t.Errorf("positions %+v", p)
	}
	results := New(v, "test", Source{Kind: "network", Name: "n", Trajectory: "drawn"}, Sampling{Seed: 2, Moves: 10, PeriodS: 0.15})
	results.Positions = p
	results.AddNetwork(v, r)
	results.ExpectPublished()
	if len(results.Expected) != 3 || results.Expected[0].Within != (results.Expected[0].Ours >= 15 && results.Expected[0].Ours <= 21) {
		t.Errorf("expected %+v", results.Expected)
	}
	var buf bytes.Buffer
	if err := results.WriteJSON(&buf); err != nil {
		t.Fatal(err)
	}
	var again Results
	if err := versioned.Strict(buf.Bytes(), &again); err != nil {
		t.Fatal(err)
	}
	if again.Sampling.Shifts != 20 || again.Version != 1 || again.Units != 6 || again.Sampling.Samples != 4000 || !math.IsNaN(float64(again.Fraction("speed").Shuffle)) ||
		again.Positions.Top3[3] == 0 || again.Settings.Hidden != 8 {
		t.Errorf("read again: %+v", again)
	}
	for measure, rates := range map[string][]ConventionRate{"border": again.Border, "direction": again.Resultant} {
		if len(rates) != 3 || rates[0] != (ConventionRate{"absolute", again.Fraction(measure).Units}) || rates[2].Convention != "rectified" {
			t.Errorf("%s by convention: %v", measure, rates)
		}
	}
	for _, f := range again.Fractions {
		if again.Definitions[f.Measure] == "" {
			t.Errorf("%s is not defined", f.Measure)
		}
	}
	for name, write := range map[string]func() error{
		"scores":     func() error { return v.WriteScores(&buf, 0) },
		"thresholds": func() error { return v.WriteThresholds(&buf) },
		"decoding":   func() error { return p.WriteCSV(&buf) },
	} {
		buf.Reset()
		if err := write(); err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(&buf).ReadAll()
		want := map[string]int{"scores": 1 + 6, "thresholds": 1 + 4*93, "decoding": 1 + 10}[name]
		if err != nil || len(lines) != want {
			t.Errorf("%s has %d lines (%v), want %d", name, len(lines), err, want)
		}
	}
	buf.Reset()
	if err := v.WriteArrays(&buf); err != nil {
		t.Fatal(err)
	}
	z, err := npz.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]int{
		"units": {6}, "rate_maps": {6, 20, 20}, "sac": {6, 39, 39}, "occupancy_samples": {20, 20}, "bin_edges_m": {21},
		"fine_maps_smoothed": {6, 88, 88}, "fine_bin_edges_m": {89}, "hd_curves": {6, 20}, "hd_bin_edges_rad": {21},
		"speed_curves": {6, 20}, "speed_bin_edges_m_s": {21},
	} {
		if _, shape, err := z.Float64s(name); err != nil || !reflect.DeepEqual(shape, want) {
			t.Errorf("%s has shape %v (%v), want %v", name, shape, err, want)
		}
	}
}

// TestDescribe against values worked out by hand.
func TestDescribe(t *testing.T) {
	q := Describe([]float64{1, math.NaN(), 2, 3, 4, 5})
	for _, c := range []struct{ got, want Number }{{q.Mean, 3}, {q.SD, Number(math.Sqrt2)}, {q.Median, 3}, {q.P25, 2}, {q.P95, 4.8}} {
		if math.Abs(float64(c.got-c.want)) > 1e-12 {
			t.Errorf("%v, want %v of %+v", c.got, c.want, q)
		}
	}
	if q := Describe(nil); !math.IsNaN(float64(q.Mean)) || !math.IsNaN(float64(q.Median)) {
		t.Errorf("of nothing: %+v", q)
	}
}
