package tensor

import (
	"sync"
	"unsafe"

	"golang.org/x/sys/cpu"
)

//go:generate go run ./internal/gen -out avx2_amd64.s -stubs avx2_amd64.go -pkg tensor

func best() kernelSet {
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		return avx2
	}
	return portable
}

var avx2 = kernelSet{
	name:         "avx2+fma",
	mul:          avxMul,
	mulT:         avxMulT,
	tMul:         avxTMul,
	exp:          avxExp,
	tanh:         avxTanh,
	sigmoid:      avxSigmoid,
	axpy:         avxAxpy,
	dot:          avxDot,
	add:          avxAdd,
	multiply:     avxMultiply,
	scale:        avxScale,
	relu:         avxReLU,
	reluGrad:     avxReLUGrad,
	adam:         avxAdam,
	rmsprop:      avxRMSProp,
	lstmForward:  avxLSTMForward,
	lstmBackward: avxLSTMBackward,
}

// A product is cut into panels of panelCols columns of b and panelDepth of
// the inner index, which fit the first-level cache, and these into tiles of
// up to tileRows rows, which fit the registers.
const (
	panelCols  = 16
	panelDepth = 256
	tileRows   = 6
)

// panel has room for a packed panel of b and for a tile of c that is not as
// wide as the kernel writes.
type panel struct {
	b [panelDepth * panelCols]float32
	c [tileRows * panelCols]float32
}

var panels = sync.Pool{New: func() any { return new(panel) }}

// left is the left factor of a product: element (i, k) lies at
// data[i*row+k*inner].
type left struct {
	data       []float32
	row, inner int
}

// avxMul adds a b to dst. A panel of b is used where it lies if it is whole
// and its rows do not lie so far apart that they crowd the cache's sets.
func avxMul(dst, a, b Mat) {
	packed := b.Stride > 128 && dst.Rows > tileRows
	product(dst, left{a.Data, a.Stride, 1}, b, a.Cols, packed, packRows)
}

// avxTMul adds aᵀ b to dst.
func avxTMul(dst, a, b Mat) {
	packed := b.Stride > 128 && dst.Rows > tileRows
	product(dst, left{a.Data, 1, a.Stride}, b, a.Rows, packed, packRows)
}

// avxMulT adds a bᵀ to dst.
func avxMulT(dst, a, b Mat) {
	product(dst, left{a.Data, a.Stride, 1}, b, a.Cols, true, packColumns)
}

// packer copies the panel of the right factor of inner indices k to k+depth-1
// and output columns j to j+cols-1 to dst, row by row of panelCols, filled up
// with zeros.
type packer func(dst []float32, b Mat, k, depth, j, cols int)

func packRows(dst []float32, b Mat, k, depth, j, cols int) {
	if cols == panelCols {
		for i := range depth {
			at := (k+i)*b.Stride + j
			*(*[panelCols]float32)(dst[i*panelCols:]) = *(*[panelCols]float32)(b.Data[at:])
		}
		return
	}
	for i := range depth {
		row := dst[i*panelCols : (i+1)*panelCols]
		at := (k+i)*b.Stride + j
		clear(row[copy(row, b.Data[at:at+cols]):])
	}
}

// packColumns reads b transposed: output column j is row j of b.
func packColumns(dst []float32, b Mat, k, depth, j, cols int) {
	if cols < panelCols {
		clear(dst[:depth*panelCols])
	}
	for c := range cols {
		at := (j+c)*b.Stride + k
		for i, v := range b.Data[at : at+depth] {
			dst[i*panelCols+c] = v
		}
	}
}

// product adds a times b to dst, for an inner dimension of k. Unless packed
// is asked for, whole panels of b are read in place.
func product(dst Mat, a left, b Mat, k int, packed bool, pack packer) {
	if dst.Rows == 0 || dst.Cols == 0 || k == 0 {
		return
	}
	p := panels.Get().(*panel)
	for low := 0; low < k; low += panelDepth {
		depth := min(panelDepth, k-low)
		for j := 0; j < dst.Cols; j += panelCols {
			cols := min(panelCols, dst.Cols-j)
			from, stride := p.b[:], panelCols
			if packed || cols < panelCols {
				pack(p.b[:], b, low, depth, j, cols)
			} else {
				from, stride = b.Data[low*b.Stride+j:], b.Stride
			}
			strip(dst, a, from, stride, low, depth, j, cols, p)
		}
	}
	panels.Put(p)
}

// strip adds one panel's part to columns j to j+cols-1 of dst.
func strip(dst Mat, a left, b []float32, stride, low, depth, j, cols int, p *panel) {
	for i := 0; i < dst.Rows; i += tileRows {
		rows := min(tileRows, dst.Rows-i)
		at := a.data[i*a.row+low*a.inner:]
		if cols == panelCols {
			tile(rows, depth, at, a, b, stride, dst.Data[i*dst.Stride+j:], dst.Stride, true)
			continue
		}
		tile(rows, depth, at, a, b, stride, p.c[:], panelCols, false)
		for r := range rows {
			out := dst.Data[(i+r)*dst.Stride+j:][:cols]
			for c, v := range p.c[r*panelCols:][:cols] {
				out[c] += v
			}
		}
	}
}

// tile runs the kernel for that many rows. Strides become bytes; the slices
// have been cut so that all that the kernel touches lies within them.
func tile(rows, depth int, at []float32, a left, b []float32, bk int, c []float32, cr int, acc bool) {
	const size = int(unsafe.Sizeof(float32(0)))
	ar, ak, bk, cr := a.row*size, a.inner*size, bk*size, cr*size
	switch rows {
	case 1:
		tile1(depth, &at[0], ar, ak, &b[0], bk, &c[0], cr, acc)
	case 2:
		tile2(depth, &at[0], ar, ak, &b[0], bk, &c[0], cr, acc)
	case 3:
		tile3(depth, &at[0], ar, ak, &b[0], bk, &c[0], cr, acc)
	case 4:
		tile4(depth, &at[0], ar, ak, &b[0], bk, &c[0], cr, acc)
	case 5:
		tile5(depth, &at[0], ar, ak, &b[0], bk, &c[0], cr, acc)
	default:
		tile6(depth, &at[0], ar, ak, &b[0], bk, &c[0], cr, acc)
	}
}
