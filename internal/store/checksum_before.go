// What an act changes is compared with its checksum first.

package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// checkChanged compares what the rows held that this transaction changed with
// their checksums, so that no act builds on damage, or hides it. A row that the
// same act made is not compared: what it held isn't noted.
func (a *Act) checkChanged(changes []notedChange) error {
	seen := map[rowKey]bool{}
	for _, c := range changes {
		if c.seq <= a.since || seen[c.key] {
			continue
		}
		seen[c.key] = true
		if c.before == "" {
			continue
		}
		content, known := contentBefore(c.before)
		if !known {
			continue
		}
		if err := a.checkRow(c.key, content); err != nil {
			return err
		}
	}
	return nil
}

func (a *Act) checkRow(key rowKey, content uint64) error {
	of := key
	if key.thing == grouped {
		of.part = ""
	}
	sum, err := one[any](a.ctx, a.tx, "SELECT sum FROM checksum WHERE thing = ? AND number = ? AND part = ?", of.thing, of.number, of.part)
	if noRows(err) {
		return a.store.builtOnDamage(Damage{Thing: key.thing, Number: key.number, Part: key.part, How: Extra})
	}
	if err != nil {
		return err
	}
	whole := true
	switch sum := sum.(type) {
	case int64:
		whole = !intact(key, sum) || sumHolds(sum, content)
	case []byte:
		whole = len(sum) < 10
		for at := 10; at+1 < len(sum); at += 2 {
			whole = whole || binary.BigEndian.Uint16(sum[at:]) == short(content)
		}
	}
	if !whole {
		return a.store.builtOnDamage(Damage{Thing: key.thing, Number: key.number, Part: key.part, How: Altered})
	}
	return nil
}

// contentBefore hashes a row as its change noted it. Where the note may not be the
// row to the last bit, it is not known: of a fraction, and of what isn't text.
func contentBefore(before string) (content uint64, known bool) {
	if !utf8.ValidString(before) || strings.Contains(before, `\u0000`) {
		return 0, false
	}
	decoder := json.NewDecoder(bytes.NewReader([]byte(before)))
	decoder.UseNumber()
	row := map[string]any{}
	if decoder.Decode(&row) != nil {
		return 0, false
	}
	for name, value := range row {
		switch v := value.(type) {
		case nil:
		case string:
			content += columnHash(name, v)
		case json.Number:
			whole, err := v.Int64()
			if err != nil || strings.ContainsAny(v.String(), ".eE") {
				return 0, false
			}
			content += columnHash(name, whole)
		default:
			return 0, false
		}
	}
	return content, true
}
