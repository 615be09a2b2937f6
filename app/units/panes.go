package units

import (
	"time"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// makePanes makes the panes of the three panels.
func (r *Room) makePanes() {
	r.panes.inspector = &room.Pane{Name: "inspector", Picture: &r.Inspector.Picture, Pieces: r.inspectorPieces, Every: 125 * time.Millisecond}
	r.panes.wall = &room.Pane{Name: "wall", Picture: &r.Wall.Picture, Every: 200 * time.Millisecond, Pieces: func() []panel.Piece {
		return r.Wall.Pieces(r.Shown(), r.ordering())
	}}
	r.panes.population = &room.Pane{Name: "population", Picture: &r.Population.Picture, Every: 200 * time.Millisecond, Pieces: func() []panel.Piece {
		return r.Population.Pieces(r.Shown())
	}}
}

// hurry has all three looked at in this tick.
func (r *Room) hurry() {
	r.panes.inspector.Hurry()
	r.panes.wall.Hurry()
	r.panes.population.Hurry()
}

func (r *Room) inspectorPieces() []panel.Piece {
	back, off := r.Rat()
	look := panel.Look{Unit: r.Chosen(), Chosen: r.Chosen(), Beside: r.Compared(), Back: back, OffCM: off}
	if r.Wall.Hover >= 0 {
		look.Unit = r.Wall.Hover
	}
	r.ScorePast(look.Unit)
	if b := look.Beside; b.View != nil && b.Source == panel.Past {
		r.ScorePast(b.Unit)
	}
	if r.source != panel.Cells {
		look.Activity = r.Activity(look.Unit)
		if r.Inspector.Page == panel.PagePath {
			look.Path = r.OwnPath(look.Unit)
		}
	}
	return r.Inspector.Pieces(r.Shown(), look)
}

// ordering is the view whose scores order the wall.
func (r *Room) ordering() *panel.View {
	if v := r.Shown(); v.Source != panel.Past {
		return v
	}
	return r.live
}
