package window

import (
	"image"
	"os"
	"path/filepath"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/room"
	"gridrat/app/window/notice"
	"gridrat/app/window/pace"
	"gridrat/app/window/pointer"
	"gridrat/app/window/question"
	"gridrat/render/scene"
)

// cover is what lies over the window: a sentence, a page, a question.
type cover struct {
	notice *notice.Notice
	page   *room.Page       // nil is none
	dialog *question.Dialog // nil is none

	clock  *pace.Clock
	screen *screen
}

// tell shows a sentence: a failure until it is closed, anything else for a few
// seconds. An open question shows it too.
func (c *cover) tell(failure bool, text string) {
	c.notice.Tell(c.clock.Now, failure, text)
	if c.dialog != nil {
		c.dialog.Tell(failure, c.notice.Text)
		c.screen.whole = true
	}
}

// told is the sentence that is shown, "" if none is.
func (c *cover) told() (failure bool, text string) { return c.notice.Failure, c.notice.Text }

// hush takes the sentence away.
func (c *cover) hush() { c.notice.Hush() }

// covers tells whether a page or a question is open.
func (c *cover) covers() bool { return c.dialog != nil || c.page != nil }

// open opens a page in place of the one that is open; nil closes that.
func (c *cover) open(p *room.Page) {
	c.page, c.screen.whole = p, true
}

// of is the action whose page is open, "" if none is.
func (c *cover) of() string {
	if c.page == nil {
		return ""
	}
	return c.page.Of
}

// point lets the mouse use the page that is open.
func (c *cover) point(m *pointer.Mouse) {
	p := c.page
	closed := m.Clicked
	if p.Point != nil {
		closed = p.Point(m.At, m.Clicked)
	}
	if closed && c.page == p {
		c.open(nil)
	}
}

// ask opens a question, in place of a page that has none of its own.
func (c *cover) ask(q room.Question, use func(text string)) {
	if q.Path {
		c.open(nil)
	}
	s := c.screen
	c.dialog = question.New(q, use, s.Scale, s.height-s.Notice.Min.Y)
}

// dismiss closes the question, and the page that it belongs to.
func (c *cover) dismiss() {
	c.dialog = nil
	if c.page != nil && c.page.Dialog {
		c.page = nil
	}
	c.screen.whole = true
}

// clear closes the question and the page.
func (c *cover) clear() {
	c.dialog = nil
	c.open(nil)
}

// advise puts a sentence below the question.
func (c *cover) advise(text string) {
	c.dialog.Tell(false, text)
	c.screen.whole = true
}

// mayWrite tells whether a file can be written where the open question says: one
// that exists only when asked twice, and its folder is made.
func (c *cover) mayWrite(path string) bool {
	if _, err := os.Stat(path); err == nil && c.dialog.Confirm != path {
		c.dialog.Confirm = path
		c.tell(true, "The file "+path+" exists already; save again to replace it.")
		return false
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		c.tell(true, "Could not make the folder for it: "+err.Error()+".")
		return false
	}
	return true
}

// place fits the page that is open into the window; anew is that everything has
// moved.
func (c *cover) place(anew bool) {
	p, s := c.page, c.screen
	if p == nil {
		return
	}
	margin := int(20 * s.Scale)
	within := image.Rect(margin, margin, s.width-margin, s.height-margin)
	if p.Low > 0 {
		within.Max.Y = s.Notice.Min.Y - int(p.Low*s.Scale)
	}
	if p.Place(within, s.Scale, anew) {
		s.whole = true
	}
}

// paint draws the page and the question over what is there.
func (c *cover) paint(screen *ebiten.Image) {
	if p := c.page; p != nil {
		var lit image.Rectangle
		if p.Lit != nil {
			lit = p.Lit()
		}
		scene.ShowPage(screen, p.Picture, lit)
	}
	if c.dialog != nil {
		c.dialog.Draw(screen)
	}
}
