package agent

import (
	"bytes"

	"gridrat/brain/npz"
	"gridrat/brain/versioned"
)

// FileKind tells whether a file is that of an agent, and whether a trainer can go on
// from it. Neither says that it is not damaged.
func FileKind(data []byte) (is, learns bool) {
	z, err := npz.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || !z.HasText(aboutName) {
		return false, false
	}
	text, err := z.Text(aboutName, textLimit)
	if err != nil {
		return true, false
	}
	var a about
	return true, versioned.ReadFormat(text, aboutFormat, aboutVersion, &a) == nil && a.Learning
}
