package command

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gridrat/app/files"
	"gridrat/assets"
	"gridrat/brain/digest"
	"gridrat/render/paper"
)

// Report puts stored runs beside the paper.
type Report struct {
	Out  string   `help:"Folder for the report; one that has a report is refused." default:"" placeholder:"DIR"`
	Runs []string `help:"Folder of train, score or ablate, or of packed runs, beside those that are stored in the program; may be repeated." placeholder:"FOLDER" sep:"none"`
	Pack bool     `help:"Write the runs as compact files to keep, instead of a report."`
}

const (
	reportName = "report.html"
	shortName  = "report.md" // its main rows
)

// Run reads all folders before it writes.
func (c *Report) Run(_ context.Context) error {
	if c.Pack && len(c.Runs) == 0 {
		return Misusef("there is nothing to pack; name the folders of runs with -runs")
	}
	if c.Out == "" {
		c.Out = files.Dated("runs", "report")
	}
	var all digest.Collection
	if !c.Pack {
		if err := unused(c.Out, reportName, shortName); err != nil {
			return err
		}
		if stored := assets.Results(); holds(stored) {
			if err := all.AddFolder(stored); err != nil {
				return fmt.Errorf("could not read the results that are stored in the program: %w", err)
			}
		}
	}
	keys, folders := paper.Keys(), c.Runs
	if c.Pack && holds(os.DirFS(c.Out)) {
		folders = append([]string{c.Out}, folders...) // what is there is joined, not lost
	}
	for _, dir := range folders {
		if info, err := os.Stat(dir); err == nil && !info.IsDir() {
			return fmt.Errorf("could not read %s: it is a file; name the folder that it lies in", dir)
		}
		if err := all.AddFolder(os.DirFS(dir)); err != nil {
			return fmt.Errorf("could not read %s: %w", dir, err)
		}
		if row := unknownRow(&all, keys); row != "" {
			return fmt.Errorf("could not read %s: its text of differences has a line %q; a row is one of %s", dir, row+": …", strings.Join(keys, ", "))
		}
	}
	if c.Pack && len(all.Ousted) > 0 {
		return fmt.Errorf("what is to be packed has two networks that are %s; pack one of them into another folder", all.Ousted[0])
	}
	out, text, err := c.files(&all)
	if err != nil {
		return err
	}
	if err := files.MakeFolder(c.Out, "results"); err != nil {
		return err
	}
	if err := files.WriteAll(c.Out, out); err != nil {
		return err
	}
	fmt.Print(text)
	for _, note := range notes(&all) {
		fmt.Println(note)
	}
	if len(out) == 0 {
		fmt.Println("nothing has changed in", c.Out)
		return nil
	}
	for _, f := range out {
		fmt.Printf("%s: %d kB\n", f.Name, (len(f.Data)+999)/1000)
	}
	fmt.Println("written to", c.Out)
	return nil
}

// unknownRow is a row that differences speak of and that no report has, "" if
// there is none.
func unknownRow(all *digest.Collection, keys []string) string {
	for _, d := range all.Digests {
		for _, x := range d.Differences {
			if x.Row != "" && !slices.Contains(keys, x.Row) {
				return x.Row
			}
		}
	}
	return ""
}

// notes say which results took the place of others.
func notes(all *digest.Collection) []string {
	var out []string
	for _, r := range all.Replaced {
		out = append(out, r+" took the place of what was known before")
	}
	for _, r := range all.Ousted {
		out = append(out, "another network that is "+r+" took the place of the one known before")
	}
	return out
}

// holds tells whether a folder has results.
func holds(folder fs.FS) bool {
	for _, pattern := range []string{"*" + digest.Suffix, ablationsName} {
		if found, err := fs.Glob(folder, pattern); err == nil && len(found) > 0 {
			return true
		}
	}
	return false
}

// files are what is to be written of the runs, and what is to be printed then.
func (c *Report) files(runs *digest.Collection) ([]files.File, string, error) {
	if !c.Pack {
		r := paper.Report{Digests: runs.Digests, Ablations: runs.Ablations, Program: Version(), Date: time.Now().Format("2 January 2006"), Notes: notes(runs)}
		data, err := r.HTML()
		text := r.Table()
		if !r.Ours() {
			text += "no runs of recipe paper are stored in the program, and none was named with -runs\n"
		}
		if runs.Ablations != nil {
			text += paper.AblationTable(runs.Ablations)
		}
		return []files.File{{Name: reportName, Data: data}, {Name: shortName, Data: []byte(r.Markdown())}}, text, err
	}
	var all []files.File
	packed := map[string]*digest.Digest{}
	for _, d := range runs.Digests {
		if other := packed[d.Name()]; other != nil {
			return nil, "", fmt.Errorf("two networks, of %s and of %s, would both be packed as %s; name one of them at a time, with another folder", other.Title(), d.Title(), d.Name())
		}
		packed[d.Name()] = d
		var b bytes.Buffer
		if err := d.Write(&b); err != nil {
			return nil, "", fmt.Errorf("could not pack %s: %w", d.Title(), err)
		}
		all = append(all, files.File{Name: d.Name(), Data: b.Bytes()})
	}
	if t := runs.Ablations; t != nil {
		data, err := t.JSON()
		if err != nil {
			return nil, "", err
		}
		all = append(all, files.File{Name: ablationsName, Data: data})
	}
	var changed []files.File
	text := ""
	for _, f := range all {
		switch old, err := os.ReadFile(filepath.Join(c.Out, f.Name)); {
		case err == nil && bytes.Equal(old, f.Data):
			continue
		case err == nil:
			text += filepath.Join(c.Out, f.Name) + " is replaced\n"
		}
		changed = append(changed, f)
	}
	return changed, text, nil
}
