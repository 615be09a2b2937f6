package window

import (
	"strings"
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

func TestAgentsByName(t *testing.T) {
	_, err := newGame(t.Context(), &Command{Agents: []string{"grid", "gird"}, Config: t.TempDir()})
	if err == nil || command.ExitCode(err) != command.ExitMisuse || !strings.Contains(err.Error(), `"gird"; there are grid, place, none, withheld`) {
		t.Errorf("-agents grid,gird: %v", err)
	}
}
