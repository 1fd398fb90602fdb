package seal

import "errors"

// Why a letter is refused, to be told apart with errors.Is; ErrDamaged and
// ErrNewer are others.
var (
	ErrNotLetter    = errors.New("the file holds no mull letter")
	ErrTooBig       = errors.New("the file is too big for a mull letter")
	ErrCut          = errors.New("the file ends in the middle")
	ErrSeveral      = errors.New("the file holds more than one mull letter")
	ErrNotForMe     = errors.New("the file is not encrypted to you")
	ErrRedirected   = errors.New("the file was written to someone else and passed on to you")
	ErrForged       = errors.New("the signature is not the sender's")
	ErrNotEncrypted = errors.New("the file is not encrypted, and only an invitation may be so")
)

// A Refusal is a letter not taken. Nothing of its content may be used.
type Refusal struct {
	Kind   error  // one of the errors above
	Detail string // what exactly, in words; may be empty
	Ask    string // what to ask the sender for
}

func (r *Refusal) Error() string {
	if r.Detail == "" {
		return r.Kind.Error()
	}
	return r.Kind.Error() + ": " + r.Detail
}

// Unwrap gives errors.Is the kind.
func (r *Refusal) Unwrap() error { return r.Kind }

// refuse makes a refusal with what to ask for, which depends on the kind alone.
func refuse(kind error, detail string) error {
	return &Refusal{Kind: kind, Detail: detail, Ask: asks(kind)}
}

func asks(kind error) string {
	switch kind {
	case ErrNotLetter:
		return "ask the sender for the file itself, as an attachment, or for the whole block from BEGIN to END"
	case ErrTooBig:
		return "ask the sender whether this is the right file; a letter has at most a few megabytes"
	case ErrCut, ErrDamaged:
		return "ask the sender to send the same file again, as an attachment"
	case ErrSeveral:
		return "keep one block from BEGIN to END in the file, or ask the sender which one is meant"
	case ErrNotForMe:
		return "give the sender your public id (mull id) and ask for a file made for it; a file you made yourself only the other side can open"
	case ErrRedirected:
		return "ask the person who wrote it to make a file for you, and tell them that this one was passed on"
	case ErrForged:
		return "do not use it; call the sender, compare fingerprints (mull id) and ask whether they sent it"
	case ErrNewer:
		return "update mull, or ask the sender for a file made by an earlier version"
	case ErrNotEncrypted:
		return "ask the sender to encrypt it to your public id (mull id)"
	}
	return ""
}
