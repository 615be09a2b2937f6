package study

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gridrat/brain/recording"
)

// Contents are those of a file, on disk or in memory.
type Contents interface {
	io.Reader
	io.ReaderAt
}

// Readers of a recording, of its text or of its arrays.
type (
	TextReader[T any]  func(io.Reader, recording.Scales) (T, error)
	ArrayReader[T any] func(io.ReaderAt, int64, recording.Scales) (T, error)
)

// Parse reads a recording as npz if its name ends so, as CSV otherwise; errors
// name it.
func Parse[T any](name string, r Contents, size int64, s recording.Scales, text TextReader[T], arrays ArrayReader[T]) (got T, err error) {
	if strings.EqualFold(filepath.Ext(name), ".npz") {
		got, err = arrays(r, size, s)
	} else {
		got, err = text(r, s)
	}
	if err != nil {
		return *new(T), fmt.Errorf("could not read %s: %w", name, err)
	}
	return got, nil
}

// Open reads a recording from disk, as Parse does.
func Open[T any](name string, s recording.Scales, text TextReader[T], arrays ArrayReader[T]) (T, error) {
	var none T
	f, err := os.Open(name)
	if err != nil {
		return none, fmt.Errorf("could not open the recording: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return none, fmt.Errorf("could not open the recording: %w", err)
	}
	return Parse(name, f, info.Size(), s, text, arrays)
}
