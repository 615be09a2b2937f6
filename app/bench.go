package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/klauspost/cpuid/v2"

	"gridrat/app/files"
	"gridrat/brain/speed"
	"gridrat/brain/tensor"
)

// benchCmd measures how fast this machine learns.
type benchCmd struct {
	Seconds float64 `help:"Time per measurement, after half as long to warm up." default:"0.6"`
	Only    string  `help:"Measure only cases whose name or group contains this word, in small letters or capitals." placeholder:"WORD"`
	Runs    int     `help:"Also time so many whole runs of recipe modules, of seeds 1, 2, ..., half a minute each." default:"0"`
	Kernels string  `help:"Kernel set to use; the best of this machine if not given." placeholder:"NAME"`
	Out     string  `help:"Folder for results.json; one with results in it is refused." placeholder:"DIR"`
}

// Run measures case by case and prints a table as it goes.
func (c *benchCmd) Run(ctx context.Context) error {
	if !(c.Seconds > 0 && c.Seconds <= 600) {
		return misusef("-seconds is %v; it must lie between 0 and 600", c.Seconds)
	}
	if c.Runs < 0 || c.Runs > 100 {
		return misusef("-runs is %d; it must lie between 0 and 100", c.Runs)
	}
	if c.Kernels != "" {
		if err := tensor.Use(c.Kernels); err != nil {
			return misuse{err}
		}
	}
	if c.Out == "" {
		c.Out = files.Dated("runs", "bench")
	}
	if _, err := os.Stat(filepath.Join(c.Out, files.ResultsName)); err == nil {
		return misusef("the folder %s already holds %s; choose another with -out", c.Out, files.ResultsName)
	}
	cases := slices.DeleteFunc(speed.Cases(), func(k speed.Case) bool { return !c.wants(k) })
	if len(cases) == 0 && !c.wants(speed.PeakCase()) {
		return misusef("no case has %q in its name or group", c.Only)
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return fmt.Errorf("could not make the folder for results: %w", err)
	}
	b := newBenchmark()
	show := newProgress(os.Stdout)
	d := time.Duration(c.Seconds * float64(time.Second))
	if len(cases) == 0 {
		show.show("measuring", 0, string(speed.Peak))
		if err := b.measurePeak(ctx, "alone", d); err != nil {
			return err
		}
	}
	for i, k := range cases {
		if i == 0 || k.Group != cases[i-1].Group {
			show.show("measuring", float64(i)/float64(len(cases)), string(speed.Peak))
			if err := b.measurePeak(ctx, "before "+string(k.Group), d); err != nil {
				return err
			}
		}
		show.show("measuring", float64(i)/float64(len(cases)), string(k.Group)+", "+k.Name)
		if err := b.measure(ctx, k, d); err != nil {
			return err
		}
		if ctx.Err() != nil {
			break // what was measured is written down
		}
	}
	b.compare()
	show.done("measured", fmt.Sprintf("%d of %d cases", len(b.Rows), len(cases)))
	for seed := uint64(1); seed <= uint64(c.Runs) && ctx.Err() == nil; seed++ {
		run, err := timeRun(ctx, seed, b.Cores, func(share float64) { show.show("running", share, fmt.Sprintf("modules, seed %d", seed)) })
		if err != nil {
			return err
		}
		b.Runs = append(b.Runs, run)
		show.done("ran", run.String())
	}
	data, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	if err := files.Write(c.Out, files.ResultsName, append(data, '\n')); err != nil {
		return err
	}
	fmt.Print(b.table())
	fmt.Println("written to", c.Out)
	return nil
}

// wants tells whether -only lets a case through.
func (c *benchCmd) wants(k speed.Case) bool {
	return strings.Contains(strings.ToLower(string(k.Group)+" "+k.Name), strings.ToLower(c.Only))
}

// benchmark is results.json of the bench command.
type benchmark struct {
	Format  string     `json:"format"`
	Version int        `json:"version"`
	Program string     `json:"program"`
	CPU     string     `json:"cpu"`
	Cores   int        `json:"cores"` // that Go may use: GOMAXPROCS
	System  string     `json:"system"`
	Go      string     `json:"go"`
	Kernels string     `json:"kernels"`
	Peaks   []benchRow `json:"peaks"` // the kernel's peak, before each group of rows
	Rows    []benchRow `json:"rows"`
	Runs    []benchRun `json:"runs,omitempty"`
	Warning string     `json:"warning,omitempty"` // why the figures are doubtful
}

// benchRow is the measurement of one case. Rates are those of the median of
// the blocks of calls that the time was cut into.
type benchRow struct {
	Group speed.Group `json:"group"`
	Name  string      `json:"name"`
	Unit  string      `json:"unit"` // of the rates: so many of them per second
	One   rates       `json:"one_core"`
	All   *rates      `json:"all_cores,omitempty"` // nil on a machine with one core
	// FullMinutes is how long a complete run takes on all cores.
	FullMinutes float64 `json:"full_run_minutes,omitempty"`
}

// rates is what so many cores reached.
type rates struct {
	Median float64 `json:"median"`
	Best   float64 `json:"best"`
	// Of the matrix products, where there are any.
	GFLOPS float64 `json:"gflop_per_second,omitempty"`
	Share  float64 `json:"share_of_peak,omitempty"` // of the best of all Peaks
}

func newBenchmark() *benchmark {
	cpu := cpuid.CPU.BrandName
	if cpu == "" {
		cpu = "unknown"
	}
	return &benchmark{
		Format: "gridrat benchmark", Version: 2, Program: version(), CPU: cpu, Cores: runtime.GOMAXPROCS(0),
		System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(), Kernels: tensor.KernelName(),
	}
}

// table is what the command prints.
func (b *benchmark) table() string {
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
func (r rates) cells() (rate, best, share string) {
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
