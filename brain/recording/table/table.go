// Package table reads text files of rows as programs write them: it finds out
// encoding, ends of lines, separator and decimal mark, and where the rows of
// numbers begin. It knows nothing of what columns mean.
package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
)

// LongestLine is the number of bytes that a line may have.
const LongestLine = 1 << 20

// What is looked at to find out how a file is written.
const (
	sampleBytes = 1 << 19
	sampleLines = 2000
)

// Table is a text file whose rows of values are about to be read.
type Table struct {
	Dialect
	Head    [][]string // rows before the first of values, without comments
	Lines   []int      // of Head, from 1 on
	Comment []string   // fields of the comment directly above the values; nil if there is none
	Width   int        // fields of a row
	Sample  [][]string // first rows of values
	First   int        // line of the first of them; 0 if there is none

	file   io.ReaderAt
	size   int64
	lines  *lines
	fields [][]byte
	line   int // of the row that was read last
}

// row is one of the sample.
type row struct {
	line   int
	fields []string
	above  []byte // comment directly above it
}

// Open finds out how the file of size bytes is written. It is an error of binary
// files, and of one line without end; a file without values has no Sample.
func Open(r io.ReaderAt, size int64) (*Table, error) {
	e, err := encodingOf(r, size)
	if err != nil {
		return nil, err
	}
	t := &Table{Dialect: Dialect{Encoding: e.name}, file: r, size: size}
	sampled := newLines(e.open(r, size))
	var texts [][]byte
	var rows []row
	var comment []byte
	read := 0
	for read < sampleBytes && len(texts) < sampleLines {
		text, err := sampled.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		read += len(text) + 1
		switch text = trim(text); {
		case isComment(text):
			comment = bytes.Clone(text)
		case len(text) > 0:
			texts = append(texts, bytes.Clone(text))
			rows = append(rows, row{line: sampled.count, above: comment})
			comment = nil
		}
	}
	t.Separator = separatorOf(texts)
	for i, text := range texts {
		for _, f := range t.split(nil, text) {
			rows[i].fields = append(rows[i].fields, string(f))
		}
		t.Commas = t.Commas || bytes.IndexByte(text, ',') >= 0 && t.decimal(rows[i].fields)
	}
	t.divide(rows)
	t.lines = newLines(e.open(r, size))
	return t, nil
}

// divide finds the first row of values: one as wide as most, in which every
// column that holds values further on holds one, or nothing.
func (t *Table) divide(rows []row) {
	widths := map[int]int{}
	for _, r := range rows {
		widths[len(r.fields)]++
	}
	for w, n := range widths {
		if most := widths[t.Width]; n > most || n == most && w > t.Width {
			t.Width = w
		}
	}
	wide := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return len(r.fields) != t.Width })
	values, texts := make([]int, t.Width), make([]int, t.Width)
	for _, r := range wide[len(wide)/2:] {
		for i, f := range r.fields {
			switch t.kindOf(f) {
			case isValue:
				values[i]++
			case isText:
				texts[i]++
			}
		}
	}
	begins := func(r row) bool {
		if len(r.fields) != t.Width {
			return false
		}
		some := false
		for i, f := range r.fields {
			if values[i] == 0 || values[i] < texts[i] {
				continue
			}
			k := t.kindOf(f)
			if k == isText {
				return false
			}
			some = some || k == isValue
		}
		return some
	}
	first := slices.IndexFunc(rows, begins)
	if first < 0 {
		first = len(rows)
	} else {
		t.First = rows[first].line
		if c := rows[first].above; c != nil {
			t.Comment = t.headerIn(c)
		}
	}
	for _, r := range rows[:first] {
		t.Head, t.Lines = append(t.Head, r.fields), append(t.Lines, r.line)
	}
	for _, r := range rows[first:] {
		if len(r.fields) == t.Width {
			t.Sample = append(t.Sample, r.fields)
		}
	}
}

// headerIn are the fields of a comment, if it has as many as a row, by the
// separator or by another, perhaps after a word and a colon.
func (t *Table) headerIn(comment []byte) []string {
	text := bytes.TrimSpace(bytes.TrimLeft(comment, "#%/"))
	_, named, _ := bytes.Cut(text, []byte(":"))
	for _, text := range [][]byte{text, trim(named)} {
		for _, sep := range append([]byte{t.Separator}, separators...) {
			fields := Dialect{Separator: sep}.split(nil, text)
			if len(text) == 0 || len(fields) != t.Width {
				continue
			}
			var out []string
			for _, f := range fields {
				out = append(out, string(f))
			}
			return out
		}
	}
	return nil
}

