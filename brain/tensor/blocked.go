//go:build amd64 || arm64

package tensor

import "unsafe"

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

// panels lends panels to products: as many are made as products ever run at
// the same time, up to its capacity, and these are used again. A sync.Pool
// would drop them whenever the garbage collector runs.
var panels = make(chan *panel, 64)

func takePanel() *panel {
	select {
	case p := <-panels:
		return p
	default:
		return new(panel)
	}
}

func returnPanel(p *panel) {
	select {
	case panels <- p:
	default:
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

// blockedMul computes dst = a b, or adds it with acc, in blocks of rows of
// about the same size.
func blockedMul(dst, a, b Mat, acc bool) {
	parts := (dst.Rows + blockRows - 1) / blockRows
	for low, n := 0, 0; n < parts; n++ {
		rows := (dst.Rows - low) / (parts - n)
		part := a.RowRange(low, low+rows)
		product(dst.RowRange(low, low+rows), left{part.Data, part.Stride, 1}, b, a.Cols, inPlace, acc)
		low += rows
	}
}

// blockedTMul computes dst = aᵀ b, or adds it with acc. It reads a down its
// columns, which leaves the first-level cache no room for the rows of b.
func blockedTMul(dst, a, b Mat, acc bool) {
	how := inPlace
	if dst.Rows > blockRows {
		how = copied
	}
	product(dst, left{a.Data, 1, a.Stride}, b, a.Rows, how, acc)
}

// blockedMulT computes dst = a bᵀ, or adds it with acc.
func blockedMulT(dst, a, b Mat, acc bool) {
	product(dst, left{a.Data, a.Stride, 1}, b, a.Cols, transposed, acc)
}

// product computes dst = a b, or adds it with acc, for an inner dimension of k.
func product(dst Mat, a left, b Mat, k int, how reading, acc bool) {
	if k == 0 && !acc {
		dst.Zero()
	}
	if dst.Rows == 0 || dst.Cols == 0 || k == 0 {
		return
	}
	p := takePanel()
	for low := 0; low < k; low += panelDepth {
		depth := min(panelDepth, k-low)
		for j := 0; j < dst.Cols; j += panelCols {
			cols := min(panelCols, dst.Cols-j)
			from, stride := p.b[:], panelCols
			switch {
			case how == transposed:
				p.packTurned(b, low, depth, j, cols)
			case how == copied || cols < panelCols:
				p.pack(b, low, depth, j, cols)
			default:
				from, stride = b.Data[low*b.Stride+j:], b.Stride
			}
			strip(dst, a, from, stride, low, depth, j, cols, p, acc || low > 0)
		}
	}
	returnPanel(p)
}

// pack copies rows k to k+depth-1 of columns j to j+cols-1 of b, filled up
// with zeros.
func (p *panel) pack(b Mat, k, depth, j, cols int) {
	for i := range depth {
		at := (k+i)*b.Stride + j
		if cols == panelCols {
			*(*[panelCols]float32)(p.b[i*panelCols:]) = *(*[panelCols]float32)(b.Data[at:])
			continue
		}
		row := p.b[i*panelCols : (i+1)*panelCols]
		clear(row[copy(row, b.Data[at:at+cols]):])
	}
}

// packTurned copies columns k to k+depth-1 of rows j to j+cols-1 of b as rows
// of the panel, filled up with zeros.
func (p *panel) packTurned(b Mat, k, depth, j, cols int) {
	if cols < panelCols {
		clear(p.b[:depth*panelCols])
	}
	blockedTranspose(
		Mat{Rows: depth, Cols: cols, Stride: panelCols, Data: p.b[:]},
		Mat{Rows: cols, Cols: depth, Stride: b.Stride, Data: b.Data[j*b.Stride+k:]},
	)
}

// strip computes one panel's part of columns j to j+cols-1 of dst, in tiles
// of about the same number of rows.
func strip(dst Mat, a left, b []float32, stride, low, depth, j, cols int, p *panel, acc bool) {
	tiles := (dst.Rows + tileRows - 1) / tileRows
	for i, n := 0, 0; n < tiles; n++ {
		rows := (dst.Rows - i) / (tiles - n)
		at := a.data[i*a.row+low*a.inner:]
		if cols == panelCols {
			tile(rows, depth, at, a, b, stride, dst.Data[i*dst.Stride+j:], dst.Stride, acc)
		} else {
			tile(rows, depth, at, a, b, stride, p.c[:], panelCols, false)
			p.place(dst, i, rows, j, cols, acc)
		}
		i += rows
	}
}

// place writes, or with acc adds, the first cols columns of a tile that lies
// in p.c to rows i to i+rows-1 of dst, from column j on.
func (p *panel) place(dst Mat, i, rows, j, cols int, acc bool) {
	for r := range rows {
		out, from := dst.Data[(i+r)*dst.Stride+j:][:cols], p.c[r*panelCols:][:cols]
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

// blockedProbe runs the tile of most rows on a whole packed panel: with the
// rows of a, 22 KB.
func blockedProbe() *Probe {
	p := newProbe(tileRows, panelDepth, panelCols)
	a := left{p.a.Data, p.a.Stride, 1}
	p.inner = func() { tile(tileRows, panelDepth, a.data, a, p.b.Data, panelCols, p.dst.Data, panelCols, false) }
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
