package progress

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// shownBy returns what a progress prints of work that takes ten seconds,
// reports every quarter of a second, and is followed by quick work.
func shownBy(t *testing.T, terminal bool) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	synctest.Test(t, func(*testing.T) {
		p := New(out)
		if p.terminal {
			t.Error("a file was taken for a terminal")
		}
		p.terminal = terminal
		for i := range 41 {
			p.Show("learning", float64(i)/40, "loss 0.5")
			time.Sleep(250 * time.Millisecond)
		}
		p.Done("learning", "40 updates")
		p.Show("measuring", 0, "")
		p.Done("measuring", "maps")
	})
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestProgressInFile: away from a terminal there is a line every five
// seconds, without control characters, and none for quick work.
func TestProgressInFile(t *testing.T) {
	want := "learning  50 %: loss 0.5, 5s left\n" +
		"learning 100 %: loss 0.5, 0s left\n" +
		"learning: 40 updates\n" +
		"measuring: maps\n"
	if got := shownBy(t, false); got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}

// TestProgressOnTerminal: on a terminal a bar of constant width is drawn over
// itself, and the closing line takes its place.
func TestProgressOnTerminal(t *testing.T) {
	const clear = "\r\x1b[K"
	got := shownBy(t, true)
	for _, want := range []string{
		clear + "learning [                        ] loss 0.5, 10s left" + clear,
		clear + "learning [============            ] loss 0.5, 5s left" + clear,
		clear + "learning [========================] loss 0.5, 0s left" + clear + "learning: 40 updates\n" + clear + "measuring: maps\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("printed %q, want %q in it", got, want)
		}
	}
}

// TestProgressText: work without a text has none, and a share out of range
// is drawn at its nearest end.
func TestProgressText(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	synctest.Test(t, func(*testing.T) {
		p := New(out)
		for _, share := range []float64{0, 0.5, 7, -3} {
			p.Show("measuring", share, "")
			time.Sleep(6 * time.Second)
		}
	})
	data, err := os.ReadFile(out.Name())
	if want := "measuring  50 %: 6s left\nmeasuring 100 %: 0s left\nmeasuring   0 %: \n"; err != nil || string(data) != want {
		t.Errorf("printed %q, want %q (%v)", data, want, err)
	}
}
