package store

import (
	"context"
	"database/sql"
	"fmt"
)

// A querier is the database or a transaction on it.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// all runs a query and scans every row before it returns, since the one
// connection can run nothing else meanwhile.
func all[T any](ctx context.Context, q querier, scan func(func(...any) error) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []T{}
	for rows.Next() {
		item, err := scan(rows.Scan)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, rows.Err()
}

// one returns the single value a query yields.
func one[T any](ctx context.Context, q querier, query string, args ...any) (T, error) {
	var value T
	err := q.QueryRowContext(ctx, query, args...).Scan(&value)
	return value, err
}

func scanOne[T any](scan func(...any) error) (T, error) {
	var value T
	err := scan(&value)
	return value, err
}

func exec(ctx context.Context, q querier, query string, args ...any) error {
	_, err := q.ExecContext(ctx, query, args...)
	return err
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
