package hdf5

import (
	"fmt"
	"strings"
)

// Link is an entry of a group.
type Link struct {
	Name string
	addr uint64
	Soft string // the path it points at; "" if it is a hard link
	File string // the other file it points into; "" if it points into its own
	kind int
}

func (c *cursor) link() (Link, error) {
	if v := c.u8(); v != 1 {
		return Link{}, fmt.Errorf("it has a link of version %d; 1 is read", v)
	}
	flags := c.u8()
	var l Link
	if flags&8 != 0 {
		l.kind = int(c.u8())
	}
	if flags&4 != 0 {
		c.skip(8)
	}
	if flags&16 != 0 {
		c.skip(1)
	}
	n := c.uint(1 << (flags & 3))
	if n > uint64(c.left()) {
		return l, errShort
	}
	l.Name = string(c.take(int(n)))
	switch l.kind {
	case 0:
		l.addr = c.addr()
	case 1:
		l.Soft = string(c.take(int(c.u16())))
	case 64:
		c.skip(3)
		l.File = c.text()
		l.Soft = c.text()
	default:
		return l, fmt.Errorf("its link %q is of kind %d; hard, soft and external ones are known", l.Name, l.kind)
	}
	return l, c.err
}

// Links are the entries of a group, in the order of the file. There are as many
// as the file counts, or an error.
func (o *Object) Links() ([]Link, error) {
	links := o.links
	var err error
	switch {
	case o.table != nil:
		links, err = o.f.table(*o.table)
	case o.linkInfo != nil:
		links, err = o.f.denseLinks(*o.linkInfo)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Path, err)
	}
	return links, nil
}

func (f *File) denseLinks(d dense) ([]Link, error) {
	h, err := f.heap(d.heap)
	if err != nil {
		return nil, err
	}
	var links []Link
	err = f.records(d.index, 5, func(c *cursor) error {
		c.skip(4)
		b, err := h.get(c.take(c.left()))
		if err != nil {
			return err
		}
		l, err := (&cursor{b: b, f: f}).link()
		links = append(links, l)
		return err
	})
	if err == nil && uint64(len(links)) != h.objects {
		err = fmt.Errorf("%d of its %d links were found", len(links), h.objects)
	}
	return links, err
}

// table reads the links of a group of the older format.
func (f *File) table(s symbols) ([]Link, error) {
	c, err := f.begins(s.heap, uint64(8+2*f.len+f.off), "HEAP", 0)
	if err != nil {
		return nil, err
	}
	c.skip(3)
	n := c.length()
	c.length()
	at := c.addr()
	if c.err != nil {
		return nil, c.err
	}
	names, err := f.block(at, n)
	if err != nil {
		return nil, err
	}
	text := func(at uint64) (string, error) {
		if at >= uint64(len(names)) {
			return "", errShort
		}
		c := &cursor{b: names, at: int(at), f: f}
		return c.text(), c.err
	}
	var links []Link
	err = f.olderTree(s.tree, 0, f.len, mostDepth, func(_ *cursor, at uint64) error {
		c, err := f.begins(at, 8, "SNOD", 1)
		if err != nil {
			return err
		}
		c.skip(1)
		entries := int(c.u16())
		b, err := f.block(at+8, uint64(entries*(2*f.off+24)))
		if err != nil {
			return err
		}
		c = &cursor{b: b, f: f}
		for range entries {
			l := Link{}
			if l.Name, err = text(c.uint(f.off)); err != nil {
				return err
			}
			l.addr = c.addr()
			cached := c.u32()
			c.skip(4)
			scratch := &cursor{b: c.take(16), f: f}
			if cached == 2 {
				l.kind = 1
				if l.Soft, err = text(uint64(scratch.u32())); err != nil {
					return err
				}
			}
			links = append(links, l)
		}
		return c.err
	})
	return links, err
}

// Open follows a link of a group.
func (o *Object) Open(l Link) (*Object, error) { return o.open(l, 0) }

func (o *Object) open(l Link, depth int) (*Object, error) {
	path := strings.TrimSuffix(o.Path, "/") + "/" + l.Name
	switch {
	case l.File != "":
		return nil, fmt.Errorf("%s: it stands in another file, %.60q, which is not followed", path, l.File)
	case l.kind == 1 && depth > 8:
		return nil, fmt.Errorf("%s: its links point at each other in a circle", path)
	case l.kind == 1:
		from := o
		if strings.HasPrefix(l.Soft, "/") {
			root, err := o.f.Root()
			if err != nil {
				return nil, err
			}
			from = root
		}
		at, err := from.find(l.Soft, depth+1)
		if err == nil && at == nil {
			err = fmt.Errorf("%s: it points at %.60q, which is not there", path, l.Soft)
		}
		if err == nil {
			at.Path = path
		}
		return at, err
	}
	return o.f.object(l.addr, path)
}

// Find opens what is at a path from a group on, such as "units/spike_times"; nil
// if nothing is.
func (o *Object) Find(path string) (*Object, error) { return o.find(path, 0) }

func (o *Object) find(path string, depth int) (*Object, error) {
steps:
	for _, name := range strings.FieldsFunc(path, func(r rune) bool { return r == '/' }) {
		if name == "." {
			continue
		}
		if o.layout != nil && !o.groups {
			return nil, nil
		}
		links, err := o.Links()
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			if l.Name == name {
				if o, err = o.open(l, depth); err != nil {
					return nil, err
				}
				continue steps
			}
		}
		return nil, nil
	}
	return o, nil
}
