package crew

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// Every job is done once, by any number of workers, and these are gone after
// Stop. A job that panics is an error, and the crew works on.
func TestCrew(t *testing.T) {
	defer goleak.VerifyNone(t)
	for workers := 1; workers <= 4; workers++ {
		c := New(workers)
		for _, jobs := range []int{1, 2, 7, 0, 100} {
			done := make([]atomic.Int32, jobs)
			if err := c.Run(jobs, func(i int) { done[i].Add(1) }); err != nil {
				t.Error(err)
			}
			for i := range done {
				if n := done[i].Load(); n != 1 {
					t.Errorf("%d workers, %d jobs: job %d was done %d times", workers, jobs, i, n)
				}
			}
		}
		err := c.Run(5, func(i int) {
			if i == 3 {
				panic("no cheese")
			}
		})
		if err == nil || !strings.Contains(err.Error(), "no cheese") {
			t.Errorf("%d workers: a panic gives the error %v", workers, err)
		}
		if err := c.Run(2, func(int) {}); err != nil {
			t.Errorf("%d workers: after a panic, %v", workers, err)
		}
		c.Stop()
	}
}

// Calls that follow each other at once, or after a while in which the workers
// went to sleep, do every job once, and allocate nothing.
func TestCallsOfAllPaces(t *testing.T) {
	defer goleak.VerifyNone(t)
	c := New(3)
	defer c.Stop()
	var done atomic.Int64
	job := func(int) { done.Add(1) }
	want := int64(0)
	for i := range 4000 {
		if i%100 == 0 {
			time.Sleep(2 * patience) // they go to sleep, and calls wake them
		}
		if err := c.Run(i%5, job); err != nil {
			t.Fatal(err)
		}
		want += int64(i % 5)
		if got := done.Load(); got != want {
			t.Fatalf("after call %d %d jobs are done, and there were %d", i, got, want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { _ = c.Run(4, job) }); n != 0 {
		t.Errorf("a call allocates %v times", n)
	}
}

// Nobody waits for a worker that comes too late for the last job.
func TestLateWorkers(t *testing.T) {
	var s seat
	s.init()
	s.state.Store(asleep)
	s.call()
	if !s.recall() {
		t.Error("a call that nobody accepted cannot be taken back")
	}
	s.wait() // the bell rings
	if s.accept() {
		t.Error("a call that was taken back is accepted")
	}
	s.call()
	if !s.accept() {
		t.Error("a call cannot be accepted")
	}
	if s.recall() {
		t.Error("a call that was accepted is taken back")
	}
}
