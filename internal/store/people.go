package store

import (
	"context"

	"github.com/google/uuid"

	"mull/internal/period"
)

// A Person is someone files go to or come from.
type Person struct {
	Number int64
	UUID   string
	Name   string     // what the owner of this journal calls them; unique but for capitals
	Public string     // their public id, or empty where it is not known
	Day    period.Day // since when they are listed
}

// Identity returns the owner's own keys as seal.Identity.Secret wrote them, or
// an empty text where there are none yet.
func (s *Store) Identity(ctx context.Context) (string, error) {
	secret, err := one[string](ctx, s.db, "SELECT secret FROM identity")
	if noRows(err) {
		return "", nil
	}
	return secret, s.explain("read the identity", err)
}

// SetIdentity keeps the owner's own keys in place of any before. They are not
// undone: letters encrypted to lost keys could never be read.
func (a *Act) SetIdentity(secret string) error {
	a.touch("identity", 1, "")
	return a.exec("INSERT INTO identity (one, secret) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET secret = excluded.secret", secret)
}

// NewUUID returns a UUID for a letter. It is made by chance alone: one of the
// present instant would tell its receiver when it was written.
func (s *Store) NewUUID() string { return uuid.NewString() }

// AddPerson lists someone and gives them a number and a UUID.
func (a *Act) AddPerson(p *Person) error {
	if err := a.numbered(&p.Number); err != nil {
		return err
	}
	p.UUID = a.newUUID()
	return a.exec("INSERT INTO person (number, uuid, name, public, day) VALUES (?, ?, ?, ?, ?)", p.Number, p.UUID, p.Name, p.Public, int(p.Day))
}

// SavePerson writes the name and public id of someone listed.
func (a *Act) SavePerson(p *Person) error {
	return a.exec("UPDATE person SET name = ?, public = ? WHERE number = ?", p.Name, p.Public, p.Number)
}

// Touch notes that this act concerns someone, so that once it is for good the
// acts that made them known stay as well.
func (a *Act) Touch(person int64) error {
	return a.exec("UPDATE person SET touched = ? WHERE number = ?", a.id, person)
}

// People returns everyone listed, by name.
func (s *Store) People(ctx context.Context) ([]Person, error) {
	list, err := all(ctx, s.db, func(scan func(...any) error) (Person, error) {
		var p Person
		err := scan(&p.Number, &p.UUID, &p.Name, &p.Public, &p.Day)
		return p, err
	}, "SELECT number, uuid, name, public, day FROM person ORDER BY name")
	return list, s.explain("read the people", err)
}

// A Contact is what a first contact with a person rests on.
type Contact struct {
	Invited    string `json:"invited,omitempty"`    // the secret of the invitation they were sent, until they answer it
	Invitation string `json:"invitation,omitempty"` // the secret of the invitation they sent
	// Verified is the fingerprint that was compared by voice, so that another key
	// isn't taken for verified; VerifiedOn is the day, as a date.
	Verified   string `json:"verified,omitempty"`
	VerifiedOn string `json:"verified_on,omitempty"`
}

// contactPrefix begins the names of settings that hold contacts, by UUID.
const contactPrefix = "contact."

// Contact returns what the first contact with a person rests on; nothing for
// someone new.
func (s *Store) Contact(ctx context.Context, p Person) (Contact, error) {
	var c Contact
	if p.UUID == "" {
		return c, nil
	}
	_, err := s.Setting(ctx, contactPrefix+p.UUID, &c)
	return c, err
}

// SetContact saves the contact of someone listed.
func (a *Act) SetContact(p Person, c Contact) error {
	if c == (Contact{}) {
		return a.SetSetting(contactPrefix+p.UUID, nil)
	}
	return a.SetSetting(contactPrefix+p.UUID, c)
}

// An Agreement is the terms between the owner of the journal and a person.
type Agreement struct {
	Person         int64
	Role           string // what the owner is in it: RoleCoach or RoleCoachee
	Coach, Coachee string // the names in it
	KeepMonths     int
	Agreed, Seen   period.Day // made on, and looked at last
}

// The roles in an agreement.
const (
	RoleCoach   = "coach"
	RoleCoachee = "coachee"
)

// Coached says whether the journal knows a coach of its owner: by terms agreed as a
// coachee, or by an exercise taken on from a coach.
func (s *Store) Coached(ctx context.Context) (bool, error) {
	coached, err := one[bool](ctx, s.db, `SELECT EXISTS (SELECT 1 FROM agreement WHERE role = 'coachee')
		OR EXISTS (SELECT 1 FROM assignment WHERE side = 'taken' AND state NOT IN ('offered', 'declined'))`)
	return coached, s.explain("look for a coach", err)
}

// SetAgreement keeps an agreement in place of one before with the same person
// and role.
func (a *Act) SetAgreement(g *Agreement) error {
	return a.exec(`INSERT INTO agreement (person, role, coach, coachee, keep_months, agreed, seen) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (person, role) DO UPDATE SET coach = excluded.coach, coachee = excluded.coachee,
			keep_months = excluded.keep_months, agreed = excluded.agreed, seen = excluded.seen`,
		g.Person, g.Role, g.Coach, g.Coachee, g.KeepMonths, int(g.Agreed), int(g.Seen))
}

// Agreements returns the agreements with a person, or with everyone for 0.
func (s *Store) Agreements(ctx context.Context, person int64) ([]Agreement, error) {
	list, err := all(ctx, s.db, scanAgreement, "SELECT "+agreementColumns+" FROM agreement WHERE ?1 = 0 OR person = ?1 ORDER BY person, role", person)
	return list, s.explain("read the agreements", err)
}

const agreementColumns = "person, role, coach, coachee, keep_months, agreed, seen"

func scanAgreement(scan func(...any) error) (Agreement, error) {
	var g Agreement
	err := scan(&g.Person, &g.Role, &g.Coach, &g.Coachee, &g.KeepMonths, &g.Agreed, &g.Seen)
	return g, err
}

// AgreementsSeenBy returns the agreements that were looked at last on a day or
// before it.
func (s *Store) AgreementsSeenBy(ctx context.Context, day period.Day) ([]Agreement, error) {
	list, err := all(ctx, s.db, scanAgreement, "SELECT "+agreementColumns+" FROM agreement WHERE seen <= ? ORDER BY person, role", int(day))
	return list, s.explain("read the agreements", err)
}
