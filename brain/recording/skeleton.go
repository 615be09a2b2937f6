package recording

import (
	"io"
	"path/filepath"
	"strings"
)

func (o Options) scales() Scales {
	s := Scales{o.Time, o.Length, o.Angle}
	for _, v := range []*float64{&s.Time, &s.Length, &s.Angle} {
		if *v == 0 {
			*v = 1
		}
	}
	return s
}

func read(name string, r io.ReaderAt, size int64, o Options) (*File, error) {
	kind := o.Want
	if kind == Unknown {
		data := make([]byte, size)
		if _, err := r.ReadAt(data, 0); err != nil && err != io.EOF {
			return nil, err
		}
		kind = Detect(name, data)
	}
	npz := strings.EqualFold(filepath.Ext(name), ".npz")
	text := io.NewSectionReader(r, 0, size)
	f := &File{}
	var err error
	switch {
	case kind == SpikeTimes && npz:
		f.Spikes, err = at(ReadSpikesArrays(r, size, o.scales()))
	case kind == SpikeTimes:
		f.Spikes, err = at(ReadSpikes(text, o.scales()))
	case kind == Activity && npz:
		f.Rates, err = at(ReadRatesArrays(r, size, o.scales()))
	case kind == Activity:
		f.Rates, err = at(ReadRates(text, o.scales()))
	case npz:
		f.Track, err = at(ReadTrackArrays(r, size, o.scales()))
	default:
		f.Track, err = at(ReadTrack(text, o.scales()))
	}
	return f, err
}

func at[T any](v T, err error) (*T, error) { return &v, err }
