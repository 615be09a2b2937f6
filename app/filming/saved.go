package filming

import (
	"errors"
	"fmt"
	"image"
	"sync"

	"gridrat/app/files"
)

// Saved is a picture or a film that was written in the background, or could not
// be.
type Saved struct {
	What string // it is, for people
	Path string
	More string // to be said of it
	Err  error
}

// Sentence says that it was written.
func (s Saved) Sentence() string { return fmt.Sprintf("Saved the %s %s%s.", s.What, s.Path, s.More) }

// Failure is the error as the user reads it; nil is none.
func (s Saved) Failure() error {
	if s.Err == nil {
		return nil
	}
	return fmt.Errorf("could not save the %s %s: %w", s.What, s.Path, s.Err)
}

// WritePicture writes a picture of the window as a PNG, and makes its folder. It
// may be called from any goroutine.
func WritePicture(path string, img image.Image) Saved {
	s := Saved{What: "picture", Path: path}
	data, err := files.PNG(img)
	if err == nil {
		err = files.Put(path, data)
	}
	s.Err = err
	return s
}

// Writer writes pictures and films, each in a goroutine of its own. Its methods
// belong to one goroutine.
type Writer struct {
	writing sync.WaitGroup
	saved   chan Saved
}

// NewWriter returns a writer, to be closed.
func NewWriter() *Writer { return &Writer{saved: make(chan Saved, 4)} }

// Go has something written.
func (w *Writer) Go(write func() Saved) { w.writing.Go(func() { w.saved <- write() }) }

// Next returns what was written since, one at a time; ok is that there is one.
func (w *Writer) Next() (s Saved, ok bool) {
	select {
	case s = <-w.saved:
		return s, true
	default:
		return s, false
	}
}

// Close waits for all that is being written, and returns what could not be.
func (w *Writer) Close() error {
	go func() {
		w.writing.Wait()
		close(w.saved)
	}()
	var failed error
	for s := range w.saved {
		failed = errors.Join(failed, s.Failure())
	}
	return failed
}
