package cli

import (
	"fmt"
	"io"

	"mull/internal/seal"
	"mull/internal/store"
)

// sheetJSON is a recovery sheet. Fields are added, never renamed.
type sheetJSON struct {
	Journal string `json:"journal"`
	Sheet   string `json:"sheet"`
	Former  bool   `json:"former"` // there was one before, which opens nothing written from now on
}

// makeSheet writes a recovery sheet: a second key that opens the journal, and
// mull's backups of it.
func (p *program) makeSheet() error {
	if !store.IsSealed(p.path) {
		return usage("mull lock --set-passphrase", "the journal is not sealed, so nothing is needed to open it")
	}
	var err error
	if p.key, err = p.presentKey(); err != nil {
		return err
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	former, err := s.Recovery(p.ctx)
	if err != nil {
		return err
	}
	sheet, err := seal.NewKey()
	if err != nil {
		return err
	}
	view := sheetJSON{p.path, seal.RecoverySheet(sheet, p.path, p.today().String()), former != seal.Recipient{}}
	// Shown first: a key that opens the journal and is nowhere helps nobody.
	err = s.SetRecovery(p.ctx, sheet.Recipient(), func() error {
		if p.json {
			return p.write(view)
		}
		_, err := io.WriteString(p.Out, view.Sheet)
		return err
	})
	if err != nil {
		return fmt.Errorf("the sheet opens nothing; throw it away: %w", err)
	}
	done := lockJSON{}
	if err := p.resealBackups(&done, []*seal.Key{p.key}, []seal.Recipient{p.key.Recipient(), sheet.Recipient()}); err != nil {
		return err
	}
	p.say("This sheet opens the journal from now on, and mull's %s. Try it once:", counted(len(done.Backups), "backup", "backups"))
	p.say("  mull backup --verify BACKUP --key FILE")
	if view.Former {
		p.say("A sheet printed before opens neither any more.")
	}
	return nil
}
