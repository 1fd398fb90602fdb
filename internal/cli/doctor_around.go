package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"mull/internal/editor"
	"mull/internal/place"
	"mull/internal/store"
)

// checkAround looks at what is beside the journal.
func (p *program) checkAround() ([]checkup, error) {
	var checks []checkup
	for _, check := range []struct {
		name string
		look func() ([]finding, error)
	}{
		{"permissions", p.checkPermissions},
		{"links", p.checkLinks},
		{"stale", p.checkStale},
		{"sealed", p.checkSealed},
		{"drafts", p.checkDrafts},
		{"typed", p.checkTyped},
		{"leftovers", p.checkLeftovers},
		{"folder", p.checkFolder},
		{"disk", p.checkDisk},
		{"zone", p.checkZone},
	} {
		found, err := check.look()
		if err != nil {
			return nil, err
		}
		checks = append(checks, checkup{check.name, found})
	}
	return checks, nil
}

// checkPermissions finds what others may read: the folder, the journal, and
// mull's backups; and a journal or a folder that nothing can be written to.
func (p *program) checkPermissions() ([]finding, error) {
	if runtime.GOOS == "windows" {
		return nil, nil // where the user's folder keeps others out
	}
	paths, err := p.ownPaths()
	if err != nil {
		return nil, err
	}
	var found []finding
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			continue
		}
		what, mode := "", fs.FileMode(0o600)
		switch {
		case info.IsDir():
			mode = 0o700
		case !info.Mode().IsRegular():
			continue
		}
		switch perm := info.Mode().Perm(); {
		case perm&0o077 != 0:
			what = "others may look into %s (mode %04o)"
		case perm&0o200 == 0 && (info.IsDir() || path == p.path):
			what = "%s cannot be written to (mode %04o)"
		default:
			continue
		}
		found = append(found, p.changeMode(path, fmt.Sprintf(what, path, info.Mode().Perm()), mode))
	}
	return found, nil
}

// changeMode changes the mode of files, and of folders that mull made. What
// another folder is for, only its owner knows.
func (p *program) changeMode(path, what string, mode fs.FileMode) finding {
	if mode == 0o700 && !p.madeHere(path) {
		return finding{what: what, mend: fmt.Sprintf("chmod 700 %s, if nobody else uses that folder", quotedName(path))}
	}
	return finding{what: what, mend: "mull doctor --fix", fix: func() error { return os.Chmod(path, mode) }}
}

// ownPaths are the journal, its key, its folder, and mull's backups with theirs.
func (p *program) ownPaths() ([]string, error) {
	paths := []string{filepath.Dir(p.path), p.path, store.KeyFile(p.path)}
	shelves, err := p.shelves()
	if err != nil {
		return nil, err
	}
	for _, shelf := range shelves {
		list, err := shelf.List()
		if err != nil {
			return nil, err
		}
		for i, b := range list {
			if i == 0 && filepath.Dir(b.Path) == shelf.Dir {
				paths = append(paths, shelf.Dir)
			}
			paths = append(paths, b.Path)
		}
	}
	return paths, nil
}

// checkDrafts finds pages written in an editor that were never kept. Only their
// owner can say what becomes of them.
func (p *program) checkDrafts() ([]finding, error) {
	drafts, err := editor.Leftovers(p.draftDirs())
	if err != nil {
		return nil, err
	}
	var found []finding
	for _, draft := range drafts {
		left := p.takeUp(draft)
		found = append(found, finding{
			what: fmt.Sprintf("a draft of %s was never kept: %s", left.of, draft.Path),
			mend: left.command + ", then remove the file",
		})
	}
	return found, nil
}

// checkLeftovers finds unfinished files of programs that were killed.
func (p *program) checkLeftovers() ([]finding, error) {
	left, err := p.unfinishedFiles()
	if err != nil {
		return nil, err
	}
	var found []finding
	for _, path := range left {
		found = append(found, finding{
			what: "an interrupted command left an unfinished copy: " + path,
			mend: "mull doctor --fix",
			fix:  func() error { return os.Remove(path) },
		})
	}
	return found, nil
}

func (p *program) checkFolder() ([]finding, error) {
	service, folder := place.Synchronised(p.path)
	if service == "" {
		return nil, nil
	}
	return []finding{{
		what: fmt.Sprintf("%s copies %s to other machines, and two of them writing damage the journal", service, folder),
		mend: "move the journal out of it and name its place in MULL_JOURNAL; mull backup FILE puts a copy in",
	}}, nil
}
