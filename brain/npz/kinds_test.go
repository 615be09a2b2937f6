package npz

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

// Every type of number that numpy writes is read, in both byte orders.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		kind   string
		values any
		want   []float64
	}{
		{"b1", []bool{true, false}, []float64{1, 0}},
		{"i1", []int8{-128, 127}, []float64{-128, 127}},
		{"u1", []uint8{0, 255}, []float64{0, 255}},
		{"i2", []int16{-32768, 258}, []float64{-32768, 258}},
		{"u2", []uint16{65535, 258}, []float64{65535, 258}},
		{"i4", []int32{math.MinInt32, 66051}, []float64{math.MinInt32, 66051}},
		{"u4", []uint32{math.MaxUint32, 66051}, []float64{math.MaxUint32, 66051}},
		{"i8", []int64{-1 << 53, 1 << 40}, []float64{-1 << 53, 1 << 40}},
		{"u8", []uint64{1 << 53, 1 << 40}, []float64{1 << 53, 1 << 40}},
		{"f2", []uint16{0x3c00, 0xc000}, []float64{1, -2}},
		{"f4", []float32{1.5, -2}, []float64{1.5, -2}},
		{"f8", []float64{0.1, math.Pi}, []float64{0.1, math.Pi}},
	} {
		for mark, order := range map[string]binary.ByteOrder{"<": binary.LittleEndian, ">": binary.BigEndian} {
			var b bytes.Buffer
			if err := writeHeader(&b, mark+c.kind, 2, []int{2}); err != nil {
				t.Fatal(err)
			}
			if err := binary.Write(&b, order, c.values); err != nil {
				t.Fatal(err)
			}
			got, _, err := ReadArray(&b)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s%s: %v (%v), want %v", mark, c.kind, got, err, c.want)
			}
		}
	}
}

// Text as numpy writes it, in both of its types.
func TestStrings(t *testing.T) {
	var file bytes.Buffer
	w := NewWriter(&file)
	for _, c := range []struct{ name, descr, bytes string }{
		{"type", "<U3", "T\x00\x00\x00s\x00\x00\x00\x00\x00\x00\x00"},
		{"big", ">U1", "\x00\x00\x00x"},
		{"bytes", "|S4", "ab\x00\x00"},
		{"short", "<U3", "T\x00\x00\x00"},
	} {
		f, err := w.create(c.name + ".npy")
		if err != nil {
			t.Fatal(err)
		}
		if err := writeHeader(f, c.descr, 1, []int{1}); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(c.bytes)); err != nil {
			t.Fatal(err)
		}
	}
	r := reread(t, w, &file)
	for name, want := range map[string]string{"type": "Ts", "big": "x", "bytes": "ab"} {
		if got, _, err := r.Strings(name); err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s is %q (%v), want %q", name, got, err, want)
		}
	}
	if got, _, err := r.Strings("short"); err == nil {
		t.Errorf("half a text is %q", got)
	}
	if got := r.Names(); !slices.Equal(got, []string{"big", "bytes", "short", "type"}) {
		t.Errorf("names %q", got)
	}
}
