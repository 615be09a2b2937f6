package recording

import (
	"bufio"
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"gridrat/brain/npz"
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

// Detect tells by the name of a file and its first row, or its arrays, what it
// records; whether it can be read is not said. Rows without a header of two
// fields are spikes, of three or four a trajectory: activity needs a header.
func Detect(name string, data []byte) Kind {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".txt":
		return detectRow(data)
	case ".npz":
		z, err := npz.NewReader(bytes.NewReader(data), int64(len(data)))
		switch {
		case err != nil:
		case z.Has("pos") && z.Has("t"):
			return Trajectory
		case z.Has("rates") && z.Has("t"):
			return Activity
		case z.Has("unit") && z.Has("t"):
			return SpikeTimes
		}
	}
	return Unknown
}

// detectRow tells by the first row of a table. What has none that is known
// passes for a trajectory, whose reader says what is wrong.
func detectRow(data []byte) Kind {
	in := bufio.NewScanner(bytes.NewReader(data))
	in.Buffer(nil, longestLine)
	for in.Scan() {
		fields := fieldsOf(in.Text())
		if fields == nil {
			continue
		}
		has := func(name string) bool {
			return slices.ContainsFunc(fields, func(f string) bool { n, _ := splitUnit(f); return n == name })
		}
		_, err := number(fields[0])
		switch {
		case err == nil && len(fields) == 2, has("unit") && !has("rate") && !has("x"):
			return SpikeTimes
		case has("unit") && has("rate"):
			return Activity
		}
		break
	}
	return Trajectory
}
