package window

import (
	"testing"

	"gridrat/app/room"
	"gridrat/app/window/pace"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
)

// furnished is a window whose rooms are there, with a learner that waits, before
// anything is drawn. more are rooms besides.
func furnished(t *testing.T, more ...room.Offer) *Game {
	t.Helper()
	g, err := newGame(t.Context(), &Command{Config: t.TempDir(), Out: t.TempDir(), Clock: pace.ByTicks})
	if err != nil {
		t.Fatal(err)
	}
	recipe := gridnet.NewModules(1)
	recipe.Units = 8
	if err := g.furnish(learner.Config{Recipe: recipe, Seed: 1, Workers: 1, Clock: pace.Real{}, Paused: true}, more...); err != nil {
		t.Fatal(err)
	}
	g.take()
	t.Cleanup(func() {
		if err := g.shutDown(); err != nil {
			t.Error(err)
		}
	})
	return g
}
