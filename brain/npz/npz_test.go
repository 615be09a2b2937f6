package npz

import (
	"bytes"
	"math"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/natefinch/atomic"
	"pgregory.net/rapid"
)

// reread ends a file that was written to a buffer, and reads it.
func reread(t interface{ Fatal(...any) }, w *Writer, buf *bytes.Buffer) *Reader {
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shape := rapid.SliceOfN(rapid.IntRange(0, 5), 1, 4).Draw(t, "shape")
		size := 1
		for _, n := range shape {
			size *= n
		}
		values := rapid.SliceOfN(rapid.Float32(), size, size).Draw(t, "values")
		var buf bytes.Buffer
		w := NewWriter(&buf)
		if err := Write(w, "a", values, shape...); err != nil {
			t.Fatal(err)
		}
		if err := w.Text("note.json", []byte("{}")); err != nil {
			t.Fatal(err)
		}
		r := reread(t, w, &buf)
		got, gotShape, err := r.Floats("a")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(shape, gotShape) + cmp.Diff(values, got); d != "" {
			t.Fatal(d)
		}
	})
}

// TestBytes: bytes come back as such, their shape before them, and other types
// are refused.
func TestBytes(t *testing.T) {
	var buf bytes.Buffer
	w := NewWriter(&buf)
	want := []uint8{0, 1, 127, 128, 254, 255}
	if err := Write(w, "levels", want, 2, 3); err != nil {
		t.Fatal(err)
	}
	if err := Write(w, "rates", []float32{1}, 1); err != nil {
		t.Fatal(err)
	}
	r := reread(t, w, &buf)
	shape, err := r.Shape("levels")
	if err != nil || !cmp.Equal(shape, []int{2, 3}) {
		t.Errorf("the shape is %v (%v)", shape, err)
	}
	got, shape, err := r.Bytes("levels")
	if d := cmp.Diff(want, got) + cmp.Diff([]int{2, 3}, shape); err != nil || d != "" {
		t.Errorf("%v %s", err, d)
	}
	wide, _, err := r.Float64s("levels")
	if d := cmp.Diff([]float64{0, 1, 127, 128, 254, 255}, wide); err != nil || d != "" {
		t.Errorf("as numbers: %v %s", err, d)
	}
	if _, _, err := r.Bytes("rates"); err == nil || !strings.Contains(err.Error(), "must be uint8") {
		t.Errorf("floats as bytes: %v", err)
	}
	if _, err := r.Shape("none"); err == nil || !strings.Contains(err.Error(), `no array "none"`) {
		t.Errorf("of an array that is not there: %v", err)
	}
}

// TestNumPy lets numpy itself read a file, where it is installed.
func TestNumPy(t *testing.T) {
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import numpy").Run(); err != nil {
		t.Skip("skipped: no numpy here to open the file")
	}
	var buf bytes.Buffer
	w := NewWriter(&buf)
	if err := Write(w, "maps", []float64{0, 1, 2, 3, 4, 5}, 1, 2, 3); err != nil {
		t.Fatal(err)
	}
	if err := Write(w, "levels", []uint8{3, 255}, 1, 2); err != nil {
		t.Fatal(err)
	}
	if err := Write(w, "steps", []int64{7}, 1); err != nil {
		t.Fatal(err)
	}
	if err := w.Text("about.json", []byte(`{"version": 1}`)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.npz")
	if err := atomic.WriteFile(path, &buf); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, "-c", `
import json, sys, numpy
z = numpy.load(sys.argv[1])
print(z["maps"].shape, z["maps"].dtype, z["maps"][0, 1, 2], z["steps"], z["levels"].dtype, z["levels"][0, 1], json.loads(z["about.json"])["version"])
`, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got, want := strings.TrimSpace(string(out)), "(1, 2, 3) float64 5.0 [7] uint8 255 1"; got != want {
		t.Errorf("numpy reads %s, want %s", got, want)
	}
}

func TestFortranOrder(t *testing.T) {
	// numpy.asfortranarray([[0, 1, 2], [3, 4, 5]]) lies as 0 3 1 4 2 5.
	got := rowMajor([]float64{0, 3, 1, 4, 2, 5}, []int{2, 3})
	if d := cmp.Diff([]float64{0, 1, 2, 3, 4, 5}, got); d != "" {
		t.Error(d)
	}
}

func FuzzReader(f *testing.F) {
	var buf bytes.Buffer
	w := NewWriter(&buf)
	if err := Write(w, "a", []float32{1, 2}, 2); err != nil {
		f.Fatal(err)
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(buf.Bytes())
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		values, shape, err := r.Floats("a")
		if err != nil {
			return
		}
		size := 1
		for _, n := range shape {
			size *= n
		}
		if size != len(values) {
			t.Errorf("%d values of shape %v", len(values), shape)
		}
	})
}

