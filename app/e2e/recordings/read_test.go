package recordings

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
	"gridrat/app/internal/program"
)

// answer types into the question that a click opens.
func answer(w *drive.Window, name, text string) {
	w.T.Helper()
	w.Click(name)
	w.Until("the question", func(s drive.Status) bool { return s.Dialog != "" })
	w.Typed(text)
	w.Until("it is closed", func(s drive.Status) bool { return s.Dialog == "" })
}

// about tells whether lengths are the same, but for rounding.
func about(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// TestReadAgain: rows without a header in centimetres open the page of what was
// read, on which a click on the unit has the rat run in its box; typed, the box is
// another.
func TestReadAgain(t *testing.T) {
	var rows strings.Builder
	for i := range 1500 {
		a := 0.02 * float64(i)
		fmt.Fprintf(&rows, "%.2f,%.2f,%.2f\n", a, 100+40*math.Cos(a), 100+40*math.Sin(a))
	}
	w := drive.Open(t, 1024, 768)
	w.Until("the window", func(s drive.Status) bool { return s.Update > 0 })
	w.OpenFile(program.Write(t, t.TempDir(), "cm.csv", rows.String()))
	s := w.Until("the page", func(s drive.Status) bool { return s.Sheet == "recording" && !s.Read.Busy })
	if s.Route != "" || !strings.Contains(s.Read.Refused, "units of length") {
		t.Errorf("in metres the rat follows %q; it says %q", s.Route, s.Read.Refused)
	}
	w.Click("read:length=cm")
	s = w.Until("the rat follows", func(s drive.Status) bool { return s.Route == "cm.csv" })
	if !about(s.Read.Box, 0.8) || s.Read.Length != "cm" || s.Read.Refused != "" || s.Sheet != "recording" {
		t.Errorf("in centimetres: %+v, page %q", s.Read, s.Sheet)
	}
	answer(w, "read:box=typed", "0.9")
	w.Until("the box is 0.9 m", func(s drive.Status) bool { return about(s.Read.Box, 0.9) })
	w.Click("read:box=none")
	w.Until("the box is 0.8 m again", func(s drive.Status) bool { return about(s.Read.Box, 0.8) })
	answer(w, "read:length=other", "0.1mm")
	s = w.Until("it is refused", func(s drive.Status) bool { return s.Read.Refused != "" })
	if !about(s.Read.Box, 0.8) || s.Route != "cm.csv" {
		t.Errorf("refused, the last good one is gone: %+v", s.Read)
	}
	w.Press(ebiten.KeyEscape)
	if s = w.Status(); s.Sheet != "" || s.Route != "cm.csv" {
		t.Errorf("after Esc the page is %q, the rat follows %q", s.Sheet, s.Route)
	}
	w.Click("recording")
	if s = w.Until("the page again", func(s drive.Status) bool { return s.Sheet == "recording" }); s.Read.Refused != "" {
		t.Errorf("opened again it says %q", s.Read.Refused)
	}
}

// TestReadPart: of a file of DeepLabCut with two body parts the other is read by a
// click.
func TestReadPart(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("scorer,net,net,net,net,net,net\nbodyparts,nose,nose,nose,tail,tail,tail\ncoords,x,y,likelihood,x,y,likelihood\n")
	for i := range 1500 {
		a := 0.02 * float64(i)
		fmt.Fprintf(&rows, "%d,%.2f,%.2f,0.99,%.2f,%.2f,0.99\n", i, 400+200*math.Cos(a), 400+200*math.Sin(a), 400+300*math.Cos(a), 400+300*math.Sin(a))
	}
	w := drive.Open(t, 1280, 800)
	w.Until("the window", func(s drive.Status) bool { return s.Update > 0 })
	w.OpenFile(program.Write(t, t.TempDir(), "DLC.csv", rows.String()))
	w.Until("it is refused", func(s drive.Status) bool { return s.Sheet == "recording" && s.Read.Refused != "" })
	answer(w, "read:time=other", "50Hz")
	w.Until("it is refused again", func(s drive.Status) bool { return !s.Read.Busy })
	answer(w, "read:length=other", "0.2cm")
	s := w.Until("the rat follows", func(s drive.Status) bool { return s.Route == "DLC.csv" })
	if s.Read.Part != "nose" || !about(s.Read.Box, 0.8) {
		t.Errorf("first: %+v", s.Read)
	}
	w.Click("read:part=tail")
	if s = w.Until("the tail", func(s drive.Status) bool { return s.Read.Part == "tail" }); !about(s.Read.Box, 1.2) {
		t.Errorf("the tail: %+v", s.Read)
	}
	w.Click("read:y grows=down")
	w.Until("y is turned", func(s drive.Status) bool { return s.Read.Down })
}
