package panel

import "testing"

// Letters are counted, not bytes, and what is marked is replaced as a whole.
func TestTyped(t *testing.T) {
	for _, c := range []struct {
		what string
		from Typed
		do   func(*Typed)
		want Typed
	}{
		{"a letter in the middle", Typed{Text: "5°m", Caret: 2}, func(t *Typed) { t.Insert('ü', 9) }, Typed{Text: "5°üm", Caret: 3}},
		{"one too many", Typed{Text: "5°m", Caret: 1}, func(t *Typed) { t.Insert('x', 3) }, Typed{Text: "5°m", Caret: 1}},
		{"over all", Typed{Text: "0.25", Caret: 4, All: true}, func(t *Typed) { t.Insert('7', 4) }, Typed{Text: "7", Caret: 1}},
		{"back", Typed{Text: "5°m", Caret: 2}, func(t *Typed) { t.Delete(true) }, Typed{Text: "5m", Caret: 1}},
		{"back from the beginning", Typed{Text: "5°m"}, func(t *Typed) { t.Delete(true) }, Typed{Text: "5°m"}},
		{"forth", Typed{Text: "5°m", Caret: 1}, func(t *Typed) { t.Delete(false) }, Typed{Text: "5m", Caret: 1}},
		{"forth from the end", Typed{Text: "5°m", Caret: 3}, func(t *Typed) { t.Delete(false) }, Typed{Text: "5°m", Caret: 3}},
		{"all", Typed{Text: "5°m", Caret: 3, All: true}, func(t *Typed) { t.Delete(true) }, Typed{}},
		{"a caret left over from a longer text", Typed{Text: "5", Caret: 9}, func(t *Typed) { t.Insert('m', 9) }, Typed{Text: "5m", Caret: 2}},
		{"before the first", Typed{Text: "5°m", All: true}, func(t *Typed) { t.Move(-1) }, Typed{Text: "5°m"}},
		{"behind the last", Typed{Text: "5°m"}, func(t *Typed) { t.Move(9) }, Typed{Text: "5°m", Caret: 3}},
	} {
		got := c.from
		if c.do(&got); got != c.want {
			t.Errorf("%s: %+v becomes %+v, want %+v", c.what, c.from, got, c.want)
		}
	}
}
