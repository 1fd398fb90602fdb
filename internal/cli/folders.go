package cli

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mull/internal/place"
	"mull/internal/seal"
)

// Folders that mull made are its own, and doctor --fix may change who may look
// into them. Of any other folder only its owner knows what it is for. Which ones
// were made is noted in a file of this device; where that is lost, fewer are known.

// foldersFile is where they are noted, one path a line.
const foldersFile = "folders"

// missingFolders are those that a command may make.
func (p *program) missingFolders() []string {
	folders := []string{filepath.Dir(p.path)}
	if shelves, err := p.shelves(); err == nil {
		for _, shelf := range shelves {
			folders = append(folders, shelf.Dir)
		}
	}
	return slices.DeleteFunc(folders, func(folder string) bool { return folder == "" || exists(folder) })
}

// noteFolders remembers those that the command made. It fails silently: nothing
// but a repair depends on it.
func (p *program) noteFolders() {
	for _, folder := range p.absent {
		if exists(folder) && !slices.Contains(p.madeFolders(), folder) {
			_ = p.noteFolder(folder)
		}
	}
}

func (p *program) noteFolder(folder string) error {
	state, err := place.State(p.Getenv)
	if err != nil || strings.Contains(folder, "\n") {
		return err
	}
	if err := os.MkdirAll(state, 0o700); err != nil {
		return err
	}
	name := filepath.Join(state, foldersFile)
	if err := seal.Regular(name); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(folder + "\n")
	return errors.Join(err, file.Sync(), file.Close())
}

func (p *program) madeFolders() []string {
	state, err := place.State(p.Getenv)
	if err != nil {
		return nil
	}
	file, err := seal.OpenRegular(filepath.Join(state, foldersFile))
	if err != nil {
		return nil
	}
	defer file.Close()
	var folders []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		folders = append(folders, lines.Text())
	}
	return folders
}

// madeHere says whether mull made a folder: it noted it, or it is the folder mull
// in the platform's data folder, or the backups in that.
func (p *program) madeHere(folder string) bool {
	info, err := os.Lstat(folder)
	if err != nil || info.Mode()&fs.ModeSymlink != 0 {
		return false
	}
	if slices.Contains(p.madeFolders(), folder) {
		return true
	}
	usual, err := place.Journal(func(name string) string {
		if name == "MULL_JOURNAL" {
			return ""
		}
		return p.Getenv(name)
	})
	return err == nil && (folder == filepath.Dir(usual) || filepath.Dir(folder) == filepath.Dir(usual))
}