// TestHeaders: headers as others write them are read, and what is wrong with
// one is said.
func TestHeaders(t *testing.T) {
	file := func(version byte, length int, text, values string) string {
		size := string([]byte{byte(length), byte(length >> 8)})
		if version > 1 {
			size += string([]byte{byte(length >> 16), byte(length >> 24)})
		}
		return magic + string([]byte{version, 0}) + size + text + values
	}
	of := func(version byte, text, values string) string { return file(version, len(text), text, values) }
	const one = "\x00\x00\x80\x3f"
	for _, c := range []struct {
		name, data string
		want       []float64
		err        string
	}{
		{"version 1", of(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n", one), []float64{1}, ""},
		{"version 2, other order, no spaces", of(2, "{'shape':(1,1),'fortran_order':True,'descr':'<f4'}", one), []float64{1}, ""},
		{"version 3, a scalar", of(3, "{'descr': '<i4', 'fortran_order': False, 'shape': ()}", "\xfe\xff\xff\xff"), []float64{-2}, ""},
		{"nothing", "", nil, "it is no npy file"},
		{"a picture", "\x89PNG\r\n\x1a\n", nil, "it is no npy file"},
		{"version 9", of(9, "{}", ""), nil, "version 9"},
		{"a short header", file(1, 100, "{'descr'", ""), nil, "it ends within its header"},
		{"no length", magic + "\x02\x00\x01", nil, "it ends within its header"},
		{"a huge header", file(2, 1<<31, "", ""), nil, "2147483648 bytes long"},
		{"no shape", of(1, "{'descr': '<f4', 'fortran_order': False}", one), nil, "it must say descr"},
		{"a record", of(1, "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,)}", one), nil, "it must say descr"},
		{"words", of(1, "{'descr': '<U4', 'fortran_order': False, 'shape': (1,)}", one), nil, `type "<U4"`},
		{"big-endian", of(1, "{'descr': '>f4', 'fortran_order': False, 'shape': (1,)}", "\x3f\x80\x00\x00"), []float64{1}, ""},
		{"complex", of(1, "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}", one+one), nil, "complex"},
		{"objects", of(1, "{'descr': '|O', 'fortran_order': False, 'shape': ()}", one), nil, "pickled"},
		{"a huge shape", of(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999)}", one), nil, "too large"},
		{"a shape out of range", of(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", one), nil, "whole numbers"},
		{"too little", of(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", one), nil, "ends after 4 of 8 bytes"},
	} {
		got, _, err := ReadArray(strings.NewReader(c.data))
		if c.err == "" && (err != nil || !cmp.Equal(got, c.want)) {
			t.Errorf("%s: %v, %v, want %v", c.name, got, err, c.want)
		}
		if c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.err)
		}
	}
}

// FuzzReadArray: whatever the bytes, there are values that fit their shape, or
// an error.
func FuzzReadArray(f *testing.F) {
	for _, version := range []string{"\x01\x00\x3a\x00", "\x02\x00\x3a\x00\x00\x00"} {
		f.Add([]byte(magic + version + "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), }\n12345678"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		values, shape, err := ReadArray(bytes.NewReader(data))
		if err != nil {
			return
		}
		size := 1
		for _, n := range shape {
			size *= n
		}
		if size != len(values) || size > len(data) {
			t.Errorf("%d values of shape %v from %d bytes", len(values), shape, len(data))
		}
	})
}

// TestWriteSingle: the file says float32, and values come back rounded to it.
func TestWriteSingle(t *testing.T) {
	var buf bytes.Buffer
	z := NewWriter(&buf)
	values := []float64{0.1, math.NaN(), -3e5, 0, math.Pi, 1e-30}
	if err := WriteSingle(z, "a", values, 2, 3); err != nil {
		t.Fatal(err)
	}
	r := reread(t, z, &buf)
	if !bytes.Contains(buf.Bytes(), []byte("'descr': '<f4'")) {
		t.Error("the array is not of float32")
	}
	got, shape, err := r.Float64s("a")
	if err != nil || len(got) != 6 || shape[0] != 2 || shape[1] != 3 {
		t.Fatalf("read %v of shape %v (%v)", got, shape, err)
	}
	for i, v := range values {
		if want := float64(float32(v)); got[i] != want && v == v || v != v && got[i] == got[i] {
			t.Errorf("value %d is %v, want %v", i, got[i], want)
		}
	}
}
