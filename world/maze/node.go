package maze

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// node is a value of a JSON file with its place. Its value is a string, bool,
// json.Number or nil, or nothing for an object and a list.
type node struct {
	at     int    // offset of its first byte
	name   string // of the member of an object
	delim  json.Delim
	value  any
	inside []node
}

// kind names what n is, for sentences.
func (n node) kind() string {
	switch n.value.(type) {
	case string:
		return "a text"
	case bool:
		return "true or false"
	case json.Number:
		return "a number"
	}
	switch n.delim {
	case '{':
		return "an object {...}"
	case '[':
		return "a list [...]"
	}
	return "null"
}

// MaxFile is the largest size of a file that is read, in bytes.
const MaxFile = 1 << 20

// parser reads JSON tokens and knows where they are.
type parser struct {
	data []byte
	dec  *json.Decoder
}

// parse reads one JSON value that is the whole of data.
func parse(data []byte) (node, error) {
	if len(data) > MaxFile {
		return node{}, wrong("", "the file has %d bytes; a map has at most %d", len(data), MaxFile)
	}
	p := parser{data, json.NewDecoder(bytes.NewReader(data))}
	p.dec.UseNumber()
	if !utf8.Valid(data) {
		at := 0
		for r, size := utf8.DecodeRune(data); r != utf8.RuneError || size > 1; r, size = utf8.DecodeRune(data[at:]) {
			at += size
		}
		return node{}, p.wrong(at, "", "the file is not a text in UTF-8")
	}
	top, err := p.node(0)
	if err != nil {
		return node{}, err
	}
	end := int(p.dec.InputOffset())
	if rest := bytes.TrimLeft(data[end:], " \t\r\n"); len(rest) > 0 {
		return node{}, p.wrong(len(data)-len(rest), "", "the map has ended, but more follows")
	}
	return top, nil
}

// next is the offset of the next token.
func (p *parser) next() int {
	at := int(p.dec.InputOffset())
	for at < len(p.data) && bytes.IndexByte([]byte(" \t\r\n,:"), p.data[at]) >= 0 {
		at++
	}
	return at
}

func (p *parser) token() (json.Token, error) {
	t, err := p.dec.Token()
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return t, nil
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return nil, p.wrong(len(p.data), "", "the file ends before the map does; a bracket or brace is not closed")
	case errors.As(err, &syntax):
		at := int(syntax.Offset) // of the wrong byte between tokens, but after it within one
		if int64(at) > p.dec.InputOffset() {
			at--
		}
		return nil, p.wrong(at, "", "this is not JSON: %v", err)
	}
	return nil, p.wrong(p.next(), "", "this is not JSON: %v", err)
}

func (p *parser) node(depth int) (node, error) {
	const deepest = 8
	n := node{at: p.next()}
	t, err := p.token()
	if err != nil {
		return n, err
	}
	open, ok := t.(json.Delim)
	if !ok {
		n.value = t
		return n, nil
	}
	if n.delim = open; depth == deepest {
		return n, p.wrong(n.at, "", "the file is nested more than %d deep; a map is not", deepest)
	}
	for p.dec.More() {
		name, at := "", p.next()
		if open == '{' {
			t, err := p.token()
			if err != nil {
				return n, err
			}
			name = t.(string)
			for _, m := range n.inside {
				if m.name == name {
					return n, p.wrong(at, "", "the field %q is here twice", name)
				}
			}
		}
		inside, err := p.node(depth + 1)
		if err != nil {
			return n, err
		}
		inside.name = name
		n.inside = append(n.inside, inside)
	}
	_, err = p.token() // the closing bracket
	return n, err
}

// wrong is a FieldError at an offset.
func (p *parser) wrong(at int, path, format string, args ...any) error {
	line, column := place(p.data, at)
	return &FieldError{Path: path, Line: line, Column: column, What: fmt.Sprintf(format, args...)}
}

// place turns an offset into a line and a column, from 1; columns count
// letters.
func place(data []byte, at int) (line, column int) {
	before := data[:min(at, len(data))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return 1 + bytes.Count(before, []byte("\n")), 1 + utf8.RuneCount(before[start:])
}
