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

// printer is the writer for everything the program prints, except redirected or piped files for other programs
// (see app.writeFile). Names, headlines and texts come from untrusted files, so it writes control characters,
// which a terminal would execute, and characters that change the direction of text, which could make a line look
// like another, as escapes: \u001b, \u202e. Line ends and tabs are unchanged. In JSON, where these characters
// can only be in strings, the escapes are equivalent to the characters. Bytes that are not valid UTF-8 become
// \x9b.
//
// A character split over two calls of Write is joined; Close writes an incomplete one. It is safe for
// concurrent use.
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

// commands reports whether r is a control character or changes the direction of text.
func commands(r rune) bool {
	return r != '\n' && r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' ||
		r == '\u2029'
}

// Close writes the bytes of an incomplete character.
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
