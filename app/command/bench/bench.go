// Package bench measures how fast a machine learns. It knows the training
// run and progress of commands and what is below app, and prints nothing else.
package bench

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/klauspost/cpuid/v2"

	"gridrat/app/command/progress"
	"gridrat/brain/speed"
	"gridrat/brain/tensor"
)

// Options say what is measured.
type Options struct {
	Cases   []speed.Case
	Time    time.Duration // per measurement, after half as long to warm up
	Runs    int           // whole runs, of seeds 1, 2, ...
	Program string        // version of the program
}

// Wanted are the cases whose name or group contains a word, in small letters or
// capitals. It is ok that there is none where the word means the peak, which is
// always measured.
func Wanted(word string) (cases []speed.Case, ok bool) {
	wants := func(k speed.Case) bool {
		return strings.Contains(strings.ToLower(string(k.Group)+" "+k.Name), strings.ToLower(word))
	}
	cases = slices.DeleteFunc(speed.Cases(), func(k speed.Case) bool { return !wants(k) })
	return cases, len(cases) > 0 || wants(speed.PeakCase())
}

// Measure measures case by case. If ctx ends, what was measured until then is
// the result.
func Measure(ctx context.Context, o Options, show *progress.Progress) (*Benchmark, error) {
	b := newBenchmark(o.Program)
	if len(o.Cases) == 0 {
		show.Show("measuring", 0, string(speed.Peak))
		if err := b.measurePeak(ctx, "alone", o.Time); err != nil {
			return nil, err
		}
	}
	for i, k := range o.Cases {
		share := float64(i) / float64(len(o.Cases))
		if i == 0 || k.Group != o.Cases[i-1].Group {
			show.Show("measuring", share, string(speed.Peak))
			if err := b.measurePeak(ctx, "before "+string(k.Group), o.Time); err != nil {
				return nil, err
			}
		}
		show.Show("measuring", share, string(k.Group)+", "+k.Name)
		if err := b.measure(ctx, k, o.Time); err != nil {
			return nil, err
		}
		if ctx.Err() != nil {
			break
		}
	}
	b.compare()
	show.Done("measured", fmt.Sprintf("%d of %d cases", len(b.Rows), len(o.Cases)))
	for seed := uint64(1); seed <= uint64(o.Runs) && ctx.Err() == nil; seed++ {
		run, err := timeRun(ctx, seed, b.Cores, func(share float64) { show.Show("running", share, fmt.Sprintf("modules, seed %d", seed)) })
		if err != nil {
			return nil, err
		}
		b.Runs = append(b.Runs, run)
		show.Done("ran", run.String())
	}
	return b, nil
}

// Benchmark is results.json of the bench command.
type Benchmark struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Program string `json:"program"`
	CPU     string `json:"cpu"`
	Cores   int    `json:"cores"` // that Go may use: GOMAXPROCS
	System  string `json:"system"`
	Go      string `json:"go"`
	Kernels string `json:"kernels"`
	Peaks   []Row  `json:"peaks"` // the kernel's peak, before each group of rows
	Rows    []Row  `json:"rows"`
	Runs    []Run  `json:"runs,omitempty"`
	Warning string `json:"warning,omitempty"` // why the figures are doubtful
}

// Row is the measurement of one case. Rates are those of the median of
// the blocks of calls that the time was cut into.
type Row struct {
	Group speed.Group `json:"group"`
	Name  string      `json:"name"`
	Unit  string      `json:"unit"` // of the rates: so many of them per second
	One   Rates       `json:"one_core"`
	All   *Rates      `json:"all_cores,omitempty"` // nil on a machine with one core
	// FullMinutes is how long a complete run takes on all cores.
	FullMinutes float64 `json:"full_run_minutes,omitempty"`
}

// Rates are what so many cores reached.
type Rates struct {
	Median float64 `json:"median"`
	Best   float64 `json:"best"`
	// Of the matrix products, where there are any.
	GFLOPS float64 `json:"gflop_per_second,omitempty"`
	Share  float64 `json:"share_of_peak,omitempty"` // of the best of all Peaks
}

func newBenchmark(program string) *Benchmark {
	cpu := cpuid.CPU.BrandName
	if cpu == "" {
		cpu = "unknown"
	}
	return &Benchmark{
		Format: "gridrat benchmark", Version: 2, Program: program, CPU: cpu, Cores: runtime.GOMAXPROCS(0),
		System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(), Kernels: tensor.KernelName(),
	}
}

// Table is what the command prints.
func (b *Benchmark) Table() string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s, %d cores, %s, %s, kernels %s\n", b.CPU, b.Cores, b.System, b.Go, b.Kernels)
	w := tabwriter.NewWriter(&s, 0, 0, 2, ' ', 0)
	var group speed.Group
	for _, r := range slices.Concat(b.Peaks, b.Rows) {
		if r.Group != group {
			group = r.Group
			fmt.Fprintf(w, "\n%s\tunit\tone core\tbest\tshare of peak\tall cores\tbest\tshare of peak\t\n", group)
		}
		one, best, share := r.One.cells()
		all, allBest, allShare := "", "", ""
		if r.All != nil {
			all, allBest, allShare = r.All.cells()
		}
		note := ""
		if r.FullMinutes > 0 {
			note = fmt.Sprintf("complete run: %.0f min", r.FullMinutes)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Name, r.Unit, one, best, share, all, allBest, allShare, note)
	}
	w.Flush()
	if len(b.Runs) > 0 {
		fmt.Fprintln(&s)
	}
	for _, r := range b.Runs {
		fmt.Fprintln(&s, r)
	}
	fmt.Fprintln(&s, "\nRates are medians; best is how far above the best block of calls lies. The peak is the best of all its blocks.")
	if b.Warning != "" {
		fmt.Fprintln(&s, "Warning:", b.Warning)
	}
	return s.String()
}

// cells are the rate, how far the best lies above it and, where there are
// products, their share of the peak.
func (r Rates) cells() (rate, best, share string) {
	rate = fmt.Sprintf("%.1f", r.Median)
	if r.Median >= 1000 {
		rate = fmt.Sprintf("%.0f", r.Median)
	}
	best = fmt.Sprintf("+%.0f %%", 100*(r.Best/r.Median-1))
	if r.Share == 0 {
		return rate, best, ""
	}
	share = fmt.Sprintf("%.0f %%", 100*r.Share)
	if r.GFLOPS != r.Median {
		share += fmt.Sprintf(" (%.0f GFLOP/s)", r.GFLOPS)
	}
	return rate, best, share
}
