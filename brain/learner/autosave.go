package learner

import (
	"bytes"
	"fmt"
	"time"

	"github.com/natefinch/atomic"

	"gridrat/brain/gridnet"
	"gridrat/brain/npz"
)

// write saves a checkpoint with its timeline, that names its origin, unless
// that is ""; a failure leaves an existing file as it was.
func (s *loop) write(path, origin string) error {
	var buf bytes.Buffer
	more := func(z *npz.Writer) error { return writeTimeline(z, s.timeline) }
	if err := s.trainer.SaveWith(&buf, gridnet.Extra{Origin: origin, More: more}); err != nil {
		return err
	}
	return atomic.WriteFile(path, &buf)
}

// autosaveEvery is the time between two autosaves.
const autosaveEvery = 30 * time.Second

// autosave writes the autosave if anything was learnt since the last.
func (s *loop) autosave() {
	s.saved = s.clock.Now()
	if s.config.Autosave == "" || s.trainer.Update() == s.savedAt {
		return
	}
	if err := s.write(s.config.Autosave, s.origin); err != nil {
		s.tell(true, fmt.Sprintf("Could not autosave to %s: %v", s.config.Autosave, err))
		return
	}
	s.savedAt = s.trainer.Update()
}
