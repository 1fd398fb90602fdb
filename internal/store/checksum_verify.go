// Comparing every row with its checksum.

package store

import (
	"cmp"
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

// A rowSource hands on each row of a table, in the order of its key.
type rowSource func(table string, fn func(*rowReader) error) error

// queried reads tables by queries.
func queried(ctx context.Context, q querier) rowSource {
	return func(table string, fn func(*rowReader) error) error {
		order := ""
		switch table {
		case grouped:
			order = " ORDER BY entry, question"
		case "change":
			order = " ORDER BY act, seq"
		}
		return eachRow(ctx, q, fn, "SELECT * FROM "+table+order)
	}
}

func verify(ctx context.Context, q querier) ([]Damage, error) { return verifyRows(queried(ctx, q)) }

func verifyRows(each rowSource) ([]Damage, error) {
	v := &verifier{each: each, sums: map[string]*sumList{}, written: map[int64][]byte{}}
	if err := v.readSums(); err != nil {
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
	}
	if err := v.acts(); err != nil {
		return nil, err
	}
	return v.found, v.state()
}

type verifier struct {
	each    rowSource
	found   []Damage
	sums    map[string]*sumList // by table
	written map[int64][]byte    // of the answers of entries
	loose   []int64             // checksums that are damaged themselves, whose rows may be well
}

// A sumList is the checksums of a table in the order of their keys, which is that of
// the rows, too: the next one is nearly always the one looked for.
type sumList struct {
	list []keySum
	next int
}

type keySum struct {
	number int64
	part   string
	sum    int64
	seen   bool
}

func (k keySum) compare(other keySum) int {
	return cmp.Or(cmp.Compare(k.number, other.number), strings.Compare(k.part, other.part))
}

// of finds the checksum of a row, and notes that the row is there.
func (l *sumList) of(key rowKey) (sum int64, known bool) {
	want := keySum{number: key.number, part: key.part}
	at := l.next
	if at >= len(l.list) || l.list[at].compare(want) != 0 {
		if at, known = slices.BinarySearchFunc(l.list, want, keySum.compare); !known {
			return 0, false
		}
	}
	l.list[at].seen, l.next = true, at+1
	return l.list[at].sum, true
}

func (v *verifier) add(key rowKey, how How) {
	v.found = append(v.found, Damage{Thing: key.thing, Number: key.number, Part: key.part, How: how})
}

// readSums reads the checksums, and finds those that are damaged themselves.
func (v *verifier) readSums() error {
	for _, thing := range summed() {
		v.sums[thing] = &sumList{}
	}
	err := v.each("checksum", func(r *rowReader) error {
		key := rowKey{r.text("thing"), r.number("number"), r.text("part")}
		of := v.sums[key.thing]
		if key.thing == grouped {
			sums, _ := r.value("sum").([]byte)
			v.written[key.number] = slices.Clone(sums)
			return nil
		}
		sum := r.number("sum")
		if of == nil || !intact(key, sum) {
			v.loose = append(v.loose, sum)
			v.add(key, BadSum)
		}
		if of != nil {
			of.list = append(of.list, keySum{key.number, key.part, sum, false})
		}
		return nil
	})
	for _, of := range v.sums {
		if !slices.IsSortedFunc(of.list, keySum.compare) {
			slices.SortFunc(of.list, keySum.compare)
		}
	}
	return err
}

// rows compares each row of a table with its checksum, and finds those that are not
// there.
func (v *verifier) rows(thing string) error {
	of := v.sums[thing]
	err := v.each(thing, func(r *rowReader) error {
		key, content := r.key(thing), r.content()
		sum, summed := of.of(key)
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
	})
	if err != nil {
		return err
	}
	for _, k := range of.list {
		if key := (rowKey{thing, k.number, k.part}); !k.seen && intact(key, k.sum) {
			v.add(key, Missing)
		}
	}
	return nil
}

// groups compares the answers of each entry with their checksums.
func (v *verifier) groups() error {
	list, err := collectGroups(func(fn func(*rowReader) error) error { return v.each(grouped, fn) })
	if err != nil {
		return err
	}
	for _, g := range list {
		sums, known := v.written[g.key.number]
		delete(v.written, g.key.number)
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
	for _, number := range slices.Sorted(maps.Keys(v.written)) {
		v.add(rowKey{thing: grouped, number: number}, Missing)
	}
	return nil
}

// acts compares each act and its changes with its checksums.
func (v *verifier) acts() error {
	changes, err := collectChanges(func(fn func(*rowReader) error) error { return v.each("change", fn) })
	if err != nil {
		return err
	}
	err = v.each("act", func(r *rowReader) error {
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
	})
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
	return collectChanges(func(fn func(*rowReader) error) error { return queried(ctx, q)("change", fn) })
}

func collectChanges(each func(func(*rowReader) error) error) (map[int64]actChanges, error) {
	changes := map[int64]actChanges{}
	err := each(func(r *rowReader) error {
		id := r.number("act")
		of := changes[id]
		changes[id] = actChanges{append(of.seqs, r.number("seq")), append(of.contents, r.content())}
		return nil
	})
	return changes, err
}

func (v *verifier) state() error {
	rows := 0
	err := v.each("state", func(r *rowReader) error {
		rows++
		sum, _ := r.value("sum").(int64)
		switch {
		case !intact(stateKey, sum):
			v.add(stateKey, BadSum)
		case !sumHolds(sum, r.content("sum", "act")):
			v.add(stateKey, Altered)
		}
		return nil
	})
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
