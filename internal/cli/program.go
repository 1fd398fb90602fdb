package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"mull/internal/ask"
	"mull/internal/editor"
	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/place"
	"mull/internal/report"
	"mull/internal/seal"
	"mull/internal/store"
)

// A program is one run of mull: the world, what was said for every command,
// and the journal once it is open.
type program struct {
	World

	ctx     context.Context //nolint:containedctx // a program lives no longer than its run
	now     func() time.Time
	zone    *time.Location
	json    bool // a program reads along: --json, or --csv
	csv     bool
	table   string // which of the tables --csv writes; empty is the first
	plain   bool
	noInput bool
	noColor bool
	noPager bool
	path    string // of the journal
	journal *store.Store
	editing *editor.Session
	who     ask.Asker
	demo    *store.Store // the made-up journal a command is tried on

	askedAs map[string]*exercise.Exercise // by content hash, once trends have read them

	typed    typed // what a draft would hold
	repaired bool  // by doctor, already
	lossy    bool  // the repair left something out

	backedUp      bool     // before this import, already
	weekly        bool     // the weekly backup was seen to
	purgeDone     bool     // by doctor, already
	offeredDrafts bool     // those an editor left behind, already
	badSettings   bool     // which was said
	absent        []string // folders that were not there when the command began

	pass   passphrases
	key    *seal.Key // of the sealed journal, once it is known
	opened *seal.Key // the key tried last on a backup
}

// action wraps what a command does: the clock, the zone and the journal's place
// are known before, and the journal is closed after.
func (p *program) action(do func(c *cli.Context) error) cli.ActionFunc {
	return func(c *cli.Context) (err error) {
		if err := p.settle(c); err != nil {
			return err
		}
		if p.demo == nil {
			if c.Command.Name != "" && c.Command.Name != "mull" { // which fails for it
				p.reportSettings()
			}
			p.absent = p.missingFolders()
			defer p.noteFolders()
		}
		defer func() {
			if p.journal == nil {
				return
			}
			if closeErr := p.journal.Close(); err == nil {
				err = closeErr
			}
			p.journal = nil
		}()
		return hinted(c, p.saveTyped(do(c)))
	}
}

func (p *program) settle(c *cli.Context) error {
	p.ctx = c.Context
	p.pass = passphrases{fd: -1}
	if c.IsSet("passphrase-fd") {
		p.pass.fd = c.Int("passphrase-fd")
	}
	p.csv, p.noInput = c.Bool("csv"), c.Bool("no-input")
	p.json = c.Bool("json") || p.csv
	if c.Bool("json") && p.csv {
		return usage("", "--json and --csv are two ways to write the same; give one")
	}
	p.plain = c.Bool("plain") || p.Getenv("TERM") == "dumb" || p.Getenv("ACCESSIBLE") == "1"
	p.noPager = c.Bool("no-pager")
	p.noColor = c.Bool("no-color") || p.Getenv("NO_COLOR") != ""
	var err error
	if p.zone, err = place.Zone(p.Getenv); err != nil {
		return &fault{exitUsage, "set TZ to a name such as Europe/Berlin", err}
	}
	if p.now, err = place.Now(p.Getenv, p.World.Now); err != nil {
		return &fault{exitUsage, "", err}
	}
	if today := p.today(); today < period.MinDay || today > period.MaxDay {
		return usage("set the computer's clock", "the clock shows %s, and mull keeps the years 1900 to 2200", today)
	}
	if p.demo != nil {
		p.journal, p.path = p.demo, "(made up)"
		return nil
	}
	if name := c.String("journal"); name != "" {
		// Absolute, so that no name means a database in memory.
		p.path, err = filepath.Abs(name)
	} else {
		p.path, err = place.Journal(p.Getenv)
	}
	if err != nil {
		return &fault{exitUsage, "mull --journal FILE names a place", err}
	}
	return nil
}

// open opens the journal to write, making it if needed.
func (p *program) open() (*store.Store, error) {
	s, err := p.ready()
	if err != nil {
		return nil, err
	}
	return s, s.Make(p.ctx)
}

