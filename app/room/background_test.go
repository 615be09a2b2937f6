package room_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"gridrat/app/room"
)

// told collects what is told.
type told struct {
	failure bool
	text    string
}

func background(t *testing.T) (*room.Background, *told) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	said := &told{}
	return room.NewBackground(ctx, func(failure bool, text string) { *said = told{failure, text} }, func() { *said = told{} }), said
}

// finished waits for the end of work.
func finished(t *testing.T, b *room.Background) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !b.Finish(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the work does not end")
		}
	}
}

func TestBackground(t *testing.T) {
	until := func(ctx context.Context, _ func(float64)) (string, error) {
		<-ctx.Done()
		return "", ctx.Err()
	}
	for name, c := range map[string]struct {
		job     room.Job
		kept    bool
		stop    bool
		failure bool
		want    string
	}{
		"done": {job: func(_ context.Context, progress func(float64)) (string, error) {
			progress(1)
			return "It is done.", nil
		}, want: "It is done."},
		"silent":  {job: func(context.Context, func(float64)) (string, error) { return "", nil }},
		"fails":   {job: func(context.Context, func(float64)) (string, error) { return "", errors.New("the disk is full") }, failure: true, want: "Working failed: the disk is full."},
		"panics":  {job: func(context.Context, func(float64)) (string, error) { panic("oh") }, failure: true, want: "Working failed: it failed: oh."},
		"stopped": {job: until, stop: true, want: "Working was stopped; nothing has come of it."},
		"kept":    {job: until, kept: true, stop: true, want: "Working was stopped."},
	} {
		t.Run(name, func(t *testing.T) {
			b, said := background(t)
			start := b.Start
			if c.kept {
				start = b.StartKept
			}
			start("work", "Working", c.job)
			if !b.Running("work") || !b.Running("") || b.Running("other") || b.Name() != "work" {
				t.Error("it is not running")
			}
			if c.stop {
				b.Stop()
			}
			finished(t, b)
			if said.failure != c.failure || said.text != c.want {
				t.Errorf("said %+v, want %q", *said, c.want)
			}
			if b.Running("") {
				t.Error("it is running still")
			}
		})
	}
}

// TestOneAtATime: while work is under way no other begins, which is said.
func TestOneAtATime(t *testing.T) {
	b, said := background(t)
	release := make(chan struct{})
	half := make(chan struct{})
	b.Start("first", "Working", func(_ context.Context, progress func(float64)) (string, error) {
		progress(0.5)
		close(half)
		<-release
		return "", nil
	})
	<-half
	b.Start("second", "Playing", func(context.Context, func(float64)) (string, error) { t.Error("it ran"); return "", nil })
	if !strings.Contains(said.text, "Working is under way (50 %); Esc stops it.") || b.Name() != "first" {
		t.Errorf("said %q, running %s", said.text, b.Name())
	}
	close(release)
	finished(t, b)
	b.Start("third", "Waiting", func(ctx context.Context, _ func(float64)) (string, error) { <-ctx.Done(); return "", ctx.Err() })
	b.Close()
	if b.Running("") {
		t.Error("it runs although it was closed")
	}
}

// TestDeliver: what is delivered is carried out where it is taken, in order, and
// nobody waits for a window that has closed.
func TestDeliver(t *testing.T) {
	b, _ := background(t)
	var got []int
	for i := range 3 {
		if err := b.Deliver(context.Background(), func() { got = append(got, i) }); err != nil {
			t.Fatal(err)
		}
	}
	for b.Take() {
	}
	if len(got) != 3 || got[0] != 0 || got[2] != 2 {
		t.Errorf("taken: %v", got)
	}
	over, cancel := context.WithCancel(context.Background())
	cancel()
	for range 10 {
		if err := b.Deliver(over, func() {}); err != nil {
			return
		}
	}
	t.Error("deliveries that nobody takes do not end")
}
