package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Exit codes. Work that Ctrl+C ended early is written down and counts as done.
const (
	ExitFailed = 1
	ExitMisuse = 2
)

// misuse is an error in how the program was called.
type misuse struct{ error }

func (m misuse) Unwrap() error { return m.error }

// Misuse makes an error one in how the program was called.
func Misuse(err error) error { return misuse{err} }

// Misusef words an error in how the program was called.
func Misusef(format string, values ...any) error { return misuse{fmt.Errorf(format, values...)} }

// ExitCode is the exit status of an error, which is not nil.
func ExitCode(err error) int {
	if errors.As(err, new(misuse)) {
		return ExitMisuse
	}
	return ExitFailed
}

// unused refuses a folder that holds one of the files that are to be written.
func unused(dir string, names ...string) error {
	for _, name := range names {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return Misusef("the folder %s already holds %s; choose another with -out", dir, name)
		}
	}
	return nil
}
