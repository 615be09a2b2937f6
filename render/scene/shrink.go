package scene

import (
	"fmt"
	"image"

	"github.com/hajimehoshi/ebiten/v2"
)

// Shrink makes a picture smaller on the graphics card: each of its pixels is
// the mean of the area that it covers. It belongs to the game's goroutine.
type Shrink struct {
	taps   int // pixels of the source that one of the picture can touch on a side
	shader *ebiten.Shader
}

// meanOfArea has the number of taps in its second line. Pixels beyond the
// source are transparent and do not count.
const meanOfArea = `//kage:unit pixels
package main

const taps = %d

// Side is how many pixels of the source a pixel covers on a side.
var Side float

func Fragment(dst vec4, src vec2, color vec4) vec4 {
	low := src - Side/2
	high := src + Side/2
	first := floor(low)
	sum := vec4(0)
	for j := 0; j < taps; j++ {
		for i := 0; i < taps; i++ {
			at := first + vec2(float(i), float(j))
			share := clamp(min(high, at+1)-max(low, at), 0, 1)
			sum += share.x * share.y * imageSrc0At(at+0.5)
		}
	}
	return sum / max(sum.a, 1e-6)
}
`

// Draw draws all of src, which is opaque, into a rectangle of dst of the same
// proportions. It is sharp where that is not larger than src.
func (s *Shrink) Draw(dst *ebiten.Image, r image.Rectangle, src *ebiten.Image) error {
	from := src.Bounds()
	side := float64(from.Dx()) / float64(r.Dx())
	if taps := int(side) + 2; taps != s.taps {
		shader, err := ebiten.NewShader(fmt.Appendf(nil, meanOfArea, taps))
		if err != nil {
			return fmt.Errorf("could not compile the shader that makes pictures smaller: %w", err)
		}
		if s.shader != nil {
			s.shader.Deallocate()
		}
		s.shader, s.taps = shader, taps
	}
	corner := func(x, y, u, v int) ebiten.Vertex {
		return ebiten.Vertex{DstX: float32(x), DstY: float32(y), SrcX: float32(u), SrcY: float32(v), ColorR: 1, ColorG: 1, ColorB: 1, ColorA: 1}
	}
	var o ebiten.DrawTrianglesShaderOptions
	o.Blend = ebiten.BlendCopy
	o.Images[0] = src
	o.Uniforms = map[string]any{"Side": float32(side)}
	dst.DrawTrianglesShader([]ebiten.Vertex{
		corner(r.Min.X, r.Min.Y, from.Min.X, from.Min.Y), corner(r.Max.X, r.Min.Y, from.Max.X, from.Min.Y),
		corner(r.Min.X, r.Max.Y, from.Min.X, from.Max.Y), corner(r.Max.X, r.Max.Y, from.Max.X, from.Max.Y),
	}, []uint16{0, 1, 2, 1, 2, 3}, s.shader, &o)
	return nil
}
