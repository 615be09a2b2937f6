package loop

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// TestMeter: updates per second, over about a second or between the last two.
func TestMeter(t *testing.T) {
	for _, c := range []struct {
		every time.Duration
		count int
		want  float64
	}{
		{time.Second / 50, 500, 50},
		{time.Second / 2, 9, 2},
		{4 * time.Second, 5, 0.25},
		{time.Second, 1, 0},
	} {
		var m meter
		now := time.Date(2018, 5, 9, 0, 0, 0, 0, time.UTC)
		for range c.count {
			now = now.Add(c.every)
			m.add(now)
		}
		if got := m.perSecond(now); got < 0.99*c.want || got > 1.01*c.want {
			t.Errorf("%d updates %v apart are %v per second, want %v", c.count, c.every, got, c.want)
		}
		if len(m.times) > 700 {
			t.Errorf("the meter keeps %d times", len(m.times))
		}
	}
	var m meter
	now := time.Date(2018, 5, 9, 0, 0, 0, 0, time.UTC)
	for range 10 {
		now = now.Add(time.Second / 10)
		m.add(now)
	}
	if fast, slow := m.perSecond(now), m.perSecond(now.Add(10*time.Second)); slow > fast/10 {
		t.Errorf("%v per second, and 10 s later still %v", fast, slow)
	}
	if !slices.IsSortedFunc(m.times, time.Time.Compare) {
		t.Error("its times are out of order")
	}
}

// TestNothingLeft: with nothing left elsewhere, names say the order of the
// former students, whatever a clock did.
func TestNothingLeft(t *testing.T) {
	dir := t.TempDir()
	want := []string{"former-000001.npz", "former-000002.npz", "former-000003.npz"}
	for i, name := range want {
		want[i] = filepath.Join(dir, name)
		if err := os.WriteFile(want[i], nil, 0o644); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-time.Duration(i) * time.Hour)
		if err := os.Chtimes(want[i], then, then); err != nil {
			t.Fatal(err)
		}
	}
	f, err := openFormers(Config{Formers: dir, Left: []Left{{filepath.Join(dir, "none.npz"), filepath.Join(dir, "none")}}})
	if err != nil || !slices.Equal(f.past, want) {
		t.Errorf("the order is %v (%v), want %v", f.past, err, want)
	}
}

// TestLeftInPlace: a file that cannot be moved stays, and keeps nobody from
// starting.
func TestLeftInPlace(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("nothing keeps this user from moving a file: the test of a file that cannot be moved is skipped")
	}
	dir, beside := t.TempDir(), t.TempDir()
	stuck := filepath.Join(beside, "autosave.npz")
	if err := os.WriteFile(stuck, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(beside, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(beside, 0o755)
	f, err := openFormers(Config{Formers: dir, Left: []Left{{stuck, filepath.Join(beside, "formers")}}})
	if err != nil || len(f.past) > 0 {
		t.Errorf("former students %v, %v; want none, and no error", f.past, err)
	}
	if _, err := os.Stat(stuck); err != nil {
		t.Errorf("the file is gone: %v", err)
	}
}
