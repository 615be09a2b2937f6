package sheet

import (
	"math/rand/v2"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/pupil"
	"gridrat/render/figure"
)

// TestFilm: frames have one size, show every unit, and differ from
// moment to moment; the best of the last moment comes first in all of them.
func TestFilm(t *testing.T) {
	r := gridnet.NewModules(3)
	r.Units = 8
	s, err := pupil.Learnt(r, "two moments", func(s *learner.Snapshot) bool { return len(s.Timeline) >= 2 })
	if err != nil {
		t.Fatal(err)
	}
	f := NewFilm(s, figure.Viridis)
	last := s.Timeline[len(s.Timeline)-1]
	if len(f.order) != 24 || last.Scores[f.order[0]] < last.Scores[f.order[rand.IntN(24)]] {
		t.Errorf("the units are ordered %v", f.order)
	}
	first := string(f.Frame(0).Pix)
	size := f.canvas.Bounds()
	second := f.Frame(len(s.Timeline) - 1)
	if first == string(second.Pix) || second.Bounds() != size {
		t.Error("two moments look the same, or have other sizes")
	}
	if (f.tile-6)%last.Map(0).N != 0 {
		t.Errorf("bins of %d x %d maps on %d pixels are not whole", last.Map(0).N, last.Map(0).N, f.tile-6)
	}
}
