package model

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"pgregory.net/rapid"
)

// How many sequences are run, and of how many commands on average, where the
// command line does not say: a few seconds' worth.
var defaults = map[string]string{"rapid.checks": "8", "rapid.steps": "10", "rapid.nofailfile": "true"}

// Doctor reads the whole journal, which takes as long as all the rest.
var always = flag.Bool("always", false, "let doctor look after every command, not only at the end of a sequence")

func TestMain(m *testing.M) {
	for name, value := range defaults {
		if err := flag.Set(name, value); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	os.Exit(m.Run()) // which reads the command line, after the defaults
}

// TestPlain runs sequences on a plain journal, TestSealed on one that is
// encrypted, decrypted and encrypted again.
func TestPlain(t *testing.T)  { check(t, false) }
func TestSealed(t *testing.T) { check(t, true) }

func check(t *testing.T, sealed bool) {
	t.Parallel()
	root := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		m := &machine{desk: newDesk(t, root), book: &book{state: emptyState(), next: 1}, calendar: calendar()}
		defer os.RemoveAll(m.dir)
		m.floor = m.dump(t)
		actions := map[string]func(*rapid.T){
			"": m.agree, "log": m.log, "log again": m.log, "write": m.write, "feel": m.feel, "reflect": m.reflect, "settle": m.settle,
			"edit time": m.editPiece, "split": m.split, "edit entry": m.editPage, "move entry": m.movePage, "delete": m.remove,
			"undo": m.takeBack, "undo again": m.takeBack, "add category": m.addCategory, "rename category": m.rename,
			"remove category": m.removeCategory, "target": m.aim, "off": m.addOff, "remove off": m.removeOff,
			"start": m.start, "stop": m.stop, "switch": m.switchTo, "envy": m.envy, "revisit": m.revisit, "dismiss": m.dismiss,
			"calendar": m.importCalendar, "calendar again": m.importCalendar, "own export": m.move, "backup": m.backup, "restore": m.restore, "clock": m.setClock,
		}
		if sealed {
			actions["lock"], actions["unlock"] = m.lock, m.unlock
			m.lock(t)
		}
		t.Repeat(actions)
		m.undoAll(t)
	})
}

// undoAll looks at numbers of the whole journal, then undoes everything.
func (m *machine) undoAll(t *rapid.T) {
	for range min(int(m.next), 5) {
		m.touched = append(m.touched, int64(between(t, "number", 1, int(m.next))))
	}
	m.settings = nil
	m.agree(t)
	m.sound(t)
	for m.undoable() >= 0 {
		m.takeBack(t)
		m.sameList(t)
		for _, n := range m.touched[:min(2, len(m.touched))] {
			m.sameNumber(t, n)
		}
		m.touched = nil
	}
	m.agree(t)
	m.sound(t)
	m.run(t, 1, "", "undo")
	if got := m.dump(t); got != m.floor {
		t.Fatalf("with everything undone the journal holds\n%s\nand began with\n%s", got, m.floor)
	}
}
