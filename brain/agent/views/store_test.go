package views

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The index finds what a search of all views does.
func TestNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Float32Range(-5, 5) // the index ends at 4 m
		if rapid.Bool().Draw(t, "crowded") {
			coordinate = rapid.Float32Range(-0.4, 0.4)
		}
		var s store
		for range rapid.IntRange(0, 60).Draw(t, "views") {
			s.views[s.placed].at = vec{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")}
			s.placed++
		}
		s.kept = s.placed
		s.index()
		p, far := vec{coordinate.Draw(t, "px"), coordinate.Draw(t, "py")}, rapid.Float32Range(0.05, 0.6).Draw(t, "reach")
		var want []float32
		for i := range s.placed {
			if d := s.views[i].at.sub(p).square(); d <= far*far {
				want = append(want, d)
			}
		}
		slices.Sort(want)
		var found [3]int16
		n := s.nearest(p, far, found[:])
		if n != min(len(want), len(found)) {
			t.Fatalf("%d found of %d", n, len(want))
		}
		for i, v := range found[:n] {
			if d := s.views[v].at.sub(p).square(); d != want[i] {
				t.Fatalf("number %d is %v away, want %v", i, d, want[i])
			}
		}
	})
}

// Whatever is kept and placed, in whatever order: there is never more than there
// is room for, the newest is kept, and a spot that is seen again does not take
// room twice.
func TestStore(t *testing.T) {
	var p panorama
	for k := range p.distance {
		p.distance[k] = 1
	}
	p.pack()
	rapid.Check(t, func(t *rapid.T) {
		var s store
		n := float32(0)
		for range rapid.IntRange(1, 12).Draw(t, "trials") {
			for range rapid.IntRange(0, 250).Draw(t, "views") {
				n++
				s.keep(vec{n, 0}, &p)
				if s.kept > capacity || s.views[s.kept-1].at.x != n {
					t.Fatalf("%d views; the last is not the newest", s.kept)
				}
			}
			if rapid.Bool().Draw(t, "known") {
				s.place(vec{})
			}
			if want := min(int(n), capacity); s.kept != want || s.placed > s.kept {
				t.Fatalf("%d views, %d of them placed, want %d", s.kept, s.placed, want)
			}
		}
		s.clear()
		for range 5 {
			for i := range 30 {
				s.keep(vec{float32(i) * 0.1, 0}, &p)
			}
			s.place(vec{0.01, 0})
		}
		if s.kept != 30 || s.placed != 30 {
			t.Fatalf("30 spots, seen five times, are %d views, %d placed", s.kept, s.placed)
		}
	})
}
