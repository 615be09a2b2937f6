package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"math"
	"slices"
)

// lanes is the number of float32 in a vector register.
const lanes = 4

// general is the number of a register of 64 bits. R0 to R15 are handed out:
// the linker may use R16 and R17 between a call and the function, the
// platforms R18, Go's assembler R27, and R28 to R30 have their meaning in Go.
type general int

func (r general) String() string { return fmt.Sprintf("R%d", int(r)) }

// at is the memory that r points to.
func (r general) at(offset int) string {
	if offset == 0 {
		return fmt.Sprintf("(%s)", r)
	}
	return fmt.Sprintf("%d(%s)", offset, r)
}

// assembly collects functions. Go lets a function use every vector register
// and does not ask for any to be kept.
type assembly struct {
	text, declarations bytes.Buffer

	// constants are kept once for all functions.
	constants []constant

	// Of the current function.
	params  map[string]param
	used    general // general registers handed out
	table   general // points to the constants
	tabled  bool
	vectors [32]bool // vector registers that are taken
}

// constant is what a vector register holds, and how that reads.
type constant struct {
	words [lanes]uint32
	text  string
}

// param is where a parameter or the result lies.
type param struct {
	offset int
	kind   string // its type
}

// sizes of the types that the kernels take, in bytes.
var sizes = map[string]int{
	"bool": 1, "float32": 4, "uint32": 4, "int": 8, "uint64": 8, "*float32": 8, "[]float32": 24,
}

// function writes a function. signature is as in Go, "func(...) ..."; doc goes
// on the line above its declaration.
func (a *assembly) function(name, signature, doc string, body func()) {
	size := a.layOut(signature)
	fmt.Fprintf(&a.text, "\n// func %s%s\nTEXT ·%s(SB), NOSPLIT, $0-%d\n", name, signature[len("func"):], name, size)
	fmt.Fprintf(&a.declarations, "\n// %s\n//\n//go:noescape\nfunc %s%s\n", doc, name, signature[len("func"):])
	a.used, a.tabled = 0, false
	clear(a.vectors[:])
	body()
	a.line("RET")
}

// layOut finds the places of parameters and result in the frame and its size:
// each is aligned to its own size or that of a pointer, the result to that of
// a pointer.
func (a *assembly) layOut(signature string) (size int) {
	tree, err := parser.ParseExpr(signature)
	if err != nil {
		panic(err)
	}
	f := tree.(*ast.FuncType)
	a.params = map[string]param{}
	place := func(name string, kind ast.Expr, align int) {
		t := typeName(kind)
		n, ok := sizes[t]
		if !ok {
			panic(fmt.Sprintf("%s: unknown type %s", signature, t))
		}
		align = max(align, min(n, 8))
		size = (size + align - 1) / align * align
		a.params[name] = param{size, t}
		size += n
	}
	for _, p := range f.Params.List {
		for _, name := range p.Names {
			place(name.Name, p.Type, 1)
		}
	}
	if f.Results != nil {
		place("ret", f.Results.List[0].Type, 8)
	}
	return size
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return "*" + typeName(e.X)
	case *ast.ArrayType:
		return "[]" + typeName(e.Elt)
	}
	return e.(*ast.Ident).Name
}

func (a *assembly) line(format string, args ...any) {
	fmt.Fprintf(&a.text, "\t"+format+"\n", args...)
}

func (a *assembly) label(name string) { fmt.Fprintf(&a.text, "\n%s:\n", name) }

func (a *assembly) emit(instructions ...instruction) {
	for _, i := range instructions {
		a.line("%s", i)
	}
}

// register hands out a general register for the rest of the function.
func (a *assembly) register() general {
	if a.used > 15 {
		panic("no general register is left")
	}
	a.used++
	return a.used - 1
}

// vector hands out the lowest vector register that is free.
func (a *assembly) vector() vector {
	i := slices.Index(a.vectors[:], false)
	if i < 0 {
		panic("no vector register is left")
	}
	a.vectors[i] = true
	return vector(i)
}

// four hands out four vector registers.
func (a *assembly) four() (v [4]vector) {
	for i := range v {
		v[i] = a.vector()
	}
	return v
}

// load16 loads the 16 values that lie offset bytes beyond p.
func (a *assembly) load16(p general, offset int, v [4]vector) {
	a.line("FLDPQ\t%s, (%s, %s)", p.at(offset), v[0].scalar(), v[1].scalar())
	a.line("FLDPQ\t%s, (%s, %s)", p.at(offset+32), v[2].scalar(), v[3].scalar())
}

// release gives vector registers back.
func (a *assembly) release(vs ...vector) {
	for _, v := range vs {
		a.vectors[v] = false
	}
}

// argument loads a parameter of 64 bits: a pointer or an integer.
func (a *assembly) argument(name string) general { return a.load64(name, name, 0) }

// pointer loads where the values of a slice begin.
func (a *assembly) pointer(name string) general { return a.load64(name, name+"_base", 0) }

// length loads how many values a slice has.
func (a *assembly) length(name string) general { return a.load64(name, name+"_len", 8) }

