package reports

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gridrat/app/internal/program"
)

// TestReadme: the tables of the reproduction are those that `report` writes of
// the results that are stored in the program, and those of the README are parts
// of them.
func TestReadme(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "report")
	if _, stderr, code := program.Run(t, "report", "-out", dir); code != 0 {
		t.Fatal(stderr)
	}
	reproduction := string(program.Read(t, filepath.Join("..", "..", "..", "render", "paper"), "README.md"))
	tables := strings.Split(strings.TrimSpace(string(program.Read(t, dir, "report.md"))), "\n\n")
	for _, table := range tables {
		if !strings.Contains(reproduction, table) {
			t.Errorf("render/paper/README.md does not have this table of report.md:\n%s", table)
		}
	}
	parts := strings.Split(string(program.Read(t, filepath.Join("..", "..", ".."), "README.md")), "<!-- headline: report.md -->\n")[1:]
	if len(parts) != len(tables) {
		t.Fatalf("the README has parts of %d tables; report.md has %d", len(parts), len(tables))
	}
	for i, part := range parts {
		part, _, _ = strings.Cut(part, "\n\n")
		if err := partOf(cellsOf(part), cellsOf(tables[i])); err != nil {
			t.Errorf("a table of the README is not part of that of report.md: %v:\n%s", err, part)
		}
	}
}

// cellsOf are the cells of a table in Markdown, its head first.
func cellsOf(table string) [][]string {
	var rows [][]string
	for i, line := range strings.Split(strings.TrimSpace(table), "\n") {
		if i == 1 {
			continue // the rule below the head
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	return rows
}

// partOf says where a table is not made of rows and columns of another. Its
// columns have the beginnings of the heads there, as far as no other column
// begins so; its rows come in the order there, those that begin with a dash
// below their own.
func partOf(part, whole [][]string) error {
	columns := []int{0}
	for _, head := range part[0][1:] {
		var found []int
		for k, h := range whole[0] {
			if strings.HasPrefix(h, head) {
				found = append(found, k)
			}
		}
		if head == "" || len(found) != 1 {
			return fmt.Errorf("%q begins %d heads", head, len(found))
		}
		columns = append(columns, found[0])
	}
	below := whole[1:]
	for _, row := range part[1:] {
		i := slices.IndexFunc(below, func(r []string) bool { return r[0] == row[0] })
		if i < 0 || len(row) != len(columns) {
			return fmt.Errorf("row %q is not there, or has %d cells", row[0], len(row))
		}
		if strings.HasPrefix(row[0], "–") && slices.ContainsFunc(below[:i], func(r []string) bool { return !strings.HasPrefix(r[0], "–") }) {
			return fmt.Errorf("row %q is below another one", row[0])
		}
		for k, c := range columns {
			if row[k] != below[i][c] {
				return fmt.Errorf("row %q has %q, want %q", row[0], row[k], below[i][c])
			}
		}
		below = below[i+1:]
	}
	return nil
}

// TestPartOf: what is no part of a table is found out.
func TestPartOf(t *testing.T) {
	whole := cellsOf("| | paper | ours, a | ours, b |\n|---|---|---|---|\n| error | 1 | 2 | 3 |\n| – null | | 4 | 5 |\n| share | 6 | 7 | 8 |\n| – null | | 9 | 0 |\n")
	for part, want := range map[string]string{
		"| | paper | ours, b |\n|---|---|---|\n| error | 1 | 3 |\n| – null | | 5 |": "",
		"| | ours, a |\n|---|---|\n| share | 7 |\n| – null | 9 |":                   "",
		"| | ours |\n|---|---|\n| error | 2 |":                                      `"ours" begins 2 heads`,
		"| | others |\n|---|---|\n| error | 2 |":                                    `"others" begins 0 heads`,
		"| | ours, a |\n|---|---|\n| share | 2 |":                                   `row "share" has "2", want "7"`,
		"| | ours, a |\n|---|---|\n| share | 7 |\n| error | 2 |":                    `row "error" is not there, or has 2 cells`,
		"| | ours, a | paper |\n|---|---|---|\n| share | 7 |":                       `row "share" is not there, or has 2 cells`,
		"| | ours, a |\n|---|---|\n| – null | 4 |":                                  `row "– null" is below another one`,
	} {
		switch err := partOf(cellsOf(part), whole); {
		case err == nil && want != "":
			t.Errorf("%s is a part; want %s", part, want)
		case err != nil && err.Error() != want:
			t.Errorf("%s: %v, want %q", part, err, want)
		}
	}
}
