package study

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gridrat/app/files"
	"gridrat/app/internal/program"
	"gridrat/app/internal/rat"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/render/figure"
	"gridrat/world"
)

// ran is the trajectory of a rat that foraged for a minute in a box of 1 m, and
// spikes of cells 4 and 9 along it, as CSV.
func ran() (track, spikes string) {
	rng := rand.New(rand.NewPCG(5, 6))
	rows := rat.Foraged(rng, 1, 60)
	var fired strings.Builder
	fired.WriteString("t,unit\n")
	for i, r := range rows {
		if rng.Float64() < 0.1 {
			fmt.Fprintf(&fired, "%.4f,%d\n", r.Seconds+0.001, 4+5*(i%2))
		}
	}
	return rat.CSV(rows), fired.String()
}

func parsed(t *testing.T, name, text string) *recording.File {
	t.Helper()
	got, err := Parse(name, strings.NewReader(text), int64(len(text)), recording.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestExport: of recorded cells, and of a network along their trajectory, there
// is a page about one unit and all that score writes.
func TestExport(t *testing.T) {
	rows, fired := ran()
	track := *parsed(t, "rat.csv", rows).Track
	spikes := *parsed(t, "spikes.csv", fired).Spikes
	p, err := NewPath("some/rat.csv", track, recording.Said{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if p.Name != "rat.csv" || math.Abs(p.Box.Size-1) > 0.11 || len(p.Notes) != 3 {
		t.Fatalf("the path is %s in a box of %v m, with %q", p.Name, p.Box.Size, p.Notes)
	}
	o := survey.Options{Draws: 3, Seed: 1, Workers: 1, Progress: func(float64) {}}
	subject, inside, outside, what := Gather(t.Context(), "spikes", spikes.Units, nil, spikes.Samples)(p, o)
	if inside == 0 || outside != 0 || what != "spikes" {
		t.Fatalf("%d %s within the trajectory, %d outside", inside, what, outside)
	}
	v, err := survey.Make(t.Context(), subject, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	e := Export{Dir: t.TempDir(), Unit: 1, Colors: figure.Viridis, Program: "v1"}
	if err := e.Cells(Cells{Name: "spikes.csv", Path: p, Survey: v, Seed: 1, Spikes: &spikes, Note: "a note"}); err != nil {
		t.Fatal(err)
	}
	want := append(slices.DeleteFunc(Files(), func(name string) bool { return name == "decoding.csv" }), "unit-0009.png", "unit-0009.svg")
	slices.Sort(want)
	if got := program.Names(t, e.Dir); !slices.Equal(got, want) {
		t.Errorf("of cells there are %v, want %v", got, want)
	}
	if data, err := files.Read(e.Dir + "/" + files.ResultsName); err != nil || !strings.Contains(string(data), "a note") || !strings.Contains(string(data), `"v1"`) {
		t.Errorf("the results lack their note or the version (%v)", err)
	}

	r := gridnet.NewModules(1)
	r.Units, r.ReportMoves = 2, 10
	net := gridnet.NewNetwork(r, 1)
	s := &learner.Snapshot{Recipe: r, Seed: 1, Net: net, Weights: net.Init(1), Update: 7, State: learner.State{Origin: "from scratch"}}
	last := 0.0
	e.Dir = t.TempDir()
	if err := e.Snapshot(t.Context(), s, p, func(share float64) { last = share }); err != nil {
		t.Fatal(err)
	}
	want = append(slices.DeleteFunc(Files(), func(name string) bool { return strings.HasPrefix(name, PathsName) }), "unit-0001.png", "unit-0001.svg")
	slices.Sort(want)
	if got := program.Names(t, e.Dir); !slices.Equal(got, want) || math.Abs(last-0.9) > 0.01 {
		t.Errorf("of a network there are %v, want %v; it was done to %v", got, want, last)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	e.Dir = t.TempDir()
	if err := e.Snapshot(stopped, s, nil, func(float64) {}); err == nil || len(program.Names(t, e.Dir)) > 0 {
		t.Errorf("stopped, it ends with %v and leaves %v", err, program.Names(t, e.Dir))
	}
}

// TestFollowRefuses: a trajectory without a piece that is long enough is none
// for a network.
func TestFollowRefuses(t *testing.T) {
	track := *parsed(t, "short.csv", "t,x,y\n0,0,0\n0.1,0.1,0\n0.2,0.1,0.1\n0.3,0,0.3\n").Track
	p, err := NewPath("short.csv", track, recording.Said{Width: 1, Height: 1}, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := &Network{Net: gridnet.NewNetwork(gridnet.NewModules(1), 1)}
	if _, err := p.Follow(n, &survey.NetworkOptions{Moves: 10}); err == nil || !strings.Contains(err.Error(), "could not use short.csv: it has no segment without gaps of 5 moves") {
		t.Errorf("it says %v", err)
	}
}

// TestRectangle: a network follows a trajectory in a rectangle: its maps have
// that floor alone, and the model of motion keeps to it.
func TestRectangle(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("t,x,y\n")
	rng := rand.New(rand.NewPCG(7, 8))
	p := world.Pose{Pos: world.Vec{X: 0.5, Y: 0.3}}
	for i := range 4000 {
		p.Heading += 0.2 * rng.NormFloat64()
		to := p.Pos.Add(world.Polar(0.004, p.Heading))
		if to.X < 0.01 || to.X > 0.99 || to.Y < 0.01 || to.Y > 0.59 {
			p.Heading += math.Pi
			continue
		}
		p.Pos = to
		fmt.Fprintf(&rows, "%.2f,%.4f,%.4f\n", 0.02*float64(i), p.Pos.X+3, p.Pos.Y-2)
	}
	track := *parsed(t, "rat.csv", rows.String()).Track
	corner := world.Vec{X: 3, Y: -2}
	path, err := NewPath("rat.csv", track, recording.Said{Width: 1, Height: 0.6, Origin: &corner}, 0)
	if err != nil {
		t.Fatal(err)
	}
	r := gridnet.NewModules(1)
	r.Units, r.ReportMoves = 2, 10
	net := gridnet.NewNetwork(r, 1)
	n := &Network{Name: "n", Net: net, Weights: net.Init(1), Seed: 1}
	o := survey.NetworkOptions{Options: survey.Options{Draws: 2, Seed: 1, Workers: 1, Progress: func(float64) {}}, TestSeed: 1, Moves: 10}
	if _, err := path.Follow(n, &o); err != nil {
		t.Fatal(err)
	}
	v, positions, err := survey.Network(t.Context(), net, n.Weights, 1, o)
	if err != nil {
		t.Fatal(err)
	}
	if v.Enclosure != path.Box || v.Walls != path.Walls || v.Box == nil || v.Box.Shape != "rectangle" || positions.Moves != 10 {
		t.Fatalf("it is surveyed in %+v, %+v", v.Enclosure, v.Box)
	}
	for i, s := range v.Maps[0].Time {
		if row := i / survey.Bins; s > 0 && (row < 4 || row >= 16) {
			t.Errorf("row %d of its maps was visited", row)
		}
	}
	if s := v.Scores[0].Border; s != s {
		t.Error("it has no border score")
	}
	if m := path.Motion("foraging", world.PublishedForaging(), 1); len(m) != 2 || !(m[1].Speed.Mean > 0.05) {
		t.Errorf("motion %+v", m)
	}
	worse := survey.Positions{Moves: 1, Seconds: []survey.Number{15}, Top3: []survey.Number{86}, NeverMoved: []survey.Number{46}}
	if text := path.Misled(&worse); !strings.Contains(text, "tracks rat.csv worse than never having moved: after 15.0 s it errs by 86 cm, the place where it set out by 46 cm") {
		t.Errorf("of a network that errs it says %q", text)
	}
	if worse.Top3[0] = 20; path.Misled(&worse) != "" || path.Misled(nil) != "" {
		t.Error("it finds fault with a network that knows better")
	}
}
