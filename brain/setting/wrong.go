package setting

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"gridrat/brain/versioned"
)

// wrongValue says what a value must be that, as doc in JSON, could not be read
// as one of the given type.
func wrongValue(err error, doc []byte, t reflect.Type, f Field) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" { // somewhere within
		return fmt.Errorf("its part %s must be %s", wrong.Field, kindOf(wrong.Type, Field{}))
	}
	if part, ok := unknownPart(err); ok {
		return noPart(t, doc, part, "")
	}
	return errors.New("it must be " + kindOf(t, f))
}

// unknownPart returns the quoted name of the part that err is about, if that is
// a part that there is not.
func unknownPart(err error) (name string, ok bool) {
	if err == nil {
		return "", false
	}
	_, name, ok = strings.Cut(err.Error(), "unknown field ")
	return name, ok
}

// noPart says where doc gives a part that there is not: in a value of type t,
// a struct or a list, which stands at path within what is set, or in a part of
// it.
func noPart(t reflect.Type, doc []byte, part, path string) error {
	within := func(t reflect.Type, doc []byte) bool {
		name, ok := unknownPart(versioned.Strict(doc, reflect.New(t).Interface()))
		return ok && name == part
	}
	if t.Kind() == reflect.Slice {
		var entries []json.RawMessage
		_ = json.Unmarshal(doc, &entries) // it has been read before
		for _, entry := range entries {
			if within(t.Elem(), entry) {
				doc = entry
				break
			}
		}
		return noPart(t.Elem(), doc, part, path)
	}
	var parts map[string]json.RawMessage
	_ = json.Unmarshal(doc, &parts)
	for i := range t.NumField() {
		f, ok := fieldOf(t, i)
		if ok && parts[f.Name] != nil && within(t.Field(i).Type, parts[f.Name]) {
			return noPart(t.Field(i).Type, parts[f.Name], part, strings.TrimPrefix(path+"."+f.Name, "."))
		}
	}
	where := "it"
	if path != "" {
		where = "its part " + path
	}
	return fmt.Errorf("%s has no part %s; there are %s", where, part, strings.Join(names(t), ", "))
}

// kindOf describes the values of a type. Those of a setting have its range, and
// how its parts are called; f is zero for what is none.
func kindOf(t reflect.Type, f Field) string {
	limits := ""
	if f.Min != 0 || f.Max != 0 {
		limits = fmt.Sprintf(" between %v and %v", f.Min, f.Max)
	}
	switch {
	case isWhole(t):
		return "a whole number" + limits
	case isFraction(t):
		return "a number" + limits
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.String:
		return "a word"
	case t.Kind() == reflect.Slice && f.Name == "":
		return fmt.Sprintf("a list, as [%s, ...]", example(t.Elem()))
	case t.Kind() == reflect.Slice:
		return fmt.Sprintf("a list, as [%s, ...]; a single entry is changed by its name, as %s[0]%s", example(t.Elem()), f.Name, first(t.Elem()))
	case f.Name == "":
		return "as " + example(t)
	}
	return fmt.Sprintf("as %s; a single part is changed by its name, as %s%s", example(t), f.Name, first(t))
}

// example returns the zero value of a type in JSON.
func example(t reflect.Type) string {
	text, _ := json.Marshal(reflect.Zero(t).Interface())
	return string(text)
}

// first returns how the name of a setting goes on to that of its first part,
// if it has parts.
func first(t reflect.Type) string {
	if t.Kind() == reflect.Struct {
		for _, name := range names(t) {
			return "." + name
		}
	}
	return ""
}
