// Package coaching holds what a coach and a coachee send one another and its
// rules: an assignment goes out, a reply and a share come back, and nothing
// else does.
//
// The coachee owns the answers. A share holds what its owner chose, field by
// field, in the words its owner saw before it left; the default is nothing.
// docs/coaching-files.md describes the files for other programs.
package coaching

import (
	"errors"
	"fmt"
	"io"

	"mull/internal/seal"
)

// Types of letter.
const (
	TypeAssignment = "assignment"
	TypeReply      = "reply"
	TypeShare      = "share"
	TypeWithdrawal = "withdrawal"
	TypeInvite     = "invite"
)

// version is the form of most contents. A field more makes a new version: earlier
// readers take no field they do not know. With a secret or a proof an invitation
// or a reply is of version provenVersion.
const (
	version       = 1
	provenVersion = 2
)

// versionOf is the oldest version that has every field of a message.
func versionOf(m Message) int {
	switch v := m.(type) {
	case *Invite:
		if v.Secret != "" {
			return provenVersion
		}
	case *Reply:
		if v.Proof != "" {
			return provenVersion
		}
	}
	return version
}

// A Message is the content of a letter: *Assignment, *Reply, *Share,
// *Withdrawal or *Invite.
type Message interface {
	kind() string
	// check brings the message to its clean form or says what is wrong.
	check() error
	encode() ([]byte, error)
}

// ErrContent says that a letter is whole and signed, and its content all the
// same not what its type demands.
var ErrContent = errors.New("the letter's content cannot be used")

// Write makes the letter of a message from one person to another. id is a UUID
// of its own; for an assignment and a share it is the message's ID.
func Write(from *seal.Identity, to seal.Public, id string, m Message) ([]byte, error) {
	content, err := contentOf(m, id)
	if err != nil {
		return nil, err
	}
	return seal.SignAndEncrypt(from, to, m.kind(), versionOf(m), id, content)
}

// WriteOpen makes an invitation to someone whose public id is not known yet.
// Anyone on its way can read it; it is signed.
func WriteOpen(from *seal.Identity, id string, invite *Invite) ([]byte, error) {
	content, err := contentOf(invite, id)
	if err != nil {
		return nil, err
	}
	return seal.SignOpen(from, invite.kind(), versionOf(invite), id, content)
}

func contentOf(m Message, id string) ([]byte, error) {
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("writing the %s: %w", m.kind(), err)
	}
	if err := sameID(m, id); err != nil {
		return nil, fmt.Errorf("writing the %s: %w", m.kind(), err)
	}
	return m.encode()
}

// Open reads a letter to me. What it returns has been checked whole; every
// failure but one of reading src is a *seal.Refusal that says what to ask the
// sender for. Left to the caller: whether the sender is known (seal.Stand),
// whether the letter's ID was seen before, and whether a share's assignment was
// ever made.
func Open(src io.Reader, me *seal.Identity) (*seal.Letter, Message, error) {
	letter, err := seal.OpenFrom(src, me, map[string]seal.Reads{
		TypeAssignment: {Version: version},
		TypeReply:      {Version: provenVersion},
		TypeShare:      {Version: version},
		TypeWithdrawal: {Version: version},
		TypeInvite:     {Version: provenVersion, Open: true},
	})
	if err != nil {
		return nil, nil, err
	}
	m, err := Decode(letter.Type, letter.ID, letter.Content)
	if err == nil && versionOf(m) > letter.Version {
		err = fmt.Errorf("%s: it has a field that version %d doesn't have", letter.Type, letter.Version)
	}
	if err != nil {
		return nil, nil, &seal.Refusal{
			Kind:   ErrContent,
			Detail: err.Error(),
			Ask:    "ask the sender which program made the file, and for one made by mull",
		}
	}
	return letter, m, nil
}

// Decode reads the content of a letter that was opened, or kept since then.
func Decode(kind, id string, content []byte) (Message, error) {
	var m Message
	var err error
	switch kind {
	case TypeAssignment:
		m, err = decodeAssignment(content)
	case TypeReply:
		m, err = decodeReply(content)
	case TypeShare:
		m, err = decodeShare(content)
	case TypeWithdrawal:
		m, err = decodeWithdrawal(content)
	case TypeInvite:
		m, err = decodeInvite(content)
	default:
		return nil, fmt.Errorf("%q is no type of letter", cleanLine(kind))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", kind, err)
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", kind, err)
	}
	if err := sameID(m, id); err != nil {
		return nil, fmt.Errorf("%s: %w", kind, err)
	}
	return m, nil
}

// Encode writes a message as the content of a letter; Decode reads it back.
func Encode(m Message) ([]byte, error) {
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", m.kind(), err)
	}
	return m.encode()
}

// sameID holds a letter to the id of what it carries, so that one id stands for
// one thing wherever it is kept.
func sameID(m Message, id string) error {
	own := id
	switch v := m.(type) {
	case *Assignment:
		own = v.ID
	case *Share:
		own = v.ID
	}
	if own != id {
		return errors.New("its id is not that of its letter")
	}
	return nil
}
