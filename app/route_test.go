package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"gridrat/brain/recording"
	"gridrat/brain/reference"
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

// TestRoute: a route goes through its pieces, jumps from one to the next, and
// begins again.
func TestRoute(t *testing.T) {
	track, err := readTrack("circle.csv", circle(600, 0.4))
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRoute("circle.csv", track, 0.15)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.pieces) != 2 || math.Abs(r.Box.Size-0.8) > 0.051 {
		t.Fatalf("%d pieces in a box of %v m", len(r.pieces), r.Box.Size)
	}
	first := r.begin()
	at, jumps := first, 0
	_, all := r.moves()
	for range all + len(r.pieces) {
		to, jump := r.next()
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
	r, err := newRoute(name, track, 0.15)
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
			_, err = newRoute(name, track, 0.15)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Count(err.Error(), "\n") > 0 {
			t.Errorf("%s: %v, want a sentence with %q", name, err, c.want)
		}
	}
}
