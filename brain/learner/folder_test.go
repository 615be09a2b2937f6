package learner

import (
	"testing"

	"gridrat/brain/reference"
)

// TestLoadFolder: a folder of published weights opens as a checkpoint does,
// and has rate maps to show.
func TestLoadFolder(t *testing.T) {
	path := reference.Path(t, "published-weights")
	l := start(t, Config{Recipe: tiny(t), Seed: 5, Clock: newClock(), Paused: true})
	l.Do(Load{Path: path})
	ask(t, l, func(s *loop) {
		r := s.trainer.Network().Recipe
		if r.Name != "paper" || r.Units != 256 || s.trainer.Seed() != 5 || s.origin != "published-weights" {
			t.Errorf("loaded recipe %s of %d units, seed %d, from %s", r.Name, r.Units, s.trainer.Seed(), s.origin)
		}
		if m := s.trainer.DisplayMaps()[0]; !(m.Peak() > 0) {
			t.Error("it has no rate maps")
		}
	})
}
