package hdf5

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"math/bits"
)

// chunk is one of data, where it stands in the file.
type chunk struct {
	addr, size uint64
	mask       uint32   // of filters that were left out
	at         []uint64 // its place, in chunks
}

// grid is how data is cut into chunks.
type grid struct {
	f       *File
	l       *layout
	now     []uint64 // chunks along each dimension
	most    []uint64 // that there can be; 0 of a dimension without end
	element uint64   // bytes
	bytes   uint64   // of a chunk
	packed  bool     // it has filters
}

func (o *Object) grid() (*grid, error) {
	g := &grid{f: o.f, l: o.layout, element: uint64(o.typ.Size), packed: len(o.filter) > 0}
	if len(g.l.chunk) != len(o.space.dims) {
		return nil, fmt.Errorf("its chunks have %d dimensions and its data %d", len(g.l.chunk), len(o.space.dims))
	}
	if g.l.element != 0 && g.l.element != g.element {
		return nil, errors.New("it is broken: its values and its chunks have other sizes")
	}
	g.bytes = g.element
	for i, n := range g.l.chunk {
		high, low := bits.Mul64(g.bytes, n)
		if n == 0 || high != 0 || low > 1<<32 {
			return nil, errors.New("it is broken: its chunks have an impossible size")
		}
		g.bytes = low
		g.now = append(g.now, (o.space.dims[i]+n-1)/n)
		to := o.space.to[i]
		if to == undefined || to == 0xffffffff && o.f.len == 4 || to == 0xffff && o.f.len == 2 {
			g.most = append(g.most, 0)
		} else {
			g.most = append(g.most, to/n+min(to%n, 1))
		}
	}
	return g, nil
}

// place is where the chunk of an index stands; false outside the data. first is
// the dimension that varies slowest.
func (g *grid) place(index uint64, first int) ([]uint64, bool) {
	at := make([]uint64, len(g.now))
	inside := true
	step := func(i int, last bool) {
		n := g.most[i]
		if last || n == 0 {
			at[i], index = index, 0
		} else {
			at[i], index = index%n, index/n
		}
		inside = inside && at[i] < g.now[i]
	}
	for i := len(at) - 1; i >= 0; i-- {
		if i != first {
			step(i, false)
		}
	}
	if len(at) > 0 {
		step(first, true)
	}
	return at, inside && index == 0
}

// chunks calls use for every chunk that was written and lies within the data.
func (g *grid) chunks(use func(chunk) error) error {
	l, f := g.l, g.f
	if l.addr == undefined {
		return nil
	}
	total := uint64(1)
	for _, n := range g.now {
		high, low := bits.Mul64(total, n)
		if high != 0 || low > 1<<40 {
			return errors.New("it is broken: it has an impossible number of chunks")
		}
		total = low
	}
	give := func(index uint64, first int, c chunk) error {
		if c.addr == undefined {
			return nil
		}
		at, ok := g.place(index, first)
		if !ok {
			return nil
		}
		c.at = at
		return use(c)
	}
	switch l.index {
	case singleChunk:
		size := g.bytes
		if g.packed && l.packed != 0 {
			size = l.packed
		}
		return give(0, 0, chunk{addr: l.addr, size: size, mask: l.mask})
	case implicit:
		most := uint64(1)
		for _, n := range g.most {
			if most *= max(n, 1); most > 1<<40 {
				return errors.New("it is broken: it has an impossible number of chunks")
			}
		}
		if most*g.bytes > uint64(f.size) {
			return errShort
		}
		for i := range most {
			if err := give(i, 0, chunk{addr: l.addr + i*g.bytes, size: g.bytes}); err != nil {
				return err
			}
		}
		return nil
	case fixedArray:
		return g.fixed(func(i uint64, c chunk) error { return give(i, 0, c) })
	case extensibleArray:
		first := 0
		for i, n := range g.most {
			if n == 0 {
				first = i
			}
		}
		return g.extensible(func(i uint64, c chunk) error { return give(i, first, c) })
	case newerTree:
		return g.newerTree(use)
	}
	rank := len(g.now)
	return f.olderTree(l.addr, 1, 8+8*(rank+1), mostDepth, func(key *cursor, child uint64) error {
		c := chunk{addr: child, size: uint64(key.u32()), mask: key.u32()}
		for i := range rank {
			at := key.uint(8)
			if at%l.chunk[i] != 0 {
				return errors.New("it is broken: a chunk stands between chunks")
			}
			c.at = append(c.at, at/l.chunk[i])
		}
		if key.err != nil {
			return key.err
		}
		return g.inside(c, use)
	})
}

// inside calls use for a chunk unless it lies outside the data, which shrank.
func (g *grid) inside(c chunk, use func(chunk) error) error {
	for i, at := range c.at {
		if at >= g.now[i] {
			return nil
		}
	}
	return use(c)
}

func (g *grid) newerTree(use func(chunk) error) error {
	kind := 10
	if g.packed {
		kind = 11
	}
	return g.f.records(g.l.addr, kind, func(r *cursor) error {
		c := chunk{addr: r.addr(), size: g.bytes}
		if g.packed {
			c.size = r.uint(r.left() - 4 - 8*len(g.now))
			c.mask = r.u32()
		}
		for range g.now {
			c.at = append(c.at, r.uint(8))
		}
		if r.err != nil {
			return r.err
		}
		return g.inside(c, use)
	})
}

