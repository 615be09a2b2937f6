package window

import (
	"time"

	"gridrat/app/room"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// notice is the strip between panels and controls.
type notice struct {
	panel.Notice
	pane   *room.Pane
	serial int // of the learner's last
	until  time.Time
}

// readable is how long a sentence that is no failure stays.
const readable = 6 * time.Second

func newNotice() *notice {
	n := &notice{}
	n.pane = &room.Pane{Name: "notice", Picture: &n.Picture, Pieces: n.Pieces}
	return n
}

// tell shows a sentence: a failure until it is closed, anything else for a few
// seconds.
func (n *notice) tell(now time.Time, failure bool, text string) {
	n.Text, n.Failure = figure.Capital(text), failure
	n.until = time.Time{}
	if !failure {
		n.until = now.Add(readable)
	}
	n.pane.Hurry()
}

// hush takes the sentence away.
func (n *notice) hush() {
	n.Text = ""
	n.pane.Hurry()
}

// tick takes away what was to be read for a while.
func (n *notice) tick(now time.Time) {
	if n.Text != "" && !n.until.IsZero() && now.After(n.until) {
		n.hush()
	}
}

// hint says what can be done now.
func (n *notice) hint(text string) {
	if text != n.Hint {
		n.Hint = text
		n.pane.Outdate()
	}
}

// height is the height of the strip; without panels there is none but for a
// sentence.
func (n *notice) height(panels bool) func(width int, scale float64) int {
	return func(width int, scale float64) int {
		if !panels && n.Text == "" {
			return 0
		}
		return n.Fit(width, scale)
	}
}
