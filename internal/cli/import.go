package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/intake"
	"mull/internal/report"
	"mull/internal/store"
)

// importOptions is an import as it was asked for.
type importOptions struct {
	files   []string
	once    io.Reader // the one file, where it can be read but once
	reading intake.Options
	rules   []intake.Rule // of --map
	dryRun  bool
	review  bool
}

func (p *program) importCommand() *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     "import calendars, time trackers and journals",
		UsageText: "mull import FILE...",
		Description: `   mull import week.ics
   mull import ~/Downloads/calendars --from 2026-10-01 --dry-run
   mull import toggl.csv --map "Client A=stakeholders,mull=ic"
   mull import --review
   zcat week.ics.gz | mull import -

   mull import journal.jsonl      what mull export wrote, into an empty journal

   Calendars (.ics), Timewarrior, klog, Watson, Toggl, Clockify, ActivityWatch,
   RescueTime, Org, hledger timeclock, jrnl, Day One and Daylio; which it is
   shows in the file. The same file again changes nothing; mull undo takes a
   file back. Rows that cannot be read are listed, the rest is kept, and the
   exit is 1.`,
		Flags: append(rangeFlags(),
			&cli.BoolFlag{Name: "dry-run", Usage: "only say what it would bring"},
			&cli.StringFlag{Name: "as", Usage: "read it as this `FORMAT`, whatever it looks like"},
			&cli.StringFlag{Name: "date-format", Usage: "how its dates are written where that is open: `dmy`, mdy or ymd"},
			&cli.StringFlag{Name: "map", Usage: "sort projects and tags, as a rule that is kept: `WORD=CATEGORY,...`"},
			&cli.BoolFlag{Name: "private", Usage: "also keep attendees, places, descriptions and window titles"},
			&cli.StringFlag{Name: "me", Usage: "your addresses, to know what you declined; kept: `ADDRESS,...`"},
			&cli.StringFlag{Name: "moods", Usage: "what words of a mood diary mean, 1 to 5; kept: `WORD=N,...`"},
			&cli.BoolFlag{Name: "review", Usage: "ask about what no rule has sorted, most minutes first"}),
		Action: p.action(func(c *cli.Context) error {
			o := importOptions{files: c.Args().Slice(), dryRun: c.Bool("dry-run"), review: c.Bool("review")}
			if len(o.files) == 0 && !o.review {
				return usage("mull import week.ics", "import wants a file or a folder")
			}
			if len(o.files) == 1 && !o.review {
				own, once, err := p.ownExport(o.files[0], o.dryRun)
				if own || err != nil {
					return err
				}
				o.once = once
			}
			if o.review && slices.Contains(o.files, standardInput) {
				return usage("mull import --review, after it", "--review asks questions, and the standard input is the file here")
			}
			if o.review && o.dryRun {
				return usage("", "--review changes what is kept, and --dry-run keeps nothing")
			}
			s, err := p.openFor(o.dryRun)
			if err != nil {
				return err
			}
			if err := p.importOptions(c, s, &o); err != nil {
				return err
			}
			return p.importAll(s, o)
		}),
	}
}

// openFor opens the journal; a dry run makes none.
func (p *program) openFor(dryRun bool) (*store.Store, error) {
	if dryRun {
		return p.look()
	}
	return p.ready()
}

func (p *program) importOptions(c *cli.Context, s *store.Store, o *importOptions) error {
	from, to, err := p.bounds(c)
	if err != nil {
		return err
	}
	o.reading = intake.Options{Zone: p.zone, Now: p.now(), DateFormat: c.String("date-format"), Private: c.Bool("private")}
	if c.IsSet("from") {
		o.reading.From = from
	}
	if c.IsSet("to") {
		o.reading.To = to
	}
	if text := c.String("date-format"); text != "" && !slices.Contains([]string{"dmy", "mdy", "ymd"}, text) {
		return usage("", "--date-format is dmy, mdy or ymd, not %q", text)
	}
	if o.reading.As = intake.Format(strings.ToLower(c.String("as"))); o.reading.As != "" && !slices.Contains(intake.Formats(), o.reading.As) {
		return usage("", "--as: there is no format %q; the formats are %s", o.reading.As, formatNames())
	}
	if o.rules, err = p.mapped(s, c.String("map"), o.reading.As); err != nil {
		return err
	}
	return p.importMemory(c, s, o)
}

