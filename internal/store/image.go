package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"mull/internal/seal"
	"mull/schema"
)

// ErrDamaged says that a journal or a backup is not whole.
var ErrDamaged = errors.New("the file is damaged")

// LoadBackup reads a backup into memory, where it is brought up to date; the
// file is not written to. What is no whole journal is an Unusable, and one that
// is damaged is ErrDamaged too. It returns the database's bytes beside it. A
// sealed one is read with the first of the keys that fits.
func LoadBackup(ctx context.Context, path string, now func() time.Time, keys ...Key) (*Store, []byte, error) {
	image, err := readBackup(path, keys)
	if err != nil {
		return nil, nil, err
	}
	s, err := openImage(ctx, path, image, now)
	if err != nil {
		return nil, nil, err
	}
	err = s.whole(ctx)
	if err == nil {
		return s, image, nil
	}
	if err = errors.Join(err, s.Close()); !errors.Is(err, ErrDamaged) {
		return nil, nil, err
	}
	// Where only what is computed is wrong, such as an index, it is made anew.
	if rowsWhole(ctx, path, image) != nil {
		return nil, nil, err
	}
	again, broken := Repair(ctx, path, image, nil, now)
	if broken != nil || len(again.Aside) > 0 {
		return nil, nil, err
	}
	s, err = openImage(ctx, path, again.Image, now)
	return s, again.Image, err
}

func readBackup(path string, keys []Key) ([]byte, error) {
	version, err := inspect(path)
	if err != nil {
		return nil, err
	}
	if version == sealedVersion {
		image, _, err := openWhole(path, keys)
		return image, err
	}
	if interrupted(path) {
		return nil, damaged(path, "was copied in the middle of a write", fs.ErrInvalid)
	}
	image, err := seal.ReadRegular(path)
	if err != nil {
		return nil, unusable(path, "cannot be read", err)
	}
	if !wholePages(image) {
		return nil, damaged(path, "is cut short", fs.ErrInvalid)
	}
	return image, nil
}

// wholePages says whether an image has as many bytes as its header says: SQLite
// itself forgives a cut in the last page.
func wholePages(image []byte) bool {
	return len(image) >= 100 && asLong(image, int64(len(image)))
}

// asLong says so of an image of a length, by its header.
func asLong(image []byte, length int64) bool {
	size := int(binary.BigEndian.Uint16(image[16:]))
	if size == 1 { // what the two bytes cannot hold
		size = 1 << 16
	}
	return length == int64(size)*int64(binary.BigEndian.Uint32(image[28:]))
}

// openRaw opens the bytes of a journal in memory as they are. path is for
// messages.
func openRaw(ctx context.Context, path string, image []byte) (*Store, error) {
	db, err := memoryDB()
	if err != nil {
		return nil, unusable(path, "cannot be opened", err)
	}
	s := &Store{path: path, db: db, image: true}
	if err := s.deserialize(ctx, image); err != nil {
		return nil, errors.Join(s.explain("open "+path, err), db.Close())
	}
	return s, nil
}

func memoryDB() (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn(Memory))
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// openImage opens the bytes of a journal in memory, unless something else than
// mull changed its schema, and brings that copy up to date.
func openImage(ctx context.Context, path string, image []byte, now func() time.Time) (*Store, error) {
	s, err := openRaw(ctx, path, image)
	if err != nil {
		return nil, err
	}
	faults, err := s.schemaFaultsOf(ctx)
	if err == nil {
		err = foreignSchema(path, faults)
	}
	if err != nil {
		return nil, errors.Join(s.explain("open "+path, err), s.db.Close())
	}
	if err := s.bringUpToDate(ctx, now); err != nil {
		return nil, err
	}
	return s, nil
}

// bringUpToDate makes an image whose schema is known to be mull's one of this
// version. It closes it where that fails.
func (s *Store) bringUpToDate(ctx context.Context, now func() time.Time) error {
	s.now = now
	version, err := one[int](ctx, s.db, "PRAGMA user_version")
	if err == nil && version == 0 {
		err = damaged(s.path, "holds no journal", fs.ErrInvalid)
	}
	if err == nil && version < schema.Version() {
		err = s.migrate(ctx, version, schema.After)
	}
	if err != nil {
		return errors.Join(s.explain("open "+s.path, err), s.db.Close())
	}
	return nil
}

func (s *Store) deserialize(ctx context.Context, image []byte) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	err = conn.Raw(func(driver any) error {
		able, ok := driver.(interface{ Deserialize([]byte) error })
		if !ok {
			return fmt.Errorf("the driver %T cannot hold a journal in memory", driver)
		}
		return able.Deserialize(image)
	})
	if err == nil { // which belongs to the database, not to the connection
		_, err = conn.ExecContext(ctx, "PRAGMA secure_delete = 1")
	}
	return errors.Join(err, conn.Close())
}

// serialize returns the bytes of the database as it is.
func (s *Store) serialize(ctx context.Context) (image []byte, err error) {
	if s.vault != nil && s.vault.peek != nil {
		image, _, err = s.vault.peek.whole(s.path)
		return image, err
	}
	if s.vault == nil && s.onDisk() {
		return s.readFile(ctx)
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	image, err = serialized(conn)
	return image, errors.Join(err, conn.Close())
}

func serialized(conn *sql.Conn) (image []byte, err error) {
	err = conn.Raw(func(driver any) error {
		able, ok := driver.(interface{ Serialize() ([]byte, error) })
		if !ok {
			return fmt.Errorf("the driver %T cannot copy a journal", driver)
		}
		image, err = able.Serialize()
		return err
	})
	return image, err
}

// whole fails unless the file is sound. It is read into memory first: of a page that
// the disk doesn't give, SQLite's check would say that it is damaged.
func (s *Store) whole(ctx context.Context) error {
	if s.onDisk() && (s.vault == nil || s.vault.peek != nil) {
		image, err := s.serialize(ctx)
		if err == nil {
			err = checkImage(ctx, s.path, image)
		}
		return s.foundDamaged(s.explain("check the journal", err))
	}
	faults, err := s.Integrity(ctx)
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		return damaged(s.path, "is damaged", errors.New(faults[0]))
	}
	found, err := s.verifyIfSummed(ctx)
	if err == nil && lossy(found) {
		err = damaged(s.path, "is damaged: "+worst(found), nil)
	}
	return err
}

// worst names what is damaged, in short.
func worst(found []Damage) string {
	var names []string
	for _, d := range found {
		if d.How != BadSum {
			names = append(names, d.String())
		}
	}
	if len(names) > 3 {
		names = append(names[:2], fmt.Sprintf("%d more", len(names)-2))
	}
	return strings.Join(names, "; ")
}

func damaged(path, problem string, err error) error {
	return &Unusable{path, problem, "it is left as it is; mull doctor names the newest good backup", errors.Join(ErrDamaged, err)}
}
