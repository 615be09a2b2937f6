package drive

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// OpenFile opens a file by Ctrl+O.
func (w *Window) OpenFile(path string) {
	w.T.Helper()
	w.Press(ebiten.KeyControlLeft, ebiten.KeyO)
	w.Typed(path)
}

// Read reads a file.
func Read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Trained opens a window with a trained network that rests, and waits for its
// scores.
func Trained(t testing.TB, w, h int) (*Window, Status) {
	t.Helper()
	win := Open(t, w, h)
	win.Press(ebiten.KeyP)
	win.Until("it says so", func(s Status) bool { return strings.HasPrefix(s.Notice, "Opened") })
	win.Press(ebiten.KeyEscape) // Esc closes a notice first
	s := win.Until("scores of the trained network", func(s Status) bool {
		return s.Handled && strings.HasPrefix(s.Origin, "pretrained") && s.Appraised > 1000 && s.Sorted == s.Appraised && !s.Running
	})
	if s.Rect(fmt.Sprint("unit:", s.Unit)).Empty() {
		t.Fatalf("unit %d is chosen and not among the maps on screen, of the best", s.Unit)
	}
	return win, s
}
