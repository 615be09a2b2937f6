package recording

import (
	"bytes"
	"path/filepath"
	"strings"

	"gridrat/brain/npz"
	"gridrat/brain/recording/table"
)

// Kind is what a file records.
type Kind int

// Kinds.
const (
	Unknown    Kind = iota // nothing that this package reads
	Trajectory             // t,x,y[,hd]
	SpikeTimes             // t,unit
	Activity               // t,unit,rate
)

// Detect tells by the name of a file and its first rows, or its arrays, what it
// records; whether it can be read is not said. What has a column called unit
// are cells. Rows without a header of two fields are spikes, of three activity
// where the second is a whole number throughout and every time has the same
// ones; else they are a trajectory, as is text that is not known, and its reader
// says what is wrong.
func Detect(name string, data []byte) Kind {
	if Foreign(data) != "" {
		return Unknown
	}
	r, size := bytes.NewReader(data), int64(len(data))
	extension := strings.ToLower(filepath.Ext(name))
	if offer, err := containerOf(extension, data, r, size); err != nil {
		return Trajectory // its reader says what is wrong
	} else if offer != nil {
		switch {
		case offer.Tracks != nil:
			return Trajectory
		case offer.Cells != nil:
			return SpikeTimes
		}
		return Unknown
	}
	switch extension {
	case ".csv", ".txt", ".tsv", ".dat", ".asc":
		t, err := table.Open(r, size)
		if err != nil {
			return Unknown
		}
		// Units that are missing are no matter here.
		p, err := planOf(t, Options{Time: 1, Length: 1, Angle: 1}, &Understood{})
		if err != nil && (p == nil || p.kind == Unknown) {
			return Trajectory
		}
		return p.kind
	case ".npz":
		z, err := npz.NewReader(r, size)
		if err != nil {
			return Unknown
		}
		return kindOfArrays(z)
	}
	return Unknown
}
