package command

import (
	"runtime"

	"gridrat/brain/tensor"
)

const mostWorkers = 1024 // more than a batch has parts

// setWorkers checks the flag -workers, and puts one per processor in place of 0.
func setWorkers(n *int) error {
	if *n < 0 || *n > mostWorkers {
		return Misusef("-workers is %d; it must lie between 0 and %d", *n, mostWorkers)
	}
	if *n == 0 {
		*n = runtime.NumCPU()
	}
	return nil
}

// useKernels has the kernels of the flag -kernels used; "" leaves the best of
// this machine.
func useKernels(name string) error {
	if name == "" {
		return nil
	}
	if err := tensor.Use(name); err != nil {
		return Misuse(err)
	}
	return nil
}
