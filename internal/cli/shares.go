package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) sharesCommand() *cli.Command {
	return &cli.Command{
		Name:      "shares",
		Usage:     "list everything you shared, with whom, word for word",
		UsageText: "mull shares [NUMBER]",
		Description: `   mull shares
   mull shares 40`,
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 1); err != nil {
				return err
			}
			only := int64(0)
			if c.NArg() == 1 {
				var err error
				if only, err = number(c.Args().First()); err != nil {
					return err
				}
			}
			return p.shares(only)
		}),
	}
}

// receiptJSON is a share that left. Fields are added, never renamed.
type receiptJSON struct {
	Number      int64  `json:"number"`
	ID          string `json:"id"`
	To          string `json:"to"`
	Fingerprint string `json:"fingerprint"`
	At          string `json:"at"`
	Assignment  string `json:"assignment"`
	Text        string `json:"text"`
	Hash        string `json:"sha256"` // of the letter's content
	Withdrawn   string `json:"withdrawn"`
}

func (p *program) shares(only int64) error {
	s, err := p.look()
	if err != nil {
		return err
	}
	receipts, err := s.Receipts(p.ctx)
	if err != nil {
		return err
	}
	people, err := p.byNumber(s)
	if err != nil {
		return err
	}
	list := []receiptJSON{}
	var b strings.Builder
	for _, r := range receipts {
		if only != 0 && r.Number != only {
			continue
		}
		one := receiptJSON{r.Number, r.UUID, people[r.Person].Name, r.Fingerprint, r.At.In(p.zone).Format("2006-01-02T15:04:05Z07:00"), r.Assignment, r.Text, r.Hash, ""}
		fmt.Fprintf(&b, "%d  to %s, %s", r.Number, one.To, r.At.In(p.zone).Format("Monday 2 January 2006 15:04"))
		if r.Withdrawn != 0 {
			one.Withdrawn = r.Withdrawn.String()
			fmt.Fprintf(&b, "; asked back on %s", r.Withdrawn.Format("2 January 2006"))
		}
		fmt.Fprintf(&b, "\n\n    %s\n\n", strings.ReplaceAll(strings.TrimSpace(r.Text), "\n", "\n    "))
		list = append(list, one)
	}
	if only != 0 && len(list) == 0 {
		return notFound("mull shares lists them", "no share has the number %d", only)
	}
	if p.json {
		return p.write(struct {
			Shares []receiptJSON `json:"shares"`
		}{list})
	}
	if len(list) == 0 {
		return p.tell("Nothing ever left this journal.")
	}
	_, err = fmt.Fprint(p.Out, report.CleanBlock(strings.TrimRight(b.String(), "\n")+"\n"))
	return err
}

// withdraw writes a request to delete a share, and says what it cannot do.
func (p *program) withdraw(n int64, words, path string) error {
	s, err := p.look()
	if err != nil {
		return err
	}
	receipts, err := s.Receipts(p.ctx)
	if err != nil {
		return err
	}
	var receipt *store.Receipt
	for i := range receipts {
		if receipts[i].Number == n {
			receipt = &receipts[i]
		}
	}
	if receipt == nil {
		return notFound("mull shares lists them", "no share has the number %d", n)
	}
	people, err := p.byNumber(s)
	if err != nil {
		return err
	}
	person := people[receipt.Person]
	said, err := p.wordsGiven(words)
	if err != nil {
		return err
	}
	me, err := p.identify("")
	if err != nil {
		return err
	}
	out := parcel{path: path}
	if out.text, err = p.letterTo(me, person, s.NewUUID(), &coaching.Withdrawal{Share: receipt.UUID, Words: said}); err != nil {
		return err
	}
	err = p.sent(out, p.forGood(s, "share"), func(a *store.Act) error {
		if err := a.Touch(person.Number); err != nil {
			return err
		}
		return a.Withdraw(receipt.Number, p.today())
	})
	if err != nil {
		return err
	}
	p.say("%s", coaching.WithdrawalLimits)
	return p.handOver(out, letterJSON{To: person.Name, Number: receipt.Number}, "A request to %s. Send them %s.", person.Name, or(path, "what follows"))
}
