// Package npz writes and reads NumPy's npz files: zip archives of npy arrays
// of any shape, with plain text files beside them. The same contents give the
// same bytes.
package npz

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxValues bounds what Read accepts in one array: 1 GiB of float32.
const maxValues = 1 << 28

// Number is the type of an array's values.
type Number interface {
	uint8 | float32 | float64 | int64
}

// Writer writes an npz file.
type Writer struct{ zip *zip.Writer }

// NewWriter returns a Writer that writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{zip: zip.NewWriter(w)} }

// Close writes the archive's directory; it does not close the underlying
// writer.
func (w *Writer) Close() error { return w.zip.Close() }

// Text adds a plain file, which numpy returns as bytes.
func (w *Writer) Text(name string, data []byte) error {
	f, err := w.create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return err
}

// Write adds an array in C order. It panics if the shape does not fit the
// number of values.
func Write[T Number](w *Writer, name string, values []T, shape ...int) error {
	f, err := w.create(name + ".npy")
	if err != nil {
		return err
	}
	return WriteArray(f, values, shape...)
}

// WriteSingle adds an array as float32, rounded: half the room, for what is not
// known to more than seven digits.
func WriteSingle(w *Writer, name string, values []float64, shape ...int) error {
	single := make([]float32, len(values))
	for i, v := range values {
		single[i] = float32(v)
	}
	return Write(w, name, single, shape...)
}

// WriteArray writes an npy file, in C order. It panics if the shape does not
// fit the number of values.
func WriteArray[T Number](f io.Writer, values []T, shape ...int) error {
	var zero T
	descr := map[any]string{uint8(0): "|u1", float32(0): "<f4", float64(0): "<f8", int64(0): "<i8"}[any(zero)]
	if err := writeHeader(f, descr, len(values), shape); err != nil {
		return err
	}
	return binary.Write(f, binary.LittleEndian, values)
}

// writeHeader begins an npy file of values numbers of a type.
func writeHeader(f io.Writer, descr string, values int, shape []int) error {
	size := 1
	dims := make([]string, len(shape))
	for i, n := range shape {
		size *= n
		dims[i] = fmt.Sprint(n)
	}
	if size != values {
		panic(fmt.Sprintf("npz: %d values do not fit shape %v", values, shape))
	}
	tuple := strings.Join(dims, ", ")
	if len(dims) == 1 {
		tuple += ","
	}
	header := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", descr, tuple)
	// Format 1.0: magic, version, length, header padded with spaces to a
	// multiple of 64 and ended by a newline.
	const prefix = 10
	pad := 63 - (prefix+len(header))%64
	header += strings.Repeat(" ", pad) + "\n"
	if _, err := f.Write([]byte(magic + "\x01\x00")); err != nil {
		return err
	}
	if err := binary.Write(f, binary.LittleEndian, uint16(len(header))); err != nil {
		return err
	}
	_, err := io.WriteString(f, header)
	return err
}

// create starts a file, without a date so that equal contents are equal bytes,
// and without compression: trained weights hardly shrink.
func (w *Writer) create(name string) (io.Writer, error) {
	return w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
}

// Reader reads an npz file.
type Reader struct{ files map[string]*zip.File }

// NewReader reads the directory of an npz file of size bytes.
func NewReader(r io.ReaderAt, size int64) (*Reader, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("it is no npz file (a zip archive of arrays): %w", err)
	}
	files := make(map[string]*zip.File, len(z.File))
	for _, f := range z.File {
		files[f.Name] = f
	}
	return &Reader{files: files}, nil
}

// Has tells whether there is an array of that name.
func (r *Reader) Has(name string) bool { return r.files[name+".npy"] != nil }

// Names are those of all arrays, sorted.
func (r *Reader) Names() []string {
	var names []string
	for name := range r.files {
		if array, ok := strings.CutSuffix(name, ".npy"); ok {
			names = append(names, array)
		}
	}
	slices.Sort(names)
	return names
}

// HasText tells whether there is a plain file of that name.
func (r *Reader) HasText(name string) bool { return r.files[name] != nil }

