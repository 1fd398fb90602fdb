package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"mull/internal/seal"
	"mull/internal/store"
)

func (p *program) backupCommand() *cli.Command {
	return &cli.Command{
		Name:      "backup",
		Usage:     "copy the whole journal to a file, even while it's in use",
		UsageText: "mull backup [FILE] [--yes] [--to KEY] | --list | --verify FILE [--key FILE]",
		Description: `   mull backup /media/stick/mull.db
   mull backup                         beside the ones mull makes each week
   mull backup --verify /media/stick/mull.db
   mull backup --list

   mull makes one by itself each week, before an import, before a restore and
   before an update, and keeps the last eight, of those not made by the week
   the last four. In config.yaml,
   "backups: off" turns that off and "backups: /some/folder" puts them there.

   The backup of a sealed journal is sealed, too, and its key is written beside
   it: FILE.key. With --to it is sealed to a public key of age's, age1..., as
   well, or to that alone where the journal is not sealed.

EXIT STATUS
   0 done; with --verify: the file is whole; 1 it is not written;
   5 it is damaged`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "yes", Usage: "replace a file that is there"},
			&cli.BoolFlag{Name: "list", Usage: "list the backups there are"},
			&cli.StringFlag{Name: "verify", Usage: "read the backup in `FILE` and compare it with the journal"},
			&cli.StringFlag{Name: "to", Usage: "seal it to the public `KEY`, age1..., or the one in a file"},
			backupKeyFlag(),
		},
		Action: p.action(p.backupAction),
	}
}

func (p *program) backupAction(c *cli.Context) error {
	verify := c.String("verify")
	most := 1
	if c.Bool("list") || c.IsSet("verify") {
		most = 0
	}
	if err := noMore(c, most); err != nil {
		return err
	}
	switch {
	case c.Bool("list") && c.IsSet("verify"):
		return usage("", "--list and --verify are two things; choose one")
	case c.Bool("list"):
		return p.listBackups()
	case c.IsSet("verify"):
		return p.verifyBackup(verify, c.String("key"))
	case c.IsSet("key"):
		return usage("mull backup --verify FILE --key KEYFILE", "--key is for reading a backup; --to seals one")
	}
	return p.backup(c.Args().First(), c.String("to"), c.Bool("yes"))
}

// backupKeyFlag names the key that opens a sealed backup, where that is not the
// journal's own and not beside it.
func backupKeyFlag() cli.Flag {
	return &cli.StringFlag{Name: "key", Usage: "open a sealed backup with the key in `FILE`: a recovery sheet or a key of age's"}
}

// backupJSON is a backup that was made. Fields are added, never renamed.
type backupJSON struct {
	File string       `json:"file"`
	Held contentsJSON `json:"held"`
}

func (p *program) backup(name, to string, replace bool) error {
	if _, err := os.Stat(p.path); errors.Is(err, fs.ErrNotExist) {
		return notFound("mull reflect begins one", "there is no journal at %s yet", p.path)
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	path, keys, err := p.writeBackup(s, name, to, replace)
	if err != nil {
		return err
	}
	held, err := p.readBack(path, "", keys...)
	if err != nil {
		return err
	}
	if p.json {
		return p.write(backupJSON{path, contentsView(held)})
	}
	return p.tell("Backed up to %s: %s. It was read back and is whole.", path, heldWords(held))
}

// writeBackup writes one, and returns where and the keys to read it back with.
func (p *program) writeBackup(s *store.Store, name, to string, replace bool) (string, []store.Key, error) {
	if name == "" {
		if to != "" {
			return "", nil, usage("mull backup FILE --to "+to, "--to wants a name for the backup")
		}
		path, err := p.shelveBackup(s)
		return path, []store.Key{p.journalKey}, err
	}
	path, err := absolute(name)
	if err != nil {
		return "", nil, err
	}
	if err := p.mayWrite(path, replace); err != nil {
		return "", nil, err
	}
	recipients, keys, err := p.backupTo(s, to)
	if err != nil {
		return "", nil, err
	}
	if err := s.NoteBackup(p.ctx, path); err != nil {
		return "", nil, err
	}
	if err := s.BackupBy(p.ctx, p.unfinished().WriteFileFrom, path, recipients...); err != nil {
		return "", nil, err
	}
	return path, keys, p.copyKey(s, path)
}

func (p *program) shelveBackup(s *store.Store) (string, error) {
	shelf, err := p.backups()
	if err != nil {
		return "", err
	}
	if shelf.Dir == "" {
		return "", usage("mull backup FILE", "the settings say backups: off, so a backup needs a name")
	}
	return shelf.Put(p.ctx, s, "asked")
}

// backupTo reads whom a backup is sealed to, and finds the keys to read it back
// with: of a plain journal's one made for this moment, since the owner of the
// other is not here.
func (p *program) backupTo(s *store.Store, to string) ([]seal.Recipient, []store.Key, error) {
	if to == "" {
		return nil, []store.Key{p.journalKey}, nil
	}
	text := to
	if exists(to) {
		data, err := p.readNamed(to)
		if err != nil {
			return nil, nil, err
		}
		text = string(data)
	}
	recipient, err := seal.ParseRecipient(text)
	if err != nil {
		return nil, nil, usage("age-keygen makes one and shows its public half", "--to: %v", err)
	}
	if s.Sealed() {
		return []seal.Recipient{recipient}, []store.Key{p.journalKey}, nil
	}
	moment, err := seal.NewKey()
	if err != nil {
		return nil, nil, err
	}
	return []seal.Recipient{recipient, moment.Recipient()}, []store.Key{func() (*seal.Key, error) { return moment, nil }}, nil
}

// copyKey puts the journal's key, under its passphrase, beside a sealed backup:
// what is on a stick is to be read where the journal is gone.
func (p *program) copyKey(s *store.Store, path string) error {
	if !s.Sealed() {
		return nil
	}
	wrapped, err := seal.ReadRegular(store.KeyFile(p.path))
	if err != nil {
		p.say("The backup is written without its key: %s is missing.", store.KeyFile(p.path))
		return nil
	}
	return p.unfinished().WriteFile(store.KeyFile(path), wrapped, 0o600)
}

// mayWrite refuses to write over what is there, unless it is a former backup
// that may go.
func (p *program) mayWrite(path string, replace bool) error {
	if p.isJournal(path) {
		return usage("mull backup FILE, another one", "%s is the journal itself", path)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if folder, err := os.Stat(filepath.Dir(path)); err != nil || !folder.IsDir() {
			return usage("", "there is no folder %s", filepath.Dir(path))
		}
		if key := store.KeyFile(path); !replace && exists(key) && store.IsSealed(p.path) {
			return usage("mull backup "+path+" --yes replaces it", "%s is there already, the key of another backup", key)
		}
		return nil
	case err != nil:
		return usage("", "%s cannot be looked at: %v", path, errors.Unwrap(err))
	case !info.Mode().IsRegular():
		return usage("mull backup FILE names one", "%s is no file", path)
	case !replace:
		return usage("mull backup "+path+" --yes replaces it", "%s is there already", path)
	}
	return nil
}

// readBack reads a backup as restoring would, and says what it holds.
func (p *program) readBack(path, keyFile string, keys ...store.Key) (*store.Contents, error) {
	s, _, err := p.loadBackup(path, keyFile, keys...)
	if err != nil {
		return nil, err
	}
	held, err := s.Contents(p.ctx)
	return held, errors.Join(err, s.Close())
}

func sameFile(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}
