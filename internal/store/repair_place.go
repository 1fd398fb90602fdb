// Putting a repaired journal in the place of the damaged one.

package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"sync"
	"time"

	"mull/internal/seal"
)

// PutRepaired puts a repaired journal in the place of the damaged one, whose file is
// first saved whole, as it is, with a list of the rows that were set aside beside it.
// It returns where both are; the list's name is empty where there is nothing on it. A
// sealed journal stays sealed with the key, to whom it was, and so are the others.
func (h *Shelf) PutRepaired(ctx context.Context, r *Repaired, key *seal.Key) (was, list string, err error) {
	release, err := holdAny(ctx, h.journal)
	if errors.Is(err, ErrDamaged) || err != nil && headerDamaged(r.of) { // then nobody can write to it
		release, err = func() error { return nil }, nil
	}
	if err != nil {
		return "", "", err
	}
	former, file, err := h.present(r, key)
	let := sync.OnceValue(func() error { return errors.Join(release(), file.Close()) }) // closing it ends SQLite's locks
	defer func() { err = errors.Join(err, let()) }()
	if err != nil {
		return "", "", err
	}
	was = h.freeName()
	if err := seal.WriteFile(was, former, 0o600); err != nil {
		return "", "", unusable(was, "cannot be written", err)
	}
	image, to, err := h.sealedTo(ctx, r.Image, former, key)
	if err != nil {
		return was, "", err
	}
	if len(r.Aside) > 0 {
		list = was + ".jsonl"
		rows, err := asideList(r.Aside, to)
		if err == nil {
			err = seal.WriteFile(list, rows, 0o600)
		}
		if err != nil {
			return was, "", fmt.Errorf("write what was set aside: %w", err)
		}
	}
	if err := os.Remove(h.journal + "-journal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return was, list, unusable(h.journal, "cannot be replaced", err)
	}
	if runtime.GOOS == "windows" { // where nothing takes the place of an open file
		if err := let(); err != nil {
			return was, list, err
		}
	}
	if err := replaceJournal(h.journal, image); err != nil {
		return was, list, err
	}
	return was, list, ClearMark(h.journal)
}

// present reads the journal's file, which must still be the one that was repaired.
func (h *Shelf) present(r *Repaired, key *seal.Key) ([]byte, *os.File, error) {
	file, err := seal.OpenRegular(h.journal)
	if err != nil {
		return nil, nil, unusable(h.journal, "cannot be read", err)
	}
	former, err := io.ReadAll(file)
	if err != nil {
		return nil, file, unusable(h.journal, "cannot be read", err)
	}
	image := former
	if seal.IsSealed(former) && key != nil {
		if image, err = seal.Open(former, key); err != nil {
			return nil, file, sealFault(h.journal, err)
		}
	}
	if !bytes.Equal(image, r.of) && !(seal.IsSealed(former) && key == nil) {
		return nil, file, &Unusable{h.journal, "was written to by another program meanwhile; nothing was changed", "run the command again", nil}
	}
	return former, file, nil
}

// ContentsOf says what the bytes of a journal hold.
func ContentsOf(ctx context.Context, path string, image []byte, now func() time.Time) (*Contents, error) {
	s, err := openImage(ctx, path, image, now)
	if err != nil {
		return nil, err
	}
	held, err := s.Contents(ctx)
	return held, errors.Join(err, s.Close())
}

// sealedTo seals an image as the former file was; to is empty where that was
// plain.
func (h *Shelf) sealedTo(ctx context.Context, image, former []byte, key *seal.Key) ([]byte, []seal.Recipient, error) {
	if !seal.IsSealed(former) {
		return image, nil, nil
	}
	if key == nil {
		return nil, nil, &Unusable{Path: h.journal, Problem: "is sealed", Hint: "mull unlock", Err: ErrLocked}
	}
	to := []seal.Recipient{key.Recipient()}
	s, err := openRaw(ctx, h.journal, image)
	if err != nil {
		return nil, nil, err
	}
	recovery, err := s.Recovery(ctx)
	if err := errors.Join(err, s.db.Close()); err != nil {
		return nil, nil, err
	}
	if recovery != (seal.Recipient{}) {
		to = append(to, recovery)
	}
	sealed, err := seal.Seal(image, to...)
	return sealed, to, err
}

// asideList writes rows that were set aside as JSON Lines, sealed if the journal
// is.
func asideList(rows []AsideRow, to []seal.Recipient) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	for _, row := range rows {
		err := encoder.Encode(struct {
			What string         `json:"what"`
			Row  map[string]any `json:"row,omitempty"`
		}{row.String(), row.Row})
		if err != nil {
			return nil, err
		}
	}
	if len(to) == 0 {
		return text.Bytes(), nil
	}
	return seal.Seal(text.Bytes(), to...)
}
