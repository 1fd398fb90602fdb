package coaching

import (
	"errors"
	"fmt"

	"mull/internal/seal"
)

// An Answer is what a coachee says to an assignment.
type Answer string

// Accept it, accept it for another date, or decline it.
const (
	Accept  Answer = "accept"
	Move    Answer = "move"
	Decline Answer = "decline"
)

// A Reply answers an assignment, an invitation, or both.
type Reply struct {
	Assignment string // its ID; empty where only an agreement is answered
	Answer     Answer
	Due        Due    // the other date, with Move only
	Words      string // may be empty: nobody owes a reason
	// Agreement holds the terms the coachee agreed to, in answer to an
	// invitation; nil otherwise.
	Agreement *Agreement
	// Proof shows that the sender has read the invitation: see seal.Public.Prove.
	// It is empty where there is no secret.
	Proof string
}

func (*Reply) kind() string { return TypeReply }

// Outcome returns the state the assignment goes to.
func (r *Reply) Outcome() State {
	if r.Answer == Decline {
		return Declined
	}
	return Accepted
}

func (r *Reply) check() (err error) {
	if r.Assignment != "" {
		if err := uuid("the assignment", r.Assignment); err != nil {
			return err
		}
	}
	if r.Assignment == "" && r.Agreement == nil {
		return errors.New("it answers nothing")
	}
	if r.Due, err = r.Due.check(); err != nil {
		return err
	}
	if r.Words, err = page("the words with it", r.Words, maxWords); err != nil {
		return err
	}
	if r.Agreement != nil {
		if err := r.Agreement.check(); err != nil {
			return err
		}
	}
	if r.Proof != "" {
		if err := seal.CheckProof(r.Proof); err != nil {
			return err
		}
	}
	switch r.Answer {
	case Accept, Decline:
		if r.Due != (Due{}) {
			return fmt.Errorf("a date with %q; another date goes with %q", r.Answer, Move)
		}
		return nil
	case Move:
		if r.Due == (Due{}) {
			return errors.New("the other date is missing")
		}
		return nil
	}
	return fmt.Errorf("the answer is %q; it is accept, move or decline", short(cleanLine(string(r.Answer))))
}

type replyView struct {
	Assignment string         `json:"assignment,omitempty"`
	Answer     Answer         `json:"answer"`
	Due        *dueView       `json:"due,omitempty"`
	Words      string         `json:"words,omitempty"`
	Agreement  *agreementView `json:"agreement,omitempty"`
	Proof      string         `json:"proof,omitempty"`
}

func (r *Reply) encode() ([]byte, error) {
	return encodeJSON(replyView{r.Assignment, r.Answer, r.Due.view(), r.Words, r.Agreement.view(), r.Proof})
}

func decodeReply(content []byte) (*Reply, error) {
	var v replyView
	if err := decodeStrict(content, &v); err != nil {
		return nil, err
	}
	due, err := v.Due.due()
	if err != nil {
		return nil, err
	}
	return &Reply{v.Assignment, v.Answer, due, v.Words, v.Agreement.agreement(), v.Proof}, nil
}
