package words

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
)

func TestScan(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"words and punctuation", "The Quay, closed!", []string{"the", "quay", "closed"}},
		{"apostrophes and hyphens part words", "Renn's follow-up", []string{"renn", "s", "follow", "up"}},
		{"numbers", "1,000 on 2011-04-09", []string{"1", "000", "on", "2011", "04", "09"}},
		{"accents stay", "Café ÉTÉ", []string{"café", "été"}},
		{"composed and decomposed are one", "cafe\u0301", []string{"café"}},
		{"compatibility forms", "ﬁne Ｗide ½", []string{"fine", "wide", "12"}},
		{"greek final sigma", "ΛΟΓΟΣ λόγος", []string{"λογοσ", "λόγοσ"}},
		{"arabic and persian letters", "كتاب کتاب", []string{"کتاب", "کتاب"}},
		{"vowel points and tatweel", "كِتَــاب", []string{"کتاب"}},
		{"zero-width non-joiner", "کتاب\u200cها", []string{"کتابها"}},
		{"soft hyphen and direction marks", "har\u00adbour \u200fstrike", []string{"harbour", "strike"}},
		{"zero-width space parts", "a\u200bb", []string{"a", "b"}},
		{"digits of other scripts", "۱۲ ٣٤ ５६", []string{"12", "34", "56"}},
		{"chinese by character", "港口 strike", []string{"港", "口", "strike"}},
		{"chinese beside latin", "A港b", []string{"a", "港", "b"}},
		{"thai with vowel signs", "ท่าเรือ", []string{"ท่", "า", "เ", "รื", "อ"}},
		{"hindi keeps its signs", "हड़ताल", []string{"हड़ताल"}},
		{"nothing", " …—\n", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tokens, _ := Scan(nil, tt.in, 0)
			var got []string
			for i, tok := range tokens {
				got = append(got, tok.Term)
				if tok.Pos != uint32(i) {
					t.Errorf("%q has position %d, want %d", tok.Term, tok.Pos, i)
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestPositions(t *testing.T) {
	tokens := Text(Head(nil, "One two"), "three\n\nfour five\nsix")
	var got []uint32
	for _, tok := range tokens {
		got = append(got, tok.Pos)
	}
	want := []uint32{0, 1, TextBase, TextBase + 1 + Gap, TextBase + 2 + Gap, TextBase + 3 + Gap}
	if !slices.Equal(got, want) {
		t.Errorf("positions %v, want %v", got, want)
	}
	long := Head(nil, strings.Repeat("word ", 5000))
	if last := long[len(long)-1].Pos; last >= TextBase-query.MaxSlop {
		t.Errorf("a headline reaches position %d, within a phrase's reach of the text at %d", last, TextBase)
	}
	if Gap <= query.MaxSlop {
		t.Errorf("a near search can reach over a gap of %d", Gap)
	}
}

// TestEachText: a text scanned by pieces gives the terms it gives as a whole.
func TestEachText(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	bits := []string{"dam", "Ferry", "é", "cafe\u0301", "港", "口", "ท่", "า", "کتاب\u200cها", "1,000", ".", "\u200b",
		"\u3000", " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\xff", "\xe6\xb8", "\u0301"}
	for range 20 {
		var b strings.Builder
		some := bits[:4+r.IntN(len(bits)-3)]
		for b.Len() < 3*pieceBytes {
			b.WriteString(some[r.IntN(len(some))])
		}
		s, n := b.String(), 0
		var got []Token
		EachText(nil, s, func(tokens []Token) {
			n++
			for _, tok := range tokens {
				got = append(got, Token{strings.Clone(tok.Term), tok.Start, tok.End, tok.Pos})
			}
		})
		want := Text(nil, s)
		if n < 2 && len(some) > 14 {
			t.Errorf("%d pieces of a text of %d bytes", n, len(s))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("by pieces %d terms, as a whole %d, of %q", len(got), len(want), some)
		}
	}
}

func TestKeys(t *testing.T) {
	for _, tt := range []struct {
		lang string
		same []string // one word
		not  string   // another
	}{
		{"en", []string{"strike", "strikes", "striking"}, "stroke"},
		{"en-GB", []string{"policy", "policies"}, "police"},
		{"de", []string{"haus", "häuser", "hauses"}, "hafen"},
		{"fr", []string{"grève", "grèves", "greve"}, "grave"},
		{"es", []string{"huelga", "huelgas"}, "helga"},
		{"it", []string{"sciopero", "scioperi"}, "scopo"},
		{"pt-BR", []string{"greve", "greves"}, "grave"},
		{"nl", []string{"staking", "stakingen"}, "steak"},
		{"sv", []string{"hamn", "hamnen"}, "hem"},
		{"ru", []string{"забастовка", "забастовки", "забастовкой"}, "застава"},
		{"tr", []string{"grev", "grevler"}, "gri"},
		{"ar", []string{"ميناء", "الميناء"}, "مدينة"},
		{"fa", []string{"کتاب", "کتابها", "کتابهای"}, "کتیبه"},
		{"hi", []string{"किताब", "किताबें", "किताबों"}, "कितना"},
		{"xx", []string{"łódź", "lodz"}, "lodza"},
		{"", []string{"straße", "strasse"}, "strass"},
	} {
		r := RulesOf(tt.lang)
		want := Key(r, Fold(tt.same[0]))
		for _, w := range tt.same {
			if got := Key(r, Fold(w)); got != want {
				t.Errorf("%s: key of %q is %q, that of %q is %q", tt.lang, w, got, tt.same[0], want)
			}
		}
		if got := Key(r, Fold(tt.not)); got == want {
			t.Errorf("%s: %q has the key of %q", tt.lang, tt.not, tt.same[0])
		}
	}
}

func TestVisitPhrase(t *testing.T) {
	for _, tt := range []struct {
		name   string
		places [][]uint32
		slop   int
		want   int
	}{
		{"side by side", [][]uint32{{1, 5, 9}, {2, 7, 10}}, 0, 2},
		{"in the other order", [][]uint32{{2}, {1}}, 0, 0},
		{"near in the other order", [][]uint32{{2}, {1}}, 1, 1},
		{"one between", [][]uint32{{1}, {3}}, 1, 1},
		{"two between", [][]uint32{{1}, {4}}, 1, 0},
		{"the same word needs two places", [][]uint32{{3}, {3}}, 5, 0},
		{"the same word at two places", [][]uint32{{3, 4}, {3, 4}}, 1, 1},
		{"a word is missing", [][]uint32{{3}, nil}, 5, 0},
		{"the phrase would begin before the text", [][]uint32{{9, 10}, {0, 10}}, 0, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := 0
			VisitPhrase(tt.places, tt.slop, func([]uint32) bool { n++; return true })
			if n != tt.want {
				t.Errorf("%d occurrences, want %d", n, tt.want)
			}
		})
	}
}

// FuzzScan checks: tokens lie in order within the text and are not empty; a
// term's own text gives the term again, so that what is shown can be searched;
// every term of a query finds itself.
func FuzzScan(f *testing.F) {
	for _, s := range []string{"The Quay, closed", "کتاب\u200cهای ﷲ", "港口ｱﾊﾟ", "e\u0301\u0301", "ǅ İ ß ﬃ ½ ᾳ",
		"a\u200d\u0301b", "ท่าเรือ", strings.Repeat("x", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 2000 {
			return
		}
		tokens, _ := Scan(nil, s, 0)
		end, pos := 0, -1
		var separate []Token
		for _, p := range Paragraphs(s) { // phrases never run from one into the next
			n := len(separate)
			if separate, _ = Scan(separate, p, 0); len(separate) > n && n > 0 && tokens[n].Pos < tokens[n-1].Pos+Gap {
				t.Fatalf("%q: no gap before token %d", s, n)
			}
			for i := n; i < len(separate); i++ {
				if i > n && tokens[i].Pos != tokens[i-1].Pos+1 {
					t.Fatalf("%q: a gap within a paragraph before token %d", s, i)
				}
			}
		}
		if len(separate) != len(tokens) {
			t.Fatalf("%q: its paragraphs have %d tokens, the text %d", s, len(separate), len(tokens))
		}
		for _, tok := range tokens {
			if tok.Term == "" || tok.Start < end || tok.End <= tok.Start || tok.End > len(s) || int(tok.Pos) <= pos {
				t.Fatalf("%q: token %+v after offset %d, position %d", s, tok, end, pos)
			}
			end, pos = tok.End, int(tok.Pos)
			again, _ := Scan(nil, s[tok.Start:tok.End], 0)
			if len(again) != 1 || again[0].Term != tok.Term {
				t.Fatalf("%q: %q gives %+v, its own text %q gives %+v", s, tok.Term, tok, s[tok.Start:tok.End], again)
			}
			for r := range Rules(MaxRules) {
				Key(r, tok.Term)
			}
		}
		if q, err := query.Parse(`"`+s+`"`, time.Unix(0, 0)); err == nil {
			if p, ok := q.Root.(*query.Phrase); ok {
				if l, ok := Compile(p, field.Standard()); ok && len(l.Terms) > len(tokens) {
					t.Fatalf("%q: the phrase has %d terms, the text %d", s, len(l.Terms), len(tokens))
				}
			}
		}
	})
}

// FuzzHeading: the term that asks for a heading parses, and means that heading.
func FuzzHeading(f *testing.F) {
	for _, s := range []string{"World", `Le « Monde » "d’ici"`, "★ * ★", "a:b (c)~2*", "Économie", "  ", "“”", "جهان",
		"世界"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := HeadingKey(s)
		if !utf8.ValidString(s) || want == "" || len(s) > query.MaxBytes/2 {
			return
		}
		term := query.Term(query.Section, s)
		q, err := query.Parse(term, time.Time{})
		if err != nil {
			t.Fatalf("%q → %q: %v", s, term, err)
		}
		v, ok := q.Root.(*query.Value)
		if !ok || HeadingKey(v.Text) != want {
			t.Fatalf("%q → %q: %#v", s, term, q.Root)
		}
	})
}
