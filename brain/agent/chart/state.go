package chart

import (
	"encoding/binary"
	"errors"
	"math"

	"gridrat/world"
)

// Kept charts are the version, the number of columns and rows, where the goal is
// and whether that is known, then the evidence, twice, and one more where there is
// a door.
const (
	version = 1
	head    = 1 + 2 + 16 + 1
)

var errKept = errors.New("could not bring back a chart: these are not the bytes of one of this size")

// MarshalBinary returns all that is drawn. It never fails.
func (c *Chart) MarshalBinary() ([]byte, error) {
	b := make([]byte, 0, head+len(c.evidence))
	b = append(b, version, byte(c.W), byte(c.H))
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(c.goal.X))
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(c.goal.Y))
	b = append(b, bit(c.goalKnown))
	for s, e := range c.evidence {
		b = append(b, byte(e)<<1|bit(c.door[s]))
	}
	return b, nil
}

// UnmarshalBinary brings back what MarshalBinary returned, on the same lattice.
func (c *Chart) UnmarshalBinary(data []byte) error {
	if len(data) != head+len(c.evidence) || data[0] != version || int(data[1]) != c.W || int(data[2]) != c.H {
		return errKept
	}
	goal := world.Vec{
		X: math.Float64frombits(binary.LittleEndian.Uint64(data[3:])),
		Y: math.Float64frombits(binary.LittleEndian.Uint64(data[11:])),
	}
	for _, b := range data[head:] {
		if e := int8(b) >> 1; e < -full || e > full {
			return errKept
		}
	}
	c.Clear()
	if data[head-1] != 0 {
		c.Goal(goal)
	}
	for s, b := range data[head:] {
		c.evidence[s], c.door[s] = int8(b)>>1, b&1 != 0
	}
	return nil
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}
