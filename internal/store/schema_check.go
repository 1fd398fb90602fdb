// Compares the tables, indexes and triggers of a journal with those that mull's
// migrations make.

package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mull/schema"
)

// A SchemaFault is a table, an index or a trigger that is not as mull makes it:
// altered, missing or extra.
type SchemaFault struct {
	Kind, Name string
	How        How
}

func (f SchemaFault) String() string {
	switch f.How {
	case Extra:
		return fmt.Sprintf("the %s %q isn't one of mull's", f.Kind, f.Name)
	case Missing:
		return fmt.Sprintf("the %s %s is missing", f.Kind, f.Name)
	default:
		return fmt.Sprintf("the %s %s was changed", f.Kind, f.Name)
	}
}

// Fixable says whether FixSchema can put this right: a table that is missing or
// changed is in a backup alone.
func (f SchemaFault) Fixable() bool { return f.How == Extra || f.Kind != "table" }

// checkSchema refuses a journal whose tables, indexes or triggers are not those
// of its version: with one trigger too few, what is saved can't be undone; one
// too many does anything.
//
// This runs on every start, so it compares with the text of the migrations and
// doesn't run them, which takes fifty times as long. What has more time, and reads
// what others may have made, uses schemaFaults.
func (s *Store) checkSchema(ctx context.Context, version int) error {
	for {
		faults, err := s.quickSchemaFaults(ctx, version)
		if err != nil || len(faults) == 0 {
			return err
		}
		// Another process may have brought the journal up to date meanwhile.
		now, err := one[int](ctx, s.db, "PRAGMA user_version")
		if err != nil {
			return s.explain("read the journal", err)
		}
		if now == version || now > schema.Version() {
			return foreignSchema(s.path, faults)
		}
		version = now
	}
}

// quickSchemaFaults reads no more than the texts, which are all that SQLite runs,
// as long as nothing differs.
func (s *Store) quickSchemaFaults(ctx context.Context, version int) ([]SchemaFault, error) {
	if version == schema.Version() {
		if same, err := s.looksCurrent(ctx); err != nil || same {
			return nil, s.explain("read the journal", err)
		}
	}
	objects, known := schema.Objects(version)
	if !known {
		return s.schemaFaults(ctx, version)
	}
	texts, err := all(ctx, s.db, scanOne[string], "SELECT coalesce(sql, '') FROM sqlite_schema")
	if err != nil {
		return nil, s.explain("read the journal", err)
	}
	missing := make(map[string]bool, len(objects))
	for _, o := range objects {
		missing[o.SQL] = true
	}
	same := true
	for _, text := range texts {
		switch {
		case missing[text]:
			delete(missing, text)
		case text != "" && !strings.HasPrefix(text, statistics) && !schema.Shadow(objects, text):
			same = false
		}
	}
	if same && len(missing) == 0 {
		return nil, nil
	}
	present, err := objectsIn(ctx, s.db)
	if err != nil {
		return nil, s.explain("read the journal", err)
	}
	present = slices.DeleteFunc(present, func(o schema.Object) bool { return schema.Shadow(objects, o.SQL) })
	return differences(objects, present), nil
}

// statistics begins the text of the tables of ANALYZE.
const statistics = "CREATE TABLE sqlite_stat"

// schemaFaults compares with what running the migrations up to a version makes.
func (s *Store) schemaFaults(ctx context.Context, version int) ([]SchemaFault, error) {
	faults, err := schemaFaults(ctx, s.db, version)
	return faults, s.explain("read the journal", err)
}

// schemaFaultsOf is schemaFaults for the version the journal says it has.
func (s *Store) schemaFaultsOf(ctx context.Context) ([]SchemaFault, error) {
	version, err := one[int](ctx, s.db, "PRAGMA user_version")
	if err != nil {
		return nil, s.explain("read the journal", err)
	}
	return s.schemaFaults(ctx, version)
}

func schemaFaults(ctx context.Context, q querier, version int) ([]SchemaFault, error) {
	want, err := migrated(ctx, version)
	if err != nil {
		return nil, err
	}
	present, err := objectsIn(ctx, q)
	if err != nil {
		return nil, err
	}
	return differences(want, present), nil
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
	for _, step := range steps[:min(version, len(steps))] {
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
	}, "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND substr(sql, 1, ?) <> ?", len(statistics), statistics)
}

// differences returns what is altered, extra or missing.
func differences(want map[string]schema.Object, present []schema.Object) []SchemaFault {
	var faults []SchemaFault
	seen := map[string]bool{}
	for _, o := range present {
		w, known := want[o.Name]
		switch {
		case !known || seen[o.Name]:
			faults = append(faults, SchemaFault{o.Kind, o.Name, Extra})
		case o != w && (o.Kind != w.Kind || o.Table != w.Table || spaced(o.SQL) != spaced(w.SQL)):
			faults = append(faults, SchemaFault{w.Kind, o.Name, Altered})
		}
		seen[o.Name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !seen[name] {
			faults = append(faults, SchemaFault{want[name].Kind, name, Missing})
		}
	}
	return faults
}

// spaced makes texts equal that differ in white space alone, as the migrations
// of a program built elsewhere may.
func spaced(sql string) string { return strings.Join(strings.Fields(sql), " ") }

// foreignSchema is the fault of a journal that was changed so; nil if it wasn't.
func foreignSchema(path string, faults []SchemaFault) error {
	if len(faults) == 0 {
		return nil
	}
	problem := "was changed by something other than mull: " + faults[0].String()
	if more := len(faults) - 1; more > 0 {
		problem += fmt.Sprintf(" (and %d more)", more)
	}
	return &Unusable{path, problem, "to see what was changed and how to fix it: mull doctor", errors.Join(ErrForeignSchema, ErrDamaged)}
}
