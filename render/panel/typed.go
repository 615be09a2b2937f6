package panel

import "slices"

// Typed is what is being typed into a field.
type Typed struct {
	Field string // "" is none
	Text  string
	Caret int  // in runes
	All   bool // all of it is marked: the next letter replaces it
}

// Insert puts a letter at the caret, if there are fewer than most.
func (t *Typed) Insert(r rune, most int) {
	text := []rune(t.Text)
	if t.All {
		text, t.Caret, t.All = nil, 0, false
	}
	if len(text) < most {
		t.Caret = min(t.Caret, len(text))
		t.Text = string(slices.Insert(text, t.Caret, r))
		t.Caret++
	}
}

// Delete takes away the letter before the caret or after it, or all that is
// marked.
func (t *Typed) Delete(before bool) {
	text := []rune(t.Text)
	if t.All {
		t.Text, t.Caret, t.All = "", 0, false
		return
	}
	at := min(t.Caret, len(text))
	if before {
		at--
	}
	if at >= 0 && at < len(text) {
		t.Text, t.Caret = string(slices.Delete(text, at, at+1)), at
	}
}

// Move puts the caret before a letter, or behind the last one.
func (t *Typed) Move(to int) {
	t.Caret, t.All = min(max(to, 0), len([]rune(t.Text))), false
}
