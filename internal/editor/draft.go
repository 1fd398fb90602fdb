package editor

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"mull/internal/exercise"
)

// prefix begins the name of every folder that holds a draft. The id of the
// process that made it follows, so that a draft still being written can be told
// from one that was left.
const prefix = "mull-draft-"

// Dirs returns where drafts may lie, best first: the runtime folder where it is
// in memory and private, then the journal's own folder.
func Dirs(runtime, journal string) []string {
	if runtime != "" && runtime != journal && privateMemory(runtime) {
		return []string{runtime, journal}
	}
	return []string{journal}
}

// create writes a draft file, readable only by its owner, in a folder of its
// own: what an editor leaves beside the file is then beside it alone.
func (s *Session) create(name, text string) (string, error) {
	if len(s.Dirs) == 0 {
		return "", errors.New("there is no folder for the draft")
	}
	var problems error
	for _, dir := range s.Dirs {
		path, err := createIn(dir, name, text)
		if err == nil {
			return path, nil
		}
		problems = errors.Join(problems, fmt.Errorf("making a draft in %s: %w", dir, unnamed(err)))
	}
	return "", problems
}

func createIn(dir, name, text string) (path string, err error) {
	// MkdirTemp makes the folder 0700.
	folder, err := os.MkdirTemp(dir, fmt.Sprintf("%s%d-*", prefix, os.Getpid()))
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(folder))
		}
	}()
	if name = exercise.Slug(name); name == "" || len(name) > 150 {
		name = "text"
	}
	path = filepath.Join(folder, name+".md")
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	if text != "" {
		text += "\n"
	}
	_, err = file.WriteString(text)
	return path, errors.Join(err, file.Sync(), file.Close())
}

// remove takes a draft's whole folder away, and only ever one of ours.
func remove(path string) error {
	folder := filepath.Dir(path)
	if !strings.HasPrefix(filepath.Base(folder), prefix) {
		return fmt.Errorf("removing a draft: %s is not in a draft's folder", path)
	}
	return os.RemoveAll(folder)
}

// A Leftover is a draft that was never kept: mull or the editor ended before.
type Leftover struct {
	Path    string
	Name    string // what was being written: the name given to Write
	Written time.Time
}

// Leftovers finds the drafts in folders that no running mull is writing, oldest
// first. A folder that is not there holds none.
func Leftovers(dirs []string) ([]Leftover, error) {
	var found []Leftover
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("looking for drafts: %w", err)
		}
		for _, entry := range entries {
			if !entry.IsDir() || !strings.HasPrefix(entry.Name(), prefix) || beingWritten(entry.Name()) {
				continue
			}
			if leftover, ok := inFolder(filepath.Join(dir, entry.Name())); ok {
				found = append(found, leftover)
			}
		}
	}
	slices.SortFunc(found, func(a, b Leftover) int { return a.Written.Compare(b.Written) })
	return found, nil
}

// inFolder finds the draft itself, not what an editor left beside it.
func inFolder(folder string) (Leftover, bool) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return Leftover{}, false
	}
	for _, entry := range entries {
		name, found := strings.CutSuffix(entry.Name(), ".md")
		if !found || strings.HasPrefix(name, ".") || !entry.Type().IsRegular() {
			continue
		}
		if info, err := entry.Info(); err == nil {
			return Leftover{Path: filepath.Join(folder, entry.Name()), Name: name, Written: info.ModTime()}, true
		}
	}
	return Leftover{}, false
}

// Read returns the text of a leftover.
func (l Leftover) Read() (string, error) {
	text, err := read(l.Path)
	if err != nil {
		return "", fmt.Errorf("reading the draft %s: %w", l.Path, err)
	}
	return text, nil
}

// Remove takes a leftover away, once its text is kept or not wanted.
func (l Leftover) Remove() error { return remove(l.Path) }

// beingWritten says whether the process that made a draft's folder, of which
// the name tells, is still there. An unreadable name counts as left.
func beingWritten(name string) bool {
	id, _, _ := strings.Cut(strings.TrimPrefix(name, prefix), "-")
	pid, err := strconv.Atoi(id)
	if err != nil || pid <= 0 {
		return false
	}
	if pid == os.Getpid() {
		return false
	}
	process, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = process.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
