package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/report"
	"mull/internal/seal"
	"mull/internal/store"
)

// shareOptions is a share as it was asked for.
type shareOptions struct {
	entries    []int64
	to         string
	assignment int64
	trends     []string
	state      string
	selection  string // a file, or - for standard input
	out        string
	look       bool // only show what would leave
}

func (p *program) shareCommand() *cli.Command {
	return &cli.Command{
		Name:      "share",
		Usage:     "choose, field by field, what a coach gets to see",
		UsageText: "mull share [NUMBER...] [--for NUMBER | --to NAME] [-o FILE]",
		Description: `   mull share --for 12 -o for-ruth.mull
   mull share 31 --to Ruth --selection chosen.yaml -o for-ruth.mull
   mull share --to Ruth --trend grow-session.sure -o for-ruth.mull
   mull share --withdraw 40 -o please.mull

   Nothing is shared by default. A selection file chooses without asking:

      state: done
      fields:                          # of one entry; of several:
        stack: true                    #   entries: {"31": {stack: true}}
        move: {words: "Fewer meetings."}
        list: {redact: [Lena]}
        felt: {open: true}             # a private answer is opened by itself
      trends: [energy-audit.recover]   # counts and the options' names`,
		Flags: []cli.Flag{
			&cli.Int64Flag{Name: "for", Usage: "what was written for the exercise `NUMBER` of mull assignments"},
			&cli.StringFlag{Name: "to", Usage: "for `NAME`"},
			&cli.StringFlag{Name: "selection", Usage: "choose as `FILE` says, - for standard input, and ask nothing"},
			&cli.StringSliceFlag{Name: "trend", Usage: "share how often each answer to `EXERCISE.QUESTION` was given: counts and the options' names"},
			&cli.StringFlag{Name: "state", Usage: "say what became of the exercise: `done`, started, skipped"},
			&cli.BoolFlag{Name: "dry-run", Usage: "show what would leave and write nothing"},
			&cli.Int64Flag{Name: "withdraw", Usage: "ask that the share `NUMBER` of mull shares be deleted"},
			&cli.StringFlag{Name: "words", Usage: "`WORDS` with a withdrawal, - for standard input"},
			outFlag(),
		},
		Action: p.action(p.shareAction),
	}
}

func (p *program) shareAction(c *cli.Context) error {
	if c.Int64("withdraw") != 0 {
		if err := noMore(c, 0); err != nil {
			return err
		}
		return p.withdraw(c.Int64("withdraw"), c.String("words"), c.String("o"))
	}
	o := shareOptions{
		to: c.String("to"), assignment: c.Int64("for"), trends: c.StringSlice("trend"), state: c.String("state"),
		selection: c.String("selection"), out: c.String("o"), look: c.Bool("dry-run"),
	}
	for _, arg := range c.Args().Slice() {
		n, err := number(arg)
		if err != nil {
			return err
		}
		o.entries = append(o.entries, n)
	}
	return p.share(o)
}

// A sharing is a share on its way: what may leave, and what was chosen.
type sharing struct {
	store      *store.Store
	person     store.Person
	assignment *store.Assignment // it answers, or nil
	entries    []sharedEntry
	state      coaching.State
	trends     []coaching.Trend
}

type sharedEntry struct {
	number   int64
	exercise *exercise.Exercise // as it was asked, under the coach's name for it
	journal  exercise.Journal
	answers  exercise.Answers
	picks    coaching.Selection
}

func (e *sharedEntry) preview() (*coaching.Preview, error) {
	return coaching.NewPreview(e.exercise, e.journal, e.answers, e.picks)
}

func (p *program) share(o shareOptions) error {
	s, err := p.look()
	if err != nil {
		return err
	}
	sh := &sharing{store: s}
	if err := p.receiver(sh, o); err != nil {
		return err
	}
	if err := p.gather(sh, o); err != nil {
		return err
	}
	if err := p.stateGiven(sh, o.state); err != nil {
		return err
	}
	if err := p.countTrends(sh, o.trends, false); err != nil {
		return err
	}
	if o.selection != "" {
		err = p.selected(sh, o.selection)
	} else if len(sh.entries) > 0 || sh.assignment != nil && sh.state == "" {
		err = p.askShare(sh, o)
	}
	if err != nil {
		return err
	}
	return p.shareOut(sh, o)
}

