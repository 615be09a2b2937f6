package hdf5

import (
	"errors"
	"fmt"
	"math/bits"
)

// olderTree calls use for every child of the leaves of a B-tree of version 1, of
// type 0 (groups) or 1 (chunks), with keys of a number of bytes.
func (f *File) olderTree(at uint64, kind uint8, key, depth int, use func(key *cursor, child uint64) error) error {
	if at == undefined {
		return nil
	}
	head := uint64(8 + 2*f.off)
	c, err := f.begins(at, head, "TREE", -1)
	if err != nil {
		return err
	}
	k, level, entries := c.u8(), int(c.u8()), int(c.u16())
	switch {
	case k != kind:
		return fmt.Errorf("it is broken: a tree of type %d stands where one of type %d must", k, kind)
	case level >= depth:
		return errors.New("it is broken: a tree does not end")
	}
	b, err := f.block(at+head, uint64(entries*(key+f.off)))
	if err != nil {
		return err
	}
	c = &cursor{b: b, f: f}
	for range entries {
		key := &cursor{b: c.take(key), f: f}
		child := c.addr()
		if c.err != nil {
			return c.err
		}
		if level > 0 {
			err = f.olderTree(child, kind, len(key.b), level, use)
		} else {
			err = use(key, child)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// newer is a B-tree of version 2.
type newer struct {
	f      *File
	kind   int
	node   int
	record int
	counts []int // bytes of the number of records of a child, by depth of the node
	totals []int // of all below it
	use    func(*cursor) error
	used   uint64
}

// encoded is how many bytes a number up to most takes.
func encoded(most uint64) int { return (max(bits.Len64(most), 1)-1)/8 + 1 }

// records calls use for every record of a B-tree of version 2 and of a type, and
// checks that there are as many as its header says.
func (f *File) records(at uint64, kind int, use func(*cursor) error) error {
	c, err := f.begins(at, uint64(22+f.off+f.len), "BTHD", 0)
	if err != nil {
		return err
	}
	if k := int(c.u8()); k != kind {
		return fmt.Errorf("it is broken: a tree of type %d stands where one of type %d must", k, kind)
	}
	t := newer{f: f, kind: kind, node: int(c.u32()), record: int(c.u16()), use: use}
	depth := int(c.u16())
	c.skip(2)
	root, n, total := c.addr(), int(c.u16()), c.length()
	if c.err != nil {
		return c.err
	}
	if t.record < 1 || t.node < 10+t.record || t.node > mostBlock || depth > 16 {
		return errors.New("it is broken: a tree has impossible sizes")
	}
	most := uint64(t.node-10) / uint64(t.record)
	count := encoded(most)
	all := most
	t.counts, t.totals = []int{0}, []int{0}
	for range depth {
		t.counts = append(t.counts, count)
		t.totals = append(t.totals, 0)
		d := len(t.totals) - 1
		if d > 1 {
			t.totals[d] = encoded(all)
		}
		pointer := uint64(f.off + count + t.totals[d])
		if uint64(t.node) < 10+pointer {
			return errors.New("it is broken: a tree has impossible sizes")
		}
		here := (uint64(t.node) - 10 - pointer) / (uint64(t.record) + pointer)
		high, low := bits.Mul64(here+1, all)
		if high != 0 || low > 1<<62 {
			return errors.New("it is broken: a tree has impossible sizes")
		}
		all = low + here
	}
	if root != undefined {
		if err := t.walk(root, n, depth); err != nil {
			return err
		}
	}
	if t.used != total {
		return fmt.Errorf("%d of the %d records of a tree were found", t.used, total)
	}
	return nil
}

func (t *newer) walk(at uint64, records, depth int) error {
	signature := "BTLF"
	if depth > 0 {
		signature = "BTIN"
	}
	c, err := t.f.begins(at, uint64(t.node), signature, 0)
	if err != nil {
		return err
	}
	if k := int(c.u8()); k != t.kind {
		return fmt.Errorf("it is broken: a node of type %d stands in a tree of type %d", k, t.kind)
	}
	for range records {
		one := &cursor{b: c.take(t.record), f: t.f}
		if c.err != nil {
			return c.err
		}
		t.used++
		if err := t.use(one); err != nil {
			return err
		}
		if one.err != nil {
			return one.err
		}
	}
	if depth == 0 {
		return nil
	}
	for range records + 1 {
		child, n := c.addr(), int(c.uint(t.counts[depth]))
		c.skip(t.totals[depth])
		if c.err != nil {
			return c.err
		}
		if err := t.walk(child, n, depth-1); err != nil {
			return err
		}
	}
	return nil
}
