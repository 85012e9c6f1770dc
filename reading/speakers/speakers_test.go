package speakers

import (
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/reading/names"
	"cuttings/reading/readingtest"
	"cuttings/reading/statements"
	"cuttings/reading/token"
	"cuttings/reading/within"
)

// marked reads a text in which names are written [form], statements as {source|cue|content}: the source may be
// empty, and content may contain statements.
type builder struct {
	b     strings.Builder
	names []names.Mention
	found []statements.Statement
}

func (m *builder) read(s string) {
	for len(s) > 0 {
		switch s[0] {
		case '[':
			form, rest, _ := strings.Cut(s[1:], "]")
			start := m.b.Len()
			m.b.WriteString(form)
			kind := names.Person
			if strings.HasSuffix(form, "Union") {
				kind = names.Organisation
			}
			m.names = append(m.names, names.Mention{Span: cutting.Span{Start: start, End: m.b.Len()}, Kind: kind})
			s = rest
		case '{':
			depth, end := 0, 0
			for i := range len(s) {
				if s[i] == '{' {
					depth++
				} else if s[i] == '}' {
					if depth--; depth == 0 {
						end = i
						break
					}
				}
			}
			parts := strings.SplitN(s[1:end], "|", 3)
			n := len(m.found)
			m.found = append(m.found, statements.Statement{})
			var spans [3]cutting.Span
			for i, p := range parts {
				if i > 0 {
					m.b.WriteString(" ")
				}
				spans[i].Start = m.b.Len()
				m.read(p)
				spans[i].End = m.b.Len()
			}
			m.found[n] = statements.Statement{Source: spans[0], Cue: spans[1], Content: []cutting.Span{spans[2]}}
			s = s[end+1:]
		default:
			m.b.WriteByte(s[0])
			s = s[1:]
		}
	}
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"named", "{[Ana Roe]|said|it rains}.", "Ana Roe -1"},
		{"pronoun", "{[Ana Roe]|said|it rains}. [Bo Lee] sang. {She|said|it snows}.", "Ana Roe -1; Ana Roe -1"},
		{"nobody", "{A clerk|said|it rains}.", "- -1"},
		{"nested", "{[Ana Roe]|said|{[Bo Lee]|promised|a roof}}.", "Ana Roe -1; Bo Lee 0"},
		{"we of a speaker", "{[Ana Roe]|said|{we|promised|a roof}}.", "Ana Roe -1; Ana Roe 0"},
		{"the outer one speaks again", "{[Ana Roe]|said|{[Bo Lee]|promised|a roof}}. {She|said|it rains}.",
			"Ana Roe -1; Bo Lee 0; Ana Roe -1"},
		{"the outlet", "{This newspaper|reported|a leak}.", "outlet -1"},
		{"the outlet in somebody's mouth", "{[Ana Roe]|said|{this newspaper|invented|a leak}}.",
			"Ana Roe -1; - 0"},
		{"critics of a body", "{Critics of the [Harvest Union]|said|it rains}.", "- -1"},
		{"victims of a body", "{Victims of the [Harvest Union]|say|it rains}.", "- -1"},
		{"former members of a body", "{Former members of the [Harvest Union], who fled,|said|it rains}.", "- -1"},
		{"those who live in a place", "{Many homeowners in the [Harvest Union]|said|it rains}.", "- -1"},
		{"officials of a body", "{Officials of the [Harvest Union]|said|it rains}.", "Harvest Union -1"},
		{"supporters of a person", "{Supporters of [Bo Lee]|said|it rains}.", "- -1"},
		{"lawyers for a person", "{Lawyers for [Bo Lee]|said|it rains}.", "Bo Lee -1"},
		{"those who met a person", "{Officials who met [Bo Lee]|said|it rains}.", "- -1"},
		{"aides of a person", "{[Bo Lee] aides|said|it rains}.", "- -1"},
		{"critics of a body, in front", "{[Harvest Union] critics|said|it rains}.", "- -1"},
		{"leaders of a body, in front", "{[Harvest Union] leaders|said|it rains}.", "Harvest Union -1"},
		{"one of a body's", "{The chair of the [Harvest Union], [Bo Lee],|said|it rains}.", "Bo Lee -1"},
		{"who behind a name", "[Bo Lee], {who|said|it rains}, left.", "Bo Lee -1"},
		{"who behind another noun", "The [Harvest Union] proves the officials' stance {who|said|it rains}.", "- -1"},
		{"who is of a body", "The members of the [Harvest Union] {who|said|it rains} left.", "- -1"},
		{"which is a body", "It gave to the [Harvest Union], {which|said|it rains}.", "Harvest Union -1"},
		{"no source", "{|said|it rains}.", "- -1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var m builder
			m.read(c.text)
			x := within.Read(token.New(m.b.String()), m.names, nil, "")
			var out []string
			for _, s := range Read(x, m.found) {
				form := "-"
				if s.Name >= 0 {
					form = x.Names[s.Name].Form
				}
				if s.Name < 0 && s.How == within.Issuer {
					form = "outlet"
				}
				parent := "-1"
				if s.Parent >= 0 {
					parent = string(rune('0' + s.Parent))
				}
				out = append(out, form+" "+parent)
			}
			if got := strings.Join(out, "; "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"Ana Roe said Bo Lee had promised a roof. “We promised it,” she said.",
		"He, citing her, said they claimed it denied that we said so.", "\xff said: “\x00",
	} {
		f.Add(s)
	}
	r := readingtest.Open(f)
	f.Fuzz(func(t *testing.T, text string) {
		tx := token.New(text)
		x := within.Read(tx, r.Names.Read(tx, "en"), nil, "Ana Roe")
		found := r.Statements.Read(tx, "en")
		out := Read(x, found)
		if len(out) != len(found) {
			t.Fatalf("%d speakers of %d statements", len(out), len(found))
		}
		for i := range out {
			if out[i].Name >= len(x.Names) || out[i].How != within.Issuer &&
				(out[i].Name < 0) != (out[i].How == within.NoName) {
				t.Fatalf("%+v", out[i])
			}
			n := 0
			for p := i; p >= 0; p = out[p].Parent {
				if n++; n > len(found) {
					t.Fatal("a statement is told within itself")
				}
			}
		}
	})
}

