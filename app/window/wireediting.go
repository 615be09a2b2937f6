package window

import (
	"image"
	"slices"

	"gridrat/app/editing"
	"gridrat/app/editor"
	"gridrat/app/play"
	"gridrat/app/room"
	"gridrat/render/panel"
	"gridrat/world/maze"
)

// editingHost is what the editor asks of the window: in each tab it edits the map
// that is shown there.
func (w *wiring) editingHost() editing.Host {
	r := w.rooms
	agents := func() bool { return w.screen.tab == room.Navigate }
	step := func(drawn, under func() (string, bool)) func() (string, bool) {
		return func() (string, bool) {
			if agents() {
				return under()
			}
			return drawn()
		}
	}
	can := func(drawn, under func() bool) func() bool {
		return func() bool { return agents() && under() || !agents() && drawn() }
	}
	return editing.Host{
		Doc: func() *maze.History {
			if agents() {
				return r.agents.Doc()
			}
			return r.maps.History()
		},
		Undo:    step(r.maps.Undo, func() (string, bool) { return r.agents.UndoEdit() }),
		Redo:    step(r.maps.Redo, func() (string, bool) { return r.agents.RedoEdit() }),
		CanUndo: can(r.maps.CanUndo, func() bool { return r.agents.CanUndoEdit() }),
		CanRedo: can(r.maps.CanRedo, func() bool { return r.agents.CanRedoEdit() }),

		Tell: w.cover.tell, Hush: w.cover.hush, PutRat: r.forage.Put, Hold: w.screen.arena.Hold,
		Told: w.cover.told, Tool: w.tool, Keys: w.keys,
		Fit:     w.screen.arena.Fit,
		Release: r.forage.LetGo,
		Mouse:   func() image.Point { return w.mouse.At },
		Route: func() string {
			if agents() {
				return ""
			}
			return r.route()
		},
		Played: func() string {
			switch {
			case agents():
				return r.agents.Unedited()
			case r.play.Episode() != nil:
				return play.NotEdited
			}
			return ""
		},
	}
}

// toolsUnderAgents are the buttons of the tools with which the map is edited under the
// watched agent.
func (w *wiring) toolsUnderAgents() []panel.Tool {
	all := slices.DeleteFunc(w.editing.Buttons(), func(t panel.Tool) bool { return t.ID == "tool-rat" })
	for i := range all {
		all[i].Label = all[i].Short // among the others there is room for the letters
		all[i].On = all[i].ID == w.editing.ToolID()
		all[i].Why = w.rooms.agents.Unedited()
	}
	return all
}

// pointUnderAgent lets the mouse edit the map of the watched agent: without a tool a
// click works a door, or has the agent take the place for that of its goal.
func (r *rooms) pointUnderAgent(p editor.Pointer, clicked bool) (held bool) {
	if r.agents.Renewed() {
		r.editing.Stop(false)
		r.editing.Forget()
	}
	if r.agents.Unedited() != "" {
		return false
	}
	held = r.editing.Point(p)
	if door := r.editing.Over && r.editing.Hover.Kind == maze.DoorKind; r.editing.Editing() || door {
		return held
	}
	return r.agents.PointAtArena(p.At, p.In, clicked)
}
