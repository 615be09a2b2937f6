// Package pupil has learners, and what they have learnt, for the tests of what
// shows it. Tests alone import it.
package pupil

import (
	"fmt"
	"testing"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
)

// clock is the machine's.
type clock struct{}

func (clock) Now() time.Time                         { return time.Now() }
func (clock) After(d time.Duration) <-chan time.Time { return time.After(d) }

// Start begins with an untrained network, which rests, and ends with the test.
func Start(t testing.TB, r gridnet.Recipe, seed uint64) *learner.Learner {
	t.Helper()
	l, err := learner.Start(learner.Config{Recipe: r, Seed: seed, Workers: 1, Clock: clock{}, Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

// Untrained is the snapshot of an untrained network.
func Untrained(t testing.TB, r gridnet.Recipe, seed uint64) *learner.Snapshot {
	t.Helper()
	return <-Start(t, r, seed).Snapshots()
}

// Learnt learns, from seed 1, until something is so, and returns the snapshot of
// which it is; what names it. It takes a minute at the most.
func Learnt(r gridnet.Recipe, what string, so func(*learner.Snapshot) bool) (*learner.Snapshot, error) {
	l, err := learner.Start(learner.Config{Recipe: r, Seed: 1, Workers: 1, Clock: clock{}})
	if err != nil {
		return nil, err
	}
	defer l.Close()
	for end := time.After(time.Minute); ; {
		select {
		case s := <-l.Snapshots():
			if so(s) {
				return s, nil
			}
		case <-end:
			return nil, fmt.Errorf("within a minute there were no %s", what)
		}
	}
}
