package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/ncruces/zenity"

	"gridrat/brain/learner"
	"gridrat/render/widget"
	"gridrat/world/maze"
)

// folders are where the window keeps things.
type folders struct {
	config string // settings
	cache  string // autosave and former networks, of this window alone
	beside string // folder of the cache folders of windows that opened later; "" for these themselves
	out    string // pictures and networks
	lock   *flock.Flock
}

const (
	autosaveName = "autosave.npz"
	formersName  = "formers" // what Ctrl+Z brings back
	lockName     = "window.lock"
	mostWindows  = 32 // at the same time
)

// newFolders finds the folders; dir takes the place of the user's own if it
// is not "".
func newFolders(dir, out string) (folders, error) {
	f := folders{config: dir, out: out}
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
		f.config, cache = filepath.Join(config, "gridrat"), filepath.Join(cache, "gridrat")
	}
	if err := os.MkdirAll(f.config, 0o755); err != nil {
		return f, err
	}
	return f, f.claim(cache)
}

// claim finds a folder for the autosave that no other open window uses: cache
// itself or, while that is taken, one of those below it.
func (f *folders) claim(cache string) error {
	f.beside = cache
	for n := 1; n <= mostWindows; n++ {
		f.cache = cache
		if n > 1 {
			f.cache, f.beside = windowFolder(cache, n), ""
		}
		if err := os.MkdirAll(f.cache, 0o755); err != nil {
			return err
		}
		f.lock = flock.New(filepath.Join(f.cache, lockName))
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

// left finds what windows that opened beside another, and are closed, left
// behind, for the first window to take over: a network is not to depend on how
// many windows are open. Any other window finds nothing. others is the number
// of folders, those in use included. No window uses the folders found until
// done is called.
func (f folders) left() (found []learner.Left, others int, done func()) {
	var locks []*flock.Flock
	done = func() {
		for _, l := range locks {
			l.Close()
		}
	}
	if f.beside == "" {
		return nil, 0, done
	}
	for n := 2; n <= mostWindows; n++ {
		dir := windowFolder(f.beside, n)
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		others++
		lock := flock.New(filepath.Join(dir, lockName))
		if free, err := lock.TryLock(); err != nil || !free {
			continue
		}
		locks = append(locks, lock)
		other := folders{cache: dir}
		found = append(found, learner.Left{Autosave: other.autosave(), Formers: other.formers()})
	}
	return found, others, done
}

// release lets other windows have the folder.
func (f folders) release() error { return f.lock.Close() }

// autosave is the path of the autosave.
func (f folders) autosave() string { return filepath.Join(f.cache, autosaveName) }

// formers is the folder of the networks that others took the place of.
func (f folders) formers() string { return filepath.Join(f.cache, formersName) }

// dialog asks for a line of text; use gets it.
type dialog struct {
	*widget.Dialog
	use     func(text string)
	title   string
	save    bool
	maps    bool        // it is about maps alone
	confirm string      // an existing file that may be replaced
	chosen  chan string // from the system's own dialog
}

func (g *game) ask(q widget.Question, use func(string)) {
	g.dialog = &dialog{Dialog: widget.NewDialog(q, g.layout.scale), use: use, title: q.Title, chosen: make(chan string, 1)}
}

func (g *game) askPath(title, verb, path, empty string, use func(string)) {
	g.sheet, g.page = nil, nil
	g.ask(widget.Question{
		Title: title, Verb: verb, Text: path, Empty: empty, Browse: zenity.IsAvailable(),
		Hint: "Enter: " + verb + " · Esc: cancel · a file can also be dropped on the window",
	}, func(text string) { use(expandHome(text)) })
}

func (g *game) askSave() {
	name := fmt.Sprintf("%s-seed%d-update%d.npz", g.snap.Recipe.Name, g.snap.Seed, g.snap.Update)
	g.askPath("Save the network as", "save", filepath.Join(g.folders.out, name), "path of an .npz file", func(path string) {
		if filepath.Ext(path) == "" {
			path += ".npz"
		}
		if !g.mayWrite(path) {
			return
		}
		g.closeDialog()
		g.do(learner.Save{Path: path})
	})
	g.dialog.save = true
}

// mayWrite tells whether a file can be written where the open dialog says: one
// that exists only when asked twice, and its folder is made.
func (g *game) mayWrite(path string) bool {
	if _, err := os.Stat(path); err == nil && g.dialog.confirm != path {
		g.dialog.confirm = path
		g.tell(true, fmt.Sprintf("The file %s exists already; save again to replace it.", path))
		return false
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		g.tell(true, fmt.Sprintf("Could not make the folder for it: %v.", err))
		return false
	}
	return true
}

func (g *game) askOpen() {
	g.askPath("Open a network, a map, a trajectory or recorded cells", "open", "", "path of an .npz, .json or .csv file, or of a folder of published weights", func(path string) {
		g.closeDialog()
		if filepath.Ext(path) == ".npy" { // one of the files of a published network
			path = filepath.Dir(path)
		}
		g.openPath(path)
	})
}

// openPath opens a network, a map or a trajectory. What a file is, is found out in
// the background.
func (g *game) openPath(path string) {
	go func() {
		data, err := readFile(path)
		g.deliver(g.ctx, func() {
			name := filepath.Base(path)
			switch {
			case err == nil && maze.Detect(name, data):
				g.openMap(name, path, data)
				return
			case err != nil && strings.EqualFold(filepath.Ext(name), ".json"):
				g.tell(true, fmt.Sprintf("Could not open the map %s: %v.", name, err))
				return
			case err == nil && g.openRecorded(opened{name, data}):
				return
			case errors.Is(err, errLarge):
				g.tell(true, err.Error())
				return
			}
			// A folder, a network, or what the learner will say of it.
			g.turnTo(learner.Load{Path: path})
		})
	}()
}

// errLarge says that the window does not open a file.
var errLarge = fmt.Errorf("it is larger than %d MB; the command score reads larger recordings", dropLimit>>20)

// readFile reads a file that is not too large to be one of ours.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	switch {
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder", path)
	case info.Size() > dropLimit:
		return nil, fmt.Errorf("could not open %s: %w", path, errLarge)
	}
	return os.ReadFile(path)
}

