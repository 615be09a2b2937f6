package films

import (
	"image"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
	"gridrat/world"
)

// tour drives the window as a hand does, at a pace that people can follow or,
// where nobody looks, without waiting.
type tour struct {
	*drive.Window
	slowly bool
}

// pause lets the program run for some seconds.
func (w tour) pause(seconds float64) {
	w.T.Helper()
	w.Step()
	if w.slowly {
		w.Rest(time.Duration(seconds * float64(time.Second)))
	}
}

// to moves the mouse to a point of the screen, faster in the middle.
func (w tour) to(p image.Point) {
	w.T.Helper()
	const seconds = 0.6
	from, begun := w.At(), time.Now()
	for w.slowly {
		share := time.Since(begun).Seconds() / seconds
		if share >= 1 {
			break
		}
		share = share * share * (3 - 2*share)
		w.MoveTo(from.Add(image.Pt(int(share*float64(p.X-from.X)), int(share*float64(p.Y-from.Y)))))
	}
	w.MoveTo(p)
}

// push clicks a button.
func (w tour) push(name string) {
	w.T.Helper()
	r := w.Until(name+" is on screen", func(s drive.Status) bool { return !s.Rect(name).Empty() }).Rect(name)
	w.to(r.Min.Add(r.Size().Div(2)))
	w.hold(0.15)
}

// hold presses the button of the mouse for some seconds.
func (w tour) hold(seconds float64) {
	w.T.Helper()
	w.Button(true)
	w.pause(seconds)
	w.Button(false)
	w.pause(0.3)
}

// clickAt clicks a place of the map, in metres.
func (w tour) clickAt(x, y float64) {
	w.T.Helper()
	w.to(w.Status().Map.Pixel(x, y))
	w.pause(0.2)
	w.hold(0.15)
}

// pull drags from a place of the map to another.
func (w tour) pull(x0, y0, x1, y1 float64) {
	w.T.Helper()
	w.to(w.Status().Map.Pixel(x0, y0))
	w.pause(0.2)
	w.Button(true)
	w.to(w.Status().Map.Pixel(x1, y1))
	w.pause(0.3)
	w.Button(false)
	w.pause(0.3)
}

// drive steers the rat by the arrows past places of the map, to within a
// distance of each, in metres.
func (w tour) drive(within float64, places ...world.Vec) {
	w.T.Helper()
	for _, p := range places {
		w.Until("the rat is driven", func(s drive.Status) bool {
			at := world.Vec{X: s.Map.Rat[0], Y: s.Map.Rat[1]}
			w.SteerTo(at, s.Map.Heading, p)
			return p.Sub(at).Norm() < within
		})
	}
	w.Keys()
	w.Step()
}

// TestTour does what the film in the README shows: while the rat runs, a wall
// makes two rooms, a door is hung in it, a goal set beyond; the door is opened,
// and the rat driven through it to the goal. With a folder in GRIDRAT_PICTURES,
// it does so at the pace of a person and leaves the film there as maze.gif.
func TestTour(t *testing.T) {
	dir := os.Getenv("GRIDRAT_PICTURES")
	open := drive.Open
	if dir != "" {
		open = drive.OpenPaced
	}
	w := tour{open(t, 800, 500), dir != ""}
	w.Press(ebiten.KeyP) // a network that knows where the rat is
	w.Until("it says so", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Opened") })
	w.Press(ebiten.KeyEscape)
	w.Until("maps of the trained network", func(s drive.Status) bool {
		return s.Handled && strings.HasPrefix(s.Origin, "pretrained") && s.Appraised > 1000 && s.Sorted == s.Appraised
	})
	w.Press(ebiten.KeyTab) // a large arena
	w.MoveTo(image.Pt(420, 400))
	w.Press(ebiten.KeyF9)
	w.pause(1)

	w.push("tool-wall")
	w.pull(0.2, 1.1, 0.2, -1.1)
	w.push("tool-door")
	w.clickAt(0.2, 0.3)
	w.push("tool-goal")
	w.clickAt(0.7, -0.5)
	w.push("tool-rat")
	w.clickAt(-0.6, -0.3)
	w.Press(ebiten.KeyEscape)
	m := w.Decoded()
	if len(m.Walls) != 2 || len(m.Doors) != 1 || len(m.Goals) != 1 || m.Doors[0].Open {
		t.Fatalf("drawn are %d walls, %d doors, open %v, and %d goals", len(m.Walls), len(m.Doors), m.Doors[0].Open, len(m.Goals))
	}
	moves := w.Status().RatMoves
	w.to(w.Status().Map.Pixel(0.2, 0.3))
	w.pause(2)
	s := w.Until("the rat runs in its room", func(s drive.Status) bool { return s.RatMoves > moves+5 })
	if s.Map.Rat[0] > 0.2 || s.Map.Driven {
		t.Fatalf("before the door was opened, the rat is at %v, driven %v", s.Map.Rat, s.Map.Driven)
	}
	w.hold(0.2)
	if !w.Decoded().Doors[0].Open {
		t.Fatal("a click does not open the door")
	}
	w.pause(1)
	w.push("tool-rat")
	w.to(w.Status().Map.Pixel(-0.9, -0.9))
	goal := m.Goals[0]
	w.drive(0.1, world.Vec{X: -0.2, Y: 0.3}, world.Vec{X: 0.2, Y: 0.3}, world.Vec{X: 0.5, Y: 0.3})
	w.drive(goal.Radius/2, goal.At)
	if s = w.Status(); !s.Map.Driven || math.Hypot(s.Map.Rat[0]-goal.At.X, s.Map.Rat[1]-goal.At.Y) > goal.Radius {
		t.Errorf("the rat is at %v, driven %v; the goal is at %v", s.Map.Rat, s.Map.Driven, goal.At)
	}
	w.pause(2)
	w.Press(ebiten.KeyF9)
	w.Until("the film is saved", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Saved the film") })
	films := w.Films()
	if len(films) != 1 {
		t.Fatalf("one film was made; there are %v", films)
	}
	if _, pictures, seconds := w.Played(films[0]); pictures < 2 || seconds > 60 {
		t.Errorf("the film has %d pictures in %.1f s", pictures, seconds)
	}
	if dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "maze.gif"), drive.Read(t, films[0]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
