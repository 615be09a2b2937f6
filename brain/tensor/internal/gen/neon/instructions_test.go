package main

import (
	"encoding/binary"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/arch/arm64/arm64asm"
)

// TestWords: a disassembler reads every word as the instruction in the comment
// beside it, whatever the registers.
func TestWords(t *testing.T) {
	three := []func(d, n, m vector) instruction{fadd, fsub, fmul, fdiv, fmax, fmin, faddp, fcmeq, fcmge, fcmgt, cmhs, mulInt, fmlaLane}
	two := []func(d, n vector) instruction{fneg, fsqrt, fmaxv, frintn, fcvtns}
	for _, r := range [][3]vector{{0, 0, 0}, {31, 0, 0}, {0, 31, 0}, {0, 0, 31}, {1, 2, 4}, {8, 16, 15}, {21, 10, 19}} {
		for _, f := range three {
			checkWord(t, f(r[0], r[1], r[2]))
		}
		for _, f := range two {
			checkWord(t, f(r[0], r[1]))
		}
		for _, bits := range []uint32{1, 7, 16, 32} {
			checkWord(t, sshr(r[0], r[1], bits))
		}
	}
}

func checkWord(t *testing.T, i instruction) {
	t.Helper()
	code, comment, ok := strings.Cut(string(i), " // ")
	v, err := strconv.ParseUint(strings.TrimPrefix(code, "WORD\t$0x"), 16, 32)
	if !ok || err != nil {
		t.Fatalf("%q is no word with a comment", i)
	}
	var b [4]byte
	binary.LittleEndian.PutUint32(b[:], uint32(v))
	read, err := arm64asm.Decode(b[:])
	if err != nil {
		t.Errorf("%s: %v", i, err)
		return
	}
	if got := arm64asm.GNUSyntax(read); got != comment {
		t.Errorf("%s is %s", i, got)
	}
}
