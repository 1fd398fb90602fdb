package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Whatever bytes lie where a backup should, reading them ends, says why in the
// store's own words, and changes no file.
func FuzzLoadBackup(f *testing.F) {
	path := filepath.Join(f.TempDir(), "seed.db")
	s, err := Open(ctx, path, clock())
	if err != nil {
		f.Fatal(err)
	}
	logged(f, s, 10, "people")
	if err := errors.Join(exec(ctx, s.db, "VACUUM"), s.Close()); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(0, []byte(""))
	f.Add(100, []byte("\xff\xff\xff\xff"))
	f.Add(4096*20, []byte("\x00\x00\x00\x00\x00\x00\x00\x00"))
	// A patch on a sound journal goes deeper than bytes of any kind.
	f.Fuzz(func(t *testing.T, at int, patch []byte) {
		image := bytes.Clone(whole)
		if at = at % (len(image) + 1); at < 0 {
			at += len(image)
		}
		copy(image[at:], patch)
		path := filepath.Join(t.TempDir(), "backup.db")
		if err := os.WriteFile(path, image, 0o600); err != nil {
			t.Fatal(err)
		}
		loaded, _, err := LoadBackup(ctx, path, clock())
		if err == nil {
			if _, err := loaded.Contents(ctx); err != nil && !errors.As(err, new(*Unusable)) {
				t.Logf("a sound file that cannot be read: %v", err)
			}
			if err := loaded.Close(); err != nil {
				t.Error(err)
			}
		} else if err.Error() == "" {
			t.Error("an error without words")
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, image) {
			t.Errorf("the file was changed: %v", err)
		}
	})
}