// entry reads what an array says of a chunk, in a number of bytes.
func (g *grid) entry(c *cursor, bytes int) chunk {
	out := chunk{addr: c.addr(), size: g.bytes}
	if g.packed {
		out.size = c.uint(bytes - g.f.off - 4)
		out.mask = c.u32()
	}
	return out
}

// entryBytes checks the size of the entries of an array.
func (g *grid) entryBytes(client, n int) error {
	switch {
	case client != 0 && client != 1 || (client == 1) != g.packed:
		return errors.New("it is broken: its filters and the list of its chunks do not agree")
	case client == 0 && n != g.f.off, client == 1 && (n < g.f.off+5 || n > g.f.off+12):
		return errors.New("it is broken: the list of its chunks has entries of an impossible size")
	}
	return nil
}

// fixed reads a fixed array.
func (g *grid) fixed(use func(uint64, chunk) error) error {
	f := g.f
	c, err := f.begins(g.l.addr, uint64(8+f.len+f.off), "FAHD", 0)
	if err != nil {
		return err
	}
	client, entry, pageBits := int(c.u8()), int(c.u8()), int(c.u8())
	n, at := c.length(), c.addr()
	if c.err != nil {
		return c.err
	}
	if err := g.entryBytes(client, entry); err != nil || at == undefined {
		return err
	}
	if n > uint64(f.size) || pageBits > 32 {
		return errShort
	}
	if _, err = f.begins(at, uint64(6+f.off), "FADB", 0); err != nil {
		return err
	}
	at += uint64(6 + f.off)
	page := uint64(1) << pageBits
	if n <= page {
		return g.entries(at, 0, n, entry, use)
	}
	pages := (n + page - 1) / page
	made, err := f.block(at, (pages+7)/8)
	if err != nil {
		return err
	}
	at += (pages+7)/8 + 4
	for i := range pages {
		in := min(page, n-i*page)
		if made[i/8]>>(7-i%8)&1 != 0 {
			if err := g.entries(at, i*page, in, entry, use); err != nil {
				return err
			}
		}
		at += page*uint64(entry) + 4
	}
	return nil
}

// entries calls use for n entries that follow each other, numbered from first.
func (g *grid) entries(at, first, n uint64, entry int, use func(uint64, chunk) error) error {
	b, err := g.f.block(at, n*uint64(entry))
	if err != nil {
		return err
	}
	c := &cursor{b: b, f: g.f}
	for i := range n {
		one := g.entry(c, entry)
		if c.err != nil {
			return c.err
		}
		if err := use(first+i, one); err != nil {
			return err
		}
	}
	return nil
}

// unpack undoes the filters of a chunk, the last first.
func (g *grid) unpack(b []byte, filters []filter, mask uint32) ([]byte, error) {
	for i := len(filters) - 1; i >= 0; i-- {
		if mask>>i&1 != 0 {
			continue
		}
		var err error
		switch one := filters[i]; one.id {
		case 1:
			b, err = inflate(b, g.bytes)
		case 2:
			b = unshuffle(b, int(g.element))
		case 3:
			b, err = checked(b)
		default:
			return nil, one.refused()
		}
		if err != nil {
			return nil, err
		}
	}
	if uint64(len(b)) != g.bytes {
		return nil, fmt.Errorf("it is broken: a chunk of %d bytes has %d", g.bytes, len(b))
	}
	return b, nil
}

// filterNames are those of filters that are registered and not read.
var filterNames = map[int]string{4: "szip", 5: "nbit", 6: "scale-offset", 305: "LZO", 307: "bzip2", 32000: "LZF", 32001: "Blosc", 32004: "LZ4", 32008: "bitshuffle", 32013: "ZFP", 32015: "Zstandard", 32026: "Blosc2"}

func (f filter) refused() error {
	name := filterNames[f.id]
	if name == "" {
		name = fmt.Sprintf("%d (%.40s)", f.id, f.name)
	}
	return fmt.Errorf("it is packed with the filter %s, which is not read; save it with gzip (deflate) or without one, as h5repack -f GZIP=4 does", name)
}

func inflate(b []byte, most uint64) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("it is broken: a chunk does not unpack: %w", err)
	}
	// Besides the chunk, a checksum may stand in it.
	out := bytes.NewBuffer(make([]byte, 0, min(most, uint64(len(b))*mostPacked)+bytes.MinRead))
	if _, err := io.Copy(out, io.LimitReader(z, int64(most)+8)); err != nil {
		return nil, fmt.Errorf("it is broken: a chunk does not unpack: %w", err)
	}
	return out.Bytes(), nil
}

// unshuffle puts together the bytes of values that were sorted by their place.
func unshuffle(b []byte, size int) []byte {
	n := len(b) / size
	if size <= 1 || n <= 1 {
		return b
	}
	out := make([]byte, len(b))
	for j := range size {
		for i, v := range b[j*n : (j+1)*n] {
			out[i*size+j] = v
		}
	}
	copy(out[n*size:], b[n*size:])
	return out
}

// checked takes off and checks a Fletcher checksum of 32 bits.
func checked(b []byte) ([]byte, error) {
	n := len(b) - 4
	if n < 0 {
		return nil, errShort
	}
	var one, two uint32
	for i := 0; i < n; i += 2 {
		v := uint32(b[i]) << 8
		if i+1 < n {
			v |= uint32(b[i+1])
		}
		one = (one + v) % 65535
		two = (two + one) % 65535
	}
	c := &cursor{b: b[n:]}
	got := c.u32()
	if got>>16%65535 != two || got&0xffff%65535 != one {
		return nil, errors.New("it is broken: the checksum of a chunk is wrong")
	}
	return b[:n], nil
}
