package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
)

// Evidence is a range of a capture's bytes with the bytes around it.
type Evidence struct {
	ID       string
	Capture  cutting.Capture
	Range    cutting.Range
	Len      int // bytes in the range
	Before   string
	Inside   string
	After    string
	Cut      bool // more bytes than are shown
	Shown    int64
	Checksum string // of the whole range
	Read     []string
	ReadDir  string
	Command  string // checks the checksum of the range with common tools
	Dump     string
}

const (
	bytesContext = 240       // bytes shown before and after
	bytesShown   = 64 * 1024 // bytes of the range shown
	bytesDumped  = 2048      // bytes of the range in the hexadecimal dump
	bytesRead    = 40        // blocks of text shown as what was read there
)

// Evidence returns the bytes of a range, written "a-b", half-open: from byte a to
// before byte b.
func (l *Library) Evidence(ctx context.Context, id, rangeText string) (*Evidence, error) {
	c, content, err := l.c.Originals.Capture(ctx, id)
	if err != nil {
		return nil, err
	}
	rg, err := ParseRange(rangeText, int64(len(content)))
	if err != nil {
		return nil, err
	}
	inside := content[rg.Start:rg.End]
	sum := sha256.Sum256(inside)
	e := &Evidence{ID: id, Capture: c, Range: rg, Len: len(inside), Checksum: hex.EncodeToString(sum[:]),
		Before:  escapeInvisible(content[max(0, rg.Start-bytesContext):rg.Start]),
		After:   escapeInvisible(content[rg.End:min(int64(len(content)), rg.End+bytesContext)]),
		Dump:    hex.Dump(inside[:min(len(inside), bytesDumped)]),
		Command: fmt.Sprintf("tail -c +%d FILE | head -c %d | sha256sum", rg.Start+1, rg.Len())}
	if len(inside) > bytesShown {
		e.Cut, inside = true, inside[:bytesShown]
		e.After = ""
	}
	e.Inside, e.Shown = escapeInvisible(inside), int64(len(inside))
	e.Read, e.ReadDir = l.readThere(ctx, id, rg)
	return e, nil
}

// ParseRange reads "a-b" as the half-open range from a to b within size bytes.
func ParseRange(v string, size int64) (cutting.Range, error) {
	a, b, ok := strings.Cut(v, "-")
	start, err1 := strconv.ParseInt(a, 10, 64)
	end, err2 := strconv.ParseInt(b, 10, 64)
	switch {
	case !ok || err1 != nil || err2 != nil || start < 0 || end < start:
		return cutting.Range{}, cutting.Errorf(cutting.Invalid,
			"%q is no byte range; it is written range=120-480, from the first byte to the one after the last", v)
	case end > size:
		return cutting.Range{}, cutting.Errorf(cutting.NotFound,
			"the capture has %d bytes; bytes %s lie beyond its end", size, v)
	}
	return cutting.Range{Start: start, End: end}, nil
}

// escapeInvisible writes bytes as text: valid UTF-8 as it is, every other byte and every
// control character but the usual white space as \xNN.
func escapeInvisible(b []byte) string {
	var out strings.Builder
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n <= 1, r < 0x20 && r != '\n' && r != '\t' && r != '\r', r == 0x7f:
			fmt.Fprintf(&out, `\x%02x`, b[0])
			b = b[1:]
		default:
			if r != '\r' {
				out.WriteRune(r)
			}
			b = b[n:]
		}
	}
	return out.String()
}

// readThere returns the page's text that was read from the range, with its direction; none when the page cannot
// be read.
func (l *Library) readThere(ctx context.Context, id string, rg cutting.Range) (texts []string, dir string) {
	p, _, err := l.c.Pages.Read(ctx, id)
	if err != nil || p.Source == nil {
		return nil, ""
	}
	dir = "ltr"
	for _, b := range p.Blocks {
		at := p.Source.Range(b.Span)
		if at.Start >= rg.End || at.End <= rg.Start {
			continue
		}
		if b.RTL {
			dir = "rtl"
		}
		if texts = append(texts, b.Span.In(p.Text)); len(texts) == bytesRead {
			break
		}
	}
	return texts, dir
}
