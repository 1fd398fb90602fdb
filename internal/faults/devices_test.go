// The file that says which device this is: damaged, gone, or half written.

package faults

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// devices damages the file of device ids, takes it away, and kills the program while
// it writes it. Acts are written all the same, and undo takes the last one back or
// says that it was made on another device, and how to undo it.
func (c *campaign) devices(t *testing.T) {
	row := c.row("the list of devices damaged, gone, a folder, or without a folder to be in")
	r := rand.New(rand.NewPCG(c.seed, 12))
	for range c.count(1000, 8) {
		w := c.world.copy(t, "plain")
		whole, err := os.ReadFile(w.state("devices"))
		if err != nil {
			t.Fatal(err)
		}
		harmed, err := harmDevices(r, w.state("devices"), whole)
		if err != nil {
			t.Fatal(err)
		}
		row.runs++
		row.injected++
		c.goesOnAfter(t, row, w, harmed)
		w.drop()
		if t.Failed() {
			t.Logf("seed %d, the list of devices:\n%q", c.seed, harmed)
			return
		}
	}
	c.devicesKilled(t)
}

// devicesKilled kills the first command of a journal on this device, which notes it,
// before each call that changes the disk.
func (c *campaign) devicesKilled(t *testing.T) {
	row := c.row("kill -9 while a device is added to the list")
	tracer := strace(t)
	if tracer == "" {
		row.word = "skipped: no strace here"
		return
	}
	first := command{args: []string{"log", "1h", "people", "the first here"}, in: "new"}
	number := 0
	c.replay(t, tracer, first, func(w world, at, all int) bool {
		if number++; c.runs == 0 && number%12 != 0 {
			return true
		}
		row.runs++
		row.injected++
		list, err := os.ReadFile(w.state("devices"))
		if err != nil {
			row.lost++
			t.Errorf("the list of devices is gone: %v", err)
		}
		c.goesOnAfter(t, row, w, list)
		return !t.Failed()
	})
}

// harmDevices returns what is left to be read.
func harmDevices(r *rand.Rand, path string, whole []byte) ([]byte, error) {
	harmed := bytes.Clone(whole)
	switch r.IntN(6) {
	case 0:
		return nil, os.Remove(path)
	case 1: // cut
		harmed = harmed[:r.IntN(len(harmed))]
	case 2: // turned over
		for range 1 + r.IntN(9) {
			harmed[r.IntN(len(harmed))] ^= 1 << r.IntN(8)
		}
	case 3: // overwritten
		from := r.IntN(len(harmed))
		for i := from; i < len(harmed) && i < from+64; i++ {
			harmed[i] = byte(r.Uint32())
		}
	case 4:
		if err := os.Remove(path); err != nil {
			return nil, err
		}
		return nil, os.Mkdir(path, 0o700)
	case 5: // a file where its folder is to be
		if err := os.RemoveAll(filepath.Dir(path)); err != nil {
			return nil, err
		}
		return nil, os.WriteFile(filepath.Dir(path), nil, 0o600)
	}
	return harmed, os.WriteFile(path, harmed, 0o600)
}

// goesOnAfter logs and undoes, and sees that what was readable in the list still is.
func (c *campaign) goesOnAfter(t *testing.T, row *row, w world, list []byte) {
	t.Helper()
	folder := "plain"
	if _, err := os.Stat(w.journal(folder)); err != nil {
		folder = "new"
	}
	before, err := c.examine(w.journal(folder))
	if err != nil {
		row.unreadable++
		t.Error(err)
		return
	}
	w.must(t, command{args: []string{"log", "5m", "people", "after that"}, in: folder})
	if got := w.run(t, command{args: []string{"undo"}, in: folder}, 0); got.code != 0 {
		if !strings.Contains(got.errs, "on another device") {
			t.Errorf("undo ends with %d: %s", got.code, got.errs)
		}
		w.must(t, command{args: []string{"undo", "--any-device"}, in: folder})
	}
	after, err := c.examine(w.journal(folder))
	if err != nil {
		row.unreadable++
		t.Error(err)
	}
	if after["activity"].rows != before["activity"].rows || after["act"].rows != before["act"].rows+2 {
		row.lost++
		t.Errorf("there are %d activities and %d acts, and were %d and %d", after["activity"].rows, after["act"].rows, before["activity"].rows, before["act"].rows)
	}
	now, _ := os.ReadFile(w.state("devices"))
	for line := range strings.Lines(string(list)) {
		if strings.HasSuffix(line, "}\n") && !strings.Contains(string(now), line) {
			row.lost++
			t.Errorf("the list of devices has lost a line: %s", line)
		}
	}
}
