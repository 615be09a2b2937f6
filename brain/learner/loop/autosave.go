package loop

import (
	"bytes"
	"fmt"
	"time"

	"github.com/natefinch/atomic"
)

// write saves the student, with its origin unless that is ""; a failure leaves
// an existing file as it was.
func (l *Loop[T, S]) write(path, origin string) error {
	var buf bytes.Buffer
	if err := l.student.Write(&buf, origin); err != nil {
		return err
	}
	return atomic.WriteFile(path, &buf)
}

// autosaveEvery is the time between two autosaves.
const autosaveEvery = 30 * time.Second

// autosave writes the autosave if anything was learnt since the last.
func (l *Loop[T, S]) autosave() {
	l.saved = l.clock.Now()
	if l.config.Autosave == "" || !l.student.Ready() || l.student.Update() == l.savedAt {
		return
	}
	if err := l.write(l.config.Autosave, l.origin); err != nil {
		l.Tell(true, fmt.Sprintf("Could not autosave to %s: %v", l.config.Autosave, err))
		return
	}
	l.savedAt = l.student.Update()
}
