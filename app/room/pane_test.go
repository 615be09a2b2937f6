package room_test

import (
	"image"
	"testing"
	"time"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// TestBoard: panes are drawn when they are outdated, as often as they may be,
// and at once when hurried.
func TestBoard(t *testing.T) {
	notice := &panel.Notice{Hint: "a hint"}
	asked := 0
	p := &room.Pane{Name: "notice", Picture: &notice.Picture, Every: time.Second, Pieces: func() []panel.Piece {
		asked++
		return notice.Pieces()
	}}
	board := room.Board{p}
	now := time.Now()
	p.Outdate()
	if board.Refresh(now, time.Minute) || asked != 0 {
		t.Error("a pane is drawn that is not on the screen")
	}
	notice.Place(image.Rect(0, 0, 200, 20), 1)
	if !board.Refresh(now, time.Minute) || asked != 1 || p.Drawing() || len(notice.Fresh()) == 0 {
		t.Error("an outdated pane is not drawn")
	}
	p.Outdate()
	if board.Refresh(now.Add(time.Second/2), time.Minute); asked != 1 || !p.Drawing() {
		t.Error("a pane is looked at more often than it may be")
	}
	if board.Refresh(now.Add(time.Second), time.Minute); asked != 2 {
		t.Error("a pane is not looked at in its turn")
	}
	p.Hurry()
	if board.Refresh(now.Add(time.Second), time.Minute); asked != 3 {
		t.Error("a hurried pane waits")
	}
	if board.Of("notice") != p || board.Of("wall") != nil {
		t.Error("a pane is not found by its name")
	}
}
