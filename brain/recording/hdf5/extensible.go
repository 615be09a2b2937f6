package hdf5

import (
	"errors"
	"math/bits"
)

// extensible reads an extensible array: the index block has the first entries,
// then data blocks whose sizes double at every second step; those of later steps
// hang on blocks of their own.
func (g *grid) extensible(use func(uint64, chunk) error) error {
	f := g.f
	c, err := f.begins(g.l.addr, uint64(12+6*f.len+f.off), "EAHD", 0)
	if err != nil {
		return err
	}
	client, entry := int(c.u8()), int(c.u8())
	mostBits, inIndex, least, pointers, pageBits := int(c.u8()), uint64(c.u8()), uint64(c.u8()), int(c.u8()), int(c.u8())
	c.skip(4 * f.len)
	used := c.length() // one more than the largest number of an entry
	c.length()
	at := c.addr()
	if c.err != nil {
		return c.err
	}
	if err := g.entryBytes(client, entry); err != nil || at == undefined {
		return err
	}
	power := func(n uint64) bool { return n != 0 && n&(n-1) == 0 }
	if mostBits < 1 || mostBits > 64 || !power(least) || !power(uint64(pointers)) || pageBits > 32 {
		return errors.New("it is broken: the list of its chunks has impossible sizes")
	}
	steps := 1 + mostBits - (bits.Len64(least) - 1)
	inside := 2 * (bits.Len64(uint64(pointers)) - 1) // steps whose blocks hang on the index block
	direct := 2 * (pointers - 1)
	if steps < inside {
		return errors.New("it is broken: the list of its chunks has impossible sizes")
	}
	a := extensible{grid: g, entry: entry, used: used, page: 1 << pageBits, offset: (mostBits + 7) / 8, use: use}
	head := uint64(6 + f.off)
	if _, err := f.begins(at, head, "EAIB", 0); err != nil {
		return err
	}
	at += head
	if err := g.entries(at, 0, min(inIndex, used), entry, use); err != nil {
		return err
	}
	at += inIndex * uint64(entry)
	b, err := f.block(at, uint64((direct+steps-inside)*f.off))
	if err != nil {
		return err
	}
	c = &cursor{b: b, f: f}
	first := inIndex
	for step := range steps {
		blocks, long := uint64(1)<<(step/2), least<<((step+1)/2)
		if step < inside {
			for range blocks {
				if err := a.data(c.addr(), first, long, nil); err != nil {
					return err
				}
				first += long
			}
			continue
		}
		if at := c.addr(); first < used && at != undefined {
			if err := a.super(at, first, blocks, long); err != nil {
				return err
			}
		}
		first += blocks * long
		if first >= used {
			break
		}
	}
	return c.err
}

type extensible struct {
	*grid
	entry  int
	used   uint64
	page   uint64 // entries
	offset int    // bytes of an offset in the array
	use    func(uint64, chunk) error
}

// super reads a block that points at data blocks.
func (a *extensible) super(at, first, blocks, long uint64) error {
	head := uint64(6 + a.f.off + a.offset)
	if _, err := a.f.begins(at, head, "EASB", 0); err != nil {
		return err
	}
	at += head
	var made []byte
	each := uint64(0)
	if long > a.page {
		each = (long/a.page + 7) / 8
		var err error
		if made, err = a.f.block(at, each*blocks); err != nil {
			return err
		}
		at += each * blocks
	}
	b, err := a.f.block(at, blocks*uint64(a.f.off))
	if err != nil {
		return err
	}
	c := &cursor{b: b, f: a.f}
	for i := range blocks {
		var pages []byte
		if made != nil {
			pages = made[i*each : (i+1)*each]
		}
		if err := a.data(c.addr(), first, long, pages); err != nil {
			return err
		}
		first += long
	}
	return nil
}

// data reads a data block of entries from first on; pages says which of its
// pages were made, nil if it has none.
func (a *extensible) data(at, first, long uint64, pages []byte) error {
	if at == undefined || first >= a.used {
		return nil
	}
	head := uint64(6 + a.f.off + a.offset)
	if _, err := a.f.begins(at, head, "EADB", 0); err != nil {
		return err
	}
	at += head
	if pages == nil {
		return a.entries(at, first, min(long, a.used-first), a.entry, a.use)
	}
	at += 4
	for i := range long / a.page {
		from := first + i*a.page
		if from >= a.used {
			break
		}
		if pages[i/8]>>(7-i%8)&1 != 0 {
			if err := a.entries(at, from, min(a.page, a.used-from), a.entry, a.use); err != nil {
				return err
			}
		}
		at += a.page*uint64(a.entry) + 4
	}
	return nil
}
