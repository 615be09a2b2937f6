package training_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"

	"gridrat/app/command"
	"gridrat/app/command/training"
	"gridrat/app/internal/program"
	"gridrat/brain/gridnet"
	"gridrat/brain/npz"
	"gridrat/brain/tensor"
	"gridrat/render/figure"
)

// TestTrainKernels: a run uses the kernels asked for, and its results say so.
func TestTrainKernels(t *testing.T) {
	for _, name := range tensor.Kernels() {
		if got := program.Results(t, program.Trained(t, program.Tiny("-updates", "3", "-kernels", name)...)).Kernels; got != name {
			t.Errorf("results.json says kernels %q, want %q", got, name)
		}
	}
}

// TestTrainInMap: a run learns in a map, which its results name, and goes on
// there after a stop as if it had not been stopped.
func TestTrainInMap(t *testing.T) {
	const rooms = "../../../assets/mazes/four-rooms.json"
	whole := program.Trained(t, program.Tiny("-map", rooms, "-updates", "8")...)
	if m := program.Results(t, whole).Settings.Map; m == nil || m.Name != "Four rooms with doors" {
		t.Errorf("the results name the map %+v", m)
	}
	half := program.Trained(t, program.Tiny("-map", rooms, "-updates", "5")...)
	rest := program.Trained(t, "train", "-resume", filepath.Join(half, "weights.npz"), "-updates", "8")
	if !bytes.Equal(program.Read(t, whole, "weights.npz"), program.Read(t, rest, "weights.npz")) {
		t.Error("the resumed run went another way")
	}
	if bytes.Equal(program.Read(t, whole, "weights.npz"), program.Read(t, program.Trained(t, program.Tiny("-updates", "8")...), "weights.npz")) {
		t.Error("the map changed nothing")
	}
}

// TestTrainReproducible: one seed gives the same bytes in two processes with
// different numbers of workers; another seed gives others.
func TestTrainReproducible(t *testing.T) {
	a := program.Trained(t, program.Tiny("-updates", "10", "-seed", "7", "-workers", "1")...)
	b := program.Trained(t, program.Tiny("-updates", "10", "-seed", "7", "-workers", "3")...)
	c := program.Trained(t, program.Tiny("-updates", "10", "-seed", "8", "-workers", "1")...)
	program.Reproduced(t, a, b, c, "weights.npz", "ratemaps.npz", "scores.csv", "ratemaps.png")
}

// TestTrainResume: stopping at half and going on from there equals never
// having stopped.
func TestTrainResume(t *testing.T) {
	whole := program.Trained(t, program.Tiny("-updates", "12", "-seed", "3")...)
	half := program.Trained(t, program.Tiny("-updates", "6", "-seed", "3")...)
	rest := program.Trained(t, "train", "-updates", "12", "-resume", filepath.Join(half, "weights.npz"))
	if bytes.Equal(program.Read(t, whole, "weights.npz"), program.Read(t, half, "weights.npz")) {
		t.Error("half a run equals the whole one")
	}
	for _, name := range []string{"weights.npz", "ratemaps.npz", "scores.csv"} {
		if !bytes.Equal(program.Read(t, whole, name), program.Read(t, rest, name)) {
			t.Errorf("%s differs from that of a run that never stopped", name)
		}
	}
	if r := program.Results(t, rest); r.Updates != 12 || r.Seed != 3 || !r.Finished {
		t.Errorf("results.json says %d updates, seed %d, finished %t; want 12, 3, true", r.Updates, r.Seed, r.Finished)
	}
}

