package hdf5

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Class is what kind of values data has.
type Class int

// Classes, with the numbers of the format.
const (
	Integer   Class = 0
	Float     Class = 1
	Time      Class = 2
	String    Class = 3
	Bits      Class = 4
	Opaque    Class = 5
	Compound  Class = 6
	Reference Class = 7
	Enum      Class = 8
	Sequence  Class = 9 // of a length of its own
	Array     Class = 10
)

var classNames = []string{"integers", "floats", "times", "strings", "bits", "opaque values", "compounds", "references", "enumerations", "sequences", "arrays"}

func (c Class) String() string {
	if c < 0 || int(c) >= len(classNames) {
		return fmt.Sprintf("values of class %d", int(c))
	}
	return classNames[c]
}

// Type is that of the values of data.
type Type struct {
	Class  Class
	Size   int  // bytes
	big    bool // the largest byte comes first
	signed bool
	spaces bool // a string is filled up with them
	text   bool // a sequence that is a string
	region bool // a reference to a part of data
	offset int  // of the first bit
	bits   int
	float  floats
	Base   *Type    // of an enumeration, a sequence, an array
	Names  []string // of the values of an enumeration, the members of a compound
	values []uint64 // of an enumeration
	parts  []member
}

// member is one of a compound.
type member struct {
	name   string
	offset int
	typ    *Type
}

// floats says where the bits of a float are.
type floats struct {
	sign, exp, expBits, mant, mantBits int
	bias                               int
	implied                            bool // the mantissa begins with a 1 that is not stored
}

func (c *cursor) typ(depth int) (*Type, error) {
	if depth > 8 {
		return nil, errors.New("its type is nested too deeply")
	}
	b := c.u8()
	version := b >> 4
	if version < 1 || version > 5 {
		if c.err != nil {
			return nil, c.err
		}
		return nil, fmt.Errorf("its type has version %d; 1 to 5 are read", version)
	}
	flags := uint32(c.uint(3))
	t := &Type{Class: Class(b & 15), Size: int(c.u32())}
	if c.err != nil || t.Size <= 0 || t.Size > mostBlock {
		return nil, errShort
	}
	var err error
	switch t.Class {
	case Integer, Bits:
		t.big, t.signed = flags&1 != 0, flags&8 != 0
		t.offset, t.bits = int(c.u16()), int(c.u16())
		if t.Size > 8 || t.bits < 1 || t.offset+t.bits > 8*t.Size {
			return nil, fmt.Errorf("it has integers of %d bytes, %d bits from bit %d; at most 8 bytes are read", t.Size, t.bits, t.offset)
		}
	case Float:
		t.big = flags&1 != 0
		t.offset, t.bits = int(c.u16()), int(c.u16())
		t.float = floats{sign: int(flags >> 8 & 255), implied: flags>>4&3 == 2,
			exp: int(c.u8()), expBits: int(c.u8()), mant: int(c.u8()), mantBits: int(c.u8()), bias: int(int32(c.u32()))}
		f := t.float
		switch {
		case flags&0x40 != 0:
			return nil, errors.New("it has floats in the byte order of the VAX, which are not read")
		case t.Size > 8 || f.expBits < 1 || f.expBits > 15 || f.mantBits < 1 || f.exp+f.expBits > 8*t.Size || f.mant+f.mantBits > 8*t.Size || f.sign >= 8*t.Size:
			return nil, fmt.Errorf("it has floats of %d bytes; 2, 4 and 8 are read", t.Size)
		}
	case String:
		t.spaces = flags&15 == 2
	case Opaque:
		c.skip(int(flags & 255))
	case Reference:
		t.region = flags&15 != 0
	case Compound:
		err = t.compound(c, int(flags&0xffff), int(version), depth)
	case Enum:
		if t.Base, err = c.typ(depth + 1); err != nil {
			return nil, err
		}
		if t.Base.Class != Integer {
			return nil, errors.New("it has an enumeration of what are no integers")
		}
		for range flags & 0xffff {
			start := c.at
			t.Names = append(t.Names, c.text())
			if version < 3 {
				c.align(start)
			}
			if c.err != nil {
				return nil, c.err
			}
		}
		for range flags & 0xffff {
			t.values = append(t.values, uint64(t.Base.integer(c.take(t.Base.Size))))
			if c.err != nil {
				return nil, c.err
			}
		}
	case Sequence:
		t.text = flags&15 == 1
		t.Base, err = c.typ(depth + 1)
	case Array:
		rank := int(c.u8())
		if version < 3 {
			c.skip(3)
		}
		c.skip(4 * rank)
		if version < 3 {
			c.skip(4 * rank)
		}
		t.Base, err = c.typ(depth + 1)
	case Time:
		return nil, errors.New("it has values of the class time, which are not read")
	default:
		return nil, fmt.Errorf("it has %v, which are not read", t.Class)
	}
	if err == nil {
		err = c.err
	}
	return t, err
}

