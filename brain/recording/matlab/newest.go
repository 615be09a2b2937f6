package matlab

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gridrat/brain/recording/hdf5"
)

// reader73 turns objects of HDF5 into values.
type reader73 struct {
	values int
	spent  int
}

// newest reads a file of version 7.3. The order of dimensions is turned round in
// it, so that values follow each other as in MATLAB.
func newest(r io.ReaderAt, size int64) ([]Field, error) {
	f, err := hdf5.Open(r, size)
	if err != nil {
		return nil, err
	}
	root, err := f.Root()
	if err != nil {
		return nil, err
	}
	links, err := root.Links()
	if err != nil {
		return nil, err
	}
	in := &reader73{}
	var out []Field
	for _, l := range links {
		if strings.HasPrefix(l.Name, "#") { // what cells and objects refer to
			continue
		}
		o, err := root.Open(l)
		if err != nil {
			return nil, err
		}
		v, err := in.value(o, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, Field{l.Name, []*Value{v}})
	}
	return out, nil
}

func (in *reader73) value(o *hdf5.Object, depth int) (*Value, error) {
	if in.values++; in.values > mostValues || depth > mostDepth {
		return nil, errors.New("it has too many arrays, or they are nested too deeply")
	}
	class := o.Text("MATLAB_class")
	v := &Value{Class: class}
	names, err := o.Attributes()
	if err != nil {
		return nil, err
	}
	switch {
	case slices.Contains(names, "MATLAB_object_decode"):
		v.Refused = fmt.Sprintf("an object (%s), which only MATLAB reads; save its columns as plain arrays", class)
		return v, nil
	case slices.Contains(names, "MATLAB_sparse"):
		v.Refused = "a sparse matrix; save it with full()"
		return v, nil
	case o.IsGroup():
		return in.structure(o, v, depth)
	case !o.IsData():
		v.Refused = "neither values nor a structure"
		return v, nil
	}
	empty, err := o.Number("MATLAB_empty", 0)
	if err != nil {
		return nil, err
	}
	typ := o.Type()
	bytes, ok := count(o.Shape(), mostBytes/int64(typ.Size))
	if in.spent += bytes * typ.Size; !ok || in.spent > mostBytes {
		return nil, fmt.Errorf("%s: its variables have more than %d GiB, the most that is read", o.Path, mostBytes>>30)
	}
	d, err := o.Read()
	if err != nil {
		return nil, err
	}
	if empty != 0 { // the values are the extent
		shape, err := d.Int64s()
		if err != nil || len(shape) > 32 {
			return nil, fmt.Errorf("%s: the extent of an empty array is broken", o.Path)
		}
		for _, n := range shape {
			v.Shape = append(v.Shape, int(min(max(n, 0), 1<<30)))
		}
		if class == "struct" {
			v.Refused = "an empty structure"
		}
		return v, nil
	}
	v.Shape = slices.Clone(d.Shape)
	slices.Reverse(v.Shape)
	switch typ.Class {
	case hdf5.Reference:
		refs, err := d.References(o.Path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", o.Path, err)
		}
		v.Class = "cell"
		for _, at := range refs {
			one := &Value{Class: "double", Shape: []int{0, 0}}
			if at != nil {
				if one, err = in.value(at, depth+1); err != nil {
					return nil, err
				}
			}
			v.Cells = append(v.Cells, one)
		}
		return v, nil
	case hdf5.Integer, hdf5.Float, hdf5.Enum, hdf5.Bits:
		v.Numbers, err = d.Float64s()
		if err != nil {
			return nil, err
		}
		if class == "char" {
			v.setText(v.Numbers)
			v.Numbers = nil
		}
		return v, nil
	case hdf5.String:
		text, err := d.Strings()
		if err != nil {
			return nil, err
		}
		v.Class, v.Text = "char", strings.Join(text, "\n")
		return v, nil
	}
	v.Refused = "complex, or of a type that is not read"
	return v, nil
}

// structure reads a group. Fields of an array of structures are data sets of
// references, without a class of their own.
func (in *reader73) structure(o *hdf5.Object, v *Value, depth int) (*Value, error) {
	links, err := o.Links()
	if err != nil {
		return nil, err
	}
	if v.Class == "" {
		v.Class = "struct"
	}
	v.Shape = []int{1, 1}
	for _, l := range links {
		at, err := o.Open(l)
		if err != nil {
			return nil, err
		}
		f := Field{Name: l.Name}
		if at.IsData() && at.Type().Class == hdf5.Reference && at.Text("MATLAB_class") == "" {
			d, err := at.Read()
			if err != nil {
				return nil, err
			}
			refs, err := d.References(at.Path)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", at.Path, err)
			}
			v.Shape = []int{1, len(refs)}
			for _, r := range refs {
				one := &Value{Class: "double", Shape: []int{0, 0}}
				if r != nil {
					if one, err = in.value(r, depth+1); err != nil {
						return nil, err
					}
				}
				f.Values = append(f.Values, one)
			}
		} else {
			one, err := in.value(at, depth+1)
			if err != nil {
				return nil, err
			}
			f.Values = []*Value{one}
		}
		v.Fields = append(v.Fields, f)
	}
	return v, nil
}
