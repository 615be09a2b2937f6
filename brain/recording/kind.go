package recording

import (
	"bufio"
	"bytes"
	"math"
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

// Detect tells by the name of a file and its first rows, or its arrays, what it
// records; whether it can be read is not said. What has a column called unit
// are cells. Rows without a header of two fields are spikes, of three activity
// where the second is a whole number throughout and times repeat, or it is
// always the same; else they are a trajectory, as is what is not known, and its
// reader says what is wrong.
func Detect(name string, data []byte) Kind {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".txt":
		return detectRows(data)
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

// detectRows tells by the first rows of a table.
func detectRows(data []byte) Kind {
	const looked = 2000 // rows
	in := bufio.NewScanner(bytes.NewReader(data))
	in.Buffer(nil, longestLine)
	rows := 0
	whole, repeats, same := true, false, true // units are whole, times repeat, there is one unit
	var before []float64
	for rows < looked && in.Scan() {
		fields := fieldsOf(in.Text())
		if fields == nil {
			continue
		}
		if rows++; rows == 1 {
			if k, known := detectHeader(fields); known {
				return k
			}
			if len(fields) == 2 {
				return SpikeTimes
			}
		}
		if len(fields) != 3 {
			return Trajectory
		}
		values := make([]float64, 2)
		for i := range values {
			v, err := number(fields[i])
			if err != nil {
				return Trajectory
			}
			values[i] = v
		}
		whole = whole && values[1] == math.Trunc(values[1]) && values[1] >= 0
		if before != nil {
			repeats = repeats || values[0] == before[0]
			same = same && values[1] == before[1]
		}
		before = values
	}
	if rows > 1 && whole && (repeats || same) {
		return Activity
	}
	return Trajectory
}

// detectHeader tells by a row that names columns; known is false of numbers.
func detectHeader(fields []string) (k Kind, known bool) {
	if _, err := number(fields[0]); err == nil {
		return Unknown, false
	}
	has := func(name string) bool {
		return slices.ContainsFunc(fields, func(f string) bool { n, _ := splitUnit(f); return n == name })
	}
	switch {
	case has("unit") && has("rate"):
		return Activity, true
	case has("unit"):
		return SpikeTimes, true
	}
	return Trajectory, true
}
