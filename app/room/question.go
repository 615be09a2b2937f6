package room

// Question asks the user for a line of text, in a dialog over the window. One
// is open at a time.
type Question struct {
	Title string
	Verb  string // on the button that agrees
	Hint  string // "" is the usual one for paths
	Text  string // to begin from
	Empty string // shown while there is no text

	Path bool // the text is the path of a file, which the system's own dialog can choose
	Save bool // the file is to be written
	Maps bool // it is a map

	Low bool // at the bottom of the window, below the page that is open
}
