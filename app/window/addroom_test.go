package window

import (
	"image"
	"slices"
	"testing"
	"time"

	"gridrat/app/room"
	"gridrat/app/window/layout"
	"gridrat/render/panel"
)

// bell is a room of a few lines, with a key, a button, a panel and a page of its
// own: what it takes to add one to the window.
type bell struct {
	strip panel.Notice
	pane  *room.Pane
	open  func(*room.Page)
}

func newBell() *bell {
	b := &bell{}
	b.pane = &room.Pane{Name: "bell", Picture: &b.strip.Picture, Pieces: b.strip.Pieces, Foot: func() float64 { return 24 }}
	return b
}

func (b *bell) Offer() room.Offer {
	return room.Offer{
		Name: "bell", Panes: []*room.Pane{b.pane},
		Actions: []room.Action{
			{
				ID: "ring", Keys: []string{"Ctrl+B"}, Shown: "Ctrl+B", Help: "ring the bell", Section: "Window",
				Label: "ring", InBar: true, Do: b.ring,
			},
			{ID: "about-bells", Keys: []string{"Shift+B"}, Do: func() {
				b.open(&room.Page{Of: "about-bells", Picture: &panel.Picture{}, Fit: func(image.Rectangle, float64) {}})
			}},
		},
		Hint: func() string { return "Ctrl+B rings." },
	}
}

func (b *bell) ring() {
	b.strip.Text = "ding"
	b.pane.Hurry()
}

// TestAddARoom: a room with a key, a button, a panel and a page needs nothing of
// the window but its line in the list of offers.
func TestAddARoom(t *testing.T) {
	b := newBell()
	g := furnished(t, b.Offer())
	b.open = g.cover.open
	press := func(chord string) {
		t.Helper()
		id, ok := g.table.Pressed(room.ParseChord(chord))
		if !ok {
			t.Fatalf("%s means nothing", chord)
		}
		g.act(id)
	}
	press("Ctrl+B")
	if b.strip.Text != "ding" || !g.screen.moved {
		t.Error("its key does nothing")
	}
	items := g.table.Items(forageBar)
	at := slices.IndexFunc(items, func(i panel.Item) bool { return i.ID == "ring" })
	if at < 0 || items[at].Label != "ring" || items[at].Tip != "Ring the bell  [Ctrl+B]" {
		t.Fatalf("its button is number %d of %d", at, len(items))
	}
	b.strip.Text = ""
	if g.table.Handle(panel.Event{ID: "ring"}); b.strip.Text != "ding" {
		t.Error("its button does nothing")
	}
	if !slices.ContainsFunc(g.table.Lines(), func(a room.Action) bool { return a.ID == "ring" }) {
		t.Error("its key is not in the help")
	}
	press("Shift+B")
	if g.cover.of() != "about-bells" || !g.cover.covers() {
		t.Error("its page does not open")
	}
	if press("Escape"); g.cover.covers() {
		t.Error("its page does not close")
	}

	// Its panel has a place between the notice and the bar, and is drawn.
	s := g.screen
	s.Layout = layout.Arrange(1280, 800, layout.Wishes{
		Scale: 1, Panels: true, Eye: panel.EyeStrip, Foot: b.pane.Foot(),
		BarHeight: func(int, float64) int { return 60 }, NoticeHeight: func(int, float64) int { return 23 },
	})
	g.goOn()
	s.placePanes(time.Now())
	if r := b.strip.Rect; r.Dy() != 24 || r.Dx() != 1280 || r.Min.Y != s.Notice.Max.Y || r.Max.Y != s.Bar.Min.Y {
		t.Errorf("its panel is at %v, between the notice at %v and the bar at %v", r, s.Notice, s.Bar)
	}
	if len(b.strip.Fresh()) == 0 {
		t.Error("its panel is not drawn")
	}
}
