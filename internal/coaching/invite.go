package coaching

// An Invite is a coach's first message: who writes is in its letter, the terms
// and, if there is one, a first exercise are in it.
type Invite struct {
	Agreement  Agreement
	Assignment *Assignment // may be nil
}

func (*Invite) kind() string { return TypeInvite }

func (i *Invite) check() error {
	if err := i.Agreement.check(); err != nil {
		return err
	}
	if i.Assignment == nil {
		return nil
	}
	return i.Assignment.check()
}

type inviteView struct {
	Agreement  agreementView   `json:"agreement"`
	Assignment *assignmentView `json:"assignment,omitempty"`
}

func (i *Invite) encode() ([]byte, error) {
	v := inviteView{Agreement: *i.Agreement.view()}
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
	invite := &Invite{Agreement: *v.Agreement.agreement()}
	if v.Assignment == nil {
		return invite, nil
	}
	assignment, err := v.Assignment.assignment()
	invite.Assignment = assignment
	return invite, err
}
