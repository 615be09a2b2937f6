package stream

import (
	"math/rand/v2"
	"runtime"
	"testing"
	"unsafe"
)

// A generator is what math/rand/v2 makes of the same seeds, on cache lines of its
// own.
func TestAlone(t *testing.T) {
	var kept []*rand.PCG // so that all are alive at the same time
	lines := map[uintptr]bool{}
	for seed := range uint64(100) {
		p, want := Alone(seed, 7), rand.NewPCG(seed, 7)
		for range 3 {
			if got, want := p.Uint64(), want.Uint64(); got != want {
				t.Fatalf("seed %d draws %d, not %d", seed, got, want)
			}
		}
		kept = append(kept, p)
		low, high := uintptr(unsafe.Pointer(p)), uintptr(unsafe.Pointer(p))+unsafe.Sizeof(*p)-1
		if lines[low/64] || lines[high/64] {
			t.Fatalf("generator %d shares a line with one before", seed)
		}
		lines[low/64], lines[high/64] = true, true
	}
	runtime.KeepAlive(kept)
}

// Streams that differ in one number have nothing in common.
func TestStreamsDiffer(t *testing.T) {
	seen := map[uint64]bool{}
	for seed := range uint64(4) {
		for p := range Purpose(4) {
			for index := range 4 {
				v := New(seed, p, index).Uint64()
				if seen[v] {
					t.Fatalf("seed %d, purpose %d, index %d begins as another", seed, p, index)
				}
				seen[v] = true
				if New(seed, p, index).Uint64() != v {
					t.Fatal("a stream does not begin as it did")
				}
			}
		}
	}
}
