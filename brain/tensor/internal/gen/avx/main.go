// Command avx writes the AVX2 kernels of package tensor, and the products and
// an LSTM's gates for AVX-512, with avo:
//
//	go generate ./brain/tensor
//
// Each of its files holds one family: the matrix product, loops over vectors,
// functions, gates, dropout.
package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("amd64")
	tails()
	products()
	transpose()
	rank3()
	vectors()
	functions()
	gates()
	wideGates()
	dropout()
	optimisers()
	Generate()
}

// lanes is the number of float32 in a YMM register.
const lanes = 8

// tailMasks is a window of eight words of ones and eight of zeros: read at
// word 8-n it gives a mask of the first n lanes.
var tailMasks Mem

func tails() {
	tailMasks = GLOBL("tailMasks", RODATA|NOPTR)
	for i := range 2 * lanes {
		v := uint32(0)
		if i < lanes {
			v = math.MaxUint32
		}
		DATA(4*i, U32(v))
	}
}

// constants are kept eight times over, to be used as memory operands.
var constants = map[string]Mem{}

func constant(name string, v float32) Mem { return words(name, math.Float32bits(v)) }

func words(name string, v uint32) Mem {
	if m, ok := constants[name]; ok {
		return m
	}
	m := GLOBL(name, RODATA|NOPTR)
	for i := range lanes {
		DATA(4*i, U32(v))
	}
	constants[name] = m
	return m
}

// loop runs body over n elements, eight at a time; what is left over is
// done by the same body with masked loads and stores, so that an element's
// result does not depend on where it stands. pointers are advanced together.
func loop(n reg.GPVirtual, pointers []reg.GPVirtual, name string, body func(io access)) {
	Label(name + "Loop")
	CMPQ(n, Imm(lanes))
	JL(LabelRef(name + "Tail"))
	body(access{})
	for _, p := range pointers {
		ADDQ(Imm(4*lanes), p)
	}
	SUBQ(Imm(lanes), n)
	JMP(LabelRef(name + "Loop"))

	Label(name + "Tail")
	TESTQ(n, n)
	JZ(LabelRef(name + "Done"))
	at := GP64()
	LEAQ(tailMasks, at)
	left := GP64()
	MOVQ(U32(lanes), left)
	SUBQ(n, left)
	mask := YMM()
	VMOVUPS(Mem{Base: at, Index: left, Scale: 4}, mask)
	body(access{masked: true, mask: mask})
	Label(name + "Done")
}

// access loads and stores eight elements, or those that a mask lets through;
// the others are read as 0 and not written.
type access struct {
	masked bool
	mask   reg.VecVirtual
}

func (a access) load(m Mem, r reg.VecVirtual) {
	if a.masked {
		VMASKMOVPS(m, a.mask, r)
		return
	}
	VMOVUPS(m, r)
}

func (a access) store(r reg.VecVirtual, m Mem) {
	if a.masked {
		VMASKMOVPS(r, a.mask, m)
		return
	}
	VMOVUPS(r, m)
}

func base(p reg.Register) Mem { return Mem{Base: p} }

func pointer(param string) reg.GPVirtual {
	r := GP64()
	Load(Param(param).Base(), r)
	return r
}

func length(param string) reg.GPVirtual {
	r := GP64()
	Load(Param(param).Len(), r)
	return r
}

// spread loads a float32 parameter into all lanes.
func spread(param string) reg.VecVirtual {
	x, y := XMM(), YMM()
	Load(Param(param), x)
	VBROADCASTSS(x, y)
	return y
}
