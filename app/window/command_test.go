package window

import (
	"testing"

	"gridrat/app/command"
)

func TestFilmTimes(t *testing.T) {
	for _, times := range [][]float64{{0}, {5, 5}, {5, 3}, {-1}} {
		if _, err := newGame(t.Context(), &Command{Film: times, Config: t.TempDir()}); err == nil || command.ExitCode(err) != command.ExitMisuse {
			t.Errorf("-film %v: %v", times, err)
		}
	}
}

// The wheel makes larger and smaller by the same steps.
func TestZoomFactor(t *testing.T) {
	if in, out := zoomFactor(2), zoomFactor(-2); in < 1.4 || in*out < 0.999 || in*out > 1.001 {
		t.Errorf("two turns in %v, out %v", in, out)
	}
	if half := zoomFactor(0.5); half <= 1 || half >= zoomFactor(1) {
		t.Errorf("half a turn enlarges by %v", half)
	}
}
