package drive

import (
	"encoding/json"
	"os"

	"gridrat/app/status"
)

// Status is the program's own account of itself.
type Status = status.Status

// Status reads the program's account of itself.
func (w *Window) Status() Status {
	w.T.Helper()
	data, err := os.ReadFile(w.file)
	if err != nil {
		w.T.Fatal(err)
	}
	var s Status
	if err := json.Unmarshal(data, &s); err != nil {
		w.T.Fatal(err)
	}
	return s
}

// busy tells whether something is under way that takes real time: learning, its
// scores, and what the window has had begun.
func busy(s Status) bool {
	return s.Running || s.Task != "" || !s.Handled || s.Appraised < s.Update
}
