package gridnet

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
)

// Fingerprint tells weights from others: the SHA-256, in hexadecimal, of the
// parameters as little-endian float32 in the layout of the network.
func Fingerprint(weights []float32) string {
	data := make([]byte, 0, 4*len(weights))
	for _, w := range weights {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(w))
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