// TestTrainFiles: a run leaves all its files and no others, and each can be
// read.
func TestTrainFiles(t *testing.T) {
	dir := program.Trained(t, program.Tiny("-updates", "20")...)
	if got := program.Names(t, dir); !slices.Equal(got, program.Files) {
		t.Errorf("the folder holds %v, want %v", got, program.Files)
	}
	r := program.Results(t, dir)
	if r.Format != "gridrat results" || r.RecipeName != "modules" || r.Updates != 20 || r.Seed != 1 || r.Units != 8 ||
		!r.Finished || len(r.Modules) != 2 || len(r.ErrorByMovesCM) != 2 || r.Settings.Dropout != 0.2 {
		t.Errorf("results.json says %+v", r)
	}
	for name, want := range map[string]struct{ lines, columns int }{
		"scores.csv":    {1 + 8, 13},  // units
		"training.csv":  {1 + 2, 10},  // every tenth update
		"emergence.csv": {1 + 21, 10}, // before learning and after every update of a run this short
	} {
		if lines := program.Table(t, dir, name); len(lines) != want.lines || len(lines[0]) != want.columns {
			t.Errorf("%s has %d lines, want %d of %d columns", name, len(lines), want.lines, want.columns)
		}
	}
	data := program.Read(t, dir, "ratemaps.npz")
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
		img, err := png.Decode(bytes.NewReader(program.Read(t, dir, name)))
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

// updateOf opens the checkpoint of a run.
func updateOf(t *testing.T, dir string) int {
	t.Helper()
	data := program.Read(t, dir, "weights.npz")
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
	light := program.Trained(t, program.Tiny("-updates", "20000", "-seconds", "0.02", "-weights-only")...)
	r := program.Results(t, light)
	if r.Finished || r.Updates == 0 || r.Updates == 20000 || r.Seconds == nil || *r.Seconds < 0.02 || r.SecondsThisCall != *r.Seconds {
		t.Errorf("results.json says %d updates in %s s, finished %t", r.Updates, figure.Known("%v", r.Seconds), r.Finished)
	}
	full := program.Trained(t, program.Tiny("-updates", "1")...)
	a, b := len(program.Read(t, light, "weights.npz")), len(program.Read(t, full, "weights.npz"))
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
	cmd, _, stderr := program.Command(program.Tiny("-updates", "1000000", "-out", dir)...)
	out := program.Start(t, cmd, "learning") // told after five seconds of it
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil || stderr.String() != "" {
		t.Fatalf("%v, printed %q and %q", err, out(), stderr)
	}
	if got := program.Names(t, dir); !slices.Equal(got, program.Files) {
		t.Errorf("the folder holds %v, want %v", got, program.Files)
	}
	r := program.Results(t, dir)
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
	whole := program.Trained(t, program.Tiny("-updates", "24")...)
	for _, killed := range []bool{false, true} {
		dir := program.Trained(t, program.Tiny("-updates", "12")...)
		if killed {
			if err := os.Remove(filepath.Join(dir, "results.json")); err != nil {
				t.Fatal(err)
			}
		}
		out, err, code := program.Run(t, "train", "-updates", "24", "-resume", filepath.Join(dir, "weights.npz"), "-out", dir)
		if code != 0 || err != "" {
			t.Fatalf("status %d, printed %q and %q", code, out, err)
		}
		if r := program.Results(t, dir); r.Updates != 24 || r.UpdatesThisCall != 12 {
			t.Errorf("%d updates, %d of them in this call; want 24 and 12", r.Updates, r.UpdatesThisCall)
		}
		if got := program.Names(t, dir); !slices.Equal(got, program.Files) {
			t.Errorf("the folder holds %v, want %v", got, program.Files)
		}
		for _, name := range []string{"weights.npz", "ratemaps.npz", "scores.csv"} {
			if !bytes.Equal(program.Read(t, whole, name), program.Read(t, dir, name)) {
				t.Errorf("%s differs from that of a run that never stopped", name)
			}
		}
		if got, want := program.Column(t, dir, training.LogName, "update"), []string{"10", "12", "20", "24"}; !slices.Equal(got, want) {
			t.Errorf("training.csv has the updates %v, want %v", got, want)
		}
	}
}

// TestTrainInPlaceRefused: nothing is written over that the resumed run does
// not continue: a folder with weights of its own that others are resumed into,
// or with a table that cannot be read.
func TestTrainInPlaceRefused(t *testing.T) {
	dir, other := program.Trained(t, program.Tiny("-updates", "6")...), program.Trained(t, program.Tiny("-updates", "6")...)
	before := program.Read(t, dir, "weights.npz")
	program.Refused(t, []string{"train", "-updates", "12", "-resume", filepath.Join(other, "weights.npz"), "-out", dir}, command.ExitMisuse,
		dir+" already holds weights.npz", "choose another with -out", "-resume "+filepath.Join(dir, "weights.npz"))
	table := program.Write(t, dir, training.CurveName, "precious")
	program.Refused(t, []string{"train", "-updates", "12", "-resume", filepath.Join(dir, "weights.npz"), "-out", dir}, command.ExitFailed,
		"could not continue "+table, "mend or remove it, or choose another folder with -out")
	if string(program.Read(t, dir, training.CurveName)) != "precious" || !bytes.Equal(program.Read(t, dir, "weights.npz"), before) {
		t.Error("what was refused has changed the folder")
	}
}
