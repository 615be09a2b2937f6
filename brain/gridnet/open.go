package gridnet

import (
	"fmt"
	"os"
)

// Open opens a trained network: a checkpoint (weights.npz), or a folder of
// weights as the original authors' code exports them. Trajectories of a
// published network are drawn from seed; a checkpoint has a seed of its own.
func Open(path string, seed uint64, workers int) (*Trainer, error) {
	t, err := open(path, seed, workers)
	if err != nil {
		return nil, fmt.Errorf("could not open %s: %w", path, err)
	}
	return t, nil
}

func open(path string, seed uint64, workers int) (*Trainer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, bare(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, bare(err)
	}
	if info.IsDir() {
		return NewTrainerFromPublished(os.DirFS(path), seed, workers)
	}
	return NewTrainerFrom(f, info.Size(), workers)
}

// bare is an error of the file system without the path, which is named
// already.
func bare(err error) error {
	if e, ok := err.(*os.PathError); ok {
		return e.Err
	}
	return err
}
