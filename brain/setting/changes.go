package setting

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
)

// Changes lists what Set changes to turn base into r, as NAME=VALUE, in an order
// in which each is valid beside those before it: parts of settings, or larger
// ones where parts are valid only together. A list of another length is one
// change. The result is nil where no order is valid, as for an r that is not. ok
// tells that it gives all of r: settings give no data, and no nil list.
func Changes[T any](r, base T, validate func(T) error) (list []string, ok bool) {
	list = []string{}
	left := changes(Fields(r), Fields(base), math.MaxInt)
	for len(left) > 0 {
		i := slices.IndexFunc(left, func(c change) bool { return Set(&base, c.name, c.value, validate) == nil })
		if i >= 0 {
			list = append(list, left[i].name+"="+left[i].value)
			left = slices.Delete(left, i, i+1)
			continue
		}
		// Parts may be valid only together: take what they are part of.
		deepest := 0
		for _, c := range left {
			deepest = max(deepest, c.depth)
		}
		if deepest == 0 {
			return nil, false
		}
		left = changes(Fields(r), Fields(base), deepest-1)
	}
	return list, reflect.DeepEqual(r, base)
}

// change is a setting, or a part of one, that gets another value.
type change struct {
	name, value string
	depth       int // 0 is a setting, 1 a part of one, and so on
}

// changes lists the fields, or parts of them down to a depth, that theirs, the
// same fields of another struct, have otherwise.
func changes(fields, theirs []Field, depth int) []change {
	var out []change
	for i, f := range fields {
		if reflect.DeepEqual(f.Value, theirs[i].Value) {
			continue
		}
		parts, others := f.parts(), theirs[i].parts()
		if depth == 0 || len(parts) == 0 || len(parts) != len(others) {
			out = append(out, change{name: f.Name, value: text(f.Value)})
			continue
		}
		for _, c := range changes(parts, others, depth-1) {
			c.depth++
			out = append(out, c)
		}
	}
	return out
}

// text returns a value as Set reads it; "" where there is none, as of NaN.
func text(value any) string {
	if v := reflect.ValueOf(value); v.Kind() == reflect.String && !json.Valid([]byte(v.String())) {
		return v.String()
	}
	data, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(data)
}
