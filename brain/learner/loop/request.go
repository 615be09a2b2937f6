package loop

import (
	"fmt"
	"path/filepath"
)

// Request asks a learner for something. Requests are applied in order,
// between updates; one that cannot be carried out changes nothing and
// becomes a Notice.
type Request[T Student[S], S any] interface {
	// Apply carries the request out in the loop's goroutine.
	Apply(l *Loop[T, S]) error
}

// Replaceable are requests of which the newest wins: of many that wait, those
// that the next one replaces are not carried out.
type Replaceable[T Student[S], S any] interface {
	ReplacedBy(next Request[T, S]) bool
}

// replaced tells whether request i need not be carried out.
func replaced[T Student[S], S any](queue []Request[T, S], i int) bool {
	r, ok := queue[i].(Replaceable[T, S])
	return ok && i+1 < len(queue) && r.ReplacedBy(queue[i+1])
}

// Run resumes learning.
type Run[T Student[S], S any] struct{}

// Apply implements Request.
func (Run[T, S]) Apply(l *Loop[T, S]) error {
	l.resume()
	return nil
}

// Pause stops learning after the update under way.
type Pause[T Student[S], S any] struct{}

// Apply implements Request.
func (Pause[T, S]) Apply(l *Loop[T, S]) error {
	l.pause()
	return nil
}

// StepOnce makes a single update and pauses. Stepping equals running.
type StepOnce[T Student[S], S any] struct{}

// Apply implements Request.
func (StepOnce[T, S]) Apply(l *Loop[T, S]) error {
	l.pause()
	l.update()
	return nil
}

// SetSpeed changes the learning speed.
type SetSpeed[T Student[S], S any] struct{ Speed Speed }

// Apply implements Request.
func (r SetSpeed[T, S]) Apply(l *Loop[T, S]) error {
	if !(r.Speed.PerSecond >= 0) {
		return fmt.Errorf("could not learn at %v updates per second; it must be 0 (as many as possible) or more", r.Speed.PerSecond)
	}
	now := l.clock.Now()
	l.speed, l.due = r.Speed, now
	l.gentle, l.gentleFrom = 0, now
	return nil
}

// Save writes the student to a file of the user's, which it is named after from
// then on.
type Save[T Student[S], S any] struct{ Path string }

// Apply implements Request.
func (r Save[T, S]) Apply(l *Loop[T, S]) error {
	if !l.student.Ready() {
		return fmt.Errorf("could not save %s: there is nothing to keep of the %s yet", r.Path, l.config.Kind)
	}
	if err := l.write(r.Path, ""); err != nil {
		return fmt.Errorf("could not save %s: %w", r.Path, err)
	}
	l.origin = filepath.Base(r.Path)
	l.kept = l.student.Update()
	l.Tell(false, fmt.Sprintf("Saved %s to %s.", l.student.At(), r.Path))
	return nil
}

// Load opens a file and goes on from it, paused.
type Load[T Student[S], S any] struct{ Path string }

// Apply implements Request.
func (r Load[T, S]) Apply(l *Loop[T, S]) error {
	o, err := l.openFile(r.Path, l.student)
	if err != nil {
		return err
	}
	l.TurnTo(o, filepath.Base(r.Path))
	return nil
}

// Undo brings back, paused, the student that another took the place of. The
// current one is what Redo brings back.
type Undo[T Student[S], S any] struct{}

// Apply implements Request.
func (Undo[T, S]) Apply(l *Loop[T, S]) error {
	return l.exchange(&l.formers.past, &l.formers.future, fmt.Sprintf("there is no former %s to bring back", l.config.Kind))
}

// Redo takes the last Undo back.
type Redo[T Student[S], S any] struct{}

// Apply implements Request.
func (Redo[T, S]) Apply(l *Loop[T, S]) error {
	return l.exchange(&l.formers.future, &l.formers.past, "nothing was undone that could be brought back")
}
