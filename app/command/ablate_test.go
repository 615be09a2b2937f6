package command

import (
	"bufio"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"gridrat/app/internal/program"
	"gridrat/brain/ablation"
)

// ablate are the arguments of ablations of one recipe that take seconds.
func ablate(dir string, args ...string) []string {
	return append([]string{"ablate", "-recipe", "one", "-seeds", "1", "-updates", "3", "-out", dir}, args...)
}

// TestAblate: a table that stopped early is gone on with, and what was
// measured stays as it is; what does not belong to it is refused.
func TestAblate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "table")
	if out, err, code := program.Run(t, ablate(dir, "-rows", "baseline")...); code != 0 || err != "" || !strings.HasSuffix(out, "written to "+dir+"\n") {
		t.Fatalf("status %d, printed %q and %q", code, out, err)
	}
	first, err := ablation.Read(program.Read(t, dir, ablationsName))
	if err != nil || len(first.Runs) != 1 {
		t.Fatalf("%v: %d runs", err, len(first.Runs))
	}
	// lambda-50 is the recipe as it is.
	out, stderr, code := program.Run(t, ablate(dir, "-rows", "baseline,lambda-0,lambda-50")...)
	if code != 0 || stderr != "" || !strings.Contains(out, "1 of 2 runs are there already") || !strings.Contains(out, "one module, 3 updates") {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	table, err := ablation.Read(program.Read(t, dir, ablationsName))
	if err != nil || len(table.Runs) != 2 || table.Runs[1].Row != "lambda-0" || table.Runs[1].Loss == table.Runs[0].Loss {
		t.Fatalf("%v: runs %+v", err, table.Runs)
	}
	if a, b := first.Runs[0], table.Runs[0]; a.Seconds != b.Seconds || a.ErrorCM != b.ErrorCM || a.Command != b.Command {
		t.Errorf("the first run became %+v from %+v", b, a)
	}
	for _, row := range []string{"baseline ", "lambda-0 ", "lambda-50 "} {
		if !strings.Contains(out, "\n"+row) {
			t.Errorf("the table has no row %s: %s", row, out)
		}
	}
	if got, want := program.Names(t, dir), []string{"ablations.csv", "ablations.json", "ablations.png", "ablations.svg"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
	if lines := program.Table(t, dir, ablationsCSV); len(lines) != 3 {
		t.Errorf("ablations.csv has %d lines", len(lines))
	}

	// The command of a row trains what the row is of.
	words := strings.Fields(table.Runs[1].Command)[3:]
	again := program.Trained(t, words...)
	r, want := program.Results(t, again), table.Runs[1]
	if !want.Is(r.Settings, r.Seed) {
		t.Errorf("%v trains other settings", words)
	}
	for _, v := range [][2]float64{{*r.LossTotal, float64(want.Loss)}, {r.ErrorCM, float64(want.ErrorCM)}, {r.GridFraction037, float64(want.Trained.Above037)}} {
		if math.Abs(v[0]-v[1]) > 1e-6*math.Abs(v[1]) { // the table has seven digits
			t.Errorf("%v gives %v, the table has %v", words, v[0], v[1])
		}
	}

	program.Refused(t, append(ablate(dir, "-rows", "tanh"), "-updates", "4"), ExitMisuse, "ablations.json", "its runs have 3 updates, not 4", "choose another folder with -out")
	whole := program.Read(t, dir, ablationsName)
	for text, want := range map[string]string{
		string(whole[:len(whole)/2]):               "it is damaged",
		`{"format":"gridrat results","version":1}`: `its format is "gridrat results"`,
	} {
		program.Write(t, dir, ablationsName, text)
		program.Refused(t, ablate(dir, "-rows", "tanh"), ExitFailed, filepath.Join(dir, ablationsName), want, "choose another folder with -out")
		if string(program.Read(t, dir, ablationsName)) != text {
			t.Error("what was refused was written over")
		}
	}
}

func TestAblateList(t *testing.T) {
	out, err, code := program.Run(t, "ablate", "-list")
	if code != 0 || err != "" {
		t.Fatalf("status %d, %q", code, err)
	}
	for _, r := range ablation.Rows() {
		if !strings.Contains(out, r.Name+": "+r.Meaning+"\n") {
			t.Errorf("the list has no %s", r.Name)
		}
	}
	if !strings.Contains(out, "lambda=9; λ by module 6.3, 9, 9\n") {
		t.Errorf("the list does not say what lambda each module has: %s", out)
	}
}

func TestAblateMisuse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "table")
	run := program.Trained(t, program.Tiny("-updates", "2")...)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-rows", "lambda-3"}, `no ablation is called "lambda-3"; there are baseline, `},
		{[]string{"-recipe", "paper"}, `no recipe of ablations is called "paper"; there are modules, one, lstm`},
		{[]string{"-updates", "0"}, "-updates is 0; it must lie between 1 and"},
		{[]string{"-workers=-1"}, "-workers is -1"},
		{[]string{"-seeds", "x"}, "a whole number, not negative"},
		{[]string{"-seeds", "1,1"}, "-seeds names a seed twice; each counts once"},
		{[]string{"-recipe", "lstm", "-rows", "joint-gradient"}, "none of the rows makes sense"},
		{[]string{"-out", run}, "already holds results.json; choose another with -out"},
	} {
		program.Refused(t, append([]string{"ablate", "-out", dir}, c.args...), ExitMisuse, c.want)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a refused call left a folder")
	}
}

// TestAblateInterrupted: Ctrl+C ends the table cleanly, without the run that
// was under way.
func TestAblateInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: a test cannot send Ctrl+C on Windows")
	}
	dir := filepath.Join(t.TempDir(), "table")
	cmd, _, stderr := program.Command("ablate", "-recipe", "one", "-rows", "baseline", "-seeds", "1,2", "-updates", "1000000", "-out", dir)
	cmd.Stdout = nil
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for lines := bufio.NewScanner(pipe); lines.Scan(); {
		if out.Len() == 0 {
			if !strings.Contains(lines.Text(), "run 1 of 2, baseline of one, seed 1, update ") || !strings.HasSuffix(lines.Text(), "/s") {
				t.Errorf("progress is %q", lines.Text())
			}
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
		}
		out.WriteString(lines.Text() + "\n")
	}
	if err := cmd.Wait(); err != nil || stderr.String() != "" {
		t.Errorf("%v, printed %q", err, stderr)
	}
	if !strings.Contains(out.String(), "interrupted with 2 runs left; the same command goes on with them\nwritten to "+dir) {
		t.Errorf("printed %q", out.String())
	}
	if got := program.Names(t, dir); len(got) != 0 {
		t.Errorf("the folder holds %v", got)
	}
}
