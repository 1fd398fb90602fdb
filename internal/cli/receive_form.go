package cli

import (
	"errors"
	"fmt"
	"os"

	"mull/internal/coaching"
	"mull/internal/store"
)

// maxForm is the largest text that is looked at for a form.
const maxForm = 1 << 20

// receiveForm takes in a form filled in as plain text. It fails with
// coaching.ErrNoForm where the file holds none.
func (p *program) receiveForm(s *store.Store, name string) (*receivedJSON, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, usage("", "the file %s cannot be read: %v", name, errors.Unwrap(err))
	}
	defer file.Close()
	data, err := readAll(file, maxForm)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", coaching.ErrNoForm, err)
	}
	text := string(data)
	id, err := coaching.FormID(text)
	if err != nil {
		return nil, err
	}
	r := &receivedJSON{File: name, Type: "form", Plain: true, Notices: []string{
		"This form was neither encrypted nor signed: whoever carried it could read it and change it.",
	}}
	x, err := s.AssignmentOf(p.ctx, id, true)
	if errors.Is(err, store.ErrNothing) {
		return nil, usage("ask the sender for the form as you wrote it, with the line == mull form", "%s: it answers an exercise that was never given here; nothing was stored", name)
	}
	if err != nil {
		return nil, err
	}
	a, err := p.letterOf(s, x)
	if err != nil {
		return nil, err
	}
	reply, err := coaching.ReadText(text, a, shippedLists)
	if err != nil {
		return nil, usage("ask the sender for the whole form, from the first == to the last", "%s: %v; nothing was stored", name, err)
	}
	return r, p.keepForm(s, x, a, reply, r)
}

func (p *program) keepForm(s *store.Store, x *store.Assignment, a *coaching.Assignment, reply *coaching.FormReply, r *receivedJSON) error {
	people, err := p.byNumber(s)
	if err != nil {
		return err
	}
	person := people[x.Person]
	r.From = person.Name
	switch {
	case reply.Cut:
		return usage("ask "+person.Name+" to send the whole form again, down to the line == End of the form ==",
			"%s: the form breaks off before its end; nothing was stored", r.File)
	case reply.Empty():
		return usage("ask "+person.Name+" to fill it in and send it again", "%s: nothing is filled in; nothing was stored", r.File)
	}
	// The same words again are the same share; the id follows from them.
	draft, err := reply.Share(x.UUID, a)
	if err != nil {
		return usage("ask the sender whether they filled it in", "%s: %v; nothing was stored", r.File, err)
	}
	content, err := coaching.Encode(draft)
	if err != nil {
		return err
	}
	hash := hashOf(content)
	share, err := reply.Share(store.UUIDOf(content), a)
	if err != nil {
		return err
	}
	if kind, _, err := s.Letter(p.ctx, person.Number, share.ID); err != nil || kind != "" {
		r.Result = "known"
		return err
	}
	r.Notices = append(r.Notices, formNotices(reply)...)
	body, err := coaching.Encode(share)
	if err != nil {
		return err
	}
	return p.keepShare(s, person, share, body, r, func(act *store.Act) error {
		if err := act.Touch(person.Number); err != nil {
			return err
		}
		return act.KeepLetter(person.Number, share.ID, "form", hash)
	})
}

// formNotices says where a form was not plain to read. Nothing is dropped.
func formNotices(reply *coaching.FormReply) []string {
	var notices []string
	for _, answer := range reply.Answers {
		switch {
		case answer.Missing:
			notices = append(notices, fmt.Sprintf("%s: the place for the answer is gone from the text.", answer.Question))
		case answer.Problem != "":
			notices = append(notices, fmt.Sprintf("%s: kept as words, since %s.", answer.Question, answer.Problem))
		case answer.Note != "":
			notices = append(notices, fmt.Sprintf("%s: %s.", answer.Question, answer.Note))
		}
	}
	for _, left := range reply.Leftovers {
		notices = append(notices, fmt.Sprintf("Not an answer, %s: %s", left.Where, left.Text))
	}
	if reply.EndMissing {
		notices = append(notices, "The form's last line is gone, so the last answer may hold a signature.")
	}
	return notices
}
