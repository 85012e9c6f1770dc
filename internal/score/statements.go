package score

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// StatementScores are scores of attributed content; shares, 0–1. A predicted statement is paired
// with at most one answer, by the shared words of their contents.
type StatementScores struct {
	All    StatementScore `json:"all"`
	Speech StatementScore `json:"speech"` // those whose cue has a common word of saying
	Quoted StatementScore `json:"quoted"` // those with a quotation mark in the content
	Cue    float64        `json:"cue_f1"` // a cue that shares a word with an answer's
}

// StatementScore is the score of one selection of statements.
type StatementScore struct {
	P        float64 `json:"p"` // contents share at least half of their words
	R        float64 `json:"r"`
	Content  float64 `json:"content_f1"`
	Exact    float64 `json:"exact_f1"`    // the contents have the same words
	Sourced  float64 `json:"source_f1"`   // the same, and the sources share a word or are both absent
	Answers  int     `json:"answers"`     // in the selection
	Answered int     `json:"predictions"` // in the selection
}

// speechWords are the words of speech cues in the yardstick.
var speechWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`say says said saying tell tells told telling add adds added adding ask asks asked
		asking argue argues argued arguing announce announces announced announcing claim claims claimed claiming declare
		declares declared declaring explain explains explained explaining insist insists insisted insisting note notes noted
		noting report reports reported reporting state states stated stating suggest suggests suggested suggesting warn warns
		warned warning write writes wrote writing tweet tweets tweeted tweeting reply replies replied respond responds
		responded deny denies denied denying accuse accuses accused accusing call calls called calling describe describes
		described describing promise promises promised promising vow vows vowed acknowledge acknowledges acknowledged admit
		admits admitted assert asserts asserted contend contends contended according confirm confirms confirmed criticize
		criticizes criticized demand demands demanded recall recalls recalled mention mentions mentioned quip quipped joke
		joked pledge pledged urge urges urged testify testified shout shouted concede conceded predict predicts predicted
		complain complained praise praised remark remarked statement`) {
		m[w] = true
	}
	return m
}()

var quotationMark = regexp.MustCompile("[\"“”«»]")

// saidLine is one text's statements, offsets in code points.
type saidLine struct {
	ID, Text     string
	Attributions []struct{ Source, Cue, Content [][2]int }
}

// said is a statement as sets of words, by their index in the text, ascending.
type said struct {
	content, source, cue []int
	speech, quoted       bool
}

func (l saidLine) statements(text []rune, words [][2]int) []said {
	var out []said
	for _, a := range l.Attributions {
		s := said{content: wordsIn(words, a.Content), source: wordsIn(words, a.Source), cue: wordsIn(words, a.Cue)}
		if len(s.content) == 0 {
			continue
		}
		for _, i := range s.cue {
			s.speech = s.speech || speechWords[strings.ToLower(string(text[words[i][0]:words[i][1]]))]
		}
		for _, c := range a.Content {
			s.quoted = s.quoted || quotationMark.MatchString(string(text[min(c[0], len(text)):min(c[1], len(text))]))
		}
		out = append(out, s)
	}
	return out
}

