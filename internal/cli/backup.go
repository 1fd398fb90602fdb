package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"mull/internal/store"
)

func (p *program) backupCommand() *cli.Command {
	return &cli.Command{
		Name:      "backup",
		Usage:     "copy the whole journal to a file, also while it is in use",
		UsageText: "mull backup [FILE] [--yes] | --list | --verify FILE",
		Description: `   mull backup /media/stick/mull.db
   mull backup                         beside the ones mull makes each week
   mull backup --verify /media/stick/mull.db
   mull backup --list

   mull makes one by itself each week, before an import, before a restore and
   before an update, and keeps the last eight. In config.yaml,
   "backups: off" turns that off and "backups: /some/folder" puts them there.

EXIT STATUS
   0 done; with --verify: the file is whole; 1 it is not written; 5 it is damaged`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "yes", Usage: "replace a file that is there"},
			&cli.BoolFlag{Name: "list", Usage: "list the backups there are"},
			&cli.StringFlag{Name: "verify", Usage: "read the backup in `FILE` and compare it with the journal"},
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
		return p.verifyBackup(verify)
	}
	return p.backup(c.Args().First(), c.Bool("yes"))
}

// backupJSON is a backup that was made. Fields are added, never renamed.
type backupJSON struct {
	File string       `json:"file"`
	Held contentsJSON `json:"held"`
}

func (p *program) backup(name string, replace bool) error {
	if _, err := os.Stat(p.path); errors.Is(err, fs.ErrNotExist) {
		return notFound("mull reflect begins one", "there is no journal at %s yet", p.path)
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	path, err := p.writeBackup(s, name, replace)
	if err != nil {
		return err
	}
	held, err := p.readBack(path)
	if err != nil {
		return err
	}
	if p.json {
		return p.write(backupJSON{path, contentsView(held)})
	}
	return p.tell("Backed up to %s: %s. It was read back and is whole.", path, heldWords(held))
}

func (p *program) writeBackup(s *store.Store, name string, replace bool) (string, error) {
	if name == "" {
		shelf, err := p.backups()
		if err != nil {
			return "", err
		}
		if shelf.Dir == "" {
			return "", usage("mull backup FILE", "the settings say backups: off, so a backup needs a name")
		}
		return shelf.Put(p.ctx, s, "asked")
	}
	path, err := absolute(name)
	if err != nil {
		return "", err
	}
	if err := p.mayWrite(path, replace); err != nil {
		return "", err
	}
	if err := s.NoteBackup(p.ctx, path); err != nil {
		return "", err
	}
	return path, s.Backup(p.ctx, path)
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
func (p *program) readBack(path string) (*store.Contents, error) {
	s, _, err := store.LoadBackup(p.ctx, path, p.now)
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
