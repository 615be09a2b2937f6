package window

import (
	"errors"
	"fmt"
	"time"

	"gridrat/app/room"

	"github.com/hajimehoshi/ebiten/v2"
)

// finish takes what the background has finished, and says so.
func (g *Game) finish() {
	if s, ok := g.pictures.writer.Next(); ok {
		switch err := s.Failure(); {
		case g.config.films(): // which has no user to tell
			g.pictures.failed = errors.Join(g.pictures.failed, err)
		case err != nil:
			g.cover.tell(true, err.Error())
		default:
			g.cover.tell(false, s.Sentence())
		}
	} else {
		g.background.Take()
	}
	g.background.Finish()
}

// report takes away what was to be read for a while, and says what can be done
// now.
func (g *Game) report() {
	g.cover.notice.Tick(g.clock.Now)
	g.cover.notice.Say(g.hint())
}

// hint says what can be done now.
func (g *Game) hint() string {
	if g.background.Running("") {
		doing, share := g.background.Progress()
		return fmt.Sprintf("%s: %.0f %% · Esc stops it.", doing, 100*share)
	}
	if g.mouse.Tip != "" {
		return g.mouse.Tip + "."
	}
	for _, o := range g.offers {
		if o.Hint == nil || o.Tab != room.Always && o.Tab != g.screen.tab {
			continue
		}
		if text := o.Hint(); text != "" {
			return text
		}
	}
	return ""
}

// showProfile draws the measurements anew.
func (g *Game) showProfile(now time.Time) {
	p := &g.profile
	lines := append([]string{
		fmt.Sprintf("window: %.0f updates/s, %.0f frames/s", ebiten.ActualTPS(), ebiten.ActualFPS()),
		fmt.Sprintf("update %.1f ms (longest of the last second %.1f), draw %.1f ms", p.InUpdate, p.LongestUpdate, p.InDraw),
	}, g.rooms.pace(g.screen.tab)...)
	if c := g.pictures.camera; c != nil {
		lines = append(lines, c.Words())
	}
	p.Show(now, g.screen.Arena.Min, g.screen.Scale, lines)
	g.screen.moved = true
}

// pace says how fast learning and the rat of a tab are.
func (r *rooms) pace(tab room.Tab) []string {
	if tab == room.Navigate {
		return append(r.agents.Rates(), fmt.Sprintf("rat: %.2g of %.2g times real time", r.agents.Reached, r.agents.Speed))
	}
	return []string{
		fmt.Sprintf("learner: %.0f updates/s", r.learning.Snap().Rate),
		fmt.Sprintf("rat: %.2g of %.2g times real time", r.forage.Reached, r.forage.Speed),
	}
}
