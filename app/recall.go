package main

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
	trainingName  = "training.csv"
	emergenceName = "emergence.csv"
)

// recall goes on with the tables that lie beside the resumed weights, as far
// as these had come. One that is missing or damaged begins anew, and it says
// so. How long the updates before took is known from training.csv alone:
// weights.npz holds nothing but what a seed determines.
func (t *training) recall() {
	var err error
	if t.log, err = recalled(t, trainingName, report.ReadLog); err != nil {
		t.begins(trainingName, err)
	}
	if t.curve, err = recalled(t, emergenceName, report.ReadCurve); err != nil {
		t.begins(emergenceName, err)
	}
	t.before = math.NaN()
	if n := len(t.log); n > 0 && t.log[n-1].Update == t.first {
		t.before = t.log[n-1].Seconds
	}
}

func recalled[T any](t *training, name string, read func(data []byte, upTo int) (T, error)) (table T, err error) {
	data, err := os.ReadFile(filepath.Join(filepath.Dir(t.cmd.Resume), name))
	if err != nil {
		return table, err
	}
	table, err = read(data, t.first)
	if err != nil {
		return *new(T), err
	}
	return table, nil
}

func (t *training) begins(name string, err error) {
	why := err.Error()
	if errors.Is(err, fs.ErrNotExist) {
		why = "there is none beside the weights"
	}
	fmt.Printf("%s begins at update %d: %s\n", name, t.first, why)
}
