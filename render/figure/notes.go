package figure

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"strings"
)

// Note is a text about a figure that its file carries, such as the seed or the
// formula of what it shows.
type Note struct{ Name, Text string }

// EncodePNG returns an image as a PNG file that carries notes as text chunks:
// tEXt, or iTXt for what is not ASCII (PNG specification, 11.3.3). Names have
// 1 to 79 ASCII characters; it panics otherwise.
func EncodePNG(img image.Image, about []Note) ([]byte, error) {
	var plain bytes.Buffer
	if err := png.Encode(&plain, img); err != nil {
		return nil, fmt.Errorf("could not encode a picture: %w", err)
	}
	// The signature and the header, of fixed lengths, come first.
	const head = 8 + 4 + 4 + 13 + 4
	out := bytes.NewBuffer(append([]byte(nil), plain.Bytes()[:head]...))
	for _, n := range about {
		if len(n.Name) < 1 || len(n.Name) > 79 || !ascii(n.Name) {
			panic("figure: a note cannot be called " + n.Name)
		}
		text := strings.ReplaceAll(n.Text, "\x00", " ")
		if ascii(text) {
			chunk(out, "tEXt", n.Name+"\x00"+text)
		} else {
			chunk(out, "iTXt", n.Name+"\x00\x00\x00\x00\x00"+strings.ToValidUTF8(text, "?"))
		}
	}
	out.Write(plain.Bytes()[head:])
	return out.Bytes(), nil
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// chunk writes one chunk of a PNG file.
func chunk(out *bytes.Buffer, kind, data string) {
	var number [4]byte
	binary.BigEndian.PutUint32(number[:], uint32(len(data)))
	out.Write(number[:])
	out.WriteString(kind + data)
	binary.BigEndian.PutUint32(number[:], crc32.ChecksumIEEE([]byte(kind+data)))
	out.Write(number[:])
}
