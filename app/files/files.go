// Package files writes whole files, names them, and finds the folders of the
// user. It knows of the project what may be left in such a folder by a learner,
// and nothing of windows and commands. All of it may be called from any
// goroutine.
package files

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"github.com/natefinch/atomic"
)

// Names of files that a run leaves behind.
const (
	WeightsName = "weights.npz"  // its checkpoint
	ResultsName = "results.json" // written last, as the sign that all is there
)

// Write writes a whole file or leaves what was there.
func Write(dir, name string, data []byte) error {
	path := filepath.Join(dir, name)
	if err := atomic.WriteFile(path, bytes.NewReader(data)); err != nil {
		return fmt.Errorf("could not write %s: %w", path, err)
	}
	return os.Chmod(path, 0o644) // the temporary file it was is private
}

// Put writes a whole file as Write does, and makes its folder.
func Put(path string, data []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return Write(dir, filepath.Base(path), data)
}

// MakeFolder makes the folder for what is named, if need be.
func MakeFolder(dir, what string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("could not make the folder for %s: %w", what, err)
	}
	return nil
}

// File is a file to be written.
type File struct {
	Name string
	Data []byte
}

// WriteAll writes files in their order, as far as the first that fails.
func WriteAll(dir string, all []File) error {
	for _, f := range all {
		if err := Write(dir, f.Name, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// PNG is an image as a file.
func PNG(img image.Image) ([]byte, error) {
	var buf bytes.Buffer
	err := png.Encode(&buf, img)
	return buf.Bytes(), err
}

// Dated returns a folder below dir that is named after the moment.
func Dated(dir, name string) string {
	return filepath.Join(dir, name+"-"+time.Now().Format("2006-01-02-150405"))
}

// Free is a dated path that is not taken.
func Free(dir, name, ending string) string {
	base := Dated(dir, name)
	for i := 1; ; i++ {
		path := base + ending
		if i > 1 {
			path = fmt.Sprintf("%s-%d%s", base, i, ending)
		}
		if _, err := os.Lstat(path); err != nil { // not there, or nothing can be: writing tells
			return path
		}
	}
}

// Limit bounds the files that are opened whole, in bytes; a checkpoint has a
// few million.
const Limit = 1 << 28

// ErrLarge says that a file is above Limit.
var ErrLarge = fmt.Errorf("it is larger than %d MB; the command score reads larger recordings", Limit>>20)

// Read reads a file that is not too large to be one of ours.
func Read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	switch {
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder", path)
	case info.Size() > Limit:
		return nil, fmt.Errorf("could not open %s: %w", path, ErrLarge)
	}
	return os.ReadFile(path)
}
