package command

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"gridrat/app/internal/program"
	"gridrat/brain/reference"
	"gridrat/world"
)

// walked writes a drawn trajectory of many starts as CSV, in cm and ms, with a
// gap between them, and spikes of two cells along it: cell 4 fires on the
// corners of a hexagonal lattice of 0.5 m, cell 9 anywhere.
func walked(t *testing.T, rats int) (path, spikes string) {
	t.Helper()
	m := world.PublishedForaging()
	rng := rand.New(rand.NewPCG(3, 4))
	var p world.Paths
	p.Walk(rng, world.Enclosure{Shape: world.Square, Size: 2.2}, m, 100, rats)
	var poses, fired strings.Builder
	poses.WriteString("# drawn\nt,x,y,hd\n")
	fired.WriteString("t,unit\n")
	row := 0
	for r := range rats {
		for s := range p.Steps + 1 {
			q := p.At(s, r)
			at := float64(row) * 1000 * m.Period()
			fmt.Fprintf(&poses, "%v,%v,%v,%v\n", at, 100*q.Pos.X+110, 100*q.Pos.Y+110, q.Heading*180/math.Pi)
			grid := 0.0
			for k := range 3 {
				grid += math.Cos(world.Polar(4*math.Pi/(math.Sqrt(3)*0.5), float64(k)*math.Pi/3).Dot(q.Pos)) / 3
			}
			if grid > 0.5 {
				fmt.Fprintf(&fired, "%v,4\n", at+1)
			}
			if rng.Float64() < 0.2 {
				fmt.Fprintf(&fired, "%v,9\n", at+1)
			}
			row++
		}
		fmt.Fprintf(&poses, "%v,,,\n", float64(row)*1000*m.Period())
		row++
	}
	dir := t.TempDir()
	return program.Write(t, dir, "path.csv", poses.String()), program.Write(t, dir, "spikes.csv", fired.String())
}

// TestScorePath: on a trajectory of the foraging model that comes from a file,
// the published network errs as on its own.
func TestScorePath(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: long with the race detector, which nothing in it needs")
	}
	weights := reference.Path(t, "published-weights")
	path, spikes := walked(t, 150)
	dir, out := scored(t, "-weights", weights, "-path", path, "-spikes", spikes, "-length", "cm", "-time", "ms", "-angle", "deg", "-shuffles", "40")
	r := program.Surveyed(t, dir)
	if p := r.Positions; p.Trajectories != 150 || p.Moves != 100 || math.Abs(float64(p.Top3[99])-19.5) > 5 {
		t.Errorf("an error of %v cm on %d pieces of %d moves, want about 20 on 150 of 100", p.Top3[p.Moves-1], p.Trajectories, p.Moves)
	}
	if r.Source.Trajectory != "path.csv" || r.Sampling.Samples != 15_000 || math.Abs(r.Sampling.Enclosure.Size-2.2) > 1e-9 || r.Expected != nil {
		t.Errorf("source %+v, sampling %+v", r.Source, r.Sampling)
	}
	if len(r.Motion) != 2 || math.Abs(float64(r.Motion[0].Speed.Mean/r.Motion[1].Speed.Mean)-1) > 0.02 ||
		math.Abs(float64(r.Motion[0].Turn.SD/r.Motion[1].Turn.SD)-1) > 0.05 {
		t.Errorf("motion %+v", r.Motion)
	}
	for _, words := range []string{"foraging model", "150 segments without gaps", "estimated from the positions", "|turn|, rad"} {
		if !strings.Contains(out, words) {
			t.Errorf("it does not say %q: %s", words, out)
		}
	}
	// The recorded cells lie beside the network.
	cells := program.Surveyed(t, filepath.Join(dir, "recorded"))
	if cells.Units != 2 || cells.Source.Kind != "recording" || cells.Source.Name != "spikes.csv" || cells.Positions != nil ||
		cells.Fraction("grid_60_released").Count != 1 || !math.IsNaN(float64(cells.Fraction("grid_60_released").Untrained)) {
		t.Errorf("cells: %+v", cells.Fractions[0])
	}
	for _, name := range []string{"paths.png", "paths.svg", "population.png"} {
		if data := program.Read(t, filepath.Join(dir, "recorded"), name); len(data) < 10_000 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
	}
	table := string(program.Read(t, filepath.Join(dir, "recorded"), "scores.csv"))
	if !strings.Contains(table, "\n4,,grid,") || !strings.Contains(table, "\n9,,none,") {
		t.Errorf("scores.csv says %s", table)
	}
	if math.Abs(float64(cells.Scales.SpacingM.Median)-0.5) > 0.11 {
		t.Errorf("the grid cell has a spacing of %v m, want 0.5", cells.Scales.SpacingM.Median)
	}
}

