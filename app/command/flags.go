package command

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"

	"github.com/alecthomas/kong"
)

// plainFlags has values of flags that cannot be read refused in words for
// people, where kong speaks of its own types and tokens.
func plainFlags() kong.Option {
	kinds := map[reflect.Kind]kong.MapperFunc{
		reflect.Int: flag("a whole number", func(text string, to reflect.Value) error {
			n, err := strconv.ParseInt(text, 0, to.Type().Bits())
			to.SetInt(n)
			return err
		}),
		reflect.Uint64: flag("a whole number, not negative", func(text string, to reflect.Value) error {
			n, err := strconv.ParseUint(text, 0, to.Type().Bits())
			to.SetUint(n)
			return err
		}),
		reflect.Float64: flag("a number", func(text string, to reflect.Value) error {
			x, err := strconv.ParseFloat(text, to.Type().Bits())
			to.SetFloat(x)
			return err
		}),
		reflect.String: flag("some text", func(text string, to reflect.Value) error {
			to.SetString(text)
			return nil
		}),
	}
	return kong.OptionFunc(func(k *kong.Kong) error {
		for kind, mapper := range kinds {
			if err := kong.KindMapper(kind, mapper).Apply(k); err != nil {
				return err
			}
		}
		return nil
	})
}

// flag reads the value of a flag; want is what it must be.
func flag(want string, parse func(text string, to reflect.Value) error) kong.MapperFunc {
	return func(ctx *kong.DecodeContext, to reflect.Value) error {
		token, err := ctx.Scan.PopValue(want)
		if err != nil {
			if next := fmt.Sprint(token.Value); negative.MatchString(next) {
				return fmt.Errorf("it has no value; %s after a space is read as a flag, so write it after an =", next)
			}
			return fmt.Errorf("it has no value; it must be %s", want)
		}
		text := fmt.Sprint(token.Value)
		if err := parse(text, to); err != nil {
			return fmt.Errorf("it is %q; it must be %s", text, want)
		}
		return nil
	}
}

var negative = regexp.MustCompile(`^-[0-9.]`)

var singleDash = regexp.MustCompile(`(?s)^-[a-z][a-z0-9-]+(=.*)?$`)

// doubleDashes lets long flags be written with one dash, as Go's own are.
func doubleDashes(args []string) []string {
	out := make([]string, len(args))
	for i, a := range args {
		if singleDash.MatchString(a) {
			a = "-" + a
		}
		out[i] = a
	}
	return out
}
