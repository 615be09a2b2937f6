package figure

import (
	"image"
	"image/color"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// Align places text relative to its point.
type Align int

// Alignments: the point is at the left end, the middle or the right end of
// the baseline.
const (
	Left Align = iota
	Centre
	Right
)

// Font is a size in points and a weight.
type Font struct {
	Size   float64
	Medium bool
}

func (c *Canvas) face(f Font) *face {
	key := faceKey{f.Medium, math.Max(math.Round(4*c.Px0(f.Size))/4, 4)}
	known := c.faces[key]
	if known == nil {
		i := 0
		if f.Medium {
			i = 1
		}
		known = &face{truetype.NewFace(c.fonts[i], &truetype.Options{Size: key.size, DPI: 72, Hinting: font.HintingFull}), map[rune]fixed.Int26_6{}}
		c.faces[key] = known
	}
	return known
}

// Text draws a line of text with its baseline at y, clipped to clip.
func (c *Canvas) Text(clip image.Rectangle, x, y float64, f Font, align Align, col color.RGBA, s string) {
	clip = clip.Intersect(c.clip)
	if clip.Empty() || s == "" {
		return
	}
	c.vector.text(clip, Pt{x, y}, c.Px0(f.Size), f.Medium, align, col, s, c.TextWidth(f, s))
	face := c.face(f)
	switch align {
	case Centre:
		x -= c.TextWidth(f, s) / 2
	case Right:
		x -= c.TextWidth(f, s)
	}
	d := font.Drawer{
		Dst: c.Img.SubImage(clip).(*image.RGBA), Src: image.NewUniform(col), Face: face.Face,
		Dot: fixed.P(int(math.Round(x)), int(math.Round(y))),
	}
	d.DrawString(s)
}

// TextWidth returns the width of a line of text, in pixels.
func (c *Canvas) TextWidth(f Font, s string) float64 {
	face := c.face(f)
	var width fixed.Int26_6
	before := rune(-1)
	for _, r := range s {
		if before >= 0 {
			width += face.Kern(before, r)
		}
		advance, ok := face.advances[r]
		if !ok {
			advance, _ = face.GlyphAdvance(r)
			face.advances[r] = advance
		}
		width += advance
		before = r
	}
	return float64(width) / 64
}

// Fit returns s, or as much of it as fits into width pixels.
func (c *Canvas) Fit(f Font, s string, width float64) string {
	if c.TextWidth(f, s) <= width {
		return s
	}
	runes := []rune(s)
	for len(runes) > 0 && c.TextWidth(f, string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	if len(runes) == 0 {
		return ""
	}
	return string(runes) + "…"
}

// FirstFit returns the first of the texts that fits into width pixels, or as
// much of the last as does.
func (c *Canvas) FirstFit(f Font, width float64, texts ...string) string {
	for _, s := range texts {
		if c.TextWidth(f, s) <= width {
			return s
		}
	}
	return c.Fit(f, texts[len(texts)-1], width)
}

// Wrap breaks s at spaces into lines of at most width pixels. A word that is
// wider is broken after punctuation or, where there is none, anywhere.
func (c *Canvas) Wrap(f Font, s string, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && c.TextWidth(f, longer) > width {
			lines = append(lines, line)
			longer = word
		}
		for c.TextWidth(f, longer) > width {
			at := c.breakAt(f, longer, width)
			if at == len(longer) {
				break // a single letter is wider
			}
			lines = append(lines, longer[:at])
			longer = longer[at:]
		}
		line = longer
	}
	return append(lines, line)
}

// breakAt returns how many bytes of a word too wide for a line stand on it.
func (c *Canvas) breakAt(f Font, word string, width float64) int {
	fits, mark := 0, 0 // ends of the longest part that fits, and of the longest that ends well
	for i, r := range word {
		_, size := utf8.DecodeRuneInString(word[i:])
		end := i + size
		if fits > 0 && c.TextWidth(f, word[:end]) > width {
			break
		}
		fits = end
		if strings.ContainsRune(",;:}])/-_.", r) {
			mark = end
		}
	}
	if mark > 0 {
		return mark
	}
	return fits
}
