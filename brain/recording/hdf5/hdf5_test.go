package hdf5

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// wanted is what h5py reads at a path; testdata/make.py wrote it.
type wanted struct {
	Null       bool
	Links      []string
	Shape      []int
	Numbers    []string
	Strings    []string
	Sequences  [][]int64
	Refs       []string
	Refused    bool
	Attributes map[string]wanted
}

// unzip reads a file of testdata.
func unzip(t testing.TB, path string) []byte {
	t.Helper()
	f, err := os.Open(path + ".gz")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func open(t testing.TB, path string) *File {
	t.Helper()
	b := unzip(t, path)
	f, err := Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestAsH5py reads all that HDF5 1.10.8 wrote, in its oldest and its newest
// format. HDF5_MORE names a folder with larger files of testdata/make.py.
func TestAsH5py(t *testing.T) {
	folder := "testdata"
	if more := os.Getenv("HDF5_MORE"); more != "" {
		folder = more
	}
	for _, name := range []string{"earliest", "latest"} {
		t.Run(name, func(t *testing.T) {
			f := open(t, filepath.Join(folder, name+".h5"))
			b := unzip(t, filepath.Join(folder, name+".json"))
			var want map[string]wanted
			if err := json.Unmarshal(b, &want); err != nil {
				t.Fatal(err)
			}
			root, err := f.Root()
			if err != nil {
				t.Fatal(err)
			}
			for path, w := range want {
				o, err := root.Find(path)
				if err != nil || o == nil {
					t.Errorf("%s: %v, %v", path, o, err)
					continue
				}
				if w.Links != nil {
					checkLinks(t, o, w.Links)
				} else if d, err := o.Read(); err != nil {
					t.Error(err)
				} else {
					check(t, path, root, d, w)
				}
				names, err := o.Attributes()
				if err != nil || len(names) != len(w.Attributes) {
					t.Errorf("%s: attributes are %q, %v; want %d", path, names, err, len(w.Attributes))
				}
				for name, w := range w.Attributes {
					d, err := o.Attribute(name)
					if err != nil || d == nil {
						t.Errorf("%s, attribute %s: %v, %v", path, name, d, err)
						continue
					}
					check(t, path+" "+name, root, d, w)
				}
			}
		})
	}
}

func checkLinks(t *testing.T, o *Object, want []string) {
	links, err := o.Links()
	if err != nil {
		t.Error(err)
	}
	var names []string
	for _, l := range links {
		names = append(names, l.Name)
		if _, err := o.Open(l); err != nil {
			t.Error(err)
		}
	}
	slices.Sort(names)
	if !slices.Equal(names, want) {
		t.Errorf("%s has links %q; want %q", o.Path, names, want)
	}
}

func check(t *testing.T, path string, root *Object, d *Data, w wanted) {
	if !slices.Equal(d.Shape, w.Shape) {
		t.Errorf("%s: shape %v; want %v", path, d.Shape, w.Shape)
	}
	switch {
	case w.Null:
		if d.Len() != 0 {
			t.Errorf("%s: %d values; want none", path, d.Len())
		}
	case w.Refused:
		if _, err := d.Float64s(); err == nil {
			t.Errorf("%s: numbers of %v", path, d.Type.Class)
		}
	case w.Strings != nil:
		if got, err := d.Strings(); err != nil || !slices.Equal(got, w.Strings) {
			t.Errorf("%s: %q, %v; want %q", path, got, err, w.Strings)
		}
	case w.Refs != nil:
		refs, err := d.References(path)
		if err != nil || len(refs) != len(w.Refs) {
			t.Fatalf("%s: %v, %v", path, refs, err)
		}
		for i, at := range w.Refs {
			if (refs[i] == nil) != (at == "") {
				t.Errorf("%s: reference %d is %v; want %q", path, i, refs[i], at)
			} else if at != "" {
				if o, err := root.Find(at); err != nil || o.Address() != refs[i].Address() {
					t.Errorf("%s: reference %d is at %d; want %q", path, i, refs[i].Address(), at)
				}
			}
		}
	case w.Sequences != nil:
		got, err := d.Sequences()
		if err != nil || len(got) != len(w.Sequences) {
			t.Fatalf("%s: %v, %v", path, got, err)
		}
		for i, s := range got {
			if v, err := s.Int64s(); err != nil || !slices.Equal(v, w.Sequences[i]) {
				t.Errorf("%s: sequence %d is %v, %v; want %v", path, i, v, err, w.Sequences[i])
			}
		}
	default:
		got, err := d.Float64s()
		if err != nil || len(got) != len(w.Numbers) {
			t.Fatalf("%s: %v, %v", path, got, err)
		}
		for i, text := range w.Numbers {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			if math.Float64bits(v) != math.Float64bits(got[i]) && !(math.IsNaN(v) && math.IsNaN(got[i])) {
				t.Errorf("%s: value %d is %v; want %v", path, i, got[i], v)
				break
			}
		}
	}
}

func TestRefuses(t *testing.T) {
	root, err := open(t, "testdata/refused.h5").Root()
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"lzf": "LZF", "scale": "scale-offset", "external": "other.h5", "nowhere": `"/b"`, "circle": "circle"} {
		o, err := root.Find(path)
		if err == nil {
			_, err = o.Read()
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", path, err, want)
		}
	}
	if o, err := root.Find("lzf/of"); o != nil || err != nil {
		t.Errorf("something is within data: %v, %v", o, err)
	}
}

// walk reads all that can be read of a file.
func walk(o *Object, depth int, budget *int) {
	if *budget--; *budget < 0 || depth > 20 {
		return
	}
	names, _ := o.Attributes()
	for _, n := range names[:min(len(names), 20)] {
		if d, err := o.Attribute(n); err == nil && d != nil {
			drain(d)
		}
	}
	if d, err := o.Read(); err == nil {
		drain(d)
	}
	links, _ := o.Links()
	for _, l := range links {
		if at, err := o.Open(l); err == nil {
			walk(at, depth+1, budget)
		}
		if *budget < 0 {
			return
		}
	}
}

func drain(d *Data) {
	if d.Len() > 1<<16 { // slow, and nothing new
		return
	}
	_, _ = d.Float64s()
	_, _ = d.Int64s()
	_, _ = d.Strings()
	_, _ = d.Sequences()
	_, _ = d.References("x")
}

// TestCutShort reads files that end too early.
func TestCutShort(t *testing.T) {
	for _, name := range []string{"earliest", "latest"} {
		b := unzip(t, "testdata/"+name+".h5")
		for n := 0; n < len(b); n += 1 + len(b)/60 {
			if f, err := Open(bytes.NewReader(b[:n]), int64(n)); err == nil {
				if root, err := f.Root(); err == nil {
					budget := 300
					walk(root, 0, &budget)
				}
			}
		}
	}
}

// FuzzRead looks for a file that makes the reader panic, run on or take memory
// that the file does not account for.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"earliest", "latest", "refused"} {
		b := unzip(f, "testdata/"+name+".h5")
		f.Add(b, uint32(0), uint64(0))
		for i := range 40 {
			f.Add(b, uint32(i*len(b)/40), uint64(0xff<<i))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte, at uint32, change uint64) {
		if len(b) > 1<<18 {
			return
		}
		if len(b) > 0 { // a change of a few bytes, which the fuzzer finds easily
			b = bytes.Clone(b)
			for i := range 8 {
				b[(int(at)+i)%len(b)] ^= byte(change >> (8 * i))
			}
		}
		file, err := Open(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		root, err := file.Root()
		if err != nil {
			return
		}
		budget := 300
		walk(root, 0, &budget)
	})
}
