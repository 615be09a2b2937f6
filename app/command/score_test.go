package command

import (
	"bytes"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"gridrat/app/internal/program"
	"gridrat/app/study"
	"gridrat/brain/reference"
)

// scored runs `score` without fault and returns the folder of its results and
// what it printed.
func scored(t *testing.T, args ...string) (dir, out string) {
	t.Helper()
	return program.Written(t, append([]string{"score"}, args...)...)
}

// few makes a survey quick.
var few = []string{"-shuffles", "5", "-samples", "8000"}

// TestScore: a trained network of two modules leaves all files, each of which
// can be read, and the same again for the same seed.
func TestScore(t *testing.T) {
	weights := filepath.Join(program.Trained(t, program.Tiny("-updates", "10", "-weights-only")...), "weights.npz")
	dir, out := scored(t, append(few, "-weights", weights, "-seed", "4", "-workers", "1")...)
	want := slices.DeleteFunc(study.Files(), func(name string) bool { return strings.HasPrefix(name, study.PathsName) })
	slices.Sort(want)
	if got := program.Names(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
	r := program.Surveyed(t, dir)
	if r.Format != "gridrat scores" || r.Units != 8 || len(r.Modules) != 2 || r.Sampling.Seed != 4 || r.Sampling.Shuffles != 5 ||
		r.Source.Name != "weights.npz" || r.Source.Updates != 10 || r.Expected != nil {
		t.Errorf("results.json says %+v", r)
	}
	for _, words := range []string{"grid score, released formula", "position error after 0.3 s", "module 2", "directional, rate rectified", "scales of grid-like units"} {
		if !strings.Contains(out, words) {
			t.Errorf("the table does not say %q: %s", words, out)
		}
	}
	if lines := program.Table(t, dir, "scores.csv"); len(lines) != 9 || lines[8][1] != "2" {
		t.Errorf("scores.csv has %d lines", len(lines))
	}
	for _, name := range study.Figures {
		data := program.Read(t, dir, name+".png")
		if _, err := png.Decode(bytes.NewReader(data)); err != nil || !bytes.Contains(data, []byte("tEXtParameters\x00seed 4; 8000 samples; 20 x 20 bins")) {
			t.Errorf("%s.png: %v, or no parameters in it", name, err)
		}
		if data := program.Read(t, dir, name+".svg"); !bytes.Contains(data, []byte(`name="Parameters">seed 4; 8000 samples`)) {
			t.Errorf("%s.svg has no parameters", name)
		}
	}
	again, _ := scored(t, append(few, "-weights", weights, "-seed", "4", "-workers", "3")...)
	other, _ := scored(t, append(few, "-weights", weights, "-seed", "5")...)
	program.Reproduced(t, dir, again, other, "results.json", "scores.csv", "ratemaps.npz", "population.png", "population.svg")
}

// TestScorePublished: the original authors' network is scored from its folder,
// and compared with what is known of it.
func TestScorePublished(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: long with the race detector, which nothing in it needs")
	}
	dir, out := scored(t, "-weights", reference.Path(t, "published-weights"), "-shuffles", "2", "-samples", "100000")
	r := program.Surveyed(t, dir)
	if r.Units != 256 || len(r.Expected) != 3 || r.Positions.Moves != 100 {
		t.Fatalf("results.json says %d units, expected %+v", r.Units, r.Expected)
	}
	for _, e := range r.Expected {
		if !e.Within {
			t.Errorf("%s is %v %s, expected %v to %v", e.What, e.Ours, e.Unit, e.Low, e.High)
		}
	}
	if strings.Count(out, "within") != 3 || !strings.Contains(out, "24.6 %") || !strings.Contains(out, "18.8 %") {
		t.Errorf("printed %s", out)
	}
}

