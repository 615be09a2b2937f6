package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// readVersioned reads a JSON file of a version into v, a pointer to a struct
// with the member "version". Unknown members and what follows the closing brace
// are errors; no says what data that cannot be read are not. Of a file of
// another version the error says that, whatever else is in it.
func readVersioned(data []byte, version int, v any, no string) error {
	var head struct {
		Version int `json:"version"`
	}
	other := json.NewDecoder(bytes.NewReader(data)).Decode(&head) == nil && head.Version != version
	if !other || head.Version == 0 { // 0 is none, or what else is wrong is to be said first
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.DisallowUnknownFields()
		if err := dec.Decode(v); err != nil {
			return fmt.Errorf("%s: %w", no, err)
		}
		if _, err := dec.Token(); !errors.Is(err, io.EOF) {
			return errors.New("something follows the closing brace")
		}
	}
	if other {
		return fmt.Errorf("version is %d; this program reads %d", head.Version, version)
	}
	return nil
}
