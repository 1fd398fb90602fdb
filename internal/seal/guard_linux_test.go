package seal

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

func init() { children["guard"] = sayHowGuarded }

// waysToAKey are the ways a key comes into a program.
var waysToAKey = map[string]func() error{
	"not there":  func() error { return nil },
	"new":        func() error { _, err := NewKey(); return err },
	"parsed":     func() error { _, err := ParseKey("mistyped"); return err },
	"unwrapped":  func() error { _, err := Unwrap([]byte("no key"), "a passphrase"); return err },
	"on a sheet": func() error { _, err := ParseRecoverySheet("no sheet"); return err },
}

// sayHowGuarded tries to get a key, and says what is wrong with how it is guarded.
func sayHowGuarded(way string) int {
	if err := waysToAKey[way](); (err != nil) != (way != "new" && way != "not there") {
		return 2
	}
	const getDumpable = 3
	var errs []error
	if dumpable, _, _ := syscall.RawSyscall(syscall.SYS_PRCTL, getDumpable, 0, 0); dumpable != 0 {
		errs = append(errs, errors.New("it can be traced"))
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &limit); err != nil || limit.Cur != 0 {
		errs = append(errs, errors.New("it leaves core dumps"))
	}
	if err := errors.Join(errs...); err != nil {
		_, _ = os.Stdout.WriteString(err.Error())
	}
	return 0
}

func TestAProgramWithAKeyIsGuarded(t *testing.T) {
	for way := range waysToAKey {
		direct := child(t, "guard", way)
		cmd := exec.Command("sh", append([]string{"-c", "ulimit -c 64 2>/dev/null; exec \"$0\" \"$@\""}, direct.Args...)...)
		cmd.Env = direct.Env
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(way, err)
		}
		if way != "not there" {
			if got := strings.TrimSpace(string(out)); got != "" {
				t.Errorf("with a key that is %s: %s", way, got)
			}
		} else if !bytes.Contains(out, []byte("it can be traced")) {
			t.Skipf("no program can be traced here in any case: %s", out)
		}
	}
}
