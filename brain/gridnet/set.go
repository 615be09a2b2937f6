package gridnet

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gridrat/brain/versioned"
)

// Set changes the setting called name, or a part of it (joint.weight,
// modules[1].sigma or modules.1.sigma), to value: a number, a word, or JSON.
// The result is valid or r is unchanged.
func (r *Recipe) Set(name, value string) error {
	next := *r
	// Decoding writes into what slices there are.
	next.Modules = slices.Clone(r.Modules)
	for i, m := range next.Modules {
		next.Modules[i].Points = slices.Clone(m.Points)
	}
	next.HeadDirection.Angles = slices.Clone(r.HeadDirection.Angles)
	next.Horizons = slices.Clone(r.Horizons)
	at, field, err := find(reflect.ValueOf(&next).Elem(), name)
	if err != nil {
		return err
	}
	doc := []byte(value)
	if !json.Valid(doc) || strings.TrimSpace(value) == "null" {
		doc, _ = json.Marshal(value)
	}
	if err := versioned.Strict(doc, at.Addr().Interface()); err != nil {
		return fmt.Errorf("could not set %s to %q: %w", name, value, wrongValue(err, at.Type(), field))
	}
	if err := next.Validate(); err != nil {
		return fmt.Errorf("could not set %s to %q: %w", name, value, err)
	}
	*r = next
	return nil
}

// find returns the part of a recipe that a path leads to, and its field.
func find(v reflect.Value, path string) (reflect.Value, Field, error) {
	var f Field
	done := ""
	unknown := func(why string) (reflect.Value, Field, error) {
		return v, f, fmt.Errorf("no setting is called %q; %s", path, why)
	}
	for _, key := range strings.Split(strings.NewReplacer("[", ".", "]", "").Replace(path), ".") {
		switch v.Kind() {
		case reflect.Struct:
			prefix := ""
			if done != "" {
				prefix = done + "."
			}
			fields := fieldsOf(v, prefix, "")
			i := slices.IndexFunc(fields, func(f Field) bool { return strings.EqualFold(f.Name, prefix+key) })
			if i < 0 {
				return unknown(has(done) + names(v.Type()))
			}
			v, f = v.Field(i), fields[i]
		case reflect.Slice:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= v.Len() {
				return unknown(fmt.Sprintf("%s has %d entries, the first is %s[0]", done, v.Len(), done))
			}
			v, f = v.Index(i), Field{Name: fmt.Sprintf("%s[%d]", done, i)}
		default:
			return unknown(done + " has no parts")
		}
		done = f.Name
	}
	return v, f, nil
}

func has(part string) string {
	if part == "" {
		return "there are "
	}
	return part + " has "
}

// names lists what there is in a struct.
func names(t reflect.Type) string {
	var list []string
	for _, f := range fieldsOf(reflect.Zero(t), "", "") {
		list = append(list, f.Name)
	}
	return strings.Join(list, ", ")
}

// wrongValue says what a value must be that could not be read as one of the
// given type.
func wrongValue(err error, t reflect.Type, f Field) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" { // somewhere within
		return fmt.Errorf("its part %s must be %s", wrong.Field, kindOf(wrong.Type, Field{}))
	}
	if _, part, ok := strings.Cut(err.Error(), "unknown field "); ok {
		if t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		return fmt.Errorf("it has no part %s; there are %s", part, names(t))
	}
	return errors.New("it must be " + kindOf(t, f))
}

// kindOf describes the values of a type.
func kindOf(t reflect.Type, f Field) string {
	limits := ""
	if f.Min != 0 || f.Max != 0 {
		limits = fmt.Sprintf(" between %v and %v", f.Min, f.Max)
	}
	example, _ := json.Marshal(reflect.Zero(t).Interface())
	first := func(t reflect.Type) string { return t.Field(0).Tag.Get("json") }
	switch t.Kind() {
	case reflect.Int:
		return "a whole number" + limits
	case reflect.Float64:
		return "a number" + limits
	case reflect.Slice:
		example, _ = json.Marshal(reflect.Zero(t.Elem()).Interface())
		return fmt.Sprintf("a list, as [%s, ...]; a single entry is changed by its name, as %s[0].%s", example, f.Name, first(t.Elem()))
	case reflect.Struct:
		return fmt.Sprintf("as %s; a single part is changed by its name, as %s.%s", example, f.Name, first(t))
	}
	return "a word"
}
