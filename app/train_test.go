package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"gridrat/app/files"
	"gridrat/brain/gridnet"
	"gridrat/brain/npz"
	"gridrat/brain/report"
	"gridrat/brain/tensor"
	"gridrat/render/figure"
)

// tiny is a run of a fraction of a second: two modules with a joint read-out,
// dropout, and a stage that begins at update 5.
var tiny = []string{
	"train", "-modules", "2", "-set", "units=4", "-set", "dropout=0.2", "-set", "report_moves=2", "-set", "joint.hidden=8",
	"-set", `horizons=[{"from":0,"steps":4,"batch":8},{"from":5,"steps":6,"batch":8}]`,
}

// runFiles are what a run leaves behind.
var runFiles = []string{
	"curves.png", "emergence.csv", "ratemaps.npz", "ratemaps.png", "results.json", "scores.csv", "training.csv", "weights.npz",
}

// trained runs the program without fault and returns the folder of its
// results.
func trained(t *testing.T, args ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run")
	out, err, code := run(t, append(slices.Clone(args), "-out", dir)...)
	if code != 0 || err != "" {
		t.Fatalf("status %d, printed %q and %q", code, out, err)
	}
	if !strings.HasSuffix(out, "written to "+dir+"\n") || strings.ContainsAny(out, "\r\x1b") {
		t.Errorf("printed %q, want lines of which the last names the folder", out)
	}
	return dir
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func results(t *testing.T, dir string) report.Results {
	t.Helper()
	var r report.Results
	if err := json.Unmarshal(read(t, dir, "results.json"), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestTrainKernels: a run uses the kernels asked for, and its results say so.
func TestTrainKernels(t *testing.T) {
	for _, name := range tensor.Kernels() {
		if got := results(t, trained(t, with("-updates", "3", "-kernels", name)...)).Kernels; got != name {
			t.Errorf("results.json says kernels %q, want %q", got, name)
		}
	}
}

// TestTrainInMap: a run learns in a map, which its results name, and goes on
// there after a stop as if it had not been stopped.
func TestTrainInMap(t *testing.T) {
	const rooms = "../assets/mazes/four-rooms.json"
	whole := trained(t, with("-map", rooms, "-updates", "8")...)
	if m := results(t, whole).Settings.Map; m == nil || m.Name != "Four rooms with doors" {
		t.Errorf("the results name the map %+v", m)
	}
	half := trained(t, with("-map", rooms, "-updates", "5")...)
	rest := trained(t, "train", "-resume", filepath.Join(half, "weights.npz"), "-updates", "8")
	if !bytes.Equal(read(t, whole, "weights.npz"), read(t, rest, "weights.npz")) {
		t.Error("the resumed run went another way")
	}
	if bytes.Equal(read(t, whole, "weights.npz"), read(t, trained(t, with("-updates", "8")...), "weights.npz")) {
		t.Error("the map changed nothing")
	}
}

// TestTrainReproducible: one seed gives the same bytes in two processes with
// different numbers of workers; another seed gives others.
func TestTrainReproducible(t *testing.T) {
	a := trained(t, with("-updates", "10", "-seed", "7", "-workers", "1")...)
	b := trained(t, with("-updates", "10", "-seed", "7", "-workers", "3")...)
	c := trained(t, with("-updates", "10", "-seed", "8", "-workers", "1")...)
	for _, name := range []string{"weights.npz", "ratemaps.npz", "scores.csv", "ratemaps.png"} {
		if !bytes.Equal(read(t, a, name), read(t, b, name)) {
			t.Errorf("%s differs between two runs of one seed", name)
		}
		if bytes.Equal(read(t, a, name), read(t, c, name)) {
			t.Errorf("%s is the same for two seeds", name)
		}
	}
}

// with returns the arguments of a tiny run and others.
func with(args ...string) []string { return append(slices.Clone(tiny), args...) }

// TestTrainResume: stopping at half and going on from there equals never
// having stopped.
func TestTrainResume(t *testing.T) {
	whole := trained(t, with("-updates", "12", "-seed", "3")...)
	half := trained(t, with("-updates", "6", "-seed", "3")...)
	rest := trained(t, "train", "-updates", "12", "-resume", filepath.Join(half, "weights.npz"))
	if bytes.Equal(read(t, whole, "weights.npz"), read(t, half, "weights.npz")) {
		t.Error("half a run equals the whole one")
	}
	for _, name := range []string{"weights.npz", "ratemaps.npz", "scores.csv"} {
		if !bytes.Equal(read(t, whole, name), read(t, rest, name)) {
			t.Errorf("%s differs from that of a run that never stopped", name)
		}
	}
	if r := results(t, rest); r.Updates != 12 || r.Seed != 3 || !r.Finished {
		t.Errorf("results.json says %d updates, seed %d, finished %t; want 12, 3, true", r.Updates, r.Seed, r.Finished)
	}
}

// TestTrainFiles: a run leaves all its files and no others, and each can be
// read.
func TestTrainFiles(t *testing.T) {
	dir := trained(t, with("-updates", "20")...)
	if got := names(t, dir); !slices.Equal(got, runFiles) {
		t.Errorf("the folder holds %v, want %v", got, runFiles)
	}
	r := results(t, dir)
	if r.Format != "gridrat results" || r.RecipeName != "modules" || r.Updates != 20 || r.Seed != 1 || r.Units != 8 ||
		!r.Finished || len(r.Modules) != 2 || len(r.ErrorByMovesCM) != 2 || r.Settings.Dropout != 0.2 {
		t.Errorf("results.json says %+v", r)
	}
	for name, want := range map[string]struct{ lines, columns int }{
		"scores.csv":    {1 + 8, 13},  // units
		"training.csv":  {1 + 2, 10},  // every tenth update
		"emergence.csv": {1 + 21, 10}, // before learning and after every update of a run this short
	} {
		lines, err := csv.NewReader(bytes.NewReader(read(t, dir, name))).ReadAll()
		if err != nil || len(lines) != want.lines || len(lines[0]) != want.columns {
			t.Errorf("%s has %d lines (%v), want %d of %d columns", name, len(lines), err, want.lines, want.columns)
		}
	}
	data := read(t, dir, "ratemaps.npz")
	z, err := npz.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]int{"rate_maps": {8, 20, 20}, "sac": {8, 39, 39}, "bin_edges_m": {21}} {
		if _, shape, err := z.Float64s(name); err != nil || !slices.Equal(shape, want) {
			t.Errorf("array %s of ratemaps.npz has shape %v (%v), want %v", name, shape, err, want)
		}
	}
	for _, name := range []string{"ratemaps.png", "curves.png"} {
		img, err := png.Decode(bytes.NewReader(read(t, dir, name)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if size := img.Bounds().Size(); size.X < 400 || size.Y < 150 {
			t.Errorf("%s is a picture of %v pixels, too small to hold anything", name, size)
		}
	}
	if u := updateOf(t, dir); u != 20 {
		t.Errorf("weights.npz is of update %d, want 20", u)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// updateOf opens the checkpoint of a run.
func updateOf(t *testing.T, dir string) int {
	t.Helper()
	data := read(t, dir, "weights.npz")
	tr, err := gridnet.NewTrainerFrom(bytes.NewReader(data), int64(len(data)), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	return tr.Update()
}

// TestTrainSeconds: a run ends after its time, says that it is not complete,
// and its checkpoint without the optimiser is a third of the size.
func TestTrainSeconds(t *testing.T) {
	light := trained(t, with("-updates", "20000", "-seconds", "0.02", "-weights-only")...)
	r := results(t, light)
	if r.Finished || r.Updates == 0 || r.Updates == 20000 || r.Seconds == nil || *r.Seconds < 0.02 || r.SecondsThisCall != *r.Seconds {
		t.Errorf("results.json says %d updates in %s s, finished %t", r.Updates, figure.Known("%v", r.Seconds), r.Finished)
	}
	full := trained(t, with("-updates", "1")...)
	a, b := len(read(t, light, "weights.npz")), len(read(t, full, "weights.npz"))
	if 2*a > b {
		t.Errorf("weights.npz has %d bytes without the optimiser, %d with it", a, b)
	}
}

// TestTrainInterrupt: Ctrl+C and a request to end, as a system makes, end a
// run with status 0, and what was learnt is measured and written.
func TestTrainInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: Windows sends no interrupt to a single process")
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) { interrupt(t, signal) })
	}
}

func interrupt(t *testing.T, signal os.Signal) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run")
	cmd, out, stderr := program(with("-updates", "1000000", "-out", dir)...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	for begin := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(dir); err == nil {
			break
		}
		if time.Since(begin) > time.Minute {
			t.Fatal("the run made no folder within a minute")
		}
	}
	time.Sleep(300 * time.Millisecond) // into learning
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil || stderr.String() != "" {
		t.Fatalf("%v, printed %q and %q", err, out, stderr)
	}
	if got := names(t, dir); !slices.Equal(got, runFiles) {
		t.Errorf("the folder holds %v, want %v", got, runFiles)
	}
	r := results(t, dir)
	if r.Finished || r.Updates == 0 || r.Updates >= 1000000 {
		t.Errorf("results.json says %d updates, finished %t", r.Updates, r.Finished)
	}
	if u := updateOf(t, dir); u != r.Updates {
		t.Errorf("weights.npz is of update %d, results.json of %d", u, r.Updates)
	}
}

// TestTrainGoesOnInPlace: a run may go on in its own folder, whether it was
// complete or killed, and equals one that never stopped.
func TestTrainGoesOnInPlace(t *testing.T) {
	whole := trained(t, with("-updates", "24")...)
	for _, killed := range []bool{false, true} {
		dir := trained(t, with("-updates", "12")...)
		if killed {
			if err := os.Remove(filepath.Join(dir, "results.json")); err != nil {
				t.Fatal(err)
			}
		}
		out, err, code := run(t, "train", "-updates", "24", "-resume", filepath.Join(dir, "weights.npz"), "-out", dir)
		if code != 0 || err != "" {
			t.Fatalf("status %d, printed %q and %q", code, out, err)
		}
		if r := results(t, dir); r.Updates != 24 || r.UpdatesThisCall != 12 {
			t.Errorf("%d updates, %d of them in this call; want 24 and 12", r.Updates, r.UpdatesThisCall)
		}
		if got := names(t, dir); !slices.Equal(got, runFiles) {
			t.Errorf("the folder holds %v, want %v", got, runFiles)
		}
		for _, name := range []string{"weights.npz", "ratemaps.npz", "scores.csv"} {
			if !bytes.Equal(read(t, whole, name), read(t, dir, name)) {
				t.Errorf("%s differs from that of a run that never stopped", name)
			}
		}
		if got, want := column(t, dir, trainingName, "update"), []string{"10", "12", "20", "24"}; !slices.Equal(got, want) {
			t.Errorf("training.csv has the updates %v, want %v", got, want)
		}
	}
}

// TestTrainKilledInPlace: a run that goes on in its own folder and is killed
// between its files, after a checkpoint, can go on again and has lost nothing.
func TestTrainKilledInPlace(t *testing.T) {
	whole := trained(t, with("-updates", "24")...)
	dir := trained(t, with("-updates", "12")...)
	kept := read(t, dir, "results.json")
	cmd := &trainCmd{Out: dir, Resume: filepath.Join(dir, "weights.npz"), Workers: 1, recipeFlags: recipeFlags{Seed: defaultSeed}}
	if err := cmd.vacant(); err != nil {
		t.Fatal(err)
	}
	tr, err := cmd.trainer()
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	half, err := newTraining(cmd, tr, 24)
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		if err := half.step(); err != nil {
			t.Fatal(err)
		}
	}
	if err := half.save(); err != nil {
		t.Fatal(err)
	}
	for range 5 { // and the tables of update 20, but not its weights
		if err := half.step(); err != nil {
			t.Fatal(err)
		}
	}
	if err := files.Write(dir, trainingName, half.log.CSV()); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(t, dir, "results.json"), kept) || !slices.Equal(names(t, dir), runFiles) {
		t.Errorf("half way the folder holds %v, want %v and the results of before", names(t, dir), runFiles)
	}
	out, stderr, code := run(t, "train", "-updates", "24", "-resume", cmd.Resume, "-out", dir)
	if code != 0 || stderr != "" {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	if got, want := column(t, dir, trainingName, "update"), []string{"10", "12", "20", "24"}; !slices.Equal(got, want) {
		t.Errorf("training.csv has the updates %v, want %v", got, want)
	}
	if !bytes.Equal(read(t, whole, "weights.npz"), read(t, dir, "weights.npz")) {
		t.Error("weights.npz differs from that of a run that never stopped")
	}
}

// TestTrainInPlaceRefused: nothing is written over that the resumed run does
// not continue: a folder with weights of its own that others are resumed into,
// or with a table that cannot be read.
func TestTrainInPlaceRefused(t *testing.T) {
	dir, other := trained(t, with("-updates", "6")...), trained(t, with("-updates", "6")...)
	before := read(t, dir, "weights.npz")
	refused(t, []string{"train", "-updates", "12", "-resume", filepath.Join(other, "weights.npz"), "-out", dir}, exitMisuse,
		dir+" already holds weights.npz", "choose another with -out", "-resume "+filepath.Join(dir, "weights.npz"))
	table := filepath.Join(dir, emergenceName)
	if err := os.WriteFile(table, []byte("precious"), 0o644); err != nil {
		t.Fatal(err)
	}
	refused(t, []string{"train", "-updates", "12", "-resume", filepath.Join(dir, "weights.npz"), "-out", dir}, exitFailed,
		"could not continue "+table, "mend or remove it, or choose another folder with -out")
	if string(read(t, dir, emergenceName)) != "precious" || !bytes.Equal(read(t, dir, "weights.npz"), before) {
		t.Error("what was refused has changed the folder")
	}
}

// TestTrainSetOrder: settings are made in the order of the flags, every time.
func TestTrainSetOrder(t *testing.T) {
	// A batch of two trajectories cannot be cut into the usual four shards.
	small, shards := `horizons=[{"from":0,"steps":4,"batch":2}]`, "shards=2"
	for range 20 {
		c := recipeFlags{Modules: 1, Set: []string{shards, small, "name=a=b"}}
		r, err := c.recipe()
		if err != nil || r.Shards != 2 || r.Horizons[0].Batch != 2 || r.Name != "a=b" {
			t.Fatalf("shards first: %d shards, name %q, %v", r.Shards, r.Name, err)
		}
		c.Set = []string{small, shards}
		if _, err := c.recipe(); err == nil || !strings.Contains(err.Error(), "between shards (4)") {
			t.Fatalf("shards last: %v", err)
		}
	}
}

// TestTrainRecipes: the flags -recipe and -modules give the recipes of their
// names, with the number of moves after which errors are taken.
func TestTrainRecipes(t *testing.T) {
	for _, c := range []struct {
		cmd  recipeFlags
		name string
		n    int
		at   int // moves
	}{
		{recipeFlags{}, "modules", 3, 50},
		{recipeFlags{Recipe: "modules", Modules: 1}, "modules", 1, 20},
		{recipeFlags{Modules: 4}, "modules", 4, 50},
		{recipeFlags{Recipe: "lstm"}, "lstm", 1, 20},
		{recipeFlags{Recipe: "paper"}, "paper", 1, 100},
		{recipeFlags{Recipe: "egocentric"}, "egocentric", 3, 50},
	} {
		r, err := c.cmd.recipe()
		if got := fmt.Sprint(r.Name, len(r.Modules), r.ReportMoves); err != nil || got != fmt.Sprint(c.name, c.n, c.at) {
			t.Errorf("%+v gives recipe %s of %d modules, measured after %d moves (%v), want %s of %d after %d", c.cmd, r.Name, len(r.Modules), r.ReportMoves, err, c.name, c.n, c.at)
		}
	}
}
