package survey

import (
	"bytes"
	"math"
	"strconv"
)

// Number is a number that JSON writes as null where it is not known (NaN) or
// not finite, and to seven digits otherwise.
type Number float64

// MarshalJSON implements json.Marshaler.
func (n Number) MarshalJSON() ([]byte, error) {
	if x := float64(n); math.IsNaN(x) || math.IsInf(x, 0) {
		return []byte("null"), nil
	}
	return []byte(digits(float64(n))), nil
}

// UnmarshalJSON implements json.Unmarshaler.
func (n *Number) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		*n = Number(math.NaN())
		return nil
	}
	x, err := strconv.ParseFloat(string(data), 64)
	*n = Number(x)
	return err
}

// Cell prints a number for a CSV file: nothing where it is not known.
func (n Number) Cell() string { return cell(float64(n)) }

// digits prints a number to seven digits.
func digits(x float64) string { return strconv.FormatFloat(x, 'g', 7, 64) }

// cell prints a number for a CSV file: nothing where it is not known.
func cell(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	return digits(x)
}
