package recording

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// role is what a column is.
type role int

const (
	noRole role = iota
	timeRole
	frameRole // counts frames or samples
	xRole
	yRole
	headingRole
	unitRole
	rateRole
	likelihoodRole
	trackRole // which animal a row is of
)

// shown is what a role is called in results.
var shown = map[role]string{timeRole: "t", frameRole: "t", xRole: "x", yRole: "y", headingRole: "hd", unitRole: "unit", rateRole: "rate"}

// word is what the name of a column says.
type word struct {
	role    role
	part    string // of the body, or whatever else is named beside x and y
	unit    string // as written, in lower case; "" if none is
	bracket bool   // the unit stands in brackets
	rank    int    // the less, the likelier it is meant
}

// Units that a header can name, with their size. One of pixels or frames is
// known by its name, not by its size: that is 0.
var (
	timeUnits = map[string]float64{
		"s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
		"ms": 1e-3, "msec": 1e-3, "millis": 1e-3, "millisecond": 1e-3, "milliseconds": 1e-3,
		"us": 1e-6, "µs": 1e-6, "μs": 1e-6, "usec": 1e-6, "microsecond": 1e-6, "microseconds": 1e-6,
		"ns": 1e-9, "nanosecond": 1e-9, "nanoseconds": 1e-9,
		"min": 60, "mins": 60, "minute": 60, "minutes": 60, "h": 3600, "hour": 3600, "hours": 3600,
		"frame": 0, "frames": 0, "sample": 0, "samples": 0,
	}
	lengthUnits = map[string]float64{
		"m": 1, "metre": 1, "metres": 1, "meter": 1, "meters": 1,
		"cm": 1e-2, "centimetre": 1e-2, "centimetres": 1e-2, "centimeter": 1e-2, "centimeters": 1e-2,
		"mm": 1e-3, "millimetre": 1e-3, "millimetres": 1e-3, "millimeter": 1e-3, "millimeters": 1e-3,
		"in": 0.0254, "inch": 0.0254, "inches": 0.0254, "ft": 0.3048, "feet": 0.3048,
		"px": 0, "pix": 0, "pixel": 0, "pixels": 0,
	}
	angleUnits = map[string]float64{
		"rad": 1, "rads": 1, "radian": 1, "radians": 1,
		"deg": math.Pi / 180, "degs": math.Pi / 180, "degree": math.Pi / 180, "degrees": math.Pi / 180, "°": math.Pi / 180,
	}
	rateUnits = map[string]float64{"hz": 1, "spikes/s": 1, "1/s": 1, "khz": 1e3}
)

// unitsOf are those of a role, and the plain ones in words.
func unitsOf(r role) (units map[string]float64, words string) {
	switch r {
	case timeRole, frameRole:
		return timeUnits, "ms or s (or us, min, h)"
	case xRole, yRole:
		return lengthUnits, "cm or m (or mm, inch)"
	case headingRole:
		return angleUnits, "deg or rad"
	case rateRole:
		return rateUnits, "Hz"
	}
	return nil, ""
}

// Words of which names of columns are made.
var (
	timeWords      = set("t time times timestamp timestamps ts datetime spiketime spiketimes clock elapsed")
	timeBeside     = set("t time times timestamp timestamps ts spike spikes frame frames video trial recording system sync elapsed peak relative posix unix of since in value camera cam neural start stamp stamps date item1 item2 0 1")
	timeAlone      = set("sec secs second seconds ms msec milliseconds us microseconds")
	frameWords     = set("frame frames frameidx frameindex frameindices framenumber frameno framenum framenr frameid framecount framecounter sample samples sampleindex samplenumber spikesample spikesamples coords")
	headingWords   = set("hd heading headings headdirection headdirections headdir headangle headangles headheading headingangle headingdirection hdangle headorientation yaw direction facing facingangle")
	unitWords      = set("unit units unitid unitids unitnumber unitno unitname unitindex cell cells cellid cellids cellnumber cellno cellname cellindex cluster clusters clusterid clusterids clusternumber spikecluster spikeclusters clu clusterno neuron neurons neuronid neuronids neuronnumber neuronname neuronindex roi roiid sourceid")
	rateWords      = set("rate rates firingrate firingrates fr activity dff spikerate fluorescence deconvolved response")
	likelihoods    = set("likelihood confidence conf score prob probability")
	placeWords     = set("pos position coord coordinate coords coordinates loc location point value xy item1 item2")
	notPlace       = set("vel velocity v speed acc acceleration min max std sd var valid bin bins index idx size scale origin error err grid width height area rate count missing")
	unlikelyPlaces = set("raw unfiltered px pixel pixels")
)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// wordOf reads the name of a column: x, x_cm, X (cm), Position X, nose.x,
// time_s, Trial time, spike_time, cluster_id and their like.
func wordOf(name string) word {
	name = strings.TrimSpace(name)
	var w word
	for _, around := range []string{"()", "[]"} {
		before, rest, ok := strings.Cut(name, around[:1])
		if in, after, closed := strings.Cut(rest, around[1:]); ok && closed && strings.TrimSpace(after) == "" {
			name, w.unit, w.bracket = strings.TrimSpace(before), strings.ToLower(strings.TrimSpace(in)), true
		}
	}
	tokens := tokensOf(name)
	if w.setRole(tokens); w.role == noRole || w.unit == "" {
		// The last of them may be a unit.
		if n := len(tokens); n > 1 && w.unit == "" {
			v := word{}
			v.setRole(tokens[:n-1])
			if units, _ := unitsOf(v.role); v.role != noRole {
				if _, ok := units[tokens[n-1]]; ok {
					v.unit = tokens[n-1]
					w = v
				}
			}
		}
	}
	if units, _ := unitsOf(w.role); w.unit != "" && units[w.unit] == 0 {
		w.rank += 20
	}
	return w
}

