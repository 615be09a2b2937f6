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
	ask(t, l, func(s *session) {
		r := s.Student().trainer.Network().Recipe
		if r.Name != "paper" || r.Units != 256 || s.Student().trainer.Seed() != 5 || s.State().Origin != "published-weights" {
			t.Errorf("loaded recipe %s of %d units, seed %d, from %s", r.Name, r.Units, s.Student().trainer.Seed(), s.State().Origin)
		}
		if m := s.Student().trainer.DisplayMaps()[0]; !(m.Peak() > 0) {
			t.Error("it has no rate maps")
		}
	})
}
