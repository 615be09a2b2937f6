package gridnet

import (
	"bytes"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gridrat/brain/npz"
	"gridrat/world"
)

// folder is a published network of 4 hidden units, 6 grid units, 9 place and 5
// head-direction cells, with files of names that end in suffix.
func folder(t *testing.T, suffix string) fstest.MapFS {
	t.Helper()
	const places, heads, hidden, units = 9, 5, 4, 6
	files := fstest.MapFS{}
	add := func(name string, value func(i int) float64, shape ...int) {
		files[name] = array(t, value, shape...)
	}
	wave := func(i int) float64 { return math.Sin(float64(i)) }
	add("pc_means.npy", wave, places, 2)
	add("pc_vars.npy", func(int) float64 { return 0.0004 }, places, 2)
	add("hd_means.npy", wave, heads)
	add("hd_kappa.npy", func(int) float64 { return 7 }, heads)
	add("grid_cell_supervised_state_init_w"+suffix, wave, places+heads, hidden)
	add("grid_cell_supervised_state_init_b"+suffix, wave, hidden)
	add("grid_cell_supervised_cell_init_w"+suffix, wave, places+heads, hidden)
	add("grid_cell_supervised_cell_init_b"+suffix, wave, hidden)
	add("grid_cells_core_lstm_w_gates"+suffix, wave, 3+hidden, 4*hidden)
	add("grid_cells_core_lstm_b_gates"+suffix, wave, 4*hidden)
	add("grid_cells_core_bottleneck_w"+suffix, wave, hidden, units)
	add("grid_cells_core_pc_logits_w"+suffix, wave, units, places)
	add("grid_cells_core_pc_logits_b"+suffix, wave, places)
	add("grid_cells_core_pc_logits_1_w"+suffix, wave, units, heads)
	add("grid_cells_core_pc_logits_1_b"+suffix, wave, heads)
	return files
}

func array(t *testing.T, value func(i int) float64, shape ...int) *fstest.MapFile {
	t.Helper()
	size := 1
	for _, n := range shape {
		size *= n
	}
	values := make([]float64, size)
	for i := range values {
		values[i] = value(i)
	}
	var buf bytes.Buffer
	if err := npz.WriteArray(&buf, values, shape...); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: buf.Bytes()}
}

// TestPublishedFolder: sizes and cells come from the files, with either way of
// naming them.
func TestPublishedFolder(t *testing.T) {
	var weights [][]float32
	for _, suffix := range []string{":0.npy", "_0.npy"} {
		tr, err := NewTrainerFromPublished(folder(t, suffix), 3, 1)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(tr.Close)
		n := tr.Network()
		r := n.Recipe
		if r.Name != "paper" || r.Hidden != 4 || n.Units() != 6 || r.HeadDirection.Cells != 5 || r.HeadDirection.Kappa != 7 ||
			math.Abs(r.Modules[0].Sigma-0.02) > 1e-12 || tr.Seed() != 3 {
			t.Errorf("%s: %+v, seed %d", suffix, r, tr.Seed())
		}
		if got := n.modules[0].places.Centres(); len(got) != 9 || got[1] != (world.Vec{X: math.Sin(2), Y: math.Sin(3)}) {
			t.Errorf("%s: place cells at %v", suffix, got)
		}
		if got := n.heading.Centres(); len(got) != 5 || got[2] != math.Sin(2) {
			t.Errorf("%s: head-direction cells at %v", suffix, got)
		}
		weights = append(weights, tr.Weights())
	}
	if !slices.Equal(weights[0], weights[1]) {
		t.Error("the same files with other names give other weights")
	}
}

