// An act keeps the checksums of what it writes.

package store

// touch says that this act writes a row whose table notes no changes.
func (a *Act) touch(thing string, number int64, part string) {
	a.touchKey(rowKey{thing, number, part})
}

func (a *Act) touchKey(key rowKey) {
	if key.thing == grouped {
		key.part = ""
	}
	if a.touched == nil {
		a.touched = map[string]map[rowKey]bool{}
	}
	if a.touched[key.thing] == nil {
		a.touched[key.thing] = map[rowKey]bool{}
	}
	a.touched[key.thing][key] = true
}

// touchActs says that this act changes other acts, or what they changed.
func (a *Act) touchActs(ids []int64) {
	if a.otherActs == nil {
		a.otherActs = map[int64]bool{}
	}
	for _, id := range ids {
		a.otherActs[id] = true
	}
}

// A notedChange is one row an act wrote, as it noted it.
type notedChange struct {
	key     rowKey
	seq     int64
	content uint64
	before  string // empty where there was none
}

// changesOf reads what an act changed, in order.
func (a *Act) changesOf(id int64) ([]notedChange, error) {
	var list []notedChange
	err := eachRow(a.ctx, a.tx, func(r *rowReader) error {
		list = append(list, notedChange{rowKey{r.text("thing"), r.number("number"), r.text("part")}, r.number("seq"), r.content(), r.text("before")})
		return nil
	}, "SELECT * FROM change WHERE act = ? ORDER BY seq", id)
	return list, err
}

// touchChanged touches the rows this transaction changed so far, and says
// whether there are any.
func (a *Act) touchChanged(changes []notedChange) bool {
	any := false
	for _, c := range changes {
		if c.seq > a.since {
			a.touchKey(c.key)
			any = true
		}
	}
	return any
}

// noteTouched remembers what was changed, for a step that then removes the
// notes.
func (a *Act) noteTouched() error {
	changes, err := a.changesOf(a.id)
	if err == nil {
		a.touchChanged(changes)
	}
	return err
}

// sum brings the checksums of all that was touched in line. changes are this
// act's own.
func (a *Act) sum(changes []notedChange) error {
	var rows []summedRow
	for thing, wanted := range a.touched {
		where, arg, err := chosen(thing, wanted)
		if err != nil {
			return err
		}
		read, err := sumRows(a.ctx, a.tx, thing, where, arg)
		if err != nil {
			return err
		}
		for _, row := range read {
			if wanted[row.key] {
				rows = append(rows, row)
				delete(wanted, row.key)
			}
		}
		for key := range wanted { // it is gone
			if err := a.exec("DELETE FROM checksum WHERE thing = ? AND number = ? AND part = ?", key.thing, key.number, key.part); err != nil {
				return err
			}
		}
	}
	if err := writeSums(a.ctx, a.tx, rows); err != nil {
		return err
	}
	if err := a.sumAct(a.id, changes); err != nil {
		return err
	}
	for id := range a.otherActs {
		changes, err := a.changesOf(id)
		if err != nil {
			return err
		}
		if err := a.sumAct(id, changes); err != nil {
			return err
		}
	}
	return nil
}

func (a *Act) sumAct(id int64, changes []notedChange) error {
	contents := make([]uint64, len(changes))
	for i, c := range changes {
		contents[i] = c.content
	}
	var sums []byte
	err := eachRow(a.ctx, a.tx, func(r *rowReader) error {
		sums = groupSums(r.content("sums"), contents)
		return nil
	}, "SELECT * FROM act WHERE id = ?", id)
	if err != nil || sums == nil { // it is gone
		return err
	}
	return a.exec("UPDATE act SET sums = ? WHERE id = ?", sums, id)
}

// endState ends the act in progress and sums the state it leaves.
func (a *Act) endState() error {
	sum, err := stateSum(a.ctx, a.tx)
	if err != nil {
		return err
	}
	return a.exec("UPDATE state SET act = NULL, sum = ?", sum)
}
