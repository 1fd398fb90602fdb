// Reading the whole file of a plain journal.

package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"runtime"

	"mull/internal/seal"
)

// readFile returns the bytes of a plain journal's file, while nobody writes to it.
// SQLite's own serialize puts zeros in the place of a page that the disk doesn't
// give, and says nothing.
func (s *Store) readFile(ctx context.Context) (image []byte, err error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := readLock(ctx, conn); err != nil {
		return nil, err
	}
	defer func() { _, over := conn.ExecContext(ctx, "ROLLBACK"); err = errors.Join(err, over) }()
	if image, err = s.rawBytes(); err != nil || !usesLog(image, s.path) {
		return image, err
	}
	return serialized(conn)
}

// readLock keeps writers out of the file until ROLLBACK, once what a killed one left
// half done is taken back.
func readLock(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	if _, err := one[int](ctx, conn, "PRAGMA user_version"); err != nil {
		_, over := conn.ExecContext(ctx, "ROLLBACK")
		return errors.Join(err, over)
	}
	return nil
}

// usesLog says whether a program other than mull has set the journal to use a
// write-ahead log, and what is in that isn't in the file.
func usesLog(image []byte, path string) bool {
	return len(image) > 18 && image[18] == 2 && isFile(real(path)+"-wal")
}

// rawBytes reads the file as it is. It stays open as long as the Store: closing it
// would end SQLite's locks on it, where closing any handle of a process does.
func (s *Store) rawBytes() ([]byte, error) {
	file, err := seal.OpenRegular(s.path)
	if err != nil {
		return nil, unusable(s.path, "cannot be opened", err)
	}
	if runtime.GOOS == "windows" { // where an open file can't be replaced
		defer file.Close()
	} else {
		s.read = append(s.read, file)
	}
	var image bytes.Buffer
	if _, err := io.Copy(&image, io.NewSectionReader(file, 0, 1<<62)); err != nil {
		return nil, unreadDisk(s.path, err)
	}
	return image.Bytes(), nil
}

// headerDamaged says whether the file on the disk begins otherwise than a journal does.
func (s *Store) headerDamaged() bool {
	if !s.onDisk() {
		return false
	}
	image, err := s.rawBytes()
	return err == nil && headerDamaged(image)
}

// confirmDamage returns nil if the journal is damaged. SQLite says so, too, of what
// the disk didn't give it; then confirmDamage returns the error for that.
func (s *Store) confirmDamage(ctx context.Context) error {
	if s.vault != nil || !s.onDisk() {
		return nil
	}
	image, err := s.rawBytes()
	if err != nil {
		return err
	}
	if checkImage(ctx, s.path, image) == nil {
		return unreadDisk(s.path, nil)
	}
	return nil
}

// reads are the open files of a Store.
type reads []*os.File
