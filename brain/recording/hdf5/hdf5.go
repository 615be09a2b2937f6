// Package hdf5 reads files of HDF5, the container of NWB and of MATLAB's files
// from 7.3 on, as the "HDF5 File Format Specification" 3.0 of The HDF Group lays
// them down: superblocks 0 to 3, both kinds of object headers, groups and
// attributes in every form, data that is compact, contiguous or in chunks, with
// the filters deflate, shuffle and fletcher32. What it does not read it refuses
// by name. Lists are checked against the counts that the file keeps of them:
// nothing is dropped. Sizes are checked against the file before memory is taken,
// and cycles end in an error.
package hdf5

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Signature is how a superblock begins. It stands at 0, or after a user block
// of 512 bytes or a power of two more (MATLAB's have 512).
const Signature = "\x89HDF\r\n\x1a\n"

// File is one that is open. It must not be used by several goroutines.
type File struct {
	r    io.ReaderAt
	size int64 // of the file, from base on
	base int64 // of addresses: where the superblock stands
	off  int   // bytes of an address
	len  int   // bytes of a length
	root uint64

	spent int64 // bytes that were read of metadata
	heaps map[uint64]map[uint16][]byte
	nodes int // of trees, and blocks of heaps, that were visited
}

// limits of what is believed of a file.
const (
	mostBlock = 64 << 20 // bytes of one block of metadata
	mostNodes = 4 << 20
	mostDepth = 64
	mostRank  = 32
	// mostPacked is how much larger than the file its data can be: deflate packs
	// at most 1032 to 1. Data that was never written takes no room in it at all.
	mostPacked = 1032
	mostUnset  = 16 << 20
	mostData   = 8 << 30
)

// undefined is the address of what is not there.
const undefined = math.MaxUint64

var errShort = errors.New("it is cut short, or broken")

// Open reads the superblock of a file of size bytes.
func Open(r io.ReaderAt, size int64) (*File, error) {
	for at := int64(0); at+96 <= size+64; at = max(512, at*2) {
		start := make([]byte, len(Signature))
		if _, err := r.ReadAt(start, at); err != nil {
			break
		}
		if string(start) == Signature {
			f := &File{r: r, size: size - at, base: at, heaps: map[uint64]map[uint16][]byte{}}
			return f, f.superblock()
		}
	}
	return nil, errors.New("it is no HDF5 file: it has no superblock")
}

func (f *File) superblock() error {
	f.off, f.len = 8, 8
	b, err := f.upTo(0, 128)
	if err != nil {
		return err
	}
	c := &cursor{b: b, at: len(Signature), f: f}
	switch version := c.u8(); version {
	case 0, 1:
		c.skip(4)
		f.off, f.len = int(c.u8()), int(c.u8())
		c.skip(1 + 2 + 2 + 4)
		if version == 1 {
			c.skip(4)
		}
		if err := f.widths(); err != nil {
			return err
		}
		c.skip(4*f.off + f.off) // addresses, then the name of the root's entry
		f.root = c.addr()
	case 2, 3:
		f.off, f.len = int(c.u8()), int(c.u8())
		c.skip(1)
		if err := f.widths(); err != nil {
			return err
		}
		c.skip(3 * f.off)
		f.root = c.addr()
	default:
		return fmt.Errorf("its superblock has version %d; 0 to 3 are read", version)
	}
	return c.err
}

func (f *File) widths() error {
	for _, n := range []int{f.off, f.len} {
		if n != 2 && n != 4 && n != 8 {
			return fmt.Errorf("its addresses and lengths have %d and %d bytes; they must have 2, 4 or 8", f.off, f.len)
		}
	}
	return nil
}

// Root is the group that everything hangs on.
func (f *File) Root() (*Object, error) { return f.object(f.root, "/") }

// block reads n bytes of metadata.
func (f *File) block(addr, n uint64) ([]byte, error) {
	if n > mostBlock || addr > uint64(f.size) || n > uint64(f.size)-addr {
		return nil, errShort
	}
	if f.spent += int64(n); f.spent > 64*f.size+mostBlock {
		return nil, errors.New("its parts point at each other in a circle")
	}
	b := make([]byte, n)
	if _, err := f.r.ReadAt(b, f.base+int64(addr)); err != nil {
		return nil, fmt.Errorf("could not be read at byte %d: %w", f.base+int64(addr), err)
	}
	return b, nil
}

// upTo reads at most n bytes of metadata, fewer at the end of the file.
func (f *File) upTo(addr, n uint64) ([]byte, error) {
	if addr > uint64(f.size) {
		return nil, errShort
	}
	return f.block(addr, min(n, uint64(f.size)-addr))
}

// begins reads a block of metadata and checks its signature and version.
func (f *File) begins(addr, n uint64, signature string, version int) (*cursor, error) {
	if f.nodes++; f.nodes > mostNodes {
		return nil, errors.New("it has too many parts")
	}
	b, err := f.upTo(addr, n)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(b, []byte(signature)) {
		return nil, fmt.Errorf("it is broken: at byte %d there is no %s", f.base+int64(addr), signature)
	}
	c := &cursor{b: b, at: 4, f: f}
	if version >= 0 {
		if v := int(c.u8()); v != version {
			return nil, fmt.Errorf("its %s has version %d; %d is read", signature, v, version)
		}
	}
	return c, c.err
}

// cursor reads values one after the other. After the end they are 0, and err is
// set.
type cursor struct {
	b   []byte
	at  int
	f   *File
	err error
}

func (c *cursor) take(n int) []byte {
	if n < 0 || n > len(c.b)-c.at {
		c.err, c.at = errShort, len(c.b)
		return make([]byte, min(max(n, 0), 64))
	}
	c.at += n
	return c.b[c.at-n : c.at]
}

func (c *cursor) skip(n int)     { c.take(n) }
func (c *cursor) u8() uint8      { return c.take(1)[0] }
func (c *cursor) u16() uint16    { return binary.LittleEndian.Uint16(c.take(2)) }
func (c *cursor) u32() uint32    { return binary.LittleEndian.Uint32(c.take(4)) }
func (c *cursor) length() uint64 { return c.uint(c.f.len) }
func (c *cursor) left() int      { return len(c.b) - c.at }

// align goes on to a multiple of 8 bytes from a start.
func (c *cursor) align(start int) { c.skip(-(c.at - start) & 7) }

// uint reads a whole number of n bytes, 0 to 8.
func (c *cursor) uint(n int) uint64 {
	var v uint64
	for i, b := range c.take(n) {
		if i < 8 {
			v |= uint64(b) << (8 * i)
		}
	}
	return v
}

// addr reads an address; all ones are undefined.
func (c *cursor) addr() uint64 {
	v := c.uint(c.f.off)
	if v == math.MaxUint64>>(64-8*c.f.off) {
		return undefined
	}
	return v
}

// text reads up to a zero.
func (c *cursor) text() string {
	i := bytes.IndexByte(c.b[c.at:], 0)
	if i < 0 {
		c.err, c.at = errShort, len(c.b)
		return ""
	}
	return string(c.take(i + 1)[:i])
}

// trim cuts a string of a fixed length at its first zero.
func trim(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}
