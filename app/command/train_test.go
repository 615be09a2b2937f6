package command

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"

	"gridrat/app/command/training"
	"gridrat/app/files"
	"gridrat/app/internal/program"
)

// TestTrainKilledInPlace: a run that goes on in its own folder and is killed
// between its files, after a checkpoint, can go on again and has lost nothing.
func TestTrainKilledInPlace(t *testing.T) {
	whole := program.Trained(t, program.Tiny("-updates", "24")...)
	dir := program.Trained(t, program.Tiny("-updates", "12")...)
	kept := program.Read(t, dir, "results.json")
	cmd := &Train{Out: dir, Resume: filepath.Join(dir, "weights.npz"), Workers: 1, RecipeFlags: RecipeFlags{Seed: defaultSeed}}
	if err := cmd.vacant(); err != nil {
		t.Fatal(err)
	}
	tr, err := cmd.trainer()
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	half, err := training.New(tr, cmd.options(24))
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		if err := half.Step(); err != nil {
			t.Fatal(err)
		}
	}
	if err := half.Save(); err != nil {
		t.Fatal(err)
	}
	for range 5 { // and the tables of update 20, but not its weights
		if err := half.Step(); err != nil {
			t.Fatal(err)
		}
	}
	if err := files.Write(dir, training.LogName, half.Log().CSV()); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(program.Read(t, dir, "results.json"), kept) || !slices.Equal(program.Names(t, dir), program.Files) {
		t.Errorf("half way the folder holds %v, want %v and the results of before", program.Names(t, dir), program.Files)
	}
	out, stderr, code := program.Run(t, "train", "-updates", "24", "-resume", cmd.Resume, "-out", dir)
	if code != 0 || stderr != "" {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	if got, want := program.Column(t, dir, training.LogName, "update"), []string{"10", "12", "20", "24"}; !slices.Equal(got, want) {
		t.Errorf("training.csv has the updates %v, want %v", got, want)
	}
	if !bytes.Equal(program.Read(t, whole, "weights.npz"), program.Read(t, dir, "weights.npz")) {
		t.Error("weights.npz differs from that of a run that never stopped")
	}
}
