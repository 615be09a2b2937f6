package main

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
	"gridrat/brain/versioned"
)

// played is an episode that the user has played to its end.
type played struct {
	Date     time.Time `json:"date"`
	Task     string    `json:"task"` // name
	Map      string    `json:"map"`  // name
	Seed     uint64    `json:"seed"`
	Again    bool      `json:"again,omitempty"` // the same seed was begun before: what is random in it was known
	Score    float64   `json:"score"`
	Goals    int       `json:"goals"`
	Metres   float64   `json:"metres"`   // that the rat went to the goals it reached
	Shortest float64   `json:"shortest"` // and the least it could have
}

// episodes are all that were ever played, oldest first, and their file.
type episodes struct {
	dir     string
	all     []played
	foreign bool // the file is not ours to write over
}

const (
	episodesName    = "episodes.json"
	episodesVersion = 1
	meanOf          = 20 // episodes at the end, of which the mean is shown
)

// episodesFile is how they are stored.
type episodesFile struct {
	Version  int      `json:"version"`
	Episodes []played `json:"episodes"`
}

// loadEpisodes reads the episodes; with an error, none will be stored.
func loadEpisodes(dir string) (*episodes, error) {
	e := &episodes{dir: dir}
	var err error
	if e.all, err = readEpisodes(filepath.Join(dir, episodesName)); err != nil {
		e.foreign = true
	}
	return e, err
}

func readEpisodes(path string) ([]played, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("could not read the episodes that were played: %w", err)
	}
	all, err := parseEpisodes(data)
	if err != nil {
		return nil, fmt.Errorf("the episodes in %s are not used, and none will be kept while that file is there: %w", path, err)
	}
	return all, nil
}

func parseEpisodes(data []byte) ([]played, error) {
	var f episodesFile
	if err := versioned.Read(data, episodesVersion, &f, "they are no JSON of episodes"); err != nil {
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
	positive := func(name string, x float64) error {
		if !(x >= 0) || math.IsInf(x, 1) {
			return fmt.Errorf("%s is %v; it must be 0 or more", name, x)
		}
		return nil
	}
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
	return cmp.Or(positive("score", p.Score), positive("metres", p.Metres), positive("shortest", p.Shortest))
}

// add keeps an episode, beside those that other windows have stored since.
func (e *episodes) add(p played) error {
	if !e.foreign {
		all, err := readEpisodes(filepath.Join(e.dir, episodesName))
		if err != nil {
			e.foreign = true
			e.all = append(e.all, p)
			return err
		}
		e.all = all
	}
	e.all = append(e.all, p)
	if e.foreign {
		return fmt.Errorf("this episode is not kept: the file %s holds something else", filepath.Join(e.dir, episodesName))
	}
	data, err := json.MarshalIndent(episodesFile{episodesVersion, e.all}, "", " ")
	if err != nil {
		return err
	}
	return files.Write(e.dir, episodesName, append(data, '\n'))
}

// best are the episodes of a task, the best first; of equal ones the older.
func (e *episodes) best(task string) []played {
	var of []played
	for _, p := range e.all {
		if p.Task == task {
			of = append(of, p)
		}
	}
	slices.SortStableFunc(of, func(a, b played) int { return cmp.Compare(b.Score, a.Score) })
	return of
}

// mean is the mean score of the last episodes of a task, of seeds that were
// not known, on maps of that name if one is given; and how many they are.
func (e *episodes) mean(task, mapName string) (mean float64, n int) {
	for _, p := range slices.Backward(e.all) {
		if p.Task != task || p.Again || mapName != "" && p.Map != mapName || n == meanOf {
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
