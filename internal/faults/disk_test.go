package faults

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A disk knows what is on it for sure and what is only on its way.
type disk struct {
	names map[string]*inode // as programs see them
	sure  map[string]*inode // as they are found after a power cut
	moves map[string][]move // on their way, by folder
}

type inode struct {
	sure  []byte
	moves []step // writes and cuts on their way
}

// A move makes a name mean a file, or nothing.
type move struct {
	name string
	file *inode
}

func diskOf(t *testing.T, dir string) *disk {
	t.Helper()
	d := &disk{map[string]*inode{}, map[string]*inode{}, map[string][]move{}}
	for _, path := range filesWith(t, dir, "") {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		d.names[name] = &inode{sure: content}
		d.sure[name] = d.names[name]
	}
	return d
}

func (d *disk) name(path string, file *inode) {
	if file == nil {
		delete(d.names, path)
	} else {
		d.names[path] = file
	}
	folder := filepath.Dir(path)
	d.moves[folder] = append(d.moves[folder], move{path, file})
}

func (d *disk) take(s step) {
	file := d.names[s.path]
	switch s.call {
	case "create", "create anew":
		if file == nil {
			d.name(s.path, &inode{})
		} else if s.call == "create anew" {
			file.moves = append(file.moves, step{call: "truncate", path: s.path})
		}
	case "open unnamed": // no folder knows it
		d.names[s.path] = &inode{}
	case "link":
		d.name(s.to, file)
	case "write", "truncate":
		if file != nil {
			if s.at < 0 {
				s.at = file.size()
			}
			file.moves = append(file.moves, s)
		}
	case "sync":
		if file != nil {
			file.settle(file.moves)
			file.moves = nil
			return
		}
		d.settle(d.moves[s.path])
		delete(d.moves, s.path)
	case "unlink":
		d.name(s.path, nil)
	case "rename":
		d.name(s.to, file)
		d.name(s.path, nil)
	}
}

func (d *disk) settle(moves []move) {
	for _, m := range moves {
		if m.file == nil {
			delete(d.sure, m.name)
			continue
		}
		d.sure[m.name] = m.file
	}
}

// size is how long a file is as programs see it.
func (n *inode) size() int64 {
	size := int64(len(n.sure))
	for _, s := range n.moves {
		if end := s.at + int64(len(s.bytes)); s.call == "truncate" || end > size {
			size = end
		}
	}
	return size
}

func (n *inode) settle(moves []step) {
	for _, s := range moves {
		end := s.at + int64(len(s.bytes))
		if s.call == "truncate" {
			n.sure = append(n.sure, make([]byte, max(0, s.at-int64(len(n.sure))))...)[:s.at]
			continue
		}
		n.sure = append(n.sure, make([]byte, max(0, end-int64(len(n.sure))))...)
		copy(n.sure[s.at:], s.bytes)
	}
}

// fail is the power cut. luck is how much of what was on its way arrives.
func (d *disk) fail(r *rand.Rand, luck float64) {
	arrives := func() bool { return r.Float64() < luck || luck == 1 }
	for _, folder := range slices.Sorted(maps.Keys(d.moves)) {
		moves := d.moves[folder] // a file system keeps the order of its names
		n := 0
		for n < len(moves) && arrives() {
			n++
		}
		d.settle(moves[:n])
	}
	for _, name := range slices.Sorted(maps.Keys(d.sure)) {
		file := d.sure[name]
		for _, s := range file.moves {
			for from := 0; s.call == "write" && from < len(s.bytes); {
				to := min(len(s.bytes), from+512-int((s.at+int64(from))%512))
				if arrives() {
					file.settle([]step{{call: "write", at: s.at + int64(from), bytes: s.bytes[from:to]}})
				}
				from = to
			}
			if s.call == "truncate" && arrives() {
				file.settle([]step{s})
			}
		}
		file.moves = nil
	}
}

// write leaves in a folder what is on the disk.
func (d *disk) write(t *testing.T, dir string) {
	t.Helper()
	for _, path := range filesWith(t, dir, "") {
		if name, err := filepath.Rel(dir, path); err != nil || d.sure[name] == nil {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, file := range d.sure {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.sure, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
