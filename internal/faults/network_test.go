// No command opens a network connection: the system calls of each are looked at.

package faults

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// internet is a socket that reaches another machine, as strace shows it. Others
// stay within this one.
var internet = regexp.MustCompile(`AF_INET|AF_PACKET|AF_BLUETOOTH|AF_VSOCK`)

const dialRole = "dial"

func init() {
	roles[dialRole] = func([]string) int {
		if conn, err := net.Dial("udp", "127.0.0.1:9"); err == nil {
			_ = conn.Close()
		}
		return 0
	}
}

func TestNoCommandOpensANetworkConnection(t *testing.T) {
	tracer := strace(t)
	if tracer == "" {
		t.Skip("no strace here")
	}
	log := filepath.Join(t.TempDir(), "trace")
	traced := []string{tracer, "-f", "-qq", "-o", log, "-e", "trace=socket,socketpair,connect"}
	calls := func() string {
		t.Helper()
		text, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		return internet.FindString(string(text))
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dial := exec.Command(tracer, append(traced[1:], self)...)
	dial.Env = append(os.Environ(), roleVariable+"="+dialRole)
	if err := dial.Run(); err != nil || calls() == "" {
		t.Fatalf("a program that opens a connection is not seen: %v", err)
	}
	world := worldOf(t)
	list := slices.Clone(writing)
	if testing.Short() {
		list = list[:5]
	}
	for _, args := range [][]string{{}, {"week"}, {"read"}, {"search", "a"}, {"insights"}, {"doctor"}, {"export"}, {"help", "all"}, {"--version"}, {"demo", "week"}} {
		list = append(list, command{args: args})
	}
	for _, cmd := range list {
		w := world.copy(t, cmd.folder())
		w.run(t, cmd, 0, traced...)
		if found := calls(); found != "" {
			t.Errorf("mull %q opens a socket: %s", cmd.args, found)
		}
		w.drop()
	}
}
