package bench

import (
	"math"
	"strings"
	"testing"
)

// TestBenchDoubts: shares are of the best block of all peaks; the report warns,
// in one sentence, of peaks that scatter and of cases above the peak.
func TestBenchDoubts(t *testing.T) {
	one := func(median, best float64) Row {
		return Row{Name: "p", One: Rates{Median: median, Best: best, GFLOPS: median}}
	}
	both := func(median, best float64) Row {
		r := one(100, 100)
		r.All = &Rates{Median: median, Best: best, GFLOPS: median}
		return r
	}
	// A row in other units, of 2 GFLOP each.
	update := func(median, best float64) Row {
		return Row{Name: "u", One: Rates{Median: median, Best: best, GFLOPS: 2 * median}}
	}
	for _, c := range []struct {
		name        string
		peaks, rows []Row
		share       float64 // of the first row
		want        []string
	}{
		{"quiet", []Row{one(99, 100), one(96, 98)}, []Row{one(80, 85)}, 0.80, nil},
		{"at the bounds", []Row{one(95, 100)}, []Row{one(90, 102)}, 0.90, nil},
		{"scattered medians", []Row{one(99, 100), one(94, 100)}, []Row{one(80, 85)}, 0.80, []string{"peak of one core scattered between 94 and 100 GFLOP/s"}},
		{"scattered peaks", []Row{one(80, 81), one(99, 100)}, []Row{one(80, 85)}, 0.80, []string{"peak of one core scattered between 80 and 100 GFLOP/s"}},
		{"above the peak", []Row{one(99, 100)}, []Row{one(80, 85), one(90, 103)}, 0.80, []string{"p reached 103 % of the peak on one core"}},
		{"above the peak, other units", []Row{one(99, 100)}, []Row{update(50, 52)}, 1, []string{"u reached 104 % of the peak on one core"}},
		{"all cores", []Row{both(180, 200)}, []Row{both(220, 220)}, 1, []string{"peak of all cores scattered between 180 and 200 GFLOP/s", "p reached 110 % of the peak on all cores"}},
		{"no products", []Row{one(99, 100)}, []Row{{Name: "maps", One: Rates{Median: 1000, Best: 2000}}}, 0, nil},
		{"interrupted", nil, nil, 0, nil},
	} {
		b := Benchmark{Peaks: c.peaks, Rows: c.rows}
		b.compare()
		if len(b.Rows) > 0 && math.Abs(b.Rows[0].One.Share-c.share) > 1e-9 {
			t.Errorf("%s: a share of %v, want %v", c.name, b.Rows[0].One.Share, c.share)
		}
		if (b.Warning == "") != (len(c.want) == 0) || strings.Count(b.Warning, ".") > 1 || !strings.Contains(b.Table(), b.Warning) {
			t.Errorf("%s: the warning is %q", c.name, b.Warning)
		}
		if strings.Contains(b.Table(), "Warning") != (b.Warning != "") {
			t.Errorf("%s: the table is %q", c.name, b.Table())
		}
		for _, w := range c.want {
			if !strings.Contains(b.Warning, w) {
				t.Errorf("%s: the warning is %q, want %q in it", c.name, b.Warning, w)
			}
		}
	}
}