// TestReadWithDecisions holds that pronouns follow a decision on who spoke before.
func TestReadWithDecisions(t *testing.T) {
	const ana, bo = 0, 1
	for _, c := range []struct {
		name, text string
		decided    map[int]int
		want       []int
	}{
		{"nothing decided", "[Ana Roe] met [Bo Lee]. {Lee|said|it rains}. {[Bo Lee]|said|it snows}. {He|said|it " +
			"hails}.",
			nil, []int{-1, bo, bo}},
		{"another", "[Ana Roe] met [Bo Lee]. {[Bo Lee]|said|it snows}. {She|said|it hails}. {She|said|it is dry}.",
			map[int]int{0: ana}, []int{ana, ana, ana}},
		{"nobody", "[Ana Roe] met [Bo Lee]. {[Bo Lee]|said|it snows}. {She|said|it hails}.",
			map[int]int{0: -1}, []int{-1, -1}},
		{"nobody, by another pronoun", "[Ana Roe] met [Bo Lee]. {He|said|it snows}. {He|said|it hails}.",
			map[int]int{0: -1}, []int{-1, -1}},
		{"somebody behind nobody", "[Ana Roe] met [Bo Lee]. {He|said|it snows}. [Ana Roe] left. {She|said|it hails}.",
			map[int]int{0: -1}, []int{-1, ana}},
		{"a pronoun's own", "[Ana Roe] met [Bo Lee]. {[Ana Roe]|said|it snows}. {She|said|it hails}. {She|said|it " +
			"is dry}.",
			map[int]int{1: bo}, []int{ana, bo, bo}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var m builder
			m.read(c.text)
			x := within.Read(token.New(m.b.String()), m.names, nil, "")
			var got []int
			for _, s := range ReadWithDecisions(x, m.found, c.decided) {
				got = append(got, s.Name)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
