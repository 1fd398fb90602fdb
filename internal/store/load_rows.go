package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"mull/internal/exercise"
	"mull/internal/period"
)

func (l *loader) row(table string) error {
	known, ok := l.columns[table]
	if !ok {
		return l.fault("a newer mull wrote this: %q is not known here", clip(table))
	}
	if table == "asked" {
		return l.asked()
	}
	var number, answers json.RawMessage
	if table == "entry" {
		answers = l.take("answers")
	}
	for _, f := range l.fields {
		if !slices.Contains(known, f.name) {
			return l.fault("a newer mull wrote this: %s has no %q here", table, clip(f.name))
		}
	}
	var columns []string
	var values []any
	for _, column := range known { // in one order, so that rows share a prepared statement
		raw := l.take(column)
		if raw == nil {
			continue
		}
		value, err := readValue(formOf(table, column), raw)
		if err != nil {
			return l.fault("%s: %v", column, err)
		}
		if column == "uuid" && slices.Contains(ownUUIDs, table) && uuid.Validate(fmt.Sprint(value)) != nil {
			return l.fault("uuid: this is none")
		}
		if column == "number" {
			number = raw
		}
		columns, values = append(columns, "`"+column+"`"), append(values, value)
	}
	if len(columns) == 0 {
		return l.fault("this %s is empty", table)
	}
	if len(l.fields) > 0 {
		return l.fault("%s is there twice", clip(l.fields[0].name))
	}
	if err := l.exec("INSERT INTO `"+table+"` ("+strings.Join(columns, ", ")+") VALUES ("+marks(len(columns))+")", values...); err != nil {
		return err
	}
	if table != "entry" {
		return nil
	}
	return l.answers(number, answers)
}

// asked keeps an exercise as it was asked. Its text has to be what its name, the
// hash, stands for.
func (l *loader) asked() error {
	var hash string
	var body bytes.Buffer
	if json.Unmarshal(l.take("hash"), &hash) != nil || json.Compact(&body, l.take("body")) != nil {
		return l.fault("an exercise wants hash and body")
	}
	if exercise.Hash(body.Bytes()) != hash {
		return l.fault("the text of this exercise is not the one its hash stands for")
	}
	x, err := exercise.Read("exercise", body.Bytes())
	if err != nil {
		return l.fault("the text of this exercise cannot be read: %v", err)
	}
	return l.keepBody(hash, body.Bytes(), x)
}

func (l *loader) answers(number, raw json.RawMessage) error {
	var given map[string]json.RawMessage
	if raw != nil && json.Unmarshal(raw, &given) != nil {
		return l.fault("answers: wants question ids and values")
	}
	for question, value := range given {
		var text any
		if string(value) != "null" {
			var compact bytes.Buffer
			if err := json.Compact(&compact, value); err != nil {
				return err
			}
			text = compact.String()
		}
		if err := l.exec("INSERT INTO answer (entry, question, value) VALUES (?, ?, ?)", string(number), question, text); err != nil {
			return err
		}
	}
	return nil
}

// readValue reads what writeValue wrote. Its errors quote nothing.
func readValue(form exportForm, raw json.RawMessage) (any, error) {
	switch {
	case form == formJSON:
		var compact bytes.Buffer
		err := json.Compact(&compact, raw)
		return compact.String(), err
	case raw[0] == '"':
		text, err := readString(raw)
		if err != nil {
			return nil, err
		}
		return readText(form, text)
	case raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9':
		if form != formPlain {
			return nil, errors.New("wants a date or an instant in quotes")
		}
		if whole, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
			return whole, nil
		}
		return strconv.ParseFloat(string(raw), 64)
	}
	return nil, errors.New("wants a text or a number")
}

func readText(form exportForm, text string) (any, error) {
	switch form {
	case formDay:
		day, err := period.ParseDay(text)
		if err != nil {
			return nil, errors.New("wants a date like 2026-11-19")
		}
		return int64(day), nil
	case formInstant:
		at, err := parseInstant(text)
		if err != nil {
			return nil, errors.New("wants an instant like 2026-11-19T17:10:00.000Z")
		}
		return at, nil
	}
	return text, nil
}
