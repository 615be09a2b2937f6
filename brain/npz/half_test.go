package npz

import (
	"bytes"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Every binary16 is itself again, and a number between two neighbours becomes the
// nearer one, ties the even one. References: IEEE 754-2008, table 3.5.
func TestHalf(t *testing.T) {
	for h := range uint16(halfInfinity) {
		low, high := wide(h), wide(h+1)
		if got := half(float32(low)); got != h {
			t.Fatalf("%#04x is %v and then %#04x", h, low, got)
		}
		if got := half(float32(-low)); got != h|0x8000 {
			t.Fatalf("-%v is %#04x", low, got)
		}
		if h+1 == halfInfinity {
			break
		}
		middle := low + (high-low)/2
		even := h + h&1
		if got := half(float32(middle)); got != even {
			t.Fatalf("%v is %#04x, want the even one of %#04x and %#04x", middle, got, h, h+1)
		}
	}
	for _, c := range []struct {
		v    float32
		want uint16
	}{
		{1, 0x3c00}, {-2, 0xc000}, {65504, 0x7bff}, {65519, 0x7bff}, {65520, 0x7c00},
		{0x1p-14, 0x0400}, {0x1p-24, 0x0001}, {0x1p-25, 0x0000}, {1.0 / 3, 0x3555},
		{float32(math.Inf(-1)), 0xfc00}, {float32(math.NaN()), 0x7e00},
	} {
		if got := half(c.v); got != c.want {
			t.Errorf("%v is %#04x, want %#04x", c.v, got, c.want)
		}
	}
	if !math.IsNaN(wide(0x7e00)) || !math.IsInf(wide(0xfc00), -1) {
		t.Errorf("what is no number is %v, minus infinity %v", wide(0x7e00), wide(0xfc00))
	}
}

// A file of halves is read as those numbers, to half a unit of their last place.
func TestHalfFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float32Range(-1000, 1000), 1, 20).Draw(t, "values")
		var b bytes.Buffer
		w := NewWriter(&b)
		if err := WriteHalf(w, "x", values, len(values)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		r, err := NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		got, shape, err := r.Floats("x")
		if err != nil || len(shape) != 1 || len(got) != len(values) {
			t.Fatalf("%d values of shape %v, %v", len(got), shape, err)
		}
		for i, v := range values {
			if off := math.Abs(float64(got[i] - v)); off > math.Max(math.Abs(float64(v))*0x1p-11, 0x1p-25) {
				t.Errorf("%v is read as %v", v, got[i])
			}
		}
	})
}
