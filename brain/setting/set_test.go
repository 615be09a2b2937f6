package setting

import (
	"reflect"
	"testing"
)

func TestSet(t *testing.T) {
	for _, c := range []struct {
		name, value string
		want        func(f *farm)
	}{
		{"name", "Dale", func(f *farm) { f.Name = "Dale" }},
		{"name", `"3"`, func(f *farm) { f.Name = "3" }},
		{"name", "", func(f *farm) { f.Name = "" }},
		{"name", "null", func(f *farm) { f.Name = "null" }},
		{"crop", "oat", func(f *farm) { f.Crop = oat }},
		{"ACRES", "1.5", func(f *farm) { f.Acres = 1.5 }},
		{"hens", "255", func(f *farm) { f.Hens = 255 }},
		{"open", "true", func(f *farm) { f.Open = true }},
		{"depth", "-2", func(f *farm) { f.Depth = -2 }},
		{"plan.sow.to", "11", func(f *farm) { f.Plan.Sow.To = 11 }},
		{"plan.sow", `{"to": 11}`, func(f *farm) { f.Plan.Sow.To = 11 }},
		{"plan", `{"sow": {"to": 11}, "reap": {"from": 1}}`, func(f *farm) { f.Plan.Sow.To, f.Plan.Reap.From = 11, 1 }},
		{"rain[1]", "0", func(f *farm) { f.Rain[1] = 0 }},
		{"rain.1", "0", func(f *farm) { f.Rain[1] = 0 }},
		{"rain", "[1]", func(f *farm) { f.Rain = []int{1} }},
		{"months[0]", "rye", func(f *farm) { f.Months[0] = rye }},
		{"fields[0].rows[1]", "9", func(f *farm) { f.Fields[0].Rows[1] = 9 }},
		{"fields[1]", `{"posts": [[8, 9]], "map": {"owner": "Eve"}, "trees": {"oak": 2}}`, func(f *farm) {
			f.Fields[1].Posts, f.Fields[1].Map, f.Fields[1].Trees = [][2]int{{8, 9}}, &deed{"Eve"}, map[string]int{"oak": 2}
		}},
	} {
		f, want := newFarm(), newFarm()
		c.want(&want)
		shared := f // has the same lists, pointers and maps
		if err := Set(&f, c.name, c.value, farm.validate); err != nil || !reflect.DeepEqual(f, want) {
			t.Errorf("%s=%s gives %+v (%v), want %+v", c.name, c.value, f, err, want)
		}
		if !reflect.DeepEqual(shared, newFarm()) {
			t.Errorf("%s=%s changed another struct", c.name, c.value)
		}
	}
}

