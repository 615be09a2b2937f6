package views

import (
	"math"
	"math/bits"
)

// A panorama is kept as a byte per direction, eight to a word: 0 is not seen,
// 2 to 127 the logarithm of 0.1 m + distance, so that steps are 3.3 % of it, from
// 5 mm at a wall that is touched to 2 cm at half a metre.
const (
	words    = directions / 8
	offset   = 0.1 // m
	nearest  = 0.01
	farthest = 6.0
	lowest   = 2
	highest  = 127
	perLog   = (highest - lowest) / 4.110873864173311 // ln(1 + farthest/offset)
	perMetre = 200                                    // entries of coded
)

// coded holds the byte of each distance, distances that of each byte.
var (
	coded = func() (c [farthest*perMetre + 1]byte) {
		for i := range c {
			c[i] = byte(lowest + math.Round(perLog*math.Log1p((float64(i)+0.5)/perMetre/offset)))
			c[i] = min(c[i], highest)
		}
		return c
	}()
	distances = func() (d [highest + 1]float32) {
		for i := lowest; i <= highest; i++ {
			d[i] = float32(offset * math.Expm1(float64(i-lowest)/perLog))
		}
		return d
	}()
)

func (p *panorama) pack() {
	clear(p.code[:])
	for k, d := range p.distance {
		if d > 0 {
			p.code[k/8] |= uint64(coded[min(int(d*perMetre), len(coded)-1)]) << (8 * (k % 8))
		}
	}
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
	lows  = 0x7f7f7f7f7f7f7f7f
	// apartBy is by how many steps bytes may differ and still agree: 26 % of
	// 0.1 m + distance.
	apartBy = 7
)

// compare counts the directions that both panoramas have seen, and those of
// them in which they differ, eight at a time.
func compare(a, b *[words]uint64) (common, differ int) {
	for i := range a {
		x, y := a[i], b[i]
		both := (x + lows) & (y + lows) & highs  // a byte above 0 carries into its highest bit
		d := (x | highs) - y                     // 128 + x - y, byte by byte
		up := d & highs                          // where x >= y
		size := (d ^ (up - up>>7) ^ lows) & lows // |x - y|, less 1 where x < y
		common += bits.OnesCount64(both)
		differ += bits.OnesCount64((size + (lows - apartBy*ones)) & both)
	}
	return common, differ
}