// receiver finds whom it goes to, and which exercise it answers.
func (p *program) receiver(sh *sharing, o shareOptions) error {
	if o.assignment != 0 {
		x, err := sh.store.Assignment(p.ctx, o.assignment)
		if err != nil || x.Given {
			return notFound("mull assignments lists them", "no exercise that you were asked to do has the number %d", o.assignment)
		}
		sh.assignment = x
	}
	for _, n := range o.entries {
		concern, err := sh.store.ConcernOf(p.ctx, n)
		if err != nil {
			return err
		}
		if sh.assignment != nil || concern.Assignment == 0 {
			continue
		}
		if sh.assignment, err = sh.store.Assignment(p.ctx, concern.Assignment); err != nil {
			return err
		}
	}
	people, err := p.byNumber(sh.store)
	if err != nil {
		return err
	}
	switch {
	case o.to != "":
		if sh.person, err = p.person(sh.store, o.to); err != nil {
			return err
		}
		if sh.assignment != nil && sh.assignment.Person != sh.person.Number {
			sh.assignment = nil // it answers somebody else's exercise
		}
	case sh.assignment != nil:
		sh.person = people[sh.assignment.Person]
	default:
		return usage("mull people lists everyone", "share wants --to NAME, or --for the NUMBER of an exercise a coach gave you")
	}
	if sh.person.Public == "" {
		return usage(fmt.Sprintf("mull people add %s ID", quotedName(sh.person.Name)), "the public id of %s is not known, so nothing can be encrypted to them", sh.person.Name)
	}
	return nil
}

// gather reads the entries: those named, or the newest written for the exercise.
func (p *program) gather(sh *sharing, o shareOptions) error {
	numbers := o.entries
	if len(numbers) == 0 && sh.assignment != nil {
		done, err := sh.store.AnsweredFor(p.ctx, sh.assignment.Number)
		if err != nil {
			return err
		}
		numbers = done[:min(1, len(done))]
	}
	if len(numbers) == 0 && len(o.trends) == 0 && sh.assignment == nil && o.selection == "" {
		chosen, err := p.chooseEntry(sh.store)
		if err != nil {
			return err
		}
		numbers = []int64{chosen}
	}
	for _, n := range numbers {
		entry, err := p.sharedEntry(sh, n)
		if err != nil {
			return err
		}
		sh.entries = append(sh.entries, *entry)
	}
	return nil
}

func (p *program) sharedEntry(sh *sharing, n int64) (*sharedEntry, error) {
	entry, err := sh.store.Entry(p.ctx, n)
	if err != nil {
		return nil, notFound("mull list shows the numbers", "there is no entry %d", n)
	}
	x, err := sh.store.Asked(p.ctx, entry.Asked)
	if err != nil {
		return nil, err
	}
	knowledge, err := p.knowledge(sh.store, x)
	if err != nil {
		return nil, err
	}
	concern, err := sh.store.ConcernOf(p.ctx, n)
	if err != nil {
		return nil, err
	}
	if concern.Assignment != 0 {
		from, err := sh.store.Assignment(p.ctx, concern.Assignment)
		if err != nil {
			return nil, err
		}
		asked, err := p.letterOf(sh.store, from)
		if err != nil {
			return nil, err
		}
		x.ID = asked.Exercise.ID
	}
	e := &sharedEntry{number: n, exercise: x, journal: knowledge, answers: entry.Answers, picks: coaching.Selection{}}
	if _, err := e.preview(); err != nil {
		return nil, usage("mull list shows other entries", "entry %d, %v", n, err)
	}
	return e, nil
}

func (p *program) stateGiven(sh *sharing, word string) error {
	if word == "" {
		return nil
	}
	sh.state = coaching.State(word)
	switch sh.state {
	case coaching.Accepted, coaching.Started, coaching.Done, coaching.Skipped, coaching.Lapsed:
	default:
		return usage("--state done, started or skipped", "a share cannot say that an exercise is %q", report.Clean(word))
	}
	if sh.assignment == nil {
		return usage("--for NUMBER names the exercise", "a state wants the exercise it is of")
	}
	return nil
}

// countTrends counts the answers to questions named EXERCISE.QUESTION.
func (p *program) countTrends(sh *sharing, names []string, open bool) error {
	for _, name := range names {
		id, question, found := strings.Cut(name, ".")
		if !found {
			return usage("--trend energy-audit.recover", "%q is not EXERCISE.QUESTION", name)
		}
		x, all, err := p.everyAnswer(sh, id)
		if err != nil {
			return err
		}
		trend, err := coaching.CountTrend(x, question, shippedLists, all, open)
		if err != nil {
			return usage("a private one is opened by itself in a selection file: trends: {"+name+": open}", "%v", err)
		}
		sh.trends = append(sh.trends, trend)
	}
	return nil
}

