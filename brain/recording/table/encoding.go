package table

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const utf8Name = "UTF-8"

// encoding is how letters are written.
type encoding struct {
	name    string
	skip    int64                        // bytes of a byte-order mark
	decoder func() transform.Transformer // nil of UTF-8
}

// encodingOf finds it by the byte-order mark, by zero bytes, or by bytes that
// UTF-8 has not.
func encodingOf(r io.ReaderAt, size int64) (encoding, error) {
	start := make([]byte, min(size, 1<<16))
	n, err := r.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return encoding{}, err
	}
	start = start[:n]
	wide := func(end unicode.Endianness, skip int64) encoding {
		return encoding{"UTF-16", skip, func() transform.Transformer { return unicode.UTF16(end, unicode.IgnoreBOM).NewDecoder() }}
	}
	switch {
	case bytes.HasPrefix(start, []byte("\xef\xbb\xbf")):
		return encoding{name: utf8Name, skip: 3}, nil
	case bytes.HasPrefix(start, []byte("\xff\xfe")):
		return wide(unicode.LittleEndian, 2), nil
	case bytes.HasPrefix(start, []byte("\xfe\xff")):
		return wide(unicode.BigEndian, 2), nil
	}
	if zeros := bytes.Count(start, []byte{0}); zeros > 0 {
		var at [2]int // zeros at even and at odd places
		for i, c := range start {
			if c == 0 {
				at[i%2]++
			}
		}
		switch half := len(start) / 2; {
		case at[0] == 0 && at[1] > half*9/10:
			return wide(unicode.LittleEndian, 0), nil
		case at[1] == 0 && at[0] > half*9/10:
			return wide(unicode.BigEndian, 0), nil
		}
		return encoding{}, ErrBinary
	}
	whole := start
	for i := 0; i < utf8.UTFMax && int64(n) < size && len(whole) > 0; i++ { // it may end within a letter
		if utf8.Valid(whole) {
			break
		}
		whole = whole[:len(whole)-1]
	}
	if utf8.Valid(whole) {
		return encoding{name: utf8Name}, nil
	}
	odd := 0
	for _, c := range start {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			odd++
		}
	}
	if odd > 0 {
		return encoding{}, ErrBinary
	}
	return encoding{"Windows-1252", 0, func() transform.Transformer { return charmap.Windows1252.NewDecoder() }}, nil
}

// open reads the file as UTF-8.
func (e encoding) open(r io.ReaderAt, size int64) io.Reader {
	raw := io.NewSectionReader(r, e.skip, size-e.skip)
	if e.decoder == nil {
		return raw
	}
	return transform.NewReader(raw, e.decoder())
}
