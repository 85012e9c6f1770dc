package cutting

import (
	"errors"
	"fmt"
)

// ErrorKind describes what sort of failure an error is; one place turns each kind
// into an exit code, an HTTP status and a message.
type ErrorKind uint8

// The kinds. Internal is the zero value: an error nobody classified is a defect.
const (
	Internal    ErrorKind = iota
	NotFound              // the thing asked for does not exist
	Invalid               // the input is malformed
	Conflict              // somebody else holds it, or it is there already and differs
	Unsupported           // well-formed, but of a kind this program does not read
	Unavailable           // may work later: disk full, limit reached, interrupted
)

var kindNames = [...]string{"internal", "not found", "invalid", "conflict", "unsupported", "unavailable"}

func (k ErrorKind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "internal"
}

// Error is an error with a kind. Wrap causes with %w through Errorf.
type Error struct {
	Kind ErrorKind
	err  error
}

func (e *Error) Error() string { return e.err.Error() }
func (e *Error) Unwrap() error { return e.err }

// Errorf makes an Error of the given kind; the format is that of fmt.Errorf,
// %w included.
func Errorf(k ErrorKind, format string, args ...any) error {
	return &Error{Kind: k, err: fmt.Errorf(format, args...)}
}

// KindOf returns the kind of the outermost Error in err's chain, or Internal.
func KindOf(err error) ErrorKind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
