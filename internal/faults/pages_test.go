// What kinds of page a journal's file is made of.

package faults

import (
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"
)

const pageSize = 4096

// pageKinds lists the pages of a journal, numbered from 0, by what they hold. The
// header is a part of the first.
func pageKinds(t *testing.T, path string) map[string][]int {
	t.Helper()
	kinds := map[string][]int{"header": {0}}
	known := map[int]bool{}
	lines, err := ask(path, `SELECT s.pageno || ' ' || s.pagetype || ' ' || s.name || ' ' || coalesce(m.type, 'schema') || ' ' || coalesce(m.sql LIKE '%WITHOUT ROWID', 0)
		FROM dbstat s LEFT JOIN sqlite_schema m ON m.name = s.name`)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		var page int
		var layout, name, kind string
		var keyed int
		if _, err := fmt.Sscan(line, &page, &layout, &name, &kind, &keyed); err != nil {
			t.Fatal(line, err)
		}
		switch {
		case name == "sqlite_schema":
			kind = "schema"
		case strings.HasPrefix(name, "word"):
			kind = "search"
		case name == "checksum":
			kind = "checksum"
		case name == "change" || name == "act":
			kind = "history"
		case keyed == 1:
			kind = "keyed table"
		}
		known[page] = true
		kind += " " + layout
		kinds[kind] = append(kinds[kind], page-1)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	trunk := int(binary.BigEndian.Uint32(content[32:]))
	for page := 1; page <= len(content)/pageSize; page++ {
		switch {
		case known[page]:
		case page == trunk:
			kinds["free trunk"] = append(kinds["free trunk"], page-1)
		default:
			kinds["free leaf"] = append(kinds["free leaf"], page-1)
		}
	}
	return kinds
}
