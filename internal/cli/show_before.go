package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mull/internal/ask"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// before says what to show before a question, and what to start from.
func (p *program) before(t *sitting, q *exercise.Question) (ask.Notice, error) {
	notice, err := p.shown(t, q)
	if err != nil {
		return notice, err
	}
	if len(notice.Known) > 0 || t.entry.Answers[q.ID] != nil {
		notice.Ask = q.AskKnown
	}
	notice.Value, err = p.prefill(t, q)
	return notice, err
}

// shown gathers what a question's show names: exercise.Shows lists the names.
func (p *program) shown(t *sitting, q *exercise.Question) (ask.Notice, error) {
	switch q.Show {
	case "":
		return ask.Notice{}, nil
	case "day":
		known, err := p.knownDay(t)
		if q.Kind != "split" {
			known = inWords(known)
		}
		return known, err
	case "week", "quarter":
		return p.periodBefore(t, period.Kind(q.Show))
	case "chosen":
		chosen, err := t.store.LatestByRole(p.ctx, "chosen", t.entry.Day)
		if err != nil || chosen == nil {
			return ask.Notice{}, err
		}
		text, _ := chosen.Value.(string)
		return ask.Notice{Lines: []string{"On " + chosen.Day.Format("2 January") + yearIfOther(chosen.Day, p.today()) + " you chose: " + p.style().Quote(text)}}, nil
	case "last":
		return p.lastAnswer(t, q)
	}
	source, found := t.exercise.Question(q.Show)
	if !found || t.entry.Answers[source.ID] == nil {
		return ask.Notice{}, nil
	}
	return p.earlierAnswer(t, source)
}

// knownDay says what the journal already knows of the day.
func (p *program) knownDay(t *sitting) (ask.Notice, error) {
	var notice ask.Notice
	_, pieces, err := t.store.Day(p.ctx, t.entry.Day)
	if err != nil {
		return notice, err
	}
	type key struct{ category, source string }
	sums := map[key]int{}
	var order []key
	var guessed []ask.Known
	for _, piece := range pieces {
		if earlierGuess(t, piece) {
			guessed = append(guessed, ask.Known{Category: piece.Activity.Category, Minutes: (piece.Seconds + 30) / 60, Source: ask.GuessedBefore})
		}
		if piece.Activity.Source == journal.Estimated || piece.Counted <= 0 {
			continue
		}
		k := key{piece.Activity.Category, sourceWord(piece.Activity)}
		if _, seen := sums[k]; !seen {
			order = append(order, k)
		}
		sums[k] += piece.Counted
	}
	for _, k := range order {
		notice.Known = append(notice.Known, ask.Known{Category: k.category, Minutes: (sums[k] + 30) / 60, Source: k.source})
	}
	notice.Known = append(notice.Known, guessed...)
	return notice, nil
}

// inWords names the time that is known, guesses aside, for a question that
// shares nothing out: whoever logged it already sees it.
func inWords(notice ask.Notice) ask.Notice {
	var parts []string
	for _, known := range notice.Known {
		if known.Source != ask.GuessedBefore {
			parts = append(parts, fmt.Sprintf("%s %s (%s)", known.Category, period.FormatMinutes(known.Minutes), known.Source))
		}
	}
	if len(parts) == 0 {
		return ask.Notice{}
	}
	return ask.Notice{Lines: []string{"Saved already for that day: " + strings.Join(parts, ", ")}}
}

// earlierGuess says whether a piece is of the guess that stands for the day so
// far, from another sitting.
func earlierGuess(t *sitting, piece journal.Piece) bool {
	x := piece.Activity
	return x.Source == journal.Estimated && piece.Why != journal.Replaced && (t.entry.Number == 0 || x.Entry != t.entry.Number)
}

// periodBefore shows the table of the week or quarter a review looks back on,
// and the own words in it.
func (p *program) periodBefore(t *sitting, kind period.Kind) (ask.Notice, error) {
	of := period.Of(kind, t.entry.Day)
	b, err := p.balance(t.store, of)
	if err != nil {
		return ask.Notice{}, err
	}
	views := []report.View{b}
	if kind == period.KindWeek {
		pages, _, err := p.pages(t.store, of, "")
		if err != nil {
			return ask.Notice{}, err
		}
		views = append(views, pages)
	}
	because, err := p.becauseOf(t.store, of)
	if err != nil {
		return ask.Notice{}, err
	}
	if kind != period.KindWeek && len(because.Items) > 0 {
		views = append(views, because)
	}
	return p.drawn(views...)
}

// drawn renders views as lines to stand above a question.
func (p *program) drawn(views ...report.View) (ask.Notice, error) {
	style := p.style()
	style.Color = false
	style.Width -= 8 // the indent of what is shown before a question
	var b strings.Builder
	if err := report.Write(&b, style, views...); err != nil {
		return ask.Notice{}, err
	}
	return ask.Notice{Lines: strings.Split(strings.TrimRight(b.String(), "\n"), "\n")}, nil
}

func (p *program) lastAnswer(t *sitting, q *exercise.Question) (ask.Notice, error) {
	value, day, err := t.store.LatestAnswer(p.ctx, t.exercise.ID, q.ID, t.entry.Number)
	if err != nil || value == nil {
		return ask.Notice{}, err
	}
	resolved, err := t.exercise.Resolve(q, t.journal, t.entry.Answers)
	if err != nil {
		return ask.Notice{}, err
	}
	return ask.Notice{Lines: []string{"On " + day.Format("2 January 2006") + ": " + report.Answer(resolved, value)}}, nil
}

