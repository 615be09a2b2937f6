package reports

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gridrat/app/command"
	"gridrat/app/internal/program"
	"gridrat/assets"
	"gridrat/brain/ablation"
	"gridrat/brain/digest"
	"gridrat/brain/survey"
)

// littlePaper is a run of recipe paper of a fraction of a second.
var littlePaper = []string{
	"train", "-recipe", "paper", "-set", "units=6", "-set", "hidden=8", "-set", `horizons=[{"from":0,"steps":10,"batch":4}]`, "-set", "report_moves=10", "-updates", "4",
}

// stored makes folders of runs: two seeds of a small network of recipe paper,
// both scored, one of recipe modules that is not, and ablations of one run.
func stored(t *testing.T) (flags []string, scores []survey.Results, table *ablation.Table) {
	t.Helper()
	add := func(dir string) { flags = append(flags, "-runs", dir) }
	for _, seed := range []string{"1", "2"} {
		dir := program.Trained(t, append(slices.Clone(littlePaper), "-seed", seed)...)
		if seed == "2" {
			program.Write(t, dir, "differences.txt", "position_error: four updates of many & <few>\n")
		}
		judged, _ := program.Written(t, "score", "-weights", filepath.Join(dir, "weights.npz"), "-shuffles", "3", "-samples", "4000")
		add(judged)
		add(dir)
		scores = append(scores, program.Surveyed(t, judged))
	}
	add(program.Trained(t, program.Tiny("-updates", "5")...))

	row, base := ablation.Rows()[0], ablation.Bases()[1]
	table = ablation.NewTable(7)
	table.Runs = []ablation.Run{{
		Row: row.Name, Base: base.Name, Seed: 1, Updates: 7, Program: "v7", Kernels: "portable", Command: ablation.Command(row.Recipe(base), 1, 7),
		Units: 128, Trained: ablation.Score{Above037: 0.8172, Null037: 0.1934}, SpacingM: 0.6271, ErrorCM: 66.61, Settings: row.Recipe(base),
	}}
	data, err := table.JSON()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	program.Write(t, dir, "ablations.json", string(data))
	add(dir)
	return flags, scores, table
}

// parsed reads the report as XML, which it is too, and returns its text. It
// fails where anything leads out of the file.
func parsed(t *testing.T, data []byte) (text string, elements map[string]int) {
	t.Helper()
	var b strings.Builder
	elements = map[string]int{}
	ids, links := map[string]bool{}, []string(nil)
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.Entity = xml.HTMLEntity
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the report is not well-formed: %v", err)
		}
		switch token := token.(type) {
		case xml.CharData:
			b.Write(token)
		case xml.StartElement:
			elements[token.Name.Local]++
			for _, a := range token.Attr {
				switch name := a.Name.Local; {
				case name == "id" && ids[a.Value]:
					t.Errorf("two elements are called %q", a.Value)
				case name == "id":
					ids[a.Value] = true
				case name == "href" && strings.HasPrefix(a.Value, "#"):
					links = append(links, a.Value[1:])
				case strings.HasPrefix(name, "on") || name == "srcset" || (name == "src" || name == "href") && !strings.HasPrefix(a.Value, "data:"):
					t.Errorf("<%s %s=%q> leads out of the report", token.Name.Local, name, a.Value)
				}
			}
		}
	}
	for _, l := range links {
		if !ids[l] {
			t.Errorf("a link leads to %q, which is not there", l)
		}
	}
	for _, name := range []string{"script", "link", "iframe", "object", "embed", "base"} {
		if elements[name] > 0 {
			t.Errorf("the report has an element %s", name)
		}
	}
	for _, u := range regexp.MustCompile(`url\(['"]?(.{0,5})`).FindAllSubmatch(data, -1) {
		if s := string(u[1]); s != "data:" && !strings.HasPrefix(s, "#") {
			t.Errorf("url(%s leads out of the report", s)
		}
	}
	if bytes.Contains(data, []byte("@import")) || bytes.Contains(data, []byte("ZgotmplZ")) {
		t.Error("the report imports something, or holds what its template did not allow")
	}
	return b.String(), elements
}

