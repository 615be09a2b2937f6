package navigating

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestPrune: the newest organs are kept, and nothing else is touched.
func TestPrune(t *testing.T) {
	dir := t.TempDir()
	path := func(i int) string { return filepath.Join(dir, fmt.Sprintf("organs-%d.npz", i)) }
	for i := range 5 {
		if err := os.WriteFile(path(i), []byte("organs"), 0o644); err != nil {
			t.Fatal(err)
		}
		at := time.Unix(int64(1000-100*i), 0) // the first is the newest
		if err := os.Chtimes(path(i), at, at); err != nil {
			t.Fatal(err)
		}
	}
	other := filepath.Join(dir, "autosave.npz")
	if err := os.WriteFile(other, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	prune(dir, 3)
	prune(dir, 9)
	for i := range 5 {
		if _, err := os.Stat(path(i)); (err == nil) != (i < 3) {
			t.Errorf("organs %d: %v", i, err)
		}
	}
	if _, err := os.Stat(other); err != nil {
		t.Error(err)
	}
}
