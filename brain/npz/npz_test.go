package npz

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/natefinch/atomic"
	"pgregory.net/rapid"
)

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
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		r, err := NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
		if err != nil {
			t.Fatal(err)
		}
		got, gotShape, err := r.Floats("a")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(shape, gotShape) + cmp.Diff(values, got); d != "" {
			t.Fatal(d)
		}
	})
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
print(z["maps"].shape, z["maps"].dtype, z["maps"][0, 1, 2], z["steps"], json.loads(z["about.json"])["version"])
`, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got, want := strings.TrimSpace(string(out)), "(1, 2, 3) float64 5.0 [7] 1"; got != want {
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
