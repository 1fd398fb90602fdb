// Reading the rows in the pages of a damaged file one by one, without the tree that
// leads to them. https://sqlite.org/fileformat.html says how they lie there.

package store

import (
	"encoding/binary"
	"math"
	"slices"
)

// pageSize is that of every journal mull makes.
const pageSize = 4096

// A rawRow is what a cell of a page holds: a row, if the page is one of a table.
type rawRow struct {
	rowid  int64
	keyed  bool // by a rowid
	values []any
}

// pageKinds are how a page with rows in it may be laid out: the leaves of tables with
// a rowid, and the leaves and the inner pages of those without.
var pageKinds = [...]byte{0x0d, 0x0a, 0x02}

// eachRawRow hands every row to do that any page seems to hold. What a page says it
// is may be damaged itself, so each is read as all it could be: whoever calls this
// tells rows from chance by their checksums. thorough looks for rows at each byte, not
// only where the page says they are.
func eachRawRow(image []byte, thorough bool, do func(rawRow)) {
	for start := 0; start+pageSize <= len(image); start += pageSize {
		page := image[start : start+pageSize]
		header := 0
		if start == 0 {
			header = 100 // of the file
		}
		if len(page) == 0 || allZero(page[header:]) {
			continue
		}
		for _, kind := range pageKinds {
			for _, at := range cellPlaces(page, header, kind, thorough) {
				if row, ok := readCell(image, page, at, kind); ok {
					do(row)
				}
			}
		}
	}
}

func allZero(bytes []byte) bool {
	return !slices.ContainsFunc(bytes, func(b byte) bool { return b != 0 })
}

// cellPlaces returns where the cells of a page begin. It goes through the list of
// them to its end, whatever their count says.
func cellPlaces(page []byte, header int, kind byte, thorough bool) []int {
	first := header + 8
	if kind == 0x02 {
		first += 4
	}
	if thorough {
		places := make([]int, 0, pageSize)
		for at := first; at < len(page)-2; at++ {
			places = append(places, at)
		}
		return places
	}
	var places []int
	content := len(page)
	for at := first; at+2 <= content; at += 2 {
		place := int(binary.BigEndian.Uint16(page[at:]))
		if place < first || place >= len(page) {
			continue // damaged, or not in use
		}
		content = min(content, max(place, at+2))
		places = append(places, place)
	}
	return places
}

// readCell reads the cell at a place of a page.
func readCell(image, page []byte, at int, kind byte) (row rawRow, ok bool) {
	if kind == 0x02 {
		at += 4 // the page on its left
	}
	if at >= len(page) {
		return row, false
	}
	size, n := varint(page[at:])
	if n == 0 || size < 2 || size > uint64(len(image)) {
		return row, false
	}
	at += n
	if kind == 0x0d {
		rowid, n := varint(page[at:])
		if n == 0 {
			return row, false
		}
		row.rowid, row.keyed = int64(rowid), true
		at += n
	}
	payload, ok := payloadAt(image, page, at, int(size), kind)
	if !ok {
		return row, false
	}
	row.values, ok = recordValues(payload)
	return row, ok
}

// payloadAt gathers what a cell holds, also where it goes on in other pages.
func payloadAt(image, page []byte, at, size int, kind byte) ([]byte, bool) {
	most := pageSize - 35
	if kind != 0x0d {
		most = (pageSize-12)*64/255 - 23
	}
	if size <= most {
		if at+size > len(page) {
			return nil, false
		}
		return page[at : at+size], true
	}
	least := (pageSize-12)*32/255 - 23
	local := least + (size-least)%(pageSize-4)
	if local > most {
		local = least
	}
	if at+local+4 > len(page) {
		return nil, false
	}
	payload := slices.Clone(page[at : at+local])
	next := binary.BigEndian.Uint32(page[at+local:])
	for len(payload) < size {
		start := (int(next) - 1) * pageSize
		if next < 2 || start+pageSize > len(image) {
			return nil, false
		}
		piece := image[start+4 : start+pageSize]
		payload = append(payload, piece[:min(len(piece), size-len(payload))]...)
		next = binary.BigEndian.Uint32(image[start:])
	}
	return payload, true
}

// recordValues decodes a record, whose header and values must be exactly as long as it.
func recordValues(payload []byte) ([]any, bool) {
	length, n := varint(payload)
	if n == 0 || length < uint64(n) || length > uint64(len(payload)) {
		return nil, false
	}
	header, body := payload[n:length], payload[length:]
	if !recordFits(header, len(body)) {
		return nil, false
	}
	var values []any
	for len(header) > 0 {
		kind, n := varint(header)
		if n == 0 {
			return nil, false
		}
		header = header[n:]
		value, size, ok := recordValue(kind, body)
		if !ok {
			return nil, false
		}
		values, body = append(values, value), body[size:]
	}
	return values, len(body) == 0 && len(values) > 0
}

// recordFits says whether the kinds of values in a header make up a body of a size. It
// is quick, since most of what is looked at is no record.
func recordFits(header []byte, size int) bool {
	for len(header) > 0 {
		kind, n := varint(header)
		if n == 0 || kind == 10 || kind == 11 || kind > math.MaxInt32 {
			return false
		}
		header = header[n:]
		if size -= valueSize(kind); size < 0 {
			return false
		}
	}
	return size == 0
}

func valueSize(kind uint64) int {
	if kind >= 12 {
		return int(kind-12) / 2
	}
	return [...]int{0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0}[kind]
}

func recordValue(kind uint64, body []byte) (value any, size int, ok bool) {
	if size = valueSize(kind); size > len(body) {
		return nil, 0, false
	}
	switch {
	case kind == 0:
	case kind == 7:
		value = math.Float64frombits(binary.BigEndian.Uint64(body))
	case kind == 8 || kind == 9:
		value = int64(kind - 8)
	case kind < 7:
		n := int64(int8(body[0])) // with its sign
		for _, b := range body[1:size] {
			n = n<<8 | int64(b)
		}
		value = n
	case kind%2 == 0:
		value = slices.Clone(body[:size])
	default:
		value = string(body[:size])
	}
	return value, size, true
}

// varint reads one of SQLite's numbers of 1 to 9 bytes, and says how many it took; 0
// is too few.
func varint(bytes []byte) (value uint64, length int) {
	for i, b := range bytes {
		if i == 8 {
			return value<<8 | uint64(b), 9
		}
		value = value<<7 | uint64(b&0x7f)
		if b < 0x80 {
			return value, i + 1
		}
	}
	return 0, 0
}
