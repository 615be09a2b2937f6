package main

import "fmt"

// vector is the number of a register of four float32 or four int32, V0 to
// V31.
type vector uint32

func (v vector) words() string  { return fmt.Sprintf("V%d.S4", uint32(v)) }
func (v vector) pairs() string  { return fmt.Sprintf("V%d.D2", uint32(v)) }
func (v vector) bytes() string  { return fmt.Sprintf("V%d.B16", uint32(v)) }
func (v vector) scalar() string { return fmt.Sprintf("F%d", uint32(v)) } // lane 0, or all for FMOVQ

// instruction is a line of assembly. The functions below take registers in
// ARM's order: the destination d first, then n and m.
type instruction string

// Go's assembler lacks most of the arithmetic. These become words: the
// encoding is that of the Arm Architecture Reference Manual (DDI 0487, C7.2),
// the comment beside it the instruction in ARM's syntax.

func fadd(d, n, m vector) instruction { return word3("fadd", 0x4e20d400, d, n, m) }
func fsub(d, n, m vector) instruction { return word3("fsub", 0x4ea0d400, d, n, m) }
func fmul(d, n, m vector) instruction { return word3("fmul", 0x6e20dc00, d, n, m) }
func fdiv(d, n, m vector) instruction { return word3("fdiv", 0x6e20fc00, d, n, m) }

// fmax and fmin give NaN if one of the two is.
func fmax(d, n, m vector) instruction { return word3("fmax", 0x4e20f400, d, n, m) }
func fmin(d, n, m vector) instruction { return word3("fmin", 0x4ea0f400, d, n, m) }

// faddp adds neighbours: those of n to the low half, those of m to the high.
func faddp(d, n, m vector) instruction { return word3("faddp", 0x6e20d400, d, n, m) }

// fmaxv leaves the largest lane of n in lane 0, NaN if one is.
func fmaxv(d, n vector) instruction {
	return word(0x6e30f800|uint32(n)<<5|uint32(d), fmt.Sprintf("fmaxv s%d, v%d.4s", d, n))
}

// Comparisons set all bits of a lane or none; with NaN none. cmhs compares
// uint32, n >= m.
func fcmeq(d, n, m vector) instruction { return word3("fcmeq", 0x4e20e400, d, n, m) }
func fcmge(d, n, m vector) instruction { return word3("fcmge", 0x6e20e400, d, n, m) }
func fcmgt(d, n, m vector) instruction { return word3("fcmgt", 0x6ea0e400, d, n, m) }
func cmhs(d, n, m vector) instruction  { return word3("cmhs", 0x6ea03c00, d, n, m) }

func fneg(d, n vector) instruction  { return word2("fneg", 0x6ea0f800, d, n) }
func fsqrt(d, n vector) instruction { return word2("fsqrt", 0x6ea1f800, d, n) }

// frintn rounds to the nearest integer, ties to even; fcvtns makes it an int32.
func frintn(d, n vector) instruction { return word2("frintn", 0x4e218800, d, n) }
func fcvtns(d, n vector) instruction { return word2("fcvtns", 0x4e21a800, d, n) }

// mulInt gives the low 32 bits.
func mulInt(d, n, m vector) instruction { return word3("mul", 0x4ea09c00, d, n, m) }

// sshr shifts int32 right by 1 to 32 bits, with their sign.
func sshr(d, n vector, bits uint32) instruction {
	return word(0x4f000400|(64-bits)<<16|uint32(n)<<5|uint32(d), fmt.Sprintf("sshr v%d.4s, v%d.4s, #%d", d, n, bits))
}

// fmlaLane adds n times lane 0 of m to d.
func fmlaLane(d, n, m vector) instruction {
	return word(0x4f801000|uint32(m)<<16|uint32(n)<<5|uint32(d), fmt.Sprintf("fmla v%d.4s, v%d.4s, v%d.s[0]", d, n, m))
}

func word3(name string, code uint32, d, n, m vector) instruction {
	return word(code|uint32(m)<<16|uint32(n)<<5|uint32(d), fmt.Sprintf("%s v%d.4s, v%d.4s, v%d.4s", name, d, n, m))
}

func word2(name string, code uint32, d, n vector) instruction {
	return word(code|uint32(n)<<5|uint32(d), fmt.Sprintf("%s v%d.4s, v%d.4s", name, d, n))
}

func word(code uint32, arm string) instruction {
	return instruction(fmt.Sprintf("WORD\t$0x%08x // %s", code, arm))
}

// These Go's assembler knows, and takes with the destination last.

func fmla(d, n, m vector) instruction { return go3("VFMLA", m.words(), n.words(), d.words()) } // d += n m
func fmls(d, n, m vector) instruction { return go3("VFMLS", m.words(), n.words(), d.words()) } // d -= n m
func addInt(d, n, m vector) instruction {
	return go3("VADD", m.words(), n.words(), d.words())
}
func subInt(d, n, m vector) instruction { return go3("VSUB", m.words(), n.words(), d.words()) } // n - m
func shl(d, n vector, bits int) instruction {
	return go3("VSHL", fmt.Sprintf("$%d", bits), n.words(), d.words())
}

func ushr(d, n vector, bits int) instruction {
	return go3("VUSHR", fmt.Sprintf("$%d", bits), n.words(), d.words())
}

// trn1 takes the even words of n and m in turns, trn2 the odd ones; with
// pairs, of two words each, that is the lower and the upper halves.
func trn1(d, n, m vector) instruction { return go3("VTRN1", m.words(), n.words(), d.words()) }
func trn2(d, n, m vector) instruction { return go3("VTRN2", m.words(), n.words(), d.words()) }
func trn1Pairs(d, n, m vector) instruction {
	return go3("VTRN1", m.pairs(), n.pairs(), d.pairs())
}
func trn2Pairs(d, n, m vector) instruction {
	return go3("VTRN2", m.pairs(), n.pairs(), d.pairs())
}

func and(d, n, m vector) instruction { return go3("VAND", m.bytes(), n.bytes(), d.bytes()) }

// bit takes n's bits where m has ones, bif where it has zeros.
func bit(d, n, m vector) instruction { return go3("VBIT", m.bytes(), n.bytes(), d.bytes()) }
func bif(d, n, m vector) instruction { return go3("VBIF", m.bytes(), n.bytes(), d.bytes()) }

func eor(d, n, m vector) instruction { return go3("VEOR", m.bytes(), n.bytes(), d.bytes()) }

func zero(d vector) instruction { return eor(d, d, d) }

// dup copies lane 0 of n to all lanes.
func dup(d, n vector) instruction {
	return instruction(fmt.Sprintf("VDUP\tV%d.S[0], %s", uint32(n), d.words()))
}

func go3(name, m, n, d string) instruction {
	return instruction(fmt.Sprintf("%s\t%s, %s, %s", name, m, n, d))
}
