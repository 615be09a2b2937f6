package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gridrat/app/files"
)

// TestBench: a quick measurement writes what it prints, and the numbers fit
// together.
func TestBench(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bench")
	out, stderr, code := run(t, "bench", "-seconds", "0.02", "-only", "Modules", "-out", dir)
	if code != 0 || stderr != "" || !strings.Contains(out, "share of peak") || !strings.HasSuffix(out, "written to "+dir+"\n") {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	var b benchmark
	if err := json.Unmarshal(read(t, dir, files.ResultsName), &b); err != nil {
		t.Fatal(err)
	}
	if b.Format != "gridrat benchmark" || b.Version != 2 || b.Cores != runtime.GOMAXPROCS(0) || b.Kernels == "" || b.CPU == "" {
		t.Errorf("the head is %+v", b)
	}
	if len(b.Peaks) != 1 || len(b.Rows) != 2 { // the two stages of modules
		t.Fatalf("peaks %+v and rows %+v, want 1 and 2", b.Peaks, b.Rows)
	}
	for _, r := range append(b.Peaks, b.Rows...) {
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
	before := read(t, dir, files.ResultsName)
	if _, stderr, code := run(t, "bench", "-seconds", "0.02", "-out", dir); code != exitMisuse || !strings.Contains(stderr, dir) {
		t.Errorf("again: status %d, %q", code, stderr)
	}
	if string(read(t, dir, files.ResultsName)) != string(before) {
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

// TestBenchPeaks: the peak is measured before every group of cases, and alone
// if nothing else is asked for.
func TestBenchPeaks(t *testing.T) {
	for only, want := range map[string][]string{
		"SQUARE": {"bare inner loop, before simulation"},
		"512":    {"bare inner loop, before matrix product", "bare inner loop, before update", "bare inner loop, before rate maps and scores"},
		"peak":   {"bare inner loop, alone"},
	} {
		dir := filepath.Join(t.TempDir(), "bench")
		if out, stderr, code := run(t, "bench", "-seconds", "0.005", "-only", only, "-out", dir); code != 0 {
			t.Fatalf("-only %s: status %d, printed %q and %q", only, code, out, stderr)
		}
		var b benchmark
		if err := json.Unmarshal(read(t, dir, files.ResultsName), &b); err != nil {
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

// TestBenchDoubts: shares are of the best block of all peaks; the report warns,
// in one sentence, of peaks that scatter and of cases above the peak.
func TestBenchDoubts(t *testing.T) {
	one := func(median, best float64) benchRow {
		return benchRow{Name: "p", One: rates{Median: median, Best: best, GFLOPS: median}}
	}
	both := func(median, best float64) benchRow {
		r := one(100, 100)
		r.All = &rates{Median: median, Best: best, GFLOPS: median}
		return r
	}
	// A row in other units, of 2 GFLOP each.
	update := func(median, best float64) benchRow {
		return benchRow{Name: "u", One: rates{Median: median, Best: best, GFLOPS: 2 * median}}
	}
	for _, c := range []struct {
		name        string
		peaks, rows []benchRow
		share       float64 // of the first row
		want        []string
	}{
		{"quiet", []benchRow{one(99, 100), one(96, 98)}, []benchRow{one(80, 85)}, 0.80, nil},
		{"at the bounds", []benchRow{one(95, 100)}, []benchRow{one(90, 102)}, 0.90, nil},
		{"scattered medians", []benchRow{one(99, 100), one(94, 100)}, []benchRow{one(80, 85)}, 0.80, []string{"peak of one core scattered between 94 and 100 GFLOP/s"}},
		{"scattered peaks", []benchRow{one(80, 81), one(99, 100)}, []benchRow{one(80, 85)}, 0.80, []string{"peak of one core scattered between 80 and 100 GFLOP/s"}},
		{"above the peak", []benchRow{one(99, 100)}, []benchRow{one(80, 85), one(90, 103)}, 0.80, []string{"p reached 103 % of the peak on one core"}},
		{"above the peak, other units", []benchRow{one(99, 100)}, []benchRow{update(50, 52)}, 1, []string{"u reached 104 % of the peak on one core"}},
		{"all cores", []benchRow{both(180, 200)}, []benchRow{both(220, 220)}, 1, []string{"peak of all cores scattered between 180 and 200 GFLOP/s", "p reached 110 % of the peak on all cores"}},
		{"no products", []benchRow{one(99, 100)}, []benchRow{{Name: "maps", One: rates{Median: 1000, Best: 2000}}}, 0, nil},
		{"interrupted", nil, nil, 0, nil},
	} {
		b := benchmark{Peaks: c.peaks, Rows: c.rows}
		b.compare()
		if len(b.Rows) > 0 && math.Abs(b.Rows[0].One.Share-c.share) > 1e-9 {
			t.Errorf("%s: a share of %v, want %v", c.name, b.Rows[0].One.Share, c.share)
		}
		if (b.Warning == "") != (len(c.want) == 0) || strings.Count(b.Warning, ".") > 1 || !strings.Contains(b.table(), b.Warning) {
			t.Errorf("%s: the warning is %q", c.name, b.Warning)
		}
		if strings.Contains(b.table(), "Warning") != (b.Warning != "") {
			t.Errorf("%s: the table is %q", c.name, b.table())
		}
		for _, w := range c.want {
			if !strings.Contains(b.Warning, w) {
				t.Errorf("%s: the warning is %q, want %q in it", c.name, b.Warning, w)
			}
		}
	}
}
