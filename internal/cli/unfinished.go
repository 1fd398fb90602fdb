package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mull/internal/place"
	"mull/internal/seal"
)

// unfinished notes on this device which temporary files are being written in
// folders that are not mull's.
func (p *program) unfinished() seal.Unfinished {
	state, err := place.State(p.Getenv)
	if err != nil {
		return ""
	}
	return seal.Unfinished(filepath.Join(state, "unfinished"))
}

// unfinishedFiles are the files that killed programs left unfinished: beside the
// journal, among its backups, and wherever else a file was written.
func (p *program) unfinishedFiles() ([]string, error) {
	list, err := p.unfinished().Left()
	if err != nil {
		return nil, err
	}
	list = append(list, p.unfinishedDevices()...)
	more, err := seal.Leftovers(p.path)
	if err != nil {
		return nil, err
	}
	list = append(list, more...)
	shelves, err := p.shelves()
	if err != nil {
		return nil, err
	}
	for _, shelf := range shelves {
		if more, err = shelf.Temps(); err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(path string) bool {
		return seal.InUse(strings.TrimSuffix(path, "-journal"))
	}), nil
}

// removeUnfinished removes those that were being written elsewhere: nobody asked
// for half a copy, and it may hold what is to be sealed or purged.
func (p *program) removeUnfinished() error {
	removed, err := p.unfinished().Clean()
	for _, path := range p.unfinishedDevices() {
		if os.Remove(path) == nil {
			removed = append(removed, path)
		}
	}
	for _, path := range removed {
		p.say("Removed an unfinished copy that an interrupted command left: %s", path)
	}
	return err
}

// unfinishedDevices are those of the file that knows this device's ids.
func (p *program) unfinishedDevices() []string {
	state, err := place.State(p.Getenv)
	if err != nil {
		return nil
	}
	list, err := seal.Leftovers(filepath.Join(state, "devices"))
	if err != nil { // there is no such folder yet
		return nil
	}
	return slices.DeleteFunc(list, seal.InUse)
}
