package main

import (
	"errors"
	"fmt"
	"time"

	"gridrat/render/panel"
)

// notice is the strip between panels and controls.
type notice struct {
	panel.Notice
	serial int // of the learner's last
	until  time.Time
}

// tell shows a sentence: a failure until it is closed, anything else for a
// few seconds. An open dialog shows it too.
func (g *game) tell(failure bool, text string) {
	g.notice.Text, g.notice.Failure = capitalFirst(text), failure
	g.notice.until = time.Time{}
	if !failure {
		g.notice.until = g.last.Add(6 * time.Second)
	}
	if g.dialog != nil {
		g.dialog.Tell(failure, g.notice.Text)
		g.whole = true
	}
	g.hurry(&g.notice.Picture)
}

// hush takes the sentence away.
func (g *game) hush() {
	g.notice.Text = ""
	g.hurry(&g.notice.Picture)
}

// capitalFirst begins a sentence that was written as an error. Such a
// sentence never begins with a path or the name of a setting, which would be
// spoilt.
func capitalFirst(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return capital(s)
	}
	return s
}

// noticeHeight is the height of the strip; without panels there is none but
// for a sentence.
func (g *game) noticeHeight(width int, scale float64) int {
	if !g.panels && g.notice.Text == "" {
		return 0
	}
	return g.notice.Fit(width, scale)
}

// background reports what the background has finished, and takes away what
// was to be read for a while.
func (g *game) background() {
	select {
	case s := <-g.saves:
		switch err := s.failure(); {
		case len(g.config.Film) > 0:
			g.failed = errors.Join(g.failed, err)
		case err != nil:
			g.tell(true, err.Error())
		default:
			g.tell(false, s.sentence())
		}
	case arrived := <-g.arrived:
		arrived()
	default:
	}
	if g.notice.Text != "" && !g.notice.until.IsZero() && g.last.After(g.notice.until) {
		g.hush()
	}
	g.finishTask()
	if hint := g.hint(); hint != g.notice.Hint {
		g.notice.Hint = hint
		g.outdate(&g.notice.Picture)
	}
}

// hint says what can be done now.
func (g *game) hint() string {
	s := g.snap
	switch {
	case g.task.running(""):
		return fmt.Sprintf("%s: %.0f %% · Esc stops it.", g.task.doing, 100*g.task.progress())
	case g.tipText != "":
		return g.tipText + "."
	case g.editHint() != "":
		return g.editHint() + "."
	case !g.playing && g.back > 0:
		return "Looking at the past: Left and Right go through it, Space lets the rat run on from now."
	case !g.playing:
		return "Paused: Space goes on · Right is one move of the rat, Left looks back · Shift+Right is one update of learning"
	case g.pretrained() != nil && !g.learnOn:
		return "A trained network, not learning: " + provenance(g.pretrained()) + " · L lets it learn on · Backspace starts from scratch"
	case s.Update > s.Recipe.Updates && g.learnOn:
		return fmt.Sprintf("Training has gone beyond the %d updates of the recipe; L stops learning, the rat runs on.", s.Recipe.Updates)
	case s.Update > s.Recipe.Updates/2:
		return "Try it: slide the dropout pressure to 0 and press Backspace. The loss falls, and no grid forms · F2 explains the numbers"
	}
	return "Click a map to see where its unit fires · F1 keys · F2 what the numbers mean · F4 all settings · P a trained network"
}
