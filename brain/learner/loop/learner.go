// Package loop is learning in the background, whatever learns: requests in,
// immutable snapshots out. It never waits for whoever watches, and whoever
// watches never waits for it.
//
// What learns is a Student: one run from its first weights on, that makes
// updates, writes itself to a file whole, says what a snapshot holds, and what
// is to be found out about it beside learning. Another run is another student:
// the loop puts it in the place of the present one. The loop has all that does
// not depend on what learns: the queue of requests, time and speed, the channel
// of snapshots, looks (Look) in a goroutine beside it, the autosave, the files
// of former students for Undo and Redo, failures, and the order of the end.
//
// A kind of student adds requests of its own by implementing Request. Packages
// that have one give the types of this package names for it.
package loop

import (
	"sync"
	"time"
)

// Clock tells the time. A loop has none of its own.
type Clock interface {
	Now() time.Time
	After(time.Duration) <-chan time.Time
}

// Config says how to learn.
type Config struct {
	Kind   string // what students are called in sentences, such as "network"
	Clock  Clock
	Speed  Speed
	Paused bool // wait for Run before the first update
	// Autosave is the path of a file that is written every half minute of
	// learning and on Close; "" is none.
	Autosave string
	// Formers is a folder for the students that others take the place of, for
	// Undo and Redo; "" is none. An autosave that Start finds is put there. No
	// other learner may use the folder or the autosave.
	Formers string
	// Left is what learners that have ended left in folders of their own.
	// Start takes it over into Formers, by age, whoever learnt it.
	Left []Left
	// MostFormers bounds the number of former students; the oldest are
	// deleted. 0 is FormersLimit.
	MostFormers int
	// Began names what a window shows as origin; "" is FromScratch.
	Began string
}

// FromScratch is the origin of students that began with fresh weights.
const FromScratch = "from scratch"

// Learner is the handle of the background goroutine. All its methods may be
// called from any goroutine.
//
// Order of shutdown: Close marks the queue closed and wakes the loop; the
// loop finishes its update, writes the autosave, publishes a last snapshot,
// closes the student (whose workers end) and the channel of looks; a look
// that is being worked on is cancelled and ends; the loop waits for it, closes
// the snapshot channel and ends; Close returns.
type Learner[T Student[S], S any] struct {
	snapshots chan *S
	wake      chan struct{} // capacity 1: there is something in the queue
	done      chan struct{}

	mu     sync.Mutex
	queue  []Request[T, S]
	closed bool
}

// Start lets a student learn, and owns it from now on, also if it fails. open
// reads the file of another for Load, Undo and Redo; now is the student that it
// may take the place of.
func Start[T Student[S], S any](c Config, student T, open func(path string, now T) (Opened[T], error)) (*Learner[T, S], error) {
	former, err := openFormers(c)
	if err != nil {
		student.Close()
		return nil, err
	}
	l := &Learner[T, S]{
		snapshots: make(chan *S, 1),
		wake:      make(chan struct{}, 1),
		done:      make(chan struct{}),
	}
	origin := c.Began
	if origin == "" {
		origin = FromScratch
	}
	s := &Loop[T, S]{
		Learner: l, config: c, clock: c.Clock, student: student, openFile: open, origin: origin,
		running: !c.Paused, speed: c.Speed, looker: startLooker(c.Clock), formers: former,
	}
	s.restartClocks()
	go s.run()
	return l, nil
}

// Snapshots delivers the newest snapshot: one that was not read in time is
// replaced. It is closed when the learner has ended.
func (l *Learner[T, S]) Snapshots() <-chan *S { return l.snapshots }

// Do asks for something and returns at once. After Close it does nothing.
func (l *Learner[T, S]) Do(r Request[T, S]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return
	}
	l.queue = append(l.queue, r)
	l.poke()
}

// Close ends learning and waits until all goroutines have ended. Closing
// again does nothing.
func (l *Learner[T, S]) Close() {
	l.mu.Lock()
	l.closed = true
	l.poke()
	l.mu.Unlock()
	<-l.done
}

func (l *Learner[T, S]) poke() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// take returns the requests made since the last call.
func (l *Learner[T, S]) take() (queue []Request[T, S], closed bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queue, l.queue = l.queue, nil
	return queue, l.closed
}