// earlierAnswer shows what was said before in this sitting: of a rank also what
// entered and left since the last time, of two scales what is high on both.
func (p *program) earlierAnswer(t *sitting, source *exercise.Question) (ask.Notice, error) {
	resolved, err := t.exercise.Resolve(source, t.journal, t.entry.Answers)
	if err != nil {
		return ask.Notice{}, err
	}
	value := t.entry.Answers[source.ID]
	switch {
	case source.Kind == "rank":
		return p.sinceLast(t, resolved, value)
	case source.Kind == "matrix" && len(source.Columns) == 2 && source.Columns[0].Kind == "scale" && source.Columns[1].Kind == "scale":
		return ask.Notice{Lines: twoByTwo(resolved, value)}, nil
	}
	return ask.Notice{Lines: []string{report.Answer(resolved, value)}}, nil
}

// sinceLast lists a rank, and what entered and left it since the last time.
func (p *program) sinceLast(t *sitting, q *exercise.Question, value any) (ask.Notice, error) {
	lines := []string{report.Answer(q, value)}
	before, day, err := t.store.LatestAnswer(p.ctx, t.exercise.ID, q.ID, t.entry.Number)
	if err != nil || before == nil {
		return ask.Notice{Lines: lines}, err
	}
	now, then := wordsOf(value), wordsOf(before)
	entered := labelled(q, without(now, then))
	left := labelled(q, without(then, now))
	since := "Since " + day.Format("2 January 2006")
	switch {
	case len(entered) == 0 && len(left) == 0:
		lines = append(lines, since+": the same ones.")
	default:
		if len(left) > 0 {
			lines = append(lines, since+" left: "+strings.Join(left, ", ")+".")
		}
		if len(entered) > 0 {
			lines = append(lines, "Entered: "+strings.Join(entered, ", ")+".")
		}
		lines = append(lines, "Lists shift for many reasons, the mood of the day among them.")
	}
	return ask.Notice{Lines: lines}, nil
}

func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(others, s) })
}

func labelled(q *exercise.Question, ids []string) []string {
	labels := make([]string, len(ids))
	for i, id := range ids {
		labels[i] = id
		if option, found := exercise.Find(q.Options.List, id); found {
			labels[i] = option.Label
		}
	}
	return labels
}

// twoByTwo sorts the rows of a matrix with two scales by what is high on both,
// on one, on neither. High begins one step above the middle.
func twoByTwo(q *exercise.Question, value any) []string {
	rows, _ := value.(map[string]any)
	first, second := q.Columns[0], q.Columns[1]
	var groups [4][]string
	for _, row := range q.Rows.List {
		cells, ok := rows[row.ID].(map[string]any)
		if !ok {
			continue
		}
		a, okA := cells[first.ID].(float64)
		b, okB := cells[second.ID].(float64)
		if !okA || !okB {
			continue
		}
		at := 0
		if !high(first, a) {
			at += 2
		}
		if !high(second, b) {
			at++
		}
		groups[at] = append(groups[at], row.Label)
	}
	names := [4]string{"Both", columnName(first) + " only", columnName(second) + " only", "Neither"}
	var lines []string
	for i, group := range groups {
		if len(group) > 0 {
			lines = append(lines, names[i]+": "+strings.Join(group, ", "))
		}
	}
	return lines
}

// columnName is how a column is asked, or its id.
func columnName(c exercise.Column) string { return cmp.Or(strings.TrimRight(c.Ask, "?.: "), c.ID) }

func high(c exercise.Column, value float64) bool { return value > (*c.Min+*c.Max)/2 }

// prefill finds the value a question starts from: exercise.Prefills lists the
// names.
func (p *program) prefill(t *sitting, q *exercise.Question) (any, error) {
	switch q.Prefill {
	case "":
		return nil, nil
	case "last":
		value, _, err := t.store.LatestAnswer(p.ctx, t.exercise.ID, q.ID, t.entry.Number)
		return value, err
	case "week":
		return p.weekSplit(t.store, q, t.entry.Day)
	}
	return t.entry.Answers[q.Prefill], nil
}

// weekSplit is the time a week holds in the categories a split asks about.
func (p *program) weekSplit(s *store.Store, q *exercise.Question, day period.Day) (any, error) {
	of := period.Of(period.KindWeek, day)
	totals, err := s.Totals(p.ctx, of.From, of.To)
	if err != nil {
		return nil, err
	}
	parts := map[string]any{}
	for _, total := range totals {
		if _, asked := exercise.Find(q.Options.List, total.Category); asked {
			sum, _ := parts[total.Category].(float64)
			parts[total.Category] = sum + float64(total.Minutes)
		}
	}
	if len(parts) == 0 {
		return nil, nil
	}
	return parts, nil
}

// planOf is the plan of a sitting, without questions that look back on
// something that is not there.
func (p *program) planOf(t *sitting, more bool) ([]*exercise.Question, error) {
	plan := t.exercise.Plan(more || t.exercise.Longer(t.entry.Answers), t.journal, t.entry.Answers)
	plan = slices.DeleteFunc(plan, func(q *exercise.Question) bool { return slices.Contains(t.needless, q.ID) })
	if !slices.ContainsFunc(plan, func(q *exercise.Question) bool { return q.Show == "chosen" }) {
		return plan, nil
	}
	chosen, err := t.store.LatestByRole(p.ctx, "chosen", t.entry.Day)
	if err != nil || chosen != nil {
		return plan, err
	}
	return slices.DeleteFunc(plan, func(q *exercise.Question) bool { return q.Show == "chosen" }), nil
}
