package loop

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// formers are the students that others took the place of, each in a file of
// its own, so that they outlive the program: what was undone or left behind in
// one session is found in the next.
type formers struct {
	dir          string   // "" keeps none
	past, future []string // paths, the nearest last: what Undo and Redo bring back
	serial       int      // of the last file made
	most         int      // in the past; the oldest is deleted
}

// FormersLimit is how many former students a learner of its own keeps.
const FormersLimit = 12

// Left is the autosave and the folder of former students of a learner that has
// ended. Neither need exist.
type Left struct{ Autosave, Formers string }

// left is a file that an earlier session wrote.
type left struct {
	path   string
	own    bool // one of the former students of this folder
	moment time.Time
}

// openFormers finds the files of earlier sessions, those that are left
// elsewhere among them, and orders them by age. A file that is new to the
// folder moves into it under a name that no other has, and so do those after
// it: whenever that ends, each is somewhere. One that cannot be moved stays for
// the next session, but for the autosave, which would be written over.
func openFormers(c Config) (formers, error) {
	f := formers{dir: c.Formers, most: cmp.Or(c.MostFormers, FormersLimit)}
	if f.dir == "" {
		return f, nil
	}
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		return f, fmt.Errorf("could not make the folder of former %ss: %w", c.Kind, err)
	}
	var files []left
	taken := false // something is left elsewhere
	for i, l := range slices.Concat([]Left{{c.Autosave, f.dir}}, c.Left) {
		found, err := filepath.Glob(filepath.Join(escape(l.Formers), formerPattern))
		if err != nil {
			return f, err
		}
		slices.Sort(found)
		for _, path := range append(found, l.Autosave) {
			if info, err := os.Stat(path); err == nil {
				files = append(files, left{path, i == 0 && path != l.Autosave, info.ModTime()})
				taken = taken || i > 0
			}
		}
		if i == 0 && len(found) > 0 {
			fmt.Sscanf(filepath.Base(found[len(found)-1]), formerName, &f.serial)
		}
	}
	if taken { // else the order of names says it, whatever a clock did
		slices.SortStableFunc(files, func(a, b left) int { return a.moment.Compare(b.moment) })
	}
	moved := false
	for _, l := range files {
		moved = moved || !l.own
		if moved {
			path := f.next()
			switch err := os.Rename(l.path, path); {
			case err == nil:
				l.path = path
			case l.path == c.Autosave:
				return f, fmt.Errorf("could not keep the %s of the last session: %w", c.Kind, err)
			case !l.own:
				continue
			}
		}
		f.past = append(f.past, l.path)
	}
	f.trim()
	return f, nil
}

const (
	formerName    = "former-%06d.npz"
	formerPattern = "former-[0-9][0-9][0-9][0-9][0-9][0-9].npz"
)

// escape takes the meaning of patterns from a folder's name.
func escape(dir string) string {
	var s []rune
	for _, r := range dir {
		if r == '[' || r == '*' || r == '?' {
			s = append(s, '[', r, ']')
		} else {
			s = append(s, r)
		}
	}
	return string(s)
}

// next is the path of a new file, after all others in the order of names.
func (f *formers) next() string {
	f.serial++
	return filepath.Join(f.dir, fmt.Sprintf(formerName, f.serial))
}

// trim deletes the oldest files.
func (f *formers) trim() {
	for len(f.past) > f.most {
		os.Remove(f.past[0])
		f.past = f.past[1:]
	}
}

// exchange goes on from the nearest student of one list and puts the current
// one on the other, if there is anything to keep of it. Whatever fails, no
// student is lost.
func (l *Loop[T, S]) exchange(from, to *[]string, none string) error {
	if len(*from) == 0 {
		return errors.New(none)
	}
	path := (*from)[len(*from)-1]
	o, err := l.openFile(path, l.student)
	if err != nil {
		// Its file stays, but is not in the way of those before it.
		*from = (*from)[:len(*from)-1]
		return fmt.Errorf("could not bring back the former %s from %s: %w", l.config.Kind, path, err)
	}
	if l.student.Ready() {
		if err := l.keep(to); err != nil {
			o.Student.Close()
			return err
		}
	}
	*from = (*from)[:len(*from)-1]
	l.Tell(false, fmt.Sprintf("Brought back the former %s: %s", l.config.Kind, o.Student.Summary()))
	l.turn(o, cmp.Or(o.Origin, "the former "+l.config.Kind))
	// Nothing but that file and memory has this student: the file goes when
	// the autosave has it.
	l.Changed()
	l.autosave()
	switch {
	case l.savedAt < 0:
	case o.Unread == "":
		os.Remove(path)
	default: // somebody may still want what could not be read
		if kept := path + ".unread"; os.Rename(path, kept) == nil {
			l.Tell(true, fmt.Sprintf("%s Its file is kept as %s.", l.notice.Text, kept))
		}
	}
	return nil
}

// putAside keeps the current student for Undo, unless a file of the user's
// has it. What is about to take its place does so even if that fails. Nothing
// can be redone after it.
func (l *Loop[T, S]) putAside() {
	for _, path := range l.formers.future {
		os.Remove(path)
	}
	l.formers.future = nil
	if l.student.Update() == l.kept || !l.student.Ready() || l.formers.dir == "" {
		return
	}
	if err := l.keep(&l.formers.past); err != nil {
		l.Tell(true, err.Error())
	}
}

// keep writes the current student to a new file and puts that on a list.
func (l *Loop[T, S]) keep(list *[]string) error {
	path := l.formers.next()
	if err := l.write(path, l.origin); err != nil {
		return fmt.Errorf("could not keep the current %s in %s: %w", l.config.Kind, path, err)
	}
	*list = append(*list, path)
	l.formers.trim()
	return nil
}