// ready opens the journal for what may still be refused. Where there is none
// the first thing kept makes it, so that a refusal leaves no empty file behind.
func (p *program) ready() (*store.Store, error) {
	p.typed.writes = true
	// Nobody answers questions in vain.
	if p.Terminals.In && store.Marked(p.path) {
		return nil, store.NoWrites(p.path)
	}
	s, err := p.look()
	if err == nil && !p.weekly && s.Path() != store.Memory {
		p.weekly = true
		p.backupWeekly(s)
		p.warnReadable()
	}
	return s, err
}

// look opens the journal to read; looking never makes one.
func (p *program) look() (*store.Store, error) {
	if p.journal != nil {
		return p.journal, nil
	}
	var err error
	if p.journal, err = store.OpenLater(p.ctx, p.path, p.now, p.journalKey); err == nil {
		if state, err := place.State(p.Getenv); err == nil {
			p.journal.On(store.Devices(filepath.Join(state, "devices")))
		}
		p.sayMigrated(p.journal)
		p.sayLost(p.journal)
	}
	return p.journal, err
}

// sayLost says that there was a journal before, where mull's own backups tell.
func (p *program) sayLost(s *store.Store) {
	if !s.Unmade() {
		return
	}
	list, err := p.shelved()
	if err != nil || len(list) == 0 {
		return
	}
	p.say("The journal %s is gone or empty, and there is a backup of it of %s; to put that back: mull restore %s",
		p.path, p.backupDay(list[0]), list[0].Path)
}

// sayMigrated names the copy of a journal that was just brought up to date.
func (p *program) sayMigrated(s *store.Store) {
	if copied := s.Migrated(); copied != "" {
		p.say("Your journal was brought up to date; as it was, it is in %s.", copied)
	}
}

// here is the present instant in the user's zone.
func (p *program) here() time.Time { return p.now().In(p.zone) }

// today is the local date.
func (p *program) today() period.Day { return period.DayOf(p.here()) }

// style is how results are drawn: colour only where a person looks at them.
func (p *program) style() report.Style {
	width, height := p.Terminals.Width, p.Terminals.Height
	if !p.Terminals.Out || width <= 0 {
		width, height = 80, 0
	}
	return report.Style{
		Width:  min(width, 120),
		Height: height,
		ASCII:  p.plain,
		Color:  p.Terminals.Out && !p.noColor && !p.plain,
		Piped:  !p.Terminals.Out,
	}
}

// show writes a view to a person or, with --json or --csv, its fields to a
// program.
func (p *program) show(view report.View, fields any) error {
	if p.json {
		return p.write(fields)
	}
	return p.display(view)
}

// write writes fields to a program.
func (p *program) write(fields any) error {
	if p.csv {
		return report.WriteCSV(p.Out, fields, p.table)
	}
	return report.WriteJSON(p.Out, fields)
}

// say writes a notice; results alone go to Out.
func (p *program) say(format string, args ...any) {
	fmt.Fprintln(p.Err, p.folded(p.Terminals.Err, report.Clean(fmt.Sprintf(format, args...))))
}

// folded breaks a line at spaces for a terminal, which would break it anywhere.
func (p *program) folded(terminal bool, line string) string {
	if !terminal || p.Terminals.Width <= 0 {
		return line
	}
	return report.Fold(line, p.Terminals.Width)
}

// tell writes one line that is a result, such as "Logged 1h30 ...", unless a
// program reads along.
func (p *program) tell(format string, args ...any) error {
	_, err := fmt.Fprintln(p.Out, p.folded(p.Terminals.Out, report.Clean(fmt.Sprintf(format, args...))))
	return err
}

// mayAsk says whether there is somebody, or something, that answers questions.
func (p *program) mayAsk() bool { return !p.noInput && p.In != nil }

// readAll reads a text handed in by a pipe or a file, up to a limit.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("more than %d MB", limit>>20)
	}
	return data, nil
}
