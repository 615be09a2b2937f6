package training_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gridrat/app/command"
	"gridrat/app/command/training"
	"gridrat/app/internal/program"
	"gridrat/brain/gridnet"
)

// TestTrainContinuesTables: a resumed run continues the tables of the run that
// it came from, cut where the weights are from, and its seconds count the
// whole training.
func TestTrainContinuesTables(t *testing.T) {
	half := program.Trained(t, program.Tiny("-updates", "16", "-seed", "3")...)
	weights := filepath.Join(half, "weights.npz")
	part := program.Results(t, half)
	for _, name := range []string{training.LogName, training.CurveName} { // as if the run had gone on before it was killed
		table := program.Read(t, half, name)
		last := table[bytes.LastIndexByte(table[:len(table)-1], '\n')+1:]
		later := slices.Concat([]byte("17"), last[bytes.IndexByte(last, ','):])
		program.Write(t, half, name, string(table)+string(later))
	}
	rest := program.Trained(t, "train", "-updates", "30", "-resume", weights)
	if got, want := program.Column(t, rest, training.LogName, "update"), []string{"10", "16", "20", "30"}; !slices.Equal(got, want) {
		t.Errorf("training.csv has the updates %v, want %v", got, want)
	}
	var every []string
	for u := range 31 {
		every = append(every, fmt.Sprint(u))
	}
	if got := program.Column(t, rest, training.CurveName, "update"); !slices.Equal(got, every) {
		t.Errorf("emergence.csv has the updates %v, want %v", got, every)
	}
	r := program.Results(t, rest)
	if r.Updates != 30 || r.UpdatesThisCall != 14 || part.Seconds == nil || r.Seconds == nil {
		t.Fatalf("results.json says %d updates, %d of them in this call, in %v s after %v s", r.Updates, r.UpdatesThisCall, r.Seconds, part.Seconds)
	}
	if whole := *part.Seconds + r.SecondsThisCall; *r.Seconds < whole-0.0021 || *r.Seconds > whole+0.0021 || r.SecondsThisCall == 0 {
		t.Errorf("results.json says %v s, of them %v in this call, after %v s before it", *r.Seconds, r.SecondsThisCall, *part.Seconds)
	}
	for _, name := range []string{training.LogName, training.CurveName} {
		if times := program.Column(t, rest, name, "seconds"); !slices.IsSortedFunc(times, func(a, b string) int {
			var x, y float64
			fmt.Sscan(a, &x)
			fmt.Sscan(b, &y)
			return int(1e6 * (x - y))
		}) {
			t.Errorf("the seconds of %s go back: %v", name, times)
		}
	}
}

// TestTrainWithoutTables: weights whose tables are missing or damaged are
// gone on with all the same, and it is said that the tables begin anew.
func TestTrainWithoutTables(t *testing.T) {
	half := program.Trained(t, program.Tiny("-updates", "6")...)
	if err := os.Remove(filepath.Join(half, training.LogName)); err != nil {
		t.Fatal(err)
	}
	program.Write(t, half, training.CurveName, "rubbish")
	dir := filepath.Join(t.TempDir(), "run")
	out, stderr, code := program.Run(t, "train", "-updates", "12", "-resume", filepath.Join(half, "weights.npz"), "-out", dir)
	if code != 0 || stderr != "" {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	for _, want := range []string{
		"training.csv begins at update 6: there is none beside the weights\n",
		"emergence.csv begins at update 6: its first line is not update,",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("printed %q, want %q in it", out, want)
		}
	}
	if got, want := program.Column(t, dir, training.LogName, "update"), []string{"10", "12"}; !slices.Equal(got, want) {
		t.Errorf("training.csv has the updates %v, want %v", got, want)
	}
	if got, want := program.Column(t, dir, training.CurveName, "update"), []string{"6", "7", "8", "9", "10", "11", "12"}; !slices.Equal(got, want) {
		t.Errorf("emergence.csv has the updates %v, want %v", got, want)
	}
}

// TestTrainTimeless: going on from weights that do not say how long they took
// leaves the time of the whole open, and says that of the call.
func TestTrainTimeless(t *testing.T) {
	r := gridnet.NewModules(1)
	for name, value := range map[string]string{"units": "4", "horizons": `[{"from":0,"steps":4,"batch":8}]`, "report_moves": "2"} {
		if err := r.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	tr, err := gridnet.NewTrainer(r, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	if _, err := tr.Step(); err != nil { // and nobody takes the time
		t.Fatal(err)
	}
	var saved bytes.Buffer
	if err := tr.Save(&saved); err != nil {
		t.Fatal(err)
	}
	old := program.Write(t, t.TempDir(), "old.npz", saved.String())
	dir := filepath.Join(t.TempDir(), "run")
	out, stderr, code := program.Run(t, "train", "-updates", "3", "-resume", old, "-out", dir)
	if code != 0 || stderr != "" || !strings.Contains(out, "3 in – s") {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	if r := program.Results(t, dir); r.Seconds != nil || r.SecondsThisCall == 0 || r.UpdatesThisCall != 2 || r.UpdatesPerSecond == nil {
		t.Errorf("results.json says %+v", r)
	}
	if got := program.Column(t, dir, training.LogName, "seconds"); !slices.Equal(got, []string{""}) {
		t.Errorf("training.csv has the seconds %q, want an empty cell", got)
	}
}

// TestTrainComplete: weights that have come as far as was asked are refused,
// and nothing is written.
func TestTrainComplete(t *testing.T) {
	half := program.Trained(t, program.Tiny("-updates", "6", "-set", "updates=6")...)
	weights := filepath.Join(half, "weights.npz")
	for _, args := range [][]string{{"-updates", "6"}, {"-updates", "5"}, {}, {"-seconds", "1"}} {
		goal := "6"
		if len(args) > 0 && args[0] == "-updates" {
			goal = args[1]
		}
		out := filepath.Join(t.TempDir(), "run")
		program.Refused(t, append([]string{"train", "-resume", weights, "-out", out}, args...), command.ExitMisuse,
			weights+" is already at update 6", "would end at "+goal, "-updates")
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%v: a folder for results was left behind", args)
		}
	}
	if got := program.Names(t, half); !slices.Equal(got, program.Files) {
		t.Errorf("the folder of the weights holds %v, want %v", got, program.Files)
	}
}

// TestTrainMoments: a run that time ends measures its learning curve as often
// as one of a known length, at its start and its end too.
func TestTrainMoments(t *testing.T) {
	for _, c := range []struct {
		args        []string
		least, most int
	}{
		{[]string{"-updates", "97"}, 25, 25},
		{[]string{"-updates", "1000000", "-seconds", "0.5"}, 18, 26}, // an update may be slow on a busy machine
	} {
		dir := program.Trained(t, program.Tiny(c.args...)...)
		got := program.Column(t, dir, training.CurveName, "update")
		if len(got) < c.least || len(got) > c.most || got[0] != "0" || got[len(got)-1] != fmt.Sprint(program.Results(t, dir).Updates) {
			t.Errorf("%v: measured at %v", c.args, got)
		}
		if fractions := program.Column(t, dir, training.CurveName, "grid_fraction"); slices.Contains(fractions, "") {
			t.Errorf("%v: not scored each time: %v", c.args, fractions)
		}
	}
}
