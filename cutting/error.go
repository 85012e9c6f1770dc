package cutting

import (
	"errors"
	"fmt"
)

// ErrorKind is the kind of a failure; one place maps each kind to an exit code, an HTTP status and
// a message.
type ErrorKind uint8

// Kinds of errors. Internal is the zero value: an unclassified error is a defect.
const (
	Internal    ErrorKind = iota
	NotFound              // the requested thing does not exist
	Invalid               // the input is malformed
	Conflict              // another process holds it, or it exists already with different content
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

// Errorf returns an Error of the given kind; the format is that of fmt.Errorf, %w included.
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
