package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/report"
	"mull/internal/seal"
	"mull/internal/store"
)

func (p *program) receiveCommand() *cli.Command {
	return &cli.Command{
		Name:      "receive",
		Usage:     "import what a coachee sent: answers, shares, filled-in forms",
		UsageText: "mull receive FILE | FOLDER | -",
		Description: `   mull receive from-ana.mull
   mull receive Downloads/coaching

   A file that was received before changes nothing. Of a file nothing is kept
   unless all of it is good. Of a folder every good file is taken in; exit 1
   says that some were not.`,
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage("mull receive from-ana.mull", "receive wants a file or a folder")
			}
			return p.receive(c.Args().First())
		}),
	}
}

// receivedJSON is what became of one file. Fields are added, never renamed.
type receivedJSON struct {
	File     string   `json:"file"`
	Result   string   `json:"result"` // taken, known, refused or other
	Type     string   `json:"type"`
	From     string   `json:"from"`
	Number   int64    `json:"number"` // of the share, or of the assignment it answers
	State    string   `json:"state"`
	Plain    bool     `json:"plain"` // neither signed nor encrypted
	Notices  []string `json:"notices"`
	Problem  string   `json:"problem,omitempty"`
	Ask      string   `json:"ask,omitempty"`
	shown    string   // what came, in words
	exitCode int
}

func (p *program) receive(name string) error {
	s, err := p.look()
	if err != nil {
		return err
	}
	me, err := p.me(s)
	if err != nil {
		return err
	}
	info, err := os.Stat(name)
	if name == "-" || err != nil || !info.IsDir() {
		r, err := p.receiveOne(s, me, name)
		if err != nil {
			return err
		}
		return p.showReceived([]receivedJSON{*r})
	}
	files, err := os.ReadDir(name)
	if err != nil {
		return usage("", "the folder %s cannot be read: %v", name, errors.Unwrap(err))
	}
	var results []receivedJSON
	for _, file := range files {
		if !file.Type().IsRegular() || strings.HasPrefix(file.Name(), ".") {
			continue
		}
		results = append(results, p.receiveInFolder(s, me, filepath.Join(name, file.Name())))
	}
	return p.showReceived(results)
}

// receiveInFolder goes on where one file is refused.
func (p *program) receiveInFolder(s *store.Store, me *seal.Identity, name string) receivedJSON {
	r, err := p.receiveOne(s, me, name)
	if err == nil {
		return *r
	}
	code, line, hint := Explain(err)
	return receivedJSON{File: name, Result: "refused", Problem: line, Ask: hint, Notices: []string{}, exitCode: code}
}

func (p *program) showReceived(results []receivedJSON) error {
	refused := 0
	for i := range results {
		if results[i].Result == "refused" {
			refused++
		}
		if !p.json {
			if err := p.tellReceived(&results[i]); err != nil {
				return err
			}
		}
	}
	if p.json {
		fields := struct {
			Received []receivedJSON `json:"received"`
		}{append([]receivedJSON{}, results...)}
		if err := p.write(fields); err != nil {
			return err
		}
	}
	if len(results) == 0 {
		p.say("The folder holds no files.")
	}
	if refused > 0 {
		return quiet{exitFailed}
	}
	return nil
}

func (p *program) tellReceived(r *receivedJSON) error {
	switch r.Result {
	case "refused":
		p.say("%s", r.Problem)
		if r.Ask != "" {
			p.say("hint: %s", r.Ask)
		}
		return nil
	case "known":
		if r.shown != "" {
			return p.tell("%s", r.shown)
		}
		return p.tell("%s: received before, from %s; nothing changed.", r.File, r.From)
	}
	for _, notice := range r.Notices {
		p.say("%s", notice)
	}
	for line := range strings.Lines(report.CleanBlock(r.shown)) {
		if _, err := fmt.Fprintln(p.Out, p.folded(p.Terminals.Out, strings.TrimSuffix(line, "\n"))); err != nil {
			return err
		}
	}
	return nil
}

// receiveOne takes in one file: a letter, or a form in plain text.
func (p *program) receiveOne(s *store.Store, me *seal.Identity, name string) (*receivedJSON, error) {
	letter, m, err := p.openLetter(name, me)
	if errors.Is(err, seal.ErrNotLetter) && name != "-" {
		if r, formErr := p.receiveForm(s, name); !errors.Is(formErr, coaching.ErrNoForm) {
			return r, formErr
		}
	}
	if err != nil {
		return nil, err
	}
	r := &receivedJSON{File: name, Type: letter.Type, Notices: []string{}}
	switch v := m.(type) {
	case *coaching.Assignment, *coaching.Invite:
		r.Result, r.From = "other", shownName(letter.From)
		r.shown = fmt.Sprintf("%s: an exercise or invitation from %s. mull accept %s looks at it.\n", name, r.From, name)
		return r, nil
	case *coaching.Reply:
		return r, p.receiveReply(s, letter, v, r)
	case *coaching.Share:
		return r, p.receiveShare(s, letter, v, r)
	case *coaching.Withdrawal:
		return r, p.receiveWithdrawal(s, letter, v, r)
	}
	return nil, fmt.Errorf("%s: a letter of type %s", name, letter.Type)
}

// knownSender finds who wrote a letter, who must be listed.
func (p *program) knownSender(s *store.Store, letter *seal.Letter, r *receivedJSON) (store.Person, error) {
	person, newKey, err := p.sender(s, r.File, letter, "")
	if err != nil {
		return person, err
	}
	if person.Number == 0 || newKey {
		doubt, err := p.checkLooks(s, person.Name, person.Number)
		if err != nil {
			return person, err
		}
		if doubt.like != "" {
			return person, usage(
				fmt.Sprintf("ask %s by voice if they sent it; to list someone else, pick a name that looks different: mull people add NAME %s", doubt.like, letter.From),
				"%s: the key of the sender isn't known here (fingerprint %s), and %s; nothing was saved", r.File, letter.From.Fingerprint(), doubt.text)
		}
		return person, usage(
			fmt.Sprintf("compare the fingerprint by voice; then mull people add %s %s", quotedName(shownName(letter.From)), letter.From),
			"%s: it comes from %s, whose key is not known here (fingerprint %s); nothing was stored", r.File, shownName(letter.From), letter.From.Fingerprint())
	}
	r.From = person.Name
	return person, nil
}

// seenBefore says whether a letter was taken in already. Another one under the
// same id is refused.
func (p *program) seenBefore(s *store.Store, person store.Person, letter *seal.Letter, r *receivedJSON) (bool, error) {
	kind, hash, err := s.Letter(p.ctx, person.Number, letter.ID)
	if err != nil || kind == "" {
		return false, err
	}
	if kind != withdrawnKind && hash != hashOf(letter.Content) {
		return false, usage("ask "+person.Name+" to make the file anew", "%s: another file with the same id came before; nothing was stored", r.File)
	}
	r.Result = "known"
	if kind == withdrawnKind {
		r.shown = fmt.Sprintf("%s: was withdrawn by %s; not taken in.", r.File, person.Name)
		r.Notices = append(r.Notices, r.shown)
	}
	return true, nil
}

// withdrawnKind marks the id of a share that its owner asked to delete, so that
// the file, when it comes again, is not kept anew.
const withdrawnKind = "withdrawn"
