// Package export is the room that writes what inspector and population show,
// and all that the command score writes, into a dated folder, in the
// background. It owns nothing that stays. It belongs to the window's goroutine,
// and knows app/study and app/files.
package export

import (
	"context"
	"fmt"

	"gridrat/app/files"
	"gridrat/app/room"
	"gridrat/app/study"
	"gridrat/brain/learner"
	"gridrat/render/figure"
)

// Host is what the room needs of the window. All must be set.
type Host struct {
	Background *room.Background
	Out        string // folder of the folders that are written
	Program    string // version of the program
	Shown      func() Shown
}

// Shown is what is on the screen. All of it stays as it is.
type Shown struct {
	Snap   *learner.Snapshot
	Along  *study.Path  // that the network's units are shown along; nil is its own trajectories
	Cells  *study.Cells // that are shown in place of the network's units; nil if they are not
	Unit   int          // that is chosen: of the network or, by its place, of Cells
	Colors *figure.ColorMap
}

// Room exports.
type Room struct{ Host }

// New returns the room.
func New(h Host) *Room { return &Room{h} }

// exporting is the work in the background.
const exporting = "export"

// export writes what is shown.
func (r *Room) export() {
	s := r.Shown()
	e := study.Export{Dir: files.Free(r.Out, "export", ""), Unit: s.Unit, Colors: s.Colors, Program: r.Program}
	r.Background.Start(exporting, "Exporting", func(ctx context.Context, progress func(float64)) (string, error) {
		one, of, err := s.write(ctx, e, progress)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("Exported %s, the contact sheets, scores.csv and ratemaps.npz of %s to %s.", one, of, e.Dir), nil
	})
}

// write writes the files, and says which unit of what they are of.
func (s Shown) write(ctx context.Context, e study.Export, progress func(float64)) (one, of string, err error) {
	if c := s.Cells; c != nil {
		return fmt.Sprintf("cell %d", c.Survey.Units[s.Unit]), c.Name + " along " + c.Path.Name, e.Cells(*c)
	}
	of = fmt.Sprintf("update %d", s.Snap.Update)
	if s.Along != nil {
		of += " along " + s.Along.Name
	}
	return fmt.Sprintf("unit %d", s.Unit), of, e.Snapshot(ctx, s.Snap, s.Along, progress)
}