func (a *assembly) load64(name, symbol string, offset int) general {
	r := a.register()
	a.line("MOVD\t%s+%d(FP), %s", symbol, a.params[name].offset+offset, r)
	return r
}

// flag loads a bool as 0 or 1.
func (a *assembly) flag(name string) general {
	r := a.register()
	a.line("MOVBU\t%s+%d(FP), %s", name, a.params[name].offset, r)
	return r
}

// spread loads a parameter of 32 bits into all lanes.
func (a *assembly) spread(name string) vector {
	v := a.vector()
	a.line("FMOVS\t%s+%d(FP), %s", name, a.params[name].offset, v.scalar())
	a.emit(dup(v, v))
	return v
}

// result stores lane 0 as the function's result.
func (a *assembly) result(v vector) {
	a.line("FMOVS\t%s, ret+%d(FP)", v.scalar(), a.params["ret"].offset)
}

// useConstants loads where the constants lie, once per function that has any.
func (a *assembly) useConstants() {
	a.table, a.tabled = a.register(), true
	a.line("MOVD\t$neonConstants<>(SB), %s", a.table)
}

// constant loads v into all lanes of d. That costs a load and no register;
// the loads of a loop are few beside its arithmetic and wait for nothing.
func (a *assembly) constant(d vector, v float32) {
	w := math.Float32bits(v)
	a.loadConstant(d, constant{[lanes]uint32{w, w, w, w}, fmt.Sprint(v)})
}

// constantInt loads v into all lanes of d.
func (a *assembly) constantInt(d vector, v uint32) {
	a.loadConstant(d, constant{[lanes]uint32{v, v, v, v}, fmt.Sprintf("%#x", v)})
}

// constantCount loads 0, 1, 2 and 3 into the lanes of d.
func (a *assembly) constantCount(d vector) {
	a.loadConstant(d, constant{[lanes]uint32{0, 1, 2, 3}, "0, 1, 2, 3"})
}

func (a *assembly) loadConstant(d vector, c constant) {
	if !a.tabled {
		panic("constants without useConstants")
	}
	i := slices.Index(a.constants, c)
	if i < 0 {
		i = len(a.constants)
		a.constants = append(a.constants, c)
	}
	a.line("FMOVQ\t%s, %s", a.table.at(4*lanes*i), d.scalar())
}

// loop runs body over n elements, four at a time; what is left over is done
// by the same body one element at a time, in lane 0 beside zeros, so that an
// element's result does not depend on where it stands. pointers are advanced
// together. Vectors that body takes are free after it.
func (a *assembly) loop(name string, n general, pointers []general, body func(io access)) {
	taken := a.vectors
	round := func(label string, step int, next string) {
		a.label(name + label)
		body(access{a, step == 1})
		a.vectors = taken
		for _, p := range pointers {
			a.line("ADD\t$%d, %s", 4*step, p)
		}
		a.line("SUBS\t$%d, %s", step, n)
		a.line("%s\t%s%s", next, name, label)
	}
	a.line("SUBS\t$%d, %s", lanes, n)
	a.line("BLT\t%sTail", name)
	round("Loop", lanes, "BGE")
	a.label(name + "Tail")
	a.line("ADDS\t$%d, %s", lanes, n)
	a.line("BEQ\t%sDone", name)
	round("One", 1, "BNE")
	a.label(name + "Done")
}

// access loads and stores four elements, or one in lane 0: then the others
// are 0 when loaded and not stored.
type access struct {
	a   *assembly
	one bool
}

func (io access) load(p general) vector {
	v := io.a.vector()
	io.a.line("%s\t%s, %s", io.move(), p.at(0), v.scalar())
	return v
}

func (io access) store(v vector, p general) {
	io.a.line("%s\t%s, %s", io.move(), v.scalar(), p.at(0))
}

// elements is the number of elements that are loaded and stored.
func (io access) elements() int {
	if io.one {
		return 1
	}
	return lanes
}

func (io access) move() string {
	if io.one {
		return "FMOVS"
	}
	return "FMOVQ"
}

const header = "// Code generated by go run ./internal/gen/neon. DO NOT EDIT.\n"

// code returns the assembly file.
func (a *assembly) code() []byte {
	var b bytes.Buffer
	b.WriteString(header + "\n#include \"textflag.h\"\n\n")
	for i, c := range a.constants {
		at := 4 * lanes * i
		fmt.Fprintf(&b, "DATA neonConstants<>+%d(SB)/8, $0x%08x%08x // %s\n", at, c.words[1], c.words[0], c.text)
		fmt.Fprintf(&b, "DATA neonConstants<>+%d(SB)/8, $0x%08x%08x\n", at+8, c.words[3], c.words[2])
	}
	fmt.Fprintf(&b, "GLOBL neonConstants<>(SB), RODATA|NOPTR, $%d\n", 4*lanes*len(a.constants))
	b.Write(a.text.Bytes())
	return b.Bytes()
}

// stubs returns the file that declares the functions to Go.
func (a *assembly) stubs() []byte {
	return slices.Concat([]byte(header+"\npackage tensor\n"), a.declarations.Bytes())
}
