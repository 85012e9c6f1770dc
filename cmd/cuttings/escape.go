package main

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"unicode"
	"unicode/utf8"

	"cuttings/library/plain"
)

// printer is what everything the program prints goes through, but files in forms of exchange that are
// redirected or piped (see app.writeFile). Names, headlines and
// texts come from untrusted files: control characters, which a terminal would obey,
// and those that turn the direction of writing, which would make a line read as something
// else, are written as escapes: \u001b, \u202e. Line ends and tabs pass. In
// JSON, where these characters can only be inside strings, the escapes mean the
// same as what they represent. Bytes that are no UTF-8 become \x9b.
//
// A character cut in two by a Write is put together with the next; Close writes
// what is left of one. Safe for concurrent use.
type printer struct {
	w    io.Writer
	mu   sync.Mutex
	left []byte // the beginning of a character
	out  bytes.Buffer
}

func (p *printer) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	in := b
	if len(p.left) > 0 {
		in = append(p.left, b...)
		p.left = nil
	}
	p.out.Reset()
	for len(in) > 0 {
		r, n := utf8.DecodeRune(in)
		switch {
		case r == utf8.RuneError && n == 1 && !utf8.FullRune(in):
			p.left = bytes.Clone(in)
			n = len(in)
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&p.out, `\x%02x`, in[0])
		case commands(r):
			p.out.WriteString(plain.Escape(r))
		default:
			p.out.Write(in[:n])
		}
		in = in[n:]
	}
	if _, err := p.w.Write(p.out.Bytes()); err != nil {
		return 0, err
	}
	return len(b), nil
}

// commands reports whether a terminal or the order of a line would obey r.
func commands(r rune) bool {
	return r != '\n' && r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' ||
		r == '\u2029'
}

// Close writes the bytes of a character that was never finished.
func (p *printer) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	left := p.left
	p.left = nil
	for _, c := range left {
		if _, err := fmt.Fprintf(p.w, `\x%02x`, c); err != nil {
			return err
		}
	}
	return nil
}
