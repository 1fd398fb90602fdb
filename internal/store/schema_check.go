// Compares the tables, indexes and triggers of a journal with those that mull's
// migrations make.

package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mull/schema"
)

// checkSchema refuses a journal whose tables, indexes or triggers are not those
// of its version: one trigger too few, and what is saved can't be undone; one too
// many, and it does anything.
//
// This runs on every start, so it compares with the text of the migrations and
// doesn't run them: 0.2 ms of a start instead of 13. What has more time, and
// reads what others may have made, uses schemaFaults.
func (s *Store) checkSchema(ctx context.Context, version int) error {
	objects, known := schema.Objects(version)
	if !known {
		faults, err := s.schemaFaults(ctx, version)
		return foreignSchema(s.path, faults, err)
	}
	present, err := objectsIn(ctx, s.db)
	if err != nil {
		return s.explain("read the journal", err)
	}
	present = slices.DeleteFunc(present, func(o schema.Object) bool {
		return schema.Shadow(objects, o)
	})
	return foreignSchema(s.path, differences(objects, present), nil)
}

// schemaFaults compares with what running the migrations up to a version makes,
// and says in words what differs.
func (s *Store) schemaFaults(ctx context.Context, version int) ([]string, error) {
	fresh, err := migrated(ctx, version)
	if err != nil {
		return nil, err
	}
	present, err := objectsIn(ctx, s.db)
	if err != nil {
		return nil, s.explain("read the journal", err)
	}
	return differences(fresh, present), nil
}

// migrated runs the migrations up to a version on an empty database in memory.
func migrated(ctx context.Context, version int) (objects map[string]schema.Object, err error) {
	db, err := memoryDB()
	if err != nil {
		return nil, err
	}
	defer db.Close() //nolint:errcheck // it was only in memory
	steps, err := schema.After(0)
	if err != nil {
		return nil, err
	}
	for _, step := range steps[:version] {
		if err := exec(ctx, db, step.SQL); err != nil {
			return nil, fmt.Errorf("%s: %w", step.Name, err)
		}
	}
	list, err := objectsIn(ctx, db)
	if err != nil {
		return nil, err
	}
	objects = map[string]schema.Object{}
	for _, o := range list {
		objects[o.Name] = o
	}
	return objects, nil
}

// objectsIn reads the schema. Left out is what SQLite makes by itself: indexes
// behind PRIMARY KEY and UNIQUE, which have no text, and the tables of ANALYZE.
// The text decides, which SQLite runs, and not the name that stands beside it.
func objectsIn(ctx context.Context, q querier) ([]schema.Object, error) {
	return all(ctx, q, func(scan func(...any) error) (schema.Object, error) {
		var o schema.Object
		err := scan(&o.Kind, &o.Name, &o.Table, &o.SQL)
		return o, err
	}, "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND sql NOT LIKE 'CREATE TABLE sqlite\\_stat%' ESCAPE '\\'")
}

// differences says what is missing, changed or foreign, by name.
func differences(want map[string]schema.Object, present []schema.Object) []string {
	var faults []string
	seen := map[string]bool{}
	for _, o := range present {
		w, known := want[o.Name]
		switch {
		case !known || seen[o.Name]:
			faults = append(faults, fmt.Sprintf("the %s %q is not one of mull's", o.Kind, o.Name))
		case o != w && (o.Kind != w.Kind || o.Table != w.Table || spaced(o.SQL) != spaced(w.SQL)):
			faults = append(faults, fmt.Sprintf("the %s %s was changed", w.Kind, o.Name))
		}
		seen[o.Name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !seen[name] {
			faults = append(faults, fmt.Sprintf("the %s %s is missing", want[name].Kind, name))
		}
	}
	return faults
}

// spaced makes texts equal that differ in white space alone, as the migrations
// of a program built elsewhere may.
func spaced(sql string) string { return strings.Join(strings.Fields(sql), " ") }

func foreignSchema(path string, faults []string, err error) error {
	if err != nil || len(faults) == 0 {
		return err
	}
	problem := "was changed by something other than mull: " + faults[0]
	if more := len(faults) - 1; more > 0 {
		problem += fmt.Sprintf(" (and %d more)", more)
	}
	return &Unusable{path, problem, "mull doctor says what was changed and how to fix it", ErrForeignSchema}
}
