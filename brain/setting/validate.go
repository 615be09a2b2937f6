package setting

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Validate says in one sentence which number of r, a struct or a pointer to
// one, lies outside its range, or else which word is none of those of its type,
// if any: the first in the order of Parts.
func Validate(r any) error {
	parts := Parts(r)
	for _, f := range parts {
		if err := f.inRange(); err != nil {
			return err
		}
	}
	for _, f := range parts {
		if err := f.known(); err != nil {
			return err
		}
	}
	return nil
}

func (f Field) inRange() error {
	if f.Min == 0 && f.Max == 0 {
		return nil
	}
	var x float64
	if v := reflect.ValueOf(f.Value); v.CanInt() {
		x = float64(v.Int())
	} else {
		x = v.Float()
	}
	if !(x >= f.Min && x <= f.Max) { // so that NaN is outside
		return fmt.Errorf("%s is %v; it must lie between %v and %v", f.Name, f.Value, f.Min, f.Max)
	}
	return nil
}

// Words returns words as a Words method lists them.
func Words[T ~string](words ...T) []string {
	var list []string
	for _, w := range words {
		list = append(list, string(w))
	}
	return list
}

// known compares a word with those that its type lists.
func (f Field) known() error {
	list, ok := f.Value.(interface{ Words() []string })
	if !ok {
		return nil
	}
	word := reflect.ValueOf(f.Value).String()
	if words := list.Words(); !slices.Contains(words, word) {
		return fmt.Errorf("%s is %q; it must be %s", f.Name, word, strings.Join(words, " or "))
	}
	return nil
}
