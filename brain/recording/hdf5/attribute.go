package hdf5

import (
	"errors"
	"fmt"
)

// attribute is a value with a name that belongs to an object.
type attribute struct {
	name  string
	typ   *Type
	space *space
	raw   []byte
	err   error // why its value is not read
}

// attribute reads a message. What is not known of its type or extent is an error
// only for who asks for its value.
func (c *cursor) attribute() (attribute, error) {
	var a attribute
	version, flags := c.u8(), c.u8()
	if version < 1 || version > 3 {
		return a, fmt.Errorf("it has an attribute of version %d; 1 to 3 are read", version)
	}
	if version == 1 {
		flags = 0
	}
	name, typ, extent := int(c.u16()), int(c.u16()), int(c.u16())
	if version == 3 {
		c.skip(1)
	}
	part := func(n int) *cursor {
		b := c.take(n)
		if version == 1 {
			c.skip(-n & 7)
		}
		return &cursor{b: b, f: c.f}
	}
	a.name = trim(part(name).b)
	t, s := part(typ), part(extent)
	if c.err != nil {
		return a, c.err
	}
	a.raw = c.b[c.at:]
	if flags&1 != 0 {
		if t, a.err = c.f.shared(typeMessage, t); a.err != nil {
			return a, nil
		}
	}
	if flags&2 != 0 {
		if s, a.err = c.f.shared(spaceMessage, s); a.err != nil {
			return a, nil
		}
	}
	if a.typ, a.err = t.typ(0); a.err == nil {
		a.space, a.err = s.space()
	}
	return a, nil
}

// all are the attributes of an object, as many as the file counts.
func (o *Object) all() ([]attribute, error) {
	if o.attrInfo == nil {
		return o.attributes, nil
	}
	h, err := o.f.heap(o.attrInfo.heap)
	if err != nil {
		return nil, err
	}
	var out []attribute
	err = o.f.records(o.attrInfo.index, 8, func(c *cursor) error {
		id := c.take(8)
		if flags := c.u8(); flags&2 != 0 {
			return errors.New("it shares attributes in a heap of their own, which is not read")
		}
		b, err := h.get(id)
		if err != nil {
			return err
		}
		a, err := (&cursor{b: b, f: o.f}).attribute()
		out = append(out, a)
		return err
	})
	if err == nil && uint64(len(out)) != h.objects {
		err = fmt.Errorf("%d of its %d attributes were found", len(out), h.objects)
	}
	return append(o.attributes, out...), err
}

// Attributes are the names of an object's attributes.
func (o *Object) Attributes() ([]string, error) {
	all, err := o.all()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Path, err)
	}
	var names []string
	for _, a := range all {
		names = append(names, a.name)
	}
	return names, nil
}

// Attribute is the value of an attribute; nil if there is none of the name.
func (o *Object) Attribute(name string) (*Data, error) {
	all, err := o.all()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Path, err)
	}
	for _, a := range all {
		if a.name != name {
			continue
		}
		d, err := a.value(o.f)
		if err != nil {
			return nil, fmt.Errorf("%s, attribute %.60q: %w", o.Path, name, err)
		}
		return d, nil
	}
	return nil, nil
}

func (a attribute) value(f *File) (*Data, error) {
	if a.err != nil {
		return nil, a.err
	}
	n, err := a.space.bytes(a.typ)
	if err != nil {
		return nil, err
	}
	if n > uint64(len(a.raw)) {
		return nil, errShort
	}
	d := &Data{Type: a.typ, f: f, raw: a.raw[:n], empty: a.space.null}
	d.Shape, err = a.space.shape()
	return d, err
}

// Text is the value of an attribute that is a string; "" if there is none of the
// name, or it is no single string.
func (o *Object) Text(name string) string {
	d, err := o.Attribute(name)
	if err != nil || d == nil || d.Len() != 1 {
		return ""
	}
	s, err := d.Strings()
	if err != nil {
		return ""
	}
	return s[0]
}

// Number is the value of an attribute that is a number, or else what is given.
func (o *Object) Number(name string, otherwise float64) (float64, error) {
	d, err := o.Attribute(name)
	if err != nil || d == nil {
		return otherwise, err
	}
	v, err := d.Float64s()
	if err == nil && len(v) != 1 {
		err = fmt.Errorf("it has %d values; it must have 1", len(v))
	}
	if err != nil {
		return 0, fmt.Errorf("%s, attribute %.60q: %w", o.Path, name, err)
	}
	return v[0], nil
}
