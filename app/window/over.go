package window

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/room"
)

// What lies over the window: a page, a question, a sentence.

// now is the time of this tick.
func (g *Game) now() time.Time { return g.clock.now }

// tell shows a sentence: a failure until it is closed, anything else for a few
// seconds. An open dialog shows it too.
func (g *Game) tell(failure bool, text string) {
	g.notice.tell(g.clock.now, failure, text)
	if g.dialog != nil {
		g.dialog.Tell(failure, g.notice.Text)
		g.screen.whole = true
	}
}

// told is the sentence that is shown, "" if none is.
func (g *Game) told() (failure bool, text string) { return g.notice.Failure, g.notice.Text }

// hush takes the sentence away.
func (g *Game) hush() { g.notice.hush() }

// redraw has the rat drawn anew, or all of the screen.
func (g *Game) redraw(all bool) {
	g.screen.moved = true
	g.screen.whole = g.screen.whole || all
}

// openPage opens a page in place of the one that is open; nil closes that.
func (g *Game) openPage(p *room.Page) {
	g.page, g.screen.whole = p, true
}

// pageOpen is the action whose page is open, "" if none is.
func (g *Game) pageOpen() string {
	if g.page == nil {
		return ""
	}
	return g.page.Of
}

// covered tells whether something lies over the window.
func (g *Game) covered() bool { return g.dialog != nil || g.page != nil }

// pointAtPage lets the mouse use the page that is open.
func (g *Game) pointAtPage() {
	p := g.page
	closed := g.mouse.clicked
	if p.Point != nil {
		closed = p.Point(g.mouse.at, g.mouse.clicked)
	}
	if closed && g.page == p {
		g.openPage(nil)
	}
	g.shapeCursor()
}

// placePage fits the page that is open into the window; anew is that everything
// has moved.
func (g *Game) placePage(anew bool) {
	p := g.page
	if p == nil {
		return
	}
	s := &g.screen
	margin := int(20 * s.scale)
	within := image.Rect(margin, margin, s.width-margin, s.height-margin)
	if p.Low > 0 {
		within.Max.Y = s.notice.Min.Y - int(p.Low*s.scale)
	}
	if p.Place(within, s.scale, anew) {
		s.whole = true
	}
}

// ask opens a question, in place of a page that has none of its own.
func (g *Game) ask(q room.Question, use func(text string)) {
	if q.Path {
		g.openPage(nil)
	}
	g.dialog = newDialog(q, use, g.screen.scale, g.screen.height-g.screen.notice.Min.Y)
}

// closeDialog closes the question, and the page that it belongs to.
func (g *Game) closeDialog() {
	g.dialog = nil
	if g.page != nil && g.page.Dialog {
		g.page = nil
	}
	g.screen.whole = true
}

// askDialog lets the open dialog work for a tick. It has the keys, but for those
// that close it or take a picture.
func (g *Game) askDialog() {
	d := g.dialog
	if g.page != nil && g.page.Point != nil {
		g.page.Point(g.mouse.at, g.mouse.clicked)
	}
	for _, id := range g.keyboard.pressed() {
		switch id {
		case "cancel":
			g.closeDialog()
			return
		case "screenshot", "record": // not keys that type
			g.act(id)
		}
	}
	if d.update() {
		g.closeDialog()
	}
}

// rest ends what the mouse does on the map; what it has changed stays.
func (g *Game) rest() {
	g.mouse.panning = false
	g.rooms.editor.Stop(true)
}

// cancel closes what is open, the topmost first. What is drawn or edited on the
// map is the editor's to cancel.
func (g *Game) cancel() {
	r := &g.rooms
	switch {
	case g.dialog != nil:
		g.closeDialog()
	case g.page != nil:
		g.openPage(nil)
	case g.notice.Text != "":
		g.hush()
	case g.camera != nil:
		g.endFilm("")
	case g.background.Running(""):
		g.background.Stop()
	case r.past.Cancel(), r.units.Cancel():
	case fullscreen():
		ebiten.SetFullscreen(false)
	}
}

func fullscreen() bool { return ebiten.IsFullscreen() }
