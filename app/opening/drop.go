package opening

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"gridrat/app/files"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
	"gridrat/world/maze"
)

// Drop opens what was dropped on the window, which is read in the background.
func (r *Room) Drop(dropped fs.FS) {
	go func() {
		all, folder, err := sortOut(dropped)
		_ = r.Background.Deliver(r.Background.Context(), func() { r.takeDropped(all, folder, err) })
	}()
}

// takeDropped hands on what was dropped and has been read.
func (r *Room) takeDropped(all []files.File, folder learner.Request, err error) {
	r.Redraw()
	if err != nil {
		r.Tell(true, err.Error())
		return
	}
	r.Clear()
	switch {
	case folder != nil:
		r.Network(folder)
	case len(all) == 2:
		r.Pair(all[0], all[1])
	case maze.Detect(all[0].Name, all[0].Data):
		r.Map(all[0].Name, "", all[0].Data)
	case isAgent(all[0].Data):
		r.Agent(all[0].Name, all[0].Data)
	case recording.Foreign(all[0].Data) != "":
		r.refuse(all[0].Name, all[0].Data)
	case r.Recorded(all[0]):
	case !isArchive(all[0].Data):
		r.isUnknown(all[0].Name, all[0].Data)
	default:
		r.Network(learner.LoadBytes{Name: all[0].Name, Data: all[0].Data})
	}
}

// sortOut reads what was dropped: a file, a trajectory and cells recorded along
// it, in that order, or a request to open a folder of published weights.
func sortOut(dropped fs.FS) (all []files.File, folder learner.Request, err error) {
	entries, err := fs.ReadDir(dropped, ".")
	if err != nil {
		return nil, nil, fmt.Errorf("could not read what was dropped: %w", err)
	}
	weights := func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".npy") }
	switch {
	case len(entries) == 0:
		return nil, nil, errors.New("nothing was dropped")
	case len(entries) == 1 && entries[0].IsDir():
		name := entries[0].Name()
		folder, err := fs.Sub(dropped, name)
		if err != nil {
			return nil, nil, fmt.Errorf("could not read the folder %s: %w", name, err)
		}
		return nil, learner.LoadFolder{Name: name, Folder: folder}, nil
	case len(entries) > 1 && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !weights(e) }):
		return nil, learner.LoadFolder{Name: "published weights", Folder: dropped}, nil
	case weights(entries[0]):
		return nil, nil, fmt.Errorf("the file %s is one of several; drop the whole folder of published weights", entries[0].Name())
	case len(entries) > 2 || len(entries) == 2 && (weights(entries[1]) || entries[0].IsDir() || entries[1].IsDir()):
		return nil, nil, fmt.Errorf("%d files were dropped; drop one network (.npz), one map (.json), one folder of published weights, or a trajectory with cells recorded along it at a time", len(entries))
	}
	kinds := map[recording.Kind]bool{}
	for _, e := range entries {
		f, err := read(dropped, e.Name())
		if err != nil {
			return nil, nil, err
		}
		if what := recording.Foreign(f.Data); what != "" {
			return nil, nil, fmt.Errorf("could not open %s: it is %s", f.Name, what)
		}
		kind := recording.Detect(f.Name, f.Data)
		if kind == recording.Activity {
			kind = recording.SpikeTimes // cells, too
		}
		if kinds[kind] || len(entries) == 2 && kind == recording.Unknown {
			return nil, nil, errors.New("two files were dropped that do not go together; of two, one must be a trajectory (t,x,y) and the other cells recorded along it (t,unit[,rate])")
		}
		kinds[kind] = true
		if kind == recording.Trajectory {
			all = append([]files.File{f}, all...)
		} else {
			all = append(all, f)
		}
	}
	return all, nil, nil
}

// read reads a dropped file.
func read(dropped fs.FS, name string) (files.File, error) {
	none := files.File{}
	f, err := dropped.Open(name)
	if err != nil {
		return none, fmt.Errorf("could not open %s: %w", name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, files.Limit+1))
	if err != nil {
		return none, fmt.Errorf("could not read %s: %w", name, err)
	}
	if len(data) > files.Limit {
		return none, fmt.Errorf("could not open %s: %w", name, files.ErrLarge)
	}
	return files.File{Name: name, Data: data}, nil
}
