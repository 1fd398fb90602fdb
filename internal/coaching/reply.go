package coaching

import (
	"errors"
	"fmt"
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
}

func (r *Reply) encode() ([]byte, error) {
	return encodeJSON(replyView{r.Assignment, r.Answer, r.Due.view(), r.Words, r.Agreement.view()})
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
	return &Reply{v.Assignment, v.Answer, due, v.Words, v.Agreement.agreement()}, nil
}

// A Withdrawal asks the coach to delete a share. It is a request: no software
// calls back a copy that was handed over.
type Withdrawal struct {
	Share string // its ID
	Words string // may be empty
}

func (*Withdrawal) kind() string { return TypeWithdrawal }

func (w *Withdrawal) check() (err error) {
	if err := uuid("the share", w.Share); err != nil {
		return err
	}
	w.Words, err = page("the words with it", w.Words, maxWords)
	return err
}

// WithdrawalLimits is what to say to whoever withdraws a share.
const WithdrawalLimits = "This asks your coach to delete what you shared. " +
	"Their mull removes it when they receive the request. " +
	"It cannot call back what they have read, printed, copied or backed up, " +
	"nor the file that still lies in a mail or a chat."

type withdrawalView struct {
	Share string `json:"share"`
	Words string `json:"words,omitempty"`
}

func (w *Withdrawal) encode() ([]byte, error) { return encodeJSON(withdrawalView{w.Share, w.Words}) }

func decodeWithdrawal(content []byte) (*Withdrawal, error) {
	var v withdrawalView
	if err := decodeStrict(content, &v); err != nil {
		return nil, err
	}
	return &Withdrawal{v.Share, v.Words}, nil
}
