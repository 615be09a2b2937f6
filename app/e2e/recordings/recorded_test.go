package recordings

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
	"gridrat/app/internal/program"
	"gridrat/app/internal/rat"
	"gridrat/world"
)

// recording writes what might have been recorded of a rat: its path in a box
// of 1.2 m at 50 Hz, and the spikes of three grid cells of 40 cm, numbered 4,
// 7 and 10, of a place cell, 13, and of one that fires anywhere, 16. Lengths
// are in centimetres, as the header says.
func recording(t *testing.T, seconds float64) (path, spikes string) {
	t.Helper()
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(1, 2))
	var rows, fired strings.Builder
	rows.WriteString("t_s,x_cm,y_cm\n")
	fired.WriteString("t_s,unit\n")
	for _, r := range rat.Foraged(rng, 1.2, seconds) {
		at, now := r.At, r.Seconds
		fmt.Fprintf(&rows, "%.2f,%.2f,%.2f\n", now, 100*(at.X+3), 100*(at.Y+3))
		for cell := range 5 {
			rate := 2.0
			switch {
			case cell < 3:
				rate = 0.2 + 2*math.Pow(max(hexagons(at, 0.4, 0.2, world.Vec{X: 0.13 * float64(cell), Y: 0.1}), 0), 2)
			case cell == 3:
				d := at.Sub(world.Vec{X: 0.2, Y: -0.1}).Norm()
				rate = 15 * math.Exp(-d*d/(2*0.12*0.12))
			}
			if rng.Float64() < rate*rat.Tick {
				fmt.Fprintf(&fired, "%.4f,%d\n", now+0.01, 4+3*cell)
			}
		}
	}
	return program.Write(t, dir, "rat.csv", rows.String()), program.Write(t, dir, "spikes.csv", fired.String())
}

// hexagons is the sum of three waves whose crests meet on a lattice of that
// spacing and orientation.
func hexagons(p world.Vec, spacing, angle float64, phase world.Vec) float64 {
	sum := 0.0
	for k := range 3 {
		wave := world.Polar(4*math.Pi/(math.Sqrt(3)*spacing), angle+math.Pi/6+float64(k)*math.Pi/3)
		sum += math.Cos(wave.Dot(p.Sub(phase)))
	}
	return sum
}