// everyAnswer returns the answers of every sitting of an exercise, and the
// exercise as it was asked last, under the coach's name for it.
func (p *program) everyAnswer(sh *sharing, id string) (*exercise.Exercise, []exercise.Answers, error) {
	entries, err := sh.store.Entries(p.ctx, store.Filter{Exercise: id})
	if err != nil {
		return nil, nil, err
	}
	var x *exercise.Exercise
	var answers []exercise.Answers
	for _, head := range entries {
		if head.State == journal.Draft {
			continue
		}
		entry, err := p.sharedEntry(sh, head.Number)
		if err != nil {
			return nil, nil, err
		}
		if x == nil {
			x = entry.exercise
		}
		answers = append(answers, entry.answers)
	}
	if x == nil {
		return nil, nil, notFound("mull list shows what is there", "%s was never answered", report.Clean(id))
	}
	return x, answers, nil
}

// shareJSON is a share that was written, or with --dry-run would be. Fields are
// added, never renamed.
type shareJSON struct {
	letterJSON
	Leaves []string `json:"leaves"`
	Stays  []string `json:"stays"`
	Text   string   `json:"text"` // exactly what leaves
	beside []string // what leaves with it, on the last screen
}

// shareOut shows the last screen, writes the file and keeps the receipt.
func (p *program) shareOut(sh *sharing, o shareOptions) error {
	var previews []*coaching.Preview
	for i := range sh.entries {
		preview, err := sh.entries[i].preview()
		if err != nil {
			return usage("", "entry %d: %v", sh.entries[i].number, err)
		}
		previews = append(previews, preview)
	}
	assignment := ""
	if sh.assignment != nil {
		assignment = sh.assignment.UUID
	}
	share, err := coaching.Compose(sh.store.NewUUID(), assignment, sh.state, previews, sh.trends)
	if err != nil {
		return usage("choose something to share; nothing left", "%v", err)
	}
	fields := shareJSON{Leaves: append(coaching.Leaves(share), coaching.Beside(share)...), Stays: coaching.Stays(previews), Text: share.Text()}
	fields.To, fields.beside = sh.person.Name, coaching.Beside(share)
	if o.look {
		return p.showShare(previews, fields)
	}
	p.lastScreen(previews, fields, o.selection != "")
	if o.selection == "" {
		if yes, err := p.confirmShare(sh.person.Name); err != nil || !yes {
			return err
		}
	}
	me, err := p.identify("")
	if err != nil {
		return err
	}
	return p.writeShare(sh, me, share, o.out, fields)
}

func (p *program) writeShare(sh *sharing, me *seal.Identity, share *coaching.Share, path string, fields shareJSON) error {
	letter, err := p.letterTo(me, sh.person, share.ID, share)
	if err != nil {
		return err
	}
	public, err := publicOf(sh.person)
	if err != nil {
		return err
	}
	receipt, err := coaching.NewReceipt(share, public, p.now())
	if err != nil {
		return err
	}
	kept := &store.Receipt{
		UUID: receipt.Share, Person: sh.person.Number, Fingerprint: receipt.Fingerprint, Assignment: receipt.Assignment,
		At: receipt.At, Day: p.today(), Text: receipt.Text, Hash: receipt.Hash,
	}
	out := parcel{path, letter}
	err = p.sent(out, p.forGood(sh.store, "share"), func(a *store.Act) error {
		if err := a.Touch(sh.person.Number); err != nil {
			return err
		}
		return a.AddReceipt(kept)
	})
	if err != nil {
		return err
	}
	fields.Number, fields.State = kept.Number, string(share.State)
	if p.json {
		if fields.File = path; path == "" {
			fields.Letter = string(letter)
		}
		return p.write(fields)
	}
	return p.handOver(out, fields.letterJSON, "Written for %s; the receipt is %d, and mull shares shows it. Send them %s.", sh.person.Name, kept.Number, or(path, "what follows"))
}

func (p *program) showShare(previews []*coaching.Preview, fields shareJSON) error {
	if p.json {
		return p.write(fields)
	}
	_, err := fmt.Fprint(p.Out, report.CleanBlock(shareScreen(previews, fields, true)))
	return err
}

func (p *program) lastScreen(previews []*coaching.Preview, fields shareJSON, whole bool) {
	p.sayBlock(shareScreen(previews, fields, whole))
}

// shareScreen writes what leaves, word for word, and lists what stays. Where
// nobody was asked answer by answer, whole shows each answer there is first.
func shareScreen(previews []*coaching.Preview, fields shareJSON, whole bool) string {
	var b strings.Builder
	list := func(title string, lines []string) {
		b.WriteString(title + "\n")
		for _, line := range lines {
			b.WriteString("  " + line + "\n")
		}
		b.WriteString("\n")
	}
	if whole {
		for _, preview := range previews {
			b.WriteString(preview.Text() + "\n")
		}
		list("Leaves, for "+fields.To, fields.Leaves)
	} else {
		list("\nLeaves, for "+fields.To+", word for word", strings.Split(strings.TrimSpace(fields.Text), "\n"))
		list("With it goes", fields.beside)
	}
	list("Stays", fields.Stays)
	return b.String()
}
