package matlab

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// four reads a file of version 4: matrices of two dimensions, each behind a
// header of five whole numbers. The first, MOPT in decimal digits, tells the
// order of bytes, the type of values and the kind of matrix.
func four(r io.ReaderAt, size int64) ([]Field, error) {
	var out []Field
	for at := int64(0); at < size; {
		if size-at < 20 || len(out) > 1<<16 {
			return nil, errShort
		}
		head := make([]byte, 20)
		if _, err := r.ReadAt(head, at); err != nil {
			return nil, err
		}
		var order binary.ByteOrder = binary.LittleEndian
		mopt := order.Uint32(head)
		if mopt > 4052 {
			order = binary.BigEndian
			mopt = order.Uint32(head)
		}
		machine, zero, precision, kind := mopt/1000, mopt/100%10, mopt/10%10, mopt%10
		if mopt > 4052 || machine > 1 || zero != 0 || precision > 5 || kind > 2 || (machine == 1) != (order == binary.BigEndian) {
			if len(out) == 0 {
				return nil, errors.New("it is no MATLAB file of a version that is known (4, 5 or 7.3)")
			}
			return nil, fmt.Errorf("it is broken: at byte %d there is no matrix", at)
		}
		rows, columns, complex, name := int64(order.Uint32(head[4:])), int64(order.Uint32(head[8:])), order.Uint32(head[12:]), int64(order.Uint32(head[16:]))
		at += 20
		wide := []int64{8, 4, 4, 2, 2, 1}[precision]
		if columns > 0 && rows > size/columns/wide || name > 256 || complex > 1 {
			return nil, errShort
		}
		bytesOf := rows * columns * wide
		all := bytesOf * int64(1+complex)
		if all+name > size-at {
			return nil, errShort
		}
		b := make([]byte, name+bytesOf)
		if _, err := r.ReadAt(b, at); err != nil {
			return nil, err
		}
		at += name + all
		title, _, _ := bytes.Cut(b[:name], []byte{0})
		b = b[name:]
		v := &Value{Class: "double", Shape: []int{int(rows), int(columns)}}
		switch {
		case kind == 2:
			v.Class, v.Refused = "sparse", "a sparse matrix; save it with full()"
		case complex == 1:
			v.Refused = "complex"
		default:
			v.Numbers = make([]float64, rows*columns)
			for i := range v.Numbers {
				v.Numbers[i] = number4(order, precision, b[int64(i)*wide:])
			}
		}
		if kind == 1 {
			v.setText(v.Numbers)
			v.Class, v.Numbers = "char", nil
		}
		out = append(out, Field{string(title), []*Value{v}})
	}
	return out, nil
}

func number4(order binary.ByteOrder, precision uint32, b []byte) float64 {
	switch precision {
	case 0:
		return math.Float64frombits(order.Uint64(b))
	case 1:
		return float64(math.Float32frombits(order.Uint32(b)))
	case 2:
		return float64(int32(order.Uint32(b)))
	case 3:
		return float64(int16(order.Uint16(b)))
	case 4:
		return float64(order.Uint16(b))
	}
	return float64(b[0])
}
