package main

import (
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/ncruces/zenity"

	"gridrat/app/files"
	"gridrat/brain/learner"
	"gridrat/render/widget"
	"gridrat/world/maze"
)

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
	g.askPath("Save the network as", "save", filepath.Join(g.folders.Out, name), "path of an .npz file", func(path string) {
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
		data, err := files.Read(path)
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
			case errors.Is(err, files.ErrLarge):
				g.tell(true, err.Error())
				return
			}
			// A folder, a network, or what the learner will say of it.
			g.turnTo(learner.Load{Path: path})
		})
	}()
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
		data, err := files.PNG(img)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(path), 0o755)
		}
		if err == nil {
			err = files.Write(filepath.Dir(path), filepath.Base(path), data)
		}
		g.saves <- saved{what: "picture", path: path, err: err}
	})
}
