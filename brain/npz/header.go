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

// kind is how values of a type are turned into numbers.
type kind struct {
	width int // bytes
	value func(b []byte) float64
}

// kindOf returns that of the description of a type: boolean, whole or floating,
// of any width and byte order.
func kindOf(descr string) (kind, error) {
	if len(descr) < 2 {
		return kind{}, fmt.Errorf("its values are of type %q; they must be numbers", descr)
	}
	var order binary.ByteOrder = binary.LittleEndian
	if descr[0] == '>' {
		order = binary.BigEndian
	}
	switch descr[1:] {
	case "b1", "u1":
		return kind{1, func(b []byte) float64 { return float64(b[0]) }}, nil
	case "i1":
		return kind{1, func(b []byte) float64 { return float64(int8(b[0])) }}, nil
	case "u2":
		return kind{2, func(b []byte) float64 { return float64(order.Uint16(b)) }}, nil
	case "i2":
		return kind{2, func(b []byte) float64 { return float64(int16(order.Uint16(b))) }}, nil
	case "u4":
		return kind{4, func(b []byte) float64 { return float64(order.Uint32(b)) }}, nil
	case "i4":
		return kind{4, func(b []byte) float64 { return float64(int32(order.Uint32(b))) }}, nil
	case "u8":
		return kind{8, func(b []byte) float64 { return float64(order.Uint64(b)) }}, nil
	case "i8":
		return kind{8, func(b []byte) float64 { return float64(int64(order.Uint64(b))) }}, nil
	case "f2":
		return kind{2, func(b []byte) float64 { return wide(order.Uint16(b)) }}, nil
	case "f4":
		return kind{4, func(b []byte) float64 { return float64(math.Float32frombits(order.Uint32(b))) }}, nil
	case "f8":
		return kind{8, func(b []byte) float64 { return math.Float64frombits(order.Uint64(b)) }}, nil
	}
	what := "numbers"
	switch descr[1] {
	case 'O':
		return kind{}, errors.New("its values are Python objects (a list or dict that was pickled); save each array of numbers by its own name")
	case 'U', 'S':
		what = "text"
	case 'c':
		what = "complex numbers"
	}
	return kind{}, fmt.Errorf("its values are %s of type %q; they must be booleans, whole numbers or floats of 2, 4 or 8 bytes", what, descr)
}
