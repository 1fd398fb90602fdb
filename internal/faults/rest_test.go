package faults

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mull/internal/seal"
	"mull/internal/store"
)

// atRest kills commands on each call that writes, seals the journal they leave, and
// looks at every file of its folder: at rest there are only age files, the key under
// its passphrase and an empty lock.
func (c *campaign) atRest(t *testing.T) {
	row := c.row("kill -9 on the Nth writing call, then sealed: every file looked at")
	tracer := strace(t)
	if tracer == "" {
		row.word = "skipped: no strace here"
		return
	}
	var kills []blow
	for _, b := range c.blows(t, tracer) {
		if b.harm == "signal=SIGKILL" {
			kills = append(kills, b)
		}
	}
	r := rand.New(rand.NewPCG(c.seed, 7))
	r.Shuffle(len(kills), func(i, j int) { kills[i], kills[j] = kills[j], kills[i] })
	stale := 0
	for _, b := range kills[:min(len(kills), c.count(len(kills), 10))] {
		w := c.world.copy(t, b.command.folder())
		got := w.run(t, b.command, 0, tracer, "-f", "-qq", "-o", os.DevNull, "-e", "trace="+b.call,
			"-e", fmt.Sprintf("inject=%s:signal=SIGKILL:when=%d", b.call, b.n))
		row.runs++
		if got.killed || got.code == 137 {
			row.injected++
		}
		path := w.journal(b.command.folder())
		if _, err := os.Stat(path + "-journal"); err == nil {
			stale++
		}
		if err := sealWhole(path); err != nil {
			t.Errorf("after mull %q, killed on %s number %d, it can't be sealed: %v", b.command.args, b.call, b.n, err)
		}
		for _, file := range plainFiles(t, filepath.Dir(path)) {
			row.lost++
			t.Errorf("after mull %q, killed on %s number %d, and sealing, there is %s", b.command.args, b.call, b.n, file)
		}
		w.drop()
		if t.Failed() {
			return
		}
	}
	row.word = fmt.Sprintf("%d points in all; %d left a rollback journal", len(kills), stale)
}

// sealWhole seals a journal and mull's own backups of it, as mull lock does.
func sealWhole(path string) error {
	ctx := context.Background()
	if store.Lost(path) {
		if _, err := os.Stat(path + "-journal"); err != nil {
			return nil // there is none to be sealed
		}
	}
	s, err := store.Open(ctx, path, time.Now)
	if err != nil {
		return err
	}
	key, err := seal.NewKey()
	if err != nil {
		return err
	}
	if err := s.Seal(ctx, key, []byte("wrapped")); err != nil {
		return err
	}
	_, _, err = store.NewShelf(path, "", 8).ResealAll([]*seal.Key{key}, []seal.Recipient{key.Recipient()})
	return err
}

// plainFiles are those under a folder that are neither sealed nor empty nor a key.
func plainFiles(t *testing.T, folder string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(path, ".key") || store.IsSealed(path) {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Size() > 0 {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