func (t *Type) compound(c *cursor, members, version, depth int) error {
	for range members {
		start := c.at
		m := member{name: c.text()}
		if version < 3 {
			c.align(start)
		}
		wide := 4
		if version >= 3 {
			wide = 1
			for n := t.Size; n > 255; n >>= 8 {
				wide++
			}
		}
		m.offset = int(c.uint(wide))
		rank := 0
		if version == 1 {
			rank = int(c.u8())
			c.skip(3 + 4 + 4 + 16)
		}
		var err error
		if m.typ, err = c.typ(depth + 1); err != nil {
			return err
		}
		if c.err != nil {
			return c.err
		}
		if m.offset < 0 || rank == 0 && m.offset+m.typ.Size > t.Size {
			return errShort
		}
		t.parts, t.Names = append(t.parts, m), append(t.Names, m.name)
	}
	return nil
}

// word puts the bytes of a value in order.
func (t *Type) word(b []byte) uint64 {
	switch {
	case len(b) == 8 && t.big:
		return binary.BigEndian.Uint64(b)
	case len(b) == 8:
		return binary.LittleEndian.Uint64(b)
	}
	var v uint64
	for i := range b {
		at := i
		if t.big {
			at = len(b) - 1 - i
		}
		v |= uint64(b[at]) << (8 * i)
	}
	return v
}

// integer is a whole number; one of 64 bits without a sign may come out negative.
func (t *Type) integer(b []byte) int64 {
	v := t.word(b) >> t.offset
	if t.bits < 64 {
		v &= 1<<t.bits - 1
		if t.signed && v>>(t.bits-1) != 0 {
			v |= math.MaxUint64 << t.bits
		}
	}
	return int64(v)
}

// number is a value as a float: of integers, floats, bits and enumerations.
func (t *Type) number(b []byte) float64 {
	switch t.Class {
	case Enum:
		return t.Base.number(b[:t.Base.Size])
	case Float:
		return t.floating(t.word(b))
	}
	v := t.integer(b)
	if !t.signed && v < 0 {
		return float64(uint64(v))
	}
	return float64(v)
}

func (t *Type) floating(v uint64) float64 {
	f := t.float
	switch {
	case t.Size == 8 && f == floats{63, 52, 11, 0, 52, 1023, true}:
		return math.Float64frombits(v)
	case t.Size == 4 && f == floats{31, 23, 8, 0, 23, 127, true}:
		return float64(math.Float32frombits(uint32(v)))
	}
	exp := int(v >> f.exp & (1<<f.expBits - 1))
	mant := float64(v >> f.mant & (1<<f.mantBits - 1))
	whole := math.Ldexp(1, f.mantBits)
	var out float64
	switch {
	case exp == 1<<f.expBits-1 && mant == 0:
		out = math.Inf(1)
	case exp == 1<<f.expBits-1:
		return math.NaN()
	case !f.implied:
		out = math.Ldexp(mant, exp-f.bias-f.mantBits)
	case exp == 0:
		out = math.Ldexp(mant, 1-f.bias-f.mantBits)
	default:
		out = math.Ldexp(whole+mant, exp-f.bias-f.mantBits)
	}
	if v>>f.sign&1 != 0 {
		return -out
	}
	return out
}
