package store

import "context"

// A Rule is one sorting rule of the user's own, as people type it.
type Rule struct {
	Number   int64
	Text     string
	Category string // what it sorts into
}

// AddRule keeps a rule, to be tried before the others, and gives it its number.
func (a *Act) AddRule(r *Rule) error {
	if err := a.numbered(&r.Number); err != nil {
		return err
	}
	return a.exec("INSERT INTO rule (number, text, category, act) VALUES (?, ?, ?, ?)", r.Number, r.Text, r.Category, a.id)
}

// SaveRule writes a rule that is kept already.
func (a *Act) SaveRule(r *Rule) error {
	return a.exec("UPDATE rule SET text = ?, category = ? WHERE number = ?", r.Text, r.Category, r.Number)
}

// DeleteRule removes a rule.
func (a *Act) DeleteRule(number int64) error {
	return a.exec("DELETE FROM rule WHERE number = ?", number)
}

// Rules returns the user's own rules, in the order they are tried.
func (s *Store) Rules(ctx context.Context) ([]Rule, error) {
	list, err := rules(ctx, s.db)
	return list, s.explain("read the rules", err)
}

// Rules returns the user's own rules as the act sees them.
func (a *Act) Rules() ([]Rule, error) { return rules(a.ctx, a.tx) }

func rules(ctx context.Context, q querier) ([]Rule, error) {
	return all(ctx, q, func(scan func(...any) error) (Rule, error) {
		var r Rule
		err := scan(&r.Number, &r.Text, &r.Category)
		return r, err
	}, "SELECT number, text, category FROM rule ORDER BY number DESC")
}
