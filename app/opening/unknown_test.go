package opening

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A file that is nothing the window opens is told in a sentence that says what it
// seems to be and what can be opened, not that it is no network.
func TestUnknown(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "it is empty",
		"\x93NUMPY\x01\x00v":                 "it is a single array (.npy)",
		"Dear reader,\nthis is":              `it is text that begins with "Dear reader,"`,
		"\uFEFFü" + strings.Repeat("é", 300): `it is text that begins with "`,
		"\x00\x01\x02\xff":                   "it begins with the bytes 00 01 02 ff, which are of no kind that is known",
		"abc\xff\xfe\x01\x02\x03\x04\x05":    "it begins with the bytes 61 62 63 ff fe 01 02 03,",
	} {
		w := newWindow(t)
		w.room.Drop(fstest.MapFS{"thing.bin": {Data: []byte(text)}})
		w.await()
		got := strings.Join(w.log, ", ")
		if !strings.HasPrefix(got, "redraw, clear, failure: Could not open thing.bin: "+want) || !strings.HasSuffix(got, opens) || strings.Contains(got, "checkpoint") || len(got) > 500 {
			t.Errorf("%q: %s; want %s", text, got, want)
		}
	}
}
