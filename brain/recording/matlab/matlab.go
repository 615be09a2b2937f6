// Package matlab reads files of MATLAB: .mat of versions 4, 5 (also 6 and 7, of
// which those of 7 are packed) and 7.3, which is HDF5, as "MAT-File Format" of
// The MathWorks lays them down; and what Octave saves as these. It finds in them
// what is named as recordings are, and says what it did not use.
package matlab

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"gridrat/brain/recording/hdf5"
	"gridrat/brain/recording/series"
)

// Value is an array of MATLAB.
type Value struct {
	Class   string    // double, int16, logical, char, cell, struct ...
	Shape   []int     // rows, columns, ...
	Numbers []float64 // of numbers and logicals, the first dimension first
	Text    string    // of characters, row by row
	Cells   []*Value  // of a cell array, the first dimension first
	Fields  []Field   // of a structure, in its order
	Refused string    // why it is not read; "" if it is
}

// Field is a variable, or a field of a structure with its value in each of the
// structures of an array.
type Field struct {
	Name   string
	Values []*Value
}

// most of what is read of a file.
const (
	mostValues = 2 << 20 // arrays
	mostDepth  = 24
	mostBytes  = 4 << 30 // unpacked
	mostPacked = 1032    // to 1, the most of deflate
)

// Read reads all variables of a file of size bytes, and says its format.
func Read(r io.ReaderAt, size int64) (variables []Field, format string, err error) {
	head := make([]byte, min(size, 128))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, "", err
	}
	switch {
	case len(head) == 128 && (string(head[126:128]) == "IM" || string(head[126:128]) == "MI") && !bytes.HasPrefix(head, []byte(hdf5.Signature)):
		var order binary.ByteOrder = binary.LittleEndian
		if head[126] == 'M' {
			order = binary.BigEndian
		}
		if order.Uint16(head[124:])>>8 == 2 {
			variables, err = newest(r, size)
			return variables, "MATLAB 7.3 (HDF5)", err
		}
		variables, err = five(r, size, order)
		return variables, "MATLAB 5", err
	case len(head) >= 20 && bytes.IndexByte(head[:4], 0) >= 0:
		variables, err = four(r, size)
		return variables, "MATLAB 4", err
	}
	return nil, "", errors.New("it is no MATLAB file of a version that is known (4, 5 or 7.3)")
}

// Find reads a file and offers what is in it.
func Find(r io.ReaderAt, size int64) (*series.Offer, error) {
	variables, format, err := Read(r, size)
	if err != nil {
		return nil, err
	}
	if len(variables) == 0 {
		return nil, fmt.Errorf("it is %s and has no variables", format)
	}
	return offer(variables, format), nil
}

// count is the number of values of a shape; false if it is beyond a limit.
func count(shape []int, most int64) (int, bool) {
	n := int64(1)
	for _, k := range shape {
		if k < 0 || k > 0 && n > most/int64(k) {
			return 0, false
		}
		n *= int64(k)
	}
	return int(n), n <= most
}
