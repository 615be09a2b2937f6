//go:build !amd64

package tensor

func best() kernelSet { return portable }
