package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mull/internal/seal"
	"mull/schema"
)

// sealing is the key of the journals that tests make while it is set, and of
// those that processes started by tests open.
var sealing *seal.Key

const keyVariable = "STORE_TEST_KEY"

func testKeys() []Key {
	if sealing == nil {
		return nil
	}
	key := sealing
	return []Key{func() (*seal.Key, error) { return key, nil }}
}

func newKey(t testing.TB) *seal.Key {
	t.Helper()
	key, err := seal.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// sealed sets sealing to a new key until the test ends.
func sealed(t testing.TB) *seal.Key {
	t.Helper()
	sealing = newKey(t)
	t.Cleanup(func() { sealing = nil })
	return sealing
}

// sealNew makes an empty sealed journal.
func sealNew(t testing.TB, path string, key *seal.Key) {
	t.Helper()
	s, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Seal(ctx, key, []byte("wrapped")); err != nil {
		t.Fatal(err)
	}
}

// What holds for a journal holds for a sealed one: a choice of the tests of this
// package, run again.
func TestSealedToo(t *testing.T) {
	for name, test := range map[string]func(*testing.T){
		"ActsWithoutChangeLeaveNoTrace":              TestActsWithoutChangeLeaveNoTrace,
		"FailedActsLeaveNoTrace":                     TestFailedActsLeaveNoTrace,
		"NothingIsWrittenOutsideAnAct":               TestNothingIsWrittenOutsideAnAct,
		"NumbersAreNeverReused":                      TestNumbersAreNeverReused,
		"EntriesAndActivitiesReadBack":               TestEntriesAndActivitiesReadBack,
		"TooLongIsRefused":                           TestTooLongIsRefused,
		"UndoGoesBackStepByStep":                     TestUndoGoesBackStepByStep,
		"UndoTakesBackASittingOfSeveralTransactions": TestUndoTakesBackASittingOfSeveralTransactions,
		"History":                                     TestHistory,
		"RecountFindsWrongTotals":                     TestRecountFindsWrongTotals,
		"TotalsAcrossZones":                           TestTotalsAcrossZones,
		"ManyActivitiesAtOnce":                        TestManyActivitiesAtOnce,
		"RenamingACategoryIsUndone":                   TestRenamingACategoryIsUndone,
		"OneTimerIsTheOneThatRuns":                    TestOneTimerIsTheOneThatRuns,
		"ExportRoundTrip":                             TestExportRoundTrip,
		"LoadWantsAnEmptyJournal":                     TestLoadWantsAnEmptyJournal,
		"BackupIsTheJournalRowByRow":                  TestBackupIsTheJournalRowByRow,
		"BackupThatCannotBeWrittenLeavesTheFormerOne": TestBackupThatCannotBeWrittenLeavesTheFormerOne,
		"StepsLeaveTheWeeks":                          TestStepsLeaveTheWeeks,
	} {
		t.Run(name, func(t *testing.T) {
			sealed(t)
			test(t)
		})
	}
}

// Nothing that was written is in any file in the clear, whatever is done.
func TestSealedLeavesNothingPlain(t *testing.T) {
	folder, temp := t.TempDir(), t.TempDir()
	for _, name := range []string{"TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"} {
		t.Setenv(name, temp)
	}
	path := filepath.Join(folder, "journal.db")
	s, err := Open(ctx, path, clock())
	if err != nil {
		t.Fatal(err)
	}
	plain := sit(t, s, thursday, map[string]any{"because": "quagmire from before sealing"})
	shelf := NewShelf(path, "", 8)
	if _, err := shelf.Put(ctx, s, Weekly); err != nil {
		t.Fatal(err)
	}
	if err := s.CopyTo(ctx, path+".before-version-3"); err != nil {
		t.Fatal(err)
	}
	write(t, path+".damaged-1", readFile(t, path))
	write(t, filepath.Join(folder, ".journal.db.before.tmp"), readFile(t, path))
	if found := holding(t, folder, "quagmire"); len(found) != 5 {
		t.Fatalf("the word is in %q: the test looks for nothing", found)
	}
	key := sealed(t)
	if err := s.Seal(ctx, key, []byte("wrapped")); err != nil {
		t.Fatal(err)
	}
	written, left, err := shelf.ResealAll([]*seal.Key{key}, []seal.Recipient{key.Recipient()})
	if err != nil || len(written) != 3 || len(left) > 0 {
		t.Errorf("sealed anew are %q, not %q, %v", written, left, err)
	}
	s = reopen(t, path)
	e := sit(t, s, thursday, map[string]any{"because": strings.Repeat("quagmire while sealed ", 20_000), "waits": "quagmire"})
	do(t, s, "edit", func(a *Act) error { return a.SetAnswer(e.Number, "because", "quagmire edited") })
	if hits, err := s.Search(ctx, Search{Words: "quagmire"}); err != nil || len(hits) == 0 {
		t.Errorf("search finds %d, %v", len(hits), err)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Error(err)
	}
	rowsOf(t, s, "SELECT DISTINCT a.before || b.seq FROM change a, change b ORDER BY 1 DESC") // a sort that would spill
	if _, err := shelf.Put(ctx, s, "asked"); err != nil {
		t.Error(err)
	}
	if err := s.Purge(ctx, []int64{plain.Number}); err != nil {
		t.Error(err)
	}
	// The backups made before hold it, sealed as they are, until they are removed.
	if held, _, err := shelf.Unfinished(ctx, s, testKeys()...); err != nil || len(held) != 3 {
		t.Errorf("backups that hold what was purged are %q, %v", held, err)
	}
	if removed, err := shelf.RemovePurged(ctx, s, false, testKeys()...); err != nil || len(removed) != 3 {
		t.Errorf("removed are %q, %v", removed, err)
	}
	if _, err := shelf.Put(ctx, s, "fresh"); err != nil {
		t.Error(err)
	}
	if err := s.Rebuild(ctx); err != nil {
		t.Error(err)
	}
	for _, dir := range []string{folder, temp} {
		if found := holding(t, dir, "quagmire", "SQLite format", "CREATE TABLE"); len(found) > 0 {
			t.Errorf("in the clear are %q", found)
		}
	}
	if got := files(t, folder); !slices.Equal(got, []string{"backups", "journal.db", "journal.db.damaged-1", "journal.db.key", "journal.db.lock"}) {
		t.Errorf("the folder holds %q", got)
	}
}

// holding lists the files below a folder that hold one of the words.
func holding(t testing.TB, folder string, words ...string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		for _, word := range words {
			if bytes.Contains(data, []byte(word)) {
				found = append(found, path)
				break
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Two programs with the same journal open see and keep one another's acts.
func TestSealedActsOfOthersStay(t *testing.T) {
	sealed(t)
	first := start(t)
	second := reopen(t, first.Path())
	for range 5 {
		logged(t, first, 10, "people")
		logged(t, second, 10, "people")
	}
	for _, s := range []*Store{first, second, reopen(t, first.Path())} {
		do(t, s, "set", func(a *Act) error { return a.SetSetting("seen", a.ID()) })
		if got := rowsOf(t, s, "SELECT count(*), max(number) FROM activity"); got[0] != "[10 10]" {
			t.Errorf("activities and the greatest number are %s, want 10 and 10", got[0])
		}
	}
}

func TestSealedFourProcessesLoseNothing(t *testing.T) {
	sealed(t)
	path := filepath.Join(t.TempDir(), "journal.db")
	sealNew(t, path, sealing)
	fourProcesses(t, path)
}

func TestSealedKillLosesNothing(t *testing.T) {
	sealed(t)
	path := filepath.Join(t.TempDir(), "journal.db")
	sealNew(t, path, sealing)
	killAtRandom(t, path, rounds(100))
	do(t, reopen(t, path), "set", func(a *Act) error { return a.SetSetting("last", 1) })
	if got := files(t, filepath.Dir(path)); !slices.Equal(got, []string{"journal.db", "journal.db.key", "journal.db.lock"}) {
		t.Errorf("after the next act the folder holds %q", got)
	}
}

// Reading writes nothing, and needs no place to write to.
func TestSealedReadsWhereNothingCanBeWritten(t *testing.T) {
	sealed(t)
	path := start(t).Path()
	before, names := readFile(t, path), files(t, filepath.Dir(path))
	if err := os.Chmod(filepath.Dir(path), 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(filepath.Dir(path), 0o700) //nolint:errcheck // of a folder that goes
	s, err := OpenLater(ctx, path, clock(), testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	contents(t, s)
	if os.Geteuid() != 0 {
		_, err = s.Do(ctx, "set", func(a *Act) error { return a.SetSetting("x", 1) })
		if !errors.As(err, new(*Unusable)) {
			t.Errorf("an act ends with %v", err)
		}
	}
	if !bytes.Equal(before, readFile(t, path)) || os.Geteuid() != 0 && !slices.Equal(names, files(t, filepath.Dir(path))) {
		t.Error("reading changed the folder")
	}
}

func TestSealedThatCannotBeUsed(t *testing.T) {
	key := sealed(t)
	s := start(t)
	path := s.Path()
	sit(t, s, thursday, map[string]any{"because": strings.Repeat("words ", 60_000)}) // pieces enough
	whole := readFile(t, path)
	short, err := seal.Seal([]byte("SQLite format 3\x00 and no more"), key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	image, _, err := Snapshot(ctx, path, testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	later := bytes.Clone(image)
	later[63]++ // the version
	newerOne, _ := seal.Seal(later, key.Recipient())
	other := bytes.Clone(image)
	other[70]++ // the application
	foreign, _ := seal.Seal(other, key.Recipient())
	cut, _ := seal.Seal(image[:len(image)-4096], key.Recipient())
	missing := func() (*seal.Key, error) { return nil, errors.New("the passphrase is not known") }
	stranger := newKey(t)
	wrong := func() (*seal.Key, error) { return stranger, nil }
	right := testKeys()[0]
	for _, tt := range []struct {
		name    string
		content []byte
		keys    []Key
		says    string
		damaged bool
	}{
		{"no key", whole, nil, "is sealed", false},
		{"no key to be had", whole, []Key{missing}, "the passphrase is not known", false},
		{"another key", whole, []Key{wrong}, "sealed with another key", false},
		{"cut in the header", whole[:100], []Key{right}, "damaged or cut short", true},
		{"cut in the first piece", whole[:5000], []Key{right}, "damaged or cut short", true},
		{"cut at a piece's end", whole[:len(whole)-1], []Key{right}, "damaged or cut short", true},
		{"no database in it", short, []Key{right}, "no journal", true},
		{"a database cut short", cut, []Key{right}, "cut short", true},
		{"a later version", newerOne, []Key{right}, "newer mull", false},
		{"another program's", foreign, []Key{right}, "not a mull journal", false},
	} {
		write(t, path, tt.content)
		for way, open := range map[string]func() error{
			"opening":      func() error { _, err := Open(ctx, path, clock(), tt.keys...); return err },
			"as a backup":  func() error { _, _, err := LoadBackup(ctx, path, clock(), tt.keys...); return err },
			"as a picture": func() error { _, _, err := Snapshot(ctx, path, tt.keys...); return err },
		} {
			err := open()
			if err == nil || !strings.Contains(err.Error(), tt.says) || errors.Is(err, ErrDamaged) != tt.damaged {
				t.Errorf("%s, %s: %v, want one that says %q", tt.name, way, err, tt.says)
			}
		}
		if !bytes.Equal(readFile(t, path), tt.content) {
			t.Errorf("%s: the file was changed", tt.name)
		}
	}
	// One bit turned is found once it is read, and nothing is written. Opening reads
	// the schema, which this is not part of.
	turned := flipped(whole, len(whole)/2)
	write(t, path, turned)
	spoilt, err := Open(ctx, path, clock(), right)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := spoilt.Contents(ctx); !errors.Is(err, ErrDamaged) {
		t.Errorf("reading all of a journal with a bit turned: %v", err)
	}
	if _, err := spoilt.Do(ctx, "set", func(a *Act) error { return a.SetSetting("x", 1) }); !errors.Is(err, ErrDamaged) {
		t.Errorf("writing to a journal with a bit turned: %v", err)
	}
	if err := spoilt.Close(); err != nil {
		t.Error(err)
	}
	for _, open := range []func() error{
		func() error { _, _, err := LoadBackup(ctx, path, clock(), right); return err },
		func() error { _, _, err := Snapshot(ctx, path, right); return err },
	} {
		if err := open(); !errors.Is(err, ErrDamaged) {
			t.Errorf("a bit turned: %v", err)
		}
	}
	if !bytes.Equal(readFile(t, path), turned) {
		t.Error("the journal with a bit turned was changed")
	}
	write(t, path, whole)
	// The second key is tried where the first does not fit.
	s, err = Open(ctx, path, clock(), missing, wrong, right)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func flipped(data []byte, at int) []byte {
	turned := bytes.Clone(data)
	turned[at] ^= 1
	return turned
}

// Where a sealed journal was, none is begun in the open.
func TestSealedAndGoneIsNotBegunAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	write(t, path+".key", []byte("a key"))
	for _, spoil := range []func(){func() {}, func() { write(t, path, nil) }} {
		spoil()
		for _, open := range []func() error{
			func() error { _, err := Open(ctx, path, clock()); return err },
			func() error { _, err := OpenLater(ctx, path, clock()); return err },
			func() error { _, _, err := Snapshot(ctx, path); return ignoreMissing(err) },
		} {
			if err := open(); !errors.Is(err, ErrDamaged) && err != errGone {
				t.Errorf("opening ends with %v", err)
			}
		}
	}
	if info, err := os.Stat(path); err != nil || info.Size() > 0 {
		t.Errorf("a journal was begun: %v, %v", info, err)
	}
}

var errGone = errors.New("gone")

// ignoreMissing marks that there is no file: doctor looks for it before.
func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errGone
	}
	return err
}

// An act that cannot be kept is not in memory either, and the next one can.
func TestSealedActThatCannotBeKept(t *testing.T) {
	sealed(t)
	s := start(t)
	logged(t, s, 10, "people")
	before := dump(t, s)
	file := s.vault.path
	s.vault.path = filepath.Join(filepath.Dir(file), "none", "journal.db")
	if err := s.keep(ctx); err == nil {
		t.Fatal("kept in no folder")
	}
	s.vault.path = file
	logged(t, s, 10, "people")
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if after := dump(t, s); after != before {
		t.Errorf("the journal was\n%s and is\n%s", before, after)
	}
}

func TestUnsealedIsThePlainJournal(t *testing.T) {
	sealed(t)
	s := start(t)
	logged(t, s, 10, "people")
	other := reopenLoose(t, s.Path())
	want := dump(t, s)
	path := s.Path()
	again, err := Open(ctx, path, clock(), testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Unseal(ctx); err != nil {
		t.Fatal(err)
	}
	// One that had it open sealed does not write over it.
	_, err = other.Do(ctx, "set", func(a *Act) error { return a.SetSetting("x", 1) })
	if !errors.As(err, new(*Unusable)) || !strings.Contains(err.Error(), "unsealed") {
		t.Errorf("writing to what was unsealed ends with %v", err)
	}
	sealing = nil
	plain := reopen(t, path)
	if got := dump(t, plain); got != want {
		t.Errorf("unsealed it is\n%s and was\n%s", got, want)
	}
	logged(t, plain, 10, "people")
	if holding(t, filepath.Dir(path), "SQLite format")[0] != path {
		t.Error("the journal is not plain")
	}
}

// A plain journal that is sealed while others have it open takes nothing more
// from them, and nothing they kept is lost.
func TestSealingKeepsWritersOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	other := reopenLoose(t, path)
	logged(t, other, 10, "people")
	key := sealed(t)
	sealNew(t, path, key)
	_, err := other.Do(ctx, "log", func(a *Act) error { return a.SetSetting("x", 1) })
	if !errors.As(err, new(*Unusable)) || !strings.Contains(err.Error(), "moved") {
		t.Errorf("writing to the former journal ends with %v", err)
	}
	if got := rowsOf(t, reopen(t, path), "SELECT count(*) FROM activity"); got[0] != "1" {
		t.Errorf("%s activities are there, want 1", got[0])
	}
}

// The key on a recovery sheet opens the journal, until another sheet is made,
// and gives it a new key.
func TestRecoveryKeyOpens(t *testing.T) {
	key := sealed(t)
	s := start(t)
	logged(t, s, 10, "people")
	first, second := newKey(t), newKey(t)
	if err := s.SetRecovery(ctx, first.Recipient(), func() error { return errors.New("the printer is on fire") }); err == nil {
		t.Error("set although the sheet is not there")
	}
	opens := func(k *seal.Key) bool {
		_, _, err := LoadBackup(ctx, s.Path(), clock(), func() (*seal.Key, error) { return k, nil })
		return err == nil
	}
	if opens(first) {
		t.Error("the key of a sheet that was not printed opens the journal")
	}
	for i, k := range []*seal.Key{first, second} {
		if err := s.SetRecovery(ctx, k.Recipient(), func() error { return nil }); err != nil {
			t.Fatal(err)
		}
		if !opens(k) || !opens(key) || i == 1 && opens(first) {
			t.Errorf("sheet %d: the wrong keys open the journal", i+1)
		}
	}
	if _, err := s.Undo(ctx); err != nil { // the time logged, not the sheet
		t.Fatal(err)
	}
	lost, err := Open(ctx, s.Path(), clock(), func() (*seal.Key, error) { return second, nil })
	if err != nil {
		t.Fatal(err)
	}
	defer lost.Close()
	fresh := newKey(t)
	if err := lost.Rekey(ctx, fresh, []byte("wrapped")); err != nil {
		t.Fatal(err)
	}
	if opens(key) || !opens(fresh) || !opens(second) {
		t.Error("after a new key, the wrong keys open the journal")
	}
	s.vault.key, sealing = fresh, fresh // for the checks at the end
}

// The copy before an update is sealed as the journal was.
func TestSealedMigration(t *testing.T) {
	key := sealed(t)
	s := start(t)
	logged(t, s, 10, "people")
	before := readFile(t, s.Path())
	copied := fmt.Sprintf("%s.before-version-%d", s.Path(), schema.Version()+1)
	if err := s.migrate(ctx, schema.Version(), next("ALTER TABLE item ADD COLUMN weather TEXT; THIS IS NO SQL")); err == nil || !strings.Contains(err.Error(), copied) {
		t.Errorf("the migration ends with %v", err)
	}
	if !bytes.Equal(before, readFile(t, s.Path())) || !bytes.Equal(before, readFile(t, copied)) {
		t.Error("the journal or its copy is not what was")
	}
	path := filepath.Join(t.TempDir(), "journal.db")
	sealNew(t, path, key)
	other, err := Open(ctx, path, clock(), testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	for range 2 { // the second process finds it done
		if err := other.migrate(ctx, schema.Version(), next("ALTER TABLE item ADD COLUMN weather TEXT")); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := other.Migrated(), fmt.Sprintf("%s.before-version-%d", path, schema.Version()+1); got != want || !IsSealed(got) {
		t.Errorf("the copy is said to be %q, not %q", got, want)
	}
	if _, err := Open(ctx, path, clock(), testKeys()...); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("the journal of the newer version opens with %v", err)
	}
}

// Backups of a sealed journal are sealed as it is; named keys open them, too.
func TestSealedBackup(t *testing.T) {
	key, other := sealed(t), newKey(t)
	s := start(t)
	logged(t, s, 10, "people")
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := s.BackupBy(ctx, seal.WriteFileFrom, path, other.Recipient()); err != nil {
		t.Fatal(err)
	}
	for _, k := range []*seal.Key{key, other} {
		held, _, err := LoadBackup(ctx, path, time.Now, func() (*seal.Key, error) { return k, nil })
		if err != nil {
			t.Fatal(err)
		}
		if differs := contents(t, held).Differing(contents(t, s)); len(differs) > 0 {
			t.Errorf("the backup differs in %v", differs)
		}
		_ = held.Close()
	}
	sealing = nil
	plain := start(t)
	logged(t, plain, 10, "people")
	if err := plain.BackupBy(ctx, seal.WriteFileFrom, path, other.Recipient()); err != nil {
		t.Fatal(err)
	}
	held, _, err := LoadBackup(ctx, path, time.Now, func() (*seal.Key, error) { return other, nil })
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if differs := contents(t, held).Differing(contents(t, plain)); len(differs) > 0 {
		t.Errorf("the backup differs in %v", differs)
	}
	sealing = key
}

// A restore leaves a sealed journal sealed, and to whom it was.
func TestSealedRestore(t *testing.T) {
	sealed(t)
	s := start(t)
	logged(t, s, 10, "people")
	backup := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	sheet := newKey(t)
	if err := s.SetRecovery(ctx, sheet.Recipient(), func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	logged(t, s, 20, "people")
	held, image, err := LoadBackup(ctx, backup, clock(), testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	present, err := Present(ctx, s.Path(), clock(), testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	was := contents(t, present)
	copied, err := NewShelf(s.Path(), "", 8).Restore(ctx, present, held, image, nil)
	if err != nil {
		t.Fatal(err)
	}
	if differs := load(t, copied).Differing(was); len(differs) > 0 || !IsSealed(copied) || !IsSealed(s.Path()) {
		t.Errorf("the copy of what was differs in %v", differs)
	}
	if differs := load(t, s.Path()).Differing(contents(t, held)); len(differs) > 0 {
		t.Errorf("restored differs in %v", differs)
	}
	if _, _, err := LoadBackup(ctx, s.Path(), clock(), func() (*seal.Key, error) { return sheet, nil }); err != nil {
		t.Errorf("the sheet does not open what was restored: %v", err)
	}
	// One that had it open goes on with what was restored.
	logged(t, s, 30, "people")
	if got := contents(t, s).Activities; got != 2 {
		t.Errorf("%d activities, want the one restored and the one added", got)
	}
}

func init() { children["seal"] = sealAndUnseal }

// sealAndUnseal does so for ever, and says when the journal is which.
func sealAndUnseal(args []string) error {
	for {
		s, err := Open(ctx, args[0], time.Now, testKeys()...)
		if err != nil {
			return err
		}
		if s.Sealed() {
			err = s.Unseal(ctx)
		} else {
			err = s.Seal(ctx, sealing, []byte("wrapped"))
		}
		if err != nil {
			return err
		}
		fmt.Println(IsSealed(args[0]))
	}
}

// Killed while it is sealed or unsealed, a journal is one or the other, and
// whole.
func TestKillWhileSealing(t *testing.T) {
	sealed(t)
	path := start(t).Path()
	s := reopen(t, path)
	e := sit(t, s, thursday, map[string]any{"because": "what must stay"})
	want := contents(t, s)
	r := rand.New(rand.NewPCG(3, 6))
	ended := map[bool]int{}
	for range rounds(60) {
		command := child(t, "seal", path)
		said := lines(t, command)
		<-said
		time.Sleep(time.Duration(r.IntN(30_000)) * time.Microsecond)
		if err := command.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = command.Wait() // killed
		now, err := Open(ctx, path, time.Now, testKeys()...)
		if err != nil {
			t.Fatal(err)
		}
		ended[now.Sealed()]++
		if differs := contents(t, now).Differing(want); len(differs) > 0 {
			t.Fatalf("the journal differs in %v", differs)
		}
		if whole, err := now.Entry(ctx, e.Number); err != nil || whole.Answers["because"] != "what must stay" {
			t.Fatalf("the entry is %v, %v", whole, err)
		}
		if err := now.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills left it sealed, %d plain", ended[true], ended[false])
	last, err := Open(ctx, path, time.Now, testKeys()...) // for the checks at the end
	if err != nil {
		t.Fatal(err)
	}
	defer last.Close()
	if !last.Sealed() {
		if err := last.Seal(ctx, sealing, []byte("wrapped")); err != nil {
			t.Fatal(err)
		}
	}
}

func init() { children["seal once"] = sealOnce }

// sealOnce seals a journal with a key of its own, if nobody else did.
func sealOnce(args []string) error {
	s, err := Open(ctx, args[0], time.Now)
	if errors.Is(err, ErrLocked) {
		return nil
	}
	if err != nil {
		return err
	}
	key, err := seal.NewKey()
	if err != nil {
		return err
	}
	wrapped, err := seal.WrapWithPassphrase(key, "a passphrase", 1)
	if err != nil {
		return err
	}
	if err := s.Seal(ctx, key, wrapped); err != nil && !errors.Is(err, ErrSealed) {
		return err
	}
	return nil
}

// Whoever seals first, the key that lies beside the journal opens it.
func TestTwoProcessesSealOneJournal(t *testing.T) {
	for range rounds(20) {
		path := filepath.Join(t.TempDir(), "journal.db")
		logged(t, reopen(t, path), 10, "people")
		together(t, 3, "seal once", path)
		if !IsSealed(path) {
			t.Fatal("nobody sealed it")
		}
		s, err := Open(ctx, path, clock(), func() (*seal.Key, error) { return seal.Unwrap(readFile(t, KeyFile(path)), "a passphrase") })
		if err != nil {
			t.Fatal(err)
		}
		if got := contents(t, s).Activities; got != 1 {
			t.Errorf("%d activities, want 1", got)
		}
		if err := RemoveKey(ctx, path); !errors.Is(err, ErrSealed) {
			t.Errorf("removing the key of a sealed journal: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
