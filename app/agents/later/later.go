// Package later has what is made in a goroutine of its own for one that must not
// wait.
package later

// Later is something that is made in a goroutine of its own, one at a time, and
// taken over by the window's.
type Later[T any] struct{ made chan T }

// Begin begins to make it, unless it is being made.
func (l *Later[T]) Begin(produce func() T) {
	if l.made != nil {
		return
	}
	made := make(chan T, 1)
	l.made = made
	go func() { made <- produce() }()
}

// Busy tells whether it is being made.
func (l *Later[T]) Busy() bool { return l.made != nil }

// Take hands it over once it has been made.
func (l *Later[T]) Take() (v T, ok bool) {
	select {
	case v = <-l.made: // from nil, nothing
		l.made = nil
		return v, true
	default:
		return v, false
	}
}

// Wait hands it over as soon as it has been made, if it is being made.
func (l *Later[T]) Wait() (v T, ok bool) {
	if l.made == nil {
		return v, false
	}
	v = <-l.made
	l.made = nil
	return v, true
}
