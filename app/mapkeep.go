package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gridrat/app/files"
	"gridrat/brain/versioned"
	"gridrat/world/maze"
)

// Maps that are not saved are kept in the folder of the autosave: the one that
// is shown as it changes, and those that others took the place of.
const (
	keptName    = "map.json"
	keptFolder  = "maps"
	keptVersion = 1
	mostKept    = 12
)

// kept is a map that was not saved, as it is kept.
type kept struct {
	Version int             `json:"version"`
	Path    string          `json:"path"` // of the file that it was opened from; "" is none
	Map     json.RawMessage `json:"map"`
}

// keeper writes the autosave of the map in the background, one write at a
// time; it belongs to the game's goroutine but for what it starts.
type keeper struct {
	latest maze.Map // that was handed over
	path   string
	begun  bool
	busy   bool
	full   bool // something is kept
	done   chan error
	wanted *keepJob
}

// keepJob is what is to be kept; no data removes what is there.
type keepJob struct {
	file string
	data []byte
}

func (j keepJob) do() error {
	if j.data == nil {
		if err := os.Remove(j.file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(j.file), 0o755); err != nil {
		return err
	}
	return files.Write(filepath.Dir(j.file), filepath.Base(j.file), j.data)
}

// encodeKept returns a map with its path as it is kept.
func encodeKept(m maze.Map, path string) ([]byte, error) {
	data, err := maze.Encode(m)
	if err != nil {
		return nil, err
	}
	return json.Marshal(kept{keptVersion, path, data})
}

// readKept reads a map that was kept.
func readKept(file string) (m maze.Map, path string, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return m, "", err
	}
	var k kept
	if err := versioned.Read(data, keptVersion, &k, "it is no map that was kept"); err != nil {
		return m, "", fmt.Errorf("%s cannot be read: %w", file, err)
	}
	m, err = maze.Decode(k.Map)
	if err != nil {
		return m, "", fmt.Errorf("the map kept in %s cannot be read: %w", file, err)
	}
	return m, k.Path, nil
}

// keeps tells whether maps are kept: a film leaves the user's alone.
func (g *game) keeps() bool { return len(g.config.Film) == 0 }

// keepMap keeps the map that is shown, if it has changed since it was kept.
func (g *game) keepMap() {
	k, d := &g.keeper, g.maps.now()
	select {
	case err := <-k.done:
		k.busy = false
		if err != nil {
			g.tell(true, fmt.Sprintf("Could not keep the map: %v.", err))
		}
	default:
	}
	if !g.keeps() {
		return
	}
	if !d.Open() {
		if m := d.Map(); !k.begun || k.path != d.path || !m.Equal(k.latest) {
			k.begun, k.latest, k.path = true, m, d.path
			job := g.keepJob()
			k.wanted = &job
		} else if !d.Unsaved() && k.wanted == nil && !k.busy && k.full {
			job := keepJob{file: filepath.Join(g.folders.Cache, keptName)}
			k.wanted = &job
		}
	}
	if k.wanted != nil && !k.busy {
		job := *k.wanted
		k.wanted, k.busy, k.full = nil, true, job.data != nil
		g.writing.Go(func() { k.done <- job.do() })
	}
}

// keepJob is what keeps the map that is shown.
func (g *game) keepJob() keepJob {
	d := g.maps.now()
	job := keepJob{file: filepath.Join(g.folders.Cache, keptName)}
	if d.Unsaved() {
		data, err := encodeKept(d.Map(), d.path)
		if err != nil {
			panic("a map that was drawn cannot be written: " + err.Error()) // it passes Check
		}
		job.data = data
	}
	return job
}

// keepUnsaved keeps the map that is shown before another takes its place.
func (g *game) keepUnsaved() {
	d := g.maps.now()
	if !g.keeps() || !d.Unsaved() {
		return
	}
	data, err := encodeKept(d.Map(), d.path)
	if err == nil {
		if d.keptAs == "" {
			d.keptAs = filepath.Join(g.folders.Cache, keptFolder, fmt.Sprintf("%d.json", time.Now().UnixNano()))
		}
		err = keepJob{d.keptAs, data}.do()
	}
	if err != nil {
		g.tell(true, fmt.Sprintf("Could not keep the map %s: %v.", d.Map().Name, err))
	}
	all := g.keptFiles()
	for _, old := range all[min(mostKept, len(all)):] {
		_ = os.Remove(old)
	}
}

// dropKept forgets what was kept of a map that is saved now.
func (g *game) dropKept(d *document) {
	if d.keptAs != "" {
		_ = os.Remove(d.keptAs)
		d.keptAs = ""
	}
}

// keptFiles lists the maps that others took the place of, the newest first.
func (g *game) keptFiles() []string {
	entries, err := os.ReadDir(filepath.Join(g.folders.Cache, keptFolder))
	if err != nil {
		return nil // there are none
	}
	var all []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".json") {
			all = append(all, filepath.Join(g.folders.Cache, keptFolder, e.Name()))
		}
	}
	slices.Reverse(all) // their names are times
	return all
}

// recoverMap shows the map of the last session if it was not saved, and tells
// whether it was.
func (g *game) recoverMap() bool {
	if !g.keeps() {
		return false
	}
	m, path, err := readKept(filepath.Join(g.folders.Cache, keptName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false
	case err != nil:
		aside := filepath.Join(g.folders.Cache, keptName+".unreadable")
		_ = os.Rename(filepath.Join(g.folders.Cache, keptName), aside)
		g.tell(true, fmt.Sprintf("The map of the last session cannot be shown, and lies in %s: %v.", aside, err))
		return false
	}
	d := g.newHome()
	d.home = false
	if path != "" {
		d.path = path
		if data, err := os.ReadFile(path); err == nil {
			if saved, err := maze.Open(path, data); err == nil {
				if d, err = newDocument(saved); err != nil {
					panic("a map that was read is none: " + err.Error()) // Open has checked it
				}
				d.path, d.file = path, data
			}
		}
	}
	if err := d.Do("changes of the last session", maze.Become{Map: m}); err != nil {
		g.tell(true, fmt.Sprintf("The map of the last session cannot be shown: %v.", err))
		return false
	}
	g.maps = maps{docs: []*document{d}}
	g.tell(false, fmt.Sprintf("The map %s of the last session, which was not saved, is back. Ctrl+M has others, and a new one.", m.Name))
	return true
}

// takeOver moves maps that a window left unsaved, which opened beside another
// and is closed, to those of this one.
func takeOver(f files.Folders, dir string) {
	all, _ := filepath.Glob(filepath.Join(dir, keptFolder, "*.json"))
	to := filepath.Join(f.Cache, keptFolder)
	for _, file := range append(all, filepath.Join(dir, keptName)) {
		if _, err := os.Stat(file); err == nil && os.MkdirAll(to, 0o755) == nil {
			// What cannot be moved stays for that window.
			_ = os.Rename(file, filepath.Join(to, fmt.Sprintf("%d.json", time.Now().UnixNano())))
		}
	}
}

// keepLast keeps the map when the window closes.
func (g *game) keepLast() error {
	if !g.keeps() || len(g.maps.docs) == 0 {
		return nil
	}
	if err := g.keepJob().do(); err != nil {
		return fmt.Errorf("could not keep the map: %w", err)
	}
	return nil
}
