package matlab

import (
	"fmt"
	"strings"

	"gridrat/brain/recording/series"
)

// one is a vector or a matrix with its name.
type one struct {
	name string
	v    *Value
}

// track offers trajectories of the fields of a scope: named vectors, or matrices
// [x y] beside times, or [t x y].
func (f *finder) track(path string, fields []Field) {
	find := func(names map[string]bool, n int) (found []one) {
		for _, field := range fields {
			if len(field.Values) == 1 && names[plain(field.Name)] {
				if v := field.Values[0]; len(v.vector()) > 1 && (n < 0 || len(v.Numbers) == n) {
					found = append(found, one{field.Name, v})
				}
			}
		}
		return found
	}
	hd := func(n int) (h one) {
		if all := find(headingNames, n); all != nil {
			h = all[0]
			f.used[h.v] = true
		}
		return h
	}
	// times are of a length, or counted at a rate that the file names.
	times := func(n int) (t one) {
		for _, t := range find(timeNames, n) {
			if rises(t.v.Numbers) || len(t.v.Numbers) > 1 && !spikeNames[plain(t.name)] {
				return t
			}
		}
		for _, field := range fields {
			v := field.Values[0]
			if len(field.Values) == 1 && rateNames[plain(field.Name)] && len(v.Numbers) == 1 && v.Numbers[0] > 0 {
				f.used[v] = true
				t.name = field.Name
				t.v = &Value{Numbers: make([]float64, n)}
				for i := range n {
					t.v.Numbers[i] = float64(i) / v.Numbers[0]
				}
				f.Left = append(f.Left, fmt.Sprintf("times are counted at %v Hz from 0 on, as %s%s says", v.Numbers[0], path, field.Name))
			}
		}
		return t
	}
	for i, x := range find(xNames, -1) {
		n := len(x.v.Numbers)
		ys := find(yNames, n)
		if i >= len(ys) {
			continue
		}
		y := ys[i]
		t := times(n)
		if t.v == nil {
			f.Left = append(f.Left, fmt.Sprintf("%s%s and %s%s have no times of their length (%d) beside them, nor a rate of sampling", path, x.name, path, y.name, n))
			continue
		}
		f.used[t.v], f.used[x.v], f.used[y.v] = true, true, true
		h := hd(n)
		at := strings.TrimSuffix(path, ".")
		if at == "" {
			at = x.name + ", " + y.name
		} else {
			at += "." + x.name
		}
		f.add(at, [4]string{t.name, x.name, y.name, h.name}, t.v.Numbers, x.v.Numbers, y.v.Numbers, h.v)
	}
	for _, field := range fields {
		if len(field.Values) != 1 || f.used[field.Values[0]] {
			continue
		}
		v := field.Values[0]
		c := v.columns()
		if c == nil {
			continue
		}
		n, name := len(c[0]), field.Name
		named := placeNames[plain(name)]
		column := func(i int) string { return fmt.Sprintf("%s column %d", name, i+1) }
		switch {
		case named && len(c) == 2 || named && len(c) >= 3 && !rises(c[0]):
			t := times(n)
			if t.v == nil {
				f.Left = append(f.Left, fmt.Sprintf("%s%s has positions without times of their length (%d) beside them, nor a rate of sampling", path, name, n))
				continue
			}
			f.used[t.v], f.used[v] = true, true
			h := hd(n)
			f.add(path+name, [4]string{t.name, column(0), column(1), h.name}, t.v.Numbers, c[0], c[1], h.v)
			f.spare(path+name, len(c), 2)
		case len(c) >= 3 && rises(c[0]):
			f.used[v] = true
			h := hd(n)
			f.add(path+name, [4]string{column(0), column(1), column(2), h.name}, c[0], c[1], c[2], h.v)
			f.spare(path+name, len(c), 3)
		}
	}
}

// spare says which columns of a matrix are not used.
func (f *finder) spare(path string, columns, used int) {
	switch {
	case columns == used+1:
		f.Left = append(f.Left, fmt.Sprintf("column %d of %s is not used: nothing says what it is", columns, path))
	case columns > used:
		f.Left = append(f.Left, fmt.Sprintf("columns %d to %d of %s are not used: nothing says what they are", used+1, columns, path))
	}
}

func (f *finder) add(path string, named [4]string, t, x, y []float64, hd *Value) {
	k := series.Track{Path: path, Named: named}
	k.Read = func() (_, _, _, h []float64, err error) {
		if hd != nil {
			h = hd.Numbers
		}
		return t, x, y, h, nil
	}
	f.Tracks = append(f.Tracks, k)
}
