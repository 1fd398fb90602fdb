// Repairing a damaged journal: every row that is as it was written, in a new file.

package store

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// A Repaired journal holds every row of a damaged one that is as it was written.
// What is computed from them, the search index included, is made anew.
type Repaired struct {
	Image      []byte
	Aside      []AsideRow // what is not in it, or not as it was
	of         []byte     // the journal it was made of
	Corrected  int        // rows in which a single bit was taken back
	FromBackup int        // rows taken from the backup, whose checksums say that they are the right ones
}

// An AsideRow is a row that was set aside. One that is missing has no values.
type AsideRow struct {
	Damage
	Row map[string]any
}

// A record is a row of any table.
type record struct {
	key     rowKey
	columns []string
	values  []any
	content uint64
}

func (r *record) row() map[string]any {
	row := map[string]any{}
	for i, column := range r.columns {
		if column != "sums" && column != "sum" {
			row[column] = r.values[i]
		}
	}
	return row
}

// A salvage is what could be read of a journal.
type salvage struct {
	rows map[string][]record
	sums map[rowKey]any
	all  bool // every checksum could be read

	shapes map[string]*shape // of a damaged journal
}

// keyedRecord reads any row with the key of its table: an act by its id, a change
// by its act and its place.
func keyedRecord(thing string, r *rowReader) record {
	rec := record{columns: r.columns, values: slices.Clone(r.values)}
	switch thing {
	case "act":
		rec.key, rec.content = rowKey{thing: "act", number: r.number("id")}, r.content("sums")
	case "change":
		rec.key, rec.content = rowKey{"change", r.number("act"), fmt.Sprint(r.number("seq"))}, r.content()
	case "state":
		rec.key, rec.content = stateKey, r.content("sum", "act")
	case "recovery":
		rec.key, rec.content = rowKey{thing: "recovery"}, r.content()
	default:
		rec.key, rec.content = r.key(thing), r.content()
	}
	return rec
}

// salvageTables are those that hold what cannot be computed.
func salvageTables() []string { return append(summed(), "act", "change", "state", "recovery") }

// salvaged reads what can be read, from both ends of each table, and then by the
// keys that checksums know.
func salvaged(ctx context.Context, q querier, shapes []shape) *salvage {
	s := &salvage{rows: map[string][]record{}, sums: map[rowKey]any{}, shapes: map[string]*shape{}}
	for i := range shapes {
		s.shapes[shapes[i].thing] = &shapes[i]
	}
	s.all = readBothEnds(func(order string) error {
		return eachRow(ctx, q, func(r *rowReader) error {
			sum := r.value("sum")
			if bytes, ok := sum.([]byte); ok {
				sum = slices.Clone(bytes)
			}
			s.sums[rowKey{r.text("thing"), r.number("number"), r.text("part")}] = sum
			return nil
		}, "SELECT thing, number, part, sum FROM checksum ORDER BY thing "+order+", number "+order+", part "+order)
	})
	for _, thing := range salvageTables() {
		s.readTable(ctx, q, thing)
	}
	return s
}

// readBothEnds reads forward, and where that breaks off, backward too. It says
// whether the first was enough.
func readBothEnds(read func(order string) error) bool {
	if read("ASC") == nil {
		return true
	}
	_ = read("DESC") // up to where it breaks off
	return false
}

// salvagedFile reads what can be read of a damaged file: by queries, and where these
// don't find all that checksums know, page by page.
func salvagedFile(ctx context.Context, path string, image []byte, version int) (*salvage, error) {
	shapes, err := shapesOf(ctx, version)
	if err != nil {
		return nil, err
	}
	raw, err := openRaw(ctx, path, image)
	if err != nil {
		return nil, err
	}
	s := salvaged(ctx, raw.db, shapes)
	if err := raw.db.Close(); err != nil {
		return nil, err
	}
	for _, thorough := range []bool{false, true} {
		if s.complete() {
			break
		}
		s.addRaw(shapes, image, thorough)
	}
	return s, nil
}