// TestReport: the report of runs made here is one well-formed file that leads
// nowhere else and has the numbers of its inputs; from packed runs it is the
// same.
func TestReport(t *testing.T) {
	flags, scores, table := stored(t)
	// What is stored in the program is in every report.
	before := filepath.Join(t.TempDir(), "before")
	if _, stderr, code := program.Run(t, "report", "-out", before); code != 0 {
		t.Fatal(stderr)
	}
	_, had := parsed(t, program.Read(t, before, "report.html"))
	drawings := had["svg"] + 2*2
	if _, err := fs.Stat(assets.Results(), "ablations.json"); err != nil {
		drawings++ // else it takes the place of what is stored
	}
	dir := filepath.Join(t.TempDir(), "report")
	out, stderr, code := program.Run(t, append([]string{"report", "-out", dir}, flags...)...)
	if code != 0 || stderr != "" || !strings.HasSuffix(out, "written to "+dir+"\n") {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	if got := program.Names(t, dir); !slices.Equal(got, []string{"report.html", "report.md"}) {
		t.Errorf("the folder holds %v", got)
	}
	data := program.Read(t, dir, "report.html")
	short := string(program.Read(t, dir, "report.md"))
	text, elements := parsed(t, data)
	if elements["svg"] != drawings || elements["img"] != had["img"]+3 {
		t.Errorf("it has %d drawings and %d contact sheets", elements["svg"], elements["img"])
	}
	spread := func(format string, value func(r survey.Results) float64) string {
		a, b := value(scores[0]), value(scores[1])
		low, high := fmt.Sprintf(format, min(a, b)), fmt.Sprintf(format, max(a, b))
		if low == high {
			return fmt.Sprintf(format, (a+b)/2)
		}
		return fmt.Sprintf(format+" (%s–%s)", (a+b)/2, strings.Fields(low)[0], strings.Fields(high)[0])
	}
	for _, want := range []string{
		spread("%.1f cm", func(r survey.Results) float64 { return float64(r.Positions.Top3[9]) }),
		spread("%.1f cm", func(r survey.Results) float64 { return float64(r.Positions.NeverMoved[9]) }),
		spread("%.1f %%", func(r survey.Results) float64 { return 100 * float64(r.Fraction("grid_60_minmax").Shuffle) }),
		spread("%.1f %%", func(r survey.Results) float64 { return 100 * float64(r.Fraction("grid_60_released").BeyondShuffle) }),
		spread("%.1f %%", func(r survey.Results) float64 { return 100 * float64(r.Fraction("direction").Units) }),
		"25.2 % (129 of 512)", "17.8 % (replication)", "24.6 % (weights re-scored)", "10.2 % (52 of 512)", "circle: 21.9 % (56 of 256)",
		"paper, 6 units, square of 2.2 m, hidden=8", "4 updates, seeds 1, 2", "four updates of many & <few>",
		"-set units=6", "-updates 4 -seed 2", "/weights.npz -seed 1 -shuffles 3 -samples 4000",
		"0.82", "0.19", "0.63", table.Runs[0].Command, "What hexagons need", survey.Definition("grid_60_released"), survey.Definition("null_shuffle"),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
		if strings.HasSuffix(want, " cm") && (!strings.Contains(out, want) || !strings.Contains(short, want)) {
			t.Errorf("the table, or its short form, does not say %q", want)
		}
	}

	packed := filepath.Join(t.TempDir(), "packed")
	if out, stderr, code := program.Run(t, append([]string{"report", "-pack", "-out", packed}, flags...)...); code != 0 || stderr != "" {
		t.Fatalf("packing: status %d, printed %q and %q", code, out, stderr)
	}
	if got := program.Names(t, packed); len(got) != 4 || got[0] != "ablations.json" || !strings.HasSuffix(got[1], ".digest.gz") {
		t.Errorf("the folder of packed runs holds %v", got)
	}
	again := filepath.Join(t.TempDir(), "again")
	if out, stderr, code := program.Run(t, "report", "-runs", packed, "-out", again); code != 0 || stderr != "" {
		t.Fatalf("status %d, printed %q and %q", code, out, stderr)
	}
	other, _ := parsed(t, program.Read(t, again, "report.html"))
	for _, part := range []string{"Side by side", "Where we differ", "Emergence", "What hexagons need"} {
		if !strings.Contains(other, part) {
			t.Errorf("the report of packed runs has no part %q", part)
		}
	}
	// Packed files come in the order of their names.
	lines := func(s string) []string {
		l := strings.Split(s, "\n")
		slices.Sort(l)
		return l
	}
	if !slices.Equal(lines(text), lines(other)) {
		t.Error("the report of packed runs says something else")
	}
	program.Refused(t, []string{"report", "-runs", packed, "-out", again}, command.ExitMisuse, "already holds report.html; choose another with -out")
}

func TestReportRefuses(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "report")
	put := func(name, text string) string {
		folder := filepath.Join(dir, strings.ReplaceAll(name+text, "/", "")[:8])
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		program.Write(t, folder, name, text)
		return folder
	}
	for _, c := range []struct {
		folder string
		code   int
		want   string
	}{
		{filepath.Join(dir, "nowhere"), command.ExitFailed, "could not read " + filepath.Join(dir, "nowhere")},
		{filepath.Join(put("results.json", "{ }"), "results.json"), command.ExitFailed, "results.json: it is a file; name the folder that it lies in"},
		{dir, command.ExitFailed, "it holds neither results.json nor ablations.json nor a file *.digest.gz"},
		{put("results.json", "{"), command.ExitFailed, "results.json is damaged"},
		{put("ablations.json", "{}"), command.ExitFailed, `ablations.json: its format is ""`},
		{put("x.digest.gz", "rat"), command.ExitFailed, "x.digest.gz: it is no compressed file"},
	} {
		program.Refused(t, []string{"report", "-runs", c.folder, "-out", out}, c.code, c.want)
	}
	cut := program.Trained(t, program.Tiny("-updates", "3")...)
	if err := os.Remove(filepath.Join(cut, "emergence.csv")); err != nil {
		t.Fatal(err)
	}
	program.Refused(t, []string{"report", "-runs", cut, "-out", out}, command.ExitFailed, "could not read "+cut, "emergence.csv")
	wrong := program.Trained(t, program.Tiny("-updates", "3")...)
	program.Write(t, wrong, "differences.txt", "positon_error: large\n")
	program.Refused(t, []string{"report", "-runs", wrong, "-out", out}, command.ExitFailed, "could not read "+wrong, `"positon_error: …"; a row is one of position_error, grid_60_released, `)
	program.Refused(t, []string{"report", "-pack", "-out", out}, command.ExitMisuse, "there is nothing to pack; name the folders of runs with -runs")
	if _, err := os.Stat(out); err == nil {
		t.Error("a refused report left a folder")
	}
}

