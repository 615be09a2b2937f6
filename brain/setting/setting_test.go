package setting

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// Parts have paths, the docs and ranges of what they are part of where they have
// none of their own, and no data among them.
func TestParts(t *testing.T) {
	want := []string{
		"name: any text 0 0 Hill", "crop: what grows 0 0 rye", "acres: size 0.5 100 2", "cows: number 0 50 3",
		"hens: number of hens 0 0 4", "open: people may come 0 0 false",
		"plan.sow.from: first week 0 0 10", "plan.sow.to: weeks 1 52 20",
		"plan.reap.from: first week 0 0 30", "plan.reap.to: of the year 1 52 40",
		"fields[0].width: all of them 1 1000 5", "fields[0].rows[0]: all of them 0 0 1", "fields[0].rows[1]: all of them 0 0 2",
		"fields[1].width: all of them 1 1000 6",
		"rain[0]: by month, mm -1 500 7", "rain[1]: by month, mm -1 500 8", "rain[2]: by month, mm -1 500 9",
		"months[0]: what is sown 0 0 oat", "depth: of the well, m 0 0 6",
	}
	f := newFarm()
	got := lines(Parts(&f))
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the parts are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var names []string
	for _, f := range Fields(f) {
		names = append(names, f.Name)
	}
	if got, want := strings.Join(names, " "), "name crop acres cows hens open plan fields rain months depth"; got != want {
		t.Errorf("the settings are %s, want %s", got, want)
	}
}

func lines(fields []Field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, fmt.Sprint(f.Name, ": ", f.Doc, " ", f.Min, " ", f.Max, " ", f.Value))
	}
	return out
}

// A struct that is annotated wrongly is a mistake of its package.
func TestWrongAnnotations(t *testing.T) {
	for want, r := range map[string]any{
		"int is no struct": 3,
		"Age has no name": struct {
			Age int
		}{},
		"Age is a *int, of which there are no settings": struct {
			Age *int `json:"age"`
		}{},
		"Age is a uint, of which there are no settings": struct {
			Age uint `json:"age"`
		}{},
		"Ages is a []map[string]int, of which there are no settings": struct {
			Ages []map[string]int `json:"ages"`
		}{},
		`the range of struct { Age int "json:\"age\" min:\"1\"" }.Age is from "1" to ""`: struct {
			Age int `json:"age" min:"1"`
		}{},
		`Age is from "2" to "1"`: struct {
			Age int `json:"age" min:"2" max:"1"`
		}{},
		`Age is from "0" to "many"`: struct {
			Age int `json:"age" min:"0" max:"many"`
		}{},
		"Name has a range and is no number": struct {
			Name string `json:"name" min:"0" max:"1"`
		}{},
	} {
		for _, call := range []func(){func() { Fields(r) }, func() { _ = Validate(r) }} {
			func() {
				defer func() {
					if got := fmt.Sprint(recover()); !strings.HasPrefix(got, "setting: ") || !strings.HasSuffix(got, want) {
						t.Errorf("%T panics with %q, want %q", r, got, want)
					}
				}()
				call()
			}()
		}
	}
}

func TestValidate(t *testing.T) {
	for _, c := range []struct {
		change func(f *farm)
		want   string
	}{
		{func(*farm) {}, ""},
		{func(f *farm) { f.Acres = 0.5; f.Cows = 50; f.Rain[0] = -1 }, ""},
		{func(f *farm) { f.Hens = 255; f.Depth = -1000 }, ""},
		{func(f *farm) { f.Name = "anything" }, ""},
		{func(f *farm) { f.Acres = 0.4 }, "acres is 0.4; it must lie between 0.5 and 100"},
		{func(f *farm) { f.Acres = math.NaN() }, "acres is NaN; it must lie between 0.5 and 100"},
		{func(f *farm) { f.Cows = -1 }, "cows is -1; it must lie between 0 and 50"},
		{func(f *farm) { f.Rain[2] = 501 }, "rain[2] is 501; it must lie between -1 and 500"},
		{func(f *farm) { f.Plan.Reap.To = 53 }, "plan.reap.to is 53; it must lie between 1 and 52"},
		{func(f *farm) { f.Fields[1].Width = math.Inf(1) }, "fields[1].width is +Inf; it must lie between 1 and 1000"},
		{func(f *farm) { f.Crop = "rice" }, `crop is "rice"; it must be rye or oat`},
		{func(f *farm) { f.Months = []crop{rye, ""} }, `months[1] is ""; it must be rye or oat`},
		{func(f *farm) { f.Crop = "rice"; f.Plan.Sow.To = 0 }, "plan.sow.to is 0; it must lie between 1 and 52"},
	} {
		f := newFarm()
		c.change(&f)
		got := ""
		if err := Validate(&f); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("the error is %q, want %q", got, c.want)
		}
	}
}
