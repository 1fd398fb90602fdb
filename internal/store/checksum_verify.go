// Comparing every row with its checksum.

package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Damage is a row that does not hold what was written to it.
type Damage struct {
	Thing  string // the table
	Number int64  // as people know it, or of the act
	Part   string
	How    How

	// Of an act: the places of its damaged changes, and whether its own row is.
	// Where neither is said, a change is missing.
	Changes []int64
	Own     bool
}

// How a row is damaged.
type How string

const (
	Altered How = "altered" // it holds something else
	Missing How = "missing"
	Extra   How = "extra"  // nobody wrote it
	BadSum  How = "badsum" // only its checksum is damaged: nothing is lost
)

// Verify compares every row with its checksum and returns what differs. The file
// has to be sound for SQLite: see Integrity.
func (s *Store) Verify(ctx context.Context) ([]Damage, error) {
	found, err := verify(ctx, s.db)
	return found, s.explain("check what is written", err)
}

// verifyIfSummed is Verify for a journal of any version; those before checksums
// have nothing to compare.
func (s *Store) verifyIfSummed(ctx context.Context) ([]Damage, error) {
	version, err := one[int](ctx, s.db, "PRAGMA user_version")
	if err != nil || version < withSums {
		return nil, s.explain("check what is written", err)
	}
	return s.Verify(ctx)
}

// lossy says whether any damage is more than that of a checksum.
func lossy(found []Damage) bool {
	return slices.ContainsFunc(found, func(d Damage) bool { return d.How != BadSum })
}

func verify(ctx context.Context, q querier) ([]Damage, error) {
	v := &verifier{ctx: ctx, q: q}
	if err := v.brokenSums(); err != nil {
		return nil, err
	}
	for _, thing := range summed() {
		if thing == grouped {
			if err := v.groups(); err != nil {
				return nil, err
			}
			continue
		}
		if err := v.rows(thing); err != nil {
			return nil, err
		}
		if err := v.missing(thing); err != nil {
			return nil, err
		}
	}
	if err := v.acts(); err != nil {
		return nil, err
	}
	return v.found, v.state()
}

type verifier struct {
	ctx   context.Context //nolint:containedctx // it lives no longer than verify
	q     querier
	found []Damage
	loose []int64 // checksums that are damaged themselves, whose rows may be well
}

func (v *verifier) add(key rowKey, how How) {
	v.found = append(v.found, Damage{Thing: key.thing, Number: key.number, Part: key.part, How: how})
}

// brokenSums finds the checksums that are damaged themselves.
func (v *verifier) brokenSums() error {
	known := summed()
	return eachRow(v.ctx, v.q, func(r *rowReader) error {
		key := rowKey{r.text("thing"), r.number("number"), r.text("part")}
		if sum := r.number("sum"); !intact(key, sum) || !slices.Contains(known, key.thing) {
			v.loose = append(v.loose, sum)
			v.add(key, BadSum)
		}
		return nil
	}, "SELECT thing, number, part, sum FROM checksum WHERE thing <> '"+grouped+"'")
}

// sumOf joins the checksum to the rows of a table.
func sumOf(thing string) string {
	number, part := keyOf(thing)
	if number == "" {
		number = "0"
	} else {
		number = "x." + number
	}
	if part == "" {
		part = "''"
	} else {
		part = "x." + part
	}
	return "c.thing = '" + thing + "' AND c.number = " + number + " AND c.part = " + part
}

// rows compares each row of a table with its checksum.
func (v *verifier) rows(thing string) error {
	return eachRow(v.ctx, v.q, func(r *rowReader) error {
		last := len(r.columns) - 1
		key, content := r.key(thing), contentOf(r.columns[:last], r.values[:last])
		sum, summed := r.values[last].(int64)
		switch {
		case summed && intact(key, sum) && sumHolds(sum, content):
		case summed && !intact(key, sum): // said already
		case !summed && slices.ContainsFunc(v.loose, func(sum int64) bool { return sumHolds(sum, content) }):
			v.add(key, BadSum) // the key of the checksum was damaged
		case summed:
			v.add(key, Altered)
		default:
			v.add(key, Extra)
		}
		return nil
	}, "SELECT x.*, c.sum AS \"checksum of the row\" FROM "+thing+" x LEFT JOIN checksum c ON "+sumOf(thing))
}

// missing finds checksums of rows that are not there.
func (v *verifier) missing(thing string) error {
	return eachRow(v.ctx, v.q, func(r *rowReader) error {
		key := rowKey{thing, r.number("number"), r.text("part")}
		if intact(key, r.number("sum")) {
			v.add(key, Missing)
		}
		return nil
	}, "SELECT number, part, sum FROM checksum c WHERE thing = ? AND NOT EXISTS (SELECT 1 FROM "+thing+" x WHERE "+sumOf(thing)+")", thing)
}

