package e2e

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// Slide lambda to zero and reset: the demonstration.
func TestPressureSlider(t *testing.T) {
	w := open(t, 1280, 800)
	w.until("something is learnt", func(s status) bool { return s.Update > 0 })
	s := w.status()
	r := s.rect("pressure")
	at := image.Pt(r.Min.X+int(float64(r.Dx())*0.35), r.Min.Y+r.Dy()/2)
	w.drag(at, image.Pt(r.Min.X, at.Y))
	s = w.until("lambda is 0", func(s status) bool { return s.Handled && s.Lambda == 0 && s.Update >= 10 })
	w.click("reset")
	s = w.until("a new start without pressure", func(now status) bool { return now.Handled && now.Update > 0 && now.Update < s.Update })
	if s.Lambda != 0 || s.Seed != 1 || s.Recipe != "modules" {
		t.Errorf("after the reset: lambda %v, seed %d, recipe %s", s.Lambda, s.Seed, s.Recipe)
	}
}

func TestTypedSettings(t *testing.T) {
	w := open(t, 1280, 800)
	w.click("seed")
	w.press(ebiten.KeyBackspace)
	w.typed("77")
	w.until("seed 77", func(s status) bool { return s.Seed == 77 })
	w.click("seed")
	w.typed("x")
	w.until("a sentence", func(s status) bool { return s.Failure && strings.Contains(s.Notice, "77x") })
	w.press(ebiten.KeyEscape)

	w.press(ebiten.KeyF4)
	w.typed("enclosure.shape = circle")
	w.until("a circle", func(s status) bool { return s.Handled && s.Sheet == "" && s.Dialog == "" })
	w.press(ebiten.KeyF4)
	w.typed("lambda = -1")
	s := w.until("a sentence", func(s status) bool { return s.Failure && strings.Contains(s.Notice, "lambda") })
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
	w := openIn(t, dir, 1280, 800)
	w.until("a sentence", func(s status) bool { return s.Failure && strings.Contains(s.Notice, "version is 99") })
	w.press(ebiten.KeyC)
	w.close()
	if data, err := os.ReadFile(path); string(data) != later {
		t.Errorf("the settings are now %q (%v)", data, err)
	}
}

func TestSettingsAndNetworkOutliveTheWindow(t *testing.T) {
	dir := t.TempDir()
	w := openIn(t, dir, 1280, 800)
	w.press(ebiten.KeyC)
	w.press(ebiten.KeyControlLeft, ebiten.KeyEqual)
	w.press(ebiten.KeyN)
	w.until("seed 2 learns", func(s status) bool { return s.Seed == 2 && s.Update > 0 })
	w.close()
	w = openIn(t, dir, 1280, 800)
	s := w.status()
	if s.Colors != "inferno" || s.Scale != 1.25 {
		t.Errorf("it opens with %s at scale %v", s.Colors, s.Scale)
	}
	if !strings.Contains(s.Notice, "last session") {
		t.Errorf("the last session's network is not offered: %q", s.Notice)
	}
	w.press(ebiten.KeyControlLeft, ebiten.KeyZ)
	w.until("the last session's network", func(s status) bool { return s.Seed == 2 && s.Update > 0 && s.Handled })
}

// TestSecondWindow: what a window learnt that was opened beside another is
// found, with its origin, by a single window later.
func TestSecondWindow(t *testing.T) {
	dir := t.TempDir()
	first := openIn(t, dir, 1280, 800)
	first.until("the first learns", func(s status) bool { return s.Update > 0 })
	second := openIn(t, t.TempDir(), 1280, 800, "-config", first.config)
	second.press(ebiten.KeyP)
	second.until("a trained network", func(s status) bool { return s.Origin == "pretrained modules" && s.Handled })
	second.press(ebiten.KeyL)
	second.until("it learns on", func(s status) bool { return s.Running && s.Update > 0 })
	first.close()
	second.close() // the later

	third := openIn(t, dir, 1280, 800)
	if s := third.status(); !strings.Contains(s.Notice, "last session") {
		t.Errorf("the last session's network is not offered: %q", s.Notice)
	}
	third.press(ebiten.KeyControlLeft, ebiten.KeyZ)
	third.until("the second window's network", func(s status) bool { return s.Origin == "pretrained modules" && s.Update > 4000 && s.Handled })
	third.until("something more to undo", func(s status) bool { return s.Disabled["undo"] == "" })
	third.press(ebiten.KeyControlLeft, ebiten.KeyZ)
	// The network the second began with, put aside for the trained one, or the
	// first window's: both are from scratch.
	third.until("one from scratch", func(s status) bool { return s.Origin == "from scratch" && s.Update > 0 && s.Handled })
}
