package agents

// later is something that is made in a goroutine of its own, one at a time, and
// taken over by the window's.
type later[T any] struct{ made chan T }

// begin begins to make it, unless it is being made.
func (l *later[T]) begin(produce func() T) {
	if l.made != nil {
		return
	}
	made := make(chan T, 1)
	l.made = made
	go func() { made <- produce() }()
}

// busy tells whether it is being made.
func (l *later[T]) busy() bool { return l.made != nil }

// take hands it over once it has been made.
func (l *later[T]) take() (v T, ok bool) {
	select {
	case v = <-l.made: // from nil, nothing
		l.made = nil
		return v, true
	default:
		return v, false
	}
}

// wait hands it over as soon as it has been made, if it is being made.
func (l *later[T]) wait() (v T, ok bool) {
	if l.made == nil {
		return v, false
	}
	v = <-l.made
	l.made = nil
	return v, true
}
