package npz

import (
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Strings returns the array of text of that name in C order, with its shape:
// numpy's U and S types, of at most 1 MiB in all.
func (r *Reader) Strings(name string) (values []string, shape []int, err error) {
	err = r.open(name, func(f io.Reader) error {
		h, err := readHeader(f)
		if err != nil {
			return err
		}
		size, err := h.size()
		if err != nil {
			return err
		}
		if len(h.kind) < 3 || h.kind[1] != 'U' && h.kind[1] != 'S' {
			return fmt.Errorf("its values are of type %q; they must be text", h.kind)
		}
		const most = 1 << 20
		length, err := strconv.Atoi(h.kind[2:])
		if err != nil || length < 0 || length > most || size*(length+1) > most {
			return fmt.Errorf("its values are of type %q, %d of them; they must be text of at most %d letters in all", h.kind, size, most)
		}
		shape = h.shape
		width := length
		if h.kind[1] == 'U' {
			width *= 4
		}
		buf := make([]byte, width)
		for range size {
			if _, err := io.ReadFull(f, buf); err != nil {
				return fmt.Errorf("it ends within its %d values", size)
			}
			values = append(values, textOf(h.kind, buf))
		}
		return ended(f)
	})
	return values, shape, err
}

// textOf is a value of a type of text, without the zeros that fill it.
func textOf(descr string, b []byte) string {
	if descr[1] == 'S' {
		return strings.ToValidUTF8(strings.TrimRight(string(b), "\x00"), "?")
	}
	var order binary.ByteOrder = binary.LittleEndian
	if descr[0] == '>' {
		order = binary.BigEndian
	}
	var out strings.Builder
	for ; len(b) >= 4; b = b[4:] {
		c := order.Uint32(b)
		if c == 0 {
			continue
		}
		if c > utf8.MaxRune {
			c = utf8.RuneError
		}
		out.WriteRune(rune(c))
	}
	return out.String()
}
