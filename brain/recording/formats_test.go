package recording

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

// path is a short trajectory as rows in a form, from t = 0 on.
func path(header, row, end string) string {
	var b strings.Builder
	b.WriteString(header)
	for i := range 3 {
		b.WriteString(fmt.Sprintf(row, i) + end)
	}
	return b.String()
}

func utf16(t *testing.T, text string, e unicode.Endianness, mark unicode.BOMPolicy) string {
	t.Helper()
	out, err := unicode.UTF16(e, mark).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A trajectory of three rows: (1, 2), (1.1, 2), (1.2, 2.5) m at 0, 0.02, 0.04 s,
// as programs write it. What differs is told beside it.
func TestFormats(t *testing.T) {
	const cm = "0,100,200\n0.02,110,200\n0.04,120,250\n"
	const plain = "t,x,y\n0,1,2\n0.02,1.1,2\n0.04,1.2,2.5\n"
	ethovision := "\"Number of header lines:\";\"7\"\r\n\"Experiment\";\"open field\"\r\n\"Start time\";\"2021-05-04 10:11:12\"\r\n\"Subject\";\"7\"\r\n\r\n" +
		"\"Trial time\";\"Recording time\";\"X center\";\"Y center\";\"X nose\";\"Y nose\";\"Area\";\"Direction\";\r\n\"s\";\"s\";\"cm\";\"cm\";\"cm\";\"cm\";\"cm²\";\"deg\";\r\n" +
		"0,000000;5,000000;100,0;200,0;101,0;200,0;12,5;-;\r\n0,020000;5,020000;110,0;200,0;\"-\";\"-\";12,5;-;\r\n0,040000;5,040000;120,0;250,0;121,0;250,0;12,5;90,0;\r\n"
	for name, c := range map[string]struct {
		text    string
		o       Options
		format  string
		columns string // as "t=s/header"
		says    string // part of what was understood, "" is nothing but the columns
	}{
		"plain":                    {plain, Options{}, "CSV", "t=s/assumed x=m/assumed y=m/assumed", ""},
		"a byte-order mark":        {"\ufeff" + plain, Options{}, "CSV", "", ""},
		"old Mac":                  {strings.ReplaceAll(plain, "\n", "\r"), Options{}, "CSV", "", ""},
		"Windows":                  {strings.ReplaceAll(plain, "\n", "\r\n"), Options{}, "CSV", "", ""},
		"no last end":              {strings.TrimSpace(plain), Options{}, "CSV", "", ""},
		"UTF-16 with a mark":       {utf16(t, plain, unicode.LittleEndian, unicode.UseBOM), Options{}, "CSV, UTF-16", "", ""},
		"UTF-16, big, no mark":     {utf16(t, plain, unicode.BigEndian, unicode.IgnoreBOM), Options{}, "CSV, UTF-16", "", ""},
		"numpy.savetxt":            {"# t,y,x\n0,2,1\n0.02,2,1.1\n0.04,2.5,1.2\n", Options{}, "CSV", "", ""},
		"numpy.savetxt, spaces":    {"# t y x\n0.0e+00 2.0e+00 1.0e+00\n2.0e-02 2.0e+00 1.1e+00\n4.0e-02 2.5e+00 1.2e+00\n", Options{}, "CSV, spaces", "", ""},
		"a comment with a colon":   {"# rat 7\n# columns: y x t\n2 1 0\n2 1.1 0.02\n2.5 1.2 0.04\n", Options{}, "CSV, spaces", "", ""},
		"quoted decimal commas":    {"t,x,y\n0,1,2\n\"0,02\",\"1,1\",2\n\"0,04\",\"1,2\",\"2,5\"\n", Options{}, "CSV, decimal commas", "", ""},
		"sep=":                     {"sep=;\r\nt;x;y\r\n0;1;2\r\n0,02;1,1;2\r\n0,04;1,2;2,5\r\n", Options{}, "CSV, semicolons, decimal commas", "", ""},
		"MATLAB, comment above":    {"% rat 7\n% t,x_cm,y_cm\n" + cm, Options{}, "CSV", "t=s/assumed x=cm/header y=cm/header", ""},
		"pandas, index":            {",t,x,y\n0,0,1,2\n1,0.02,1.1,2\n2,0.04,1.2,2.5\n", Options{}, "CSV", "", ""},
		"pandas, dates":            {"timestamp,x,y\n2021-03-04 23:59:59.990,1,2\n2021-03-05 00:00:00.010,1.1,2\n2021-03-05 00:00:00.030,1.2,2.5\n", Options{}, "CSV", "t=clock/header x=m/assumed y=m/assumed", ""},
		"pandas, time since":       {"time,x,y\n0 days 00:00:01,1,2\n0 days 00:00:01.020000,1.1,2\n0 days 00:00:01.040000,1.2,2.5\n", Options{}, "CSV", "t=clock/header x=m/assumed y=m/assumed", ""},
		"R, write.table":           {"\"t\" \"x\" \"y\"\n\"1\" 0 1 2\n\"2\" 0.02 1.1 2\n\"3\" 0.04 1.2 2.5\n", Options{}, "CSV, spaces", "", ""},
		"R, write.csv":             {"\"\",\"t\",\"x\",\"y\"\n\"1\",0,1,2\n\"2\",0.02,1.1,2\n\"3\",0.04,1.2,2.5\n", Options{}, "CSV", "", ""},
		"R, write.csv2":            {"\"\";\"t\";\"x\";\"y\"\n\"1\";0;1;2\n\"2\";0,02;1,1;2\n\"3\";0,04;1,2;2,5\n", Options{}, "CSV, semicolons, decimal commas", "", ""},
		"Excel, German":            {"Zeit;x;y\n0;1;2\n0,02;1,1;2\n0,04;1,2;2,5\n", Options{Columns: "t=zeit"}, "CSV, semicolons, decimal commas", "", ""},
		"tabs":                     {"Time (ms)\tPosition X [cm]\tPosition Y [cm]\n0\t100\t200\n20\t110\t200\n40\t120\t250\n", Options{}, "CSV, tabs", "t=ms/header x=cm/header y=cm/header", ""},
		"spaces, aligned":          {"  0.00   1.0   2.0\n  0.02   1.1   2.0\n  0.04   1.2   2.5\n", Options{}, "CSV, spaces", "", ""},
		"x_pos, timestamps_us":     {"timestamps_us,x_pos,y_pos,speed\n0,1,2,0\n20000,1.1,2,5\n40000,1.2,2.5,5\n", Options{}, "CSV", "t=us/header x=m/assumed y=m/assumed", "columns not read: speed"},
		"quoted commas":            {"t,note,x,y\n0,\"a, b\",1,2\n0.02,\"\",1.1,2\n0.04,c,1.2,2.5\n", Options{}, "CSV", "", "note"},
		"Windows-1252":             {"Zeit (s),x (m),y (m),Temp (\xb0C)\n0,1,2,20\n0.02,1.1,2,20\n0.04,1.2,2.5,20\n", Options{Columns: "t=1"}, "CSV, Windows-1252", "t=s/header x=m/header y=m/header", ""},
		"centimetres by flag":      {"t,x,y\n" + cm, Options{Length: 1e-2}, "CSV", "t=s/assumed x=cm/flag y=cm/flag", ""},
		"header before flag":       {"t,x_cm,y_cm\n" + cm, Options{Length: 7}, "CSV", "t=s/assumed x=cm/header y=cm/header", ""},
		"pixels by flag":           {"t,x_px,y_px\n0,400,800\n0.02,440,800\n0.04,480,1000\n", Options{Length: 1. / 400}, "CSV", "t=s/assumed x=0.0025 m/flag y=0.0025 m/flag", ""},
		"y downwards":              {"t,x,y\n0,1,-2\n0.02,1.1,-2\n0.04,1.2,-2.5\n", Options{Down: true}, "CSV", "", "y grows downwards"},
		"rows are frames":          {"x,y\n1,2\n1.1,2\n1.2,2.5\n", Options{Time: 0.02}, "CSV", "x=m/assumed y=m/assumed", "rows are taken as frames"},
		"frames":                   {"frame,x,y\n0,1,2\n1,1.1,2\n2,1.2,2.5\n", Options{Time: 0.02}, "CSV", "t=0.02 s/flag x=m/assumed y=m/assumed", ""},
		"columns by number":        {"0,9,2,1\n0.02,9,2,1.1\n0.04,9,2.5,1.2\n", Options{Columns: "t=1,x=4,y=3"}, "CSV", "", ""},
		"EthoVision":               {ethovision, Options{}, "EthoVision, CSV, semicolons, decimal commas", "t=s/header x=cm/header y=cm/header hd=deg/header", `"center" was read; -part chooses: center, nose`},
		"EthoVision, UTF-16":       {utf16(t, ethovision, unicode.LittleEndian, unicode.UseBOM), Options{}, "EthoVision, CSV, semicolons, decimal commas, UTF-16", "", ""},
		"ANY-maze":                 {"Time,Centre position X,Centre position Y\n00:00:00.000,1,2\n00:00:00.020,1.1,2\n00:00:00.040,1.2,2.5\n", Options{}, "CSV", "t=clock/header x=m/assumed y=m/assumed", ""},
		"Bonsai, no header":        {"2021-03-04T10:11:12.0000000+00:00,1,2\n2021-03-04T10:11:12.0200000+00:00,1.1,2\n2021-03-04T10:11:12.0400000+00:00,1.2,2.5\n", Options{}, "CSV", "t=clock/header x=m/assumed y=m/assumed", ""},
		"Bonsai, CsvWriter":        {"Timestamp,Value.Centroid.X,Value.Centroid.Y,Value.Orientation\n2021-03-04T10:11:12.0000000Z,1,2,0.1\n2021-03-04T10:11:12.0200000Z,1.1,2,0.1\n2021-03-04T10:11:12.0400000Z,1.2,2.5,0.1\n", Options{}, "CSV", "", "columns not read: Value.Orientation"},
		"DeepLabCut":               {"scorer,net,net,net,net,net,net\nbodyparts,nose,nose,nose,tail,tail,tail\ncoords,x,y,likelihood,x,y,likelihood\n0,100,200,0.99,5,5,0.9\n1,110,200,0.99,5,5,0.9\n2,120,250,0.99,5,5,0.9\n", Options{Time: 0.02, Length: 1e-2}, "DeepLabCut, CSV", "t=0.02 s/flag x=cm/flag y=cm/flag", `2 choices of part, "nose" was read`},
		"DeepLabCut, other part":   {"scorer,net,net,net,net,net,net\nbodyparts,nose,nose,nose,tail,tail,tail\ncoords,x,y,likelihood,x,y,likelihood\n0,5,5,0.9,100,200,0.99\n1,5,5,0.9,110,200,0.99\n2,5,5,0.9,120,250,0.99\n", Options{Time: 0.02, Length: 1e-2, Part: "Tail"}, "DeepLabCut, CSV", "", `"tail" was read`},
		"DeepLabCut, two animals":  {"scorer,net,net,net,net,net,net\nindividuals,a,a,a,b,b,b\nbodyparts,nose,nose,nose,nose,nose,nose\ncoords,x,y,likelihood,x,y,likelihood\n0,,,,100,200,0.99\n1,5,5,0.9,110,200,0.99\n2,5,5,0.9,120,250,0.99\n", Options{Time: 0.02, Length: 1e-2, Part: "b nose"}, "DeepLabCut, CSV", "", "a nose, b nose"},
		"SLEAP":                    {"track,frame_idx,instance.score,head.x,head.y,head.score,tail.x,tail.y,tail.score\ntrack_0,0,0.9,100,200,0.8,5,5,0.9\ntrack_1,0,0.9,7,7,0.8,5,5,0.9\ntrack_0,1,0.9,110,200,0.8,5,5,0.9\ntrack_0,2,0.9,120,250,0.8,5,5,0.9\n", Options{Time: 0.02, Length: 1e-2}, "SLEAP, CSV", "t=0.02 s/flag x=cm/flag y=cm/flag", "1 rows of other animals"},
		"SLEAP, the other":         {"track,frame_idx,instance.score,head.x,head.y,head.score\ntrack_0,0,0.9,7,7,0.8\ntrack_1,0,0.9,100,200,0.8\ntrack_1,1,0.9,110,200,0.8\ntrack_1,2,0.9,120,250,0.8\n", Options{Time: 0.02, Length: 1e-2, Part: "track_1/head"}, "SLEAP, CSV", "", `"track_1" was read`},
		"head beside raw":          {"t,x_raw,y_raw,x,y\n0,9,9,1,2\n0.02,9,9,1.1,2\n0.04,9,9,1.2,2.5\n", Options{}, "CSV", "", ""},
		"units below the header":   {"time,x,y\n[ms],[cm],[cm]\n0,100,200\n20,110,200\n40,120,250\n", Options{}, "CSV", "t=ms/header x=cm/header y=cm/header", ""},
		"times of day at midnight": {"time,x,y\n23:59:59.990,1,2\n00:00:00.010,1.1,2\n00:00:00.030,1.2,2.5\n", Options{}, "CSV", "", ""},
	} {
		f, err := Read(name, strings.NewReader(c.text), int64(len(c.text)), c.o)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f.Track == nil || len(f.Track.T) != 3 {
			t.Errorf("%s is read as %+v", name, f)
			continue
		}
		for i, want := range [][2]float64{{1, 2}, {1.1, 2}, {1.2, 2.5}} {
			at, p := f.Track.T[i]-f.Track.T[0], f.Track.Poses[i].Pos
			if math.Abs(at-0.02*float64(i)) > 1e-6 || math.Abs(p.X-want[0]) > 1e-9 || math.Abs(p.Y-want[1]) > 1e-9 {
				t.Errorf("%s: row %d is %v at %v, want %v at %v", name, i, p, at, want, 0.02*float64(i))
			}
		}
		if f.Format != c.format {
			t.Errorf("%s is %q, want %q", name, f.Format, c.format)
		}
		var columns []string
		for _, col := range f.Columns {
			columns = append(columns, fmt.Sprintf("%s=%s/%s", col.Is, col.Unit, col.By))
		}
		if got := strings.Join(columns, " "); c.columns != "" && got != c.columns {
			t.Errorf("%s: columns %q, want %q", name, got, c.columns)
		}
		if lines := strings.Join(f.Lines(name), "\n"); !strings.Contains(lines, c.says) {
			t.Errorf("%s says %q, want %q", name, lines, c.says)
		}
	}
}

// What is not known is NaN, by any of the words for it, and where a tracker was
// not sure.
func TestUnknown(t *testing.T) {
	for _, word := range []string{"", "NA", "null", "-", "#N/A", "NaN", "nan", "None", "N/A", `"NA"`, "#VALUE!", "?"} {
		k := readTrack(t, fmt.Sprintf("t,x,y\n0,1,2\n1,%s,2\n2,1,2\n3,1,2\n", word), SI)
		if len(k.T) != 4 || k.Poses[1].Pos.Finite() || !k.Poses[2].Pos.Finite() {
			t.Errorf("%q is read as %v", word, k.Poses)
		}
	}
	const dlc = "scorer,n,n,n\nbodyparts,p,p,p\ncoords,x,y,likelihood\n0,1,1,0.9\n1,1,1,0.59\n2,1,1,0.9\n3,1,1,0.3\n4,1,1,1\n5,1,1,1\n"
	for limit, want := range map[float64]string{0: "2 positions of a likelihood below 0.6", 0.5: "1 positions of a likelihood below 0.5"} {
		f, err := Read("a", strings.NewReader(dlc), int64(len(dlc)), Options{Time: 1. / 30, Length: 1, Likelihood: limit})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(f.Notes, "; "); !strings.Contains(got, want) || f.Track.Poses[3].Pos.Finite() || f.Track.Poses[1].Pos.Finite() != (limit == 0.5) {
			t.Errorf("limit %v: %s, %v", limit, got, f.Track.Poses)
		}
	}
}

// Headings in degrees that nobody named are refused, those of a turn in radians
// are read, and y that grows downwards turns them.
func TestAngles(t *testing.T) {
	for text, want := range map[string]string{
		"t,x,y,hd\n0,1,1,0\n1,1,2,90\n2,1,1,180\n": "line 3: hd is 90, more than a turn of 2π; -angle deg",
		"0,1,1,0\n1,1,2,-7\n2,1,1,3\n":             "line 2: hd is -7",
	} {
		if _, err := ReadTrack(strings.NewReader(text), SI); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	k := readTrack(t, "# t,x,y,hd_deg\n0,1,1,0\n1,1,2,90\n2,1,1,270\n", Options{Down: true})
	if h := k.Poses[1].Heading; math.Abs(h+math.Pi/2) > 1e-12 || k.Poses[1].Pos.Y != -2 {
		t.Errorf("turned: %v", k.Poses[1])
	}
}

// Cells: header words, names, noise, one column for each cell.
func TestCells(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		o    Options
		want string // units, names, times of the first
		says string
	}{
		"plain":            {"t,unit\n0.1,7\n0.2,7\n0.3,9\n", Options{}, "[7 9] [] [0.1 0.2]", ""},
		"other words":      {"spike_time,cluster_id\n0.1,7\n0.3,9\n", Options{}, "[7 9] [] [0.1]", ""},
		"camel, ms":        {"unitId,spikeTime_ms\n7,100\n9,300\n", Options{}, "[7 9] [] [0.1]", ""},
		"noise":            {"t,unit\n0.1,0\n0.2,-1\n0.3,1\n", Options{}, "[0 1] [] [0.1]", "1 rows of unit -1 are left out: it is noise"},
		"names":            {"time,cell\n0.1,TT10\n0.2,TT2\n0.3,TT2\n0.4,\n", Options{}, "[0 1] [TT2 TT10] [0.2 0.3]", "1 rows of no unit"},
		"samples":          {"sample,cluster\n3000,7\n6000,7\n", Options{Time: 1. / 30000}, "[7] [] [0.1 0.2]", ""},
		"one cell":         {"spike_times\n0.1\n0.2\n", Options{}, "[0] [] [0.1 0.2]", ""},
		"one cell, plain":  {"0.1\n0.2\n", Options{}, "[0] [] [0.1 0.2]", ""},
		"index":            {",t,unit\n0,0.1,7\n1,0.2,7\n", Options{}, "[7] [] [0.1 0.2]", ""},
		"decimal commas":   {"t;unit\n0,1;7\n0,2;7\n", Options{}, "[7] [] [0.1 0.2]", ""},
		"extra columns":    {"t,unit,amplitude\n0.1,7,30\n0.2,7,40\n", Options{}, "[7] [] [0.1 0.2]", "columns not read: amplitude"},
		"columns by names": {"when,who\n0.1,7\n0.2,7\n", Options{Columns: "t=when,unit=who", Want: SpikeTimes}, "[7] [] [0.1 0.2]", ""},
	} {
		f, err := Read(name, strings.NewReader(c.text), int64(len(c.text)), c.o)
		if err != nil || f.Spikes == nil {
			t.Errorf("%s: %+v, %v", name, f, err)
			continue
		}
		var first []string
		for _, at := range f.Spikes.T[0] {
			first = append(first, fmt.Sprintf("%.4g", at))
		}
		if got := fmt.Sprint(f.Spikes.Units, f.Spikes.Names, first); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := strings.Join(f.Lines(name), "\n"); !strings.Contains(got, c.says) {
			t.Errorf("%s says %q, want %q", name, got, c.says)
		}
	}
	for name, c := range map[string]struct{ text, want string }{
		"a column for each cell": {"time,cell_3,cell_8\n0,1,2\n0.1,3,4\n", "[0 1] [cell_3 cell_8] [0 0.1] [[1 2] [3 4]]"},
		"named by numbers":       {",Time (s),3,8\n0,0,1,2\n1,0.1,3,4\n", "[3 8] [] [0 0.1] [[1 2] [3 4]]"},
		"by unit, then time":     {"0,3,1\n0.1,3,3\n0,8,2\n0.1,8,4\n", "[3 8] [] [0 0.1] [[1 2] [3 4]]"},
		"names":                  {"t,cell,firing rate (Hz)\n0,b,2\n0,a,1\n0.1,a,3\n0.1,b,4\n", "[0 1] [a b] [0 0.1] [[1 2] [3 4]]"},
	} {
		f, err := Read(name, strings.NewReader(c.text), int64(len(c.text)), Options{Want: Activity})
		if err != nil || f.Rates == nil {
			t.Errorf("%s: %+v, %v", name, f, err)
			continue
		}
		if got := fmt.Sprint(f.Rates.Units, f.Rates.Names, f.Rates.T, f.Rates.Rate); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Times that repeat: a few rows are left out and said, a coarse clock is spread,
// what falls is refused.
func TestStamps(t *testing.T) {
	rows := func(at func(i int) float64) string {
		var b strings.Builder
		b.WriteString("t,x,y\n")
		for i := range 60 {
			fmt.Fprintf(&b, "%.2f,%d,1\n", at(i), i)
		}
		return b.String()
	}
	read := func(text string) (*File, error) {
		return Read("a", strings.NewReader(text), int64(len(text)), Options{Length: 1e-2})
	}
	f, err := read(rows(func(i int) float64 {
		if i == 20 {
			i = 19
		}
		return 0.02 * float64(i)
	}))
	if err != nil || len(f.Track.T) != 59 || !strings.Contains(strings.Join(f.Notes, ""), "1 of 60 rows are left out: their time is not after that of the row before (the first is line 22)") {
		t.Errorf("one time twice: %+v, %v", f, err)
	}
	f, err = read(rows(func(i int) float64 { return 0.1 * float64(i/3) }))
	if err != nil || len(f.Track.T) != 60 || math.Abs(f.Track.T[1]-0.1/3) > 1e-9 || math.Abs(f.Track.T[59]-(1.9+0.2/3)) > 1e-9 || !strings.Contains(strings.Join(f.Notes, ""), "60 rows have 20 times") {
		t.Errorf("a coarse clock: %+v, %v", f, err)
	}
	if f, err := read(rows(func(i int) float64 { return 0.02 * float64(i%30) })); err == nil || !strings.Contains(err.Error(), "line 32: t is 0, not after 0.58") {
		t.Errorf("a clock that starts again: %+v, %v", f, err)
	}
	const pixels = "0.0,243,69\n0.0,244,69\n0.0,245,70\n0.1,246,71\n0.1,247,72\n0.1,248,73\n"
	if k := Detect("a.csv", []byte(pixels)); k != Trajectory {
		t.Errorf("whole pixels with times that repeat are of kind %v", k)
	}
}

// Files of other programs, and tables that are none, are refused by name, in one
// sentence whose text of the file is short.
func TestForeign(t *testing.T) {
	long := strings.Repeat("x", 70000)
	for name, c := range map[string]struct {
		data, want string
	}{
		"xls":               {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "it is an Excel workbook of the old kind (.xls); save the sheet as CSV"},
		"gzip":              {"\x1f\x8b\x08", "packed with gzip"},
		"pdf":               {"%PDF-1.4", "a PDF document"},
		"png":               {"\x89PNG\r\n\x1a\n", "a picture (PNG)"},
		"sqlite":            {"SQLite format 3\x00", "an SQLite database"},
		"Neuralynx":         {"######## Neuralynx Data File Header\r\n", "a Neuralynx file"},
		"Axona":             {"trial_date Monday, 1 Mar 2010\r\ntrial_time 10:00:00\r\n", "an Axona file"},
		"video":             {"\x00\x00\x00\x18ftypmp42", "a video (MP4)"},
		"nothing known":     {"\x01\x02\x00\x00\x07\x00", "it is of no kind that is known"},
		"prose":             {"The rat ran\nand ran\n", `it has no rows of numbers; each must be t,x,y[,hd]: line 1 is "The rat ran"`},
		"a long header":     {"t," + long + ",y\n0,1,2\n1,2,3\n", "no column is x; the header must name t,x,y[,hd]"},
		"a long field":      {"t,x,y\n0,1,2\n1," + long + ",3\n2,3,4\n3,3,4\n", "line 3: field x must be a number"},
		"too few names":     {"t,x\n0,1,2,3\n1,2,3,4\n", "line 1: it names 2 columns, but the rows below have 4 fields; each must have a name"},
		"no such part":      {"t,nose x,nose y\n0,1,2\n1,2,3\n", `it has no part "foot"; -part must be one of "nose"`},
		"no such column":    {"t,x,y\n0,1,2\n1,2,3\n", `-columns has "t=when", but no column is called so`},
		"pixels":            {"t,x_px,y_px\n0,1,2\n1,2,3\n", `column "x_px" is in pixels; -length must say how large one is, as -length 0.25cm`},
		"frames":            {"frame,x,y\n0,1,2\n1,2,3\n", "it counts frames or samples; -time must say how many there are in a second, as -time 30Hz"},
		"no times":          {"x,y\n0,1\n1,2\n", "no column is t"},
		"a clock that ends": {"t,x,y\n10:00:00,1,1\n10:00:01,1,1\nnoon,1,1\n10:00:03,1,1\n10:00:04,1,1\n", `line 4: field t must be a date or time of day`},
	} {
		o := Options{}
		switch name {
		case "no such part":
			o.Part = "foot"
		case "no such column":
			o.Columns = "t=when"
		}
		f, err := Read(name, strings.NewReader(c.data), int64(len(c.data)), o)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") || len(err.Error()) > 400 {
			t.Errorf("%s: %+v, %v, want %q", name, f, err, c.want)
		}
	}
}

// Reading allocates by the file, not by the row.
func TestReadingAllocates(t *testing.T) {
	const few, many = 1000, 20000
	count := func(rows int) float64 {
		var b strings.Builder
		b.WriteString("t,x,y,hd\n")
		for i := range rows {
			fmt.Fprintf(&b, "%.3f,%.4f,%.4f,%.3f\n", 0.02*float64(i), float64(i%100)/100, 0.5, 1.5)
		}
		text := b.String()
		return testing.AllocsPerRun(3, func() {
			if _, err := Read("a.csv", strings.NewReader(text), int64(len(text)), Options{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	// The sample that is looked at has its own for each of its fields.
	count(few)
	if more := count(many) - count(many/2); more > 100 {
		t.Errorf("%v allocations for %d more rows", more, many/2)
	}
}
