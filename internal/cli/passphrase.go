package cli

import (
	"errors"
	"io"
	"strings"

	"mull/internal/ask"
	"mull/internal/store"
)

// longestPassphrase bounds a line read for one.
const longestPassphrase = 4096

// A passphrases is where passphrases come from: a file descriptor, for scripts,
// or a person at a terminal.
type passphrases struct {
	fd    int // -1 where none was named
	from  io.Reader
	first *string // the line read first, which every key is tried with
}

// errNobody says that nobody can be asked for a passphrase.
var errNobody = errors.New("nobody is there to say the passphrase")

// passphrase asks for the one of something. From a descriptor it is the first
// line, however often it is asked for.
func (p *program) passphrase(prompt string) (string, error) {
	if p.pass.fd < 0 {
		return p.secret(prompt)
	}
	if p.pass.first == nil {
		line, err := p.nextLine()
		if err != nil {
			return "", err
		}
		p.pass.first = &line
	}
	return *p.pass.first, nil
}

// newPassphrase asks for a new one, twice at a terminal: nobody sees what is
// typed.
func (p *program) newPassphrase() (string, error) {
	if p.pass.fd >= 0 {
		return p.nextLine()
	}
	p.say("Choose a passphrase you will not forget: without it, or a recovery sheet, nobody can read the journal again. Five words or more that do not belong together are good.")
	for {
		first, err := p.secret("New passphrase: ")
		if err != nil {
			return "", err
		}
		if strings.TrimSpace(first) == "" {
			p.say("An empty one protects nothing.")
			continue
		}
		again, err := p.secret("The same once more: ")
		if err != nil {
			return "", err
		}
		if first == again {
			return first, nil
		}
		p.say("The two are not the same; once more.")
	}
}

// secret asks at the terminal.
func (p *program) secret(prompt string) (string, error) {
	in, out, ok := p.ends()
	if !ok || !p.Terminals.In || !p.Terminals.Err || p.noInput {
		return "", errNobody
	}
	return ask.Secret(in, out, prompt, p.OnSignal)
}

// nextLine reads a line from the descriptor, byte by byte: what follows may be
// for somebody else.
func (p *program) nextLine() (string, error) {
	if p.pass.from == nil {
		switch {
		case p.pass.fd == 0:
			p.pass.from = p.In
		case p.Descriptor != nil && p.pass.fd > 2:
			p.pass.from = p.Descriptor(p.pass.fd)
		}
	}
	if p.pass.from == nil {
		return "", usage("mull --passphrase-fd 3 week 3< FILE", "--passphrase-fd %d names nothing to read from", p.pass.fd)
	}
	var line []byte
	for one := make([]byte, 1); len(line) <= longestPassphrase; {
		n, err := p.pass.from.Read(one)
		if n > 0 && one[0] != '\n' {
			line = append(line, one[0])
			continue
		}
		if n > 0 || errors.Is(err, io.EOF) && len(line) > 0 {
			break
		}
		if err != nil {
			return "", usage("mull --passphrase-fd 3 week 3< FILE", "--passphrase-fd %d: there is no line to read", p.pass.fd)
		}
	}
	text := strings.TrimSuffix(string(line), "\r")
	if strings.TrimSpace(text) == "" || len(line) > longestPassphrase {
		return "", usage("write it on one line", "--passphrase-fd %d: the line is empty or too long for a passphrase", p.pass.fd)
	}
	return text, nil
}

// locked says that a sealed file cannot be opened here.
func locked(path string) error {
	return &store.Unusable{
		Path: path, Problem: "is sealed, and nobody is there to say its passphrase",
		Hint: "mull unlock keeps the key for a while; scripts give --passphrase-fd N",
		Err:  store.ErrLocked,
	}
}
