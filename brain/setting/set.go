package setting

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"gridrat/brain/versioned"
)

// Set changes the setting of r called name, or a part of it (joint.weight,
// modules[1].sigma or modules.1.sigma, in small or capital letters), to value: a
// number, a word, or JSON; what that leaves out of a struct stays. validate says
// what is wrong with the result, if anything. The result is valid, or an error
// says in one sentence why not and r is unchanged.
func Set[T any](r *T, name, value string, validate func(T) error) error {
	next := *r
	at, field, err := find(structOf(&next), name)
	if err != nil {
		return err
	}
	doc := []byte(value)
	if !json.Valid(doc) || strings.TrimSpace(value) == "null" {
		doc, _ = json.Marshal(value)
	}
	own(at)
	if err := versioned.Strict(doc, at.Addr().Interface()); err != nil {
		return fmt.Errorf("could not set %s to %q: %w", name, value, wrongValue(err, doc, at.Type(), field))
	}
	if err := validate(next); err != nil {
		return fmt.Errorf("could not set %s to %q: %w", name, value, err)
	}
	*r = next
	return nil
}

// find returns the part of v, a struct that may be written to, that a path
// leads to, and its field. Lists on the way become v's own.
func find(v reflect.Value, path string) (reflect.Value, Field, error) {
	var f Field
	unknown := func(why string) (reflect.Value, Field, error) {
		return v, f, fmt.Errorf("no setting is called %q; %s", path, why)
	}
	for _, key := range strings.Split(strings.NewReplacer("[", ".", "]", "").Replace(path), ".") {
		switch v.Kind() {
		case reflect.Struct:
			part, next, ok := member(v, f, key)
			if !ok {
				return unknown(has(f.Name) + strings.Join(names(v.Type()), ", "))
			}
			v, f = part, next
		case reflect.Slice:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= v.Len() {
				return unknown(fmt.Sprintf("%s has %d entries, the first is %s[0]", f.Name, v.Len(), f.Name))
			}
			v.Set(cloned(v))
			v = v.Index(i)
			f = f.entry(i, v)
		default:
			return unknown(f.Name + " has no parts")
		}
	}
	return v, f, nil
}

// member returns the setting of a struct called key, and its field. within is
// the field of the struct.
func member(v reflect.Value, within Field, key string) (reflect.Value, Field, bool) {
	for i := range v.NumField() {
		f, ok := fieldOf(v.Type(), i)
		if ok && strings.EqualFold(f.Name, key) {
			if within.Name != "" {
				f.Name = within.Name + "." + f.Name
			}
			return v.Field(i), f, true
		}
	}
	return v, within, false
}

func has(part string) string {
	if part == "" {
		return "there are "
	}
	return part + " has "
}

// names lists the settings that there are in a struct.
func names(t reflect.Type) []string {
	var list []string
	for _, f := range fieldsOf(reflect.Zero(t), "", "") {
		list = append(list, f.Name)
	}
	return list
}

// cloned returns a copy of a list.
func cloned(v reflect.Value) reflect.Value {
	return reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v)
}

// own puts copies in place of all that v shares with other values and that
// decoding would write into.
func own(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				own(v.Field(i))
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			own(v.Index(i))
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		v.Set(cloned(v))
		for i := range v.Len() {
			own(v.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		to := reflect.New(v.Type().Elem())
		to.Elem().Set(v.Elem())
		own(to.Elem())
		v.Set(to)
	case reflect.Map:
		if v.IsNil() {
			return
		}
		to := reflect.MakeMapWithSize(v.Type(), v.Len())
		for key, value := range v.Seq2() {
			to.SetMapIndex(key, value)
		}
		v.Set(to)
	}
}
