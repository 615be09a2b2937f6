package tuning

// fieldEdge is the share of the peak above which a bin belongs to a field,
// fieldBins the least number of bins of one: fields of a clear grid then stay
// apart, and fields cut by a wall still count.
const (
	fieldEdge = 0.3
	fieldBins = 3
)

// Fields counts the firing fields: regions of at least three bins, joined by
// their sides, above 0.3 of the peak. A map without a positive rate has none.
func Fields(m Map) int {
	edge := fieldEdge * m.Peak()
	if !(edge > 0) {
		return 0
	}
	fields := 0
	seen := make([]bool, len(m.Rate))
	var stack []int
	for start := range m.Rate {
		bins := 0
		stack = append(stack[:0], start)
		for len(stack) > 0 {
			i := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if seen[i] || !(m.Rate[i] > edge) {
				continue
			}
			seen[i] = true
			bins++
			x, y := i%m.N, i/m.N
			if x > 0 {
				stack = append(stack, i-1)
			}
			if x < m.N-1 {
				stack = append(stack, i+1)
			}
			if y > 0 {
				stack = append(stack, i-m.N)
			}
			if y < m.N-1 {
				stack = append(stack, i+m.N)
			}
		}
		if bins >= fieldBins {
			fields++
		}
	}
	return fields
}
