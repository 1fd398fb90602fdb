package cli

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"mull/internal/seal"
	"mull/internal/store"
)

func (p *program) idCommand() *cli.Command {
	return &cli.Command{
		Name:      "id",
		Usage:     "make or show your public id, which a coach or coachee needs",
		UsageText: "mull id [--name NAME]",
		Description: `   mull id --name Ruth
   mull id

   The id is one word, safe to send by mail or chat. The fingerprint is for
   comparing by voice: whoever has the same six groups has your keys.`,
		Flags: []cli.Flag{&cli.StringFlag{Name: "name", Usage: "the `NAME` others see; the keys stay"}},
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			me, err := p.identify(c.String("name"))
			if err != nil {
				return err
			}
			return p.showIdentity(me)
		}),
	}
}

// idJSON is a public id. Fields are added, never renamed.
type idJSON struct {
	Name        string `json:"name"`
	Public      string `json:"public_id"`
	Fingerprint string `json:"fingerprint"`
}

func (p *program) showIdentity(me *seal.Identity) error {
	public := me.Public()
	if p.json {
		return p.write(idJSON{public.Name, public.String(), public.Fingerprint()})
	}
	// Not through a page, which would break the id into lines.
	for _, line := range []string{
		public.Name,
		"fingerprint  " + public.Fingerprint(),
		"public id    " + public.String(),
	} {
		if err := p.tell("%s", line); err != nil {
			return err
		}
	}
	p.say("")
	p.say("Send the public id; they type: mull people add NAME ID. Then compare the fingerprint by voice.")
	return nil
}

// identify returns the owner's identity, which it makes or renames where a name
// is given, and makes with a name that is asked for where there is none.
func (p *program) identify(name string) (*seal.Identity, error) {
	s, err := p.look()
	if err != nil {
		return nil, err
	}
	me, err := p.me(s)
	switch {
	case err != nil:
		return nil, err
	case me != nil && (name == "" || name == me.Public().Name):
		return me, nil
	case name == "":
		if name, err = p.askName(); err != nil {
			return nil, err
		}
	}
	if err := seal.CheckName(name); err != nil {
		return nil, usage("mull id --name Ruth", "%v", err)
	}
	if me == nil {
		me, err = seal.NewIdentity(name)
	} else {
		me, err = me.Rename(name)
	}
	if err != nil {
		return nil, err
	}
	if s, err = p.ready(); err != nil {
		return nil, err
	}
	return me, s.DoForGood(p.ctx, "id", func(a *store.Act) error { return a.SetIdentity(me.Secret()) })
}

func (p *program) askName() (string, error) {
	hint := "mull id --name NAME"
	if !p.mayAsk() {
		return "", needsAnswer(hint, "there is no public id yet, and --no-input leaves nobody to say under which name to make it")
	}
	asker, err := p.asker()
	if err != nil {
		return "", err
	}
	name, err := asker.Line(p.ctx, "Your name, as the other person shall see it")
	if err == nil && name == "" {
		err = usage(hint, "without a name there is no public id")
	}
	return name, err
}

// me reads the owner's identity; nil where there is none.
func (p *program) me(s *store.Store) (*seal.Identity, error) {
	secret, err := s.Identity(p.ctx)
	if err != nil || secret == "" {
		return nil, err
	}
	me, err := seal.ParseIdentity(secret)
	if err != nil {
		return nil, fmt.Errorf("the keys in the journal: %w", err)
	}
	return me, nil
}