// complete says whether there is every row that a checksum knows, as it was written.
func (s *salvage) complete() bool {
	acts := s.actSums()
	have := map[rowKey]int{}
	for _, thing := range salvageTables() {
		for _, rec := range s.rows[thing] {
			if s.vouches(acts, rec) {
				have[groupKey(rec.key)]++
			}
		}
	}
	for key, sum := range s.sums {
		want := 1
		if sums, of := sum.([]byte); of {
			want = (len(sums) - 10) / 2
		}
		if have[key] != want {
			return false
		}
	}
	for id, sums := range acts {
		if have[rowKey{thing: "act", number: id}] != 1 || have[rowKey{thing: "change", number: id}] != (len(sums)-10)/2 {
			return false
		}
	}
	for _, rec := range s.rows["change"] {
		if _, known := acts[rec.key.number]; !known {
			return false
		}
	}
	last := int64(0) // acts are numbered without a gap
	for id := range acts {
		last = max(last, id)
	}
	return s.all && have[stateKey] == 1 && int64(len(acts)) == last
}

// groupKey is the key of those that share checksums, or the row's own.
func groupKey(key rowKey) rowKey {
	if key.thing == grouped || key.thing == "change" {
		key.part = ""
	}
	return key
}

func (s *salvage) readTable(ctx context.Context, q querier, thing string) {
	seen := map[rowKey]bool{}
	add := func(r *rowReader) error {
		if of := s.shapes[thing]; of != nil && !of.fits(r.values) {
			return nil // where the table is said to be is another one
		}
		if rec := keyedRecord(thing, r); !seen[rec.key] {
			seen[rec.key] = true
			s.rows[thing] = append(s.rows[thing], rec)
		}
		return nil
	}
	keys := map[string][]string{"act": {"id"}, "change": {"act", "seq"}, "state": {"one"}, "recovery": {"one"}}[thing]
	if keys == nil {
		number, part := keyOf(thing)
		keys = slices.DeleteFunc([]string{number, part}, func(name string) bool { return name == "" })
	}
	whole := readBothEnds(func(order string) error {
		return eachRow(ctx, q, add, "SELECT * FROM "+thing+" ORDER BY "+strings.Join(keys, " "+order+", ")+" "+order)
	})
	if whole || !slices.Contains(summed(), thing) {
		return
	}
	for key := range s.sums {
		if key.thing == thing && !seen[key] {
			where, arg, err := chosen(thing, map[rowKey]bool{key: true})
			if err == nil {
				_ = eachRow(ctx, q, add, "SELECT * FROM "+thing+where, arg) // as far as it can be read
			}
		}
	}
}

// Repair makes a new journal of a damaged one: of its bytes, and where there is
// one, of a backup, which has the rows that are damaged now if they were not
// written since.
func Repair(ctx context.Context, path string, image []byte, backup *Store, now func() time.Time) (*Repaired, error) {
	if !plainImage(image) {
		return nil, damaged(path, "is damaged", nil)
	}
	version, err := trueVersion(ctx, path, image)
	if err != nil {
		return nil, err
	}
	if version < withSums {
		return nil, damaged(path, "is damaged, and too old to have checksums", nil)
	}
	found, err := salvagedFile(ctx, path, fixedHeader(image), version)
	if err != nil {
		return nil, err
	}
	m := &mending{now: found, good: map[string][]record{}, final: map[int64]bool{}}
	if backup != nil {
		m.before = salvaged(ctx, backup.db, nil)
	}
	m.judge()
	r := &Repaired{of: image}
	if r.Image, err = m.build(ctx, now); err != nil {
		return nil, fmt.Errorf("repair the journal: %w", err)
	}
	r.Aside, r.FromBackup, r.Corrected = m.aside, m.healed, m.corrected
	return r, nil
}

// A mending sorts the rows of a journal into good ones and others.
type mending struct {
	now, before *salvage
	good        map[string][]record
	aside       []AsideRow
	healed      int
	corrected   int
	final       map[int64]bool // acts whose history is not whole: they can't be undone
}

func (m *mending) keep(recs ...record) {
	for _, rec := range recs {
		m.good[rec.key.thing] = append(m.good[rec.key.thing], rec)
	}
}

func (m *mending) setAside(key rowKey, how How, rec *record) {
	a := AsideRow{Damage: Damage{Thing: key.thing, Number: key.number, Part: key.part, How: how}}
	if key.thing == "change" {
		a.Damage = Damage{Thing: "act", Number: key.number, How: how}
	}
	if rec != nil {
		a.Row = rec.row()
	}
	m.aside = append(m.aside, a)
}

// former finds a row in the backup.
func (m *mending) former(key rowKey) *record {
	if m.before == nil {
		return nil
	}
	list := m.before.rows[key.thing]
	if at := slices.IndexFunc(list, func(r record) bool { return r.key == key }); at >= 0 {
		return &list[at]
	}
	return nil
}

