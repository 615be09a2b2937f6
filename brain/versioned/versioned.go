// Package versioned reads and writes JSON files that say which version they are
// of, so that what a later program wrote is told from what is damaged. It knows
// nothing of the project.
package versioned

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Read reads a JSON file of a version into v, a pointer to a struct with the
// member "version". Unknown members and what follows the closing brace are
// errors; no says what data that cannot be read are not. Of a file of another
// version the error says that, whatever else is in it.
func Read(data []byte, version int, v any, no string) error {
	var head struct {
		Version int `json:"version"`
	}
	other := json.NewDecoder(bytes.NewReader(data)).Decode(&head) == nil && head.Version != version
	if !other || head.Version == 0 { // 0 is none, or what else is wrong is to be said first
		switch err := Strict(data, v); {
		case errors.Is(err, errMore):
			return err
		case err != nil:
			return fmt.Errorf("%s: %w", no, err)
		}
	}
	if other {
		return fmt.Errorf("version is %d; this program reads %d", head.Version, version)
	}
	return nil
}

// ReadFormat reads a JSON file of a format and a version into v, a pointer to a
// struct with the members "format" and "version". Unknown members and what
// follows the closing brace are errors. An error says in a sentence why the
// file is none of these; the format is compared first, then the version.
func ReadFormat(data []byte, format string, version int, v any) error {
	head, err := ReadHead(data)
	if err != nil {
		return fmt.Errorf("it is damaged: %w", err)
	}
	if head.Format != format {
		return fmt.Errorf("its format is %q; it must be %q", head.Format, format)
	}
	if head.Version != version {
		return fmt.Errorf("its version is %d; this program reads version %d", head.Version, version)
	}
	if err := Strict(data, v); err != nil {
		return fmt.Errorf("it is damaged: %w", err)
	}
	return nil
}

// Head is what a JSON file says that it is.
type Head struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
}

// ReadHead reads what a JSON file says that it is, whatever else is in it. What
// is no JSON, or has something behind the closing brace, is an error.
func ReadHead(data []byte) (h Head, err error) {
	err = json.Unmarshal(data, &h)
	return h, err
}

var errMore = errors.New("something follows the closing brace")

// Strict reads JSON into v, a pointer. Unknown members are errors, and so is
// what follows.
func Strict(data []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errMore
	}
	return nil
}

// Encode returns v as the text of a JSON file, for people to read too.
func Encode(v any) ([]byte, error) {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(data, '\n'), nil
}
