// Package learner runs training in a background goroutine: requests in,
// immutable snapshots out. It never waits for whoever watches, and whoever
// watches never waits for it.
package learner

import (
	"fmt"
	"math"
	"runtime/debug"
	"sync"
	"time"

	"gridrat/brain/gridnet"
)

// Clock tells the time. The learner has none of its own.
type Clock interface {
	Now() time.Time
	After(time.Duration) <-chan time.Time
}

// Config says what to learn and how.
type Config struct {
	Recipe  gridnet.Recipe
	Seed    uint64
	Workers int // goroutines per update
	Clock   Clock
	Speed   Speed
	Paused  bool // wait for Run before the first update
	// Autosave is the path of a checkpoint that is written every half
	// minute of learning and on Close; "" is none.
	Autosave string
	// Formers is a folder for the networks that others take the place of,
	// for Undo and Redo; "" is none. An autosave that Start finds is put
	// there. No other learner may use the folder or the autosave.
	Formers string
	// Left is what learners that have ended left in folders of their own.
	// Start takes it over into Formers, by age, whoever learnt it.
	Left []Left
	// MostFormers bounds the number of former networks; the oldest are
	// deleted. 0 is FormersLimit.
	MostFormers int
	// Began names what a window shows as origin; "" is "from scratch".
	Began string
}

// Learner is the handle of the background goroutine. All its methods may be
// called from any goroutine.
//
// Order of shutdown: Close marks the queue closed and wakes the loop; the
// loop finishes its update, writes the autosave, publishes a last snapshot,
// closes the trainer (whose workers end) and the jobs channel of the
// appraiser; the appraiser, which may be scoring, is cancelled and ends; the
// loop waits for it, closes the snapshot channel and ends; Close returns.
type Learner struct {
	snapshots chan *Snapshot
	wake      chan struct{} // capacity 1: there is something in the queue
	done      chan struct{}

	mu     sync.Mutex
	queue  []Request
	closed bool
}

// Start begins learning.
func Start(c Config) (*Learner, error) {
	t, err := gridnet.NewTrainer(c.Recipe, c.Seed, c.Workers)
	if err != nil {
		return nil, err
	}
	former, err := openFormers(c)
	if err != nil {
		t.Close()
		return nil, err
	}
	l := &Learner{
		snapshots: make(chan *Snapshot, 1),
		wake:      make(chan struct{}, 1),
		done:      make(chan struct{}),
	}
	origin := c.Began
	if origin == "" {
		origin = fromScratch
	}
	s := &loop{
		Learner: l, config: c, clock: c.Clock, trainer: t, origin: origin,
		running: !c.Paused, speed: c.Speed, loss: unmeasured, appraiser: startAppraiser(c.Clock), formers: former, focus: -1, appraised: -1,
	}
	s.restartClocks()
	go s.run()
	return l, nil
}

const fromScratch = "from scratch"

// Snapshots delivers the newest snapshot: one that was not read in time is
// replaced. It is closed when the learner has ended.
func (l *Learner) Snapshots() <-chan *Snapshot { return l.snapshots }

