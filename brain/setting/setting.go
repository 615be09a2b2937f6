// Package setting turns annotated structs into settings, which flags, files and
// the settings page show and change. It knows nothing of what they mean.
//
// A setting is a field with a name in JSON: a number (signed or floating), a
// word (string), a switch (bool), a struct of settings or a list (slice) of
// these. Of its tags, doc explains it, and min and max, which go together, are
// the range of a number, or of those in a list; without them any number will do.
// A word is one of those that the method
//
//	Words() []string
//
// of its type lists; without the method it is any text. Fields that files may
// leave out (omitempty, omitzero) or never have ("-", or not exported) are data,
// and no settings.
//
// Functions panic for a struct that is annotated otherwise.
package setting

import (
	"cmp"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Field is one setting.
type Field struct {
	Name     string // as in JSON; of a part, its path, such as modules[1].sigma
	Doc      string
	Min, Max float64 // range of a number; both 0 where there is none
	Value    any
}

// Fields lists the settings of r, a struct or a pointer to one, in the order
// of the struct.
func Fields(r any) []Field { return fieldsOf(structOf(r), "", "") }

// Parts lists every single number, word and switch of r, a struct or a pointer
// to one, under the name by which Set knows it.
func Parts(r any) []Field {
	var out []Field
	for _, f := range Fields(r) {
		out = append(out, f.singles()...)
	}
	return out
}

// singles lists what f consists of in the end.
func (f Field) singles() []Field {
	if !compound(reflect.TypeOf(f.Value)) {
		return []Field{f}
	}
	var out []Field
	for _, part := range f.parts() {
		out = append(out, part.singles()...)
	}
	return out
}

// parts lists what f is made of: the fields of a struct, the entries of a list.
func (f Field) parts() []Field {
	v := reflect.ValueOf(f.Value)
	switch v.Kind() {
	case reflect.Struct:
		return fieldsOf(v, f.Name+".", f.Doc)
	case reflect.Slice:
		var out []Field
		for i := range v.Len() {
			out = append(out, f.entry(i, v.Index(i)))
		}
		return out
	}
	return nil
}

// entry is entry i of the list f.
func (f Field) entry(i int, v reflect.Value) Field {
	return Field{Name: fmt.Sprintf("%s[%d]", f.Name, i), Doc: f.Doc, Min: f.Min, Max: f.Max, Value: v.Interface()}
}

// compound tells that a setting may have parts.
func compound(t reflect.Type) bool { return t.Kind() == reflect.Struct || t.Kind() == reflect.Slice }

// structOf returns the struct that r is or points to.
func structOf(r any) reflect.Value {
	v := reflect.Indirect(reflect.ValueOf(r))
	if v.Kind() != reflect.Struct {
		panic(fmt.Sprintf("setting: %T is no struct", r))
	}
	return v
}

// fieldsOf lists the settings of a struct. Those without a doc get the
// struct's.
func fieldsOf(v reflect.Value, prefix, doc string) []Field {
	var fields []Field
	for i := range v.NumField() {
		if f, ok := fieldOf(v.Type(), i); ok {
			f.Name, f.Doc, f.Value = prefix+f.Name, cmp.Or(f.Doc, doc), v.Field(i).Interface()
			fields = append(fields, f)
		}
	}
	return fields
}

// fieldOf reads the tags of field i of a struct; ok is false where that is no
// setting.
func fieldOf(t reflect.Type, i int) (f Field, ok bool) {
	field := t.Field(i)
	name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
	if !field.IsExported() || name == "-" || strings.HasPrefix(options, "omit") {
		return f, false
	}
	f = Field{Name: name, Doc: field.Tag.Get("doc")}
	low, bounded := field.Tag.Lookup("min")
	high, also := field.Tag.Lookup("max")
	if bounded || also {
		var err1, err2 error
		f.Min, err1 = strconv.ParseFloat(low, 64)
		f.Max, err2 = strconv.ParseFloat(high, 64)
		if err1 != nil || err2 != nil || !(f.Min < f.Max) {
			panic(fmt.Sprintf("setting: the range of %s.%s is from %q to %q", t, field.Name, low, high))
		}
	}
	of := field.Type
	for of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	number := isWhole(of) || isFraction(of)
	switch {
	case name == "":
		panic(fmt.Sprintf("setting: %s.%s has no name", t, field.Name))
	case !number && of.Kind() != reflect.Bool && of.Kind() != reflect.String && of.Kind() != reflect.Struct:
		panic(fmt.Sprintf("setting: %s.%s is a %s, of which there are no settings", t, field.Name, field.Type))
	case bounded && !number:
		panic(fmt.Sprintf("setting: %s.%s has a range and is no number", t, field.Name))
	}
	return f, true
}

func isWhole(t reflect.Type) bool    { return reflect.Zero(t).CanInt() }
func isFraction(t reflect.Type) bool { return reflect.Zero(t).CanFloat() }
