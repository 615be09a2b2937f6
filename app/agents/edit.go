package agents

import (
	"gridrat/app/room"
	"gridrat/render/panel"
	"gridrat/world/maze"
)

// What the user edits under the watched rat.

// Doc is the map of the watched episode, for an editor: what is done to it is done to
// the rat's world. Where there is no rat it is a map of which nothing comes.
func (r *Room) Doc() *maze.History {
	if d := r.rat.Doc(); d != nil {
		return d
	}
	if r.blank == nil || !r.blank.Map().Equal(r.picture.Rounded()) {
		blank, err := maze.NewHistory(r.picture)
		if err != nil {
			panic("agents: the picture of a task is no map: " + err.Error()) // tasks are checked
		}
		r.blank = blank
	}
	return r.blank
}

// Renewed tells, once, that Doc is another than it was.
func (r *Room) Renewed() bool {
	d := r.Doc()
	other := d != r.doc
	r.doc = d
	return other
}

// Unedited says why nothing can be edited; "" is that it can.
func (r *Room) Unedited() string {
	return room.Why(!r.rat.Alive(), "The map can be edited once an agent acts in it.")
}

// UndoEdit and RedoEdit go an edit back, and forward again.
func (r *Room) UndoEdit() (label string, ok bool) { return r.Doc().Undo() }

// RedoEdit is described at UndoEdit.
func (r *Room) RedoEdit() (label string, ok bool) { return r.Doc().Redo() }

// CanUndoEdit and CanRedoEdit tell whether there is one.
func (r *Room) CanUndoEdit() bool {
	_, ok := r.Doc().CanUndo()
	return ok
}

// CanRedoEdit is described at CanUndoEdit.
func (r *Room) CanRedoEdit() bool {
	_, ok := r.Doc().CanRedo()
	return ok
}

// asTask takes all edits back.
func (r *Room) asTask() {
	if err := r.rat.AsTask(); err != nil {
		r.Tell(true, "The edits stay: "+err.Error()+".")
		return
	}
	r.Tell(false, "The map is as the task has it; Ctrl+Z while editing brings the edits back.")
}

// asTaskAction is the button that does.
func (r *Room) asTaskAction() room.Action {
	return room.Action{
		ID: actAsTask, Label: "as the task", Tip: "Take all edits of the map back", While: r.Shown, Do: r.asTask,
		State: func() panel.State { return panel.State{Why: room.Why(!r.rat.Edited(), "nothing is edited")} },
	}
}

// tellEdited says once what an edit is to those who learn.
func (r *Room) tellEdited() {
	if r.toldEdit || !r.rat.Edited() {
		return
	}
	r.toldEdit = true
	r.Tell(false, "The watched rat acts in the edited map; agents learn on in the task's own.")
}
