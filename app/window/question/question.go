// Package question is the question that lies over the window, with a field to
// answer it in or, of a file, the system's own dialog. It belongs to Ebitengine's
// goroutine.
package question

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/ncruces/zenity"

	"gridrat/app/room"
	"gridrat/render/widget"
)

// Dialog is a question; use gets what was answered.
type Dialog struct {
	*widget.Dialog
	room.Question
	use     func(text string)
	Confirm string      // an existing file that may be replaced
	chosen  chan string // from the system's own dialog
}

// New opens a question; a low one leaves so many pixels free below it.
func New(q room.Question, use func(string), scale float64, bottom int) *Dialog {
	if q.Path {
		if q.Hint == "" {
			q.Hint = "Enter: " + q.Verb + " · Esc: cancel · a file can also be dropped on the window"
		}
		given := use
		use = func(text string) { given(expandHome(text)) }
	}
	w := widget.Question{Title: q.Title, Verb: q.Verb, Hint: q.Hint, Text: q.Text, Empty: q.Empty, Low: q.Low, Browse: q.Path && zenity.IsAvailable()}
	if q.Low {
		w.Bottom = bottom
	}
	return &Dialog{Dialog: widget.NewDialog(w, scale), Question: q, use: use, chosen: make(chan string, 1)}
}

// Ask lets the dialog work for a tick, and tells whether it is to be closed.
func (d *Dialog) Ask() (closed bool) {
	answer := d.Update()
	select {
	case path := <-d.chosen:
		if path != "" {
			d.SetText(path) // Enter, once more, means this one
			answer = widget.Answer{Done: true, Text: path}
		}
	default:
	}
	switch {
	case answer.Browse:
		d.browse()
	case answer.Done && answer.Text == "":
		return true
	case answer.Done:
		d.use(answer.Text)
	}
	return false
}

// browse opens the system's own dialog, without waiting for it.
func (d *Dialog) browse() {
	title, save := zenity.Title(d.Title), d.Save
	filter := zenity.FileFilters{{Name: "Gridrat networks", Patterns: []string{"*.npz"}}}
	if d.Maps {
		filter = zenity.FileFilters{{Name: "Gridrat maps", Patterns: []string{"*.json"}}}
	}
	if !save {
		filter = append(filter,
			zenity.FileFilter{Name: "maps and text mazes", Patterns: []string{"*.json", "*.txt"}},
			zenity.FileFilter{Name: "trajectories and recorded cells", Patterns: []string{"*.csv", "*.tsv", "*.txt", "*.npz", "*.nwb", "*.mat"}},
			zenity.FileFilter{Name: "any file of a folder of published weights", Patterns: []string{"*.npy"}})
	}
	go func() {
		pick := zenity.SelectFile
		if save {
			pick = zenity.SelectFileSave
		}
		path, err := pick(title, filter)
		if err != nil {
			path = "" // cancelled, or there is none: the field is still there
		}
		select {
		case d.chosen <- path:
		default:
		}
	}()
}

func expandHome(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}
