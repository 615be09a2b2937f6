package ranges

import (
	"math"
	"strings"
	"testing"
)

type inner struct {
	Rate float64 `json:"rate" min:"0.5" max:"2"`
}

type outer struct {
	Name  string `json:"name"`
	Count int    `json:"count,omitempty" min:"1" max:"3"`
	Inner inner  `json:"inner"`
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		v    outer
		want string // "" is no error
	}{
		{outer{Count: 1, Inner: inner{2}}, ""},
		{outer{Count: 3, Inner: inner{0.5}}, ""},
		{outer{Count: 0, Inner: inner{1}}, "count is 0; it must lie between 1 and 3"},
		{outer{Count: 4, Inner: inner{1}}, "count is 4; it must lie between 1 and 3"},
		{outer{Count: 2, Inner: inner{2.5}}, "inner.rate is 2.5; it must lie between 0.5 and 2"},
		{outer{Count: 2, Inner: inner{math.NaN()}}, "inner.rate is NaN; it must lie between 0.5 and 2"},
	} {
		if err := Check(c.v); (err == nil) != (c.want == "") || err != nil && err.Error() != c.want {
			t.Errorf("%+v: %v, want %q", c.v, err, c.want)
		}
	}
}

func TestNoRange(t *testing.T) {
	defer func() {
		if p := recover(); p == nil || !strings.Contains(p.(string), "bare") {
			t.Errorf("a number without a range panics with %v", p)
		}
	}()
	_ = Check(struct {
		Bare float64 `json:"bare" min:"0"`
	}{})
}
