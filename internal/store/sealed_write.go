package store

import (
	"bytes"
	"context"
	"io"
	"os"

	"mull/internal/seal"
)

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
		// From before the journal was sealed, and in the open.
		if IsSealed(v.path) {
			_ = dropBeside(v.path, besideSuffixes...)
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
