// Package progress shows how far long work is. It knows nothing of the project.
package progress

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// Progress shows how far long work is: a bar on a terminal, a line every few
// seconds elsewhere. One goroutine uses it.
type Progress struct {
	out      *os.File
	terminal bool
	phase    string
	begun    time.Time
	shown    time.Time
}

// New shows on a terminal or a file.
func New(out *os.File) *Progress {
	info, err := out.Stat()
	return &Progress{out: out, terminal: err == nil && info.Mode()&os.ModeCharDevice != 0}
}

// Show reports the share of a phase that is done, 0 to 1, with some words.
func (p *Progress) Show(phase string, share float64, text string) {
	now := time.Now()
	if p.phase != phase {
		p.phase, p.begun, p.shown = phase, now, now
	}
	every := 5 * time.Second
	if p.terminal {
		every = 100 * time.Millisecond
	}
	if now.Sub(p.shown) < every {
		return
	}
	p.shown = now
	share = min(max(share, 0), 1)
	if spent := now.Sub(p.begun); share > 0.01 {
		if text != "" {
			text += ", "
		}
		text += time.Duration(float64(spent)*(1-share)/share).Round(time.Second).String() + " left"
	}
	if !p.terminal {
		fmt.Fprintf(p.out, "%s %3.0f %%: %s\n", phase, 100*share, text)
		return
	}
	const width = 24
	full := int(share * width)
	fmt.Fprintf(p.out, "\r\x1b[K%s [%s%s] %s", phase, strings.Repeat("=", full), strings.Repeat(" ", width-full), text)
}

// Done closes a phase with a line.
func (p *Progress) Done(phase, text string) {
	if p.terminal {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	fmt.Fprintf(p.out, "%s: %s\n", phase, text)
	p.phase = ""
}
