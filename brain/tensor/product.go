package tensor

import "fmt"

// Mul computes dst = a b, or with acc dst += a b, for dst [m, n], a [m, k]
// and b [k, n]. dst must not overlap a or b. It panics if shapes disagree.
func Mul(dst, a, b Mat, acc bool) {
	check("Mul", dst, a.Rows, b.Cols, a.Cols, b.Rows)
	if !acc {
		dst.Zero()
	}
	kernels.mul(dst, a, b)
}

// MulT computes dst = a bᵀ, or with acc dst += a bᵀ, for dst [m, n], a [m, k]
// and b [n, k].
func MulT(dst, a, b Mat, acc bool) {
	check("MulT", dst, a.Rows, b.Rows, a.Cols, b.Cols)
	if !acc {
		dst.Zero()
	}
	kernels.mulT(dst, a, b)
}

// TMul computes dst = aᵀ b, or with acc dst += aᵀ b, for dst [m, n], a [k, m]
// and b [k, n].
func TMul(dst, a, b Mat, acc bool) {
	check("TMul", dst, a.Cols, b.Cols, a.Rows, b.Rows)
	if !acc {
		dst.Zero()
	}
	kernels.tMul(dst, a, b)
}

func check(name string, dst Mat, m, n, k, k2 int) {
	if dst.Rows != m || dst.Cols != n || k != k2 {
		panic(fmt.Sprintf("tensor: %s to %d x %d of %d x %d, inner %d and %d", name, dst.Rows, dst.Cols, m, n, k, k2))
	}
}

// portableMul adds a b to dst, row by row of b.
func portableMul(dst, a, b Mat) {
	for i := range a.Rows {
		out := dst.Row(i)
		for k, v := range a.Row(i) {
			portableAxpy(out, v, b.Row(k))
		}
	}
}

// portableMulT adds a bᵀ to dst as dot products of rows.
func portableMulT(dst, a, b Mat) {
	for i := range a.Rows {
		out, x := dst.Row(i), a.Row(i)
		for j := range out {
			out[j] += portableDot(x, b.Row(j))
		}
	}
}

// portableTMul adds aᵀ b to dst, row by row of a and b.
func portableTMul(dst, a, b Mat) {
	for k := range a.Rows {
		y := b.Row(k)
		for i, v := range a.Row(k) {
			portableAxpy(dst.Row(i), v, y)
		}
	}
}
