package crew

import (
	"strings"
	"sync/atomic"
	"testing"

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