// Do asks for something and returns at once. After Close it does nothing.
func (l *Learner) Do(r Request) {
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
func (l *Learner) Close() {
	l.mu.Lock()
	l.closed = true
	l.poke()
	l.mu.Unlock()
	<-l.done
}

func (l *Learner) poke() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// take returns the requests made since the last call.
func (l *Learner) take() (queue []Request, closed bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queue, l.queue = l.queue, nil
	return queue, l.closed
}

// loop is the state of the background goroutine and belongs to it alone.
type loop struct {
	*Learner
	config  Config
	clock   Clock
	trainer *gridnet.Trainer
	origin  string

	running bool
	speed   Speed
	loss    gridnet.Loss
	kept    int // update at which a file has this network too; -1 if none
	formers formers

	appraiser *appraiser
	appraisal *Appraisal
	appraised int // update that the appraiser was given last; -1 if it must have a look
	focus     int // unit; -1 is none
	silenced  []int
	history   []Point
	timeline  []*Moment
	notice    Notice
	serial    int
	handled   int // requests

	elapsed    time.Duration // spent on updates
	due        time.Time     // when the next update may begin
	gentleFrom time.Time     // when the gentle start began, moved on by pauses
	gentle     time.Duration // how long it had run when learning was paused
	published  time.Time
	saved      time.Time
	savedAt    int // update of the last autosave; -1 if it must be written
	rate       meter
	mapsOf     int // update that the published maps belong to
	mapsFrom   int // update after which the running maps began
	lastMaps   maps
}

// Intervals of what does not happen with every update.
const (
	publishEvery = 150 * time.Millisecond
	longest      = time.Second // a wait for the next update
)

// run is the goroutine.
func (s *loop) run() {
	defer close(s.done)
	defer close(s.snapshots)
	s.publish()
	s.appraise() // what the untrained network reaches
	for {
		queue, closed := s.take()
		for i, r := range queue {
			if !superseded(queue, i) {
				s.do(r)
			}
			s.handled++
		}
		if closed {
			break
		}
		if len(queue) > 0 {
			s.publish()
		}
		if !s.running {
			var rested <-chan time.Time
			if rest := s.appraise(); rest > 0 {
				rested = s.clock.After(rest)
			}
			s.wait(rested)
			continue
		}
		if ahead := s.due.Sub(s.clock.Now()); ahead > 0 {
			s.wait(s.clock.After(min(ahead, longest)))
			if s.clock.Now().Before(s.due) {
				continue
			}
		}
		s.update()
		s.sometimes()
	}
	s.autosave()
	s.publish()
	s.trainer.Close()
	s.appraiser.stop()
}

// wait returns when there is a request, an appraisal, or time is up.
func (s *loop) wait(up <-chan time.Time) {
	select {
	case <-s.wake:
	case <-up:
	case a := <-s.appraiser.results:
		s.accept(a)
		s.publish()
	}
}

// do carries out a request and turns its failure, or a panic inside it, into
// a notice.
func (s *loop) do(r Request) {
	defer func() {
		if p := recover(); p != nil {
			s.fail(fmt.Errorf("%T failed: %v\n%s", r, p, debug.Stack()))
		}
	}()
	if err := r.apply(s); err != nil {
		s.tell(true, err.Error())
	}
}

// update makes one update and the time it takes.
func (s *loop) update() {
	begin := s.clock.Now()
	loss, err := s.trainer.Step()
	end := s.clock.Now()
	if err != nil {
		s.fail(err)
		return
	}
	s.loss = loss
	s.elapsed += end.Sub(begin)
	s.rate.add(end)
	if wanted := s.wanted(); wanted > 0 {
		// A late update is not made up for by a hasty one.
		s.due = later(s.due, begin).Add(time.Duration(float64(time.Second) / wanted))
	} else {
		s.due = end
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// sometimes does what is not done with every update.
func (s *loop) sometimes() {
	select {
	case a := <-s.appraiser.results:
		s.accept(a)
	default:
	}
	now := s.clock.Now()
	if !s.running || now.Sub(s.published) >= publishEvery {
		s.publish()
		s.appraise()
	}
	if now.Sub(s.saved) >= autosaveEvery {
		s.autosave()
	}
}

// fail pauses learning and says why. The weights are those of the last
// update that worked.
func (s *loop) fail(err error) {
	s.pause()
	s.tell(true, err.Error())
	s.publish()
}

func (s *loop) tell(failure bool, text string) {
	s.notice = Notice{Serial: s.notice.Serial + 1, Failure: failure, Text: text}
}

// pause stops the updates, and with them the opening of a gentle start.
func (s *loop) pause() {
	s.gentle = s.opened()
	s.running = false
}

// resume goes on from where pause stopped.
func (s *loop) resume() {
	if s.running {
		return
	}
	now := s.clock.Now()
	s.running, s.due, s.rate = true, now, meter{}
	s.gentleFrom = now.Add(-s.gentle)
}

// opened is how long the gentle start has run, pauses not counted.
func (s *loop) opened() time.Duration {
	if !s.running {
		return s.gentle
	}
	return s.clock.Now().Sub(s.gentleFrom)
}

// wanted is the number of updates per second that the speed asks for now; 0
// is as many as possible. A gentle start doubles every three seconds.
func (s *loop) wanted() float64 {
	if !s.speed.Gentle {
		return s.speed.PerSecond
	}
	const first, doubling, full = 4, 3.0, 400
	wanted := first * math.Exp2(s.opened().Seconds()/doubling)
	if wanted > full {
		return 0
	}
	return wanted
}
