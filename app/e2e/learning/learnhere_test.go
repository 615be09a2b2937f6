package learning

import (
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// TestLearnHere draws walls and has the network learn among them: it starts
// from scratch there, goes on through edits with its weights while its rate maps
// restart or continue as set, follows a door that is opened, and gives way to the
// former network and back.
func TestLearnHere(t *testing.T) {
	w := drive.Open(t, 1280, 800)
	box := w.Until("it learns in the box", func(s drive.Status) bool { return s.Update > 30 })
	if box.Map.Learns != "" || !box.Map.Free {
		t.Fatalf("it begins in %q, free %v", box.Map.Learns, box.Map.Free)
	}
	w.Room()
	w.Press(ebiten.KeyEscape)
	s := w.Until("the caption", func(s drive.Status) bool { return !s.Map.Free })
	if !strings.Contains(s.Map.Caption, "learnt in the open square") {
		t.Errorf("before it learns here the arena says %q", s.Map.Caption)
	}

	left := w.Status().Update
	w.Press(ebiten.KeyControlLeft, ebiten.KeyL)
	s = w.Until("it learns here", func(s drive.Status) bool { return s.Map.Learns != "" && s.Update > 0 && s.Handled })
	if s.Map.Learns != s.Map.Text || s.Map.Spread || s.Update >= left || !s.Learning || s.Map.Free || s.Map.MapsFrom != 0 {
		t.Errorf("update %d after %d, learning %v, free %v, maps from %d; it learns in\n%s", s.Update, left, s.Learning, s.Map.Free, s.Map.MapsFrom, s.Map.Learns)
	}
	if !strings.Contains(s.Notice, "learns in Open square") || !strings.Contains(s.Map.Caption, "learnt here") {
		t.Errorf("it says %q and %q", s.Notice, s.Map.Caption)
	}
	s = w.Until("scores from here", func(s drive.Status) bool { return s.Update > 60 && s.Appraised > 0 })
	w.Keep("learn-here")

	// An edit: the weights stay, rate maps begin again.
	w.Press(ebiten.KeyW)
	w.Draw(-0.5, -1.1, -0.5, -0.3)
	after := w.Until("the edit is learnt in", func(s drive.Status) bool { return s.Map.Learns == s.Map.Text && s.Map.Spread })
	if after.Update < s.Update || after.Map.MapsFrom < s.Update || after.Map.Counts["walls"] != s.Map.Counts["walls"]+1 {
		t.Errorf("after an edit: update %d, maps from %d; before, update %d", after.Update, after.Map.MapsFrom, s.Update)
	}
	if !strings.HasSuffix(after.Notice, "its rate maps begin again.") {
		t.Errorf("it says %q", after.Notice)
	}
	from := after.Map.MapsFrom
	w.Until("more updates", func(s drive.Status) bool { return s.Update > from+20 })

	// Another, with rate maps that continue.
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyL)
	if s = w.Status(); !s.Map.KeepMaps || !strings.HasPrefix(s.Notice, "Rate maps continue") {
		t.Errorf("Shift+L: %v, %q", s.Map.KeepMaps, s.Notice)
	}
	w.Draw(-0.9, 0.5, -0.4, 0.5)
	after = w.Until("the second edit is learnt in", func(s drive.Status) bool {
		return s.Map.Learns == s.Map.Text && s.Map.Counts["walls"] == 5
	})
	if after.Map.MapsFrom != from || !strings.HasSuffix(after.Notice, "its rate maps continue.") {
		t.Errorf("maps from %d, want %d; it says %q", after.Map.MapsFrom, from, after.Notice)
	}
	w.Press(ebiten.KeyEscape)

	// A click opens the door, for the network too.
	w.ClickMap(0.2, 0.6)
	here := w.Until("the open door", func(s drive.Status) bool {
		return s.Map.Learns == s.Map.Text && strings.Contains(s.Map.Learns, `"open": true`)
	})
	w.Until("more updates", func(s drive.Status) bool { return s.Update > here.Update })

	// Ctrl+Z brings the network of the box back, Ctrl+Y the one from here, with
	// its map, whatever is shown.
	w.Press(ebiten.KeyControlLeft, ebiten.KeyZ)
	s = w.Until("the network from the box", func(s drive.Status) bool { return s.Map.Learns == "" && s.Handled })
	if s.Update < left || s.Map.Text != here.Map.Text || s.Running {
		t.Errorf("update %d, want %d or more; running %v", s.Update, left, s.Running)
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyM)
	w.Click("maze:circle")
	w.Until("another map", func(s drive.Status) bool { return s.Map.Name == "Circle" || s.Map.Text != here.Map.Text })
	w.Press(ebiten.KeyControlLeft, ebiten.KeyY)
	s = w.Until("the network from here, in its map", func(s drive.Status) bool { return s.Map.Learns != "" && s.Map.Text == s.Map.Learns && s.Handled })
	if s.Map.Text != here.Map.Text || !s.Map.Spread || s.Update < here.Update {
		t.Errorf("update %d of a network that learns in\n%s", s.Update, s.Map.Learns)
	}

	// The button of the strip leads back into the box.
	w.Click("learn-here")
	s = w.Until("it learns in the box", func(s drive.Status) bool { return s.Map.Learns == "" && s.Running && s.Update > 0 })
	if s.Map.Text != here.Map.Text || s.Map.Free {
		t.Errorf("the map went with the network: free %v", s.Map.Free)
	}
}

// TestLearnInFile: -map begins in a map, which is shown; a map that cannot be
// learnt in is refused and learning goes on; another recipe stays here.
func TestLearnInFile(t *testing.T) {
	w := drive.Open(t, 1280, 800, "-map", "../../../assets/mazes/t-maze.json")
	s := w.Until("it learns in the maze", func(s drive.Status) bool { return s.Map.Learns != "" && s.Map.Learns == s.Map.Text && s.Update > 5 })
	w.Keep("learn-in-t-maze")
	if !strings.Contains(s.Map.Caption, "learnt here") {
		t.Errorf("the arena says %q", s.Map.Caption)
	}
	w.Press(ebiten.KeyControlLeft, ebiten.KeyDigit2)
	s = w.Until("another recipe, here", func(s drive.Status) bool { return s.Recipe == "lstm" && s.Handled && s.Update > 0 })
	if s.Map.Learns != s.Map.Text {
		t.Errorf("recipe lstm learns in %q", s.Map.Learns)
	}
}
