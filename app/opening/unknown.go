package opening

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// opens is what the window opens.
const opens = "A network or an agent (.npz), a folder of published weights, a map (.json, or a text maze .txt), a trajectory and recorded cells (CSV, text, npz, NWB, MATLAB) can be opened."

// isArchive tells whether a file is a zip archive of arrays, which a network is:
// what is wrong with such a one the learner says.
func isArchive(data []byte) bool { return bytes.HasPrefix(data, []byte("PK")) }

// isUnknown says that a file is nothing that can be opened, and what it seems to
// be.
func (r *Room) isUnknown(name string, data []byte) {
	r.Tell(true, fmt.Sprintf("Could not open %s: %s. %s", name, seems(data), opens))
}

// seems says by its first bytes what a file seems to be.
func seems(data []byte) string {
	const few = 8
	switch {
	case len(data) == 0:
		return "it is empty"
	case bytes.HasPrefix(data, []byte("\x93NUMPY")):
		return "it is a single array (.npy)"
	case isText(data):
		return fmt.Sprintf("it is text that begins with %q", begin(data))
	}
	return fmt.Sprintf("it begins with the bytes % x, which are of no kind that is known", data[:min(few, len(data))])
}

// begin is the beginning of the first line of a text that is not empty.
func begin(data []byte) string {
	const most = 40
	line, _, _ := strings.Cut(strings.TrimSpace(string(data[:min(len(data), 4*most)])), "\n")
	text := []rune(strings.ToValidUTF8(strings.TrimSpace(line), ""))
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}

// isText tells whether the first bytes of a file are text in UTF-8.
func isText(data []byte) bool {
	const looked = 512
	head := data[:min(len(data), looked)]
	for len(head) > 0 {
		c, n := utf8.DecodeRune(head)
		if c == utf8.RuneError && n == 1 && len(head) >= utf8.UTFMax || !unicode.IsPrint(c) && !unicode.IsSpace(c) && c != utf8.RuneError && c != '\uFEFF' {
			return false
		}
		head = head[n:]
	}
	return true
}
