package memory

import (
	"runtime"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gridrat/app/command/navigating"
	"gridrat/assets"
	"gridrat/brain/agent"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// acting is a player of a shipped agent that has made some decisions.
func acting(t *testing.T, name string, decisions int) *agent.Player {
	t.Helper()
	one, ok := assets.AgentNamed(name)
	if !ok {
		t.Fatalf("there is no agent %s", name)
	}
	a, err := agent.Load(one.File(), navigating.Library())
	if err != nil {
		t.Fatal(err)
	}
	l, err := a.Play(a.Task, []uint64{agent.Frozen}, agent.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	l.Record(0)
	for range decisions {
		l.Step()
	}
	return l
}

// TestTake: what is looked at is attributed in the background, not more often than it
// may be and not twice; what has become of another episode is dropped, and without a
// rat there is nothing.
func TestTake(t *testing.T) {
	l := acting(t, "goal-driven-none", 120)
	var m Memory
	now := time.Now()
	const period = 1.0 / 15
	of := func(decision int, episode any) *Of { return &Of{l.Agent(), l.Recording(), decision, episode} }
	// settled takes over what is being made, and tells whether that changed anything.
	settled := func(of *Of) (changed bool) {
		for m.made.Busy() {
			changed = m.Take(now, of, period) || changed
			runtime.Gosched()
		}
		return changed
	}
	if m.Take(now, of(100, 1), period) || m.Shown() != nil || !m.made.Busy() {
		t.Fatal("it does not begin in the background")
	}
	if !settled(of(101, 1)) || m.Shown().Decision != 100 || m.Shown().Period != period {
		t.Fatalf("shown is %+v", m.Shown())
	}
	if m.Take(now, of(101, 1), period); m.made.Busy() {
		t.Error("it does not wait until it may")
	}
	now = now.Add(time.Hour)
	m.Take(now, of(101, 1), period)
	if !settled(of(101, 1)) || m.Shown().Decision != 101 {
		t.Errorf("shown is decision %d", m.Shown().Decision)
	}
	if now = now.Add(time.Hour); m.Take(now, of(101, 1), period) || m.made.Busy() {
		t.Error("the same choice is attributed again")
	}
	m.Take(now, of(110, 1), period)
	if settled(of(5, 2)) || m.Shown().Decision != 101 {
		t.Errorf("of another episode decision %d is shown", m.Shown().Decision)
	}
	if !m.Take(now, nil, period) || m.Shown() != nil || m.Take(now, nil, period) {
		t.Error("without a rat something is shown")
	}
	m.Take(now.Add(time.Hour), of(7, 2), period)
	m.Wait()
}
