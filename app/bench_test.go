package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestBench: a quick measurement writes what it prints, and the numbers fit
// together.
func TestBench(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bench")
	out, stderr, code := run(t, "bench", "-seconds", "0.02", "-only", "modules", "-out", dir)
	if code != 0 || stderr != "" || !strings.Contains(out, "share of peak") || !strings.HasSuffix(out, "written to "+dir+"\n") {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	var b benchmark
	if err := json.Unmarshal(read(t, dir, resultsName), &b); err != nil {
		t.Fatal(err)
	}
	if b.Format != "gridrat benchmark" || b.Version != 1 || b.Cores != runtime.NumCPU() || b.Kernels == "" || b.CPU == "" {
		t.Errorf("the head is %+v", b)
	}
	if len(b.Rows) != 3 { // the peak, and the two stages of modules
		t.Fatalf("%d rows, want 3: %+v", len(b.Rows), b.Rows)
	}
	for _, r := range b.Rows {
		for _, x := range []*rates{&r.One, r.All} {
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
	before := read(t, dir, resultsName)
	if _, stderr, code := run(t, "bench", "-seconds", "0.02", "-out", dir); code != exitMisuse || !strings.Contains(stderr, dir) {
		t.Errorf("again: status %d, %q", code, stderr)
	}
	if string(read(t, dir, resultsName)) != string(before) {
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
		out, stderr, code := run(t, "bench", c.flag, c.value, "-out", dir)
		if code != exitMisuse || out != "" || !strings.Contains(stderr, c.want) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s %s: status %d, printed %q and %q", c.flag, c.value, code, out, stderr)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s %s left a folder", c.flag, c.value)
		}
	}
}
