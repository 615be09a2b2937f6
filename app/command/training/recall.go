package training

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"gridrat/brain/report"
)

// The tables that a run writes with every checkpoint.
const (
	LogName   = "training.csv"
	CurveName = "emergence.csv"
)

// recall goes on with the tables that lie beside the resumed weights, as far
// as these had come. One that is missing or damaged begins anew, and it says
// so; but a damaged one that the run would write over is an error. How long
// the updates before took is known from training.csv alone: weights.npz holds
// nothing but what a seed determines.
func (t *Run) recall() error {
	var errs [2]error
	t.log, errs[0] = recalled(t, LogName, report.ReadLog)
	t.curve, errs[1] = recalled(t, CurveName, report.ReadCurve)
	for i, name := range []string{LogName, CurveName} {
		switch err := errs[i]; {
		case err == nil:
		case t.InPlace && !errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("could not continue %s: %w; mend or remove it, or choose another folder with -out", filepath.Join(t.Out, name), err)
		default:
			t.begins(name, err)
		}
	}
	t.before = math.NaN()
	if n := len(t.log); n > 0 && t.log[n-1].Update == t.first {
		t.before = t.log[n-1].Seconds
	}
	return nil
}

// recalled reads a table. Where a link leads to the weights of the very folder
// that is written to, it is that folder's.
func recalled[T any](t *Run, name string, read func(data []byte, upTo int) (T, error)) (table T, err error) {
	dir := filepath.Dir(t.Resume)
	if t.InPlace {
		dir = t.Out
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return table, err
	}
	table, err = read(data, t.first)
	if err != nil {
		return *new(T), err
	}
	return table, nil
}

func (t *Run) begins(name string, err error) {
	why := err.Error()
	if errors.Is(err, fs.ErrNotExist) {
		why = "there is none beside the weights"
	}
	fmt.Printf("%s begins at update %d: %s\n", name, t.first, why)
}
