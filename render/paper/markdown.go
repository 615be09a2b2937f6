package paper

import (
	"slices"
	"strings"
)

// Markdown is the report's main rows and the ablations as tables in Markdown.
func (r *Report) Markdown() string {
	ours, _, authors := r.groups()
	if authors != nil {
		ours = slices.Insert(ours, 0, *authors)
	}
	var b strings.Builder
	head := []string{"", "paper", "independent"}
	for _, g := range ours {
		head = append(head, strings.TrimPrefix(g.Title, "paper, ")+"; "+g.About())
	}
	markdownHead(&b, head)
	for _, row := range rows() {
		if row.short == "" {
			continue
		}
		line := []string{row.short, row.outside(true).Text, row.outside(false).Text}
		for _, g := range ours {
			line = append(line, row.cell(g).Text)
		}
		markdownLine(&b, line)
	}
	if r.Ablations != nil && len(r.Ablations.Runs) > 0 {
		b.WriteString("\n")
		ablationMarkdown(&b, r.Ablations)
	}
	return b.String()
}

func markdownHead(b *strings.Builder, cells []string) {
	markdownLine(b, cells)
	b.WriteString(strings.Repeat("|---", len(cells)) + "|\n")
}

func markdownLine(b *strings.Builder, cells []string) {
	b.WriteString("|")
	for _, c := range cells {
		b.WriteString(strings.TrimRight(" "+strings.ReplaceAll(c, "|", `\|`), " ") + " |")
	}
	b.WriteString("\n")
}
