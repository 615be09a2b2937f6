package crew

import (
	"runtime"
	"sync/atomic"
	"time"
)

// patience is how long one that waits stays awake: about what waking a thread
// takes (110 us were measured on a virtual machine), so that waiting costs at
// most twice what it would with foresight.
const patience = 100 * time.Microsecond

// looks is how often one that waits looks at its seat between two looks at the
// clock.
const looks = 16

// States of a seat.
const (
	idle   int32 = iota // nobody is called, and whoever sits here is awake
	asleep              // nobody is called, and whoever sits here must be woken
	called
	taken // the call was accepted
)

// seat is where one goroutine waits until another one calls it. The two may
// differ from call to call, but there is one of each at a time.
type seat struct {
	state atomic.Int32
	bell  chan struct{} // one ring for each time of sleep
}

func (s *seat) init() { s.bell = make(chan struct{}, 1) }

// wait returns when the seat may have been called: accept tells.
func (s *seat) wait() {
	for start := time.Now(); ; {
		for range looks {
			if s.state.Load() == called {
				return
			}
			runtime.Gosched()
		}
		if time.Since(start) > patience {
			break
		}
	}
	if s.state.CompareAndSwap(idle, asleep) {
		<-s.bell
	}
}

// call calls whoever waits here, now or later.
func (s *seat) call() {
	if s.state.Swap(called) == asleep {
		s.bell <- struct{}{}
	}
}

// recall takes back a call that was not accepted yet, and tells whether it did.
func (s *seat) recall() bool { return s.state.CompareAndSwap(called, idle) }

// accept tells that there is a call, which then cannot be taken back.
func (s *seat) accept() bool { return s.state.CompareAndSwap(called, taken) }

// free ends a call.
func (s *seat) free() { s.state.Store(idle) }
