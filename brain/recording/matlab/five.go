package matlab

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"unicode/utf16"
)

// Kinds of elements of a file of version 5.
const (
	int8Element   = 1
	uint8Element  = 2
	int16Element  = 3
	uint16Element = 4
	int32Element  = 5
	uint32Element = 6
	singleElement = 7
	doubleElement = 9
	int64Element  = 12
	uint64Element = 13
	matrix        = 14
	packed        = 15
	utf8Element   = 16
	utf16Element  = 17
	utf32Element  = 18
)

var elementBytes = map[uint32]int{int8Element: 1, uint8Element: 1, int16Element: 2, uint16Element: 2, int32Element: 4, uint32Element: 4,
	singleElement: 4, doubleElement: 8, int64Element: 8, uint64Element: 8, utf8Element: 1, utf16Element: 2, utf32Element: 4}

var classNames = []string{"", "cell", "struct", "object", "char", "sparse", "double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "function handle", "opaque"}

var errShort = errors.New("it is cut short, or broken")

// reader5 parses arrays of version 5 in memory.
type reader5 struct {
	order  binary.ByteOrder
	values int
}

// five reads a file of version 5.
func five(r io.ReaderAt, size int64, order binary.ByteOrder) ([]Field, error) {
	in := &reader5{order: order}
	var out []Field
	unpacked := int64(0)
	hidden := int64(order.Uint64(headAt(r, 116))) // where the data of objects is, 0 or blanks without
	for at := int64(128); at < size; {
		if size-at < 8 {
			return nil, errShort
		}
		tag := make([]byte, 8)
		if _, err := r.ReadAt(tag, at); err != nil {
			return nil, err
		}
		kind, n := order.Uint32(tag), int64(order.Uint32(tag[4:]))
		if n > size-at-8 {
			return nil, errShort
		}
		here := at
		at += 8 + n
		if kind != packed {
			at += -n & 7
		}
		if kind != matrix && kind != packed {
			return nil, fmt.Errorf("it is broken: at byte %d there is no array", here)
		}
		b := make([]byte, n)
		if _, err := r.ReadAt(b, here+8); err != nil {
			return nil, err
		}
		if kind == packed {
			var err error
			if b, err = in.unpack(b, mostBytes-unpacked); err != nil {
				return nil, err
			}
		}
		if unpacked += int64(len(b)); unpacked > mostBytes {
			return nil, fmt.Errorf("its variables have more than %d GiB, the most that is read", mostBytes>>30)
		}
		name, v, err := in.array(b, 0)
		if err != nil {
			return nil, err
		}
		if here == hidden || name == "" {
			continue // the data of objects, of which their variables tell
		}
		out = append(out, Field{name, []*Value{v}})
	}
	return out, nil
}

func headAt(r io.ReaderAt, at int64) []byte {
	b := make([]byte, 8)
	_, _ = r.ReadAt(b, at) // the head was read before
	return b
}

// unpack inflates a variable to the bytes of its array.
func (in *reader5) unpack(b []byte, most int64) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("it is broken: a variable does not unpack: %w", err)
	}
	tag := make([]byte, 8)
	if _, err := io.ReadFull(z, tag); err != nil {
		return nil, fmt.Errorf("it is broken: a variable does not unpack: %w", err)
	}
	n := int64(in.order.Uint32(tag[4:]))
	if in.order.Uint32(tag) != matrix {
		return nil, errors.New("it is broken: a packed variable is no array")
	}
	if n > int64(len(b))*mostPacked {
		return nil, errShort
	}
	if n > most {
		return nil, fmt.Errorf("its variables have more than %d GiB, the most that is read", mostBytes>>30)
	}
	out := make([]byte, n)
	if _, err := io.ReadFull(z, out); err != nil {
		return nil, fmt.Errorf("it is broken: a variable does not unpack: %w", err)
	}
	return out, nil
}

// element takes the next one off.
func (in *reader5) element(b *[]byte) (kind uint32, data []byte, err error) {
	if len(*b) < 8 {
		return 0, nil, errShort
	}
	kind = in.order.Uint32(*b)
	if n := kind >> 16; n != 0 { // a small one
		if n > 4 {
			return 0, nil, errShort
		}
		data, *b = (*b)[4:4+n], (*b)[8:]
		return kind & 0xffff, data, nil
	}
	n := uint64(in.order.Uint32((*b)[4:]))
	if n > uint64(len(*b)-8) {
		return 0, nil, errShort
	}
	data = (*b)[8 : 8+n]
	*b = (*b)[min(8+(n+7)&^7, uint64(len(*b))):]
	return kind, data, nil
}

// numbers are the values of an element.
func (in *reader5) numbers(kind uint32, data []byte) ([]float64, error) {
	size := elementBytes[kind]
	if size == 0 || len(data)%size != 0 {
		return nil, fmt.Errorf("it is broken: %d bytes are of element %d", len(data), kind)
	}
	out := make([]float64, len(data)/size)
	for i := range out {
		b := data[i*size:]
		switch kind {
		case int8Element:
			out[i] = float64(int8(b[0]))
		case uint8Element, utf8Element:
			out[i] = float64(b[0])
		case int16Element:
			out[i] = float64(int16(in.order.Uint16(b)))
		case uint16Element, utf16Element:
			out[i] = float64(in.order.Uint16(b))
		case int32Element:
			out[i] = float64(int32(in.order.Uint32(b)))
		case uint32Element, utf32Element:
			out[i] = float64(in.order.Uint32(b))
		case singleElement:
			out[i] = float64(math.Float32frombits(in.order.Uint32(b)))
		case doubleElement:
			out[i] = math.Float64frombits(in.order.Uint64(b))
		case int64Element:
			out[i] = float64(int64(in.order.Uint64(b)))
		case uint64Element:
			out[i] = float64(in.order.Uint64(b))
		}
	}
	return out, nil
}

