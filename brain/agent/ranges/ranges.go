// Package ranges compares the numbers of annotated structs, such as recipes,
// with the ranges that stand in their tags.
package ranges

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Check says in one sentence which number of a struct, or of the structs in it,
// lies outside of its field's range, if any: int and float64 with the tags
// min and max, both ends included, named by the tag json. It panics where such
// a number has no range.
func Check(v any) error { return check(reflect.ValueOf(v), "") }

func check(v reflect.Value, prefix string) error {
	for i := range v.NumField() {
		field, at := v.Type().Field(i), v.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		name = prefix + name
		var x float64
		switch at.Kind() {
		case reflect.Struct:
			if err := check(at, name+"."); err != nil {
				return err
			}
			continue
		case reflect.Int:
			x = float64(at.Int())
		case reflect.Float64:
			x = at.Float()
		default:
			continue
		}
		low, err1 := strconv.ParseFloat(field.Tag.Get("min"), 64)
		high, err2 := strconv.ParseFloat(field.Tag.Get("max"), 64)
		if err := errors.Join(err1, err2); err != nil {
			panic("ranges: that of " + name + ": " + err.Error())
		}
		if !(x >= low && x <= high) {
			return fmt.Errorf("%s is %v; it must lie between %v and %v", name, at.Interface(), low, high)
		}
	}
	return nil
}
