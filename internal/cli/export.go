package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// exportOptions say what leaves the journal, and where to.
type exportOptions struct {
	format   string
	file     string // empty or - for standard output
	from, to period.Day
	bounded  bool
	private  bool // of html, with private answers
}

var exportFormats = []string{"jsonl", "csv", "markdown", "html"}

func (p *program) exportCommand() *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "export the journal: all of it, or as CSV, Markdown or HTML",
		UsageText: "mull export [--format jsonl|csv|markdown|html] [-o FILE]",
		Description: `   mull export -o journal.jsonl            everything; mull import reads it back
   mull export -o november.csv --from 2026-11-01
   mull export --format markdown | less
   mull export -o journal.html             one page with charts, without private answers`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "format", Usage: "`jsonl`, csv, markdown or html; else the ending of FILE says it, else jsonl"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`, readable for you alone"},
			&cli.BoolFlag{Name: "private", Usage: "with html, private answers, too; the other formats hold them"},
		}, rangeFlags()...),
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			o := exportOptions{file: c.String("output"), bounded: c.IsSet("from") || c.IsSet("to"), private: c.Bool("private")}
			var err error
			if o.format, err = formatOf(c.String("format"), o.file); err != nil {
				return err
			}
			if o.from, o.to, err = p.bounds(c); err != nil {
				return err
			}
			if o.private && o.format != "html" {
				return usage("mull export --format html --private", "--private is for html; %s holds private answers", o.format)
			}
			if o.bounded && o.format == "jsonl" {
				return usage("mull export --format csv --from 2026-11-01", "jsonl is the whole journal, which --from and --to would cut")
			}
			if p.csv && (o.file == "" || o.file == "-") {
				return usage("mull export --format csv", "export --csv says what was written to a file: it wants -o FILE")
			}
			if p.json && (o.file == "" || o.file == "-") {
				return usage("mull export --format jsonl", "export --json says what was written to a file: it wants -o FILE")
			}
			return p.export(o)
		}),
	}
}

// formatOf knows a format by its name, or by the ending of the file.
func formatOf(name, file string) (string, error) {
	if name == "" {
		name = map[string]string{".csv": "csv", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}[strings.ToLower(filepath.Ext(file))]
	}
	switch {
	case name == "":
		return "jsonl", nil
	case name == "md":
		return "markdown", nil
	case !slices.Contains(exportFormats, name):
		return "", usage("mull export --format csv", "--format wants %s, not %q", strings.Join(exportFormats, ", "), name)
	}
	return name, nil
}

// exportJSON is what export says of a file. Fields are added, never renamed.
type exportJSON struct {
	File       string        `json:"file"`
	Format     string        `json:"format"`
	Entries    int           `json:"entries"`
	Activities int           `json:"activities"`
	LeftOut    []leftOutJSON `json:"left_out"`
}

type leftOutJSON struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

func (p *program) export(o exportOptions) error {
	s, err := p.look()
	if err != nil {
		return err
	}
	var done *store.Exported
	write := func(w io.Writer) (err error) {
		done, err = p.exportTo(s, o, w)
		return err
	}
	if o.file == "" || o.file == "-" {
		shown := write
		if p.Terminals.Out && o.format == "jsonl" {
			shown = func(w io.Writer) error { return report.WriteShown(w, write) }
		}
		if err := shown(p.Out); err != nil {
			return err
		}
		p.sayLeftOut(done.LeftOut)
		return nil
	}
	if err := p.writeFile(o.file, write); err != nil {
		return err
	}
	p.sayLeftOut(done.LeftOut)
	if p.json {
		said := exportJSON{File: o.file, Format: o.format, Entries: done.Entries, Activities: done.Activities, LeftOut: []leftOutJSON{}}
		for _, l := range done.LeftOut {
			said.LeftOut = append(said.LeftOut, leftOutJSON(l))
		}
		return p.write(said)
	}
	return p.tell("Written to %s: %s and %s.", o.file, counted(done.Entries, "entry", "entries"), counted(done.Activities, "piece of time", "pieces of time"))
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// sayLeftOut names what never leaves the journal.
func (p *program) sayLeftOut(list []store.LeftOut) {
	if len(list) == 0 {
		return
	}
	names := make([]string, len(list))
	for i, l := range list {
		names[i] = fmt.Sprintf("%s (%d)", l.Name, l.Count)
	}
	p.say("Left out, marked never to leave the journal: %s.", strings.Join(names, ", "))
}

func (p *program) exportTo(s *store.Store, o exportOptions, w io.Writer) (*store.Exported, error) {
	if o.format == "jsonl" {
		return s.Export(p.ctx, w)
	}
	book, done, err := p.book(s, o.from, o.to)
	if err != nil {
		return nil, err
	}
	switch o.format {
	case "csv":
		return done, book.CSV(w)
	case "html":
		return done, p.exportPage(s, o, book, w)
	}
	return done, book.Markdown(w)
}

// exportPage writes the journal as the page of a report, from its first day to
// its last.
func (p *program) exportPage(s *store.Store, o exportOptions, book *report.Book, w io.Writer) error {
	from, to := book.Days()
	if o.from > period.MinDay {
		from = o.from
	}
	if o.to < period.MaxDay {
		to = o.to
	}
	if to < from {
		from, to = p.today(), p.today()
	}
	sheet, err := p.sheet(s, period.Span(from, to), o.private)
	if err != nil {
		return err
	}
	if !o.private {
		p.say("Private answers are left out; --private puts them on the page.")
	}
	return sheet.HTML(w)
}

// writeFile writes a file whole, for its owner alone, or not at all. It is never
// the journal.
func (p *program) writeFile(name string, write func(io.Writer) error) error {
	if there, err := os.Stat(name); err == nil {
		if there.IsDir() {
			return usage("", "%s is a folder; -o wants a file", name)
		}
		if journal, err := os.Stat(p.path); err == nil && os.SameFile(there, journal) {
			return usage("", "%s is the journal itself; -o wants another file", name)
		}
		if !there.Mode().IsRegular() {
			return writeThrough(name, write)
		}
	}
	err := p.unfinished().WriteFileFrom(name, 0o600, write)
	if errors.Is(err, os.ErrNotExist) {
		return usage("", "%s: there is no such folder", name)
	}
	return err
}

// writeThrough writes to what is no plain file, such as a pipe or /dev/stdout: a
// file put in its place would take its name.
func writeThrough(name string, write func(io.Writer) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = write(file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}

// book gathers what the formats to read hold. Exercises that never leave the
// journal are not in it, nor what they recorded.
func (p *program) book(s *store.Store, from, to period.Day) (*report.Book, *store.Exported, error) {
	tracks, err := p.tracks(s)
	if err != nil {
		return nil, nil, err
	}
	filter := store.Filter{From: from, To: to}
	entries, err := s.Pages(p.ctx, filter)
	if err != nil {
		return nil, nil, err
	}
	activities, err := s.Activities(p.ctx, filter)
	if err != nil {
		return nil, nil, err
	}
	shelf, left := p.shelf(s), leftOut{}
	book, stays := &report.Book{Now: p.here()}, map[int64]bool{}
	for i := range entries {
		page, err := shelf.page(&entries[i])
		if err != nil {
			return nil, nil, err
		}
		left.see(page)
		if stays[page.Number] = page.Asked.Never; !page.Asked.Never {
			book.Entries = append(book.Entries, *page)
		}
	}
	for _, x := range activities {
		if !stays[x.Entry] {
			book.Activities = append(book.Activities, report.Activity{Activity: x, Track: tracks[x.Category].Track, Now: p.here()})
		}
	}
	return book, &store.Exported{Entries: len(book.Entries), Activities: len(book.Activities), LeftOut: left.list()}, nil
}