// Next returns the fields of the next row of values, which stay valid until the
// next call; io.EOF is that there is none.
func (t *Table) Next() ([][]byte, error) {
	for {
		text, err := t.lines.next()
		if err != nil {
			return nil, err
		}
		t.line = t.lines.count
		text = trim(text)
		if t.line < t.First || len(text) == 0 || isComment(text) {
			continue
		}
		t.fields = t.split(t.fields[:0], text)
		if n := len(t.fields); n == t.Width+1 && len(t.fields[n-1]) == 0 {
			t.fields = t.fields[:t.Width]
		}
		if len(t.fields) != t.Width {
			return nil, fmt.Errorf("line %d: it has %d fields, the first row has %d; all must have as many", t.line, len(t.fields), t.Width)
		}
		return t.fields, nil
	}
}

// Line is that of the row that Next returned.
func (t *Table) Line() int { return t.line }

// Most is at least the number of rows, by the ends of lines and the size of the
// file; it reads all of it.
func (t *Table) Most() int {
	var buf [1 << 16]byte
	ends := [2]int{}
	for at := int64(0); at < t.size; {
		n, err := t.file.ReadAt(buf[:], at)
		ends[0] += bytes.Count(buf[:n], []byte{'\n'})
		ends[1] += bytes.Count(buf[:n], []byte{'\r'})
		if at += int64(n); err != nil || n == 0 {
			break
		}
	}
	return min(max(ends[0], ends[1])+1, int(t.size)/t.Width+1)
}

// trim takes blanks off a line, but no tabs that separate fields; a line of
// blanks is empty.
func trim(line []byte) []byte {
	line = bytes.Trim(line, " \r\f\v\x1a")
	if len(bytes.Trim(line, "\t ")) == 0 {
		return nil
	}
	return line
}

// isComment tells whether a line, without blanks around it, is one.
func isComment(line []byte) bool {
	switch {
	case len(line) == 0:
		return false
	case line[0] == '%', bytes.HasPrefix(line, []byte("//")):
		return true
	}
	return line[0] == '#' && !unknown(firstWord(line))
}

func firstWord(line []byte) []byte {
	if i := bytes.IndexAny(line, ",;\t "); i >= 0 {
		return line[:i]
	}
	return line
}

// lines reads lines that end with \n, \r or \r\n.
type lines struct {
	in    *bufio.Reader
	count int
	long  []byte // a line that lies across the buffer
	after bool   // the line before ended with \r
}

func newLines(in io.Reader) *lines { return &lines{in: bufio.NewReaderSize(in, 1<<16)} }

// next returns a line without its end; it is valid until the next call.
func (l *lines) next() ([]byte, error) {
	l.long = l.long[:0]
	for {
		buf, err := l.in.Peek(1)
		if len(buf) == 0 {
			if err != io.EOF {
				return nil, fmt.Errorf("could not read line %d: %w", l.count+1, err)
			}
			if len(l.long) > 0 {
				l.count++
				return l.long, nil
			}
			return nil, io.EOF
		}
		if l.after {
			l.after = false
			if buf[0] == '\n' {
				_, _ = l.in.Discard(1)
				continue
			}
		}
		buf, _ = l.in.Peek(l.in.Buffered())
		end := indexEnd(buf)
		if end < 0 {
			if len(l.long)+len(buf) > LongestLine {
				return nil, fmt.Errorf("line %d is longer than %d bytes; it must be values, separated by commas, semicolons, tabs or spaces", l.count+1, LongestLine)
			}
			l.long = append(l.long, buf...)
			_, _ = l.in.Discard(len(buf))
			continue
		}
		l.count++
		l.after = buf[end] == '\r'
		line := buf[:end]
		if len(l.long) > 0 {
			l.long = append(l.long, line...)
			line = l.long
		}
		_, _ = l.in.Discard(end + 1) // what was peeked stays until the next read
		return line, nil
	}
}

// indexEnd is where the first line ends.
func indexEnd(b []byte) int {
	end := bytes.IndexByte(b, '\n')
	if end < 0 {
		return bytes.IndexByte(b, '\r')
	}
	if old := bytes.IndexByte(b[:end], '\r'); old >= 0 {
		return old
	}
	return end
}

// ErrBinary is that of what is no text.
var ErrBinary = errors.New("it is no text: it holds bytes that no letter has")
