package recording

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"
)

// array is an npy file of a type and shape.
func array(descr string, shape []int, values any) []byte {
	var dims []string
	for _, n := range shape {
		dims = append(dims, fmt.Sprintf("%d,", n))
	}
	header := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n", descr, strings.Join(dims, " "))
	out := append([]byte("\x93NUMPY\x01\x00"), byte(len(header)), byte(len(header)>>8))
	out = append(out, header...)
	if text, ok := values.([]string); ok { // as numpy's U of one length
		var width int
		_, _ = fmt.Sscanf(descr, "<U%d", &width)
		for _, s := range text {
			letters := make([]uint32, width)
			for i, c := range s {
				letters[i] = uint32(c)
			}
			out, _ = binary.Append(out, binary.LittleEndian, letters)
		}
		return out
	}
	var order binary.ByteOrder = binary.LittleEndian
	if descr[0] == '>' {
		order = binary.BigEndian
	}
	out, err := binary.Append(out, order, values)
	if err != nil {
		panic(err)
	}
	return out
}

// archived is an npz file, deflated as numpy.savez_compressed does.
func archived(t *testing.T, files map[string][]byte) *bytes.Reader {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		w, err := z.Create(name + ".npy")
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(b.Bytes())
}

// The history of RatInABox 1.x, saved by numpy.savez(name, **Ag.history): t, pos
// [t,2], head_direction [t,2] of unit vectors, and what is not read; of its
// neurons t, firingrate [t,n] and spikes [t,n] of booleans.
func TestRatInABox(t *testing.T) {
	r := archived(t, map[string][]byte{
		"t": array("<f8", []int{3}, []float64{0.05, 0.1, 0.15}), "pos": array("<f8", []int{3, 2}, []float64{0.5, 0.5, 0.6, 0.5, 0.6, 0.6}),
		"vel": array("<f8", []int{3, 2}, make([]float64, 6)), "rot_vel": array("<f8", []int{3}, make([]float64, 3)),
		"distance_travelled": array("<f8", []int{3}, make([]float64, 3)), "head_direction": array("<f8", []int{3, 2}, []float64{1, 0, 0, 1, -1, 0}),
	})
	f, err := Read("agent.npz", r, r.Size(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0, math.Pi / 2, math.Pi} {
		if h := f.Track.Poses[i].Heading; math.Abs(math.Abs(h)-want) > 1e-12 || !f.Track.Headings {
			t.Errorf("heading %d is %v, want %v", i, h, want)
		}
	}
	r = archived(t, map[string][]byte{
		"t": array("<f8", []int{2}, []float64{0.05, 0.1}), "firingrate": array("<f8", []int{2, 2}, []float64{1, 2, 3, 4}),
		"spikes": array("|b1", []int{2, 2}, []bool{true, false, true, true}),
	})
	for want, check := range map[Kind]func(*File) string{
		Activity:   func(f *File) string { return fmt.Sprint(f.Rates.Units, f.Rates.T, f.Rates.Rate) },
		SpikeTimes: func(f *File) string { return fmt.Sprint(f.Spikes.Units, f.Spikes.T) },
	} {
		f, err := Read("cells.npz", r, r.Size(), Options{Want: want})
		if err != nil {
			t.Fatal(err)
		}
		text := map[Kind]string{Activity: "[0 1] [0.05 0.1] [[1 2] [3 4]]", SpikeTimes: "[0 1] [[0.05 0.1] [0.1]]"}[want]
		if got := check(f); got != text {
			t.Errorf("kind %v: %s, want %s", want, got, text)
		}
	}
}

// The npz files of pynapple 0.8 (TsdFrame.save, TsGroup.save): type, t, d,
// columns, start and end; type, t, index, keys, start and end.
func TestPynapple(t *testing.T) {
	frame := map[string][]byte{
		"type": array("<U8", []int{1}, []string{"TsdFrame"}), "t": array("<f8", []int{4}, []float64{0, 0.1, 0.2, 0.3}),
		"d":       array("<f8", []int{4, 3}, []float64{1, 2, 0, 1.1, 2, 1, 1.2, 2, 2, 1.3, 2, 3}),
		"columns": array("<U2", []int{3}, []string{"x", "y", "hd"}), "start": array("<f8", []int{2}, []float64{0, 0.15}), "end": array("<f8", []int{2}, []float64{0.12, 0.3}),
	}
	r := archived(t, frame)
	f, err := Read("position.npz", r, r.Size(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s := fmt.Sprint(f.Track.Segments()); s != "[{0 2} {3 5}]" || f.Track.Poses[4].Heading != 3 || f.Format != "npz of pynapple (TsdFrame)" {
		t.Errorf("segments %s, poses %v, %s", s, f.Track.Poses, f.Format)
	}
	frame["columns"] = array("<U2", []int{3}, []string{"x", "z", "ry"})
	r = archived(t, frame)
	if f, err := Read("position.npz", r, r.Size(), Options{Columns: "x=x,y=z,hd=ry"}); err != nil || f.Track.Poses[4].Pos.Y != 2 || f.Track.Poses[4].Heading != 3 {
		t.Errorf("named columns: %+v, %v", f, err)
	}
	r = archived(t, map[string][]byte{
		"type": array("<U7", []int{1}, []string{"TsGroup"}), "t": array("<f8", []int{3}, []float64{0.1, 0.2, 0.3}), "index": array("<i8", []int{3}, []int64{4, 9, 4}),
		"keys": array("<i8", []int{2}, []int64{4, 9}), "rate": array("<f8", []int{2}, []float64{1, 2}), "start": array("<f8", []int{1}, []float64{0}), "end": array("<f8", []int{1}, []float64{1}),
	})
	if f, err := Read("units.npz", r, r.Size(), Options{}); err != nil || fmt.Sprint(f.Spikes.Units, f.Spikes.T) != "[4 9] [[0.1 0.3] [0.2]]" {
		t.Errorf("a TsGroup: %+v, %v", f, err)
	}
}

// Folders of Kilosort 2.5 (rezToPhy) and phy 2: spike_times.npy uint64 or int64
// [n,1] in samples, spike_clusters.npy int32 [n,1], params.py, cluster_group.tsv.
func TestSorted(t *testing.T) {
	folder := func() fstest.MapFS {
		return fstest.MapFS{
			"spike_times.npy":    {Data: array("<u8", []int{4, 1}, []uint64{3000, 6000, 9000, 12000})},
			"spike_clusters.npy": {Data: array("<i4", []int{4, 1}, []int32{2, 5, 2, 7})},
			"params.py":          {Data: []byte("dat_path = 'temp.dat'\nn_channels_dat = 32\ndtype = 'int16'\noffset = 0\nsample_rate = 30000.\nhp_filtered = False\n")},
			"cluster_group.tsv":  {Data: []byte("cluster_id\tgroup\n2\tgood\n5\tmua\n7\tnoise\n")},
		}
	}
	f, err := ReadSorted("ks", folder(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(f.Spikes.Units, f.Spikes.T); got != "[2 5] [[0.1 0.3] [0.2]]" {
		t.Errorf("spikes %s", got)
	}
	if says := strings.Join(f.Lines("ks"), "; "); !strings.Contains(says, "1 clusters with 1 spikes are left out: they are noise") || !strings.Contains(says, "all but noise") {
		t.Errorf("it says %s", says)
	}
	if f, err := ReadSorted("ks", folder(), Options{Part: "good"}); err != nil || fmt.Sprint(f.Spikes.Units) != "[2]" {
		t.Errorf("good clusters: %+v, %v", f, err)
	}
	for name, want := range map[string]string{
		"spike_times.npy": "spike_times.npy is missing", "spike_clusters.npy": "spike_templates.npy is missing",
	} {
		fs := folder()
		delete(fs, name)
		if _, err := ReadSorted("ks", fs, Options{}); err == nil || !strings.Contains(err.Error(), want) || Sorted(fs) != (name != spikeTimes) {
			t.Errorf("without %s: %v", name, err)
		}
	}
	fs := folder()
	delete(fs, "params.py")
	samples := make([]int64, 30)
	fs["spike_times.npy"] = &fstest.MapFile{Data: array(">i8", []int{30}, samples)}
	fs["spike_clusters.npy"] = &fstest.MapFile{Data: array("<i2", []int{30}, make([]int16, 30))}
	if _, err := ReadSorted("ks", fs, Options{}); err == nil || !strings.Contains(err.Error(), "-time must, as -time 30000Hz") {
		t.Errorf("without a rate: %v", err)
	}
	if f, err := ReadSorted("ks", fs, Options{Time: 1. / 30000}); err != nil || len(f.Spikes.T[0]) != 30 {
		t.Errorf("with a rate: %v", err)
	}
}

// One npy file: rows of a trajectory, times of one cell.
func TestOneArray(t *testing.T) {
	data := array("<f4", []int{3, 3}, []float32{0, 1.5, 2, 0.5, 1.5, 3, 1, 1.5, 4})
	f, err := Read("pos.npy", bytes.NewReader(data), int64(len(data)), Options{})
	if err != nil || f.Track.Poses[2].Pos.Y != 4 || f.Track.T[1] != 0.5 {
		t.Errorf("%+v, %v", f, err)
	}
	data = array("<f8", []int{3, 1}, []float64{0.1, 0.25, 0.5})
	if f, err := Read("cell.npy", bytes.NewReader(data), int64(len(data)), Options{}); err != nil || fmt.Sprint(f.Spikes.Units, f.Spikes.T) != "[0] [[0.1 0.25 0.5]]" {
		t.Errorf("%+v, %v", f, err)
	}
	data = array("<f8", []int{2, 7}, make([]float64, 14))
	if f, err := Read("wide.npy", bytes.NewReader(data), int64(len(data)), Options{}); err == nil || !strings.Contains(err.Error(), "its array has shape [2 7]; it must be [t 3]") {
		t.Errorf("%+v, %v", f, err)
	}
}

// Positions in whole centimetres, in halves, one dimension too many, x and y in
// arrays of their own, Fortran's order of rows.
func TestWidths(t *testing.T) {
	times := array(">f4", []int{3, 1}, []float32{0, 0.5, 1})
	for name, c := range map[string]struct {
		files map[string][]byte
		o     Options
	}{
		"int16, cm":     {map[string][]byte{"t": times, "pos": array("<i2", []int{3, 2}, []int16{100, 200, 100, 300, 100, 400})}, Options{Length: 1e-2}},
		"float16":       {map[string][]byte{"t": times, "pos": array("<f2", []int{3, 2}, []uint16{0x3c00, 0x4000, 0x3c00, 0x4200, 0x3c00, 0x4400})}, Options{}},
		"[2,t]":         {map[string][]byte{"times": times, "position": array("<f8", []int{2, 3}, []float64{1, 1, 1, 2, 3, 4})}, Options{}},
		"x and y":       {map[string][]byte{"timestamps": times, "x": array("|u1", []int{3}, []uint8{1, 1, 1}), "y": array("|i1", []int{3, 1}, []int8{2, 3, 4})}, Options{}},
		"units in name": {map[string][]byte{"t": times, "pos": array("<u4", []int{3, 2}, []uint32{1, 2, 1, 3, 1, 4}), "hd": array("<f8", []int{3}, []float64{0, 1, 2})}, Options{}},
	} {
		r := archived(t, c.files)
		f, err := Read(name, r, r.Size(), c.o)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i, p := range f.Track.Poses {
			if math.Abs(p.Pos.X-1) > 1e-12 || math.Abs(p.Pos.Y-float64(i+2)) > 1e-12 {
				t.Errorf("%s: row %d is %v", name, i, p.Pos)
			}
		}
	}
	r := archived(t, map[string][]byte{"t": times, "pos": array("<i2", []int{3, 2}, make([]int16, 6)), "hd": array("<f8", []int{3}, []float64{0, 90, 180})})
	if _, err := Read("a", r, r.Size(), Options{}); err == nil || !strings.Contains(err.Error(), "hd is 90, more than a turn of 2π; -angle deg") {
		t.Errorf("degrees: %v", err)
	}
}
