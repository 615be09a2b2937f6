package bench_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gridrat/app/command"
	"gridrat/app/command/bench"
	"gridrat/app/files"
	"gridrat/app/internal/program"
)

// TestBench: a quick measurement writes what it prints, and the numbers fit
// together.
func TestBench(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bench")
	out, stderr, code := program.Run(t, "bench", "-seconds", "0.02", "-only", "Modules", "-out", dir)
	if code != 0 || stderr != "" || !strings.Contains(out, "share of peak") || !strings.HasSuffix(out, "written to "+dir+"\n") {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	var b bench.Benchmark
	if err := json.Unmarshal(program.Read(t, dir, files.ResultsName), &b); err != nil {
		t.Fatal(err)
	}
	if b.Format != "gridrat benchmark" || b.Version != 2 || b.Cores != runtime.GOMAXPROCS(0) || b.Kernels == "" || b.CPU == "" {
		t.Errorf("the head is %+v", b)
	}
	if len(b.Peaks) != 1 || len(b.Rows) != 2 { // the two stages of modules
		t.Fatalf("peaks %+v and rows %+v, want 1 and 2", b.Peaks, b.Rows)
	}
	for _, r := range append(b.Peaks, b.Rows...) {
		for _, x := range []*bench.Rates{&r.One, r.All} {
			if x == nil {
				continue
			}
			if !(x.Median > 0 && x.Best >= x.Median && x.GFLOPS > 0 && x.Share > 0) {
				t.Errorf("%s: %+v", r.Name, *x)
			}
		}
		if !strings.Contains(out, r.Name) {
			t.Errorf("%q was measured and not printed", r.Name)
		}
	}
	// A second run into the same folder is refused, and changes nothing.
	before := program.Read(t, dir, files.ResultsName)
	if _, stderr, code := program.Run(t, "bench", "-seconds", "0.02", "-out", dir); code != command.ExitMisuse || !strings.Contains(stderr, dir) {
		t.Errorf("again: status %d, %q", code, stderr)
	}
	if string(program.Read(t, dir, files.ResultsName)) != string(before) {
		t.Error("the results were overwritten")
	}
}

// TestBenchMisuse: wrong flags get a sentence and leave no folder.
func TestBenchMisuse(t *testing.T) {
	for _, c := range []struct{ flag, value, want string }{
		{"-seconds", "0", "-seconds is 0"},
		{"-seconds", "NaN", "-seconds is NaN"},
		{"-only", "nothing such", `"nothing such"`},
		{"-kernels", "quantum", `"quantum"`},
	} {
		dir := filepath.Join(t.TempDir(), "bench")
		out, stderr, code := program.Run(t, "bench", c.flag, c.value, "-out", dir)
		if code != command.ExitMisuse || out != "" || !strings.Contains(stderr, c.want) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s %s: status %d, printed %q and %q", c.flag, c.value, code, out, stderr)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s %s left a folder", c.flag, c.value)
		}
	}
}

// TestBenchPeaks: the peak is measured before every group of cases, and alone
// if nothing else is asked for.
func TestBenchPeaks(t *testing.T) {
	for only, want := range map[string][]string{
		"SQUARE": {"bare inner loop, before simulation"},
		"512":    {"bare inner loop, before matrix product", "bare inner loop, before update", "bare inner loop, before rate maps and scores"},
		"peak":   {"bare inner loop, alone"},
	} {
		dir := filepath.Join(t.TempDir(), "bench")
		if out, stderr, code := program.Run(t, "bench", "-seconds", "0.005", "-only", only, "-out", dir); code != 0 {
			t.Fatalf("-only %s: status %d, printed %q and %q", only, code, out, stderr)
		}
		var b bench.Benchmark
		if err := json.Unmarshal(program.Read(t, dir, files.ResultsName), &b); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range b.Peaks {
			got = append(got, p.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("-only %s: peaks %q, want %q", only, got, want)
		}
	}
}
