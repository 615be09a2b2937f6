package views

import (
	"encoding/binary"
	"errors"
	"math"
)

// Kept memories are little-endian: the version, the numbers of fields, then the
// views, of which the rat has as many as the numbers say.
const (
	version   = 1
	numbers   = 16 + 3*guesses
	viewBytes = 8 + 8*words
)

var errKept = errors.New("could not bring back a memory of views: these are not the bytes of one")

// MarshalBinary returns all that is remembered. It never fails.
func (m *Memory) MarshalBinary() ([]byte, error) {
	b := make([]byte, 0, 1+8*numbers+m.kept*viewBytes)
	b = append(b, version)
	for _, x := range []float64{
		m.here.X, m.here.Y, m.near, m.tied, m.way, m.turned, m.heading, m.keptHeading,
		float64(m.keptAt.x), float64(m.keptAt.y), bit(m.located), bit(m.post), bit(m.fresh),
		float64(m.since), float64(m.n), float64(m.replaced),
	} {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
	}
	for _, g := range m.guesses {
		for _, x := range []float32{g.off.x, g.off.y, g.score} {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(float64(x)))
		}
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(m.placed))
	for _, v := range m.views[:m.kept] {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v.at.x))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v.at.y))
		for _, w := range v.code {
			b = binary.LittleEndian.AppendUint64(b, w)
		}
	}
	return b, nil
}

// UnmarshalBinary brings back what MarshalBinary returned, of a memory with the
// same eye.
func (m *Memory) UnmarshalBinary(data []byte) error {
	const head = 1 + 8*numbers + 2
	if len(data) < head || data[0] != version || (len(data)-head)%viewBytes != 0 {
		return errKept
	}
	var x [numbers]float64
	for i := range x {
		x[i] = math.Float64frombits(binary.LittleEndian.Uint64(data[1+8*i:]))
	}
	placed, kept := int(binary.LittleEndian.Uint16(data[head-2:])), (len(data)-head)/viewBytes
	n, replaced := x[14], x[15]
	if kept > capacity || placed > kept || !(n >= 0 && n <= guesses) || !(replaced >= 0 && replaced <= capacity) || x[10] != 0 && n < 1 {
		return errKept
	}
	m.here.X, m.here.Y, m.near, m.tied, m.way, m.turned, m.heading, m.keptHeading = x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7]
	m.keptAt = vec{float32(x[8]), float32(x[9])}
	m.located, m.post, m.fresh = x[10] != 0, x[11] != 0, x[12] != 0
	m.since, m.n, m.replaced = int(x[13]), int(n), int(replaced)
	for i := range m.guesses {
		g := x[16+3*i:]
		m.guesses[i] = guess{vec{float32(g[0]), float32(g[1])}, float32(g[2])}
	}
	m.placed, m.kept = placed, kept
	for i := range m.views[:kept] {
		b := data[head+i*viewBytes:]
		v := &m.views[i]
		v.at = vec{math.Float32frombits(binary.LittleEndian.Uint32(b)), math.Float32frombits(binary.LittleEndian.Uint32(b[4:]))}
		for k := range v.code {
			v.code[k] = binary.LittleEndian.Uint64(b[8+8*k:]) & lows
		}
	}
	m.index()
	return nil
}

func bit(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
