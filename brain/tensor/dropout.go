package tensor

// Dropout draws mask [like x], keep with probability 1-rate and else 0, and
// computes y = x mask. The draws are a function of the key and of an
// element's place: the same bits from every kernel set. The rate is rounded to
// a multiple of 2^-24.
func Dropout(y, x, mask []float32, key uint64, rate float64, keep float32) {
	same("Dropout", len(y), len(x), len(mask))
	n := len(y)
	kernels.dropout(y, x[:n], mask[:n], Mix(key), uint32(rate*(1<<24)+0.5), keep)
}

// Mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014): near keys
// become far ones.
func Mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// portableDropout keeps element i if the upper 24 bits of its hash reach
// least. The hash is that of i by two multiplications and three shifts
// ("lowbias32", found by C. Wellons' search for the least bias), with half of
// the key added before and half in between: streams of different keys then
// are no shifted copies of each other.
func portableDropout(y, x, mask []float32, key uint64, least uint32, keep float32) {
	low, high := uint32(key), uint32(key>>32)
	for i, v := range x {
		h := uint32(i) + low
		h ^= h >> 16
		h *= 0x7feb352d
		h += high
		h ^= h >> 15
		h *= 0x846ca68b
		h ^= h >> 16
		mask[i] = 0
		if h>>8 >= least {
			mask[i] = keep
		}
		y[i] = v * mask[i]
	}
}
