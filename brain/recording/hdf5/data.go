package hdf5

import (
	"errors"
	"fmt"
	"math/bits"
	"strings"
)

// Data are values as they stand in a file: of a set of data, or of an attribute.
type Data struct {
	Type  *Type
	Shape []int // nil of a single value
	f     *File
	raw   []byte
	empty bool // it has no extent at all
}

// Shape is the extent of the object's data, nil of a single value or a group.
func (o *Object) Shape() []int {
	if o.space == nil {
		return nil
	}
	shape, _ := o.space.shape()
	return shape
}

// Type is that of the object's data, nil of a group.
func (o *Object) Type() *Type { return o.typ }

func (s *space) shape() ([]int, error) {
	var out []int
	for _, n := range s.dims {
		if n > 1<<40 {
			return nil, fmt.Errorf("it has %d values along a dimension; there can be %d", n, int64(1)<<40)
		}
		out = append(out, int(n))
	}
	return out, nil
}

// bytes is the size of so many values.
func (s *space) bytes(t *Type) (uint64, error) {
	n := uint64(t.Size)
	if s.null {
		return 0, nil
	}
	for _, d := range s.dims {
		high, low := bits.Mul64(n, d)
		if high != 0 || low > mostData {
			return 0, fmt.Errorf("its data has more than %d GiB, the most that is read", mostData>>30)
		}
		n = low
	}
	return n, nil
}

// Read reads all of the object's data.
func (o *Object) Read() (*Data, error) {
	d, err := o.read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Path, err)
	}
	return d, nil
}

func (o *Object) read() (*Data, error) {
	if o.layout == nil {
		return nil, errors.New("it is a group; it must have values")
	}
	n, err := o.space.bytes(o.typ)
	if err != nil {
		return nil, err
	}
	d := &Data{Type: o.typ, f: o.f, empty: o.space.null}
	if d.Shape, err = o.space.shape(); err != nil || n == 0 {
		return d, err
	}
	switch l := o.layout; {
	case l.class == compact:
		if uint64(len(l.compact)) < n {
			return nil, errShort
		}
		d.raw = l.compact[:n]
		return d, nil
	case l.class == contiguous && l.addr != undefined:
		if l.addr > uint64(o.f.size) || n > uint64(o.f.size)-l.addr {
			return nil, errShort
		}
		d.raw = make([]byte, n)
		if _, err := o.f.r.ReadAt(d.raw, o.f.base+int64(l.addr)); err != nil {
			return nil, fmt.Errorf("could not be read: %w", err)
		}
		return d, nil
	case l.addr == undefined:
		if n > mostUnset {
			return nil, fmt.Errorf("%d bytes of its data were never written", n)
		}
		d.raw = make([]byte, n)
		o.unset(d.raw)
		return d, nil
	}
	for _, one := range o.filter {
		if one.id < 1 || one.id > 3 {
			return nil, one.refused()
		}
	}
	d.raw, err = o.gather(n)
	return d, err
}

// unset fills values that were never written.
func (o *Object) unset(b []byte) {
	if len(o.fill) != o.typ.Size {
		return
	}
	for i := 0; i+len(o.fill) <= len(b); i += len(o.fill) {
		copy(b[i:], o.fill)
	}
}