// Text returns the plain file of that name, of at most limit bytes.
func (r *Reader) Text(name string, limit int64) ([]byte, error) {
	f := r.files[name]
	if f == nil {
		return nil, fmt.Errorf("it has no file %q", name)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("could not open its file %q: %w", name, err)
	}
	defer rc.Close()
	data, err := io.ReadAll(io.LimitReader(rc, limit+1))
	if err != nil {
		return nil, fmt.Errorf("could not read its file %q: %w", name, err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("its file %q is longer than %d bytes", name, limit)
	}
	return data, nil
}

// Floats returns the array of that name as float32 in C order, with its shape.
func (r *Reader) Floats(name string) ([]float32, []int, error) {
	wide, shape, err := r.Float64s(name)
	narrow := make([]float32, len(wide))
	for i, v := range wide {
		narrow[i] = float32(v)
	}
	return narrow, shape, err
}

// Float64s returns the array of that name in C order, with its shape.
func (r *Reader) Float64s(name string) (values []float64, shape []int, err error) {
	err = r.open(name, func(f io.Reader) (err error) {
		if values, shape, err = ReadArray(f); err == nil {
			err = ended(f)
		}
		return err
	})
	return values, shape, err
}

// Shape returns the shape of the array of that name without reading its values.
func (r *Reader) Shape(name string) ([]int, error) {
	var shape []int
	err := r.open(name, func(f io.Reader) error {
		h, err := readHeader(f)
		shape = h.shape
		return err
	})
	return shape, err
}

// Bytes returns the array of uint8 of that name in C order, with its shape.
func (r *Reader) Bytes(name string) ([]uint8, []int, error) {
	var (
		values []uint8
		shape  []int
	)
	err := r.open(name, func(f io.Reader) error {
		h, err := readHeader(f)
		if err != nil {
			return err
		}
		if h.kind != "|u1" || h.fortran {
			return fmt.Errorf("its values are of type %q, Fortran order %v; they must be uint8 in C order", h.kind, h.fortran)
		}
		size, err := h.size()
		if err != nil {
			return err
		}
		shape = h.shape
		if values, err = io.ReadAll(io.LimitReader(f, int64(size))); err == nil && len(values) < size {
			err = fmt.Errorf("it ends after %d of %d bytes", len(values), size)
		}
		if err == nil {
			err = ended(f)
		}
		return err
	})
	return values, shape, err
}

// ended checks that a file ends after its values: only there the archive
// compares it with its checksum.
func ended(f io.Reader) error {
	var more [1]byte
	switch n, err := io.ReadFull(f, more[:]); {
	case n > 0:
		return errors.New("it goes on after its values")
	case err != io.EOF:
		return err
	}
	return nil
}

// open lets read have the npy file of that name.
func (r *Reader) open(name string, read func(io.Reader) error) error {
	f := r.files[name+".npy"]
	if f == nil {
		return fmt.Errorf("it has no array %q", name)
	}
	rc, err := f.Open()
	if err != nil {
		return fmt.Errorf("could not open its array %q: %w", name, err)
	}
	defer rc.Close()
	if err := read(rc); err != nil {
		return fmt.Errorf("could not read its array %q: %w", name, err)
	}
	return nil
}

// ReadArray reads an npy file of booleans, whole numbers or floats, of any width
// and byte order, and returns them in C order, with their shape.
func ReadArray(r io.Reader) ([]float64, []int, error) {
	h, err := readHeader(r)
	if err != nil {
		return nil, nil, err
	}
	size, err := h.size()
	if err != nil {
		return nil, nil, err
	}
	k, err := kindOf(h.kind)
	if err != nil {
		return nil, nil, err
	}
	// The values grow with what is there, not with what the header says.
	const atOnce, believed = 1 << 13, 1 << 22 // values
	values := make([]float64, 0, min(size, believed))
	buf := make([]byte, min(size, atOnce)*k.width)
	for len(values) < size {
		part := buf[:min(size-len(values), atOnce)*k.width]
		if n, err := io.ReadFull(r, part); err == io.EOF || err == io.ErrUnexpectedEOF {
			return nil, nil, fmt.Errorf("it ends after %d of %d bytes", len(values)*k.width+n, size*k.width)
		} else if err != nil {
			return nil, nil, err
		}
		for ; len(part) > 0; part = part[k.width:] {
			values = append(values, k.value(part))
		}
	}
	if h.fortran {
		values = rowMajor(values, h.shape)
	}
	return values, h.shape, nil
}

// rowMajor reorders values that lie with their first index running fastest.
func rowMajor(values []float64, shape []int) []float64 {
	out := make([]float64, len(values))
	index := make([]int, len(shape))
	for i := range out {
		from, step := 0, 1
		for d, n := range shape {
			from += index[d] * step
			step *= n
		}
		out[i] = values[from]
		for d := len(shape) - 1; d >= 0; d-- {
			if index[d]++; index[d] < shape[d] {
				break
			}
			index[d] = 0
		}
	}
	return out
}