// wordsIn returns the words with more than half of their letters in one of the spans.
func wordsIn(words [][2]int, spans [][2]int) []int {
	var out []int
	for _, s := range spans {
		i, _ := slices.BinarySearchFunc(words, s[0], func(w [2]int, at int) int { return cmp.Compare(w[1], at) })
		for ; i < len(words) && words[i][0] < s[1]; i++ {
			w := words[i]
			if 2*(min(s[1], w[1])-max(s[0], w[0])) > w[1]-w[0] {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func wordSpans(text []rune) (out [][2]int) {
	for i := 0; i < len(text); i++ {
		j := i
		for j < len(text) && (text[j] == '_' || unicode.IsLetter(text[j]) || unicode.IsNumber(text[j])) {
			j++
		}
		if j > i {
			out = append(out, [2]int{i, j})
			i = j
		}
	}
	return out
}

// common returns the number of members that two ascending sets share.
func common(a, b []int) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch c := cmp.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			n, a, b = n+1, a[1:], b[1:]
		}
	}
	return n
}

// saidTally counts one selection on both sides; index 0 is of answers, 1 of predictions.
type saidTally struct{ all, half, exact, sourced [2]int }

func (t *saidTally) score() StatementScore {
	f1 := func(n [2]int) (p, r, f float64) {
		if t.all[1] > 0 {
			p = float64(n[1]) / float64(t.all[1])
		}
		if t.all[0] > 0 {
			r = float64(n[0]) / float64(t.all[0])
		}
		if p+r > 0 {
			f = 2 * p * r / (p + r)
		}
		return p, r, f
	}
	s := StatementScore{Answers: t.all[0], Answered: t.all[1]}
	s.P, s.R, s.Content = f1(t.half)
	_, _, s.Exact = f1(t.exact)
	_, _, s.Sourced = f1(t.sourced)
	return s
}

// Statements scores one file of predictions against one of answers: lines of JSON with id and
// attributions, offsets in code points. Only words are compared, not marks.
func Statements(gold, pred string) (StatementScores, error) {
	predicted := map[string]saidLine{}
	if err := jsonLines(pred, func(l saidLine) { predicted[l.ID] = l }); err != nil {
		return StatementScores{}, err
	}
	var tallies [3]saidTally
	var cues, goldCues, predCues int
	err := jsonLines(gold, func(l saidLine) {
		text := []rune(l.Text)
		words := wordSpans(text)
		g, p := l.statements(text, words), predicted[l.ID].statements(text, words)
		c, ng, np := pairCues(g, p)
		cues, goldCues, predCues = cues+c, goldCues+ng, predCues+np
		partner := pairContents(g, p)
		countSide(&tallies, 0, g, p, partner[0])
		countSide(&tallies, 1, p, g, partner[1])
	})
	if err != nil {
		return StatementScores{}, err
	}
	out := StatementScores{All: tallies[0].score(), Speech: tallies[1].score(), Quoted: tallies[2].score()}
	_, _, out.Cue = prf(cues, predCues, goldCues)
	return out, nil
}

func pairCues(g, p []said) (right, answers, predictions int) {
	used := make([]bool, len(g))
	for _, a := range g {
		if len(a.cue) > 0 {
			answers++
		}
	}
	for _, b := range p {
		if len(b.cue) == 0 {
			continue
		}
		predictions++
		for i, a := range g {
			if !used[i] && common(a.cue, b.cue) > 0 {
				used[i] = true
				right++
				break
			}
		}
	}
	return right, answers, predictions
}

// overlap returns the size of two sets' intersection divided by that of their union.
func overlap(a, b []int) float64 {
	n := common(a, b)
	return float64(n) / float64(max(len(a)+len(b)-n, 1))
}

// pairContents pairs answers and predictions, those with the largest overlap first, and returns
// each one's partner on either side, -1 for none.
func pairContents(g, p []said) (partner [2][]int) {
	type candidate struct {
		share float64
		i, j  int
	}
	var all []candidate
	for i, a := range g {
		for j, b := range p {
			if v := overlap(a.content, b.content); v > 0 {
				all = append(all, candidate{v, i, j})
			}
		}
	}
	slices.SortFunc(all, func(x, y candidate) int {
		return cmp.Or(-cmp.Compare(x.share, y.share), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j))
	})
	partner = [2][]int{slices.Repeat([]int{-1}, len(g)), slices.Repeat([]int{-1}, len(p))}
	for _, c := range all {
		if partner[0][c.i] < 0 && partner[1][c.j] < 0 {
			partner[0][c.i], partner[1][c.j] = c.j, c.i
		}
	}
	return partner
}

func countSide(tallies *[3]saidTally, side int, own, others []said, partner []int) {
	for i, s := range own {
		for k, in := range [3]bool{true, s.speech, s.quoted} {
			if !in {
				continue
			}
			t := &tallies[k]
			t.all[side]++
			if partner[i] < 0 {
				continue
			}
			o := others[partner[i]]
			v := overlap(s.content, o.content)
			if v >= 0.5 {
				t.half[side]++
				if len(s.source) == 0 && len(o.source) == 0 || common(s.source, o.source) > 0 {
					t.sourced[side]++
				}
			}
			if v == 1 {
				t.exact[side]++
			}
		}
	}
}