func (m *mending) judge() {
	for _, thing := range summed() {
		if thing == grouped {
			m.judgeGroups()
		} else {
			m.judgeRows(thing)
		}
	}
	m.judgeActs()
	m.good["recovery"] = m.now.rows["recovery"]
	m.judgeState()
}

func (m *mending) judgeRows(thing string) {
	seen := map[rowKey]bool{}
	for _, rec := range m.now.rows[thing] {
		sum, summed := m.now.sums[rec.key].(int64)
		fits := summed && (sumHolds(sum, rec.content) || !intact(rec.key, sum))
		if fits || !summed && (!m.now.all || m.loose(rec.content)) {
			seen[rec.key] = true
			m.keep(rec)
			continue
		}
		if summed && m.heal(rec.key, sum) {
			seen[rec.key] = true
			continue
		}
		if was, found := corrected(rec, sum); summed && found {
			seen[rec.key] = true
			m.keep(was)
			m.corrected++
			continue
		}
		seen[rec.key] = true
		how := Altered
		if !summed {
			how = Extra
		}
		m.setAside(rec.key, how, &rec)
	}
	for _, key := range sortedKeys(m.now.sums) {
		sum, _ := m.now.sums[key].(int64)
		if key.thing == thing && !seen[key] && intact(key, sum) && !m.heal(key, sum) {
			m.setAside(key, Missing, nil)
		}
	}
	m.addFormer(thing, seen)
}

// addFormer takes from the backup what it alone knows of, where a part of the
// checksums could not be read: what was there can't be told any more.
func (m *mending) addFormer(thing string, seen map[rowKey]bool) {
	if m.before == nil || m.now.all {
		return
	}
	changed := map[rowKey]bool{}
	for _, rec := range m.now.rows["change"] {
		r := rowReader{columns: rec.columns, values: rec.values}
		changed[rowKey{r.text("thing"), r.number("number"), r.text("part")}] = true
	}
	gone := map[string]bool{}
	for _, rec := range m.now.rows["gone"] {
		gone[rec.key.part] = true
	}
	made := map[rowKey]bool{} // by acts the backup has
	for _, rec := range m.before.rows["change"] {
		r := rowReader{columns: rec.columns, values: rec.values}
		made[rowKey{r.text("thing"), r.number("number"), r.text("part")}] = true
	}
	for _, rec := range m.before.rows[thing] {
		uuid, _ := rec.row()["uuid"].(string)
		if !seen[rec.key] && !gone[uuid] && (!changed[rec.key] || made[rec.key]) {
			m.keep(rec)
			m.healed++
		}
	}
}

// loose says whether a checksum whose key was damaged is of this content.
func (m *mending) loose(content uint64) bool {
	for key, value := range m.now.sums {
		if sum, ok := value.(int64); ok && !intact(key, sum) && sumHolds(sum, content) {
			return true
		}
	}
	return false
}

// heal takes a row from the backup, if it is the one the checksum is of.
func (m *mending) heal(key rowKey, sum int64) bool {
	former := m.former(key)
	if former == nil || !intact(key, sum) || !sumHolds(sum, former.content) {
		return false
	}
	m.keep(*former)
	m.healed++
	return true
}

func sortedKeys(sums map[rowKey]any) []rowKey {
	return slices.SortedFunc(maps.Keys(sums), func(a, b rowKey) int {
		return cmp.Or(strings.Compare(a.thing, b.thing), cmp.Compare(a.number, b.number), strings.Compare(a.part, b.part))
	})
}

// byNumber groups records by the number of their keys.
func byNumber(list []record) map[int64][]record {
	groups := map[int64][]record{}
	for _, rec := range list {
		groups[rec.key.number] = append(groups[rec.key.number], rec)
	}
	return groups
}

func contentsOf(list []record) []uint64 {
	contents := make([]uint64, len(list))
	for i, rec := range list {
		contents[i] = rec.content
	}
	return contents
}

func (m *mending) judgeGroups() {
	groups := byNumber(m.now.rows[grouped])
	former := map[int64][]record{}
	if m.before != nil {
		former = byNumber(m.before.rows[grouped])
	}
	for key := range m.now.sums {
		if key.thing == grouped && groups[key.number] == nil {
			groups[key.number] = []record{}
		}
	}
	for _, number := range slices.Sorted(maps.Keys(groups)) {
		list := groups[number]
		sums, summed := m.now.sums[rowKey{thing: grouped, number: number}].([]byte)
		if !summed {
			for _, rec := range list {
				if m.now.all {
					m.setAside(rec.key, Extra, &rec)
				} else {
					m.keep(rec)
				}
			}
			continue
		}
		m.judgeGroup(sums, 0, list, former[number])
	}
}

