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
