package files

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"gridrat/brain/learner"
)

// Folders are where a window keeps things. They are its own from NewFolders to
// Release; any goroutine may read them meanwhile.
type Folders struct {
	Config string // settings
	Cache  string // autosave and former networks, of this window alone
	Beside string // folder of the cache folders of windows that opened later; "" for these themselves
	Out    string // pictures and networks
	lock   *flock.Flock
}

const (
	autosaveName = "autosave.npz"
	formersName  = "formers" // what Ctrl+Z brings back
	lockName     = "window.lock"
	mostWindows  = 32 // at the same time
)

// NewFolders finds the folders; dir takes the place of the user's own if it
// is not "".
func NewFolders(dir, out string) (Folders, error) {
	f := Folders{Config: dir, Out: out}
	cache := dir
	if dir == "" {
		config, err := os.UserConfigDir()
		if err != nil {
			return f, err
		}
		cache, err = os.UserCacheDir()
		if err != nil {
			return f, err
		}
		f.Config, cache = filepath.Join(config, "gridrat"), filepath.Join(cache, "gridrat")
	}
	if err := os.MkdirAll(f.Config, 0o755); err != nil {
		return f, err
	}
	return f, f.claim(cache)
}

// claim finds a folder for the autosave that no other open window uses: cache
// itself or, while that is taken, one of those below it.
func (f *Folders) claim(cache string) error {
	f.Beside = cache
	for n := 1; n <= mostWindows; n++ {
		f.Cache = cache
		if n > 1 {
			f.Cache, f.Beside = windowFolder(cache, n), ""
		}
		if err := os.MkdirAll(f.Cache, 0o755); err != nil {
			return err
		}
		f.lock = flock.New(filepath.Join(f.Cache, lockName))
		free, err := f.lock.TryLock()
		if err != nil {
			return err
		}
		if free {
			return nil
		}
	}
	return fmt.Errorf("%d windows are open already", mostWindows)
}

// windowFolder is the folder of the n-th window open at the same time, n > 1.
func windowFolder(cache string, n int) string {
	return filepath.Join(cache, fmt.Sprintf("window-%d", n))
}

// Left finds what windows that opened beside another, and are closed, left
// behind, for the first window to take over: a network is not to depend on how
// many windows are open. Any other window finds nothing. others is the number
// of folders, those in use included. No window uses the folders found until
// done is called.
func (f Folders) Left() (found []learner.Left, others int, done func()) {
	var locks []*flock.Flock
	done = func() {
		for _, l := range locks {
			l.Close()
		}
	}
	if f.Beside == "" {
		return nil, 0, done
	}
	for n := 2; n <= mostWindows; n++ {
		dir := windowFolder(f.Beside, n)
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		others++
		lock := flock.New(filepath.Join(dir, lockName))
		if free, err := lock.TryLock(); err != nil || !free {
			continue
		}
		locks = append(locks, lock)
		other := Folders{Cache: dir}
		found = append(found, learner.Left{Autosave: other.Autosave(), Formers: other.Formers()})
	}
	return found, others, done
}

// Release lets other windows have the folder.
func (f Folders) Release() error { return f.lock.Close() }

// Autosave is the path of the autosave.
func (f Folders) Autosave() string { return filepath.Join(f.Cache, autosaveName) }

// Formers is the folder of the networks that others took the place of.
func (f Folders) Formers() string { return filepath.Join(f.Cache, formersName) }
