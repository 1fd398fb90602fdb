package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mull/internal/seal"
)

// leave puts a rollback journal there as a writer leaves it that was killed before
// its first sync: a header of zeros, and then pages of the journal.
func leave(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path+"-journal", []byte(strings.Repeat("\x00", 512)+"a page about Quorndon"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestSealingRemovesAStaleRollbackJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	s := reopenLoose(t, path)
	logged(t, s, 10, "people")
	leave(t, path)
	if stale, err := Stale(ctx, path); err != nil || !slices.Equal(stale, []string{path + "-journal"}) {
		t.Errorf("beside the plain journal %q is stale, %v", stale, err)
	}
	if err := s.Seal(ctx, newKey(t), []byte("wrapped")); err != nil {
		t.Fatal(err)
	}
	if got := files(t, filepath.Dir(path)); !slices.Equal(got, []string{"journal.db", "journal.db.key", "journal.db.lock"}) {
		t.Errorf("at rest there are %q", got)
	}
}

// An earlier version sealed and left it: the next act removes it, and so does what
// doctor calls.
func TestStaleBesideASealedJournal(t *testing.T) {
	for name, clean := range map[string]func(path string) error{
		"the next act": func(path string) error {
			s, err := Open(ctx, path, clock(), testKeys()...)
			if err == nil {
				logged(t, s, 10, "people")
				err = s.Close()
			}
			return err
		},
		"DropStale": func(path string) error { return DropStale(ctx, path) },
		"unsealing": func(path string) error {
			s, err := Open(ctx, path, clock(), testKeys()...)
			if err == nil {
				err = s.Unseal(ctx)
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "journal.db")
			sealNew(t, path, sealed(t))
			leave(t, path)
			if err := os.WriteFile(path+"-wal", []byte("a page"), 0o600); err != nil {
				t.Fatal(err)
			}
			if stale, err := Stale(ctx, path); err != nil || len(stale) != 2 {
				t.Errorf("%q is stale, %v", stale, err)
			}
			if err := clean(path); err != nil {
				t.Fatal(err)
			}
			for _, suffix := range besideSuffixes {
				if _, err := os.Lstat(path + suffix); err == nil {
					t.Errorf("%s is still there", suffix)
				}
			}
		})
	}
}

// What a writer at work needs is not stale, and is never removed.
func TestARollbackJournalInUseIsNotStale(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	s := reopenLoose(t, path)
	logged(t, s, 10, "people")
	wrote, done := make(chan error), make(chan struct{})
	go func() {
		defer close(done)
		_, err := s.Do(ctx, "set", func(a *Act) error {
			err := a.SetSetting("target", 1)
			wrote <- err
			time.Sleep(300 * time.Millisecond)
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}()
	if err := <-wrote; err != nil {
		t.Fatal(err)
	}
	if !interrupted(path) {
		t.Fatal("there is no rollback journal to be looked at")
	}
	stale, err := Stale(ctx, path)
	if err != nil || len(stale) > 0 {
		t.Errorf("%q is stale, %v", stale, err)
	}
	<-done
}

func TestAJournalWithTwoNamesIsNotSealed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	s := reopenLoose(t, path)
	logged(t, s, 10, "people")
	if err := os.Link(path, path+".other"); err != nil {
		t.Skip("no hard links here: ", err)
	}
	if Names(path) == 1 {
		t.Skip("this system doesn't say how many names a file has")
	}
	err := s.Seal(ctx, newKey(t), []byte("wrapped"))
	if err == nil || !strings.Contains(err.Error(), "another name") {
		t.Errorf("sealing says %v", err)
	}
	if got := files(t, filepath.Dir(path)); !slices.Equal(got, []string{"journal.db", "journal.db.other"}) || IsSealed(path) {
		t.Errorf("it is not as it was: %q", got)
	}
	if err := os.Remove(path + ".other"); err != nil {
		t.Fatal(err)
	}
	if err := reopenLoose(t, path).Seal(ctx, newKey(t), []byte("wrapped")); err != nil {
		t.Errorf("with one name it fails: %v", err)
	}
}

// A backup with another name would stay readable there, too: it is named as left.
func TestABackupWithTwoNamesIsLeft(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	s := reopenLoose(t, path)
	logged(t, s, 10, "people")
	shelf := NewShelf(path, "", 8)
	backup, err := shelf.Put(ctx, s, "asked")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Link(backup, path+".other"); err != nil || Names(backup) == 1 {
		t.Skip("no hard links here: ", err)
	}
	key := newKey(t)
	if err := s.Seal(ctx, key, []byte("wrapped")); err != nil {
		t.Fatal(err)
	}
	written, left, err := shelf.ResealAll([]*seal.Key{key}, []seal.Recipient{key.Recipient()})
	if err != nil || len(written) > 0 || !slices.Equal(left, []string{backup}) {
		t.Errorf("written are %q, left %q, %v", written, left, err)
	}
}

// There is a journal in its place at every step of a restore over a damaged one.
func TestADamagedJournalStaysInPlaceUntilItIsReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	if err := os.WriteFile(path, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	leave(t, path)
	aside, err := NewShelf(path, "", 8).copyAside()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, aside} {
		if got, err := os.ReadFile(name); err != nil || string(got) != "damaged" {
			t.Errorf("%s holds %q, %v", name, got, err)
		}
	}
	if got := files(t, filepath.Dir(path)); !slices.Equal(got, []string{"journal.db", "journal.db.damaged-1", "journal.db.damaged-1-journal"}) {
		t.Errorf("there are %q", got)
	}
}

// A journal whose making was cut short is rolled back to nothing, and isn't one
// that is damaged.
func TestSnapshotOfAHalfMadeJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	s := reopenLoose(t, path)
	logged(t, s, 10, "people")
	page := readFile(t, path)[:4096]
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, path, page)
	header := make([]byte, 512) // of a rollback journal: no pages, and none in the journal before
	copy(header, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
	header[22], header[26] = 2, 16 // sectors of 512 bytes, pages of 4096
	write(t, path+"-journal", header)
	if image, version, err := Snapshot(ctx, path); err != nil || version != 0 || image != nil {
		t.Errorf("got %d bytes of version %d, %v", len(image), version, err)
	}
}