func formatNames() string {
	var names []string
	for _, format := range intake.Formats() {
		names = append(names, string(format))
	}
	return strings.Join(names, ", ")
}

// memoryLimit is the memory in bytes from which on garbage is collected before
// more is taken: what a large file leaves behind need not be held.
const memoryLimit = 160 << 20

// importAll imports file by file: each is one act, or nothing.
func (p *program) importAll(s *store.Store, o importOptions) error {
	given := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(given, memoryLimit))
	defer debug.SetMemoryLimit(given)
	files, err := p.filesOf(o)
	if err != nil {
		return err
	}
	view := &report.Imported{DryRun: o.dryRun, Now: p.here()}
	failed := false
	for _, file := range files {
		done, err := p.importFile(s, file, o)
		switch {
		case err == nil:
		case len(files) == 1, p.ctx.Err() != nil, isUnusable(err):
			return importProblem(err)
		case file.found && errors.Is(err, intake.ErrUnknown):
			done.Notices = []string{"it looks like none of the formats, so it was left alone"}
		default:
			done.Problem, failed = err.Error(), true
		}
		failed = failed || len(done.Refused) > 0
		view.Files = append(view.Files, done)
	}
	if len(o.files) > 0 {
		if err := p.show(view, view.JSON()); err != nil {
			return err
		}
	}
	if o.review {
		if err := p.review(s); err != nil {
			return err
		}
	}
	if failed {
		return quiet{exitFailed}
	}
	return nil
}

func isUnusable(err error) bool {
	var broken *store.Unusable
	return errors.As(err, &broken) || errors.Is(err, store.ErrFull)
}

// isSystem says whether it is the system that refused something.
func isSystem(err error) bool {
	return errors.As(err, new(*fs.PathError)) || errors.As(err, new(*os.LinkError)) || errors.As(err, new(*os.SyscallError))
}

// importProblem says what to do about a file that cannot be used.
func importProblem(err error) error {
	var known *fault
	switch {
	case errors.As(err, &known), isUnusable(err), isSystem(err):
		return err
	case errors.Is(err, intake.ErrNeedDateFormat):
		return usage("mull import FILE --date-format dmy, or mdy", "%v", err)
	case errors.Is(err, intake.ErrUnknown):
		return usage("mull import FILE --as FORMAT: "+formatNames(), "%v", err)
	}
	return usage("", "%v", err)
}

// standardInput is what people call it where a file is named.
const standardInput = "-"

// A source is a file to import. found says that it lay in a folder that was
// named, so that it need not be one of ours; once is what can be read but once.
type source struct {
	path  string
	found bool
	once  io.Reader
}

// filesOf lists the files named, and those in the folders named.
func (p *program) filesOf(o importOptions) ([]source, error) {
	if o.once != nil {
		return []source{{path: o.files[0], once: o.once}}, nil
	}
	var files []source
	for _, name := range o.files {
		if name == standardInput {
			files = append(files, source{path: name, once: p.In})
			continue
		}
		info, err := os.Stat(name)
		if err != nil {
			return nil, unreadable(name, err)
		}
		if !info.IsDir() {
			files = append(files, source{path: name})
			continue
		}
		inside, err := os.ReadDir(name)
		if err != nil {
			return nil, unreadable(name, err)
		}
		for _, entry := range inside {
			if entry.Type().IsRegular() && !strings.HasPrefix(entry.Name(), ".") {
				files = append(files, source{path: filepath.Join(name, entry.Name()), found: true})
			}
		}
	}
	return files, nil
}

func unreadable(name string, err error) error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return usage("", "%s cannot be read: %v", name, err)
}
