// doctor: whether the tables, indexes and triggers are those mull makes.

package cli

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/store"
)

// checkSchema names what else than mull has changed. Until it is fixed every
// command refuses the journal.
func (p *program) checkSchema(x *store.Examination) []finding {
	if len(x.Schema) == 0 {
		return nil
	}
	var names []string
	for _, f := range x.Schema {
		names = append(names, f.String())
	}
	more := ""
	if len(names) > mostNamed {
		names, more = names[:mostNamed], fmt.Sprintf("; and %d more", len(names)-mostNamed)
	}
	found := finding{what: "something other than mull changed how the journal is built: " + strings.Join(names, "; ") + more}
	if slices.ContainsFunc(x.Schema, func(f store.SchemaFault) bool { return !f.Fixable() }) {
		found.mend = p.restorable()
		return []finding{found}
	}
	found.mend, found.fix = "mull doctor --fix, which makes a backup first", p.fixSchema
	return []finding{found}
}

// fixSchema puts it right and computes anew what was not while it was wrong.
func (p *program) fixSchema() error {
	backup := func(s *store.Store) error {
		shelf, err := p.backups()
		if err != nil {
			return err
		}
		if shelf.Dir == "" { // what is taken away is in the copy alone
			shelf = store.NewShelf(p.path, "", keepBackups)
		}
		path, err := shelf.Put(p.ctx, s, "doctor")
		if err == nil {
			p.say("As it was, the journal is in %s.", path)
		}
		return err
	}
	if err := store.FixSchema(p.ctx, p.path, p.now, backup, p.journalKey); err != nil {
		return err
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	return s.Rebuild(p.ctx)
}
