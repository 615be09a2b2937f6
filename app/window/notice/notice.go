// Package notice is the sentence between panels and controls: what was told, for a
// while, or what can be done now. It belongs to the window's goroutine.
package notice

import (
	"time"

	"gridrat/app/room"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Notice is the strip.
type Notice struct {
	panel.Notice
	Pane   *room.Pane
	Serial int // of the learner's last
	until  time.Time
}

// readable is how long a sentence that is no failure stays.
const readable = 6 * time.Second

// New returns a strip that says nothing.
func New() *Notice {
	n := &Notice{}
	n.Pane = &room.Pane{Name: "notice", Picture: &n.Picture, Pieces: n.Pieces}
	return n
}

// Tell shows a sentence: a failure until it is closed, anything else for a few
// seconds.
func (n *Notice) Tell(now time.Time, failure bool, text string) {
	n.Text, n.Failure = figure.Capital(text), failure
	n.until = time.Time{}
	if !failure {
		n.until = now.Add(readable)
	}
	n.Pane.Hurry()
}

// Hush takes the sentence away.
func (n *Notice) Hush() {
	n.Text = ""
	n.Pane.Hurry()
}

// Tick takes away what was to be read for a while.
func (n *Notice) Tick(now time.Time) {
	if n.Text != "" && !n.until.IsZero() && now.After(n.until) {
		n.Hush()
	}
}

// Say says what can be done now.
func (n *Notice) Say(text string) {
	if text != n.Hint {
		n.Hint = text
		n.Pane.Outdate()
	}
}

// Height is the height of the strip; without panels there is none but for a
// sentence.
func (n *Notice) Height(panels bool) func(width int, scale float64) int {
	return func(width int, scale float64) int {
		if !panels && n.Text == "" {
			return 0
		}
		return n.Fit(width, scale)
	}
}
