package reward

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"gridrat/brain/setting"
	"gridrat/brain/versioned"
)

// The recipes are valid and come back from JSON.
func TestRecipes(t *testing.T) {
	for _, r := range []Recipe{NewPPO(), NewA3C()} {
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", r.Name, err)
		}
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back Recipe
		if err := versioned.Strict(data, &back); err != nil || back != r {
			t.Errorf("%s comes back from JSON as %+v, %v", r.Name, back, err)
		}
	}
}

// Every setting has a name and says what it is, and every number has a range.
func TestFieldsAreAnnotated(t *testing.T) {
	var walk func(at reflect.Type)
	walk = func(at reflect.Type) {
		for i := range at.NumField() {
			f := at.Field(i)
			if f.Tag.Get("json") == "" || f.Tag.Get("doc") == "" {
				t.Errorf("%s.%s has no name or no doc", at.Name(), f.Name)
			}
			if f.Type.Kind() == reflect.Struct {
				walk(f.Type)
			}
		}
	}
	walk(reflect.TypeFor[Recipe]())
	for _, f := range setting.Parts(NewPPO()) {
		switch f.Value.(type) {
		case int, float64:
			if f.Min == 0 && f.Max == 0 {
				t.Errorf("%s has no range", f.Name)
			}
		}
	}
}

func TestValidate(t *testing.T) {
	for _, c := range []struct {
		change func(r *Recipe)
		want   string
	}{
		{func(r *Recipe) { r.Discount = 1.5 }, "discount is 1.5; it must lie between 0 and 1"},
		{func(r *Recipe) { r.Lambda = math.NaN() }, "lambda is NaN"},
		{func(r *Recipe) { r.Rate.End = -1 }, "learning_rate.end is -1"},
		{func(r *Recipe) { r.Policy.Encoder = 0 }, "policy.encoder is 0"},
		{func(r *Recipe) { r.Policy.Core = "gpt" }, `policy.core is "gpt"; it must be feedforward or lstm or gru`},
		{func(r *Recipe) { r.Policy.Hidden = 0 }, "policy.hidden is 0"},
		{func(r *Recipe) { r.Algorithm = "dqn" }, `algorithm is "dqn"`},
		{func(r *Recipe) { r.Optimiser = "sgd" }, `optimiser is "sgd"`},
		{func(r *Recipe) { r.Algorithm = A3C }, "epochs is 3; a3c uses what was done once"},
		{func(r *Recipe) { r.Worlds = 100 }, "worlds is 100; it must be a multiple of minibatches x shards = 4 x 2"},
		{func(r *Recipe) { r.Entropy.Way = "zigzag" }, `entropy.way is "zigzag"`},
		{func(r *Recipe) { r.Entropy.End = 0 }, "a geometric way has no 0"},
	} {
		r := NewPPO()
		c.change(&r)
		if err := r.Validate(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("the error is %v, want %q", err, c.want)
		}
	}
}

func TestSchedule(t *testing.T) {
	for _, c := range []struct {
		s    Schedule
		done int
		want float64
	}{
		{Constant(3), 5, 3},
		{Schedule{1, 3, Linear}, 0, 1}, {Schedule{1, 3, Linear}, 5, 2}, {Schedule{1, 3, Linear}, 99, 3},
		{Schedule{1, 4, Geometric}, 5, 2}, {Schedule{1, 4, Geometric}, 10, 4}, {Schedule{1, 4, Geometric}, 30, 4},
	} {
		if got := c.s.At(c.done, 10); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%+v at %d of 10 is %v, want %v", c.s, c.done, got, c.want)
		}
	}
}
