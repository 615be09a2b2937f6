package play

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"gridrat/app/files"
	named "gridrat/app/tasks"
	"gridrat/brain/versioned"
)

// played is an episode that the user has played to its end.
type played struct {
	Date     time.Time    `json:"date"`
	Task     string       `json:"task"` // name
	Map      string       `json:"map"`  // name
	Seed     uint64       `json:"seed"`
	Again    bool         `json:"again,omitempty"` // the same seed was begun before: what is random in it was known
	Score    float64      `json:"score"`
	Goals    int          `json:"goals"`
	Metres   float64      `json:"metres"`            // that the rat went to the goals it reached
	Shortest float64      `json:"shortest"`          // and the least it could have
	Shown    bool         `json:"shown,omitempty"`   // an opponent was seen that can show where a hidden goal is
	Against  *named.Rival `json:"against,omitempty"` // that ran the same episode; nil is nobody
}

// list is all episodes that were ever played, oldest first, and their file.
type list struct {
	dir     string
	all     []played
	foreign bool // the file is not ours to write over
}

const (
	listName    = "episodes.json"
	listVersion = 2  // 1 knew no opponents
	meanOf      = 20 // episodes at the end, of which the mean is shown
)

// listFile is how they are stored.
type listFile struct {
	Version  int      `json:"version"`
	Episodes []played `json:"episodes"`
}

// loadList reads the list of a folder; with an error, none will be stored.
func loadList(dir string) (list, error) {
	all, err := readList(filepath.Join(dir, listName))
	return list{dir: dir, all: all, foreign: err != nil}, err
}

func readList(path string) ([]played, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("could not read the episodes that were played: %w", err)
	}
	all, err := parseList(data)
	if err != nil {
		return nil, fmt.Errorf("the episodes in %s are not used, and none will be kept while that file is there: %w", path, err)
	}
	return all, nil
}

func parseList(data []byte) ([]played, error) {
	var f listFile
	version := listVersion
	if head, err := versioned.ReadHead(data); err == nil && head.Version == 1 {
		version = 1
	}
	if err := versioned.Read(data, version, &f, "they are no JSON of episodes"); err != nil {
		return nil, err
	}
	for i, p := range f.Episodes {
		if err := p.check(); err != nil {
			return nil, fmt.Errorf("episodes[%d].%w", i, err)
		}
	}
	return f.Episodes, nil
}

func (p played) check() error {
	switch {
	case p.Date.IsZero():
		return errors.New("date is missing")
	case p.Task == "":
		return errors.New("task is empty; it must be the name of one")
	case p.Map == "":
		return errors.New("map is empty; it must be the name of one")
	case p.Goals < 0:
		return fmt.Errorf("goals is %d; it must be 0 or more", p.Goals)
	}
	if err := checkRival(p.Against); err != nil {
		return err
	}
	return cmp.Or(positive("score", p.Score), positive("metres", p.Metres), positive("shortest", p.Shortest))
}

func positive(name string, x float64) error {
	if !(x >= 0) || math.IsInf(x, 1) {
		return fmt.Errorf("%s is %v; it must be 0 or more", name, x)
	}
	return nil
}

// add keeps an episode, beside those that other windows have stored since.
func (l *list) add(p played) error {
	if !l.foreign {
		all, err := readList(filepath.Join(l.dir, listName))
		if err != nil {
			l.foreign = true
			l.all = append(l.all, p)
			return err
		}
		l.all = all
	}
	l.all = append(l.all, p)
	if l.foreign {
		return fmt.Errorf("this episode is not kept: the file %s holds something else", filepath.Join(l.dir, listName))
	}
	data, err := json.MarshalIndent(listFile{listVersion, l.all}, "", " ")
	if err != nil {
		return err
	}
	return files.Write(l.dir, listName, append(data, '\n'))
}

// best are the episodes of a task, the best first; of equal ones the older.
func (l *list) best(task string) []played {
	var of []played
	for _, p := range l.all {
		if p.Task == task {
			of = append(of, p)
		}
	}
	slices.SortStableFunc(of, func(a, b played) int { return cmp.Compare(b.Score, a.Score) })
	return of
}

// mean is the mean score of the last episodes of a task, of seeds that were
// not known and without opponents that could show the goal, on maps of that name
// if one is given; and how many they are.
func (l *list) mean(task, mapName string) (mean float64, n int) {
	for _, p := range slices.Backward(l.all) {
		if p.Task != task || p.Again || p.Shown || mapName != "" && p.Map != mapName || n == meanOf {
			continue
		}
		mean += p.Score
		n++
	}
	if n > 0 {
		mean /= float64(n)
	}
	return mean, n
}
