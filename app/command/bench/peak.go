package bench

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gridrat/brain/speed"
)

// A run is doubtful if a measurement of the kernel's peak falls short of the
// best one by more than scatterAllowed, or if a case is faster than the peak by
// more than excessAllowed.
const (
	scatterAllowed = 0.05
	excessAllowed  = 0.02
)

// measurePeak measures the kernel's peak: again before each group of cases,
// because the speed of a machine changes during a run.
func (b *Benchmark) measurePeak(ctx context.Context, when string, d time.Duration) error {
	row, err := b.row(ctx, speed.PeakCase(), d)
	if err != nil || ctx.Err() != nil {
		return err
	}
	row.Name += ", " + when
	b.Peaks = append(b.Peaks, row)
	return nil
}

// machine is one core or all of them, as part of a row; rates are nil for all
// cores where there is only one.
type machine struct {
	name string
	of   func(*Row) *Rates
}

var machines = []machine{
	{"one core", func(r *Row) *Rates { return &r.One }},
	{"all cores", func(r *Row) *Rates { return r.All }},
}

// compare works out all shares of the peak, and the warning.
func (b *Benchmark) compare() {
	for _, m := range machines {
		peak, _ := b.peak(m)
		for _, rows := range [][]Row{b.Peaks, b.Rows} {
			for i := range rows {
				if r := m.of(&rows[i]); r != nil && peak > 0 {
					r.Share = r.GFLOPS / peak
				}
			}
		}
	}
	b.Warning = b.doubts()
}

// peak returns the best block of all measurements of the peak, and the lowest
// of their medians, in GFLOP/s.
func (b *Benchmark) peak(m machine) (best, low float64) {
	for i := range b.Peaks {
		if r := m.of(&b.Peaks[i]); r != nil {
			best = max(best, r.Best)
			if low == 0 || r.Median < low {
				low = r.Median
			}
		}
	}
	return best, low
}

// doubts is a sentence that says why the figures are doubtful; empty if they
// are not.
func (b *Benchmark) doubts() string {
	var found []string
	for _, m := range machines {
		best, low := b.peak(m)
		if low < (1-scatterAllowed)*best {
			found = append(found, fmt.Sprintf("the peak of %s scattered between %.4g and %.4g GFLOP/s", m.name, low, best))
		}
		name, most := "", 1+excessAllowed
		for i := range b.Rows {
			// The best block is compared with the best block of the peak.
			if r := m.of(&b.Rows[i]); r != nil && r.Share > 0 && r.Share*r.Best/r.Median > most {
				name, most = b.Rows[i].Name, r.Share*r.Best/r.Median
			}
		}
		if name != "" {
			found = append(found, fmt.Sprintf("%s reached %.0f %% of the peak on %s", name, 100*most, m.name))
		}
	}
	if len(found) == 0 {
		return ""
	}
	return strings.Join(found, ", ") + ": other programs or changes of the clock disturbed this run, and it should be repeated on a quiet machine."
}
