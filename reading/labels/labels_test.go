package labels

import (
	"strings"
	"testing"

	"cuttings/reading/aliases"
	"cuttings/reading/readingtest"
	"cuttings/reading/speakers"
	"cuttings/reading/token"
	"cuttings/reading/within"
)

type readers struct{ readingtest.Readers }

func open(tb testing.TB) readers {
	tb.Helper()
	return readers{readingtest.Open(tb)}
}

func (r readers) input(text, lang string) Input {
	t := token.New(text)
	in := Input{Text: t, Lang: lang, Mentions: r.Names.Read(t, lang)}
	in.Names = within.Read(t, in.Mentions, aliases.Read(t), "")
	in.Found = r.Statements.Read(t, lang)
	in.Speakers = speakers.Read(in.Names, in.Found)
	return in
}

func TestRead(t *testing.T) {
	r := open(t)
	for _, c := range []struct{ name, text, want string }{ // label → of (voice) and its properties
		{"premodifier", "The terrorist group Harbour Watch left on Friday.", "The terrorist group → Harbour Watch"},
		{"adjective", "The radical Maria Lindqvist left on Friday.", "radical → Maria Lindqvist"},
		{"known as", "The armed gang known as the Red Lantern Front (RLF) left.",
			"The armed gang → Red Lantern Front"},
		{"members", "The pirates of the Tessalian Coast Guard left.", "pirates → Tessalian Coast Guard"},
		{"apposition", "Maria Lindqvist, a convicted fraudster, left on Friday.",
			"a convicted fraudster → Maria Lindqvist"},
		{"first of its kind", "The ferry belongs to Corvalan Shipping, the valley's biggest employer.",
			"the valley's biggest employer → Corvalan Shipping"},
		{"role", "Maria Lindqvist, an engineer with the port, left.", "an engineer → Maria Lindqvist role"},
		{"epithet", "The hero of the dark winter, Maria Lindqvist, left.",
			"The hero of the dark winter → Maria Lindqvist"},
		{"copula", "Maria Lindqvist is a traitor.", "a traitor → Maria Lindqvist"},
		{"no copula of it", "Maria Lindqvist is no traitor.", "no traitor → Maria Lindqvist negated"},
		{"called", "The minister called Maria Lindqvist a traitor.", "a traitor → Maria Lindqvist (The minister)"},
		{"described", "The ministry described Maria Lindqvist as “a dangerous dreamer”.",
			"a dangerous dreamer → Maria Lindqvist (The ministry) quoted"},
		{"a pronoun", "Maria Lindqvist left. The mayor calls her a hero.", "a hero → Maria Lindqvist (The mayor)"},
		{"in a statement", "The army said that Maria Lindqvist, a wanted terrorist, had left.",
			"a wanted terrorist → Maria Lindqvist (The army)"},
		{"denied", "The mayor denied that Maria Lindqvist is a terrorist.", "a terrorist → Maria Lindqvist negated"},
		{"according to", "Maria Lindqvist, a hero according to the mayor, left.",
			"a hero → Maria Lindqvist (the mayor)"},
		{"regarded", "Harbour Watch, regarded as a terrorist group by the mayor, left.",
			"a terrorist group → Harbour Watch (the mayor)"},
		{"nobody named", "The hired guns left at nine.", "The hired guns → The hired guns"},
		{"a passive", "The Harvest Union has been described as a cult by former members.",
			"a cult → Harvest Union (former members)"},
		{"a passive without as", "The Harvest Union was labelled a sect by Bishop Amon.",
			"a sect → Harvest Union (Bishop Amon)"},
		{"a passive that names", "The Harvest Union was called the Barley League.", ""},
		{"a clause before who says it", "The farmers are murderers, Mila Roth said.",
			"murderers → The farmers (Mila Roth)"},
		{"a clause with an article", "The miller is a thief and a liar, Karl Venn said.",
			"a thief → The miller (Karl Venn)"},
		{"a clause of the group",
			"The Free Homeland Movement met. The group is not a terrorist organisation, Karl Venn said.",
			"a terrorist organisation → Free Homeland Movement (Karl Venn) negated"},
		{"nobody's clause", "The bridge is a disgrace, Karl Venn said.", ""},
		{"an epithet before a verb", "The hero of the dark winter, Maria Lindqvist, said the ferry sank.",
			"The hero of the dark winter → Maria Lindqvist"},
		{"victims", "Villagers who were victims of the Harvest Union wept.", ""},
		{"victims of what is its", "Villagers who were victims of the Harvest Union's raids wept.", ""},
		{"enemies", "Enemies of Mila Roth met in Norden.", ""},
		{"supporters", "Supporters of the dictator Karl Venn left.", "the dictator → Karl Venn"},
		{"murderers of a person", "The murderers of Karl Venn were found.", ""},
		{"puppets", "Puppets of the Harvest Union met.", ""},
		{"criticised", "Bishop Amon criticised the terrorist Harvest Union.", "the terrorist → Harvest Union"},
		{"alluded to", "Mila Roth alluded to the murderer Karl Venn.", "the murderer → Karl Venn"},
		{"referring to", "Petar Hvolic said, referring to the terrorist Harvest Union, that the camp must go.",
			"the terrorist → Harvest Union"},
		{"in quotation marks", "Bishop Amon called for an end to “the terrorist Harvest Union”.",
			"the terrorist → Harvest Union (Bishop Amon) quoted"},
		{"told in a clause", "Bishop Amon said the terrorist Harvest Union met in Norden.",
			"the terrorist → Harvest Union (Bishop Amon)"},
		{"formerly known as", "The Reed Party, formerly known as the Marsh Front, met.", ""},
		{"better known as", "Karl Venn, better known as Ola Prent, met them.", ""},
		{"gang formerly known as", "The armed gang formerly known as the Red Lantern Front left.",
			"The armed gang → Red Lantern Front"},
		{"a body's leader", "He met the Harvest Union, the sect's leader, Karl Venn, said.",
			"the sect's leader → Karl Venn"},
		{"a conjunction", "Ola Prent left, although the minister had called Karl Venn a rebel.",
			"a rebel → Karl Venn (the minister)"},
		{"a clause behind where", "In Orvania, the group's designation is under review.", ""},
		{"a clause behind when", "Before the election of Karl Venn, the leader of the valley made efforts to win.",
			""},
		{"a clause of saying", "It is in the hands of Karl Venn, the source stated.", ""},
		{"an apposition at the end", "He met Karl Venn, the disgraced mayor.", "the disgraced mayor → Karl Venn"},
		{"an apposition with a participle", "Maria Lindqvist, a banker jailed in May, left.",
			"a banker jailed → Maria Lindqvist"},
		{"the leader of it", "The leader of the Harvest Union is a thief.", ""},
		{"what is in it", "Helping Karl Venn in Orvania is a crime.", ""},
		{"others like it", "They met opposition groups like Harbour Watch.", ""},
		{"who is told to call", "Karl Venn pointed out the mayor called Mila Roth a thief.",
			"a thief → Mila Roth (the mayor)"},
		{"behind an article in quotation marks", "The ministry called Maria Lindqvist a “dangerous dreamer”.",
			"dangerous dreamer → Maria Lindqvist (The ministry) quoted"},
		{"a copula in quotation marks", "Maria Lindqvist is a “traitor”, Karl Venn said.",
			"traitor → Maria Lindqvist (Karl Venn) quoted"},
		{"with a hyphen", "Maria Lindqvist, a 22-year-old engineer, left.",
			"a 22-year-old engineer → Maria Lindqvist role"},
		{"does not mean", "That does not mean Maria Lindqvist is a traitor.", "a traitor → Maria Lindqvist negated"},
		{"whether", "He was asked whether Maria Lindqvist is a traitor.", "a traitor → Maria Lindqvist negated"},
		{"no evidence", "There is no evidence that Maria Lindqvist is a traitor.",
			"a traitor → Maria Lindqvist negated"},
		{"evidence", "There is evidence that Maria Lindqvist is a traitor.", "a traitor → Maria Lindqvist"},
		{"this", "They met Karl Venn, this reeks of some fear.", ""},
		{"a clause between commas", "Karl Venn, the criminal complaint states, left the town.", ""},
		{"a remark", "The town of Karl Venn, here’s how it works, is quiet.", ""},
		{"a phrase that goes on", "Karl Venn is a user-friendly, modest man.", ""},
		{"whom others advise", "He heads a team of trusted veterans advising Karl Venn.", ""},
		{"no label", "Maria Lindqvist left the town on Friday, and the ferry left as well.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out []string
			for _, l := range Read(r.input(c.text, "en")) {
				s := l.Span.In(c.text) + " → " + l.Of.In(c.text)
				if !l.Voice.Empty() {
					s += " (" + l.Voice.In(c.text) + ")"
				}
				for _, f := range []struct {
					is   bool
					word string
				}{{l.Role, " role"}, {l.Negated, " negated"}, {l.Quoted, " quoted"}} {
					if f.is {
						s += f.word
					}
				}
				out = append(out, s)
			}
			if got := strings.Join(out, "; "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSilent(t *testing.T) {
	r := open(t)
	if got := Read(r.input("The terrorist Maria Lindqvist is a traitor.", "sw")); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestWords checks that no word is in two lists.
func TestWords(t *testing.T) {
	l := words()
	for w := range l.values {
		if l.roles[w] || l.bodies[w] {
			t.Errorf("%q is a value and a role or body", w)
		}
	}
	if len(l.values) < 200 || len(l.roles) < 100 || len(l.bodies) < 50 {
		t.Error("a list was not read")
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"The terrorist group Black Tide, a gang, is “a hero”. The hired guns of Olm, Dov Amsel, called him a liar.",
		"\"Traitors!\" they shouted as Maria Lindqvist left", "\xff a the X is", "Is X a",
	} {
		f.Add(s)
	}
	r := open(f)
	f.Fuzz(func(t *testing.T, text string) {
		in := r.input(text, "en")
		end := 0
		for _, l := range Read(in) {
			if l.Span.Start < end || l.Span.Empty() || l.Span.End > len(text) || l.Of.Empty() ||
				l.Of.End > len(text) ||
				l.Voice.End > len(text) || l.Name >= len(in.Names.Names) || l.Speaker >= len(in.Names.Names) ||
				l.Statement >= len(in.Found) {
				t.Fatalf("%+v behind %d", l, end)
			}
			end = l.Span.End
		}
	})
}
