package room

import (
	"context"
	"fmt"
	"math"
	"sync/atomic"
)

// Background is long work in goroutines of their own, for all rooms. One piece
// of named work runs at a time: it shows its progress, can be stopped, and ends
// with a sentence. Besides, whatever runs in the background can hand something
// to the window's goroutine with Deliver.
type Background struct {
	ctx     context.Context
	tell    Tell
	hush    func()
	work    *work
	arrived chan func()
}

// work is a piece of named work.
type work struct {
	name   string
	doing  string // for people
	kept   bool   // what it has come to so far stays when it is stopped
	share  atomic.Uint64
	cancel context.CancelFunc
	done   chan outcome
	halted bool // by the user
}

// outcome is the sentence that tells what came of work.
type outcome struct {
	text string
	err  error
}

// Job is work to be done: it reports the share that is done and returns a
// sentence for the user, "" for none.
type Job func(ctx context.Context, progress func(share float64)) (string, error)

// NewBackground returns a background without work, whose work ends with ctx.
// tell says what came of it; hush takes away what was told before.
func NewBackground(ctx context.Context, tell Tell, hush func()) *Background {
	return &Background{ctx: ctx, tell: tell, hush: hush, arrived: make(chan func(), 4)}
}

// Running tells whether work of a name is under way; "" is any.
func (b *Background) Running(name string) bool {
	return b.work != nil && (name == "" || b.work.name == name)
}

// Name is that of the work under way, "" if there is none.
func (b *Background) Name() string {
	if b.work == nil {
		return ""
	}
	return b.work.name
}

// Progress says what is being done and the share of it that is.
func (b *Background) Progress() (doing string, share float64) {
	if b.work == nil {
		return "", 0
	}
	return b.work.doing, math.Float64frombits(b.work.share.Load())
}

// Start begins work, unless other work is under way, which it says. doing says
// for people what is done. Of work that is stopped nothing comes; it says so.
func (b *Background) Start(name, doing string, job Job) { b.start(name, doing, false, job) }

// StartKept begins work of which it need not be said that nothing came of it
// when it is stopped.
func (b *Background) StartKept(name, doing string, job Job) { b.start(name, doing, true, job) }

func (b *Background) start(name, doing string, kept bool, job Job) {
	if b.work != nil {
		doing, share := b.Progress()
		b.tell(false, fmt.Sprintf("%s is under way (%.0f %%); Esc stops it.", doing, 100*share))
		return
	}
	ctx, cancel := context.WithCancel(b.ctx)
	w := &work{name: name, doing: doing, kept: kept, cancel: cancel, done: make(chan outcome, 1)}
	b.work = w
	go func() {
		defer func() {
			if p := recover(); p != nil {
				w.done <- outcome{err: fmt.Errorf("it failed: %v", p)}
			}
		}()
		text, err := job(ctx, func(share float64) { w.share.Store(math.Float64bits(share)) })
		w.done <- outcome{text, err}
	}()
	b.hush()
}

// Stop has the work under way end soon, without a result.
func (b *Background) Stop() {
	if b.work != nil {
		b.work.halted = true
		b.work.cancel()
	}
}

// Close stops the work under way and waits for its end.
func (b *Background) Close() {
	if b.work != nil {
		b.Stop()
		<-b.work.done
		b.work = nil
	}
}

// Finish takes the result of work that has ended, says what came of it, and
// tells whether there was some.
func (b *Background) Finish() bool {
	if b.work == nil {
		return false
	}
	select {
	case o := <-b.work.done:
		w := b.work
		w.cancel()
		b.work = nil
		switch stopped := w.halted && o.err != nil; {
		case stopped && w.kept:
			b.tell(false, w.doing+" was stopped.")
		case stopped:
			b.tell(false, w.doing+" was stopped; nothing has come of it.")
		case o.err != nil:
			b.tell(true, fmt.Sprintf("%s failed: %v.", w.doing, o.err))
		case o.text != "":
			b.tell(false, o.text)
		}
		return true
	default:
		return false
	}
}

// Context ends when the window closes.
func (b *Background) Context() context.Context { return b.ctx }

// Deliver hands something to the window's goroutine, or gives up when ctx ends.
// Any goroutine but the window's may call it.
func (b *Background) Deliver(ctx context.Context, take func()) error {
	select {
	case b.arrived <- take:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Take carries out the next thing that was delivered, if there is one, and
// tells whether there was.
func (b *Background) Take() bool {
	select {
	case take := <-b.arrived:
		take()
		return true
	default:
		return false
	}
}
