package recorded

import (
	"strings"

	"gridrat/app/files"
	"gridrat/brain/recording"
)

// source is a file with what the user has said of it. Its bytes are kept as long
// as it is open, so that it can be read again with other words.
type source struct {
	files.File
	said
	want recording.Kind // what it is read for; Unknown is whatever it is
}

// understood is what was made of a source.
type understood struct {
	source
	recording.Understood
}

// doubtful tells whether people should look at what was made of a file: something
// was assumed, left out, or could have been read instead.
func (u understood) doubtful() bool {
	if len(u.Notes) > 0 || len(u.Choices) > 0 {
		return true
	}
	for _, c := range u.Columns {
		if c.By == "assumed" && c.Unit != "" {
			return true
		}
	}
	return false
}

// trial is a file that is being read in another way than before, or was refused.
type trial struct {
	source
	box     box         // of a trajectory
	with    *trial      // the cells that were opened with a trajectory
	pair    bool        // cells that belong to one trajectory alone
	busy    bool        // it waits or is being read
	read    *understood // what was made of it; nil before, and where nothing was
	refused string      // the sentence; "" while it is not known
}

// controls are the words of sentences that a control of the page can settle.
var controls = []string{"-time", "-length", "-angle", "-part", "-columns", "-y-down", "-likelihood", "-box", "-origin", "-round", "the units of "}

// mendable tells whether what a sentence complains of can be mended on the page.
func mendable(sentence string) bool {
	for _, c := range controls {
		if strings.Contains(sentence, c) {
			return true
		}
	}
	return false
}
