//go:build amd64 || arm64

package tensor

import (
	"sync/atomic"
	"unsafe"
)

// A product is cut into panels of some columns of b, as many as the kernel
// takes at a time, and of panelDepth of the inner index, and these into tiles
// of a few rows, which fit the registers. A panel of 16 columns and the rows of
// a that meet it fit a first-level cache of 32 KB, one of 32 columns (AVX-512)
// a cache of 48 KB. The depth is the same for all, because it says in which
// order an element is summed.
const (
	panelDepth  = 256
	mostColumns = 32 // of any kernel's panels
	mostRows    = 12 // of any kernel's tiles
)

// tiling is the inner loop of products. An element of a product is summed in
// the same order by every tiling.
type tiling struct {
	cols  int          // of a panel
	tiles []tileKernel // for 1, 2, ... rows
	// narrow is for what is left over of the columns, if that is enough for it.
	narrow *tiling
}

// tileKernel computes all columns of a tile, of as many rows as it is for.
// Strides are in bytes.
type tileKernel func(k int, a *float32, ar, ak int, b *float32, bk int, c *float32, cr int, acc bool)

// panel has room for a packed panel of b and for a tile of c that is not as
// wide as the kernel writes.
type panel struct {
	b [panelDepth * mostColumns]float32
	c [mostRows * mostColumns]float32
}

// panels lends panels to products: as many are made as products ever run at
// the same time, up to its length, and these are used again. A sync.Pool would
// drop them whenever the garbage collector runs, and goroutines would wait for
// each other at a channel.
var panels [64]shelf

// shelf has a panel that nobody uses, or nil, on a cache line of its own.
type shelf struct {
	panel atomic.Pointer[panel]
	_     [64 - unsafe.Sizeof(uintptr(0))]byte
}

func takePanel() *panel {
	for i := range panels {
		if s := &panels[i].panel; s.Load() != nil {
			if p := s.Swap(nil); p != nil {
				return p
			}
		}
	}
	return new(panel)
}

func returnPanel(p *panel) {
	for i := range panels {
		if panels[i].panel.CompareAndSwap(nil, p) {
			return
		}
	}
}

// left is the left factor of a product: element (i, k) lies at
// data[i*row+k*inner].
type left struct {
	data       []float32
	row, inner int
}

// blockRows is the largest number of rows of the left factor that are taken
// through all panels together: with panelDepth columns they fit the
// second-level cache, and a panel of b is used too few times for a copy of it
// to pay.
const blockRows = 144

// reading says how a product reads panels of b.
type reading uint8

const (
	inPlace    reading = iota // as far as they are whole
	copied                    // first copied: they are used often, and the rows of b lie far apart
	transposed                // copied, and b stands for bᵀ
)

// mul computes dst = a b, or adds it with acc, in blocks of rows of
// about the same size.
func (t *tiling) mul(dst, a, b Mat, acc bool) {
	parts := (dst.Rows + blockRows - 1) / blockRows
	for low, n := 0, 0; n < parts; n++ {
		rows := (dst.Rows - low) / (parts - n)
		part := a.RowRange(low, low+rows)
		t.product(dst.RowRange(low, low+rows), left{part.Data, part.Stride, 1}, b, a.Cols, inPlace, acc)
		low += rows
	}
}

// tMul computes dst = aᵀ b, or adds it with acc. It reads a down its
// columns, which leaves the first-level cache no room for the rows of b.
func (t *tiling) tMul(dst, a, b Mat, acc bool) {
	how := inPlace
	if dst.Rows > blockRows {
		how = copied
	}
	t.product(dst, left{a.Data, 1, a.Stride}, b, a.Rows, how, acc)
}

// mulT computes dst = a bᵀ, or adds it with acc.
func (t *tiling) mulT(dst, a, b Mat, acc bool) {
	t.product(dst, left{a.Data, a.Stride, 1}, b, a.Cols, transposed, acc)
}

// product computes dst = a b, or adds it with acc, for an inner dimension of k.
func (t *tiling) product(dst Mat, a left, b Mat, k int, how reading, acc bool) {
	if k == 0 && !acc {
		dst.Zero()
	}
	if dst.Rows == 0 || dst.Cols == 0 || k == 0 {
		return
	}
	var p *panel // borrowed when first needed
	for low := 0; low < k; low += panelDepth {
		depth := min(panelDepth, k-low)
		for j := 0; j < dst.Cols; {
			u := t
			for u.narrow != nil && dst.Cols-j <= u.narrow.cols {
				u = u.narrow
			}
			cols := min(u.cols, dst.Cols-j)
			packed := how != inPlace || cols < u.cols
			if packed && p == nil {
				p = takePanel()
			}
			var from []float32
			stride := u.cols
			switch {
			case !packed:
				from, stride = b.Data[low*b.Stride+j:], b.Stride
			case how == transposed:
				p.packTurned(b, low, depth, j, cols, u.cols)
				from = p.b[:]
			default:
				p.pack(b, low, depth, j, cols, u.cols)
				from = p.b[:]
			}
			u.strip(dst, a, from, stride, low, depth, j, cols, p, acc || low > 0)
			j += cols
		}
	}
	if p != nil {
		returnPanel(p)
	}
}

