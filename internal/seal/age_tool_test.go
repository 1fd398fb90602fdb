package seal

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/creack/pty"
)

// ageTool finds the age program: installed, or built from the module cache with
// a copy of go.mod, since the tool needs more modules than the library. Nothing
// is downloaded.
func ageTool(t *testing.T) string {
	t.Helper()
	if path, err := exec.LookPath("age"); err == nil {
		return path
	}
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Skip("no module around the test:", err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tool := filepath.Join(dir, "age")
	build := exec.Command("go", "build", "-mod=mod", "-modfile="+filepath.Join(dir, "go.mod"), "-o", tool, "filippo.io/age/cmd/age")
	build.Env = append(os.Environ(), "GOPROXY=off", "GOSUMDB=off", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Skipf("age is not installed and cannot be built without the network; TestSealIsPlainAge covers the library: %s", bytes.TrimSpace(out))
	}
	return tool
}

// What the manual and the recovery sheet promise: age alone opens a sealed
// journal with the printed key.
func TestAgeToolOpensJournal(t *testing.T) {
	tool, dir := ageTool(t), t.TempDir()
	key, recovery := testKey(t), testKey(t)
	want := image(3*chunkSize + 17)
	journal := filepath.Join(dir, "journal.db.age")
	sealed, err := Seal(want, key.Recipient(), recovery.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(journal, sealed, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, k := range map[string]*Key{"key": key, "recovery": recovery} {
		keyFile := filepath.Join(dir, name+".txt")
		if err := os.WriteFile(keyFile, []byte(k.Secret()+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		opened := filepath.Join(dir, name+".db")
		out, err := exec.Command(tool, "--decrypt", "-i", keyFile, "-o", opened, journal).CombinedOutput()
		if err != nil {
			t.Fatalf("age with the %s: %v\n%s", name, err, out)
		}
		if got, err := os.ReadFile(opened); err != nil || !bytes.Equal(got, want) {
			t.Errorf("age with the %s gave %d bytes, %v; want the image of %d", name, len(got), err, len(want))
		}
	}
}

// age takes the wrapped key as it is and asks for the passphrase, on a terminal.
func TestAgeToolTakesWrappedKey(t *testing.T) {
	tool, dir := ageTool(t), t.TempDir()
	key := testKey(t)
	wrapped, err := WrapWithPassphrase(key, "a passphrase", 10)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := Seal([]byte("an image"), key.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	keyFile, journal, opened := filepath.Join(dir, "key.age"), filepath.Join(dir, "journal"), filepath.Join(dir, "opened")
	for path, data := range map[string][]byte{keyFile: wrapped, journal: sealed} {
		if err := WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(tool, "--decrypt", "-i", keyFile, "-o", opened, journal)
	terminal, err := pty.Start(command)
	if err != nil {
		t.Skip("no terminal to be had:", err)
	}
	defer terminal.Close()
	if _, err := terminal.WriteString("a passphrase\n"); err != nil {
		t.Fatal(err)
	}
	said, _ := io.ReadAll(terminal)
	if err := command.Wait(); err != nil {
		t.Fatalf("age with the key file: %v\n%s", err, said)
	}
	if got, err := os.ReadFile(opened); err != nil || string(got) != "an image" {
		t.Errorf("age opened %q, %v; want the image", got, err)
	}
}

// The same without the tool: age's library opens the wrapped key and finds in it
// a key file as age takes them.
func TestWrappedKeyIsPlainAge(t *testing.T) {
	key := testKey(t)
	wrapped, err := WrapWithPassphrase(key, "a passphrase", 1)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := dearmour(wrapped)
	if err != nil {
		t.Fatal(err)
	}
	identity, err := age.NewScryptIdentity("a passphrase")
	if err != nil {
		t.Fatal(err)
	}
	content, err := decrypt(plain, identity)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := age.ParseIdentities(strings.NewReader(string(content)))
	if err != nil || len(keys) != 1 {
		t.Errorf("age finds %d keys in the key file, %v; want 1", len(keys), err)
	}
}
