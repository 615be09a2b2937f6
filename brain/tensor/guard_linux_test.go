package tensor

import (
	"fmt"
	"runtime/debug"
	"syscall"
	"testing"
	"unsafe"
)

// fence is memory between two pages that may be neither read nor written.
type fence []float32

func newFence(t *testing.T) fence {
	t.Helper()
	page := syscall.Getpagesize()
	size := max(1<<14, page)
	m, err := syscall.Mmap(-1, 0, size+2*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Munmap(m) })
	for _, p := range [][]byte{m[:page], m[page+size:]} {
		if err := syscall.Mprotect(p, syscall.PROT_NONE); err != nil {
			t.Fatal(err)
		}
	}
	return unsafe.Slice((*float32)(unsafe.Pointer(&m[page])), size/int(unsafe.Sizeof(float32(0))))
}

// TestNothingBesideIsTouched: kernels neither read nor write before the first
// or after the last of their values, however many there are.
func TestNothingBesideIsTouched(t *testing.T) {
	var fences [6]fence
	for i := range fences {
		fences[i] = newFence(t)
	}
	eachSet(t, func(t *testing.T) {
		run := func(name string, f func(take func(n int) []float32)) {
			for _, end := range []bool{false, true} {
				next := 0
				faultless(t, name, func() {
					f(func(n int) []float32 {
						x := []float32(fences[next])
						next++
						if end {
							x = x[len(x)-n:]
						}
						return x[:n:n]
					})
				})
			}
		}
		for name, f := range vectorFunctions {
			for n := range 70 {
				run(fmt.Sprintf("%s of %d values", name, n), func(take func(n int) []float32) { f(n, take) })
			}
		}
		for name, p := range products {
			for m := 1; m <= 13; m++ {
				for _, k := range []int{1, 2, 5, 9} {
					for _, n := range []int{1, 3, 4, 15, 16, 17, 31, 32, 33, 48, 49, 64, 200} {
						run(fmt.Sprintf("%s %dx%dx%d", name, m, k, n), func(take func(n int) []float32) {
							a, b := Wrap(m, k, take(m*k)), Wrap(k, n, take(k*n))
							if p.ta {
								a.Rows, a.Cols, a.Stride = k, m, m
							}
							if p.tb {
								b.Rows, b.Cols, b.Stride = n, k, k
							}
							p.run(Wrap(m, n, take(m*n)), a, b, false)
						})
					}
				}
			}
		}
	})
}

// faultless runs f and fails if it touches forbidden memory.
func faultless(t *testing.T, name string, f func()) {
	t.Helper()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			t.Fatalf("%s: %v", name, p)
		}
	}()
	f()
}
