package cli

import (
	"fmt"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/store"
)

// revisited takes up an open entry to answer what its exercise asks again.
func (p *program) revisited(s *store.Store, o doOptions) (*sitting, error) {
	entry, err := s.Entry(p.ctx, o.revisit)
	if err != nil {
		return nil, notFound("mull due lists what is open", "there is no entry %d", o.revisit)
	}
	x, err := s.Asked(p.ctx, entry.Asked)
	if err != nil {
		return nil, err
	}
	if x.Revisit == nil || entry.State == journal.Draft {
		return nil, usage("mull due lists what is open", "entry %d, %s, asks nothing again", entry.Number, x.ID)
	}
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return nil, err
	}
	t := &sitting{store: s, exercise: x, journal: knowledge, entry: entry, command: "do --revisit"}
	// What was answered at an earlier revisit is asked anew; it stays in the
	// journal until another answer comes.
	if o.answers == "" {
		for i := range x.Revisit.Questions {
			delete(entry.Answers, x.Revisit.Questions[i].ID)
		}
	}
	return t, nil
}

func revisitPlan(t *sitting) []*exercise.Question {
	plan := make([]*exercise.Question, len(t.exercise.Revisit.Questions))
	for i := range plan {
		plan[i] = &t.exercise.Revisit.Questions[i]
	}
	return plan
}

// reminder says in a few words what an open entry was about.
func reminder(x *exercise.Exercise, answers exercise.Answers) string {
	for i := range x.Questions {
		q := &x.Questions[i]
		if text, ok := answers[q.ID].(string); ok && (q.Kind == "text" || q.Kind == "longtext") {
			return text
		}
	}
	return fmt.Sprintf("%s (%s)", x.Title, x.ID)
}
