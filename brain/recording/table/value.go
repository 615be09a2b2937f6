package table

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"unsafe"
)

// kind is what a field holds.
type kind int

const (
	isText kind = iota
	isValue
	isNothing // not known
)

func (d Dialect) kindOf(field string) kind {
	b := []byte(field)
	if unknown(b) {
		return isNothing
	}
	if _, err := d.Number(b); err == nil {
		return isValue
	}
	if _, ok := Clock(b); ok {
		return isValue
	}
	return isText
}

var errNumber = errors.New("no number")

// Number reads a field: NaN where it is not known. A comma in it is decimal: one
// that separates fields is in none, unless it is quoted.
func (d Dialect) Number(field []byte) (float64, error) {
	if unknown(field) {
		return math.NaN(), nil
	}
	var short [64]byte
	if at := bytes.IndexByte(field, ','); at >= 0 {
		if len(field) > len(short) || bytes.IndexByte(field, '.') >= 0 {
			return 0, errNumber
		}
		field = append(short[:0], field...)
		field[at] = '.'
	}
	// ParseFloat keeps its argument in no case but that of an error, which is not
	// used.
	v, err := strconv.ParseFloat(unsafe.String(unsafe.SliceData(field), len(field)), 64)
	if err != nil {
		if errors.Is(err, strconv.ErrRange) {
			return v, nil
		}
		return 0, errNumber
	}
	return v, nil
}

// unknown tells whether a field is one of the words for what is not known.
func unknown(f []byte) bool {
	if len(f) == 0 {
		return true
	}
	if len(f) > 8 || f[0] >= '0' && f[0] <= '9' || len(f) > 1 && f[0] == '-' && f[1] != '-' {
		return false
	}
	var low [8]byte
	for i, c := range f {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	switch string(low[:len(f)]) {
	case "na", "nan", "null", "none", "nil", "nd", "-", "--", "---", "?", ".", "n/a", "<na>", "#n/a", "#na", "missing",
		"#num!", "#value!", "#div/0!", "#ref!", "1.#ind", "1.#qnan", "nat", "*":
		return true
	}
	return false
}

// Clock reads a date with a time of day (ISO 8601, in s since 1970), hours,
// minutes and seconds (in s), or a number of days and those, as pandas writes
// them.
func Clock(f []byte) (seconds float64, ok bool) {
	if len(f) < 3 || len(f) > 48 || bytes.IndexByte(f, ':') < 0 {
		return 0, false
	}
	rest := f
	sign := 1.0
	switch {
	case len(f) >= 16 && (f[4] == '-' || f[4] == '/') && f[7] == f[4] && (f[10] == 'T' || f[10] == ' '):
		year, y := digits(f[:4])
		month, m := digits(f[5:7])
		day, d := digits(f[8:10])
		if !y || !m || !d || month < 1 || month > 12 || day < 1 || day > 31 {
			return 0, false
		}
		seconds, rest = 86400*float64(daysSince1970(year, month, day)), f[11:]
		var zone float64
		if rest, zone, ok = zoneOf(rest); !ok {
			return 0, false
		}
		seconds -= zone
	case bytes.Contains(f, []byte(" day")):
		at := bytes.IndexByte(f, ' ')
		text := f[:at]
		if len(text) > 0 && text[0] == '-' {
			return 0, false
		}
		days, isDays := digits(text)
		last := bytes.LastIndexByte(f, ' ')
		if !isDays || last <= at {
			return 0, false
		}
		seconds, rest = 86400*float64(days), bytes.TrimLeft(f[last+1:], "+")
	case f[0] == '-':
		sign, rest = -1, f[1:]
	}
	within, ok := timeOfDay(rest)
	return sign * (seconds + within), ok
}

// zoneOf takes the zone off a time of day and returns what it is ahead, s.
func zoneOf(f []byte) (rest []byte, ahead float64, ok bool) {
	if n := len(f); n > 0 && (f[n-1] == 'Z' || f[n-1] == 'z') {
		return f[:n-1], 0, true
	}
	at := bytes.LastIndexAny(f, "+-")
	if at < 0 {
		return f, 0, true
	}
	zone := bytes.ReplaceAll(f[at+1:], []byte(":"), nil)
	if len(zone) == 2 {
		zone = append(zone, "00"...)
	}
	n, isNumber := digits(zone)
	if !isNumber || len(zone) != 4 {
		return nil, 0, false
	}
	ahead = float64(n/100*3600 + n%100*60)
	if f[at] == '-' {
		ahead = -ahead
	}
	return f[:at], ahead, true
}

// timeOfDay reads h:m:s or m:s, the last with decimals.
func timeOfDay(f []byte) (seconds float64, ok bool) {
	parts := 0
	for {
		at := bytes.IndexByte(f, ':')
		if at < 0 {
			break
		}
		n, isNumber := digits(f[:at])
		if !isNumber || parts == 2 || parts == 1 && n > 59 {
			return 0, false
		}
		seconds = (seconds + float64(n)) * 60
		f = f[at+1:]
		parts++
	}
	if parts == 0 || len(f) < 2 {
		return 0, false
	}
	whole, isNumber := digits(f[:2])
	if !isNumber || whole > 60 {
		return 0, false
	}
	seconds += float64(whole)
	if f = f[2:]; len(f) == 0 {
		return seconds, true
	}
	if f[0] != '.' && f[0] != ',' {
		return 0, false
	}
	scale := 0.1
	var share float64
	for _, c := range f[1:] {
		if c < '0' || c > '9' {
			return 0, false
		}
		share += scale * float64(c-'0')
		scale /= 10
	}
	return seconds + share, true
}

// digits reads a whole number of one to six digits.
func digits(f []byte) (n int, ok bool) {
	if len(f) == 0 || len(f) > 6 {
		return 0, false
	}
	for _, c := range f {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

// daysSince1970 counts in the proleptic Gregorian calendar (Hinnant,
// chrono-compatible low-level date algorithms, days_from_civil).
func daysSince1970(year, month, day int) int {
	if month <= 2 {
		year--
	}
	era := year / 400
	of := year - 400*era
	month = (month + 9) % 12
	days := (153*month+2)/5 + day - 1
	return era*146097 + of*365 + of/4 - of/100 + days - 719468
}