// TestPackJoins: what is packed into a folder joins what is there, and two
// networks that would have one name are refused.
func TestPackJoins(t *testing.T) {
	packed := filepath.Join(t.TempDir(), "packed")
	pack := func(dirs ...string) string {
		t.Helper()
		args := []string{"report", "-pack", "-out", packed}
		for _, d := range dirs {
			args = append(args, "-runs", d)
		}
		out, stderr, code := program.Run(t, args...)
		if code != 0 || stderr != "" {
			t.Fatalf("packing: status %d, printed %q and %q", code, out, stderr)
		}
		return out
	}
	digests := func() []*digest.Digest {
		t.Helper()
		var all digest.Collection
		if err := all.AddFolder(os.DirFS(packed)); err != nil {
			t.Fatal(err)
		}
		return all.Digests
	}
	dir := program.Trained(t, append(slices.Clone(littlePaper), "-seed", "1")...)
	judged, _ := program.Written(t, "score", "-weights", filepath.Join(dir, "weights.npz"), "-shuffles", "3", "-samples", "4000")
	pack(dir)
	pack(judged)
	if all := digests(); len(all) != 1 || all[0].Train == nil || all[0].Scores == nil || len(all[0].Curve) == 0 {
		t.Errorf("packing scores lost the training beside them: %d digests", len(all))
	}
	if out := pack(judged); !strings.Contains(out, "nothing has changed in "+packed) {
		t.Errorf("packing the same again says %q", out)
	}
	again, _ := program.Written(t, "score", "-weights", filepath.Join(dir, "weights.npz"), "-shuffles", "4", "-samples", "4000")
	if out := pack(again); !strings.Contains(out, "the scores of paper, 6 units, square of 2.2 m, hidden=8") || !strings.Contains(out, "seed 1 took the place") || !strings.Contains(out, "is replaced") {
		t.Errorf("packing other scores says %q", out)
	}

	// Scores of other weights are not put beside this training.
	other := regexp.MustCompile(`"weights_sha256": "[0-9a-f]{64}"`).ReplaceAll(program.Read(t, again, "results.json"), []byte(`"weights_sha256": "0"`))
	program.Write(t, again, "results.json", string(other))
	program.Refused(t, []string{"report", "-pack", "-out", packed, "-runs", again}, command.ExitFailed, "two networks that are paper, 6 units, square of 2.2 m, hidden=8", "seed 1, of 4 updates; pack one of them into another folder")
	if all := digests(); len(all) != 1 || all[0].Train == nil {
		t.Error("a refused packing changed the folder")
	}
	out := filepath.Join(t.TempDir(), "report")
	said, stderr, code := program.Run(t, "report", "-runs", packed, "-runs", again, "-out", out)
	page, _ := parsed(t, program.Read(t, out, "report.html"))
	if want := "another network that is paper, 6 units"; code != 0 || stderr != "" || !strings.Contains(said, want) || !strings.Contains(page, want) {
		t.Errorf("a report of two networks that should be one says %q", said)
	}

	var maps []string
	for _, name := range []string{"A b", "A-b"} {
		drawn := strings.Replace(string(program.Read(t, "../../../assets/mazes", "square.json")), "Square arena, 2.2 m", name, 1)
		path := program.Write(t, t.TempDir(), "map.json", drawn)
		maps = append(maps, "-runs", program.Trained(t, append(slices.Clone(littlePaper), "-map", path)...))
	}
	program.Refused(t, append([]string{"report", "-pack", "-out", packed}, maps...), command.ExitFailed, `map "A b"`, `map "A-b"`, "would both be packed as paper")
}