func (g *game) closeDialog() {
	g.dialog = nil
	if g.sheet != nil && g.sheet.of == actRecipe {
		g.sheet = nil
	}
	g.whole = true
}

// askDialog lets the open dialog work for a tick.
func (g *game) askDialog(clicked bool) {
	d := g.dialog
	if g.sheet != nil {
		g.pointAtSetting(clicked)
	}
	answer := d.Update()
	for _, a := range pressed(g.taken) {
		switch a {
		case actCancel:
			g.closeDialog()
			return
		case actShot, actRecord: // not keys that type
			g.act(a)
		}
	}
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
		g.browse(d)
	case answer.Done && answer.Text == "":
		g.closeDialog()
	case answer.Done:
		d.use(answer.Text)
	}
}

// browse opens the system's own dialog, without waiting for it.
func (g *game) browse(d *dialog) {
	title, save := zenity.Title(d.title), d.save
	filter := zenity.FileFilters{{Name: "Gridrat networks", Patterns: []string{"*.npz"}}}
	if d.maps {
		filter = zenity.FileFilters{{Name: "Gridrat maps", Patterns: []string{"*.json"}}}
	}
	if !save {
		filter = append(filter,
			zenity.FileFilter{Name: "maps and text mazes", Patterns: []string{"*.json", "*.txt"}},
			zenity.FileFilter{Name: "trajectories and recorded cells", Patterns: []string{"*.csv", "*.txt", "*.npz"}},
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

// saved is a picture or a film that was written in the background, or could
// not be.
type saved struct {
	what string
	path string
	more string // to be said of it
	err  error
}

// sentence says that it was written.
func (s saved) sentence() string { return fmt.Sprintf("Saved the %s %s%s.", s.what, s.path, s.more) }

// failure is the error as the user reads it; nil is none.
func (s saved) failure() error {
	if s.err == nil {
		return nil
	}
	return fmt.Errorf("could not save the %s %s: %w", s.what, s.path, s.err)
}

// freePath is a dated path that is not taken.
func freePath(dir, name, ending string) string {
	base := dated(dir, name)
	for i := 1; ; i++ {
		path := base + ending
		if i > 1 {
			path = fmt.Sprintf("%s-%d%s", base, i, ending)
		}
		if _, err := os.Lstat(path); err != nil { // not there, or nothing can be: writing tells
			return path
		}
	}
}

// takeShot writes the screen to the path that was asked for.
func (g *game) takeShot(screen *ebiten.Image) {
	if g.shot == "" {
		return
	}
	path := g.shot
	g.shot = ""
	img := image.NewRGBA(screen.Bounds())
	screen.ReadPixels(img.Pix)
	g.film.add(img)
	g.writing.Go(func() {
		var buf bytes.Buffer
		err := png.Encode(&buf, img)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(path), 0o755)
		}
		if err == nil {
			err = writeFile(filepath.Dir(path), filepath.Base(path), buf.Bytes())
		}
		g.saves <- saved{what: "picture", path: path, err: err}
	})
}
