package recording

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"gridrat/brain/recording/table"
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
	// not known, 0 to 1; 0 is DefaultLikelihood, or that of the program, if it is
	// known.
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

// DefaultLikelihood is the pcutoff of DeepLabCut's config.yaml, and
// sleapLikelihood the peak threshold of sleap-track.
const (
	DefaultLikelihood = 0.6
	sleapLikelihood   = 0.2
)

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

// Lines say what was understood of a file of a name, for a terminal or a page.
func (u Understood) Lines(name string) []string {
	var columns []string
	for _, c := range u.Columns {
		text := fmt.Sprintf("%s is %q", c.Is, c.Name)
		switch {
		case c.Unit != "" && c.By != "":
			text += fmt.Sprintf(" in %s (%s)", c.Unit, c.By)
		case c.Unit != "":
			text += " in " + c.Unit
		}
		columns = append(columns, text)
	}
	line := fmt.Sprintf("%s: %s", name, u.Format)
	if columns != nil {
		line += "; " + strings.Join(columns, ", ")
	}
	lines := []string{line}
	for _, c := range u.Choices {
		lines = append(lines, fmt.Sprintf("%s: of its %d choices of %s, %q was read; %s chooses: %s", name, len(c.Values), c.What, c.Chosen, c.Flag, shortList(c.Values)))
	}
	for _, n := range u.Notes {
		lines = append(lines, name+": "+n)
	}
	return lines
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
	f, err := read(filepath.Ext(name), r, size, o)
	if err != nil {
		return nil, fmt.Errorf("could not read %s: %w", name, err)
	}
	return f, nil
}

// read tells by the first bytes what a file is; the extension of its name says
// what it was meant to be.
func read(extension string, r io.ReaderAt, size int64, o Options) (*File, error) {
	if size == 0 {
		return nil, fmt.Errorf("it is empty: it has no rows; each must be %s", o.Want.form())
	}
	start := make([]byte, min(size, 512))
	if _, err := r.ReadAt(start, 0); err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")) || bytes.HasPrefix(start, []byte("PK\x05\x06")):
		z, err := zip.NewReader(r, size)
		if err != nil {
			return nil, fmt.Errorf("it is a broken zip archive (npz, xlsx); copy or save it again: %w", err)
		}
		if what := foreignArchive(z); what != "" {
			return nil, fmt.Errorf("it is %s", what)
		}
		return readArchive(r, size, o)
	case bytes.HasPrefix(start, []byte("\x93NUMPY")):
		return readArray(r, size, o)
	}
	if offer, err := containerOf(extension, start, r, size); err != nil {
		return nil, err
	} else if offer != nil {
		return readContainer(offer, o)
	}
	if what := Foreign(start); what != "" {
		return nil, fmt.Errorf("it is %s", what)
	}
	switch strings.ToLower(extension) {
	case ".npz":
		return nil, errors.New("it is no npz file, which is a zip archive of arrays; save it again with numpy.savez")
	case ".npy":
		return nil, errors.New("it is no npy file; save it again with numpy.save")
	}
	f, err := readText(r, size, o)
	if errors.Is(err, table.ErrBinary) {
		return nil, fmt.Errorf("it is of no kind that is known: it must be a table of text (CSV), npz or npy, but it begins with %s", quoted(strings.ToValidUTF8(string(start[:min(16, len(start))]), "?")))
	}
	return f, err
}
