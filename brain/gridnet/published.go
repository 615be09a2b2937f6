package gridnet

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"

	"gridrat/brain/npz"
)

// The files of a published network: the arrays that the original authors'
// TensorFlow code (Banino et al. 2018) has after training, one npy file each.
// Those of variables end in "_w:0" or "_b:0", or in "_w_0" where a file's name
// must not have a colon.
const (
	placeCentres  = "pc_means" // [cells, 2], m
	placeVariance = "pc_vars"  // [cells, 2], m², all alike
	headCentres   = "hd_means" // [heads], rad
	headKappa     = "hd_kappa" // [heads], 1/rad², all alike
	bottleneck    = "grid_cells_core_bottleneck_w"
	gates         = "grid_cells_core_lstm_w_gates" // rows: 3 inputs, then the hidden units; columns: gates i, j, f, o
)

// publishedBlocks are the files by the block of parameters that they fill.
var publishedBlocks = []struct{ block, file string }{
	{"module1_start_w", "grid_cell_supervised_state_init_w"},
	{"module1_start_b", "grid_cell_supervised_state_init_b"},
	{"module1_cell_w", "grid_cell_supervised_cell_init_w"},
	{"module1_cell_b", "grid_cell_supervised_cell_init_b"},
	{"module1_lstm_w", gates},
	{"module1_lstm_b", "grid_cells_core_lstm_b_gates"},
	{"module1_g_w", bottleneck},
	{"module1_place_w", "grid_cells_core_pc_logits_w"},
	{"module1_place_b", "grid_cells_core_pc_logits_b"},
	{"head_w", "grid_cells_core_pc_logits_1_w"},
	{"head_b", "grid_cells_core_pc_logits_1_b"},
}

// NewTrainerFromPublished opens a folder of weights as the original authors'
// code exports them. The recipe is that of the paper, with the numbers of
// units (256 in the released code, 512 in figure 1), the place and
// head-direction cells and their widths as in the files. It stands at update
// 0: how long such a network has learnt is not in the files, and learning goes
// on from it with a fresh optimiser. The seed is that of its trajectories.
func NewTrainerFromPublished(folder fs.FS, seed uint64, workers int) (*Trainer, error) {
	p := publishedFolder{folder}
	r, err := p.recipe()
	if err != nil {
		return nil, err
	}
	t, err := NewTrainer(r, seed, workers)
	if err != nil {
		return nil, err
	}
	for _, f := range publishedBlocks {
		b, ok := t.net.Layout.Find(f.block)
		if !ok {
			panic("gridnet: the paper's network has no block " + f.block)
		}
		shape := []int{b.Rows, b.Cols}
		if b.Rows == 1 {
			shape = shape[1:]
		}
		values, err := p.read(f.file, shape...)
		if err != nil {
			t.Close()
			return nil, err
		}
		for i, v := range values {
			b.Of(t.weights)[i] = float32(v)
		}
	}
	return t, nil
}

// publishedFolder reads the files of a published network.
type publishedFolder struct{ fs.FS }

// recipe reads the cells, and the shapes of the layers.
func (p publishedFolder) recipe() (Recipe, error) {
	r := NewPaper()
	centres, err := p.read(placeCentres, anySize, 2)
	if err != nil {
		return r, err
	}
	points := make([][2]float64, len(centres)/2)
	for i := range points {
		points[i] = [2]float64{centres[2*i], centres[2*i+1]}
	}
	variance, err := p.constant(placeVariance, len(points), 2)
	if err != nil {
		return r, err
	}
	angles, err := p.read(headCentres, anySize)
	if err != nil {
		return r, err
	}
	kappa, err := p.constant(headKappa, len(angles))
	if err != nil {
		return r, err
	}
	g, shape, err := p.array(bottleneck)
	if err != nil {
		return r, err
	}
	if len(shape) != 2 || len(g) == 0 {
		return r, fmt.Errorf("the shape of %s is %v; it must be [hidden units, grid units]", p.name(bottleneck), shape)
	}
	r.Hidden, r.Units = shape[0], shape[1]
	r.Modules = []Module{{Sigma: math.Sqrt(variance), Side: r.Modules[0].Side, Lambda: 1, Points: points}}
	r.HeadDirection = HeadDirection{Cells: len(angles), Kappa: kappa, Weight: r.HeadDirection.Weight, Angles: angles}
	if half := r.Enclosure.Half(); slices.ContainsFunc(centres, func(x float64) bool { return math.Abs(x) > half }) {
		return r, fmt.Errorf("%s has place cells outside the paper's enclosure; coordinates must lie between ±%v m", p.name(placeCentres), half)
	}
	if err := r.Validate(); err != nil {
		return r, fmt.Errorf("its files describe no network of the paper's kind: %w", err)
	}
	return r, nil
}

// anySize is a dimension that a file decides.
const anySize = -1

// read returns a file's values, which must be finite and of that shape.
func (p publishedFolder) read(file string, want ...int) ([]float64, error) {
	values, shape, err := p.array(file)
	if err != nil {
		return nil, err
	}
	fits := len(shape) == len(want)
	for i := 0; fits && i < len(want); i++ {
		fits = shape[i] == want[i] || want[i] == anySize && shape[i] > 0
	}
	if !fits {
		words := make([]any, len(want))
		for i, n := range want {
			words[i] = n
			if n == anySize {
				words[i] = "cells"
			}
		}
		return nil, fmt.Errorf("the shape of %s is %v; it must be %v", p.name(file), shape, words)
	}
	for i, v := range values {
		if !finite(v) {
			return nil, fmt.Errorf("%s has the value %v at entry %d; all must be finite", p.name(file), v, i)
		}
	}
	return values, nil
}

// constant returns the value that all entries of a file must share, above 0.
func (p publishedFolder) constant(file string, want ...int) (float64, error) {
	values, err := p.read(file, want...)
	if err != nil {
		return 0, err
	}
	for i, v := range values {
		if v != values[0] || !(v > 0) {
			return 0, fmt.Errorf("%s has the values %v and %v (entry %d); all must be alike and above 0", p.name(file), values[0], v, i)
		}
	}
	return values[0], nil
}

// array returns a file's values and their shape.
func (p publishedFolder) array(file string) ([]float64, []int, error) {
	f, err := p.Open(p.name(file))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) { // invalid: a colon, where names have none
		return nil, nil, fmt.Errorf("it has no file %s; a folder of published weights has pc_means.npy, pc_vars.npy, hd_means.npy, hd_kappa.npy and the eleven grid_cell*.npy, which end in :0.npy or _0.npy", p.name(file))
	}
	if err != nil {
		return nil, nil, fmt.Errorf("could not open its %s: %w", p.name(file), err)
	}
	defer f.Close()
	values, shape, err := npz.ReadArray(f)
	if err != nil {
		return nil, nil, fmt.Errorf("could not read %s: %w", p.name(file), err)
	}
	return values, shape, nil
}

// name is the name of the file as it is in the folder, or with a colon if it
// is not there. Files of cells have no number of an output.
func (p publishedFolder) name(file string) string {
	if slices.Contains([]string{placeCentres, placeVariance, headCentres, headKappa}, file) {
		return file + ".npy"
	}
	if _, err := fs.Stat(p.FS, file+"_0.npy"); err == nil {
		return file + "_0.npy"
	}
	return file + ":0.npy"
}
