// Package reference finds data from outside the project that tests compare
// with, where it is present. Tests alone import it.
package reference

import (
	"os"
	"path/filepath"
	"testing"
)

// Open opens a reference file until the test ends, and returns it with its size
// in bytes, or skips the test.
func Open(t testing.TB, name ...string) (f *os.File, size int64) {
	t.Helper()
	f, err := os.Open(Path(t, name...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return f, info.Size()
}

// Path returns the path of a reference file or folder, or skips the test.
// Reference data lies beside the project, in shared/reference.
func Path(t testing.TB, name ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
	path := filepath.Join(append([]string{dir, "..", "shared", "reference"}, name...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("skipped: the outside reference %s is not here", filepath.Join(name...))
	}
	return path
}
