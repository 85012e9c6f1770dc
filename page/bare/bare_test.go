package bare_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/page/address"
	"cuttings/page/bare"
)

func TestReadTextMakesABlockOfEachLine(t *testing.T) {
	p, err := bare.Read(t.Context(), []byte("\ufeffThe  lamps\tof Velm \r\n\r\n\r\nThey went out one by one, said "+
		"the council of the harbour.\n"), "", address.Known{})
	if err != nil {
		t.Fatal(err)
	}
	if want := "The lamps of Velm\nThey went out one by one, said the council of the harbour."; p.Text != want {
		t.Errorf("text %q, want %q", p.Text, want)
	}
	if len(p.Blocks) != 2 || p.Blocks[0].Role != cutting.Heading {
		t.Errorf("blocks %+v, want a heading and a paragraph", p.Blocks)
	}
}

func TestReadTextJoinsWrappedLines(t *testing.T) {
	para := "The harbour council met again on Tuesday evening and nobody\ncould say why the lamps along the quay " +
		"had failed once more,\nor who would pay for the oil that had been spilled on the old\nstones before the " +
		"market was to open again in the morning.\n"
	p, err := bare.Read(t.Context(), []byte("LAMPS FAIL AGAIN\n\n"+para+"\n"+para+"\n"+para), "", address.Known{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Blocks) != 4 {
		t.Fatalf("%d blocks, want 4", len(p.Blocks))
	}
	if got, want := p.Blocks[1].Span.In(p.Text), strings.TrimSpace(strings.ReplaceAll(para, "\n", " ")); got != want {
		t.Errorf("paragraph %q, want %q", got, want)
	}
}

func TestReadTextRoles(t *testing.T) {
	text := "Lamps of Velm\n\n9 April 2011\n\nThe lamps went out one by one in the night.\n\nGo on »\n\nBoats of " +
		"Orl\n\n۲۰ فروردین ۱۳۹۰\n\nThe boats stayed in the harbour for a week."
	p, err := bare.Read(t.Context(), []byte(text), "", address.Known{})
	if err != nil {
		t.Fatal(err)
	}
	want := []cutting.Role{cutting.Heading, cutting.DateLine, cutting.Paragraph, cutting.MarkLine, cutting.Heading,
		cutting.DateLine, cutting.Paragraph}
	for i, w := range want {
		if p.Blocks[i].Role != w {
			t.Errorf("block %d %q: %v, want %v", i, p.Blocks[i].Span.In(p.Text), p.Blocks[i].Role, w)
		}
	}
	if !p.Blocks[5].RTL || p.Blocks[0].RTL || p.Meta.RTL {
		t.Error("only the Persian line is right to left")
	}
}

func TestReadTextRefusesWhatIsNoText(t *testing.T) {
	if _, err := bare.Read(t.Context(), []byte(strings.Repeat("\x00\x01\x02a", 100)), "",
		address.Known{Name: "x.bin"}); cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("error %v, want kind invalid", err)
	}
}

// checkTextPage checks the guarantees of every page of bare text.
func checkTextPage(t *testing.T, content []byte, p *cutting.Page) {
	t.Helper()
	if !utf8.ValidString(p.Text) {
		t.Fatal("text is not UTF-8")
	}
	at := 0
	for i, b := range p.Blocks {
		if b.Span.Start < at || b.Span.Empty() || b.Span.End > len(p.Text) ||
			strings.TrimSpace(p.Text[at:b.Span.Start]) != "" {
			t.Fatalf("block %d %v does not tile the text after %d", i, b.Span, at)
		}
		at = b.Span.End
	}
	if strings.TrimSpace(p.Text[at:]) != "" {
		t.Fatal("text after the last block")
	}
	last := int64(0)
	for i, b := range p.Blocks {
		r := p.Source.Range(b.Span)
		if r.Start < last || r.End < r.Start || r.End > int64(len(content)) {
			t.Fatalf("block %d comes from %v, after %d of %d bytes", i, r, last, len(content))
		}
		last = r.End
	}
	if !utf8.Valid(content) || p.Meta.Charset != "utf-8" {
		return
	}
	// In UTF-8 each non-space byte of the text is the byte it maps to.
	for i := 0; i < len(p.Text); i++ {
		c := p.Text[i]
		if c == ' ' || c == '\n' || c >= utf8.RuneSelf {
			continue
		}
		r := p.Source.Range(cutting.Span{Start: i, End: i + 1})
		if r.Len() != 1 || content[r.Start] != c {
			t.Fatalf("byte %d %q maps to %v", i, c, r)
		}
	}
}

func FuzzReadText(f *testing.F) {
	for _, s := range []string{"The lamps\r\n\r\nwent out", "\ufeffa\u2028b\x00c \u00a0 d", "\xff\xfea\x00",
		"چراغ\n\n2011", "\r\r\n\f x"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		p, err := bare.Read(t.Context(), content, "", address.Known{})
		if err != nil {
			return
		}
		checkTextPage(t, content, p)
	})
}
