package training

import (
	"slices"
	"testing"

	"gridrat/app/internal/program"
	"gridrat/brain/gridnet"
)

// TestSaveTables: the tables are written with every checkpoint, not only at
// the end.
func TestSaveTables(t *testing.T) {
	tr, err := gridnet.NewTrainer(gridnet.NewModules(1), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	dir := t.TempDir()
	run, err := New(tr, Options{Goal: 100, Out: dir, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		if err := run.Step(); err != nil {
			t.Fatal(err)
		}
	}
	if err := run.check(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := run.Save(); err != nil {
		t.Fatal(err)
	}
	if got, want := program.Names(t, dir), []string{CurveName, LogName, "weights.npz"}; !slices.Equal(got, want) {
		t.Fatalf("the folder holds %v, want %v", got, want)
	}
	for _, name := range []string{LogName, CurveName} {
		if got := program.Column(t, dir, name, "update"); !slices.Equal(got, []string{"10"}) {
			t.Errorf("%s has the updates %v, want 10", name, got)
		}
	}
}
