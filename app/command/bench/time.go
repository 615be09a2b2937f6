package bench

import (
	"context"
	"slices"
	"sync"
	"time"

	"gridrat/brain/speed"
)

// measure adds a row.
func (b *Benchmark) measure(ctx context.Context, c speed.Case, d time.Duration) error {
	row, err := b.row(ctx, c, d)
	if err != nil || ctx.Err() != nil {
		return err // a case that was cut short says nothing
	}
	if c.Full > 0 {
		row.FullMinutes = float64(c.Full) / whole(row).Median / 60
	}
	b.Rows = append(b.Rows, row)
	return nil
}

// row measures a case on one core and on all.
func (b *Benchmark) row(ctx context.Context, c speed.Case, d time.Duration) (Row, error) {
	row := Row{Group: c.Group, Name: c.Name, Unit: c.Unit + "/s"}
	var err error
	if row.One, err = measureRates(ctx, c, 1, d); err != nil || b.Cores == 1 {
		return row, err
	}
	all, err := measureRates(ctx, c, b.Cores, d)
	row.All = &all
	return row, err
}

// whole is what the machine reaches as a whole.
func whole(r Row) Rates {
	if r.All != nil {
		return *r.All
	}
	return r.One
}

// measureRates measures a case on so many cores.
func measureRates(ctx context.Context, c speed.Case, cores int, d time.Duration) (Rates, error) {
	calls, err := callsPerSecond(ctx, c, cores, d)
	if err != nil {
		return Rates{}, err
	}
	slices.Sort(calls)
	median := calls[len(calls)/2]
	return Rates{Median: median * c.Work, Best: calls[len(calls)-1] * c.Work, GFLOPS: median * c.GFLOP}, nil
}

// callsPerSecond warms up for half of d, then runs a case for about d, in
// blocks, and returns the calls per second of each block. A case that does not share its work runs once per
// core, each with memory of its own, and a block ends when all have made its
// calls.
func callsPerSecond(ctx context.Context, c speed.Case, cores int, d time.Duration) ([]float64, error) {
	copies, workers := cores, 1
	if c.Shared {
		copies, workers = 1, cores
	}
	runs := make([]func() error, copies)
	for i := range runs {
		run, stop, err := c.New(workers)
		if err != nil {
			return nil, err
		}
		defer stop()
		runs[i] = run
	}
	// Calls per block: about a thirtieth of the time, found by doubling, while
	// caches fill and the processor changes its frequency.
	calls := 1
	for begin, enough := time.Now(), false; !enough || time.Since(begin) < d/2; {
		took, err := block(runs, calls)
		if err != nil {
			return nil, err
		}
		enough = took > d/30
		if ctx.Err() != nil {
			break
		}
		if !enough {
			calls *= 2
		}
	}
	var rates []float64
	for begin := time.Now(); time.Since(begin) < d && ctx.Err() == nil || len(rates) == 0; {
		took, err := block(runs, calls)
		if err != nil {
			return nil, err
		}
		rates = append(rates, float64(copies*calls)/took.Seconds())
	}
	return rates, nil
}

// block lets every instance make its calls side by side and returns the time
// until all have.
func block(runs []func() error, calls int) (time.Duration, error) {
	failed := make([]error, len(runs))
	work := func(i int) {
		for range calls {
			if err := runs[i](); err != nil {
				failed[i] = err
				return
			}
		}
	}
	begin := time.Now()
	var wait sync.WaitGroup
	for i := 1; i < len(runs); i++ {
		wait.Go(func() { work(i) })
	}
	work(0)
	wait.Wait()
	took := time.Since(begin)
	for _, err := range failed {
		if err != nil {
			return 0, err
		}
	}
	return took, nil
}