// TestScorePathRefuses: wrong recordings get one sentence with file, line and
// field.
func TestScorePathRefuses(t *testing.T) {
	path, spikes := walked(t, 2)
	dir := t.TempDir()
	write := func(name, text string) string { return program.Write(t, dir, name, text) }
	word, early := write("word.csv", "t,x,y\n0,1,2\n1,fast,2\n"), write("early.csv", "0,1\n")
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"-spikes", spikes}, ExitMisuse, "-spikes and -activity need the trajectory; name it with -path"},
		{[]string{"-path", path}, ExitMisuse, "there is nothing to score"},
		{[]string{"-path", path, "-spikes", spikes, "-box", "-3"}, ExitMisuse, "-box"},
		{[]string{"-path", path, "-spikes", spikes, "-length", "ell"}, ExitMisuse, `-length is "ell"; it must be one of m, cm, mm, inch, or a positive number and one, as 0.25cm`},
		{[]string{"-path", path, "-length", "cm", "-time", "ms", "-spikes", spikes}, ExitFailed, "line 3: hd is"},
		{[]string{"-path", path, "-spikes", spikes, "-time", "fast"}, ExitMisuse, `-time is "fast"`},
		{[]string{"-path", spikes, "-spikes", spikes}, ExitFailed, "line 1: no column is x"},
		{[]string{"-path", "nowhere.csv", "-spikes", spikes}, ExitFailed, "could not open the recording: open nowhere.csv"},
		{[]string{"-path", word, "-spikes", spikes}, ExitFailed, "could not read " + word + `: line 3: field x must be a number, or empty if it is not known: it is "fast"`},
		{[]string{"-path", path, "-time", "ms", "-angle", "deg", "-spikes", spikes}, ExitFailed, "could not use " + path + ": its positions span"}, // cm taken for m
		{[]string{"-path", path, "-length", "cm", "-time", "ms", "-angle", "deg", "-spikes", word}, ExitFailed, `could not read ` + word + `: line 1: no column is unit; the header must name t,unit`},
		{[]string{"-path", path, "-length", "cm", "-time", "ms", "-angle", "deg", "-activity", write("a.csv", "1,2,3\n1,3,x\n")}, ExitFailed, `line 2: field rate must be a number, or empty if it is not known: it is "x"`},
		{[]string{"-path", path, "-length", "cm", "-time", "ms", "-angle", "deg", "-spikes", write("late.csv", "99999999,1\n")}, ExitFailed, "none of its 1 spikes lie within the trajectory path.csv; are the units of time right?"},
		{[]string{"-path", write("p.npz", "x"), "-spikes", early}, ExitFailed, "it is no npz file"},
	} {
		out, err, code := program.Run(t, append([]string{"score"}, c.args...)...)
		if code != c.code || out != "" || !strings.Contains(err, c.want) || strings.Count(err, "\n") != 1 {
			t.Errorf("%v: status %d, printed %q and %q, want %d and %q", c.args, code, out, err, c.code, c.want)
		}
	}
}

// TestScoreTracked: a tracker's pixels and frames become metres and seconds by
// flags, and the output says what was understood.
func TestScoreTracked(t *testing.T) {
	var track, spikes strings.Builder
	track.WriteString("scorer,n,n,n,n,n,n\nbodyparts,tail,tail,tail,nose,nose,nose\ncoords,x,y,likelihood,x,y,likelihood\n")
	spikes.WriteString("spike_time,cluster_id\n")
	for i := range 600 {
		a := float64(i) / 20
		fmt.Fprintf(&track, "%d,1,1,1,%.2f,%.2f,%.2f\n", i, 400+180*math.Cos(a), 300-180*math.Sin(1.1*a), 1-0.9*float64(i%100/99))
		fmt.Fprintf(&spikes, "%.4f,%d\n", float64(i)/30, 3-4*(i%2))
	}
	dir := t.TempDir()
	path, cells := program.Write(t, dir, "rat.csv", track.String()), program.Write(t, dir, "cells.csv", spikes.String())
	out, text := scored(t, "-path", path, "-spikes", cells, "-time", "30Hz", "-length", "0.25cm", "-y-down", "-part", "nose", "-shuffles", "2")
	r := program.Surveyed(t, out)
	if r.Units != 1 || math.Abs(float64(r.Sampling.PeriodS)-1./30) > 1e-6 || r.Sampling.Enclosure.Size < 0.85 || r.Sampling.Enclosure.Size > 1 {
		t.Errorf("%d units, sampling %+v", r.Units, r.Sampling)
	}
	for _, words := range []string{
		`rat.csv: DeepLabCut, CSV; t is "frame" in 0.0333333 s (flag), x is "nose x" in 0.0025 m (flag)`, `of its 2 choices of part, "nose" was read; -part chooses: tail, nose`,
		"6 positions of a likelihood below 0.6 are not known", "y grows downwards", `cells.csv: CSV; t is "spike_time" in s (assumed), unit is "cluster_id"`, "300 rows of unit -1 are left out: it is noise",
	} {
		if !strings.Contains(text, words) {
			t.Errorf("it does not say %q: %s", words, text)
		}
	}
}
