package cli

import (
	"os"
	"runtime"

	"mull/internal/store"
)

// warnReadable says, before something is written, that other users can read the
// journal or its key. Only doctor --fix repairs.
func (p *program) warnReadable() {
	if runtime.GOOS == "windows" {
		return // where the user's folder keeps others out
	}
	for _, path := range []string{p.path, store.KeyFile(p.path)} {
		info, err := os.Stat(path)
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			p.say("Other users can read %s (mode %04o). To fix: mull doctor --fix", path, info.Mode().Perm())
		}
	}
}
