package npz

import (
	"encoding/binary"
	"math"
)

// WriteHalf adds an array as float16 (IEEE 754 binary16): half the room, for
// what needs no more than three digits. Values are rounded to the nearest, ties to
// even; those of 65520 and above become infinite. It panics if the shape does not
// fit the number of values.
func WriteHalf(w *Writer, name string, values []float32, shape ...int) error {
	f, err := w.create(name + ".npy")
	if err != nil {
		return err
	}
	if err := writeHeader(f, "<f2", len(values), shape); err != nil {
		return err
	}
	short := make([]uint16, len(values))
	for i, v := range values {
		short[i] = half(v)
	}
	return binary.Write(f, binary.LittleEndian, short)
}

// A binary16 has a sign, 5 bits of exponent with bias 15, and 10 of fraction.
const (
	halfBias     = 15
	halfFraction = 10
	halfInfinity = 0x7c00
)

// half rounds to binary16.
func half(v float32) uint16 {
	sign := uint16(math.Float32bits(v) >> 16 & 0x8000)
	x := math.Abs(float64(v))
	switch {
	case x != x:
		return sign | halfInfinity | 1<<(halfFraction-1)
	case x == 0:
		return sign
	case math.IsInf(x, 0):
		return sign | halfInfinity
	}
	// The unit of the last place; below the smallest normal number it stays.
	_, e := math.Frexp(x)
	e = max(e-1, 1-halfBias) - halfFraction
	n := math.RoundToEven(math.Ldexp(x, -e))
	if n >= 1<<(halfFraction+1) { // rounded up to the next power of two
		n, e = n/2, e+1
	}
	if e+halfFraction > halfBias {
		return sign | halfInfinity
	}
	if n < 1<<halfFraction {
		return sign | uint16(n)
	}
	return sign | uint16(e+halfFraction+halfBias)<<halfFraction | (uint16(n) & (1<<halfFraction - 1))
}

// wide is the number that a binary16 stands for.
func wide(h uint16) float64 {
	fraction, e := float64(h&(1<<halfFraction-1)), int(h>>halfFraction&0x1f)
	x := math.Ldexp(fraction, 1-halfBias-halfFraction)
	switch {
	case e == 0x1f && fraction == 0:
		x = math.Inf(1)
	case e == 0x1f:
		x = math.NaN()
	case e > 0:
		x = math.Ldexp(1<<halfFraction+fraction, e-halfBias-halfFraction)
	}
	if h&0x8000 != 0 {
		return -x
	}
	return x
}
