package maps

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
	return files.Put(j.file, j.data)
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

// keepUnsaved keeps the map that is shown before another takes its place.
func (r *Room) keepUnsaved() {
	d := r.session.now()
	if !r.Keeps || !d.Unsaved() {
		return
	}
	data, err := encodeKept(d.Map(), d.path)
	if err == nil {
		if d.keptAs == "" {
			d.keptAs = newKeptFile(r.Cache)
		}
		err = keepJob{d.keptAs, data}.do()
	}
	if err != nil {
		r.Tell(true, fmt.Sprintf("Could not keep the map %s: %v.", d.Map().Name, err))
	}
	all := keptFiles(r.Cache)
	for _, old := range all[min(mostKept, len(all)):] {
		_ = os.Remove(old)
	}
}

// dropKept forgets what was kept of a map that is saved now.
func (d *document) dropKept() {
	if d.keptAs != "" {
		_ = os.Remove(d.keptAs)
		d.keptAs = ""
	}
}

// newKeptFile is where another map is kept that was not saved: its name is the
// time.
func newKeptFile(cache string) string {
	return filepath.Join(cache, keptFolder, fmt.Sprintf("%d.json", time.Now().UnixNano()))
}

// keptFiles lists the maps that others took the place of, the newest first.
func keptFiles(cache string) []string {
	entries, err := os.ReadDir(filepath.Join(cache, keptFolder))
	if err != nil {
		return nil // there are none
	}
	var all []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".json") {
			all = append(all, filepath.Join(cache, keptFolder, e.Name()))
		}
	}
	slices.Reverse(all) // their names are times
	return all
}

// TakeOver moves the maps that a window left unsaved, which is closed, from its
// folder to that of another. No window must use either meanwhile.
func TakeOver(cache, left string) {
	all, _ := filepath.Glob(filepath.Join(left, keptFolder, "*.json"))
	for _, file := range append(all, filepath.Join(left, keptName)) {
		if _, err := os.Stat(file); err == nil && os.MkdirAll(filepath.Join(cache, keptFolder), 0o755) == nil {
			// What cannot be moved stays for that window.
			_ = os.Rename(file, newKeptFile(cache))
		}
	}
}
