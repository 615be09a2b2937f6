package figure

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestWrap: no line is wider than it may be, but for a single letter, and
// nothing is lost.
func TestWrap(t *testing.T) {
	c := NewCanvas(10, 10, &Dark, 1)
	f := Font{Size: 11}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("ab .,;{}[]:\"09_µ°\t"))).Draw(t, "text")
		width := rapid.Float64Range(1, 200).Draw(t, "width")
		lines := c.Wrap(f, s, width)
		for _, l := range lines {
			if c.TextWidth(f, l) > width && utf8.RuneCountInString(l) > 1 {
				t.Errorf("line %q is %v wide, more than %v", l, c.TextWidth(f, l), width)
			}
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if squeeze(strings.Join(lines, "")) != squeeze(s) {
			t.Errorf("%q became %q", s, lines)
		}
	})
	width := c.TextWidth(f, `{"sigma":0.18,"side"`)
	if got, want := c.Wrap(f, `{"sigma":0.18,"side":16}`, width), []string{`{"sigma":0.18,`, `"side":16}`}; !slices.Equal(got, want) {
		t.Errorf("a long word is broken into %q, want %q", got, want)
	}
}

func TestFirstFit(t *testing.T) {
	c := NewCanvas(10, 10, &Dark, 1)
	f := Font{Size: 11}
	texts := []string{"still 106, untrained 94", "106 still"}
	for _, want := range texts {
		if got := c.FirstFit(f, c.TextWidth(f, want), texts...); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := c.FirstFit(f, 30, texts...); !strings.HasSuffix(got, "…") || c.TextWidth(f, got) > 30 {
		t.Errorf("got %q in 30 pixels", got)
	}
}

// TestDegrees: what prints alike is alike, and nothing prints as 60.
func TestDegrees(t *testing.T) {
	for degrees, want := range map[float64]string{0: "0°", 59.4: "59°", 59.9: "0°", 60: "0°", 29.5: "30°", -0.1: "0°", -1: "59°", 121: "1°"} {
		if got := Degrees(degrees * math.Pi / 180); got != want {
			t.Errorf("%v degrees print as %s, want %s", degrees, got, want)
		}
	}
}
