package store

import (
	"context"
	"database/sql"
	"strings"
)

// A transaction prepares each statement it runs a second time, and keeps it: an
// import runs the same few statements for every row and every day it touches.
// They are closed with the transaction.
type transaction struct {
	*sql.Tx
	prepared map[string]*sql.Stmt // nil where a statement ran once only
	wrote    int                  // rows of tables whose triggers note each of them
}

// statement returns a prepared statement, or nil the first time.
func (t *transaction) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	known, again := t.prepared[query]
	if !again {
		t.prepared[query] = nil
		return nil, nil
	}
	if known != nil {
		return known, nil
	}
	prepared, err := t.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	t.prepared[query] = prepared
	return prepared, nil
}

func (t *transaction) ExecContext(ctx context.Context, query string, args ...any) (result sql.Result, err error) {
	prepared, err := t.statement(ctx, query)
	switch {
	case err != nil:
		return nil, err
	case prepared != nil:
		result, err = prepared.ExecContext(ctx, args...)
	default:
		result, err = t.Tx.ExecContext(ctx, query, args...)
	}
	if err != nil || !writesNoted(query) {
		return result, err
	}
	rows, err := result.RowsAffected()
	t.wrote += int(rows)
	return result, err
}

// writesNoted says whether a statement writes to a table whose triggers note each
// row that is written.
func writesNoted(query string) bool {
	words := strings.FieldsSeq(query)
	for word := range words {
		switch word {
		case "INSERT", "INTO", "UPDATE", "DELETE", "FROM":
			continue
		}
		_, noted := keys[word]
		return noted
	}
	return false
}

func (t *transaction) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	prepared, err := t.statement(ctx, query)
	switch {
	case err != nil:
		return nil, err
	case prepared != nil:
		return prepared.QueryContext(ctx, args...)
	}
	return t.Tx.QueryContext(ctx, query, args...)
}

func (t *transaction) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	prepared, err := t.statement(ctx, query)
	if err != nil || prepared == nil {
		return t.Tx.QueryRowContext(ctx, query, args...)
	}
	return prepared.QueryRowContext(ctx, args...)
}
