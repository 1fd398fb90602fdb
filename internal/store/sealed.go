package store

import (
	"errors"
	"io"
	"path/filepath"

	"mull/internal/seal"
)

// A sealed journal is one age file under the journal's own name: the image of
// the database, encrypted to the journal's key and, where its owner printed a
// recovery sheet, to the key on that. Beside it lies the key under a
// passphrase (KeyFile), and an empty file to lock.
//
// For writing the image is in memory, and no other byte of it is ever written
// plain. What a Store does for each act, in act and wherever else it writes:
//
//   - take the lock, so that no two processes write over one another;
//   - read the file anew if another process wrote it since;
//   - do the act in a transaction in memory;
//   - write the whole image sealed beside the file, sync it, give it the file's
//     name and sync the folder: whenever the power goes, the file is the one
//     before or the one after;
//   - let go of the lock, and only then say that it is done.
//
// Reading takes no lock and writes nothing: a file that is replaced whole may be
// read on while another takes its name. Before the first act no more of it is
// decrypted than is wanted; see peek.
type vault struct {
	path string // of the file itself, links followed
	key  *seal.Key
	seen []byte // how the file began that was read or written last
	peek *peek  // while it is only looked at
	kept bool   // something was written, and leftovers were looked for
}

// A Key finds the key to a sealed file, and may ask somebody for it.
type Key func() (*seal.Key, error)

// sealedVersion is what inspect says of a sealed file: its version is inside.
const sealedVersion = -1

// startSize is enough of an age file to tell it from any other writing of the
// same journal: each has random numbers in its header.
const startSize = 512

// KeyFile returns where the key of a sealed journal or backup is, under its
// passphrase: beside it, under the name with .key added.
func KeyFile(path string) string { return real(path) + ".key" }

// real follows links, since what belongs to a file lies beside the file itself.
func real(path string) string {
	if file, err := filepath.EvalSymlinks(path); err == nil {
		return file
	}
	return path
}

// IsSealed says whether the file at path is sealed; a file that cannot be read
// is not.
func IsSealed(path string) bool {
	file, err := seal.OpenRegular(path)
	if err != nil {
		return false
	}
	defer file.Close()
	start := make([]byte, startSize)
	n, _ := io.ReadFull(file, start)
	return seal.IsSealed(start[:n])
}

// Sealed says whether the journal is sealed at rest.
func (s *Store) Sealed() bool { return s.vault != nil }

func readStart(file io.ReaderAt) ([]byte, error) {
	start := make([]byte, startSize)
	n, err := file.ReadAt(start, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return start[:n], err
}
