package versioned

import (
	"strings"
	"testing"
)

// A file of a later version is told from a damaged one, also where it has
// members that this program does not know.
func TestRead(t *testing.T) {
	for data, want := range map[string]string{
		`{"version":2,"rats":3}`:             "",
		`{"version":3,"rats":3,"cats":1}`:    "version is 3; this program reads 2",
		`{"version":2,"rats":3,"cats":1}`:    `it is no census: json: unknown field "cats"`,
		`{"version":2,"rats":"three"}`:       "it is no census: json: cannot unmarshal",
		`{"rats":3}`:                         "version is 0; this program reads 2",
		`{"rats":3,"cats":1}`:                `it is no census: json: unknown field "cats"`,
		`{"version":2,"rats":3}{"rats":4}`:   "something follows the closing brace",
		`{"version":"new","rats":3}`:         "it is no census",
		`three rats`:                         "it is no census",
		`{"version":3,"rats":3`:              "it is no census",
		"{\"version\":2,\"rats\":3}\n\t\r\n": "",
	} {
		var v struct {
			Version int `json:"version"`
			Rats    int `json:"rats"`
		}
		err := Read([]byte(data), 2, &v, "it is no census")
		switch {
		case want == "" && (err != nil || v.Rats != 3):
			t.Errorf("%s: got %+v, %v", data, v, err)
		case want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)):
			t.Errorf("%s: got %v, want %s", data, err, want)
		}
	}
}

// Of a file that says its format, that is compared first.
func TestReadFormat(t *testing.T) {
	for data, want := range map[string]string{
		`{"format":"census","version":2,"rats":3}`:          "",
		`{"format":"harvest","version":3,"cats":1}`:         `its format is "harvest"; it must be "census"`,
		`{"format":"census","version":3,"cats":1}`:          "its version is 3; this program reads version 2",
		`{"format":"census","version":2,"rats":3,"cats":1}`: `it is damaged: json: unknown field "cats"`,
		`{"format":"census","version":2,"rats":3}{}`:        "it is damaged: ",
		`{"format":"census","version":2,"rats":3`:           "it is damaged: ",
		`{}`: `its format is ""; it must be "census"`,
	} {
		var v struct {
			Format  string `json:"format"`
			Version int    `json:"version"`
			Rats    int    `json:"rats"`
		}
		err := ReadFormat([]byte(data), "census", 2, &v)
		switch {
		case want == "" && (err != nil || v.Rats != 3):
			t.Errorf("%s: got %+v, %v", data, v, err)
		case want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)):
			t.Errorf("%s: got %v, want %s", data, err, want)
		}
	}
}
