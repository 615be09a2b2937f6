package hdf5

import (
	"errors"
	"fmt"
)

// message takes in one of an object's header.
func (o *Object) message(kind int, c *cursor) (err error) {
	switch kind {
	case spaceMessage:
		o.space, err = c.space()
	case linkInfoMessage:
		o.groups = true
		o.linkInfo, err = c.dense(8)
	case typeMessage:
		o.typ, err = c.typ(0)
	case oldFillMessage:
		o.fill = c.take(int(c.u32()))
	case fillMessage:
		o.fill = c.fill()
	case linkMessage:
		o.groups = true
		var l Link
		l, err = c.link()
		o.links = append(o.links, l)
	case externalMessage:
		return errors.New("its data stands in other files, which is not read")
	case layoutMessage:
		o.layout, err = c.layout()
	case filterMessage:
		o.filter, err = c.filters()
	case attributeMessage:
		var a attribute
		a, err = c.attribute()
		o.attributes = append(o.attributes, a)
	case symbolsMessage:
		o.groups = true
		o.table = &symbols{c.addr(), c.addr()}
	case attrInfoMessage:
		o.attrInfo, err = c.dense(2)
	}
	if err == nil {
		err = c.err
	}
	return err
}

func (c *cursor) space() (*space, error) {
	version, rank, flags := c.u8(), int(c.u8()), c.u8()
	s := &space{}
	switch version {
	case 1:
		c.skip(5)
	case 2:
		s.null = c.u8() == 2
	default:
		return nil, fmt.Errorf("its extent has version %d; 1 and 2 are read", version)
	}
	if rank > mostRank {
		return nil, fmt.Errorf("its data has %d dimensions; there can be %d", rank, mostRank)
	}
	for range rank {
		s.dims = append(s.dims, c.length())
	}
	s.to = s.dims
	if flags&1 != 0 {
		s.to = nil
		for range rank {
			s.to = append(s.to, c.length())
		}
	}
	return s, c.err
}

// dense reads where the links of a group, or attributes, stand; nil if they
// stand in the header. The largest order of creation has a number of bytes.
func (c *cursor) dense(order int) (*dense, error) {
	if v := c.u8(); v != 0 {
		return nil, fmt.Errorf("it keeps links or attributes in version %d; 0 is read", v)
	}
	if flags := c.u8(); flags&1 != 0 {
		c.skip(order)
	}
	d := &dense{c.addr(), c.addr()}
	if c.err != nil || d.heap == undefined {
		return nil, c.err
	}
	return d, nil
}

func (c *cursor) fill() []byte {
	switch version := c.u8(); version {
	case 1, 2:
		c.skip(2)
		if defined := c.u8(); version == 2 && defined == 0 {
			return nil
		}
	case 3:
		if flags := c.u8(); flags&0x20 == 0 {
			return nil
		}
	default:
		return nil
	}
	return c.take(int(c.u32()))
}

// filter is one that packs chunks.
type filter struct {
	id     int
	name   string
	values []uint32
}

func (c *cursor) filters() ([]filter, error) {
	version, n := c.u8(), int(c.u8())
	switch version {
	case 1:
		c.skip(6)
	case 2:
	default:
		return nil, fmt.Errorf("its filters have version %d; 1 and 2 are read", version)
	}
	var out []filter
	for range n {
		one := filter{id: int(c.u16())}
		named := 0
		if version == 1 || one.id >= 256 {
			named = int(c.u16())
		}
		c.skip(2)
		values := int(c.u16())
		if version == 1 {
			named = (named + 7) &^ 7
		}
		one.name = trim(c.take(named))
		for range values {
			one.values = append(one.values, c.u32())
			if c.err != nil {
				return nil, c.err
			}
		}
		if version == 1 && values%2 == 1 {
			c.skip(4)
		}
		out = append(out, one)
	}
	return out, c.err
}

// layout says where data stands.
type layout struct {
	class   int // compact, contiguous, chunked
	compact []byte
	addr    uint64
	size    uint64 // of contiguous data, 0 if not said

	chunk   []uint64 // extents
	element uint64   // bytes, as the layout has them; 0 if not said
	index   int      // how chunks are found
	partial bool     // chunks that lie over an edge are not filtered
	packed  uint64   // bytes of a single chunk that is filtered, 0 if it is not
	mask    uint32
}

const (
	compact = iota
	contiguous
	chunked
	virtual
)

// Ways to find chunks.
const (
	singleChunk = iota + 1
	implicit
	fixedArray
	extensibleArray
	newerTree
	olderTree // not a number of the format
)

func (c *cursor) layout() (*layout, error) {
	l := &layout{addr: undefined}
	version := c.u8()
	switch version {
	case 1, 2:
		rank := int(c.u8())
		l.class = int(c.u8())
		c.skip(5)
		if l.class != compact {
			l.addr = c.addr()
		}
		for range rank {
			l.chunk = append(l.chunk, uint64(c.u32()))
		}
		switch l.class {
		case compact:
			l.compact = c.take(int(c.u32()))
		case chunked:
			l.index = olderTree
			l.cutElement()
		}
		return l, c.err
	case 3, 4, 5:
	default:
		return nil, fmt.Errorf("its layout has version %d; 1 to 4 are read", version)
	}
	l.class = int(c.u8())
	switch l.class {
	case compact:
		l.compact = c.take(int(c.u16()))
	case contiguous:
		l.addr, l.size = c.addr(), c.length()
	case chunked:
		if version == 3 {
			rank := int(c.u8())
			l.addr, l.index = c.addr(), olderTree
			for range rank {
				l.chunk = append(l.chunk, uint64(c.u32()))
			}
			l.cutElement()
			return l, c.err
		}
		flags, rank, wide := c.u8(), int(c.u8()), int(c.u8())
		l.partial = flags&1 != 0
		for range rank {
			l.chunk = append(l.chunk, c.uint(wide))
		}
		l.cutElement()
		l.index = int(c.u8())
		switch l.index {
		case singleChunk:
			if flags&2 != 0 {
				l.packed, l.mask = c.length(), c.u32()
			}
		case implicit:
		case fixedArray:
			c.skip(1)
		case extensibleArray:
			c.skip(5)
		case newerTree:
			c.skip(6)
		default:
			return nil, fmt.Errorf("its chunks are found in way %d; 1 to 5 are read", l.index)
		}
		l.addr = c.addr()
	case virtual:
		return nil, errors.New("its data is put together from others (a virtual data set), which is not read")
	default:
		return nil, fmt.Errorf("its layout is of class %d; 0 to 3 are known", l.class)
	}
	return l, c.err
}

// cutElement takes the bytes of an element off the extents of a chunk.
func (l *layout) cutElement() {
	if n := len(l.chunk); n > 0 {
		l.element, l.chunk = l.chunk[n-1], l.chunk[:n-1]
	}
}
