package maze

import (
	"bytes"
	"errors"
	"testing"

	"gridrat/world/presets"
)

// FuzzDecode: any file is read or refused with its place; what is read passes
// Check and is written and read as the same.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(room))
	for _, data := range presets.All() {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode(data)
		if err != nil {
			var field *FieldError
			if !errors.As(err, &field) || field.What == "" || field.Line == 0 && len(data) <= MaxFile {
				t.Fatalf("an error without a place: %#v", err)
			}
			return
		}
		written, err := Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Decode(written)
		if err != nil || !again.Equal(m) {
			t.Fatalf("%v: %+v was read as %+v", err, m, again)
		}
		if twice, err := Encode(again); err != nil || !bytes.Equal(written, twice) {
			t.Fatalf("%v: written\n%sthen\n%s", err, written, twice)
		}
	})
}
