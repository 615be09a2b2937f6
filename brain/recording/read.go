package recording

import (
	"fmt"
	"io"
)

// Options say how a file is to be understood where it does not say so itself.
// What a header names comes before them.
type Options struct {
	// Time, Length and Angle are the scales to s, m and rad: the seconds of one
	// unit of the file, and so on. 0 is that nobody said: SI, and refused where
	// that cannot be.
	Time, Length, Angle float64

	// Part is which candidate is read, where a file has several: a body part, a
	// spatial series. "" is the first.
	Part string

	// Likelihood is that below which a position of a tracker that gives one is
	// not known, 0 to 1; 0 is DefaultLikelihood.
	Likelihood float64

	// Down says that y grows downwards in the file. It is turned, and headings
	// with it.
	Down bool

	// Columns name what the header words do not tell: t, x, y, hd, unit and rate,
	// each with the name of its column or its number from 1 on, as "t=clock,x=2".
	Columns string

	// Want is what is looked for, where rows of numbers alone could be several
	// things; Unknown is whatever they are most likely.
	Want Kind
}

// DefaultLikelihood is the pcutoff of DeepLabCut's config.yaml.
const DefaultLikelihood = 0.6

// File is what was read.
type File struct {
	Understood
	Track  *Track // nil if it has none
	Spikes *Spikes
	Rates  *Rates
}

// Understood is what a reader made of a file, for people.
type Understood struct {
	Format  string   // such as "CSV, semicolons, decimal commas, UTF-16"
	Columns []Column // that were read, in the file's order
	Choices []Choice // what could have been read instead
	Notes   []string // sentences: what was left out, and why
}

// Column is one that was read.
type Column struct {
	Name string // in the file
	Is   string // t, x, y, hd, unit or rate
	Unit string // "" if it has none
	By   string // who says so: "header", "flag" or "assumed"
}

// Choice is one of several things that a file offers.
type Choice struct {
	What   string   // such as "body part"
	Flag   string   // that chooses, such as "-part"
	Values []string // that can be chosen
	Chosen string
}

func (u *Understood) note(format string, values ...any) {
	u.Notes = append(u.Notes, fmt.Sprintf(format, values...))
}

// Read reads a file of size bytes and any kind that the package knows. Its error
// is a sentence that names the file.
func Read(name string, r io.ReaderAt, size int64, o Options) (*File, error) {
	f, err := read(name, r, size, o)
	if err != nil {
		return nil, fmt.Errorf("could not read %s: %w", name, err)
	}
	return f, nil
}