// What cannot be set is said in a sentence, and nothing changes.
func TestSetRefuses(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"", "1", `no setting is called ""; there are name, crop, acres, cows, hens, open, plan, fields, rain, months, depth`},
		{"deed", "{}", `no setting is called "deed"; there are name, crop, acres, cows, hens, open, plan, fields, rain, months, depth`},
		{"plan.sow.x", "1", `no setting is called "plan.sow.x"; plan.sow has from, to`},
		{"plan.sow.to.x", "1", `no setting is called "plan.sow.to.x"; plan.sow.to has no parts`},
		{"fields[2]", "{}", `no setting is called "fields[2]"; fields has 2 entries, the first is fields[0]`},
		{"fields[0].posts", "[]", `no setting is called "fields[0].posts"; fields[0] has width, rows`},
		{"acres", "lots", `could not set acres to "lots": it must be a number between 0.5 and 100`},
		{"acres", "101", `could not set acres to "101": acres is 101; it must lie between 0.5 and 100`},
		{"acres", "1e999", `could not set acres to "1e999": it must be a number between 0.5 and 100`},
		{"cows", "1.5", `could not set cows to "1.5": it must be a whole number between 0 and 50`},
		{"hens", "1e30", `could not set hens to "1e30": it must be a whole number`},
		{"depth", "deep", `could not set depth to "deep": it must be a whole number`},
		{"open", "yes", `could not set open to "yes": it must be true or false`},
		{"name", "3", `could not set name to "3": it must be a word`},
		{"crop", "rice", `could not set crop to "rice": crop is "rice"; it must be rye or oat`},
		{"rain", "7", `could not set rain to "7": it must be a list, as [0, ...]; a single entry is changed by its name, as rain[0]`},
		{"rain", "null", `could not set rain to "null": it must be a list, as [0, ...]; a single entry is changed by its name, as rain[0]`},
		{"rain[0]", "wet", `could not set rain[0] to "wet": it must be a whole number between -1 and 500`},
		{"rain[0]", "501", `could not set rain[0] to "501": rain[0] is 501; it must lie between -1 and 500`},
		{"fields", "none", `could not set fields to "none": it must be a list, as [{"width":0,"rows":null}, ...]; a single entry is changed by its name, as fields[0].width`},
		{"fields", `[{"width": 2}, {"posts": 5}]`, `could not set fields to "[{\"width\": 2}, {\"posts\": 5}]": its part posts must be a list, as [[0,0], ...]`},
		{"fields", `[{"posts": [5]}]`, `could not set fields to "[{\"posts\": [5]}]": its part posts must be as [0,0]`},
		{"fields", `[{}, {"size": 5}]`, `could not set fields to "[{}, {\"size\": 5}]": it has no part "size"; there are width, rows`},
		{"fields[0]", "5", `could not set fields[0] to "5": it must be as {"width":0,"rows":null}; a single part is changed by its name, as fields[0].width`},
		{"plan", "5", `could not set plan to "5": it must be as {"sow":{"from":0,"to":0},"reap":{"from":0,"to":0}}; a single part is changed by its name, as plan.sow`},
		{"plan", `{"sow": 5}`, `could not set plan to "{\"sow\": 5}": its part sow must be as {"from":0,"to":0}`},
		{"plan", `{"sow": {"to": "x"}}`, `could not set plan to "{\"sow\": {\"to\": \"x\"}}": its part sow.to must be a whole number`},
		{"plan", `{"weed": 1}`, `could not set plan to "{\"weed\": 1}": it has no part "weed"; there are sow, reap`},
		{"plan", `{"sow": {}, "reap": {"till": 1}}`, `could not set plan to "{\"sow\": {}, \"reap\": {\"till\": 1}}": its part reap has no part "till"; there are from, to`},
		{"plan.sow", `{"from": 1, "to": 1}`, `could not set plan.sow to "{\"from\": 1, \"to\": 1}": a span from 1 to 1 is empty`},
		{"fields[1]", `{"posts": [[8, 9]], "map": {"owner": "Eve"}, "trees": {"oak": 2}, "width": 0}`, `could not set fields[1] to "{\"posts\": [[8, 9]], \"map\": {\"owner\": \"Eve\"}, \"trees\": {\"oak\": 2}, \"width\": 0}": fields[1].width is 0; it must lie between 1 and 1000`},
	} {
		f := newFarm()
		err := Set(&f, c.name, c.value, farm.validate)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s=%s: the error is\n%v, want\n%s", c.name, c.value, err, c.want)
		}
		if !reflect.DeepEqual(f, newFarm()) {
			t.Errorf("%s=%s changed the struct", c.name, c.value)
		}
	}
}

// Whatever is set, the result is valid, or nothing changes; and nothing that
// shares lists with it does.
func FuzzSet(f *testing.F) {
	for _, c := range [][2]string{
		{"acres", "3"}, {"plan.sow", "{}"}, {"fields[0].rows.1", "3"}, {"fields", `[null,{"posts":[[1]]}]`}, {"rain.1", "null"},
		{"plan", `{"reap":{"x":{}}}`}, {"months", "[[]]"}, {"fields", `[{"map":{"x":1}}]`}, {"open", "1"},
	} {
		f.Add(c[0], c[1])
	}
	f.Fuzz(func(t *testing.T, name, value string) {
		r := newFarm()
		shared := r
		err := Set(&r, name, value, farm.validate)
		if err == nil && r.validate() != nil {
			t.Errorf("%q=%q was taken and is not valid", name, value)
		}
		if !reflect.DeepEqual(shared, newFarm()) || err != nil && !reflect.DeepEqual(r, shared) {
			t.Errorf("%q=%q (%v) changed what it must not", name, value, err)
		}
	})
}
