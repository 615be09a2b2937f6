package main

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/brain/learner"
)

// dropLimit bounds dropped files, in bytes; a checkpoint has a few million.
const dropLimit = 1 << 28

// drop opens what was dropped on the window.
func (g *game) drop() {
	if files := ebiten.DroppedFiles(); files != nil {
		g.openDropped(files)
	}
}

func (g *game) openDropped(files fs.FS) {
	g.whole = true
	r, err := dropped(files)
	if err != nil {
		g.tell(true, err.Error())
		return
	}
	g.dialog = nil
	if file, ok := r.(learner.LoadBytes); ok && isTrajectory(file.Name, file.Data) {
		g.openRoute(file.Name, file.Data)
		return
	}
	g.turnTo(r)
}

// dropped is the request that opens what was dropped: a file, or a folder of
// published weights, or the files of one.
func dropped(files fs.FS) (learner.Request, error) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, fmt.Errorf("could not read what was dropped: %w", err)
	}
	weights := func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".npy") }
	switch {
	case len(entries) == 0:
		return nil, fmt.Errorf("nothing was dropped")
	case len(entries) == 1 && entries[0].IsDir():
		name := entries[0].Name()
		folder, err := fs.Sub(files, name)
		if err != nil {
			return nil, fmt.Errorf("could not read the folder %s: %w", name, err)
		}
		return learner.LoadFolder{Name: name, Folder: folder}, nil
	case len(entries) > 1 && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !weights(e) }):
		return learner.LoadFolder{Name: "published weights", Folder: files}, nil
	case len(entries) > 1:
		return nil, fmt.Errorf("%d files were dropped; drop one network (.npz) or one folder of published weights at a time", len(entries))
	case weights(entries[0]):
		return nil, fmt.Errorf("the file %s is one of several; drop the whole folder of published weights", entries[0].Name())
	}
	data, err := readDropped(files, entries[0].Name())
	if err != nil {
		return nil, err
	}
	return learner.LoadBytes{Name: entries[0].Name(), Data: data}, nil
}

// readDropped returns the contents of a dropped file.
func readDropped(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, fmt.Errorf("could not open %s: %w", name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, dropLimit+1))
	if err != nil {
		return nil, fmt.Errorf("could not read %s: %w", name, err)
	}
	if len(data) > dropLimit {
		return nil, fmt.Errorf("the file %s is larger than %d MB; it is no network of this program", name, dropLimit>>20)
	}
	return data, nil
}
