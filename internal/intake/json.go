package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A walker goes through a JSON file value by value, so that only one row is
// held at a time.
type walker struct {
	in     *reading
	stream *stream
	*json.Decoder
}

func newWalker(in *reading, src *source) *walker {
	s := src.stream()
	return &walker{in, s, json.NewDecoder(s)}
}

// run walks the whole file. A fault in the middle keeps what came before it.
func (w *walker) run(walk func() error) error {
	err := walk()
	if err == nil {
		err = w.end()
	}
	if err == nil {
		return nil
	}
	var syntax *json.SyntaxError
	line := w.line()
	switch {
	case errors.As(err, &syntax):
		line = w.stream.line(syntax.Offset)
		err = errors.New("the file is no valid JSON from here on")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		err = errors.New("the file ends in the middle")
	case errors.Is(err, errShape):
	default:
		return err
	}
	if w.in.rows == 0 {
		return Refusal{line, err.Error()}
	}
	w.in.refuse(line, "%s", err)
	return nil
}

// errShape says that a file is JSON, but not in the form its format has.
var (
	errShape = errors.New("the file is not in the form it should have")
	errNull  = fmt.Errorf("%w: a value is null", errShape)
)

func (w *walker) line() int { return w.stream.line(w.InputOffset()) }

// end makes sure that nothing follows.
func (w *walker) end() error {
	w.stream.next()
	_, err := w.Token()
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case errors.Is(err, errTooLong):
		return err
	}
	return fmt.Errorf("line %d: after its end the file goes on with something else; import the parts one by one", w.line())
}

func (w *walker) open(delim json.Delim) error {
	w.stream.next()
	token, err := w.Token()
	if err != nil {
		return err
	}
	if token == nil {
		return errNull
	}
	if token != delim {
		return errShape
	}
	return nil
}

// list hands over each element of a list, with the line it ends on.
func list[T any](w *walker, take func(line int, value *T) error) error {
	if err := w.open('['); err != nil {
		return err
	}
	for w.More() {
		w.stream.next()
		value := new(T)
		err := w.Decode(value)
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) {
			w.in.rows++
			w.in.refuse(w.line(), "a field has another kind of value than it should")
			continue
		}
		if err != nil {
			return err
		}
		if err := take(w.line(), value); err != nil {
			return err
		}
	}
	_, err := w.Token()
	return err
}

// object hands over each key of an object; take must read its value.
func (w *walker) object(take func(key string) error) error {
	if err := w.open('{'); err != nil {
		return err
	}
	for w.More() {
		w.stream.next()
		token, err := w.Token()
		if err != nil {
			return err
		}
		key, ok := token.(string)
		if !ok {
			return errShape
		}
		if err := take(key); err != nil {
			return err
		}
	}
	_, err := w.Token()
	return err
}

// skip passes over a value of any size.
func (w *walker) skip() error {
	for depth := 0; ; {
		w.stream.next()
		token, err := w.Token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// listOrNull is list for a value that may be null.
func listOrNull[T any](w *walker, take func(line int, value *T) error) error {
	err := list(w, take)
	if errors.Is(err, errNull) {
		return nil
	}
	return err
}
