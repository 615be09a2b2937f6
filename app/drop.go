package main

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/files"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
	"gridrat/world/maze"
)

// drop opens what was dropped on the window.
func (g *game) drop() {
	if files := ebiten.DroppedFiles(); files != nil {
		g.openDropped(files)
	}
}

func (g *game) openDropped(files fs.FS) {
	go func() {
		all, request, err := dropped(files)
		_ = g.deliver(g.ctx, func() { g.takeDropped(all, request, err) })
	}()
}

// takeDropped opens what was dropped and has been read.
func (g *game) takeDropped(all []opened, request learner.Request, err error) {
	g.whole = true
	if err != nil {
		g.tell(true, err.Error())
		return
	}
	g.dialog, g.page = nil, nil
	if len(all) == 1 && maze.Detect(all[0].name, all[0].data) {
		g.openMap(all[0].name, "", all[0].data)
		return
	}
	if request != nil {
		g.turnTo(request)
		return
	}
	if len(all) == 2 {
		g.recorded.waits = &waiting{opened: all[1], pair: true} // until the trajectory is read
	}
	if !g.openRecorded(all[0]) {
		g.turnTo(learner.LoadBytes{Name: all[0].name, Data: all[0].data})
	}
}

// dropped is what was dropped: a file, a trajectory and cells recorded along
// it, in that order, or a request to open a folder of published weights.
func dropped(files fs.FS) (all []opened, folder learner.Request, err error) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, nil, fmt.Errorf("could not read what was dropped: %w", err)
	}
	weights := func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".npy") }
	switch {
	case len(entries) == 0:
		return nil, nil, fmt.Errorf("nothing was dropped")
	case len(entries) == 1 && entries[0].IsDir():
		name := entries[0].Name()
		folder, err := fs.Sub(files, name)
		if err != nil {
			return nil, nil, fmt.Errorf("could not read the folder %s: %w", name, err)
		}
		return nil, learner.LoadFolder{Name: name, Folder: folder}, nil
	case len(entries) > 1 && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !weights(e) }):
		return nil, learner.LoadFolder{Name: "published weights", Folder: files}, nil
	case weights(entries[0]):
		return nil, nil, fmt.Errorf("the file %s is one of several; drop the whole folder of published weights", entries[0].Name())
	case len(entries) > 2 || len(entries) == 2 && (weights(entries[1]) || entries[0].IsDir() || entries[1].IsDir()):
		return nil, nil, fmt.Errorf("%d files were dropped; drop one network (.npz), one map (.json), one folder of published weights, or a trajectory with cells recorded along it at a time", len(entries))
	}
	kinds := map[recording.Kind]bool{}
	for _, e := range entries {
		data, err := readDropped(files, e.Name())
		if err != nil {
			return nil, nil, err
		}
		f := opened{e.Name(), data}
		kind := recording.Detect(f.name, f.data)
		if kind == recording.Activity {
			kind = recording.SpikeTimes // cells, too
		}
		if kinds[kind] || len(entries) == 2 && kind == recording.Unknown {
			return nil, nil, fmt.Errorf("two files were dropped that do not go together; of two, one must be a trajectory (t,x,y) and the other cells recorded along it (t,unit[,rate])")
		}
		kinds[kind] = true
		if kind == recording.Trajectory {
			all = append([]opened{f}, all...)
		} else {
			all = append(all, f)
		}
	}
	return all, nil, nil
}

// readDropped returns the contents of a dropped file.
func readDropped(folder fs.FS, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, fmt.Errorf("could not open %s: %w", name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, files.Limit+1))
	if err != nil {
		return nil, fmt.Errorf("could not read %s: %w", name, err)
	}
	if len(data) > files.Limit {
		return nil, fmt.Errorf("could not open %s: %w", name, files.ErrLarge)
	}
	return data, nil
}
