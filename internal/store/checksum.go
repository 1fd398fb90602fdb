// Checksums of rows: what they are computed from, and how they check themselves.

package store

import (
	"encoding/binary"
	"math"
)

// A checksum is of what a row holds, not of how SQLite stores it: of the names,
// types and values of its columns that aren't null, in any order. A new column
// that is null changes no checksum.
//
// Each row that is saved has one in the table checksum, which the act that writes
// the row brings in line. What is many and small shares one row, with a short checksum
// for each: the answers of an entry, and the changes of an act, in act.sums. The
// state has its own. What is computed from other rows has none: doctor computes it
// anew and compares.
//
// They tell accidents, not forgery: who can write the file can write them too.

// A rowKey finds one row by what a change calls it.
type rowKey struct {
	thing  string
	number int64
	part   string
}

const (
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
)

// addText continues a hash (FNV-1a, 64 bits) with a text. Two texts that differ
// in one byte never have the same hash.
func addText(h uint64, text string) uint64 {
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * fnvPrime
	}
	return h
}

func addNumber(h, n uint64) uint64 {
	for range 8 {
		h = (h ^ n&0xff) * fnvPrime
		n >>= 8
	}
	return h
}

// mix spreads a hash over all bits; no two have the same result.
func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// contentOf hashes a row as it was scanned, leaving out the columns that hold
// checksums or only what is in progress.
func contentOf(columns []string, values []any) uint64 {
	var sum uint64
	for i, name := range columns {
		sum += columnHash(name, values[i])
	}
	return sum
}

func columnHash(name string, value any) uint64 {
	h := addNumber(addText(fnvStart, name), uint64(len(name)))
	switch v := value.(type) {
	case int64:
		h = addNumber(addText(h, "integer"), uint64(v))
	case float64:
		h = addNumber(addText(h, "real"), math.Float64bits(v))
	case string:
		h = addText(addText(h, "text"), v)
	case []byte:
		h = addText(addText(h, "blob"), string(v))
	default: // null
		return 0
	}
	return mix(h)
}

// sealSum makes the checksum of a row: 48 bits of what it holds, and 16 that check
// those together with the key. So a checksum that was damaged itself is told
// from one whose row was.
func sealSum(key rowKey, content uint64) int64 {
	held := mix(content) &^ 0xffff
	return int64(held | ownCheck(key, held))
}

// intact says whether a checksum is as it was written, whatever its row holds.
func intact(key rowKey, sum int64) bool {
	held := uint64(sum) &^ 0xffff
	return uint64(sum)&0xffff == ownCheck(key, held)
}

// holds says whether a checksum is of this content, whosever it is.
func sumHolds(sum int64, content uint64) bool {
	return uint64(sum)&^0xffff == mix(content)&^0xffff
}

func ownCheck(key rowKey, held uint64) uint64 {
	h := addNumber(addText(fnvStart, key.thing), uint64(key.number))
	return mix(addNumber(addText(h, key.part), held)) & 0xffff
}

// groupSums are the checksums of rows that belong together: 8 bytes of all of
// them, and 2 of each, which tell where the damage is. own is the hash of the row they
// belong to, or 0.
func groupSums(own uint64, parts []uint64) []byte {
	total := mix(own + 1)
	for _, content := range parts {
		total += mix(content)
	}
	sums := make([]byte, 0, 10+2*len(parts))
	sums = binary.BigEndian.AppendUint64(sums, mix(total))
	sums = binary.BigEndian.AppendUint16(sums, short(own))
	for _, content := range parts {
		sums = binary.BigEndian.AppendUint16(sums, short(content))
	}
	return sums
}

// short is what groupSums has of each row.
func short(content uint64) uint16 { return uint16(mix(content) >> 24) }

// A groupDamage says what of a group differs from its checksums.
type groupDamage struct {
	sums    bool  // only they do: the rows are as they were written
	own     bool  // the row that the others belong to
	parts   []int // the places of rows that were not written so
	missing int   // how many others are missing
}

// damageOf compares a group with its checksums; nil is no damage.
func damageOf(sums []byte, own uint64, parts []uint64) *groupDamage {
	want := groupSums(own, parts)
	if string(want) == string(sums) {
		return nil
	}
	if len(sums) < 10 {
		return &groupDamage{sums: true}
	}
	d := &groupDamage{own: binary.BigEndian.Uint16(sums[8:]) != short(own)}
	written := map[uint16]int{}
	for at := 10; at+1 < len(sums); at += 2 {
		written[binary.BigEndian.Uint16(sums[at:])]++
	}
	for i, content := range parts {
		if written[short(content)] == 0 {
			d.parts = append(d.parts, i)
			continue
		}
		written[short(content)]--
	}
	for _, left := range written {
		d.missing += left
	}
	// Either the whole is as written, or each of its parts is.
	d.sums = string(sums[:8]) == string(want[:8]) || !d.own && len(d.parts) == 0 && d.missing == 0
	d.missing = max(0, d.missing-len(d.parts))
	return d
}
