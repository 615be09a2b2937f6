package maps

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gridrat/world/maze"
)

// keeper writes what is kept of the map that is shown, in the background, one
// write at a time. It belongs to the window's goroutine but for what it starts.
type keeper struct {
	latest maze.Map // that was handed over
	path   string
	begun  bool
	busy   bool
	full   bool // something is kept
	done   chan error
	wanted *keepJob
}

// keep keeps the map that is shown, if it has changed since it was kept.
func (r *Room) keep() {
	k, d := &r.keeper, r.session.now()
	select {
	case err := <-k.done:
		k.busy = false
		if err != nil {
			r.Tell(true, fmt.Sprintf("Could not keep the map: %v.", err))
		}
	default:
	}
	if !r.Keeps {
		return
	}
	if !d.Open() {
		if m := d.Map(); !k.begun || k.path != d.path || !m.Equal(k.latest) {
			k.begun, k.latest, k.path = true, m, d.path
			job := r.keepJob()
			k.wanted = &job
		} else if !d.Unsaved() && k.wanted == nil && !k.busy && k.full {
			k.wanted = &keepJob{file: r.keptFile()}
		}
	}
	if k.wanted != nil && !k.busy {
		job := *k.wanted
		k.wanted, k.busy, k.full = nil, true, job.data != nil
		r.writing.Go(func() { k.done <- job.do() })
	}
}

// keptFile is where the map that is shown is kept.
func (r *Room) keptFile() string { return filepath.Join(r.Cache, keptName) }

// keepJob is what keeps the map that is shown.
func (r *Room) keepJob() keepJob {
	d := r.session.now()
	job := keepJob{file: r.keptFile()}
	if d.Unsaved() {
		data, err := encodeKept(d.Map(), d.path)
		if err != nil {
			panic("maps: a map that was drawn cannot be written: " + err.Error()) // it passes Check
		}
		job.data = data
	}
	return job
}

// Kept tells whether all of the map that is shown is kept.
func (r *Room) Kept() bool {
	k := &r.keeper
	return k.begun && r.Map().Equal(k.latest) && k.wanted == nil && !k.busy
}

// Close waits for what is being written, and keeps the map when the window
// closes.
func (r *Room) Close() error {
	r.writing.Wait()
	if !r.Keeps {
		return nil
	}
	if err := r.keepJob().do(); err != nil {
		return fmt.Errorf("could not keep the map: %w", err)
	}
	return nil
}

// Recover shows the map of the last session if it was not saved, and tells
// whether it was. It comes before any other map is shown.
func (r *Room) Recover() bool {
	if !r.Keeps {
		return false
	}
	m, path, err := readKept(r.keptFile())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false
	case err != nil:
		aside := r.keptFile() + ".unreadable"
		_ = os.Rename(r.keptFile(), aside)
		r.Tell(true, fmt.Sprintf("The map of the last session cannot be shown, and lies in %s: %v.", aside, err))
		return false
	}
	d := r.newHome()
	d.home = false
	if path != "" {
		d.path = path
		if data, err := os.ReadFile(path); err == nil {
			if saved, err := maze.Open(path, data); err == nil {
				if d, err = newDocument(saved); err != nil {
					panic("maps: a map that was read is none: " + err.Error()) // Open has checked it
				}
				d.path, d.file = path, data
			}
		}
	}
	if err := d.Do("changes of the last session", maze.Become{Map: m}); err != nil {
		r.Tell(true, fmt.Sprintf("The map of the last session cannot be shown: %v.", err))
		return false
	}
	r.session = session{docs: []*document{d}}
	r.Tell(false, fmt.Sprintf("The map %s of the last session, which was not saved, is back. Ctrl+M has others, and a new one.", m.Name))
	return true
}
