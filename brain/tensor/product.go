package tensor

import "fmt"

// Mul computes dst = a b, or with acc dst += a b, for dst [m, n], a [m, k]
// and b [k, n]. dst must not overlap a or b. It panics if shapes disagree.
func Mul(dst, a, b Mat, acc bool) {
	check("Mul", dst, a.Rows, b.Cols, a.Cols, b.Rows)
	kernels.mul(dst, a, b, acc)
}

// MulT computes dst = a bᵀ, or with acc dst += a bᵀ, for dst [m, n], a [m, k]
// and b [n, k]. dst must not overlap a or b. It panics if shapes disagree.
func MulT(dst, a, b Mat, acc bool) {
	check("MulT", dst, a.Rows, b.Rows, a.Cols, b.Cols)
	kernels.mulT(dst, a, b, acc)
}

// TMul computes dst = aᵀ b, or with acc dst += aᵀ b, for dst [m, n], a [k, m]
// and b [k, n]. dst must not overlap a or b. It panics if shapes disagree.
func TMul(dst, a, b Mat, acc bool) {
	check("TMul", dst, a.Cols, b.Cols, a.Rows, b.Rows)
	kernels.tMul(dst, a, b, acc)
}

// Rank3 computes dst = u v for dst [m, n], u [m, 3] and v [3, n], each without
// gaps between rows: the product that a separable place code is made of, too
// small for Mul. It panics if lengths disagree.
func Rank3(dst, u, v []float32) {
	if len(u)%3 != 0 || len(v)%3 != 0 || len(dst) != len(u)/3*(len(v)/3) {
		panic(fmt.Sprintf("tensor: Rank3 to %d values of %d and %d", len(dst), len(u), len(v)))
	}
	if len(dst) > 0 {
		rank3(dst, u, v)
	}
}

func portableRank3(dst, u, v []float32) {
	n := len(v) / 3
	a, b, c := v[:n], v[n:2*n], v[2*n:]
	for ; len(u) > 0; u, dst = u[3:], dst[n:] {
		for j := range a {
			dst[j] = u[0]*a[j] + u[1]*b[j] + u[2]*c[j]
		}
	}
}

func check(name string, dst Mat, m, n, k, k2 int) {
	if dst.Rows != m || dst.Cols != n || k != k2 {
		panic(fmt.Sprintf("tensor: %s to %d x %d of %d x %d, inner %d and %d", name, dst.Rows, dst.Cols, m, n, k, k2))
	}
}

// portableMul goes row by row of b.
func portableMul(dst, a, b Mat, acc bool) {
	if !acc {
		dst.Zero()
	}
	for i := range a.Rows {
		out := dst.Row(i)
		for k, v := range a.Row(i) {
			portableAxpy(out, v, b.Row(k))
		}
	}
}

// portableMulT takes dot products of rows.
func portableMulT(dst, a, b Mat, acc bool) {
	if !acc {
		dst.Zero()
	}
	for i := range a.Rows {
		out, x := dst.Row(i), a.Row(i)
		for j := range out {
			out[j] += portableDot(x, b.Row(j))
		}
	}
}

// portableTMul goes row by row of a and b.
func portableTMul(dst, a, b Mat, acc bool) {
	if !acc {
		dst.Zero()
	}
	for k := range a.Rows {
		y := b.Row(k)
		for i, v := range a.Row(k) {
			portableAxpy(dst.Row(i), v, y)
		}
	}
}
