// Indexes and triggers during an import: dropped at its start, made again once
// the rows are there.
package store

// dropTriggers keeps the rows of an import from being noted as changes, and from
// being put into the search index one by one.
func (l *loader) dropTriggers() error { return l.drop("trigger") }

func (l *loader) createTriggers() error { return l.create("trigger") }

// dropIndexes drops the indexes that check nothing. Those that hold values apart
// stay, so that a value given twice is refused with its line.
func (l *loader) dropIndexes() error { return l.drop("index") }

func (l *loader) createIndexes() error { return l.create("index") }

func (l *loader) drop(kind string) error {
	type part struct{ name, sql string }
	parts, err := all(l.ctx, l.tx, func(scan func(...any) error) (part, error) {
		var p part
		err := scan(&p.name, &p.sql)
		return p, err
	}, "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY rowid", kind)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err := l.exec("DROP " + kind + " `" + p.name + "`"); err != nil {
			return err
		}
		l.dropped[kind] = append(l.dropped[kind], p.sql)
	}
	return nil
}

// create makes them again, with the text they had.
func (l *loader) create(kind string) error {
	for _, sql := range l.dropped[kind] {
		if err := l.exec(sql); err != nil {
			return err
		}
	}
	return nil
}
