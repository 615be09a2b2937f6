package npz

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// magic begins every npy file; a version of two bytes follows.
const magic = "\x93NUMPY"

// headerLimit bounds the text that describes an array. numpy's own are some
// hundred bytes long.
const headerLimit = 1 << 16

// header describes the values that follow it in an npy file (NEP 1).
type header struct {
	kind    string // "<f8" and so on
	fortran bool   // the first index runs fastest
	shape   []int
}

// The entries of the Python dictionary that a header is, in any order.
var (
	descrEntry   = regexp.MustCompile(`'descr'\s*:\s*'([^']*)'`)
	fortranEntry = regexp.MustCompile(`'fortran_order'\s*:\s*(True|False)`)
	shapeEntry   = regexp.MustCompile(`'shape'\s*:\s*\(([0-9, ]*)\)`)
)

// readHeader reads as far as the first value.
func readHeader(r io.Reader) (header, error) {
	var start [8]byte
	if _, err := io.ReadFull(r, start[:]); err != nil || string(start[:6]) != magic {
		return header{}, errors.New("it is no npy file")
	}
	var length uint32
	switch start[6] {
	case 1:
		var short uint16
		if err := binary.Read(r, binary.LittleEndian, &short); err != nil {
			return header{}, errors.New("it ends within its header")
		}
		length = uint32(short)
	case 2, 3:
		if err := binary.Read(r, binary.LittleEndian, &length); err != nil {
			return header{}, errors.New("it ends within its header")
		}
	default:
		return header{}, fmt.Errorf("its npy format is version %d; this program reads 1 to 3", start[6])
	}
	if length > headerLimit {
		return header{}, fmt.Errorf("its header is %d bytes long, more than %d", length, headerLimit)
	}
	text := make([]byte, length)
	if _, err := io.ReadFull(r, text); err != nil {
		return header{}, errors.New("it ends within its header")
	}
	descr, fortran, shape := descrEntry.FindSubmatch(text), fortranEntry.FindSubmatch(text), shapeEntry.FindSubmatch(text)
	if descr == nil || fortran == nil || shape == nil {
		return header{}, fmt.Errorf("its header is %q; it must say descr (of plain numbers), fortran_order and shape", bytes.TrimSpace(text[:min(len(text), 200)]))
	}
	h := header{kind: string(descr[1]), fortran: string(fortran[1]) == "True"}
	for _, word := range strings.Split(string(shape[1]), ",") {
		word = strings.TrimSpace(word)
		if word == "" {
			continue // (3,) has one dimension, () has none
		}
		n, err := strconv.Atoi(word)
		if err != nil {
			return header{}, fmt.Errorf("its shape is (%s); it must be whole numbers", shape[1])
		}
		h.shape = append(h.shape, n)
	}
	return h, nil
}

// size is the number of values.
func (h header) size() (int, error) {
	size := 1
	for _, n := range h.shape {
		if n > maxValues || size*n > maxValues {
			return 0, fmt.Errorf("its shape %v is too large", h.shape)
		}
		size *= n
	}
	return size, nil
}

// kinds are the types of values that are read, little-endian: their width in
// bytes, and how one is turned into a number.
var kinds = map[string]struct {
	width int
	value func(b []byte) float64
}{
	"|u1": {1, func(b []byte) float64 { return float64(b[0]) }},
	"<f2": {2, func(b []byte) float64 { return wide(binary.LittleEndian.Uint16(b)) }},
	"<f4": {4, func(b []byte) float64 { return float64(math.Float32frombits(binary.LittleEndian.Uint32(b))) }},
	"<f8": {8, func(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }},
	"<i4": {4, func(b []byte) float64 { return float64(int32(binary.LittleEndian.Uint32(b))) }},
	"<i8": {8, func(b []byte) float64 { return float64(int64(binary.LittleEndian.Uint64(b))) }},
}
