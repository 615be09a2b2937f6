package study

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gridrat/brain/recording"
)

// Open reads a recording from disk: a file, or a folder of Kilosort or phy, for
// which one of its files stands.
func Open(name string, o recording.Options) (*recording.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("could not open the recording: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("could not open the recording: %w", err)
	}
	folder := name
	if !info.IsDir() {
		folder = filepath.Dir(name)
	}
	if base := filepath.Base(name); info.IsDir() || base == "spike_times.npy" || base == "spike_clusters.npy" {
		if files := os.DirFS(folder); recording.Sorted(files) {
			return matching(name, o.Want)(recording.ReadSorted(name, files, o))
		}
	}
	if info.IsDir() {
		return nil, fmt.Errorf("could not read %s: it is a folder without spike_times.npy; name a file, or a folder of Kilosort or phy", name)
	}
	return Parse(name, f, info.Size(), o)
}

// Parse reads a recording of size bytes that has what o wants.
func Parse(name string, r io.ReaderAt, size int64, o recording.Options) (*recording.File, error) {
	return matching(name, o.Want)(recording.Read(name, r, size, o))
}

// matching refuses a file that does not have what is wanted of it.
func matching(name string, want recording.Kind) func(*recording.File, error) (*recording.File, error) {
	return func(f *recording.File, err error) (*recording.File, error) {
		if err != nil {
			return nil, err
		}
		has := map[recording.Kind]bool{recording.Trajectory: f.Track != nil, recording.SpikeTimes: f.Spikes != nil, recording.Activity: f.Rates != nil}
		if want == recording.Unknown || has[want] {
			return f, nil
		}
		words := map[recording.Kind]string{recording.Trajectory: "a trajectory", recording.SpikeTimes: "spikes", recording.Activity: "activity"}
		holds := "nothing of the kind"
		for k, what := range words {
			if has[k] {
				holds = what
			}
		}
		return nil, fmt.Errorf("could not use %s: it must hold %s, but it holds %s", name, words[want], holds)
	}
}
