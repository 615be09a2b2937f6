package setting

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestChanges(t *testing.T) {
	for _, c := range []struct {
		change func(f *farm)
		want   []string
		ok     bool
	}{
		{func(*farm) {}, []string{}, true},
		{func(f *farm) { f.Acres, f.Open, f.Crop = 1e-3+1, true, oat }, []string{"crop=oat", "acres=1.001", "open=true"}, true},
		{func(f *farm) { f.Name = "" }, []string{"name="}, true},
		{func(f *farm) { f.Name = "3" }, []string{`name="3"`}, true},
		{func(f *farm) { f.Name = "null" }, []string{`name="null"`}, true},
		{func(f *farm) { f.Name = ` "a=b" ` }, []string{`name=" \"a=b\" "`}, true},
		{func(f *farm) { f.Rain = []int{7, 0, 9} }, []string{"rain[1]=0"}, true},
		{func(f *farm) { f.Rain = []int{7, 0} }, []string{"rain=[7,0]"}, true},
		{func(f *farm) { f.Rain = []int{} }, []string{"rain=[]"}, true},
		{func(f *farm) { f.Fields[0].Rows = []int{4} }, []string{"fields[0].rows=[4]"}, true},
		// The end first: a span from 25 to 20 is empty.
		{func(f *farm) { f.Plan.Sow = span{25, 28} }, []string{"plan.sow.to=28", "plan.sow.from=25"}, true},

		{func(f *farm) { f.Deed = &deed{"Eve"}; f.Cows = 4 }, []string{"cows=4"}, false},
		{func(f *farm) { f.Fields[0].Posts = [][2]int{} }, []string{}, false},
		{func(f *farm) { f.Rain = nil }, nil, false},
		{func(f *farm) { f.Acres = 1000 }, nil, false},
		{func(f *farm) { f.Fields[0].Width = math.NaN() }, nil, false},
	} {
		f, base := newFarm(), newFarm()
		c.change(&f)
		got, ok := Changes(f, base, farm.validate)
		if !reflect.DeepEqual(got, c.want) || ok != c.ok {
			t.Errorf("the changes are %q (%v), want %q (%v)", got, ok, c.want, c.ok)
		}
		if !reflect.DeepEqual(base, newFarm()) {
			t.Errorf("%q changed the base", got)
		}
	}
}

// Parts that are valid only together are given by the smallest of what they are
// part of in which they are.
func TestChangesTogether(t *testing.T) {
	even := func(f farm) error { // needs both spans as long
		if err := f.validate(); err != nil {
			return err
		}
		if s, r := f.Plan.Sow, f.Plan.Reap; s.To-s.From != r.To-r.From {
			return errUneven
		}
		return nil
	}
	for _, c := range []struct {
		plan plan
		want []string
	}{
		{plan{span{11, 21}, span{30, 40}}, []string{`plan.sow={"from":11,"to":21}`}},
		{plan{span{10, 21}, span{30, 41}}, []string{`plan={"sow":{"from":10,"to":21},"reap":{"from":30,"to":41}}`}},
	} {
		f := newFarm()
		f.Plan, f.Cows = c.plan, 9
		got, ok := Changes(f, newFarm(), even)
		if want := append([]string{"cows=9"}, c.want...); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("the changes are %q (%v), want %q", got, ok, want)
		}
	}
}

// Between any two structs with the same data, the changes made one by one lead
// from one to the other, and each is valid.
func TestChangesLead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, want := drawFarm(t), drawFarm(t)
		list, ok := Changes(want, base, farm.validate)
		if !ok {
			t.Fatalf("no changes lead from %+v to %+v, but %q", base, want, list)
		}
		for _, change := range list {
			name, value, _ := strings.Cut(change, "=")
			if err := Set(&base, name, value, farm.validate); err != nil {
				t.Fatal(err)
			}
		}
		if !reflect.DeepEqual(base, want) {
			t.Fatalf("%q lead to %+v, want %+v", list, base, want)
		}
	})
}

func drawFarm(t *rapid.T) farm {
	crops := rapid.SampledFrom([]crop{rye, oat})
	drawSpan := func() span {
		from := rapid.IntRange(-5, 51).Draw(t, "from")
		return span{from, rapid.IntRange(max(1, from+1), 52).Draw(t, "to")}
	}
	rows := rapid.SliceOfN(rapid.Int(), 0, 3)
	fields := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) field {
		return field{Width: rapid.Float64Range(1, 1000).Draw(t, "width"), Rows: rows.Draw(t, "rows")}
	}), 0, 3)
	return farm{
		Name: rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"null", "3", `"x"`, "[", "{}"})).Draw(t, "name"),
		Crop: crops.Draw(t, "crop"), Acres: rapid.Float64Range(0.5, 100).Draw(t, "acres"), Cows: rapid.IntRange(0, 50).Draw(t, "cows"),
		Hens: rapid.Int64().Draw(t, "hens"), Open: rapid.Bool().Draw(t, "open"),
		Plan:   plan{Sow: drawSpan(), Reap: drawSpan()},
		Fields: fields.Draw(t, "fields"),
		Rain:   rapid.SliceOfN(rapid.IntRange(-1, 500), 0, 4).Draw(t, "rain"),
		Months: rapid.SliceOfN(crops, 0, 3).Draw(t, "months"),
		Depth:  rapid.Int().Draw(t, "depth"),
	}
}