// gather puts chunks together.
func (o *Object) gather(n uint64) ([]byte, error) {
	g, err := o.grid()
	if err != nil {
		return nil, err
	}
	// What is there is counted before memory is taken for it.
	var list []chunk
	seen := map[uint64]bool{}
	err = g.chunks(func(c chunk) error {
		if c.addr > uint64(o.f.size) || c.size > uint64(o.f.size)-c.addr {
			return errShort
		}
		switch plain := !g.packed || o.layout.partial && g.cut(c, o.space.dims); {
		case plain && c.size < g.bytes, c.size < g.bytes/mostPacked:
			return errShort
		}
		key := uint64(0)
		for i, at := range c.at {
			key = key*g.now[i] + at
		}
		if seen[key] {
			return errors.New("it is broken: a chunk of its data is there twice")
		}
		seen[key] = true
		list = append(list, c)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if n > uint64(len(list))*g.bytes+mostUnset {
		return nil, fmt.Errorf("of %d bytes of its data only %d chunks of %d were written", n, len(list), g.bytes)
	}
	out := make([]byte, n)
	if len(list) > 0 {
		o.unset(out)
	}
	for _, c := range list {
		b := make([]byte, c.size)
		if _, err := o.f.r.ReadAt(b, o.f.base+int64(c.addr)); err != nil {
			return nil, fmt.Errorf("could not be read: %w", err)
		}
		filters := o.filter
		if o.layout.partial && g.cut(c, o.space.dims) {
			filters = nil
		}
		if b, err = g.unpack(b, filters, c.mask); err != nil {
			return nil, err
		}
		g.put(out, b, c.at, o.space.dims)
	}
	return out, nil
}

// cut tells whether a chunk lies over an edge of the data.
func (g *grid) cut(c chunk, dims []uint64) bool {
	for i, at := range c.at {
		if (at+1)*g.l.chunk[i] > dims[i] {
			return true
		}
	}
	return false
}

// put copies the part of a chunk that lies within the data, row by row.
func (g *grid) put(dst, src []byte, at, dims []uint64) {
	rank := len(dims)
	if rank == 0 {
		copy(dst, src)
		return
	}
	count := make([]uint64, rank) // of values of the chunk within the data
	for i := range dims {
		count[i] = min(g.l.chunk[i], dims[i]-at[i]*g.l.chunk[i])
	}
	row := count[rank-1] * g.element
	index := make([]uint64, rank-1)
	for {
		var to, from uint64
		for i := range rank {
			k := uint64(0)
			if i < rank-1 {
				k = index[i]
			}
			to = to*dims[i] + at[i]*g.l.chunk[i] + k
			from = from*g.l.chunk[i] + k
		}
		copy(dst[to*g.element:to*g.element+row], src[from*g.element:])
		i := rank - 2
		for ; i >= 0; i-- {
			if index[i]++; index[i] < count[i] {
				break
			}
			index[i] = 0
		}
		if i < 0 {
			return
		}
	}
}

// Len is the number of values.
func (d *Data) Len() int {
	if d.empty {
		return 0
	}
	n := 1
	for _, k := range d.Shape {
		n *= k
	}
	return n
}

// Float64s are the values, the last dimension first; of integers, floats, bits
// and enumerations.
func (d *Data) Float64s() ([]float64, error) {
	switch d.Type.Class {
	case Integer, Float, Bits, Enum:
	default:
		return nil, fmt.Errorf("it has %v; they must be numbers", d.Type.Class)
	}
	out := make([]float64, d.Len())
	size := d.Type.Size
	for i := range out {
		out[i] = d.Type.number(d.raw[i*size : (i+1)*size])
	}
	return out, nil
}

// Int64s are the values, the last dimension first; of integers, bits and
// enumerations.
func (d *Data) Int64s() ([]int64, error) {
	t := d.Type
	switch t.Class {
	case Integer, Bits:
	case Enum:
		t = t.Base
	default:
		return nil, fmt.Errorf("it has %v; they must be whole numbers", t.Class)
	}
	out := make([]int64, d.Len())
	for i := range out {
		at := i * d.Type.Size
		out[i] = t.integer(d.raw[at : at+t.Size])
	}
	return out, nil
}

// Strings are the values; of strings of a fixed or varying length.
func (d *Data) Strings() ([]string, error) {
	t := d.Type
	if t.Class != String && !(t.Class == Sequence && (t.text || t.Base.Class == String && t.Base.Size == 1)) {
		return nil, fmt.Errorf("it has %v; they must be strings", t.Class)
	}
	out := make([]string, d.Len())
	for i := range out {
		b, err := d.value(i)
		if err != nil {
			return nil, err
		}
		if out[i] = trim(b); t.spaces {
			out[i] = strings.TrimRight(out[i], " ")
		}
	}
	return out, nil
}

// value is the bytes of a value, wherever they stand.
func (d *Data) value(i int) ([]byte, error) {
	b := d.raw[i*d.Type.Size : (i+1)*d.Type.Size]
	if d.Type.Class != Sequence {
		return b, nil
	}
	c := &cursor{b: b, f: d.f}
	n, at := uint64(c.u32()), c.addr()
	index := c.u32()
	if c.err != nil || n == 0 || at == 0 || at == undefined {
		return nil, c.err
	}
	b, err := d.f.vary(at, uint16(index))
	if err != nil {
		return nil, err
	}
	if n *= uint64(d.Type.Base.Size); n > uint64(len(b)) {
		return nil, errShort
	}
	return b[:n], nil
}

// Sequences are values of a varying length, each as data of one dimension.
func (d *Data) Sequences() ([]*Data, error) {
	if d.Type.Class != Sequence {
		return nil, fmt.Errorf("it has %v; they must be sequences", d.Type.Class)
	}
	out := make([]*Data, d.Len())
	for i := range out {
		b, err := d.value(i)
		if err != nil {
			return nil, err
		}
		out[i] = &Data{Type: d.Type.Base, Shape: []int{len(b) / d.Type.Base.Size}, f: d.f, raw: b}
	}
	return out, nil
}

// References are the objects that values refer to; nil of one that refers to
// nothing. Paths are made of a prefix and their number.
func (d *Data) References(prefix string) ([]*Object, error) {
	if d.Type.Class != Reference || d.Type.region || d.Type.Size != d.f.off {
		return nil, fmt.Errorf("it has %v; they must be references to objects (those to regions are not read)", d.Type.Class)
	}
	out := make([]*Object, d.Len())
	for i := range out {
		at := (&cursor{b: d.raw[i*d.Type.Size:], f: d.f}).addr()
		if at == undefined || at == 0 {
			continue
		}
		o, err := d.f.object(at, fmt.Sprintf("%s{%d}", prefix, i+1))
		if err != nil {
			return nil, err
		}
		out[i] = o
	}
	return out, nil
}
