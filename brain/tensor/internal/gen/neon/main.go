// Command neon writes the NEON kernels of package tensor for arm64 into the
// folder it runs in:
//
//	go generate ./brain/tensor
//
// Avo knows amd64 alone, so the little that is needed of it is here: the
// instructions (instructions.go), and functions with their parameters,
// registers, constants and loops (assembly.go). The kernels are in files of
// the same names as those of the AVX2 generator and do the same operations in
// the same order; only the sums over a whole vector are grouped in another way.
package main

import (
	"fmt"
	"os"
)

func main() {
	a := new(assembly)
	products(a)
	transpose(a)
	rank3(a)
	vectors(a)
	functions(a)
	gates(a)
	dropout(a)
	optimisers(a)
	for name, text := range map[string][]byte{"neon_arm64.s": a.code(), "neon_arm64.go": a.stubs()} {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			fmt.Fprintf(os.Stderr, "could not write the kernels: %v\n", err)
			os.Exit(1)
		}
	}
}
