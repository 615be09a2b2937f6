package later

import "testing"

// One thing is made at a time, and handed over once.
func TestLater(t *testing.T) {
	var l Later[int]
	if _, ok := l.Take(); ok || l.Busy() {
		t.Fatal("something is there before it was begun")
	}
	if _, ok := l.Wait(); ok {
		t.Fatal("something was waited for that was not begun")
	}
	release := make(chan bool)
	l.Begin(func() int { <-release; return 1 })
	l.Begin(func() int { return 2 })
	if _, ok := l.Take(); ok || !l.Busy() {
		t.Fatal("it was made at once")
	}
	release <- true
	if v, ok := l.Wait(); !ok || v != 1 || l.Busy() {
		t.Errorf("it is %d, %v", v, ok)
	}
	if _, ok := l.Take(); ok {
		t.Error("it is handed over twice")
	}
}
