// Package crew runs the parts of a computation side by side. What the parts
// are must not depend on how many workers there are, so that results do not
// either.
package crew

import (
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Crew runs a fixed number of jobs side by side on goroutines that live until
// Stop. Which goroutine runs which job is left to chance, so that jobs must
// not share what they write.
//
// Order of shutdown: Stop closes calls; every worker leaves its loop and
// reports to gone; Stop returns when all have. No worker outlives Stop.
type Crew struct {
	workers int

	work  func(job int)
	jobs  int64
	next  atomic.Int64
	calls chan struct{}
	done  sync.WaitGroup // workers busy with the current call
	gone  sync.WaitGroup // workers alive

	mu     sync.Mutex
	failed error // first panic of the current call
}

// New starts workers-1 goroutines: the caller of Run is the last worker.
func New(workers int) *Crew {
	if workers < 1 {
		panic("crew: no workers")
	}
	c := &Crew{workers: workers, calls: make(chan struct{})}
	for range workers - 1 {
		c.gone.Add(1)
		go func() {
			defer c.gone.Done()
			for range c.calls {
				c.drain()
				c.done.Done()
			}
		}()
	}
	return c
}

// Run calls work(0) ... work(jobs-1) and returns when all have returned. A
// panic in one of them is returned as an error.
func (c *Crew) Run(jobs int, work func(job int)) error {
	c.work, c.jobs, c.failed = work, int64(jobs), nil
	c.next.Store(0)
	helpers := max(0, min(c.workers, jobs)-1)
	c.done.Add(helpers)
	for range helpers {
		c.calls <- struct{}{}
	}
	c.drain()
	c.done.Wait()
	return c.failed
}

func (c *Crew) drain() {
	defer func() {
		if p := recover(); p != nil {
			c.mu.Lock()
			defer c.mu.Unlock()
			if c.failed == nil {
				c.failed = fmt.Errorf("learning failed: %v\n%s", p, debug.Stack())
			}
		}
	}()
	for {
		job := c.next.Add(1) - 1
		if job >= c.jobs {
			return
		}
		c.work(int(job))
	}
}

// Stop ends the goroutines.
func (c *Crew) Stop() {
	close(c.calls)
	c.gone.Wait()
}