// groups compares the answers of each entry with their checksums.
func (v *verifier) groups() error {
	written := map[int64][]byte{}
	err := eachRow(v.ctx, v.q, func(r *rowReader) error {
		sums, _ := r.value("sum").([]byte)
		written[r.number("number")] = sums
		return nil
	}, "SELECT number, sum FROM checksum WHERE thing = ?", grouped)
	if err != nil {
		return err
	}
	list, err := readGroups(v.ctx, v.q, "SELECT * FROM "+grouped+" ORDER BY entry, question")
	if err != nil {
		return err
	}
	for _, g := range list {
		sums, known := written[g.key.number]
		delete(written, g.key.number)
		d := damageOf(sums, 0, g.contents)
		switch {
		case d == nil:
		case !known:
			v.add(g.key, Extra)
		case d.sums:
			v.add(g.key, BadSum)
		default:
			for _, at := range d.parts {
				v.add(rowKey{grouped, g.key.number, g.parts[at]}, Altered)
			}
			if d.missing > 0 {
				v.add(g.key, Missing)
			}
		}
	}
	for _, number := range slices.Sorted(maps.Keys(written)) {
		v.add(rowKey{thing: grouped, number: number}, Missing)
	}
	return nil
}

// acts compares each act and its changes with its checksums.
func (v *verifier) acts() error {
	changes, err := allChanges(v.ctx, v.q)
	if err != nil {
		return err
	}
	err = eachRow(v.ctx, v.q, func(r *rowReader) error {
		id := r.number("id")
		sums, _ := r.value("sums").([]byte)
		of := changes[id]
		delete(changes, id)
		d := damageOf(sums, r.content("sums"), of.contents)
		if d == nil {
			return nil
		}
		found := Damage{Thing: "act", Number: id, How: Altered, Own: d.own}
		if d.sums {
			found.How = BadSum
		}
		for _, at := range d.parts {
			found.Changes = append(found.Changes, of.seqs[at])
		}
		v.found = append(v.found, found)
		return nil
	}, "SELECT * FROM act")
	for _, id := range slices.Sorted(maps.Keys(changes)) {
		v.found = append(v.found, Damage{Thing: "act", Number: id, How: Missing})
	}
	return err
}

// actChanges are the changes of one act.
type actChanges struct {
	seqs     []int64
	contents []uint64
}

func allChanges(ctx context.Context, q querier) (map[int64]actChanges, error) {
	changes := map[int64]actChanges{}
	err := eachRow(ctx, q, func(r *rowReader) error {
		id := r.number("act")
		of := changes[id]
		changes[id] = actChanges{append(of.seqs, r.number("seq")), append(of.contents, r.content())}
		return nil
	}, "SELECT * FROM change ORDER BY act, seq")
	return changes, err
}

func (v *verifier) state() error {
	rows := 0
	err := eachRow(v.ctx, v.q, func(r *rowReader) error {
		rows++
		sum, _ := r.value("sum").(int64)
		switch {
		case !intact(stateKey, sum):
			v.add(stateKey, BadSum)
		case !sumHolds(sum, r.content("sum", "act")):
			v.add(stateKey, Altered)
		}
		return nil
	}, "SELECT * FROM state")
	if err == nil && rows != 1 {
		v.add(stateKey, Missing)
	}
	return err
}

// String names a damaged row without quoting it.
func (d Damage) String() string {
	what := d.name()
	switch d.How {
	case Missing:
		return what + " is missing"
	case Extra:
		return what + " appeared from nowhere"
	case BadSum:
		return "the checksum of " + what + " is damaged"
	}
	return what + " is damaged"
}

// thingNames are what people call the rows of tables.
var thingNames = map[string]string{
	"entry": "entry %d", "activity": "activity %d", "item": "item %d", "note": "note %d", "off": "days off %d", "rule": "rule %d",
	"person": "person %d", "assignment": "assignment %d", "receipt": "share %d", "received": "received share %d",
	"concern": "the person entry %d is about", "agreement": "the agreement with person %d", "letter": "a file received from person %d",
	"category": "the category %q", "setting": "the setting %q", "target": "the target %q",
	"asked": "the text of an exercise", "gone": "the note of something purged", "backup": "the name of a backup",
	"identity": "your id", "state": "the journal's own state", "act": "the history of change %d",
}

func (d Damage) name() string {
	switch words := thingNames[d.Thing]; {
	case d.Thing == grouped && d.Part == "":
		return fmt.Sprintf("an answer of entry %d", d.Number)
	case d.Thing == grouped:
		return fmt.Sprintf("answer %q of entry %d", d.Part, d.Number)
	case strings.Contains(words, "%d"):
		return fmt.Sprintf(words, d.Number)
	case strings.Contains(words, "%q"):
		return fmt.Sprintf(words, d.Part)
	case words != "":
		return words
	}
	return "a row of " + d.Thing
}
