package hdf5

import (
	"errors"
	"fmt"
	"math/bits"
)

// heap is a fractal heap: a table of blocks whose sizes double.
type heap struct {
	f            *File
	objects      uint64 // that it holds, of all kinds
	offset, long int    // bytes of an offset and of a length in its names of objects
	width        uint64 // blocks of a row
	start, most  uint64 // bytes of the first block, and of the largest direct one
	bits         int    // of offsets
	root         uint64
	rows         int // of the root, 0 if it is a direct block
	huge         uint64
	blocks       map[uint64][]byte
}

func (f *File) heap(at uint64) (*heap, error) {
	c, err := f.begins(at, uint64(22+12*f.len+3*f.off+10), "FRHP", 0)
	if err != nil {
		return nil, err
	}
	h := &heap{f: f, blocks: map[uint64][]byte{}}
	c.skip(2)
	filtered := c.u16() != 0
	c.skip(1)
	largest := uint64(c.u32())
	c.length()
	h.huge = c.addr()
	c.length()
	c.addr()
	c.length()
	c.length()
	c.length()
	h.objects = c.length()
	c.length()
	h.objects += c.length()
	c.length()
	h.objects += c.length()
	h.width = uint64(c.u16())
	h.start, h.most = c.length(), c.length()
	h.bits = int(c.u16())
	c.skip(2)
	h.root = c.addr()
	h.rows = int(c.u16())
	if c.err != nil {
		return nil, c.err
	}
	power := func(n uint64) bool { return n != 0 && n&(n-1) == 0 }
	switch {
	case filtered:
		return nil, errors.New("it packs links or attributes with filters, which is not read")
	case !power(h.width) || !power(h.start) || !power(h.most) || h.start > h.most || h.most > mostBlock || h.bits < 8 || h.bits > 64 || h.rows > 64:
		return nil, errors.New("it is broken: a heap has impossible sizes")
	}
	h.offset = (h.bits + 7) / 8
	h.long = min((bits.Len64(h.most)-1+7)/8, encoded(largest))
	return h, nil
}

// get returns an object by its name in the heap.
func (h *heap) get(id []byte) ([]byte, error) {
	c := &cursor{b: id, f: h.f}
	first := c.u8()
	if c.err != nil || first>>6 != 0 {
		return nil, errors.New("it is broken: a heap has objects of an unknown version")
	}
	switch first >> 4 & 3 {
	case 0:
		at, n := c.uint(h.offset), c.uint(h.long)
		if c.err != nil {
			return nil, c.err
		}
		b, err := h.block(at)
		if err != nil {
			return nil, err
		}
		if n > uint64(len(b)) {
			return nil, errShort
		}
		return b[:n], nil
	case 1:
		return h.large(c)
	case 2:
		n := int(first&15) + 1
		return c.take(n), c.err
	}
	return nil, errors.New("it is broken: a heap has objects of an unknown kind")
}

// large finds an object that stands outside the heap, by its number.
func (h *heap) large(c *cursor) ([]byte, error) {
	number := c.uint(min(h.f.len, c.left()))
	var found []byte
	err := h.f.records(h.huge, 1, func(c *cursor) error {
		at, n := c.addr(), c.length()
		if c.length() != number {
			return nil
		}
		var err error
		found, err = h.f.block(at, n)
		return err
	})
	if err == nil && found == nil {
		err = errors.New("it is broken: an object of a heap is not there")
	}
	return found, err
}

// row is the size of the blocks of a row, and the bytes of a table of so many
// rows.
func (h *heap) row(r int) (size, before uint64) {
	if r == 0 {
		return h.start, 0
	}
	return h.start << (r - 1), h.width * h.start << (r - 1)
}

// block returns what follows an offset within its direct block.
func (h *heap) block(offset uint64) ([]byte, error) {
	at, rows, size := h.root, h.rows, h.start
	direct := bits.Len64(h.most) - bits.Len64(h.start) + 2 // rows of direct blocks
	for depth := 0; rows > 0; depth++ {
		if depth > 32 {
			return nil, errors.New("it is broken: a heap does not end")
		}
		// The row and column of the child that holds it.
		r := 0
		for r < rows {
			if _, end := h.row(r + 1); offset < end {
				break
			}
			r++
		}
		if r == rows {
			return nil, errShort
		}
		var before uint64
		size, before = h.row(r)
		column := (offset - before) / size
		offset -= before + column*size
		head := uint64(5 + h.f.off + h.offset)
		if _, err := h.f.begins(at, head, "FHIB", 0); err != nil {
			return nil, err
		}
		b, err := h.f.block(at+head+(uint64(r)*h.width+column)*uint64(h.f.off), uint64(h.f.off))
		if err != nil {
			return nil, err
		}
		at = (&cursor{b: b, f: h.f}).addr()
		rows = 0
		if r >= direct {
			rows = bits.Len64(size) - bits.Len64(h.width*h.start) + 1
			if rows < 1 {
				return nil, errors.New("it is broken: a heap has impossible sizes")
			}
		}
	}
	b := h.blocks[at]
	if b == nil {
		if at == undefined {
			return nil, errShort
		}
		c, err := h.f.begins(at, size, "FHDB", 0)
		if err != nil {
			return nil, err
		}
		b = c.b
		h.blocks[at] = b
	}
	if offset > uint64(len(b)) {
		return nil, errShort
	}
	return b[offset:], nil
}

// vary returns an object of a global heap, where values of varying length are.
func (f *File) vary(at uint64, index uint16) ([]byte, error) {
	objects, ok := f.heaps[at]
	if !ok {
		c, err := f.begins(at, uint64(8+f.len), "GCOL", 1)
		if err != nil {
			return nil, err
		}
		c.skip(3)
		b, err := f.block(at, c.length())
		if err != nil {
			return nil, err
		}
		objects = map[uint16][]byte{}
		c = &cursor{b: b, f: f}
		c.skip(8 + f.len)
		for c.left() >= 8+f.len {
			i := c.u16()
			c.skip(6)
			n := c.length()
			if i == 0 {
				break
			}
			if n > uint64(c.left()) {
				return nil, errShort
			}
			objects[i] = c.take(int(n))
			c.skip(min(-int(n)&7, c.left()))
		}
		if len(f.heaps) > 256 { // a bound of memory
			clear(f.heaps)
		}
		f.heaps[at] = objects
	}
	b, ok := objects[index]
	if !ok {
		return nil, fmt.Errorf("it is broken: object %d of a heap is not there", index)
	}
	return b, nil
}
