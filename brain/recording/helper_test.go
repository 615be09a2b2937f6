package recording

import (
	"bytes"
	"io"

	"gridrat/world"
)

// SI is a file in seconds, metres and radians of which nobody said so.
var SI Options

// Scales are units that someone said.
type Scales = Options

// readAs reads a file of which it is known what it holds.
func readAs(name string, r io.Reader, o Options, want Kind) (*File, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	o.Want = want
	f, err := Read(name, bytes.NewReader(data), int64(len(data)), o)
	if err != nil {
		return &File{Track: &Track{}, Spikes: &Spikes{}, Rates: &Rates{}}, err
	}
	return f, nil
}

func ReadTrack(r io.Reader, o Options) (Track, error) {
	f, err := readAs("a.csv", r, o, Trajectory)
	return *f.Track, err
}

func ReadSpikes(r io.Reader, o Options) (Spikes, error) {
	f, err := readAs("a.csv", r, o, SpikeTimes)
	return *f.Spikes, err
}

func ReadRates(r io.Reader, o Options) (Rates, error) {
	f, err := readAs("a.csv", r, o, Activity)
	return *f.Rates, err
}

func ReadTrackArrays(r io.ReaderAt, size int64, o Options) (Track, error) {
	f, err := readAs("a.npz", io.NewSectionReader(r, 0, size), o, Trajectory)
	if f.Track == nil {
		return Track{}, err
	}
	return *f.Track, err
}

func ReadSpikesArrays(r io.ReaderAt, size int64, o Options) (Spikes, error) {
	f, err := readAs("a.npz", io.NewSectionReader(r, 0, size), o, SpikeTimes)
	if f.Spikes == nil {
		return Spikes{}, err
	}
	return *f.Spikes, err
}

func ReadRatesArrays(r io.ReaderAt, size int64, o Options) (Rates, error) {
	f, err := readAs("a.npz", io.NewSectionReader(r, 0, size), o, Activity)
	if f.Rates == nil {
		return Rates{}, err
	}
	return *f.Rates, err
}

// add adds a row to a track that is made by hand.
func (k *Track) add(t, x, y, heading float64) {
	k.T = append(k.T, t)
	k.Poses = append(k.Poses, world.Pose{Pos: world.Vec{X: x, Y: y}, Heading: heading})
}