// tokensOf splits a name into words, in lower case: at what is no letter or digit,
// and where a capital begins one.
func tokensOf(name string) []string {
	var b strings.Builder
	before := rune(0)
	for _, c := range name {
		if unicode.IsUpper(c) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
		before = c
	}
	return strings.FieldsFunc(strings.ToLower(b.String()), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '°'
	})
}

func (w *word) setRole(tokens []string) {
	if len(tokens) == 0 {
		return
	}
	joined := strings.Join(tokens, "")
	has := func(words map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(t string) bool { return words[t] })
	}
	all := func(words map[string]bool) bool {
		return !slices.ContainsFunc(tokens, func(t string) bool { return !words[t] })
	}
	switch {
	case has(timeWords) && (len(tokens) == 1 || all(timeBeside)):
		w.role = timeRole
		w.rank = []int{3, 0, 1}[max(slices.Index([]string{"", "t", "time"}, joined), 0)]
		if slices.Contains(tokens, "recording") || slices.Contains(tokens, "system") {
			w.rank = 4
		}
	case timeAlone[joined]:
		w.role, w.rank, w.unit = timeRole, 3, joined
	case frameWords[joined]:
		w.role = frameRole
	case unitWords[joined]:
		w.role = unitRole
	case rateWords[joined]:
		w.role = rateRole
	case headingWords[joined]:
		w.role, w.rank = headingRole, 0
		if joined == "direction" || joined == "yaw" {
			w.rank = 1
		}
	case joined == "track":
		w.role = trackRole
	case likelihoods[tokens[len(tokens)-1]]:
		w.role, w.part = likelihoodRole, strings.Join(tokens[:len(tokens)-1], " ")
	default:
		w.setPlace(tokens)
	}
}

// setPlace finds x or y among words, and the part that the others name.
func (w *word) setPlace(tokens []string) {
	at, r := -1, noRole
	var parts []string
	for i, t := range tokens {
		is, part := placeOf(t)
		switch {
		case is != noRole && at >= 0:
			return // x and y in one name
		case is != noRole:
			at, r = i, is
			if part != "" {
				parts = append(parts, part)
			}
		case notPlace[t]:
			return
		case placeWords[t]:
		default:
			parts = append(parts, t)
		}
		if unlikelyPlaces[t] {
			w.rank += 10
		}
	}
	if at < 0 {
		return
	}
	w.role, w.part = r, strings.Join(parts, " ")
	if w.part != "" {
		w.rank++
	}
}

// placeOf tells whether a word is x or y, with a part that is stuck to it: x,
// xpos, posx, x1, headx.
func placeOf(t string) (role, string) {
	for r, letter := range map[role]string{xRole: "x", yRole: "y"} {
		for _, rest := range []string{strings.TrimPrefix(t, letter), strings.TrimSuffix(t, letter)} {
			switch {
			case rest == t:
			case rest == "" || placeWords[rest] || rest == "c":
				return r, ""
			case bodyWords[rest] || len(rest) == 1 && rest[0] >= '0' && rest[0] <= '9':
				return r, rest
			}
		}
	}
	return noRole, ""
}

// bodyWords can be stuck to x and y.
var bodyWords = set("head nose body tail center centre centroid center1 led led1 led2 snout neck ear rat mouse animal")