// array reads an array from the bytes of its element.
func (in *reader5) array(b []byte, depth int) (name string, v *Value, err error) {
	if in.values++; in.values > mostValues || depth > mostDepth {
		return "", nil, errors.New("it has too many arrays, or they are nested too deeply")
	}
	if len(b) == 0 { // an empty one, as within cells
		return "", &Value{Class: "double", Shape: []int{0, 0}}, nil
	}
	kind, data, err := in.element(&b)
	if err != nil || kind != uint32Element || len(data) < 8 {
		return "", nil, errShort
	}
	flags := in.order.Uint32(data)
	class := int(flags & 255)
	v = &Value{Class: fmt.Sprintf("class %d", class)}
	if class > 0 && class < len(classNames) {
		v.Class = classNames[class]
	}
	if class == 17 { // its name follows at once, then its kind
		if _, data, err = in.element(&b); err != nil {
			return "", nil, err
		}
		name = string(data)
		v.Refused = "an object (a table, a string, a time series), which only MATLAB reads; save its columns as plain arrays"
		return name, v, nil
	}
	kind, data, err = in.element(&b)
	if err != nil {
		return "", nil, err
	}
	dims, err := in.numbers(kind, data)
	if err != nil || len(dims) > 32 {
		return "", nil, errShort
	}
	for _, d := range dims {
		if d < 0 || d > math.MaxInt32 {
			return "", nil, errShort
		}
		v.Shape = append(v.Shape, int(d))
	}
	if _, data, err = in.element(&b); err != nil {
		return "", nil, err
	}
	name = string(data)
	n, ok := count(v.Shape, int64(len(b))+1<<16)
	if !ok && class != 5 && class != 16 {
		return "", nil, errShort
	}
	switch class {
	case 1:
		v.Cells, err = in.list(&b, n, depth)
	case 2, 3:
		if class == 3 { // the name of the class
			_, _, err = in.element(&b)
		}
		if err == nil {
			err = in.structure(&b, v, n, depth)
		}
	case 4:
		err = in.text(&b, v, n)
	case 5:
		v.Refused = "a sparse matrix; save it with full()"
	case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15:
		if flags&0x200 != 0 {
			v.Class = "logical"
		}
		if flags&0x800 != 0 {
			v.Refused = "complex"
			break
		}
		if kind, data, err = in.element(&b); err == nil {
			v.Numbers, err = in.numbers(kind, data)
		}
		if err == nil && len(v.Numbers) != n {
			err = fmt.Errorf("it is broken: an array of %d values has %d", n, len(v.Numbers))
		}
	default:
		v.Refused = "a " + v.Class
	}
	return name, v, err
}

// list reads arrays that follow each other.
func (in *reader5) list(b *[]byte, n, depth int) ([]*Value, error) {
	if n > len(*b)/8 {
		return nil, errShort
	}
	out := make([]*Value, n)
	for i := range out {
		kind, data, err := in.element(b)
		if err == nil && kind != matrix {
			err = errShort
		}
		if err == nil {
			_, out[i], err = in.array(data, depth+1)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (in *reader5) structure(b *[]byte, v *Value, n, depth int) error {
	kind, data, err := in.element(b)
	if err != nil {
		return err
	}
	long, err := in.numbers(kind, data)
	if err != nil || len(long) != 1 || long[0] < 1 || long[0] > 1<<16 {
		return errShort
	}
	_, names, err := in.element(b)
	if err != nil {
		return err
	}
	for name := range slices.Chunk(names, int(long[0])) {
		name, _, _ = bytes.Cut(name, []byte{0})
		v.Fields = append(v.Fields, Field{Name: string(name)})
	}
	if len(v.Fields) > 0 && n > len(*b)/8/len(v.Fields) {
		return errShort
	}
	for range n {
		values, err := in.list(b, len(v.Fields), depth)
		if err != nil {
			return err
		}
		for i, one := range values {
			v.Fields[i].Values = append(v.Fields[i].Values, one)
		}
	}
	return nil
}

func (in *reader5) text(b *[]byte, v *Value, n int) error {
	kind, data, err := in.element(b)
	if err != nil {
		return err
	}
	if kind == utf8Element && len(v.Shape) == 2 && v.Shape[0] <= 1 {
		v.Text = string(data)
		return nil
	}
	codes, err := in.numbers(kind, data)
	if err != nil {
		return err
	}
	if len(codes) < n {
		return errShort
	}
	v.setText(codes[:n])
	return nil
}

// setText takes characters, of which the first dimension comes first.
func (v *Value) setText(codes []float64) {
	rows := 1
	if len(v.Shape) > 0 {
		rows = max(v.Shape[0], 1)
	}
	units := make([]uint16, 0, len(codes))
	for i := range rows {
		for j := i; j < len(codes); j += rows {
			units = append(units, uint16(codes[j]))
		}
	}
	v.Text = string(utf16.Decode(units))
}
