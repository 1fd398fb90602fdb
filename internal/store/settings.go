package store

import (
	"context"
	"encoding/json"
)

// SetSetting keeps one wish about how the journal asks and counts; nil removes
// it.
func (a *Act) SetSetting(name string, value any) error {
	if value == nil {
		return a.exec("DELETE FROM setting WHERE name = ?", name)
	}
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return a.exec(`INSERT INTO setting (name, value) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value`, name, string(text))
}

// Setting reads a wish into value and says whether there is one.
func (s *Store) Setting(ctx context.Context, name string, value any) (bool, error) {
	found, err := setting(ctx, s.db, name, value)
	return found, s.explain("read the settings", err)
}

// Setting reads a wish as the act sees it.
func (a *Act) Setting(name string, value any) (bool, error) {
	return setting(a.ctx, a.tx, name, value)
}

func setting(ctx context.Context, q querier, name string, value any) (bool, error) {
	text, err := one[string](ctx, q, "SELECT value FROM setting WHERE name = ?", name)
	if noRows(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal([]byte(text), value)
}

// SettingNames lists the names of wishes that begin with a prefix, sorted.
func (s *Store) SettingNames(ctx context.Context, prefix string) ([]string, error) {
	// The character after the last that a name may hold ends the range.
	names, err := all(ctx, s.db, scanOne[string], "SELECT name FROM setting WHERE name >= ?1 AND name < ?1 || char(0x10ffff) ORDER BY name", prefix)
	return names, s.explain("read the settings", err)
}
