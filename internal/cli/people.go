package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/report"
	"mull/internal/seal"
	"mull/internal/store"
)

func (p *program) peopleCommand() *cli.Command {
	return &cli.Command{
		Name:      "people",
		Usage:     "list, add or rename the people you exchange files with",
		UsageText: "mull people [list | add NAME [ID | -] [--new-key] | rename NAME NEW-NAME]",
		Description: `   mull people add Ana mull1-age16fsmy...
   mull people add Bo              someone without mull
   mull people add Ana --new-key mull1-...   once you compared it by voice
   mull people rename Ana "Ana S"`,
		Action: p.action(func(c *cli.Context) error {
			if word := c.Args().First(); word != "" {
				return usage("mull people --help", "people takes list, add, rename or verify, not %q", word)
			}
			return p.listPeople()
		}),
		Subcommands: []*cli.Command{
			{Name: "list", Usage: "list everyone, with fingerprints", UsageText: "mull people list", Action: p.action(func(c *cli.Context) error {
				if err := noMore(c, 0); err != nil {
					return err
				}
				return p.listPeople()
			})},
			{
				Name: "add", Usage: "add someone, with the public id they sent", UsageText: "mull people add NAME [ID | -] [--new-key]",
				Flags:  []cli.Flag{&cli.BoolFlag{Name: "new-key", Usage: "take another id for someone whose id is known; compare fingerprints by voice first"}},
				Action: p.action(p.addPersonAction),
			},
			{Name: "rename", Usage: "rename someone", UsageText: "mull people rename NAME NEW-NAME", Action: p.action(p.renamePersonAction)},
			p.verifyPersonCommand(),
		},
	}
}

// personJSON is someone listed. Fields are added, never renamed.
type personJSON struct {
	Name        string `json:"name"`
	Public      string `json:"public_id"`
	Fingerprint string `json:"fingerprint"`
	Since       string `json:"since"`
	Verified    string `json:"verified"` // the day the fingerprint was compared by voice, or empty
}

func (p *program) personView(s *store.Store, person store.Person) (view personJSON, err error) {
	view = personJSON{Name: person.Name, Public: person.Public, Since: person.Day.String()}
	if public, err := publicOf(person); err == nil && person.Public != "" {
		view.Fingerprint = public.Fingerprint()
	}
	view.Verified, err = p.verifiedOn(s, person)
	return view, err
}

func (p *program) writePerson(s *store.Store, person store.Person) error {
	view, err := p.personView(s, person)
	if err != nil {
		return err
	}
	return p.write(view)
}

func (p *program) listPeople() error {
	s, err := p.look()
	if err != nil {
		return err
	}
	people, err := s.People(p.ctx)
	if err != nil {
		return err
	}
	fields := struct {
		People []personJSON `json:"people"`
	}{[]personJSON{}}
	view := &report.Listing{
		Title: "People", Empty: "Nobody is listed. mull people add NAME ID lists someone.",
		Table: report.Table{Indent: 2, Columns: []report.Column{{Title: "name", Flex: true}, {Title: "fingerprint"}, {Title: "compared"}, {Title: "since", Drop: 1}}},
	}
	for _, person := range people {
		one, err := p.personView(s, person)
		if err != nil {
			return err
		}
		fields.People = append(fields.People, one)
		fingerprint, compared := one.Fingerprint, p.comparedText(one.Verified)
		if fingerprint == "" {
			fingerprint, compared = "(no id)", "-"
		}
		view.Table.Rows = append(view.Table.Rows, []string{one.Name, fingerprint, compared, one.Since})
	}
	return p.show(view, fields)
}

func (p *program) addPersonAction(c *cli.Context) error {
	if c.NArg() == 0 {
		return usage("mull people add Ana mull1-...", "add wants a name, and the public id they sent if they use mull")
	}
	name := c.Args().First()
	if err := checkPersonName(name); err != nil {
		return err
	}
	// An id that was pasted with spaces or line ends is one id.
	text := strings.Join(c.Args().Tail(), " ")
	if text == "-" {
		data, err := p.readFile("-")
		if err != nil {
			return err
		}
		text = string(data)
	}
	// Whoever pastes all that mull id shows pastes the id last.
	if at := strings.Index(text, "mull1-"); at > 0 {
		text = text[at:]
	}
	public := ""
	if text != "" {
		read, err := seal.ParsePublic(text)
		if err != nil {
			return usage("ask them for the line that mull id shows", "%v", err)
		}
		public = read.String()
	}
	return p.addPerson(name, public, c.Bool("new-key"))
}

