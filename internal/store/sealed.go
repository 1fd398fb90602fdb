package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"mull/internal/seal"
	"mull/schema"
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

// lockWait is how long a process waits for its turn. Each act on a large
// journal takes some tenths of a second.
const lockWait = 30 * time.Second

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
	file, err := os.Open(path)
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

// openSealed opens a sealed journal to be looked at; the first act takes it into
// memory.
func openSealed(ctx context.Context, path string, now func() time.Time, keys []Key) (*Store, error) {
	v := &vault{path: real(path)}
	seen, err := v.unlock(path, keys)
	if err != nil {
		return nil, err
	}
	version, err := seen.version(path)
	if err != nil {
		return nil, errors.Join(err, seen.close())
	}
	v.peek, v.seen = seen, seen.start
	db, err := seen.database()
	if err != nil {
		return nil, errors.Join(unusable(path, "cannot be opened", err), seen.close())
	}
	s := &Store{path: path, db: db, now: now, vault: v}
	if version < schema.Version() {
		if err := s.migrate(ctx, version, schema.After); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	return s, nil
}

// unlock opens the file with the first of the keys that fits.
func (v *vault) unlock(path string, keys []Key) (seen *peek, err error) {
	err = &Unusable{Path: path, Problem: "is sealed", Hint: "mull unlock", Err: ErrLocked}
	for _, find := range keys {
		if v.key, err = find(); err != nil {
			continue
		}
		if seen, err = v.look(path); !errors.Is(err, seal.ErrWrongKey) {
			break
		}
	}
	return seen, err
}

// openWhole decrypts all of a sealed file and returns its version, too.
func openWhole(path string, keys []Key) ([]byte, int, error) {
	seen, err := (&vault{path: real(path)}).unlock(path, keys)
	if err != nil {
		return nil, 0, err
	}
	image, version, err := seen.whole(path)
	return image, version, errors.Join(err, seen.close())
}

// whole decrypts all of the file.
func (p *peek) whole(name string) ([]byte, int, error) {
	version, err := p.version(name)
	if err != nil {
		return nil, 0, err
	}
	image, err := p.All()
	if err != nil {
		return nil, 0, sealFault(name, err)
	}
	return image, version, nil
}

// checkHeader refuses an image that this program cannot use, by its first bytes
// and its size, and returns its version.
func checkHeader(path string, header []byte, size int64) (int, error) {
	application, version, err := seal.ImageVersion(header)
	if err != nil {
		return 0, damaged(path, "is damaged: what it holds is no journal", err)
	}
	if application != schema.ApplicationID {
		return 0, notAJournal(path)
	}
	if int(version) > schema.Version() {
		return 0, fromNewer(path, int(version))
	}
	if !asLong(header, size) {
		return 0, damaged(path, "is damaged: it is cut short", nil)
	}
	return int(version), nil
}

func readStart(file io.ReaderAt) ([]byte, error) {
	start := make([]byte, startSize)
	n, err := file.ReadAt(start, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return start[:n], err
}

// sealFault says what is wrong with a sealed file, and what to do.
func sealFault(path string, err error) error {
	switch {
	case errors.Is(err, seal.ErrWrongKey):
		return &Unusable{path, "is sealed with another key than the one at hand", "mull lock, then mull unlock; or mull unlock --recovery FILE, with the recovery sheet", err}
	case errors.Is(err, seal.ErrNewer):
		return &Unusable{path, "was sealed by a newer version", "install a newer mull", err}
	case errors.Is(err, seal.ErrDamaged), errors.Is(err, seal.ErrNotSealed):
		return damaged(path, "is damaged or cut short", err)
	}
	return unusable(path, "cannot be read", err)
}

// hold keeps other writers of the journal out until release.
func (v *vault) hold(ctx context.Context, name string) (release func() error, err error) {
	wait, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	lock, err := seal.Lock(wait, v.path+".lock")
	if errors.Is(err, seal.ErrBusy) {
		return nil, &Unusable{name, "is in use by another program", "close the other program, then try again", err}
	}
	if err != nil {
		return nil, writeFault(name, err)
	}
	return lock.Unlock, nil
}

// change runs what writes to the journal, and says whether it did. A sealed
// journal is locked meanwhile, as it is on the disk now, and on the disk again
// when change returns without an error.
func (s *Store) change(ctx context.Context, write func() (changed bool, err error)) (err error) {
	if s.vault == nil {
		_, err := write()
		return err
	}
	release, err := s.vault.hold(ctx, s.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := s.refresh(ctx); err != nil {
		return err
	}
	changed, err := write()
	if err != nil || !changed {
		return err
	}
	return s.keep(ctx)
}

// refresh reads the journal anew if the file is not the one that is in memory.
func (s *Store) refresh(ctx context.Context) error {
	file, err := os.Open(s.vault.path)
	if errors.Is(err, fs.ErrNotExist) {
		return &Unusable{s.path, "was moved or deleted while it was open; nothing more was written to it", "put it back, or start anew", err}
	}
	if err != nil {
		return unusable(s.path, "cannot be opened", err)
	}
	start, err := readStart(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return unusable(s.path, "cannot be read", err)
	}
	if s.vault.peek == nil && s.vault.seen != nil && bytes.Equal(start, s.vault.seen) {
		return nil
	}
	return s.reload(ctx)
}

// large is the size from which on it is worth while to use memory again.
const large = 8 << 20

// reload puts what is on the disk in the place of what is in memory, or is
// looked at.
func (s *Store) reload(ctx context.Context) error {
	s.vault.seen = nil
	seen, err := s.vault.look(s.path)
	if err != nil {
		return err
	}
	image, _, err := seen.whole(s.path)
	if err := errors.Join(err, seen.close()); err != nil {
		return err
	}
	if s.vault.peek != nil {
		if err := s.toMemory(); err != nil {
			return err
		}
	}
	if err := s.deserialize(ctx, image); err != nil {
		return s.explain("read the journal", err)
	}
	if len(image) > large {
		// SQLite has a copy, and writing will want as much room again.
		image = nil
		runtime.GC()
	}
	s.vault.seen = seen.start
	return nil
}

// toMemory changes a journal that was looked at for an empty one in memory.
func (s *Store) toMemory() error {
	db, err := memoryDB()
	if err != nil {
		return unusable(s.path, "cannot be opened", err)
	}
	looked := s.db
	s.db = db
	return s.explain("open the journal", errors.Join(looked.Close(), s.vault.leave()))
}

// leave lets go of the file that was looked at, if it was.
func (v *vault) leave() error {
	if v.peek == nil {
		return nil
	}
	seen := v.peek
	v.peek = nil
	return seen.close()
}

// keep writes the journal from memory to the disk. What could not be written is
// not in memory any more either.
func (s *Store) keep(ctx context.Context) error {
	image, err := s.serialize(ctx)
	if err != nil {
		return s.explain("write the journal", err)
	}
	to, err := s.recipients(ctx)
	if err != nil {
		return s.explain("write the journal", err)
	}
	if err := s.vault.write(image, to); err != nil {
		_ = s.reload(ctx) // the next act tries again where this fails
		return writeFault(s.path, err)
	}
	return nil
}

// write seals an image in the place of the file.
func (v *vault) write(image []byte, to []seal.Recipient) error {
	if !v.kept {
		// Nobody else is writing: what is unfinished was left by a program that
		// was killed, and on a full disk stands in the way.
		left, _ := seal.Leftovers(v.path)
		for _, name := range left {
			_ = os.Remove(name)
		}
		v.kept = true
	}
	start := &beginning{}
	err := seal.WriteFileFrom(v.path, 0o600, func(w io.Writer) error {
		return seal.SealTo(io.MultiWriter(w, start), bytes.NewReader(image), to...)
	})
	if err != nil {
		return err
	}
	v.seen = start.bytes
	return nil
}

// A beginning remembers the first bytes written to it.
type beginning struct{ bytes []byte }

func (b *beginning) Write(p []byte) (int, error) {
	if missing := startSize - len(b.bytes); missing > 0 {
		b.bytes = append(b.bytes, p[:min(missing, len(p))]...)
	}
	return len(p), nil
}

// recipients are whom the journal is sealed to.
func (s *Store) recipients(ctx context.Context) ([]seal.Recipient, error) {
	to := []seal.Recipient{s.vault.key.Recipient()}
	recovery, err := s.Recovery(ctx)
	if err != nil || recovery == (seal.Recipient{}) {
		return to, err
	}
	return append(to, recovery), nil
}

// Recovery returns the public half of the key on the recovery sheet; the zero
// Recipient where there is none.
func (s *Store) Recovery(ctx context.Context) (seal.Recipient, error) {
	text, err := one[string](ctx, s.db, "SELECT recipient FROM recovery")
	if noRows(err) {
		return seal.Recipient{}, nil
	}
	if err != nil {
		return seal.Recipient{}, s.explain("read the journal", err)
	}
	return seal.ParseRecipient(text)
}

// writeFault says why a file could not be written. Nothing of it was.
func writeFault(path string, err error) error {
	switch {
	case errors.Is(noRoom(err), ErrFull):
		return fmt.Errorf("write %s: %w", path, ErrFull)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return &Unusable{path, "cannot be written", "make the file and its folder writable for you", err}
	}
	return &Unusable{path, "could not be written by the disk", "look at the disk, then try again", err}
}

// noRoom is ErrFull where the disk was full.
func noRoom(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return ErrFull
	}
	return err
}
