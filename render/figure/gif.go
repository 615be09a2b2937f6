package figure

import (
	"bufio"
	"bytes"
	"compress/lzw"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"io"
)

// GIF is an animation under way. Each frame is compressed as it comes and
// holds only what differs from the one before, so that long ones stay small in
// memory, too. One goroutine at a time may use it.
type GIF struct {
	size    image.Point
	colors  *quantiser
	body    bytes.Buffer // the frames as they stand in the file
	frames  int
	at      int     // hundredths of a second at which the last one appears
	delay   int     // where in body it is said how long it is shown
	before  []uint8 // its pixels, RGBA
	indices []uint8 // their colours in the palette
	differ  []uint8 // of what a frame changes; unchanged elsewhere
	packer  *lzw.Writer
}

// NewGIF begins an animation of w x h pixels, both below 65536. The given
// colours are kept as they are.
func NewGIF(w, h int, exactly ...color.RGBA) *GIF {
	return &GIF{size: image.Pt(w, h), colors: newQuantiser(exactly), packer: new(lzw.Writer)}
}

// Frames is the number of frames so far.
func (g *GIF) Frames() int { return g.frames }

// Bytes is the size that the file has by now.
func (g *GIF) Bytes() int { return len(g.head()) + g.body.Len() + 1 }

// Add adds a frame that appears at a time in hundredths of a second from the
// beginning. The image may be used again. Add panics if the image does not
// have the size of the animation.
func (g *GIF) Add(img *image.RGBA, at int) {
	if img.Rect.Size() != g.size {
		panic(fmt.Sprintf("figure: a frame of %v in an animation of %v", img.Rect.Size(), g.size))
	}
	g.until(at)
	r := g.compare(img)
	if r.Empty() {
		r = image.Rect(0, 0, 1, 1) // a frame has at least a pixel
	}
	const stays, seeThrough = 1 << 2, 1
	head := []byte{0x21, 0xf9, 4, stays | seeThrough, 0, 0, unchanged, 0, 0x2c}
	g.delay = g.body.Len() + 4
	for _, v := range []int{r.Min.X, r.Min.Y, r.Dx(), r.Dy()} {
		head = binary.LittleEndian.AppendUint16(head, uint16(v))
	}
	const bits = 8
	g.body.Write(append(head, 0, bits)) // writes to memory do not fail
	blocks := &subBlocks{to: &g.body}
	g.packer.Reset(blocks, lzw.LSB, bits)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		g.packer.Write(g.differ[y*g.size.X+r.Min.X : y*g.size.X+r.Max.X])
	}
	g.packer.Close()
	blocks.end()
	g.frames, g.at = g.frames+1, at
}

// until has the last frame shown until a time.
func (g *GIF) until(at int) {
	if g.frames > 0 {
		binary.LittleEndian.PutUint16(g.body.Bytes()[g.delay:], uint16(min(max(at-g.at, 1), 1<<16-1)))
	}
}

// compare notes what an image changes and returns a rectangle around that.
func (g *GIF) compare(img *image.RGBA) image.Rectangle {
	w, h := g.size.X, g.size.Y
	first := g.indices == nil
	if first {
		g.before, g.indices, g.differ = make([]uint8, 4*w*h), make([]uint8, w*h), make([]uint8, w*h)
	}
	var r image.Rectangle
	rows := func(met func(k, x, y int, c rgb)) {
		for y := range h {
			now, old := img.Pix[y*img.Stride:][:4*w], g.before[4*w*y:][:4*w]
			for x := range w {
				i := 4 * x
				if first || now[i] != old[i] || now[i+1] != old[i+1] || now[i+2] != old[i+2] {
					met(y*w+x, x, y, rgb{now[i], now[i+1], now[i+2]})
				}
			}
		}
	}
	rows(func(_, _, _ int, c rgb) { g.colors.meet(c) })
	g.colors.learn()
	for k := range g.differ {
		g.differ[k] = unchanged
	}
	rows(func(k, x, y int, c rgb) {
		if index := g.colors.index(c); first || index != g.indices[k] {
			g.indices[k], g.differ[k] = index, index
			r = r.Union(image.Rect(x, y, x+1, y+1))
		}
	})
	for y := range h {
		copy(g.before[4*w*y:][:4*w], img.Pix[y*img.Stride:])
	}
	return r
}

// head is the file before its first frame.
func (g *GIF) head() []byte {
	b := []byte("GIF89a")
	b = binary.LittleEndian.AppendUint16(b, uint16(g.size.X))
	b = binary.LittleEndian.AppendUint16(b, uint16(g.size.Y))
	b = append(b, 0xf7, 0, 0) // a palette of 256 colours
	for _, c := range g.colors.palette {
		b = append(b, c[:]...)
	}
	b = append(b, make([]byte, 3*(256-len(g.colors.palette)))...)
	return append(b, "\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"...) // repeats for ever
}

// Write ends the animation at a time in hundredths of a second from the
// beginning and writes its file.
func (g *GIF) Write(w io.Writer, end int) error {
	g.until(end)
	out := bufio.NewWriter(w) // keeps the first error
	out.Write(g.head())
	out.Write(g.body.Bytes())
	out.WriteByte(0x3b)
	return out.Flush()
}

// subBlocks cuts what is written into the blocks of at most 255 bytes that a
// GIF consists of.
type subBlocks struct {
	to    *bytes.Buffer
	block [256]byte
	n     int
}

func (b *subBlocks) Write(p []byte) (int, error) {
	for _, v := range p {
		b.WriteByte(v)
	}
	return len(p), nil
}

// WriteByte spares the packer a buffer of its own.
func (b *subBlocks) WriteByte(v byte) error {
	b.n++
	b.block[b.n] = v
	if b.n == 255 {
		b.flush()
	}
	return nil
}

// Flush is for the packer; blocks are as full as they can be.
func (b *subBlocks) Flush() error { return nil }

func (b *subBlocks) flush() {
	b.block[0] = byte(b.n)
	b.to.Write(b.block[:b.n+1])
	b.n = 0
}

func (b *subBlocks) end() {
	if b.n > 0 {
		b.flush()
	}
	b.to.WriteByte(0)
}

// WriteGIF writes a number of frames of one size as an animation that repeats
// for ever, each shown for so many hundredths of a second and the last for
// longer. frame draws them one after the other, and may draw each on the image
// of the one before; its error ends it all. progress is told the share done
// after each frame.
func WriteGIF(w io.Writer, frames int, frame func(i int) (*image.RGBA, error), hundredths int, progress func(share float64)) error {
	if frames < 1 {
		return fmt.Errorf("there are no pictures to make an animation of")
	}
	var g *GIF
	const rest = 200 // hundredths of a second at the end
	for i := range frames {
		f, err := frame(i)
		if err != nil {
			return err
		}
		if g == nil {
			g = NewGIF(f.Rect.Dx(), f.Rect.Dy())
		}
		if size := f.Rect.Size(); size != g.size {
			return fmt.Errorf("picture %d of the animation is %v large, the first %v", i+1, size, g.size)
		}
		g.Add(f, i*hundredths)
		progress(float64(i+1) / float64(frames))
	}
	return g.Write(w, (frames-1)*hundredths+max(rest, hundredths))
}
