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
// Jobs may take microseconds: a worker that has nothing to do stays awake for
// a while, since waking takes longer than that; and nobody waits for a worker
// that did not wake in time for the last job.
//
// Order of shutdown: Stop calls every worker with stopped set; it leaves its
// loop and reports to gone; Stop returns when all have. No worker outlives
// Stop.
type Crew struct {
	work func(job int)
	jobs int64
	next atomic.Int64

	helpers []seat
	caller  seat
	busy    atomic.Int32 // helpers that are called, and one while Run needs no waking
	stopped bool
	gone    sync.WaitGroup // helpers alive

	mu     sync.Mutex
	failed error // first panic of the current call
}

// New starts workers-1 goroutines: the caller of Run is the last worker.
func New(workers int) *Crew {
	if workers < 1 {
		panic("crew: no workers")
	}
	c := &Crew{helpers: make([]seat, workers-1)}
	c.caller.init()
	for i := range c.helpers {
		s := &c.helpers[i]
		s.init()
		c.gone.Add(1)
		go c.help(s)
	}
	return c
}

// help is the life of a helper.
func (c *Crew) help(s *seat) {
	defer c.gone.Done()
	for {
		s.wait()
		if !s.accept() {
			continue // all was done before it came
		}
		if c.stopped {
			return
		}
		c.drain()
		s.free()
		if c.busy.Add(-1) == 0 {
			c.caller.call()
		}
	}
}

// Run calls work(0) ... work(jobs-1) and returns when all have returned. A
// panic in one of them is returned as an error.
func (c *Crew) Run(jobs int, work func(job int)) error {
	c.work, c.jobs, c.failed = work, int64(jobs), nil
	c.next.Store(0)
	helpers := c.helpers[:max(0, min(len(c.helpers), jobs-1))]
	c.busy.Store(int32(len(helpers)) + 1)
	for i := range helpers {
		helpers[i].call()
	}
	c.drain()
	late := int32(0)
	for i := range helpers {
		if helpers[i].recall() {
			late++
		}
	}
	if c.busy.Add(-late-1) > 0 {
		c.caller.wait()
		c.caller.accept()
		c.caller.free()
	}
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
	c.stopped = true
	for i := range c.helpers {
		c.helpers[i].call()
	}
	c.gone.Wait()
}
