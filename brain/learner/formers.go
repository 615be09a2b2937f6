package learner

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"gridrat/brain/gridnet"
)

// formers are the networks that others took the place of, each in a file of
// its own, so that they outlive the program: what was undone or left behind in
// one session is found in the next.
type formers struct {
	dir          string   // "" keeps none
	past, future []string // paths, the nearest last: what Undo and Redo bring back
	serial       int      // of the last file made
	most         int      // in the past; the oldest is deleted
}

// FormersLimit is how many former networks a learner of its own keeps.
const FormersLimit = 12

// Left is the autosave and the folder of former networks of a learner that has
// ended. Neither need exist.
type Left struct{ Autosave, Formers string }

// left is a file that an earlier session wrote.
type left struct {
	path   string
	own    bool // one of the former networks of this folder
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
		return f, fmt.Errorf("could not make the folder of former networks: %w", err)
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
				return f, fmt.Errorf("could not keep the network of the last session: %w", err)
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

// Undo brings back, paused, the network that another took the place of. The
// current one is what Redo brings back.
type Undo struct{}

func (Undo) apply(s *loop) error {
	return s.exchange(&s.formers.past, &s.formers.future, "there is no former network to bring back")
}

// Redo takes the last Undo back.
type Redo struct{}

func (Redo) apply(s *loop) error {
	return s.exchange(&s.formers.future, &s.formers.past, "nothing was undone that could be brought back")
}

// exchange goes on from the nearest network of one list and puts the current
// one on the other. Whatever fails, no network is lost.
func (s *loop) exchange(from, to *[]string, none string) error {
	if len(*from) == 0 {
		return errors.New(none)
	}
	path := (*from)[len(*from)-1]
	t, err := gridnet.Open(path, s.trainer.Seed(), s.config.Workers)
	if err != nil {
		// Its file stays, but is not in the way of those before it.
		*from = (*from)[:len(*from)-1]
		return fmt.Errorf("could not bring back the former network from %s: %w", path, err)
	}
	if err := s.keep(to); err != nil {
		t.Close()
		return err
	}
	*from = (*from)[:len(*from)-1]
	s.tell(false, "Brought back the former network: "+summary(t))
	s.open(t, cmp.Or(t.Origin(), theFormer))
	whole := s.restoreFrom(path)
	// Nothing but that file and memory has this network: the file goes when
	// the autosave has it.
	s.kept, s.savedAt = -1, -1
	s.autosave()
	switch {
	case s.savedAt < 0:
	case whole:
		os.Remove(path)
	default: // somebody may still want what could not be read
		if kept := path + ".unread"; os.Rename(path, kept) == nil {
			s.tell(true, fmt.Sprintf("%s Its file is kept as %s.", s.notice.Text, kept))
		}
	}
	return nil
}

// theFormer is the origin of a network whose file does not say it.
const theFormer = "the former network"

// putAside keeps the current network for Undo, unless a file of the user's
// has it. What is about to take its place does so even if that fails. Nothing
// can be redone after it.
func (s *loop) putAside() {
	for _, path := range s.formers.future {
		os.Remove(path)
	}
	s.formers.future = nil
	if s.trainer.Update() == s.kept || s.formers.dir == "" {
		return
	}
	if err := s.keep(&s.formers.past); err != nil {
		s.tell(true, err.Error())
	}
}

// keep writes the current network to a new file and puts that on a list.
func (s *loop) keep(list *[]string) error {
	path := s.formers.next()
	if err := s.write(path, s.origin); err != nil {
		return fmt.Errorf("could not keep the current network in %s: %w", path, err)
	}
	*list = append(*list, path)
	s.formers.trim()
	return nil
}