func checkPersonName(name string) error {
	if err := seal.CheckName(name); err != nil {
		return usage("mull people add Ana mull1-...", "%v", err)
	}
	return nil
}

// addPerson lists someone, or gives someone listed the id that was not known.
func (p *program) addPerson(name, public string, newKey bool) error {
	s, err := p.ready()
	if err != nil {
		return err
	}
	people, err := s.People(p.ctx)
	if err != nil {
		return err
	}
	person, err := p.placeFor(s, people, name, public, newKey)
	if err != nil {
		return err
	}
	doubt, err := p.checkLooks(s, person.Name, person.Number)
	if err != nil {
		return err
	}
	_, err = s.Do(p.ctx, "people add", func(a *store.Act) error {
		if person.Number == 0 {
			return a.AddPerson(&person)
		}
		return a.SavePerson(&person)
	})
	if err != nil {
		return err
	}
	doubt.warnSaved(p)
	if p.json {
		return p.writePerson(s, person)
	}
	if public == "" {
		return p.tell("Listed: %s, without an id. mull assign --as-text writes for someone without mull.", person.Name)
	}
	if err := p.tell("Listed: %s.", person.Name); err != nil {
		return err
	}
	theirs, err := publicOf(person)
	if err != nil {
		return err
	}
	if err := p.tell("fingerprint  %s", theirs.Fingerprint()); err != nil {
		return err
	}
	return p.tell("Compare it by voice before you send anything private: mull people verify %s", quotedName(person.Name))
}

// placeFor finds who the name and id belong to, or makes room for them.
func (p *program) placeFor(s *store.Store, people []store.Person, name, public string, newKey bool) (store.Person, error) {
	var keys seal.Public
	if public != "" {
		var err error
		if keys, err = seal.ParsePublic(public); err != nil {
			return store.Person{}, err
		}
		me, err := p.me(s)
		if err != nil {
			return store.Person{}, err
		}
		if me != nil && me.Public().SameKeys(keys) {
			return store.Person{}, usage("ask them for the line that mull id shows on their machine", "this is your own public id")
		}
	}
	for _, known := range people {
		same := strings.EqualFold(known.Name, name)
		theirs, err := publicOf(known)
		if err != nil {
			return store.Person{}, err
		}
		if public != "" && known.Public != "" && theirs.SameKeys(keys) && !same {
			return store.Person{}, usage(fmt.Sprintf("mull people rename %q %q", known.Name, name), "this id belongs to %s already", known.Name)
		}
		if !same {
			continue
		}
		if public != "" && known.Public != "" && !theirs.SameKeys(keys) && !newKey {
			return store.Person{}, usage(fmt.Sprintf("compare by voice; then mull people add %q --new-key ID", known.Name),
				"%s is listed with another key: theirs so far is %s, this one is %s", known.Name, theirs.Fingerprint(), keys.Fingerprint())
		}
		if public != "" {
			known.Public = public
		}
		return known, nil
	}
	return store.Person{Name: name, Public: public, Day: p.today()}, nil
}

// publicOf reads the keys of someone, under the name they have in this journal.
// Of someone whose id is not known only the name is set.
func publicOf(person store.Person) (seal.Public, error) {
	if person.Public == "" {
		return seal.Public{Name: person.Name}, nil
	}
	public, err := seal.ParsePublic(person.Public)
	if err != nil {
		return seal.Public{}, fmt.Errorf("the id of %s in the journal: %w", person.Name, err)
	}
	public.Name = person.Name
	return public, nil
}

func (p *program) renamePersonAction(c *cli.Context) error {
	if c.NArg() != 2 {
		return usage(`mull people rename Ana "Ana S"`, "rename wants a name and the new name")
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	person, err := p.person(s, c.Args().First())
	if err != nil {
		return err
	}
	name := c.Args().Get(1)
	if err := checkPersonName(name); err != nil {
		return err
	}
	if other, err := p.person(s, name); err == nil && other.Number != person.Number {
		return usage("mull people", "there is a %s already", other.Name)
	}
	doubt, err := p.checkLooks(s, name, person.Number)
	if err != nil {
		return err
	}
	before := person.Name
	person.Name = name
	if _, err := s.Do(p.ctx, "people rename", func(a *store.Act) error { return a.SavePerson(&person) }); err != nil {
		return err
	}
	doubt.warnSaved(p)
	if p.json {
		return p.writePerson(s, person)
	}
	return p.tell("%s is %s now. mull undo takes it back.", before, name)
}
