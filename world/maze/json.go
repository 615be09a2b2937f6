package maze

// MarshalJSON is Encode, for what holds a map among other things.
func (m Map) MarshalJSON() ([]byte, error) { return Encode(m) }

// UnmarshalJSON is Decode.
func (m *Map) UnmarshalJSON(data []byte) error {
	read, err := Decode(data)
	if err != nil {
		return err
	}
	*m = read
	return nil
}
