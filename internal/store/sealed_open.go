package store

import (
	"context"
	"errors"
	"time"

	"mull/internal/seal"
	"mull/schema"
)

// openSealed opens a sealed journal to be looked at; the first act takes it into
// memory.
func openSealed(ctx context.Context, path string, now func() time.Time, keys []Key) (*Store, error) {
	s, version, err := lookSealed(path, now, keys)
	if err != nil {
		return nil, err
	}
	if err := s.upToDate(ctx, version); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// lookSealed opens a sealed journal of whatever version as it is.
func lookSealed(path string, now func() time.Time, keys []Key) (*Store, int, error) {
	v := &vault{path: real(path)}
	seen, err := v.unlock(path, keys)
	if err != nil {
		return nil, 0, err
	}
	version, err := seen.version(path)
	if err != nil {
		return nil, 0, errors.Join(err, seen.close())
	}
	v.peek, v.seen = seen, seen.start
	db, err := seen.database()
	if err != nil {
		return nil, 0, errors.Join(unusable(path, "cannot be opened", err), seen.close())
	}
	return &Store{path: path, db: db, now: now, vault: v}, version, nil
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
