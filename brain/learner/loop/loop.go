package loop

import (
	"fmt"
	"runtime/debug"
	"strings"
	"time"
)

// Loop is the state of the background goroutine and belongs to it alone:
// requests are given it.
type Loop[T Student[S], S any] struct {
	*Learner[T, S]
	config   Config
	clock    Clock
	student  T
	openFile func(path string, now T) (Opened[T], error)
	origin   string

	running bool
	speed   Speed
	kept    int // update at which a file has this student too; -1 if none
	formers formers
	looker  *looker
	notice  Notice
	serial  int
	handled int // requests

	elapsed    time.Duration // spent on updates
	due        time.Time     // when the next update may begin
	gentleFrom time.Time     // when the gentle start began, moved on by pauses
	gentle     time.Duration // how long it had run when learning was paused
	published  time.Time
	looked     time.Time // when it was last asked whether there is something new
	saved      time.Time
	savedAt    int // update of the last autosave; -1 if it must be written
	rate       meter
}

// Intervals of what does not happen with every update.
const (
	publishEvery = 150 * time.Millisecond
	lookEvery    = publishEvery
	longest      = time.Second // a wait for the next update
)

// run is the goroutine.
func (l *Loop[T, S]) run() {
	defer close(l.done)
	defer close(l.snapshots)
	l.publish()
	l.look() // at what it is before it learns
	for {
		queue, closed := l.take()
		for i, r := range queue {
			if !replaced(queue, i) {
				l.do(r)
			}
			l.handled++
		}
		if closed {
			break
		}
		if len(queue) > 0 {
			l.publish()
		}
		if !l.running {
			var rested <-chan time.Time
			if rest := l.look(); rest > 0 {
				rested = l.clock.After(rest)
			}
			l.wait(rested)
			continue
		}
		if ahead := l.due.Sub(l.clock.Now()); ahead > 0 {
			l.wait(l.clock.After(min(ahead, longest)))
			if l.clock.Now().Before(l.due) {
				continue
			}
		}
		l.update()
		l.sometimes()
	}
	l.autosave()
	l.publish()
	l.student.Close()
	l.looker.stop()
}

// wait returns when there is a request, a look is done, or time is up.
func (l *Loop[T, S]) wait(up <-chan time.Time) {
	select {
	case <-l.wake:
	case <-up:
	case s := <-l.looker.results:
		l.accept(s)
		l.publish()
	}
}

// do carries out a request and turns its failure, or a panic inside it, into
// a notice.
func (l *Loop[T, S]) do(r Request[T, S]) {
	defer func() {
		if p := recover(); p != nil {
			name, _, _ := strings.Cut(fmt.Sprintf("%T", r), "[") // without the student's type
			l.fail(fmt.Errorf("%s failed: %v\n%s", name, p, debug.Stack()))
		}
	}()
	if err := r.Apply(l); err != nil {
		l.Tell(true, err.Error())
	}
}

// update makes one update and the time it takes.
func (l *Loop[T, S]) update() {
	begin, learns := l.clock.Now(), l.student.Ready()
	err := l.step()
	end := l.clock.Now()
	switch {
	case err != nil:
		l.fail(err)
		return
	case !learns:
		l.due, l.gentle, l.gentleFrom = end, 0, end
		return
	}
	l.elapsed += end.Sub(begin)
	l.rate.add(end)
	if wanted := l.wanted(); wanted > 0 {
		// A late update is not made up for by a hasty one.
		l.due = later(l.due, begin).Add(time.Duration(float64(time.Second) / wanted))
	} else {
		l.due = end
	}
}

// step has the student make a step, whose panic is an error.
func (l *Loop[T, S]) step() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("learning failed: %v\n%s", p, debug.Stack())
		}
	}()
	return l.student.Step()
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// sometimes does what is not done with every update.
func (l *Loop[T, S]) sometimes() {
	select {
	case s := <-l.looker.results:
		l.accept(s)
	default:
	}
	now := l.clock.Now()
	if !l.running || now.Sub(l.published) >= publishEvery {
		l.publish()
	}
	// Not with publishing: requests, which publish too, could come so fast that
	// nobody ever looked.
	if now.Sub(l.looked) >= lookEvery {
		l.looked = now
		l.look()
	}
	if now.Sub(l.saved) >= autosaveEvery {
		l.autosave()
	}
}

// fail pauses learning and says why. The weights are those of the last
// update that worked.
func (l *Loop[T, S]) fail(err error) {
	l.pause()
	l.Tell(true, err.Error())
	l.publish()
}

// State is what the next snapshot says.
func (l *Loop[T, S]) State() State {
	rate := 0.0
	if l.running {
		rate = l.rate.perSecond(l.clock.Now())
	}
	return State{
		Serial: l.serial, Run: l.looker.epoch, Handled: l.handled,
		Origin: l.origin, Elapsed: l.elapsed, Running: l.running,
		Speed: l.speed, Wanted: l.wanted(), Rate: rate, Notice: l.notice,
		Saved:    l.student.Update() == l.kept,
		Undoable: len(l.formers.past) > 0,
		Redoable: len(l.formers.future) > 0,
	}
}

// publish makes a snapshot and puts it in place of one that was not read.
func (l *Loop[T, S]) publish() {
	l.serial++
	l.published = l.clock.Now()
	snap := l.student.Snapshot(l.State())
	select {
	case <-l.snapshots:
	default:
	}
	l.snapshots <- snap // only this goroutine sends, so there is room
}

// Student is what learns now.
func (l *Loop[T, S]) Student() T { return l.student }

// Tell tells the user something; failure is that a request was refused.
func (l *Loop[T, S]) Tell(failure bool, text string) {
	l.notice = Notice{Serial: l.notice.Serial + 1, Failure: failure, Text: text}
}

// Changed says that neither a file of the user's nor the autosave has the
// student as it is, although it has made no update since.
func (l *Loop[T, S]) Changed() { l.kept, l.savedAt = -1, -1 }

// Begin puts the present student aside for one that begins from scratch.
func (l *Loop[T, S]) Begin(student T) {
	l.putAside()
	l.replace(student, FromScratch)
}

// TurnTo puts the present student aside for one from a file called name, and
// goes on from it, paused.
func (l *Loop[T, S]) TurnTo(o Opened[T], name string) {
	l.Tell(false, "Opened "+name+": "+o.Student.Summary())
	l.putAside()
	l.turn(o, name)
}

// turn goes on from a student of a file, paused, and says what of it was not
// read.
func (l *Loop[T, S]) turn(o Opened[T], origin string) {
	l.pause()
	l.replace(o.Student, origin)
	if o.Unread != "" {
		l.Tell(l.notice.Failure, l.notice.Text+" "+o.Unread)
	}
}

// replace puts another student in place of the current one.
func (l *Loop[T, S]) replace(student T, origin string) {
	l.student.Close()
	l.student, l.origin = student, origin
	l.kept = student.Update()
	l.looker.abandon()
	l.restartClocks()
}

// restartClocks begins the count of time again.
func (l *Loop[T, S]) restartClocks() {
	now := l.clock.Now()
	l.elapsed, l.due, l.saved = 0, now, now
	l.savedAt = l.student.Update()
	l.gentle, l.gentleFrom = 0, now
	l.rate = meter{}
}
