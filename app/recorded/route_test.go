package recorded

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"gridrat/app/files"
	"gridrat/brain/recording"
	"gridrat/brain/reference"
	"gridrat/render/panel"
	"gridrat/world"
)

// circle is a trajectory in CSV: n rows of a run round a circle of that radius
// in metres, 20 ms apart, with a gap of a second in the middle.
func circle(n int, radius float64) []byte {
	var b bytes.Buffer
	b.WriteString("t,x,y\n")
	for i := range n {
		t := 0.02 * float64(i)
		if i >= n/2 {
			t++
		}
		fmt.Fprintf(&b, "%.3f,%.4f,%.4f\n", t, 1+radius*math.Cos(t), 1+radius*math.Sin(t))
	}
	return b.Bytes()
}

// readTrack reads a trajectory.
func readTrack(name string, data []byte) (recording.Track, error) {
	f, err := read(source{File: files.File{Name: name, Data: data}, want: recording.Trajectory})
	if err != nil {
		return recording.Track{}, err
	}
	return *f.Track, nil
}

// circling is a route round a circle.
func circling(t *testing.T, n int, radius float64) *Route {
	t.Helper()
	track, err := readTrack("circle.csv", circle(n, radius))
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRoute("circle.csv", track, box{}, 0.15)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRoute: a route goes through its pieces, jumps from one to the next, and
// begins again.
func TestRoute(t *testing.T) {
	r := circling(t, 600, 0.4)
	if len(r.pieces) != 2 || math.Abs(r.Box.Size-0.8) > 0.051 {
		t.Fatalf("%d pieces in a box of %v m", len(r.pieces), r.Box.Size)
	}
	first := r.Begin()
	at, jumps := first, 0
	_, all := r.moves()
	for range all + len(r.pieces) {
		to, jump := r.Next()
		d := to.Pos.Sub(at.Pos).Norm()
		if jump {
			jumps++
		} else if d > 0.4*0.15*1.01 || d < 0.4*0.15*0.98 {
			t.Fatalf("a move of %v m on a circle at 0.4 m/s", d)
		}
		if !r.Box.Contains(to.Pos) {
			t.Fatalf("%v lies outside the box of %v m", to.Pos, r.Box.Size)
		}
		at = to
	}
	if jumps != len(r.pieces) || at != first {
		t.Errorf("%d jumps, and then at %v; it began at %v", jumps, at, first)
	}
	if marks := r.Marks(); len(marks) != all || marks[0].From != first.Pos {
		t.Errorf("%d marks of %d moves, the first from %v", len(marks), all, marks[0].From)
	}
}

// TestRouteOnScreen: the arena shows the larger of box and enclosure, and the
// box where what is shown was found in it; it says how far the rat is.
func TestRouteOnScreen(t *testing.T) {
	r := circling(t, 600, 0.4)
	large, small := world.Enclosure{Shape: world.Square, Size: 2}, world.Enclosure{Shape: world.Circle, Size: 0.5}
	for _, c := range []struct {
		home  world.Enclosure
		shown panel.Source
		want  world.Enclosure
	}{
		{large, panel.Live, large}, {small, panel.Live, r.Box}, {large, panel.Along, r.Box}, {large, panel.Cells, r.Box},
	} {
		if got := r.Enclosure(c.home, c.shown); got != c.want {
			t.Errorf("for %s in %v it is %v, want %v", c.shown, c.home, got, c.want)
		}
	}
	r.Begin()
	r.Next()
	_, all := r.moves()
	want := [2]string{fmt.Sprintf("circle.csv: move 1 of %d · red: unit 7 fired", all), "ring: belief · red: unit 7 fired"}
	if got := r.Caption(7); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// TestRouteOfARat: the path of a real rat is recognised and followed.
func TestRouteOfARat(t *testing.T) {
	const name = "real_rat_path.npz"
	data, err := os.ReadFile(reference.Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	if recording.Detect(name, data) != recording.Trajectory {
		t.Fatal("it is no trajectory")
	}
	track, err := readTrack(name, data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRoute(name, track, box{}, 0.15)
	if err != nil {
		t.Fatal(err)
	}
	if _, all := r.moves(); all < 3500 || r.Box.Size < 0.9 || r.Box.Size > 1.1 {
		t.Errorf("%d moves in a box of %v m; it is ten minutes in a box of 1 m", all, r.Box.Size)
	}
}

func TestNoRoute(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"empty.csv": {"", "empty.csv"},
		"words.csv": {"the rat ran\nhome", "words.csv"},
		"still.csv": {"t,x,y\n0,1,1\n0.02,1,1\n", "still.csv"},
		"huge.csv":  {"t,x,y\n0,0,0\n0.1,90,0\n0.2,0,90\n0.3,0,0\n", "units of length"},
	} {
		track, err := readTrack(name, []byte(c.data))
		if err == nil {
			_, err = newRoute(name, track, box{}, 0.15)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Count(err.Error(), "\n") > 0 {
			t.Errorf("%s: %v, want a sentence with %q", name, err, c.want)
		}
	}
}