// judgeGroup keeps what of a group is as it was written, with what the backup
// has of the rest.
func (m *mending) judgeGroup(sums []byte, own uint64, list, former []record) {
	d := damageOf(sums, own, contentsOf(list))
	if d == nil || d.sums {
		m.keep(list...)
		return
	}
	var whole []record
	bad := map[rowKey]record{}
	for i, rec := range list {
		if slices.Contains(d.parts, i) {
			bad[rec.key] = rec
		} else {
			whole = append(whole, rec)
		}
	}
	written := map[uint16]bool{}
	for at := 10; at+1 < len(sums); at += 2 {
		written[binary.BigEndian.Uint16(sums[at:])] = true
	}
	missing := d.missing
	for _, rec := range former {
		_, damaged := bad[rec.key]
		absent := !slices.ContainsFunc(list, func(r record) bool { return r.key == rec.key })
		if written[short(rec.content)] && (damaged || absent && missing > 0) {
			whole = append(whole, rec)
			m.healed++
			if delete(bad, rec.key); absent {
				missing--
			}
		}
	}
	m.keep(whole...)
	for _, rec := range list {
		if _, damaged := bad[rec.key]; damaged {
			m.setAside(rec.key, Altered, &rec)
			m.final[rec.key.number] = m.final[rec.key.number] || rec.key.thing == "change"
		}
	}
	if missing > 0 && len(list) > 0 {
		key := rowKey{thing: list[0].key.thing, number: list[0].key.number}
		m.setAside(key, Missing, nil)
		m.final[key.number] = m.final[key.number] || key.thing == "change"
	} else if missing > 0 {
		m.setAside(rowKey{thing: grouped}, Missing, nil)
	}
}

// judgeActs keeps the acts, and of their changes those that are as they were
// written. An act whose own row is damaged leaves only its id.
func (m *mending) judgeActs() {
	changes := byNumber(m.now.rows["change"])
	former := map[int64][]record{}
	if m.before != nil {
		former = byNumber(m.before.rows["change"])
	}
	for _, rec := range m.now.rows["act"] {
		id := rec.key.number
		sums, _ := (&rowReader{columns: rec.columns, values: rec.values}).value("sums").([]byte)
		own, list := rec.content, changes[id]
		delete(changes, id)
		d := damageOf(sums, own, contentsOf(list))
		if d != nil && !d.sums && d.own {
			if b := m.former(rec.key); b != nil && len(sums) >= 10 && short(b.content) == binary.BigEndian.Uint16(sums[8:]) {
				m.keep(*b)
				m.healed++
				m.judgeGroup(sums, b.content, list, former[id])
				continue
			}
			m.setAside(rec.key, Altered, &rec)
			m.final[id] = true
			m.judgeGroup(sums, own, list, former[id])
			continue
		}
		m.keep(rec)
		m.judgeGroup(sums, own, list, former[id])
	}
	for _, id := range slices.Sorted(maps.Keys(changes)) {
		if b := m.former(rowKey{thing: "act", number: id}); b != nil {
			m.keep(*b)
			m.keep(former[id]...)
			m.healed++
			continue
		}
		for _, rec := range changes[id] {
			m.setAside(rec.key, Extra, &rec)
		}
	}
}

func (m *mending) judgeState() {
	rows := m.now.rows["state"]
	if len(rows) == 0 {
		if b := m.former(stateKey); b != nil {
			m.keep(*b)
			m.healed++
			return
		}
		m.setAside(stateKey, Missing, nil)
		return
	}
	rec := rows[0] // the table takes one
	sum, _ := (&rowReader{columns: rec.columns, values: rec.values}).value("sum").(int64)
	if !intact(stateKey, sum) || sumHolds(sum, rec.content) {
		m.keep(rec)
		return
	}
	if m.heal(stateKey, sum) {
		return
	}
	if b := m.former(stateKey); b != nil {
		m.keep(*b)
		m.healed++
		return
	}
	m.setAside(stateKey, Altered, &rec)
	m.keep(rec) // there is no other; what it counts is counted again
}
