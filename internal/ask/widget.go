package ask

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/AlecAivazis/survey/v2"

	"mull/internal/exercise"
)

// How survey draws a list: the hint, with what is typed to filter where it is
// ours to keep it on one line, then the rows. The question stands above already, and the answer is written by us, so
// that nothing of it is ever drawn twice, however narrow the window.
const listTemplate = `
{{- define "option"}}
{{- if eq .SelectedIndex .CurrentIndex}}{{color "default+hb"}}  > {{else}}    {{end}}MARK{{.CurrentOpt.Value}}{{color "reset"}}
{{end}}
{{- if not .ShowAnswer}}
{{- if .ShowHelp}}{{.Help}}{{"\n"}}{{end}}
{{- .Message}}{{"\n"}}
{{- range $ix, $option := .PageEntries}}{{template "option" $.IterateOption $ix $option}}{{end}}
{{- end}}`

// templates sets how survey draws lists; without color the emphasis goes.
func templates(color bool) {
	one := strings.Replace(listTemplate, "MARK", "", 1)
	many := strings.Replace(listTemplate, "MARK", `{{if index .Checked .CurrentOpt.Index}}[x] {{else}}[ ] {{end}}`, 1)
	if !color {
		plain := strings.NewReplacer(`{{color "default+hb"}}`, "", `{{color "reset"}}`, "")
		one, many = plain.Replace(one), plain.Replace(many)
	}
	survey.SelectQuestionTemplate, survey.MultiSelectQuestionTemplate = one, many
}

// errBack is the wish to go back, from within a list.
var errBack = errors.New("back")

// selectOne lets one row be chosen, starting from the row at. typed is what
// the list was filtered by at the end.
func (t *Terminal) selectOne(ctx context.Context, s Screen, rows []entry, at int) (chosen entry, typed string, err error) {
	templates(t.color)
	in := &listInput{t: t, ctx: ctx, back: s.Back, rows: rows}
	list := &survey.Select{
		Message:  t.hint(s.Back, "arrows or letters, Enter chooses", "arrows, Enter chooses"),
		Options:  t.labels(rows, len(prompt)),
		Default:  at,
		Help:     t.help(s),
		PageSize: t.page(len(rows)),
		Filter:   func(typed, _ string, at int) bool { return filter(rows, beforeNote(s.first(), rows, typed))(at) },
	}
	defer in.heads(&list.Message)()
	index := 0
	err = survey.AskOne(list, &index, survey.WithStdio(in, t.screen, t.screen))
	if err != nil {
		return entry{}, "", t.clear(list, in.mend(err))
	}
	said := shown(rows[index])
	if rows[index].kind == ownWords && in.typed != "" {
		said = clean(in.typed)
	}
	t.print(hang(prompt, said, t.columns()))
	return rows[index], in.typed, nil
}

// beforeNote is what of the typed letters finds a row: where a few words may
// follow after a comma, what is before it.
func beforeNote(q *exercise.Question, rows []entry, typed string) string {
	word, _, noted := strings.Cut(typed, ",")
	if !q.Notes || !noted || slices.ContainsFunc(rows, func(row entry) bool { return row.kind == option && row.shows(typed) }) {
		return typed
	}
	return word
}

// selectMany lets rows be marked. own are words typed that are in no row.
func (t *Terminal) selectMany(ctx context.Context, s Screen, rows []entry, marked []int) (marks []int, own []string, err error) {
	templates(t.color)
	in := &listInput{t: t, ctx: ctx, back: s.Back, many: true, rows: rows}
	list := &survey.MultiSelect{
		Message:  t.hint(s.Back, t.findHint(len(rows)), "Space marks, Enter goes on"),
		Options:  t.labels(rows, len(prompt)+len("[x] ")),
		Default:  marked,
		Help:     t.help(s),
		PageSize: t.page(len(rows)),
		Filter:   func(typed, _ string, at int) bool { return filter(rows, typed)(at) },
	}
	defer in.heads(&list.Message)()
	err = survey.AskOne(list, &marks, survey.WithStdio(in, t.screen, t.screen),
		survey.WithRemoveSelectAll(), survey.WithRemoveSelectNone())
	if err != nil {
		return nil, nil, t.clear(list, in.mend(err))
	}
	if in.ended && len(marks)+len(in.own) == 0 {
		t.print(prompt + "\n")
		return nil, nil, ErrFinished
	}
	var names []string
	for _, at := range marks {
		names = append(names, shown(rows[at]))
	}
	if names = append(names, in.own...); len(names) == 0 {
		names = []string{"-"}
	}
	t.print(hang(prompt, clean(strings.Join(names, ", ")), t.columns()))
	return marks, in.own, nil
}

// shown is how a chosen row is written once the list is gone: without its
// number, unless that is the answer.
func shown(row entry) string {
	if row.said != "" {
		return row.said
	}
	number, words, _ := strings.Cut(strings.TrimSpace(row.label), "  ")
	if _, scale := row.tree.(float64); scale || row.kind == nothing {
		return strings.TrimSpace(number)
	}
	if words == "" {
		return number
	}
	return strings.TrimSpace(words)
}

// clear takes a list that was left off the screen.
func (t *Terminal) clear(list interface{ Render(string, any) error }, err error) error {
	_ = list.Render("", nil)
	if err != errBack {
		t.print("\n")
	}
	return err
}

// hint says how a list is used, as much of it as fits. How to choose comes
// first; of the rest, help can say what is missing.
func (t *Terminal) hint(back bool, how, short string) string {
	cols, _ := t.size()
	const help, before = "; ? help", "; < back"
	hints := []string{how + help, how, short + help, short}
	if back {
		hints = slices.Insert(hints, 0, how+before+help)
	}
	for _, hint := range hints {
		if width(indent+hint) < cols {
			return indent + hint
		}
	}
	return indent + "? help"
}

// findHint says how to mark rows, and how many there are where not all show.
func (t *Terminal) findHint(rows int) string {
	if t.page(rows) < rows {
		return fmt.Sprintf("Space marks, letters find any of %d, Enter goes on", rows)
	}
	return "Space marks, letters find, Enter goes on"
}

// labels are the rows cut to the window: survey loses count of rows that wrap.
func (t *Terminal) labels(rows []entry, lead int) []string {
	cols, _ := t.size()
	labels := make([]string, len(rows))
	for at, row := range rows {
		labels[at] = shorten(row.label, cols-lead-1, "…")
	}
	return labels
}

func (t *Terminal) page(rows int) int {
	_, height := t.size()
	return min(rows, max(3, min(height-8, 14)))
}

// help is shown by survey above the list.
func (t *Terminal) help(s Screen) string {
	var lines []string
	if text := s.first().Help; text != "" {
		lines = append(lines, hang(indent, clean(text), t.columns()))
	}
	how := "Move with the arrows or type a few letters, or the number; Enter chooses. The first row skips the question."
	if s.first().Kind == "many" {
		how = "Move with the arrows or type a few letters; Space marks a row, and so does Enter after letters. Enter alone goes on, with nothing marked it skips the question."
	}
	return strings.TrimSuffix(strings.Join(append(lines, hang(indent, how, t.columns())), ""), "\n")
}
