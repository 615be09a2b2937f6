package table

import (
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// opened is a table of a text.
func opened(t testing.TB, text string) *Table {
	t.Helper()
	got, err := Open(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// rest are all rows of a table.
func rest(t testing.TB, in *Table) (rows [][]string) {
	t.Helper()
	for {
		fields, err := in.Next()
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		var row []string
		for _, f := range fields {
			row = append(row, string(f))
		}
		rows = append(rows, row)
	}
}

// What stands above the rows of values is told apart from them, and lines are
// counted as an editor does.
func TestHead(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		head    string
		comment string
		first   int
		width   int
	}{
		"rows alone":       {"1,2\n3,4\n", "[]", "[]", 1, 2},
		"a header":         {"a,b\n1,2\n", "[[a b]]", "[]", 2, 2},
		"numbers in it":    {"time,1,2\n0,1,2\n1,2,3\n", "[[time 1 2]]", "[]", 2, 3},
		"a preamble":       {"Rat 7\n\nbox;1 m\na;b;c\ns;cm;cm\n1;2;3\n2;3;4\n3;4;5\n", "[[Rat 7] [box 1 m] [a b c] [s cm cm]]", "[]", 6, 3},
		"comments":         {"# rat 7\n# a b\n1 2\n3 4\n", "[]", "[a b]", 3, 2},
		"one among rows":   {"1,2\n# a,b\n3,4\n", "[]", "[]", 1, 2},
		"one far above":    {"# a,b\nc,d\n1,2\n", "[[c d]]", "[]", 3, 2},
		"unknown first":    {"NA,2\n1,2\n", "[]", "[]", 1, 2},
		"#N/A first":       {"#N/A,2\n1,2\n", "[]", "[]", 1, 2},
		"a header alone":   {"a,b,c\n", "[[a b c]]", "[]", 0, 3},
		"leading tabs":     {"\tt\tx\n0\t1\t2\n1\t2\t3\n", "[[ t x]]", "[]", 2, 3},
		"columns of words": {"who,t\nrat,1\nmouse,2\n", "[[who t]]", "[]", 2, 2},
	} {
		got := opened(t, c.text)
		if head, comment := fmt.Sprint(got.Head), fmt.Sprint(got.Comment); head != c.head || comment != c.comment || got.First != c.first || got.Width != c.width {
			t.Errorf("%s: head %s, comment %s, first line %d, %d fields; want %s, %s, %d, %d", name, head, comment, got.First, got.Width, c.head, c.comment, c.first, c.width)
		}
		if got.First > 0 {
			if rows := rest(t, got); len(rows) != len(got.Sample) {
				t.Errorf("%s: %d rows, %d in the sample", name, len(rows), len(got.Sample))
			}
		}
	}
	in := opened(t, "a,b\r\n\r\n1,2\r# c\n3,4")
	_, _ = in.Next()
	one := in.Line()
	if _, err := in.Next(); err != nil || one != 3 || in.Line() != 5 {
		t.Errorf("rows are on lines %d and %d (%v), want 3 and 5", one, in.Line(), err)
	}
}

// Dates and times of day, against those of package time.
func TestClock(t *testing.T) {
	for text, want := range map[string]float64{
		"1970-01-01 00:00:00": 0, "1970-01-02T00:00:01Z": 86401, "2000-03-01 00:00:00": 951868800, "10:11:12.5": 36672.5, "01:02": 62, "00:00,25": 0.25,
		"0 days 00:00:01.500000": 1.5, "2 days 01:00:00": 176400, "1970-01-01T02:00:00+02:00": 0, "1970-01-01T00:00:00-0130": 5400, "-00:00:02": -2, "1970/01/01 00:00:03": 3,
	} {
		if got, ok := Clock([]byte(text)); !ok || math.Abs(got-want) > 1e-6 {
			t.Errorf("%q is %v (%t), want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", ":", "1:2", "a:b", "10:61:00", "2021-13-01 00:00:00", "2021-01-01", "1.5", "10:11:12:13", "::", "1:2:3x", "- days 00:00:00", "10:11:12.5.6"} {
		if got, ok := Clock([]byte(text)); ok {
			t.Errorf("%q is a time, %v", text, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-1e9, 4e9).Draw(t, "s"), rapid.Int64Range(0, 999999).Draw(t, "us")*1000)
		zone := time.FixedZone("", 900*rapid.IntRange(-40, 40).Draw(t, "zone"))
		text := at.In(zone).Format("2006-01-02T15:04:05.000000Z07:00")
		want := float64(at.UnixMicro()) / 1e6
		if got, ok := Clock([]byte(text)); !ok || math.Abs(got-want) > 2e-6 {
			t.Fatalf("%s is %v (%t), want %v", text, got, ok, want)
		}
	})
}

// Rows that are written in a dialect come back, whatever the separator, decimal
// mark and end of line.
func TestDialects(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sep := rapid.SampledFrom([]string{",", ";", "\t", " "}).Draw(t, "separator")
		comma := sep != "," && rapid.Bool().Draw(t, "comma")
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "end")
		width := rapid.IntRange(2, 6).Draw(t, "width")
		quoted := rapid.Bool().Draw(t, "quoted")
		var b strings.Builder
		if rapid.Bool().Draw(t, "header") {
			for i := range width {
				fmt.Fprintf(&b, "%s%c", map[bool]string{true: sep}[i > 0], 'a'+i)
			}
			b.WriteString(end)
		}
		var want [][]float64
		for range rapid.IntRange(2, 8).Draw(t, "rows") {
			row := make([]float64, width)
			for i := range row {
				row[i] = float64(rapid.IntRange(-9999, 9999).Draw(t, "value"))/1000 + 1e-5 // never whole
				text := fmt.Sprintf("%.5f", row[i])
				if comma {
					text = strings.Replace(text, ".", ",", 1)
				}
				if quoted {
					text = `"` + text + `"`
				}
				if i > 0 {
					b.WriteString(sep)
				}
				b.WriteString(text)
			}
			b.WriteString(end)
			want = append(want, row)
		}
		in, err := Open(strings.NewReader(b.String()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		if in.Commas != comma || in.Separator != sep[0] {
			t.Fatalf("%q is %v", b.String(), in.Dialect)
		}
		for _, row := range want {
			fields, err := in.Next()
			if err != nil || len(fields) != width {
				t.Fatalf("%q: %d fields, %v", b.String(), len(fields), err)
			}
			for i, f := range fields {
				if got, err := in.Number(f); err != nil || math.Abs(got-row[i]) > 1e-9 {
					t.Fatalf("%q: %s is %v (%v), want %v", b.String(), f, got, err, row[i])
				}
			}
		}
		if _, err := in.Next(); err != io.EOF {
			t.Fatalf("%q goes on: %v", b.String(), err)
		}
		if in.Most() < len(want) {
			t.Fatalf("%q has at most %d rows, but %d", b.String(), in.Most(), len(want))
		}
	})
}

// A line that lies across the buffer is whole, one without end is refused, and so
// is what is no text.
func TestLongLines(t *testing.T) {
	long := strings.Repeat("9", 1<<17)
	in := opened(t, "a,b\n1,2\n"+long+",4\n5,6\n")
	rows := rest(t, in)
	if len(rows) != 3 || rows[1][0] != long || rows[2][1] != "6" {
		t.Errorf("%d rows", len(rows))
	}
	text := "1,2\n" + strings.Repeat("9", LongestLine+1<<17)
	in, err := Open(strings.NewReader(text), int64(len(text)))
	for err == nil {
		_, err = in.Next()
	}
	if !strings.Contains(err.Error(), "line 2 is longer than 1048576 bytes") {
		t.Errorf("a line without end: %v", err)
	}
	if _, err := Open(strings.NewReader("1,2\x00\x07\n"), 6); err != ErrBinary {
		t.Errorf("bytes: %v", err)
	}
}

// Reading a row and its numbers allocates nothing.
func TestNextAllocates(t *testing.T) {
	in := opened(t, strings.Repeat("0,02;1,5;-;\"3\"\n", 2000))
	if _, err := in.Next(); err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(1000, func() {
		fields, err := in.Next()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range fields {
			if _, err := in.Number(f); err != nil {
				t.Fatal(err)
			}
		}
	}); n > 0 {
		t.Errorf("%v allocations a row", n)
	}
}
