package cli

import (
	"fmt"
	"strings"

	"mull/internal/coaching"
	"mull/internal/report"
	"mull/internal/seal"
	"mull/internal/store"
)

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
		return usage("choose something to share; nothing was shared", "%v", err)
	}
	fields := shareJSON{Leaves: append(coaching.Leaves(share), coaching.Beside(share)...), Stays: coaching.Stays(previews), Text: share.Text()}
	fields.To, fields.beside = sh.person.Name, coaching.Beside(share)
	if o.look {
		return p.showShare(previews, fields)
	}
	p.lastScreen(previews, fields, o.selection != "")
	unverified, err := p.unverified(sh.store, sh.person)
	if err != nil {
		return err
	}
	if unverified != "" {
		p.say("%s: %s", sh.person.Name, unverified)
	}
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
