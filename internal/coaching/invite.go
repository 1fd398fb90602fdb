package coaching

import "mull/internal/seal"

// An Invite is a coach's first message: who writes is in its letter, the terms
// and, if there is one, a first exercise are in it.
type Invite struct {
	Agreement  Agreement
	Assignment *Assignment // may be nil
	// Secret is what only this invitation has; a reply proves that it was read.
	// It is empty where the receiver's key is known, and in invitations of
	// version 1.
	Secret string
}

func (*Invite) kind() string { return TypeInvite }

func (i *Invite) check() error {
	if err := i.Agreement.check(); err != nil {
		return err
	}
	if i.Secret != "" {
		if err := seal.CheckSecret(i.Secret); err != nil {
			return err
		}
	}
	if i.Assignment == nil {
		return nil
	}
	return i.Assignment.check()
}

type inviteView struct {
	Agreement  agreementView   `json:"agreement"`
	Assignment *assignmentView `json:"assignment,omitempty"`
	Secret     string          `json:"secret,omitempty"`
}

func (i *Invite) encode() ([]byte, error) {
	v := inviteView{Agreement: *i.Agreement.view(), Secret: i.Secret}
	if i.Assignment != nil {
		assignment, err := i.Assignment.view()
		if err != nil {
			return nil, err
		}
		v.Assignment = assignment
	}
	return encodeJSON(v)
}

func decodeInvite(content []byte) (*Invite, error) {
	var v inviteView
	if err := decodeStrict(content, &v); err != nil {
		return nil, err
	}
	invite := &Invite{Agreement: *v.Agreement.agreement(), Secret: v.Secret}
	if v.Assignment == nil {
		return invite, nil
	}
	assignment, err := v.Assignment.assignment()
	invite.Assignment = assignment
	return invite, err
}