// TestRecordedCells: cells wait for their trajectory, are scored along it, are
// shown with the tools of units, and stand beside a unit of the network.
func TestRecordedCells(t *testing.T) {
	path, spikes := recording(t, 600)
	w := drive.Open(t, 1280, 800)
	w.Until("scores", func(s drive.Status) bool { return s.Update > 50 && s.Appraised > 0 })
	w.OpenFile(spikes)
	s := w.Until("they wait for a trajectory", func(s drive.Status) bool { return strings.Contains(s.Notice, "wait for the trajectory") })
	if s.Failure || s.Source != "network" {
		t.Errorf("the window shows %s, failure %v", s.Source, s.Failure)
	}
	w.OpenFile(path)
	s = w.Until("the cells", func(s drive.Status) bool { return s.Cells == 5 && s.Source == "cells" })
	if s.Route != "rat.csv" || s.Failure || s.Cell > 10 {
		t.Errorf("the best of three grid cells, 4, 7 and 10, is %d along %q; failure %v", s.Cell, s.Route, s.Failure)
	}
	if s.Fired < 100 {
		t.Errorf("the arena has %d spikes of a cell with several hundred", s.Fired)
	}
	first := s.Cell

	// The next best; the place cell and the noise come last.
	for range 4 {
		w.Press(ebiten.KeyArrowDown)
	}
	if s = w.Status(); s.Cell != 13 && s.Cell != 16 {
		t.Errorf("the last of the wall is cell %d, want the place cell or the noise", s.Cell)
	}
	w.Press(ebiten.KeyX)
	if s = w.Status(); !strings.Contains(s.Notice, "cannot be silenced") || len(s.Silenced) > 0 {
		t.Errorf("after X it says %q and silences %v", s.Notice, s.Silenced)
	}

	// Beside a unit of the network, on every page.
	w.Press(ebiten.KeyB)
	if s = w.Status(); s.With != fmt.Sprintf("unit %d", s.Unit) {
		t.Errorf("beside it is %q, want the network's unit %d", s.With, s.Unit)
	}
	unit := s.Unit
	before := drive.Cut(w.Picture(), s.Rect("inspector"))
	for _, page := range []string{"tuning", "scores", "path", "map"} {
		w.Press(ebiten.KeyI)
		if s = w.Until(page, func(s drive.Status) bool { return s.Inspector == page }); s.With == "" {
			t.Errorf("on page %s nothing is beside the cell", page)
		}
	}
	w.Press(ebiten.KeyB)
	w.Rest(300 * time.Millisecond)
	if s = w.Status(); s.With != "" || bytes.Equal(before, drive.Cut(w.Picture(), s.Rect("inspector"))) {
		t.Errorf("alone again, it is beside %q", s.With)
	}

	// A click on a score says how it was computed for a cell.
	w.Press(ebiten.KeyI)
	w.Press(ebiten.KeyI)
	w.Click("score:border")
	w.Until("an explanation", func(s drive.Status) bool { return s.Sheet == "explain" })
	w.Press(ebiten.KeyEscape)

	// What is exported are the cells.
	w.Press(ebiten.KeyControlLeft, ebiten.KeyE)
	s = w.Until("they are exported", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Exported cell") })
	for _, name := range []string{fmt.Sprintf("unit-%04d.png", s.Cell), "scores.csv", "ratemaps.npz", "paths.svg"} {
		if found, err := filepath.Glob(filepath.Join(w.Out, "*", name)); err != nil || len(found) != 1 {
			t.Errorf("of %s there are %v, %v", name, found, err)
		}
	}
	w.Press(ebiten.KeyEscape)

	// By the buttons over the wall: the network's units along the path, then
	// the network again, whose unit is as it was.
	w.Until("it knows more than where the middle is", func(s drive.Status) bool { return s.Update > 600 })
	w.Click("source-path")
	s = w.Until("the network along it", func(s drive.Status) bool { return s.Source == "path" && s.Along >= 0 })
	if s.AlongCM <= 0 || s.AlongCM > 120 {
		t.Errorf("the position error along the path is %v cm", s.AlongCM)
	}
	w.Until("it is evaluated again as it learns", func(now drive.Status) bool { return now.Along > s.Along })
	w.Click("source-network")
	if s = w.Status(); s.Source != "network" || s.Unit != unit {
		t.Errorf("back in %s, unit %d is chosen, it was %d", s.Source, s.Unit, unit)
	}
	w.Press(ebiten.KeyK)
	w.Press(ebiten.KeyK)
	if s = w.Status(); s.Source != "cells" || s.Cell == first {
		t.Errorf("K twice shows %s, cell %d", s.Source, s.Cell)
	}

	// The emergence of the network's maps plays from here, too.
	w.Press(ebiten.KeyT)
	first = w.Until("it plays", func(s drive.Status) bool { return s.Source == "network" && s.AsOf >= 0 }).AsOf
	w.Until("and goes on", func(s drive.Status) bool { return s.AsOf > first || s.AsOf < 0 })
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyT)
	w.Click("source-cells")

	// With units silenced, the path has the error of both.
	w.Click("source-path")
	w.Press(ebiten.KeyX)
	w.Until("silenced", func(s drive.Status) bool { return len(s.Silenced) == 1 && s.Handled && s.AlongLesion > 0 })
	w.Press(ebiten.KeyX)
	w.Click("source-cells")

	// Another network leaves the cells as they are; leaving the path, not.
	w.Press(ebiten.KeyP)
	w.Until("a trained network", func(s drive.Status) bool { return strings.HasPrefix(s.Origin, "pretrained") && s.Handled })
	if s = w.Status(); s.Cells != 5 || s.Source != "cells" {
		t.Errorf("with another network there are %d cells, shown is %s", s.Cells, s.Source)
	}
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyO)
	if s = w.Status(); s.Cells != 0 || s.Source != "network" || s.Route != "" {
		t.Errorf("foraging again, there are %d cells along %q, shown is %s", s.Cells, s.Route, s.Source)
	}
}

// TestScoringCellsStops: Esc stops the scoring, and cells of another recording
// are refused with a sentence.
func TestScoringCellsStops(t *testing.T) {
	path, spikes := recording(t, 900)
	late := program.Write(t, t.TempDir(), "late.csv", "t,unit\n5000,1\n5001,1\n")
	wrong := program.Write(t, t.TempDir(), "wrong.csv", "t,unit\n1,1\ntwo,1\n")
	w := drive.Open(t, 1280, 800)
	w.OpenFile(path)
	w.Until("the path", func(s drive.Status) bool { return s.Route == "rat.csv" })
	w.Press(ebiten.KeyEscape)
	for file, want := range map[string]string{late: "none of its 2 spikes lie within", wrong: "line 3"} {
		w.OpenFile(file)
		s := w.Until(want, func(s drive.Status) bool { return s.Failure && strings.Contains(s.Notice, want) })
		if s.Cells != 0 || s.Source != "network" || !strings.Contains(s.Notice, filepath.Base(file)) {
			t.Errorf("after %s there are %d cells; it says %q", file, s.Cells, s.Notice)
		}
		w.Press(ebiten.KeyEscape)
	}
	w.OpenFile(spikes)
	w.Until("scoring", func(s drive.Status) bool { return s.Task == "cells" })
	w.Press(ebiten.KeyEscape)
	if s := w.Until("it has stopped", func(s drive.Status) bool { return s.Task == "" }); s.Cells != 0 || !strings.Contains(s.Notice, "stopped") {
		t.Errorf("stopped, there are %d cells; it says %q", s.Cells, s.Notice)
	}

	// Cells of a trajectory that is left are of no use.
	w.OpenFile(spikes)
	w.Until("scoring", func(s drive.Status) bool { return s.Task == "cells" })
	w.Press(ebiten.KeyShiftLeft, ebiten.KeyO)
	if s := w.Until("it has stopped", func(s drive.Status) bool { return s.Task == "" }); s.Cells != 0 || s.Route != "" || strings.Contains(s.Notice, "cells,") {
		t.Errorf("foraging, there are %d cells along %q; it says %q", s.Cells, s.Route, s.Notice)
	}
}
