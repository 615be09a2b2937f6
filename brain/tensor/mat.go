// Package tensor has float32 matrices and the kernels that training spends
// its time in: matrix products, vector functions, the gates of an LSTM and
// the updates of the optimisers.
//
// Every kernel exists in plain Go, which is the reference, and in generated
// assembly for machines with AVX2 and FMA, or with NEON; products and the gates'
// way forward have a form for AVX-512, too, whose results are those of AVX2 to
// the bit. Functions are safe for concurrent use as long as nobody writes what
// another reads, and allocate nothing.
package tensor

import "fmt"

// Mat is a view of a row-major matrix. Rows may be strided: element (i, j)
// is Data[i*Stride+j]. The zero Mat is empty.
type Mat struct {
	Rows, Cols, Stride int
	Data               []float32
}

// New returns a matrix of zeros.
func New(rows, cols int) Mat { return Wrap(rows, cols, make([]float32, rows*cols)) }

// Wrap returns a matrix over the first rows*cols entries of data. It panics
// if there are fewer.
func Wrap(rows, cols int, data []float32) Mat {
	if rows < 0 || cols < 0 || len(data) < rows*cols {
		panic(fmt.Sprintf("tensor: %d values are too few for %d x %d", len(data), rows, cols))
	}
	n := rows * cols
	return Mat{Rows: rows, Cols: cols, Stride: cols, Data: data[:n:n]}
}

// Row returns row i.
func (m Mat) Row(i int) []float32 {
	low := i * m.Stride
	return m.Data[low : low+m.Cols : low+m.Cols]
}

// RowRange returns a view of rows low to high-1.
func (m Mat) RowRange(low, high int) Mat {
	if low < 0 || high < low || high > m.Rows {
		panic(fmt.Sprintf("tensor: rows %d to %d of %d", low, high, m.Rows))
	}
	v := Mat{Rows: high - low, Cols: m.Cols, Stride: m.Stride}
	if low < high {
		end := (high-1)*m.Stride + m.Cols
		v.Data = m.Data[low*m.Stride : end : end]
	}
	return v
}

// Zero sets every element to 0.
func (m Mat) Zero() {
	for i := range m.Rows {
		clear(m.Row(i))
	}
}

// Copy copies src to dst. It panics if their shapes differ.
func Copy(dst, src Mat) {
	if dst.Rows != src.Rows || dst.Cols != src.Cols {
		panic(fmt.Sprintf("tensor: copy of %d x %d to %d x %d", src.Rows, src.Cols, dst.Rows, dst.Cols))
	}
	for i := range dst.Rows {
		copy(dst.Row(i), src.Row(i))
	}
}

// Transpose writes the transpose of src to dst. It panics if their shapes do
// not fit.
func Transpose(dst, src Mat) {
	if dst.Rows != src.Cols || dst.Cols != src.Rows {
		panic(fmt.Sprintf("tensor: transpose of %d x %d to %d x %d", src.Rows, src.Cols, dst.Rows, dst.Cols))
	}
	kernels.transpose(dst, src)
}

func portableTranspose(dst, src Mat) {
	for i := range src.Rows {
		for j, v := range src.Row(i) {
			dst.Data[j*dst.Stride+i] = v
		}
	}
}
