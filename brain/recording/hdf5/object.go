package hdf5

import (
	"errors"
	"fmt"
)

// Object is a group, a set of data, or a named type.
type Object struct {
	Path string // by which it was found
	f    *File
	addr uint64

	groups   bool // it is a group
	links    []Link
	linkInfo *dense
	table    *symbols

	attributes []attribute
	attrInfo   *dense

	typ    *Type
	space  *space
	layout *layout
	fill   []byte
	filter []filter
}

// dense says where links or attributes stand that are too many for a header.
type dense struct{ heap, index uint64 }

// symbols say where the links of a group of the older format stand.
type symbols struct{ tree, heap uint64 }

// space is the extent of data.
type space struct {
	null     bool
	dims, to []uint64 // now, and at most
}

// Messages of object headers.
const (
	spaceMessage     = 0x01
	linkInfoMessage  = 0x02
	typeMessage      = 0x03
	oldFillMessage   = 0x04
	fillMessage      = 0x05
	linkMessage      = 0x06
	externalMessage  = 0x07
	layoutMessage    = 0x08
	filterMessage    = 0x0b
	attributeMessage = 0x0c
	continuation     = 0x10
	symbolsMessage   = 0x11
	attrInfoMessage  = 0x15
)

// Address identifies an object within its file, as references do.
func (o *Object) Address() uint64 { return o.addr }

// IsGroup tells whether it has links.
func (o *Object) IsGroup() bool { return o.groups }

// IsData tells whether it has values.
func (o *Object) IsData() bool { return o.layout != nil }

// object reads the header of an object.
func (f *File) object(addr uint64, path string) (*Object, error) {
	o := &Object{Path: path, f: f, addr: addr}
	err := f.messages(addr, true, o.message)
	if err == nil && o.layout != nil && (o.space == nil || o.typ == nil) {
		err = errors.New("it has data without a type or an extent")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return o, nil
}

// messages calls use for every message of an object header; resolve puts those
// that are shared in their place.
func (f *File) messages(addr uint64, resolve bool, use func(kind int, c *cursor) error) error {
	start, err := f.upTo(addr, 64)
	if err != nil {
		return err
	}
	type part struct {
		at, n uint64
	}
	c := &cursor{b: start, f: f}
	newer := string(c.take(4)) == "OHDR"
	order := false // of creation is kept
	var parts []part
	if newer {
		if v := c.u8(); v != 2 {
			return fmt.Errorf("its object header has version %d; 1 and 2 are read", v)
		}
		flags := c.u8()
		order = flags&4 != 0
		if flags&0x20 != 0 {
			c.skip(16)
		}
		if flags&0x10 != 0 {
			c.skip(4)
		}
		n := c.uint(1 << (flags & 3))
		parts = []part{{addr + uint64(c.at), n}}
	} else {
		c.at = 0
		if v := c.u8(); v != 1 {
			return fmt.Errorf("it is broken: at byte %d there is no object header", f.base+int64(addr))
		}
		c.skip(1 + 2 + 4)
		n := uint64(c.u32())
		parts = []part{{addr + 16, n}}
	}
	if c.err != nil {
		return c.err
	}
	for i := 0; i < len(parts); i++ {
		if i > 4096 {
			return errors.New("its object header has too many parts")
		}
		b, err := f.block(parts[i].at, parts[i].n)
		if err != nil {
			return err
		}
		c := &cursor{b: b, f: f}
		if newer && i > 0 {
			if string(c.take(4)) != "OCHK" || len(b) < 8 {
				return fmt.Errorf("it is broken: at byte %d there is no OCHK", f.base+int64(parts[i].at))
			}
			c.b = b[:len(b)-4] // without the checksum
		}
		least := 8
		if newer {
			least = 4
			if order {
				least = 6
			}
		}
		for c.left() >= least {
			var kind, size, flags int
			if newer {
				kind, size, flags = int(c.u8()), int(c.u16()), int(c.u8())
				if order {
					c.skip(2)
				}
			} else {
				kind, size, flags = int(c.u16()), int(c.u16()), int(c.u8())
				c.skip(3)
			}
			body := &cursor{b: c.take(size), f: f}
			if c.err != nil {
				return c.err
			}
			if kind == continuation {
				parts = append(parts, part{body.addr(), body.length()})
				if body.err != nil {
					return body.err
				}
				continue
			}
			if flags&2 != 0 && resolve {
				if body, err = f.shared(kind, body); err != nil {
					return err
				}
			}
			if err := use(kind, body); err != nil {
				return err
			}
		}
	}
	return nil
}

// shared finds a message that stands in the header of another object, a named
// type.
func (f *File) shared(kind int, c *cursor) (*cursor, error) {
	version, how := c.u8(), c.u8()
	switch {
	case version == 1:
		c.skip(6)
	case version == 2:
	case version == 3 && how != 1:
	case version == 3:
		return nil, errors.New("it shares messages in a heap of their own (H5Pset_shared_mesg), which is not read")
	default:
		return nil, fmt.Errorf("it has a shared message of version %d; 1 to 3 are read", version)
	}
	at := c.addr()
	if c.err != nil {
		return nil, c.err
	}
	if f.nodes++; f.nodes > mostNodes {
		return nil, errors.New("it has too many parts")
	}
	var found *cursor
	err := f.messages(at, false, func(k int, c *cursor) error {
		if k == kind && found == nil {
			found = c
		}
		return nil
	})
	if err == nil && found == nil {
		err = errors.New("a message that it shares is not there")
	}
	return found, err
}
