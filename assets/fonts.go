// Package assets has the files that travel inside the program: fonts, mazes and
// trained networks. Where each comes from is written beside it.
package assets

import _ "embed"

// Fonts, as TrueType files. Their figures all have the same width.
var (
	//go:embed fonts/Roboto-Regular.ttf
	FontRegular []byte
	//go:embed fonts/Roboto-Medium.ttf
	FontMedium []byte
)
