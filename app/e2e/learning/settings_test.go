package learning

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// Slide lambda to zero and reset: the demonstration.
func TestPressureSlider(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Until("something is learnt", func(s drive.Status) bool { return s.Update > 0 })
	s := w.Status()
	r := s.Rect("pressure")
	at := image.Pt(r.Min.X+int(float64(r.Dx())*0.35), r.Min.Y+r.Dy()/2)
	w.Drag(at, image.Pt(r.Min.X, at.Y))
	s = w.Until("lambda is 0", func(s drive.Status) bool { return s.Handled && s.Lambda == 0 && s.Update >= 10 })
	w.Click("reset")
	s = w.Until("a new start without pressure", func(now drive.Status) bool { return now.Handled && now.Update > 0 && now.Update < s.Update })
	if s.Lambda != 0 || s.Seed != 1 || s.Recipe != "modules" {
		t.Errorf("after the reset: lambda %v, seed %d, recipe %s", s.Lambda, s.Seed, s.Recipe)
	}
}

func TestTypedSettings(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	w.Click("seed")
	w.Press(ebiten.KeyBackspace)
	w.Typed("77")
	w.Until("seed 77", func(s drive.Status) bool { return s.Seed == 77 })
	w.Click("seed")
	w.Typed("x")
	w.Until("a sentence", func(s drive.Status) bool { return s.Failure && strings.Contains(s.Notice, "77x") })
	w.Press(ebiten.KeyEscape)

	w.Press(ebiten.KeyF4)
	w.Typed("enclosure.shape = circle")
	w.Until("a circle", func(s drive.Status) bool { return s.Handled && s.Sheet == "" && s.Dialog == "" })
	w.Press(ebiten.KeyF4)
	w.Typed("lambda = -1")
	s := w.Until("a sentence", func(s drive.Status) bool { return s.Failure && strings.Contains(s.Notice, "lambda") })
	if s.Lambda != 35 {
		t.Errorf("lambda is %v", s.Lambda)
	}
}

// TestForeignSettings: settings that cannot be read, as of a later version, are
// told of and stay as they are.
func TestForeignSettings(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "config", "settings.json")
	const later = `{"version": 99}`
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(later), 0o644); err != nil {
		t.Fatal(err)
	}
	w := drive.OpenIn(t, dir, 1280, 800)
	w.Until("a sentence", func(s drive.Status) bool { return s.Failure && strings.Contains(s.Notice, "version is 99") })
	w.Press(ebiten.KeyC)
	w.Close()
	if data, err := os.ReadFile(path); string(data) != later {
		t.Errorf("the settings are now %q (%v)", data, err)
	}
}

func TestSettingsAndNetworkOutliveTheWindow(t *testing.T) {
	dir := t.TempDir()
	w := drive.OpenIn(t, dir, 1280, 800)
	w.Press(ebiten.KeyC)
	w.Press(ebiten.KeyControlLeft, ebiten.KeyEqual)
	w.Press(ebiten.KeyN)
	w.Until("seed 2 learns", func(s drive.Status) bool { return s.Seed == 2 && s.Update > 0 })
	w.Close()
	w = drive.OpenIn(t, dir, 1280, 800)
	s := w.Status()
	if s.Colors != "inferno" || s.Scale != 1.25 {
		t.Errorf("it opens with %s at scale %v", s.Colors, s.Scale)
	}
	if !strings.Contains(s.Notice, "last session") {
		t.Errorf("the last session's network is not offered: %q", s.Notice)
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	w.Until("the last session's network", func(s drive.Status) bool { return s.Seed == 2 && s.Update > 0 && s.Handled })
}

// TestSecondWindow: what a window learnt that was opened beside another is
// found, with its origin, by a single window later.
func TestSecondWindow(t *testing.T) {
	dir := t.TempDir()
	first := drive.OpenIn(t, dir, 1280, 800)
	first.Until("the first learns", func(s drive.Status) bool { return s.Update > 0 })
	second := drive.OpenIn(t, t.TempDir(), 1280, 800, "-config", first.Config)
	second.Press(ebiten.KeyP)
	second.Until("a trained network", func(s drive.Status) bool { return s.Origin == "pretrained modules" && s.Handled })
	second.Press(ebiten.KeyL)
	second.Until("it learns on", func(s drive.Status) bool { return s.Running && s.Update > 0 })
	first.Close()
	second.Close() // the later

	third := drive.OpenIn(t, dir, 1280, 800)
	if s := third.Status(); !strings.Contains(s.Notice, "last session") {
		t.Errorf("the last session's network is not offered: %q", s.Notice)
	}
	third.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	third.Until("the second window's network", func(s drive.Status) bool { return s.Origin == "pretrained modules" && s.Update > 4000 && s.Handled })
	third.Until("something more to undo", func(s drive.Status) bool { return s.Disabled["undo"] == "" })
	third.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	// The network the second began with, put aside for the trained one, or the
	// first window's: both are from scratch.
	third.Until("one from scratch", func(s drive.Status) bool { return s.Origin == "from scratch" && s.Update > 0 && s.Handled })
}
