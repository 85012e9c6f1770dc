package disputes

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"cuttings/reading/across"
	"cuttings/reading/aliases"
	"cuttings/reading/events"
	"cuttings/reading/figures"
	"cuttings/reading/readingtest"
	"cuttings/reading/speakers"
	"cuttings/reading/times"
	"cuttings/reading/token"
	"cuttings/reading/within"
)

type readers struct{ readingtest.Readers }

func open(tb testing.TB) readers {
	tb.Helper()
	return readers{readingtest.Open(tb)}
}

// read reads texts, each "date outlet: text", and returns their claims and facts.
func (r readers) read(texts ...string) (map[string]string, []Claim, []Fact) {
	index := across.NewIndex(across.Decisions{})
	bodies := map[string]string{}
	var inputs []Input
	ids := map[string]string{}
	for n, s := range texts {
		head, body, _ := strings.Cut(s, ": ")
		date, outlet, _ := strings.Cut(head, " ")
		in := Input{ID: fmt.Sprintf("t%d", n+1), Source: outlet, Date: date, Text: token.New(body)}
		in.Found = r.Statements.Read(in.Text, "en")
		in.Mentions = r.Names.Read(in.Text, "en")
		in.Names = within.Read(in.Text, in.Mentions, aliases.Read(in.Text), outlet)
		in.Speakers = speakers.Read(in.Names, in.Found)
		tx := times.Read(in.Text, "en", date)
		in.Figures = figures.Read(figures.Input{Text: in.Text, Lang: "en", Mentions: in.Mentions, Names: in.Names,
			Times: tx,
			Found: in.Found})
		in.Events = events.Read(events.Input{Text: in.Text, Lang: "en", Times: tx, Found: in.Found})
		id := in.ID
		in.Name = func(local int) string { return ids[fmt.Sprint(id, local)] }
		index.Add(across.NewText(id, outlet, date, in.Names, in.Mentions))
		bodies[id] = body
		inputs = append(inputs, in)
	}
	for _, n := range index.Names() {
		for _, u := range n.Uses {
			ids[fmt.Sprint(u.Text, u.Local)] = n.ID
		}
	}
	var claims []Claim
	var facts []Fact
	for _, in := range inputs {
		claims = append(claims, NewClaims(in)...)
		facts = append(facts, NewFacts(in)...)
	}
	return bodies, claims, facts
}

