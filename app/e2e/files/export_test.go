package files

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// TestExport: Ctrl+E writes the unit, the sheets and the tables into a folder
// of their own while the window goes on.
func TestExport(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	w, s := drive.Trained(t, 1280, 800)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyE)
	w.Until("it exports", func(s drive.Status) bool { return s.Task == "export" })
	moved := w.Status().RatMoves
	w.Press(ebiten.KeyEscape)
	w.Until("it was stopped", func(s drive.Status) bool { return s.Task == "" && strings.Contains(s.Notice, "stopped") })
	if left, _ := filepath.Glob(filepath.Join(w.Out, "export-*")); len(left) != 0 {
		t.Errorf("an export that was stopped leaves %v", left)
	}
	w.Click("export")
	now := w.Until("the export is there", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Exported") || s.Failure })
	if now.Failure || now.RatMoves <= moved {
		t.Fatalf("%q; the rat made %d moves meanwhile", now.Notice, now.RatMoves-moved)
	}
	dirs, _ := filepath.Glob(filepath.Join(w.Out, "export-*"))
	if len(dirs) != 1 || !strings.Contains(now.Notice, dirs[0]) {
		t.Fatalf("exported to %v; it says %q", dirs, now.Notice)
	}
	for _, name := range []string{
		fmt.Sprintf("unit-%04d.png", s.Unit), fmt.Sprintf("unit-%04d.svg", s.Unit), "ratemaps.png", "ratemaps.svg", "autocorrelograms.png",
		"population.svg", "scores.csv", "ratemaps.npz", "results.json",
	} {
		if info, err := os.Stat(filepath.Join(dirs[0], name)); err != nil || info.Size() < 1000 {
			t.Errorf("%s is missing or empty: %v", name, err)
		}
	}
}