// TestExport: pages, arrays and a table of the units that are named.
func TestExport(t *testing.T) {
	weights := filepath.Join(program.Trained(t, program.Tiny("-updates", "5")...), "weights.npz")
	dir := filepath.Join(t.TempDir(), "units")
	args := []string{"export", "-weights", weights, "-unit", "5,1", "-unit", "5", "-samples", "4000", "-format", "png,svg,npz,csv", "-out", dir}
	if out, err, code := program.Run(t, args...); code != 0 || err != "" || !strings.HasSuffix(out, "written to "+dir+"\n") {
		t.Fatalf("status %d, printed %q and %q", code, out, err)
	}
	want := []string{"unit-0001.png", "unit-0001.svg", "unit-0005.png", "unit-0005.svg", "units.csv", "units.npz"}
	if got := program.Names(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
	if lines := program.Table(t, dir, "units.csv"); len(lines) != 3 || lines[1][0] != "1" || lines[2][0] != "5" || lines[2][1] != "2" {
		t.Errorf("units.csv says %v", lines)
	}
	before := program.Read(t, dir, "unit-0001.png")
	if _, err, code := program.Run(t, args...); code != ExitMisuse || !strings.Contains(err, "already holds unit-0001.png; choose another with -out") {
		t.Errorf("a second export: status %d, %q", code, err)
	}
	if !bytes.Equal(before, program.Read(t, dir, "unit-0001.png")) {
		t.Error("a refused export wrote")
	}
}

// TestScoreRefuses: wrong flags and files get one sentence and leave nothing.
func TestScoreRefuses(t *testing.T) {
	weights := filepath.Join(program.Trained(t, program.Tiny("-updates", "2")...), "weights.npz")
	full := t.TempDir()
	for name, text := range map[string]string{"results.json": "{}", "weights.npz": "no weights"} {
		program.Write(t, full, name, text)
	}
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"score"}, ExitMisuse, "there is nothing to score; name a weights.npz"},
		{[]string{"score", "-weights", weights, "-shuffles", "0"}, ExitMisuse, "-shuffles is 0; it must lie between 1 and 10000"},
		{[]string{"score", "-weights", weights, "-samples", "7"}, ExitMisuse, "-samples is 7; it must lie between 1000 and"},
		{[]string{"score", "-weights", weights, "-workers=-1"}, ExitMisuse, "-workers is -1"},
		{[]string{"score", "-weights", weights, "-colors", "parula"}, ExitMisuse, `no colour map is called "parula"`},
		{[]string{"score", "-weights", weights, "-out", full}, ExitMisuse, "already holds results.json; choose another with -out"},
		{[]string{"score", "-weights", "nowhere.npz"}, ExitFailed, "could not open the network: stat nowhere.npz"},
		{[]string{"score", "-weights", filepath.Join(full, "weights.npz")}, ExitFailed, "it is no npz file"},
		{[]string{"score", "-weights", full}, ExitFailed, "it has no file pc_means.npy"},
		{[]string{"export", "-weights", weights}, ExitMisuse, "no unit is named"},
		{[]string{"export", "-unit", "1"}, ExitMisuse, "there is nothing to export from"},
		{[]string{"export", "-weights", weights, "-unit", "8"}, ExitMisuse, "-unit is 8; weights.npz has units 0 to 7"},
		{[]string{"export", "-weights", weights, "-unit", "1", "-format", "pdf"}, ExitMisuse, `-format is "pdf"; it must be png, svg, npz or csv`},
	} {
		out, err, code := program.Run(t, c.args...)
		if code != c.code || out != "" || !strings.Contains(err, c.want) || strings.Count(err, "\n") != 1 {
			t.Errorf("%v: status %d, printed %q and %q, want %d and %q", c.args, code, out, err, c.code, c.want)
		}
	}
}

// TestScoreInterrupted: Ctrl+C ends scoring soon, says so, and leaves nothing.
func TestScoreInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: a test cannot send Ctrl+C on Windows")
	}
	weights := filepath.Join(program.Trained(t, program.Tiny("-updates", "2")...), "weights.npz")
	dir := filepath.Join(t.TempDir(), "scores")
	cmd, _, stderr := program.Command("score", "-weights", weights, "-shuffles", "10000", "-samples", "8000", "-workers", "1", "-out", dir)
	program.Start(t, cmd, "scoring") // told after five seconds of it
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	_ = cmd.Wait()
	if took := time.Since(begin); took > time.Minute {
		t.Errorf("it took %v to end", took)
	}
	if !strings.Contains(stderr.String(), "interrupted before all scores were there; nothing was written") {
		t.Errorf("printed %q", stderr)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("it left a folder")
	}
}

// TestNumPyOpensAll: numpy opens every npz that is written, with the shapes
// that are documented.
func TestNumPyOpensAll(t *testing.T) {
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import numpy").Run(); err != nil {
		t.Skip("skipped: no python3 with numpy here to open the files")
	}
	run := program.Trained(t, program.Tiny("-updates", "3")...)
	scores, _ := scored(t, append(few, "-weights", filepath.Join(run, "weights.npz"))...)
	for _, c := range []struct{ path, want string }{
		{filepath.Join(run, "ratemaps.npz"), "rate_maps float32 (8, 20, 20) sac float32 (8, 39, 39) bin_edges_m float64 (21,)"},
		{filepath.Join(run, "weights.npz"), "module1_rnn_w float32 (4, 4) module1_rnn_v float32 (2, 4) module1_place_w float32 (4, 196)"},
		{filepath.Join(scores, "ratemaps.npz"), "units float64 (8,) rate_maps float32 (8, 20, 20) sac float32 (8, 39, 39) occupancy_samples float64 (20, 20) occupancy_s float64 (20, 20) floor float64 (20, 20) outline_m float64 (4, 2) bin_edges_m float64 (21,) " +
			"fine_maps_smoothed float32 (8, 88, 88) fine_bin_edges_m float64 (89,) hd_curves float32 (8, 20) hd_bin_edges_rad float64 (21,) speed_curves float32 (8, 20) speed_bin_edges_m_s float64 (21,)"},
	} {
		out, err := exec.Command(python, "-c", `
import sys, numpy
z = numpy.load(sys.argv[1])
print(" ".join("%s %s %s" % (n, z[n].dtype, z[n].shape) for n in z.files if not n.endswith(".json")))
`, c.path).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v: %s", c.path, err, out)
		}
		if got := string(out); !strings.Contains(got, c.want) {
			t.Errorf("%s holds %s, want %s", c.path, got, c.want)
		}
	}
}