func TestFind(t *testing.T) {
	r := open(t)
	for _, c := range []struct {
		name  string
		texts []string
		want  string
	}{
		{"accused and denying", []string{
			"2031-05-14 Courier: Minister Oren Vask accused Corvalan Shipping of ramming the ferry.",
			"2031-05-15 Tribune: Corvalan Shipping denied that it had rammed the ferry.",
		}, "denies it had rammed the ferry <> Corvalan Shipping of ramming the ferry"},
		{"right behind", []string{
			"2031-05-14 Courier: Minister Oren Vask accused Corvalan Shipping of ramming the ferry. " +
				"Maria Lindqvist rejected the allegation.",
		}, "denies the allegation <> Corvalan Shipping of ramming the ferry"},
		{"the claim right before", []string{
			"2031-05-14 Courier: Minister Oren Vask said the dam was safe. Maria Lindqvist dismissed the claim.",
		}, "denies the claim <> the dam was safe"},
		{"called so", []string{
			"2031-05-14 Courier: Minister Oren Vask accused Corvalan Shipping of ramming the ferry. " +
				"Maria Lindqvist calls that a fairy tale told by fools.",
		}, "denies a fairy tale told by fools <> Corvalan Shipping of ramming the ferry"},
		{"an offer is rejected", []string{
			"2031-05-14 Courier: Minister Oren Vask accused Corvalan Shipping of ramming the ferry. " +
				"Corvalan Shipping rejected a new contract with the port.",
		}, ""},
		{"somebody is denied a chance", []string{
			"2031-05-14 Courier: Minister Oren Vask said the ferry would sail. The storm denied passengers the " +
				"chance " +
				"to leave on the ferry.",
		}, ""},
		{"it cannot be denied", []string{
			"2031-05-14 Courier: Minister Oren Vask said that the ferry was late. Nobody can deny that the ferry " +
				"was " +
				"late.",
		}, ""},
		{"a bound leaves room", []string{
			"2031-05-14 Courier: At least nine people died in Aleppo when the ferry sank.",
			"2031-05-14 Tribune: Fourteen people died in Aleppo when the ferry sank.",
		}, ""},
		{"tolls of days not known", []string{
			"2031 Courier: Nine people died in Aleppo when the ferry sank.",
			"2031 Tribune: Fourteen people died in Aleppo when the ferry sank.",
		}, ""},
		{"two figures in one voice", []string{
			"2031-05-14 Courier: Nine people died in Aleppo when the ferry sank. Two people died in Aleppo when a " +
				"ferry " +
				"sank before.",
		}, ""},
		{"another matter", []string{
			"2031-05-14 Courier: Minister Oren Vask accused Corvalan Shipping of ramming the ferry.",
			"2031-05-15 Tribune: Maria Lindqvist denied that she had ever sung in public.",
		}, ""},
		{"of another year", []string{
			"2031-05-14 Courier: Minister Oren Vask accused Corvalan Shipping of ramming the ferry.",
			"2029-05-15 Tribune: Corvalan Shipping denied that it had rammed the ferry.",
		}, ""},
		{"the same claim again", []string{
			"2031-05-14 Courier: Minister Oren Vask accused Corvalan Shipping of ramming the ferry.",
			"2031-05-15 Tribune: Minister Oren Vask had accused Corvalan Shipping of ramming the ferry.",
		}, ""},
		{"figures", []string{
			"2031-05-14 Courier: The turnout in Aleppo was 79 percent, Maria Lindqvist said.",
			"2031-05-14 Tribune: The turnout in Aleppo was 97 percent, Oren Vask said.",
		}, "value 79 percent <> 97 percent"},
		{"the same figure", []string{
			"2031-05-14 Courier: The turnout in Aleppo was 79 percent, Maria Lindqvist said.",
			"2031-05-14 Tribune: The turnout in Aleppo was 79 percent, Oren Vask said.",
		}, ""},
		{"an updated toll", []string{
			"2031-05-14 Courier: At least nine people died in Aleppo when the ferry sank.",
			"2031-05-15 Tribune: The death toll in Aleppo rose to 14 after the ferry sank.",
		}, ""},
		{"a toll days later", []string{
			"2031-05-14 Courier: Nine people died in Aleppo when the ferry sank.",
			"2031-05-19 Tribune: Fourteen people died in Aleppo when the ferry sank.",
		}, ""},
		{"a toll of the same day", []string{
			"2031-05-14 Courier: Nine people died in Aleppo when the ferry sank.",
			"2031-05-14 Tribune: Fourteen people died in Aleppo when the ferry sank.",
		}, "value Nine <> Fourteen"},
		{"another event", []string{
			"2031-05-14 Courier: Nine people died in Aleppo when the ferry sank on Monday.",
			"2031-05-14 Tribune: Fourteen people died in Aleppo when the ferry sank in March.",
		}, ""},
		{"the toll of some and of all", []string{"2031-05-14 Courier: The Velm Ministry said that the toll of " +
			"the dead of the long war in Velm reached 667.", "2031-05-14 Banner: The Velm Ministry said that 97 " +
			"journalists were dead in the long war in Velm."}, ""},
		{"a claim that a court dismissed", []string{"2031-05-14 Courier: Ana Roe accused Bo Lee of fraudulently " +
			"transferring shares of the ferry. The claim was dismissed, and Roe was ordered to pay the fees."}, ""},
		{"what cannot be denied", []string{"2031-05-14 Courier: You can also modify some browsers, Bo Lee said. It " +
			"can’t be denied, though, that these browsers are harder to use, he said."}, ""},
		{"two turnouts of one text", []string{"2031-05-14 Courier: The turnout in Aleppo was 79 percent, Maria " +
			"Lindqvist said. The turnout in Aleppo was 58 percent, Oren Vask said."}, ""},
		{"an attempt is rejected", []string{"2031-05-14 Courier: Minister Oren Vask said the ferry had to " +
			"be sold. " +
			"Maria Lindqvist rejected attempts to sell the ferry."}, ""},
		{"the idea of a rise", []string{"2031-05-14 Courier: Minister Oren Vask said the fares of the ferry were " +
			"low. Maria Lindqvist rejected the idea of a rise of the fares."}, ""},
		{"called bad", []string{"2031-05-14 Courier: Minister Oren Vask said the ferry would be closed. Maria " +
			"Lindqvist called it absurd."}, ""},
		{"called untrue", []string{"2031-05-14 Courier: Minister Oren Vask said the ferry was safe. Maria " +
			"Lindqvist " +
			"called it a lie."}, "denies it a lie <> the ferry was safe"},
		{"who is not left alone", []string{"2031-05-14 Courier: Bo Lee knew that the planet had honed the " +
			"Metroids " +
			"into killers. It was an outside universe that refused to leave it alone."}, ""},
		{"another part of the charge", []string{"2031-05-14 Courier: Minister Oren Vask accused Maria " +
			"Lindqvist of " +
			"refusing to ask for funds for the old harbour of the town. The sea was calm, Bo Lee said. The " +
			"boats were out, Bo Lee " +
			"said. Maria Lindqvist denied that the storm and her long holiday delayed her decision to ask " +
			"for funds."}, ""},
		{"an ally's words", []string{"2031-05-14 Courier: Minister Oren Vask said the fares were too high. " +
			"Bo Lee said " +
			"that the fares were low. Maria Lindqvist dismissed Oren Vask's claim that the fares were too high."},
			"denies Oren Vask's claim that the fares were too high <> the fares were too high"},
		{"whose accusations they are", []string{"2031-05-14 Courier: Bo Lee accused Corvalan Shipping of " +
			"ramming the " +
			"ferry. Corvalan Shipping rejected accusations by Oren Vask that it had rammed the ferry."}, ""},
		{"a demand is rejected", []string{"2031-05-14 Courier: Minister Oren Vask said the ferry should be sold. " +
			"Maria Lindqvist rejected that idea."}, ""},
		{"neither confirmed nor denied", []string{"2031-05-14 Courier: Minister Oren Vask said the ferry " +
			"had been sold. " +
			"Maria Lindqvist declined to confirm or deny that the ferry had been sold."}, ""},
		{"a person is disavowed", []string{"2031-05-14 Courier: Minister Oren Vask spoke of the ferry, Bo " +
			"Lee said. Maria " +
			"Lindqvist disavowed the minister and the ferry."}, ""},
		{"rumours", []string{"2031-05-14 Courier: Minister Oren Vask said that the ferry had been sold. " +
			"Maria Lindqvist " +
			"discounted rumours that the ferry had been sold."},
			"denies the ferry had been sold <> the ferry had been sold"},
		{"nobody calls it so", []string{"2031-05-14 Courier: Minister Oren Vask said the ferry was safe. " +
			"In Aleppo " +
			"that was called a myth of the ferry."}, ""},
		{"a count still going on", []string{
			"2031-05-14 Courier: Nine people died in Aleppo when the ferry sank.",
			"2031-05-14 Tribune: At least fourteen people died in Aleppo when the ferry sank."}, ""},
		{"round figures", []string{
			"2031-05-14 Courier: Some said 612 people died in Aleppo when the ferry sank.",
			"2031-05-14 Tribune: In Aleppo 600 people died when the ferry sank."}, ""},
		{"some of the victims", []string{
			"2031-05-14 Courier: Nine people died in Aleppo when the ferry sank.",
			"2031-05-14 Tribune: The two people who died in Aleppo when the ferry sank were brothers."}, ""},
		{"tolls of two places", []string{
			"2031-05-14 Courier: In Aleppo nine people died when the ferry sank on its way to Velm, Oren " +
				"Vask said in Lask.",
			"2031-05-14 Tribune: In Homs six people were also killed when a ferry sank, Maria Lindqvist " +
				"said in Lask."}, ""},
		{"an earlier event", []string{
			"2031-05-14 Courier: Nine people died in Aleppo when the ferry sank.",
			"2031-05-14 Tribune: Fourteen people died in Aleppo when the ferry sank in March 2019."}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			bodies, claims, facts := r.read(c.texts...)
			var out []string
			for _, d := range Find(claims, facts) {
				side := func(s Side) string {
					return strings.TrimPrefix(strings.Trim(s.Span.In(bodies[s.Text]), ". "),
						"that ")
				}
				out = append(out, string(d.Kind)+" "+side(d.A)+" <> "+side(d.B))
			}
			if got := strings.Join(out, "; "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestOrder checks that the order of texts changes nothing.
func TestOrder(t *testing.T) {
	_, claims, facts := open(t).read(
		"2031-05-14 Courier: Minister Oren Vask accused Corvalan Shipping of ramming the ferry. Nine people died in "+
			"Aleppo.",
		"2031-05-15 Tribune: Corvalan Shipping denied that it had rammed the ferry.",
		"2031-05-15 Herald: Fourteen people died in Aleppo. Corvalan Shipping rejected the allegation of ramming "+
			"the ferry.",
	)
	want := Find(claims, facts)
	if len(want) < 2 {
		t.Fatalf("%+v", want)
	}
	for seed := range uint64(20) {
		x := rand.New(rand.NewPCG(seed, 1))
		x.Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
		x.Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
		if got := Find(claims, facts); !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Oren Vask accused Ana Roe of theft. She denied it.", "Ana Roe rejects the charge. Nine died in Aleppo.")
	f.Add("X \xff denied that", "no 9% of the vote")
	r := open(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		bodies, claims, facts := r.read("2031-05-14 A: "+a, "2031-05-14 B: "+b)
		for _, d := range Find(claims, facts) {
			for _, s := range []Side{d.A, d.B} {
				if s.Span.Empty() || s.Span.Start < 0 || s.Span.End > len(bodies[s.Text]) {
					t.Fatalf("%+v", d)
				}
			}
			if d.A == d.B {
				t.Fatalf("in dispute with itself: %+v", d)
			}
		}
	})
}
