package loop

import (
	"io"
	"time"
)

// Student is what learns: one run from its first weights on. The loop's
// goroutine calls its methods. S is the snapshot that is made of it.
type Student[S any] interface {
	// Update is the number of updates made since its weights were drawn.
	Update() int
	// Step makes one update. After an error its weights are those of before.
	Step() error
	// Ready tells that it learns. Until then a Step is one of what has to be
	// done before: as many as can be are made whatever the speed, neither time
	// nor rate counts them, and of the student there is nothing to keep, so
	// that Write is not called.
	Ready() bool
	// Snapshot returns what is published. Nothing it points to is ever
	// changed again.
	Snapshot(State) *S
	// Look returns what is to be found out beside learning of the student as
	// it is now; nil if there is nothing new.
	Look(State) Look
	// Write writes the student whole: what is opened from it goes on as if it
	// had never stopped. origin is where it came from, for Opened; files of
	// the user's, where it is "", do not say it.
	Write(w io.Writer, origin string) error
	// At says in a notice how far it is, such as "update 12"; Summary, what it
	// is, as a sentence without a subject.
	At() string
	Summary() string
	// Close ends its goroutines.
	Close()
}

// Opened is a student from a file.
type Opened[T any] struct {
	Student T
	Origin  string // as its file says; "" if that does not
	// Unread is a sentence that says which part of the file could not be read
	// and is left out; "" if all was read.
	Unread string
}

// State is what a snapshot says whatever learns.
type State struct {
	Serial  int // counts snapshots, from 1
	Run     int // counts starts: a restart or an opened file begins another run
	Handled int // requests carried out or refused so far

	Origin  string        // "from scratch", the name of the file or the given one that it began as, or "the former ..." where its file does not say
	Elapsed time.Duration // time spent on updates in this program, pauses not counted
	Running bool
	Speed   Speed
	Wanted  float64 // updates per second that Speed asks for now; 0 is as many as possible
	Rate    float64 // updates per second reached over the last second or so

	// Notice is the last thing the user should be told.
	Notice Notice

	// Saved tells that a file holds these weights, or that they can be had
	// again at once: nothing was learnt since.
	Saved bool
	// Undoable and Redoable tell that Undo and Redo have something to bring
	// back.
	Undoable, Redoable bool
}

// Notice is one sentence for the user. Serial tells a new one from an old
// one; 0 is none.
type Notice struct {
	Serial  int
	Failure bool // learning paused because of it, or a request was refused
	Text    string
}
