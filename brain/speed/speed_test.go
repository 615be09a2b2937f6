package speed

import (
	"runtime"
	"testing"
)

func all() []Case { return append([]Case{PeakCase()}, Cases()...) }

// TestCases: every case runs, and its numbers make sense.
func TestCases(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range all() {
		key := string(c.Group) + "/" + c.Name
		if seen[key] || !(c.Work > 0) || c.GFLOP < 0 || c.Unit == "" {
			t.Errorf("%s: twice, or without work or unit: %+v", key, c)
		}
		seen[key] = true
		run, stop, err := c.New(1)
		if err != nil {
			t.Fatal(key, err)
		}
		if err := run(); err != nil {
			t.Error(key, err)
		}
		stop()
	}
}

// BenchmarkSpeed measures every case on one core, and those that share their
// work on all.
func BenchmarkSpeed(b *testing.B) {
	for _, c := range all() {
		workers := []int{1}
		if cores := runtime.GOMAXPROCS(0); c.Shared && cores > 1 {
			workers = append(workers, cores)
		}
		for _, w := range workers {
			name := string(c.Group) + "/" + c.Name + "/one core"
			if w > 1 {
				name = string(c.Group) + "/" + c.Name + "/all cores"
			}
			b.Run(name, func(b *testing.B) {
				run, stop, err := c.New(w)
				if err != nil {
					b.Fatal(err)
				}
				defer stop()
				for b.Loop() {
					if err := run(); err != nil {
						b.Fatal(err)
					}
				}
				calls := float64(b.N) / b.Elapsed().Seconds()
				b.ReportMetric(calls*c.Work, c.Unit+"/s")
				if c.GFLOP > 0 && c.Unit != "GFLOP" {
					b.ReportMetric(calls*c.GFLOP, "GFLOP/s")
				}
			})
		}
	}
}
