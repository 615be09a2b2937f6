package films

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/e2e/drive"
)

// TestAgentTour does what the other film in the README shows: from the start, two
// clicks lead to an agent that wanders, learns, and then runs straight to a goal
// that nobody sees; a click on the floor has it go elsewhere. With a folder in
// GRIDRAT_PICTURES, it does so at the pace of a person and leaves the film there as
// agent.gif.
func TestAgentTour(t *testing.T) {
	dir := os.Getenv("GRIDRAT_PICTURES")
	open := drive.Open
	if dir != "" {
		open = drive.OpenPaced
	}
	w := tour{open(t, 1000, 640), dir != ""}
	w.Until("the rat runs", func(s drive.Status) bool { return s.RatMoves > 0 })
	w.MoveTo(image.Pt(420, 420))
	w.Press(ebiten.KeyF9)
	w.pause(1)
	w.push("navigate-tab")
	w.Until("an agent wanders", func(s drive.Status) bool { return s.Agents.Made > 30 })
	w.push("faster")
	s := w.Until("it has learnt to find the goal", func(s drive.Status) bool { return s.Agents.Score > 200 })
	film := s.Film.Seconds
	if dir != "" && film > 60 {
		t.Errorf("it took %.0f s to learn; a newcomer waits for a minute at most", film)
	}
	w.push("slower")
	w.push("episode-next")
	s = w.Until("it finds the goal and comes back to it", func(s drive.Status) bool { return s.Agents.Visits >= 4 && s.Agents.Knows })
	w.pause(5)
	x, y := 0.7, 0.7
	if s.Agents.Rat[0] > 0 {
		x = -0.7
	}
	w.clickAt(x, y)
	w.Until("it goes to a goal that is pretended", func(s drive.Status) bool {
		dx, dy := s.Agents.Rat[0]-x, s.Agents.Rat[1]-y
		return s.Agents.Pretended && dx*dx+dy*dy < 0.2*0.2
	})
	w.pause(2)
	w.Press(ebiten.KeyF9)
	w.Until("the film is saved", func(s drive.Status) bool { return strings.HasPrefix(s.Notice, "Saved the film") })
	films := w.Films()
	if len(films) != 1 {
		t.Fatalf("one film was made; there are %v", films)
	}
	if dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "agent.gif"), drive.Read(t, films[0]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
