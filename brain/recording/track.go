package recording

import (
	"fmt"
	"io"
	"math"

	"gridrat/brain/npz"
	"gridrat/world"
)

// ReadTrack reads a trajectory as CSV with rows t,x,y[,hd]: time, position and
// heading (0 = east, counter-clockwise). Fields that are empty or NaN are not
// known. Units that a header names come before those of s.
func ReadTrack(r io.Reader, s Scales) (Track, error) {
	var k Track
	var lines []int
	t := table{columns: []column{s.time("t"), s.length("x"), s.length("y"), s.angle("hd")}, optional: 1}
	err := t.read(r, func(v []float64) error {
		k.add(v[0], v[1], v[2], v[3])
		lines = append(lines, t.line)
		return nil
	})
	if err != nil {
		return Track{}, err
	}
	k.Headings = t.place[3] >= 0
	return k, k.finish(func(row int) string { return fmt.Sprintf("line %d", lines[row]) })
}

func (k *Track) add(t, x, y, heading float64) {
	k.T = append(k.T, t)
	k.Poses = append(k.Poses, world.Pose{Pos: world.Vec{X: x, Y: y}, Heading: heading})
}

// ReadTrackArrays reads a trajectory from an npz file with arrays t[t],
// pos[t,2] and, if headings are known, hd[t].
func ReadTrackArrays(r io.ReaderAt, size int64, s Scales) (Track, error) {
	z, t, err := timed(r, size)
	if err != nil {
		return Track{}, err
	}
	pos, shape, err := z.Float64s("pos")
	if err != nil {
		return Track{}, err
	}
	if len(shape) != 2 || shape[0] != len(t) || shape[1] != 2 {
		return Track{}, fmt.Errorf("its array \"pos\" has shape %v; with %d times it must be [%d 2]", shape, len(t), len(t))
	}
	k := Track{Headings: z.Has("hd")}
	var hd []float64
	if k.Headings {
		if hd, err = vector(z, "hd", len(t)); err != nil {
			return Track{}, err
		}
	}
	for i := range t {
		heading := math.NaN()
		if hd != nil {
			heading = hd[i]
		}
		k.add(t[i]*s.Time, pos[2*i]*s.Length, pos[2*i+1]*s.Length, heading*s.Angle)
	}
	return k, k.finish(func(row int) string { return fmt.Sprintf("row %d of its arrays", row) })
}

// timed reads an npz file as far as its array t.
func timed(r io.ReaderAt, size int64) (z *npz.Reader, t []float64, err error) {
	if z, err = npz.NewReader(r, size); err != nil {
		return nil, nil, err
	}
	t, err = vector(z, "t", -1)
	return z, t, err
}

// vector reads an array of one dimension, of a length unless that is -1.
func vector(z *npz.Reader, name string, length int) ([]float64, error) {
	values, shape, err := z.Float64s(name)
	if err != nil {
		return nil, err
	}
	if len(shape) != 1 {
		return nil, fmt.Errorf("its array %q has shape %v; it must have one dimension", name, shape)
	}
	if length >= 0 && shape[0] != length {
		return nil, fmt.Errorf("its array %q has %d values; it must have %d, as many as \"t\"", name, shape[0], length)
	}
	return values, nil
}
