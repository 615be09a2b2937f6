package loop

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"
)

// Look finds out about a student what takes longer than an update, beside
// learning. It holds copies of what it looks at.
type Look interface {
	// Work finds it out, in the goroutine that all looks share, one after the
	// other. It returns ctx's error if that ends first: when another student
	// has taken the place, or learning ends.
	Work(ctx context.Context) error
	// Done hands it to the student, between updates, if that has not been left
	// meanwhile, with the time it took. err is what Work returned, or its
	// panic; what Done returns becomes a notice.
	Done(took time.Duration, err error) error
}

// restShare is how long the looker rests, in units of what the last look took:
// it must not take the learner's processor time.
const (
	restShare = 1.5
	leastRest = 500 * time.Millisecond
)

// looker works on looks in a goroutine of its own, one at a time, never on one
// that is not the newest. Its methods belong to the loop's goroutine.
type looker struct {
	clock   Clock
	looks   chan started
	results chan seen
	gone    chan struct{}

	busy  bool
	end   context.CancelFunc // of the look that is being worked on
	epoch int                // counts runs; results of an earlier one are dropped
	next  time.Time          // when it has rested
}

type started struct {
	Look
	ctx   context.Context
	epoch int
}

type seen struct {
	look  Look
	epoch int
	took  time.Duration
	err   error
}

func startLooker(c Clock) *looker {
	k := &looker{
		clock: c, looks: make(chan started), results: make(chan seen, 1), gone: make(chan struct{}),
		end: func() {},
	}
	go func() {
		defer close(k.gone)
		for s := range k.looks {
			begin := c.Now()
			err := work(s)
			k.results <- seen{s.Look, s.epoch, c.Now().Sub(begin), err}
		}
	}()
	return k
}

// work works on one look and makes an error of its panic.
func work(s started) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("scoring failed: %v\n%s", p, debug.Stack())
		}
	}()
	return s.Work(s.ctx)
}

func (k *looker) begin(look Look) {
	ctx, cancel := context.WithCancel(context.Background())
	k.busy, k.end = true, cancel
	k.looks <- started{look, ctx, k.epoch} // the goroutine is waiting for it
}

// finish accounts for a look and tells whether it belongs to this run.
func (k *looker) finish(s seen) bool {
	k.end()
	k.busy = false
	rest := leastRest
	if s.err == nil {
		rest = max(rest, time.Duration(restShare*float64(s.took)))
	}
	k.next = k.clock.Now().Add(rest)
	return s.epoch == k.epoch
}

// abandon ends a look that is being worked on and lets it count for nothing.
func (k *looker) abandon() {
	k.end()
	k.epoch++
	k.next = time.Time{}
}

// stop ends the goroutine.
func (k *looker) stop() {
	k.end()
	close(k.looks)
	<-k.gone
}

// look has the student looked at, if nothing else is and there is something
// new. If the looker must rest first, it returns for how long.
func (l *Loop[T, S]) look() (rest time.Duration) {
	if l.looker.busy {
		return 0
	}
	if rest := l.looker.next.Sub(l.clock.Now()); rest > 0 {
		return rest
	}
	if look := l.student.Look(l.State()); look != nil {
		l.looker.begin(look)
	}
	return 0
}

// accept takes over what a look found.
func (l *Loop[T, S]) accept(s seen) {
	if !l.looker.finish(s) {
		return // of a run that was left
	}
	if err := s.look.Done(s.took, s.err); err != nil {
		l.Tell(true, err.Error())
	}
}