// TestPublishedFolderKept: a published network that was opened can be learnt
// on, saved as any other and opened again, with its cells; and its recipe
// alone gives the same cells again.
func TestPublishedFolderKept(t *testing.T) {
	tr, err := NewTrainerFromPublished(folder(t, ":0.npy"), 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	if _, err := tr.Step(); err != nil {
		t.Fatal(err)
	}
	if err := tr.SetDropout(0.1); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "weights.npz")
	if err := os.WriteFile(path, saved(t, tr.Save), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path, 99, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if again.Seed() != 3 || again.Update() != 1 || !slices.Equal(again.Weights(), tr.Weights()) {
		t.Errorf("opened again with seed %d, update %d", again.Seed(), again.Update())
	}
	// Centres drawn from the seed would give other positions.
	want := NewEvaluator(tr.Network(), 5).Errors(tr.Weights(), 4, 20, nil)
	if got := NewEvaluator(again.Network(), 5).Errors(again.Weights(), 4, 20, nil); !slices.Equal(got.ByMoves, want.ByMoves) {
		t.Errorf("position errors %v after saving and opening, before it %v", got.ByMoves, want.ByMoves)
	}
	if !slices.Equal(NewNetwork(tr.Network().Recipe, 12).modules[0].places.Centres(), tr.Network().modules[0].places.Centres()) {
		t.Error("the recipe does not keep the cells")
	}
}

// TestBadPublishedFolder: what is wrong is said in one sentence that names
// the file.
func TestBadPublishedFolder(t *testing.T) {
	nan := func(int) float64 { return math.NaN() }
	zero := func(int) float64 { return 0 }
	count := func(i int) float64 { return float64(i) }
	for _, c := range []struct {
		name, file string
		change     *fstest.MapFile // nil: it is missing
		want       string
	}{
		{"no centres", "pc_means.npy", nil, "it has no file pc_means.npy; a folder of published weights has"},
		{"no bottleneck", "grid_cells_core_bottleneck_w:0.npy", nil, "it has no file grid_cells_core_bottleneck_w:0.npy"},
		{"no bias", "grid_cells_core_pc_logits_b:0.npy", nil, "it has no file grid_cells_core_pc_logits_b:0.npy"},
		{"flat centres", "pc_means.npy", array(t, zero, 18), "the shape of pc_means.npy is [18]; it must be [cells 2]"},
		{"no cells", "pc_means.npy", array(t, zero, 0, 2), "the shape of pc_means.npy is [0 2]; it must be [cells 2]"},
		{"two cells", "pc_means.npy", array(t, zero, 2, 2), "pc_vars.npy is [9 2]; it must be [2 2]"},
		{"cells far away", "pc_means.npy", array(t, count, 9, 2), "pc_means.npy has place cells outside the paper's enclosure"},
		{"widths of zero", "pc_vars.npy", array(t, zero, 9, 2), "pc_vars.npy has the values 0 and 0 (entry 0); all must be alike and above 0"},
		{"several widths", "pc_vars.npy", array(t, func(i int) float64 { return float64(1 + i) }, 9, 2), "the values 1 and 2 (entry 1)"},
		{"NaN in directions", "hd_means.npy", array(t, nan, 5), "hd_means.npy has the value NaN at entry 0; all must be finite"},
		{"another kappa", "hd_kappa.npy", array(t, func(i int) float64 { return float64(1 + i/4) }, 5), "hd_kappa.npy has the values 1 and 2 (entry 4)"},
		{"kappa out of range", "hd_kappa.npy", array(t, func(int) float64 { return 1e9 }, 5), "no network of the paper's kind: head_direction.kappa is 1e+09"},
		{"a flat bottleneck", "grid_cells_core_bottleneck_w:0.npy", array(t, zero, 24), "the shape of grid_cells_core_bottleneck_w:0.npy is [24]; it must be [hidden units, grid units]"},
		{"NaN in a weight", "grid_cells_core_bottleneck_w:0.npy", array(t, nan, 4, 6), "bottleneck_w:0.npy has the value NaN at entry 0"},
		{"turned gates", "grid_cells_core_lstm_w_gates:0.npy", array(t, zero, 16, 7), "lstm_w_gates:0.npy is [16 7]; it must be [7 16]"},
		{"no npy", "grid_cells_core_pc_logits_w:0.npy", &fstest.MapFile{Data: []byte("hello, this is text")}, "could not read grid_cells_core_pc_logits_w:0.npy: it is no npy file"},
		{"a folder", "grid_cells_core_pc_logits_w:0.npy", &fstest.MapFile{Mode: fs.ModeDir | 0o755}, "could not read grid_cells_core_pc_logits_w:0.npy"},
	} {
		files := folder(t, ":0.npy")
		delete(files, c.file)
		if c.change != nil {
			files[c.file] = c.change
		}
		tr, err := NewTrainerFromPublished(files, 1, 1)
		if err == nil {
			tr.Close()
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

// TestOpen: what cannot be opened is named.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "weights.npz")
	if err := os.WriteFile(text, []byte("no weights"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "nothing"): "could not open " + filepath.Join(dir, "nothing") + ": no such file",
		text:                          "could not open " + text + ": it is no npz file",
		dir:                           "could not open " + dir + ": it has no file pc_means.npy",
	} {
		if _, err := Open(path, 1, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// TestGivenCells: a recipe may name its cells, of every target; wrong ones are
// refused, and setting something else leaves those of the recipe before alone.
func TestGivenCells(t *testing.T) {
	for _, target := range []Target{SoftmaxTarget, BandTarget, DoGTarget} {
		r := NewLSTM()
		r.Target = target
		if err := r.Set("modules", `[{"sigma": 0.2, "side": 15, "pad": 0.1, "lambda": 1, "points": [[0, 0.5], [0.1, -1], [1, 1]]}]`); err != nil {
			t.Fatal(err)
		}
		got := NewNetwork(r, 4).modules[0].places.Centres()
		if !slices.Equal(got, []world.Vec{{X: 0, Y: 0.5}, {X: 0.1, Y: -1}, {X: 1, Y: 1}}) {
			t.Errorf("%s: cells at %v", target, got)
		}
		before := r
		if err := r.Set("modules", `[{"points": [[9, 9], [8, 8], [7, 7]]}]`); err != nil {
			t.Fatal(err)
		}
		if before.Modules[0].Points[0] != [2]float64{0, 0.5} {
			t.Errorf("%s: setting a copy of the recipe changed it to %v", target, before.Modules[0].Points)
		}
	}
	for _, c := range []struct{ name, value, want string }{
		{"modules", `[{"points": []}]`, "modules[0].points has 0 entries; it must have 3 to 1024"},
		{"modules", `[{"points": [[0, 0], [1, 1], [0, 1e9]]}]`, "modules[0].points has (0, 1e+09) at entry 2"},
		{"head_direction", `{"angles": [1, 2]}`, "head_direction.angles has 2 entries; it must have one per cell, 12"},
		{"head_direction", `{"angles": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1e6]}`, "must all be angles in rad"},
	} {
		r := NewLSTM()
		if err := r.Set(c.name, c.value); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s=%s: error %v, want %q", c.name, c.value, err, c.want)
		}
	}
}