// pack copies rows k to k+depth-1 of columns j to j+cols-1 of b as rows of the
// panel, filled up with zeros to width.
func (p *panel) pack(b Mat, k, depth, j, cols, width int) {
	for i := range depth {
		at := (k+i)*b.Stride + j
		row := p.b[i*width : (i+1)*width]
		switch {
		case cols < width:
			clear(row[copy(row, b.Data[at:at+cols]):])
		case width == 32:
			*(*[32]float32)(row) = *(*[32]float32)(b.Data[at:])
		case width == 16:
			*(*[16]float32)(row) = *(*[16]float32)(b.Data[at:])
		default:
			copy(row, b.Data[at:])
		}
	}
}

// packTurned copies columns k to k+depth-1 of rows j to j+cols-1 of b as rows
// of the panel, filled up with zeros to width.
func (p *panel) packTurned(b Mat, k, depth, j, cols, width int) {
	if cols < width {
		clear(p.b[:depth*width])
	}
	blockedTranspose(
		Mat{Rows: depth, Cols: cols, Stride: width, Data: p.b[:]},
		Mat{Rows: cols, Cols: depth, Stride: b.Stride, Data: b.Data[j*b.Stride+k:]},
	)
}

// strip computes one panel's part of columns j to j+cols-1 of dst, in tiles
// of about the same number of rows.
func (t *tiling) strip(dst Mat, a left, b []float32, stride, low, depth, j, cols int, p *panel, acc bool) {
	tiles := (dst.Rows + len(t.tiles) - 1) / len(t.tiles)
	for i, n := 0, 0; n < tiles; n++ {
		rows := (dst.Rows - i) / (tiles - n)
		at := a.data[i*a.row+low*a.inner:]
		if cols == t.cols {
			t.tile(rows, depth, at, a, b, stride, dst.Data[i*dst.Stride+j:], dst.Stride, acc)
		} else {
			t.tile(rows, depth, at, a, b, stride, p.c[:], t.cols, false)
			p.place(dst, i, rows, j, cols, t.cols, acc)
		}
		i += rows
	}
}

// place writes, or with acc adds, the first cols columns of a tile that lies
// in p.c, width columns wide, to rows i to i+rows-1 of dst, from column j on.
func (p *panel) place(dst Mat, i, rows, j, cols, width int, acc bool) {
	for r := range rows {
		out, from := dst.Data[(i+r)*dst.Stride+j:][:cols], p.c[r*width:][:cols]
		if !acc {
			copy(out, from)
			continue
		}
		for c, v := range from {
			out[c] += v
		}
	}
}

// tile runs the kernel for that many rows. Strides become bytes; the slices
// have been cut so that all that the kernel touches lies within them.
func (t *tiling) tile(rows, depth int, at []float32, a left, b []float32, bk int, c []float32, cr int, acc bool) {
	const size = int(unsafe.Sizeof(float32(0)))
	t.tiles[rows-1](depth, &at[0], a.row*size, a.inner*size, &b[0], bk*size, &c[0], cr*size, acc)
}

// sixteen is the tiling of AVX2 and of NEON.
var sixteen = tiling{cols: 16, tiles: []tileKernel{tile1, tile2, tile3, tile4, tile5, tile6}}

// probe runs the tile of most rows on a packed panel of 16 KB; with the rows of
// a these are 22 KB.
func (t *tiling) probe() *Probe {
	depth := panelDepth * 16 / t.cols
	p := newProbe(len(t.tiles), depth, t.cols)
	a := left{p.a.Data, p.a.Stride, 1}
	p.inner = func() { t.tile(len(t.tiles), depth, a.data, a, p.b.Data, t.cols, p.dst.Data, t.cols, false) }
	return p
}

// blockedTranspose transposes blocks of eight rows and eight columns, and what is
// left over at the edges one by one.
func blockedTranspose(dst, src Mat) {
	const side, size = 8, 4 // bytes of a float32
	rows, blocks := src.Rows/side*side, src.Cols/side
	for i := 0; i < rows && blocks > 0; i += side {
		turn(blocks, &dst.Data[i], size*dst.Stride, &src.Data[i*src.Stride], size*src.Stride)
	}
	cols := blocks * side
	for i := range src.Rows {
		from := cols
		if i >= rows {
			from = 0
		}
		for j, v := range src.Row(i)[from:] {
			dst.Data[(from+j)*dst.Stride+i] = v
		}
	}
}
