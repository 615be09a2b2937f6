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

func TestSaveAndOpen(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Until("something is learnt", func(s drive.Status) bool { return s.Update >= 5 })
	w.Press(ebiten.KeySpace)
	kept := w.Settled()
	w.Press(ebiten.KeyControlLeft, ebiten.KeyS)
	w.Press(ebiten.KeyEnter)
	s := w.Until("it is saved", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Saved update") })
	if strings.HasSuffix(s.Title, "*") || s.Dialog != "" {
		t.Errorf("it is saved, the title is %q and the dialog %q", s.Title, s.Dialog)
	}
	files, err := filepath.Glob(filepath.Join(w.Out, "*.npz"))
	if err != nil || len(files) != 1 {
		t.Fatalf("one file was to be saved; there are %v, %v", files, err)
	}
	// A second save to the same place asks first.
	data := drive.Read(t, files[0])
	w.Press(ebiten.KeyControlLeft, ebiten.KeyS)
	w.Press(ebiten.KeyEnter)
	s = w.Until("a question", func(s drive.Status) bool { return strings.Contains(s.Notice, "exists already") })
	if !strings.HasPrefix(s.Notice, "The file "+files[0]) {
		t.Errorf("of %s it says %q", files[0], s.Notice)
	}
	if s.Dialog == "" || string(drive.Read(t, files[0])) != string(data) {
		t.Error("an existing file was replaced without asking")
	}
	w.Press(ebiten.KeyEscape)

	w.Press(ebiten.KeyN)
	w.Until("another run", func(s drive.Status) bool { return s.Seed == 2 && s.Update > 0 })
	w.Press(ebiten.KeyControlLeft, ebiten.KeyO)
	w.Typed(files[0])
	s = w.Until("the file is open", func(s drive.Status) bool { return s.Handled && s.Seed == 1 })
	if s.Update != kept.Update || s.Running || s.Origin != filepath.Base(files[0]) {
		t.Errorf("update %d was saved; opened is update %d of %s, running %v", kept.Update, s.Update, s.Origin, s.Running)
	}
	if !s.Playing {
		t.Error("the rat does not run on the opened network")
	}
	// The run that was left can be had back.
	w.Click("undo")
	w.Until("the run that was left", func(s drive.Status) bool { return s.Seed == 2 && s.Handled })
	w.Click("redo")
	s = w.Until("the opened network again", func(s drive.Status) bool { return s.Seed == 1 && s.Update == kept.Update && s.Handled })
	if s.Origin != filepath.Base(files[0]) {
		t.Errorf("brought back, it is from %q, want %q", s.Origin, filepath.Base(files[0]))
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	w.Until("the run that was left again", func(s drive.Status) bool { return s.Seed == 2 && s.Handled })
	w.Press(ebiten.KeyControlLeft, ebiten.KeyShiftLeft, ebiten.KeyZ)
	w.Until("the opened network once more", func(s drive.Status) bool { return s.Seed == 1 && s.Handled })
}

// TestTrajectory: the rat follows an opened trajectory, learning goes on
// meanwhile, and lets go of it again.
func TestTrajectory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "square.csv")
	var rows strings.Builder
	rows.WriteString("t,x,y\n")
	for i := range 400 {
		side, along := i/100%4, float64(i%100)/100
		at := [4][2]float64{{along, 0}, {1, along}, {1 - along, 1}, {0, 1 - along}}[side]
		fmt.Fprintf(&rows, "%.2f,%.3f,%.3f\n", 0.05*float64(i), at[0], at[1])
	}
	if err := os.WriteFile(path, []byte(rows.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	w := drive.Open(t, 1280, 800)
	before := w.Until("something is learnt", func(s drive.Status) bool { return s.Update > 0 })
	w.Press(ebiten.KeyControlLeft, ebiten.KeyO)
	w.Typed(path)
	s := w.Until("the rat follows it", func(s drive.Status) bool { return s.Route == "square.csv" })
	if s.Failure || !strings.Contains(s.Notice, "square.csv") {
		t.Errorf("the notice is %q", s.Notice)
	}
	moves := s.RatMoves
	w.Until("it runs, and learning goes on", func(s drive.Status) bool { return s.RatMoves > moves+3 && s.Update > before.Update })
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyO)
	w.Until("it forages again", func(s drive.Status) bool { return s.Route == "" })
}

func TestWrongFiles(t *testing.T) {
	dir := t.TempDir()
	rubbish := filepath.Join(dir, "rubbish.npz")
	if err := os.WriteFile(rubbish, []byte("this is no network"), 0o644); err != nil {
		t.Fatal(err)
	}
	w := drive.Open(t, 1280, 800)
	before := w.Until("something is learnt", func(s drive.Status) bool { return s.Update > 0 })
	for path, want := range map[string]string{rubbish: "rubbish.npz", filepath.Join(dir, "missing.npz"): "missing.npz", dir: filepath.Base(dir)} {
		w.Press(ebiten.KeyControlLeft, ebiten.KeyO)
		w.Typed(path)
		s := w.Until("a sentence about "+want, func(s drive.Status) bool { return s.Failure && strings.Contains(s.Notice, want) })
		if strings.Contains(s.Notice, "goroutine") || strings.Count(s.Notice, "\n") > 0 {
			t.Errorf("opening %s says %q", path, s.Notice)
		}
		if s.Seed != before.Seed || s.Update < before.Update {
			t.Errorf("opening %s lost the run", path)
		}
		w.Press(ebiten.KeyEscape)
		if s := w.Status(); s.Notice != "" {
			t.Errorf("Esc does not close %q", s.Notice)
		}
	}
	s := w.Settled()
	w.Until("learning goes on", func(now drive.Status) bool { return now.Update > s.Update })
	// Refused while paused, it leaves learning for Space to resume.
	w.Press(ebiten.KeySpace)
	w.Settled()
	w.Press(ebiten.KeyControlLeft, ebiten.KeyO)
	w.Typed(rubbish)
	s = w.Until("a sentence", func(s drive.Status) bool { return s.Failure && s.Handled })
	w.Press(ebiten.KeyEscape)
	w.Press(ebiten.KeySpace)
	w.Until("Space resumes learning", func(now drive.Status) bool { return now.Update > s.Update })
}
