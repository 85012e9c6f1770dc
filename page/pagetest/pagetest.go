// Package pagetest has what the tests of the readers of pages share: reading with package page, the
// guarantees of every page, sample texts in many languages.
package pagetest

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"cuttings/cutting"
	"cuttings/page"
)

// Samples are a few sentences of our own in languages that had charsets of their own.
var Samples = map[string]string{
	"ru": "Совет города Вельма решил в понедельник снова зажечь фонари вдоль набережной. По словам мэра, работы " +
		"займут три недели, однако смотрители не согласны с условиями договора.",
	"uk": "Рада міста Вельм вирішила в понеділок знову запалити ліхтарі вздовж набережної. За словами мера, роботи " +
		"триватимуть три тижні, але доглядачі не згодні з умовами.",
	"bg": "Съветът на град Велм реши в понеделник отново да запали фенерите по крайбрежието. Според кмета работата " +
		"ще отнеме три седмици, но пазачите не са съгласни.",
	"fa": "شورای شهر ولم روز دوشنبه تصمیم گرفت که چراغ\u200cهای بندر را دوباره روشن کند. به گفته شهردار این کار سه " +
		"هفته طول می\u200cکشد اما نگهبانان با شرایط قرارداد موافق نیستند.",
	"ar": "قرر مجلس مدينة فيلم يوم الاثنين إضاءة المصابيح على طول الميناء من جديد. وقال رئيس البلدية إن العمل " +
		"سيستغرق ثلاثة أسابيع، لكن الحراس لا يوافقون على شروط العقد.",
	"he": "מועצת העיר ולם החליטה ביום שני להדליק מחדש את הפנסים לאורך הנמל. לדברי ראש העיר העבודות יימשכו שלושה " +
		"שבועות, אך השומרים אינם מסכימים לתנאים.",
	"el": "Το συμβούλιο της πόλης Βελμ αποφάσισε τη Δευτέρα να ανάψει ξανά τα φανάρια κατά μήκος του λιμανιού. Ο " +
		"δήμαρχος είπε ότι οι εργασίες θα διαρκέσουν τρεις εβδομάδες.",
	"pl": "Rada miasta Wełm postanowiła w poniedziałek ponownie zapalić latarnie wzdłuż nabrzeża. Burmistrz mówi, " +
		"że prace potrwają trzy tygodnie, lecz dozorcy nie zgadzają się na warunki.",
	"cs": "Rada města Velm v pondělí rozhodla, že světla podél přístavu se znovu rozsvítí. Podle starosty potrvají " +
		"práce tři týdny, hlídači však s podmínkami nesouhlasí.",
	"hu": "Velm város tanácsa hétfőn úgy döntött, hogy újra meggyújtják a lámpákat a kikötő mentén. A polgármester " +
		"szerint a munka három hétig tart, az őrök azonban nem értenek egyet.",
	"tr": "Velm şehir meclisi pazartesi günü liman boyunca fenerlerin yeniden yakılmasına karar verdi. Belediye " +
		"başkanı işin üç hafta süreceğini söyledi, ancak bekçiler şartları kabul etmiyor. Bu karar için bir ay daha " +
		"beklenecek ve her gece kontrol olacak.",
	"de": "Der Rat der Stadt Welm beschloss am Montag, die Laternen am Hafen wieder anzuzünden. Nach den Worten des " +
		"Bürgermeisters dauern die Arbeiten drei Wochen, die Wächter sind mit den Bedingungen für künftige Nächte " +
		"unzufrieden.",
	"fr": "Le conseil de la ville de Velme a décidé lundi de rallumer les réverbères le long du port. D'après le " +
		"maire, les travaux dureront trois semaines, mais les gardiens n'ont pas accepté les conditions.",
	"es": "El consejo de la ciudad de Velme decidió el lunes volver a encender las farolas del puerto. Según el " +
		"alcalde, las obras durarán tres semanas, pero los guardianes no están de acuerdo con las condiciones.",
	"ja": "ベルム市議会は月曜日、港の街灯を再び点灯することを決めた。市長によると工事は三週間かかるが、番人たちは条件に同意していない。",
	"zh": "维尔姆市议会星期一决定重新点亮港口的路灯。市长说，工程需要三个星期，但是看守人不同意合同的条件，他们要求得到更多的时间。",
	"tw": "維爾姆市議會星期一決定重新點亮港口的路燈。市長說，工程需要三個星期，但是看守人不同意合約的條件，他們要求得到更多的時間。",
	"ko": "벨름 시의회는 월요일 항구를 따라 가로등을 다시 켜기로 결정했다. 시장은 공사가 삼 주 걸릴 것이라고 말했지만 관리인들은 조건에 동의하지 않는다.",
	"th": "สภาเมืองเวล์มตัดสินใจเมื่อวันจันทร์ที่จะจุดโคมไฟตามท่าเรืออีกครั้ง " +
		"นายกเทศมนตรีกล่าวว่างานจะใช้เวลาสามสัปดาห์ แต่ผู้ดูแลไม่เห็นด้วยกับเงื่อนไข",
}

// Encode encodes text in a charset of the WHATWG's list.
func Encode(t testing.TB, text, charset string) []byte {
	t.Helper()
	e, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", charset, err)
	}
	return b
}

// Check checks a page against the guarantees of cutting.Page and cutting.Tree. It returns an error
// for the first violation.
func Check(content []byte, p *cutting.Page) error {
	if !utf8.ValidString(p.Text) {
		return fmt.Errorf("text is not valid UTF-8")
	}
	at := 0
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Span.Start < at || b.Span.Empty() || b.Span.End > len(p.Text) {
			return fmt.Errorf("block %d at %v: not behind %d, empty or outside the text of %d bytes", i, b.Span, at,
				len(p.Text))
		}
		if gap := p.Text[at:b.Span.Start]; strings.TrimFunc(gap, unicode.IsSpace) != "" {
			return fmt.Errorf("text %q before block %d is in no block", gap, i)
		}
		if s := b.Span.In(p.Text); strings.TrimFunc(s, unicode.IsSpace) != s {
			return fmt.Errorf("block %d %q has white space at its ends", i, s)
		}
		if (b.Level > 0) != (b.Role == cutting.Heading) {
			return fmt.Errorf("block %d: %v with level %d", i, b.Role, b.Level)
		}
		for _, l := range b.Links {
			if !b.Span.Contains(l.Span) && !(l.Span.Empty() && l.Span.Start >= b.Span.Start) ||
				l.Span.End > len(p.Text) {
				return fmt.Errorf("link %v outside its block %v", l.Span, b.Span)
			}
		}
		at = b.Span.End
	}
	if strings.TrimFunc(p.Text[at:], unicode.IsSpace) != "" {
		return fmt.Errorf("text %q behind the last block", p.Text[at:])
	}
	if err := checkSource(content, p); err != nil {
		return err
	}
	if p.Tree == nil {
		return nil
	}
	return checkTree(content, p)
}

func checkSource(content []byte, p *cutting.Page) error {
	at := int64(0)
	for i := range p.Blocks {
		r := p.Source.Range(p.Blocks[i].Span)
		if r.Start < at || r.End <= r.Start || r.End > int64(len(content)) {
			return fmt.Errorf("block %d %q comes from %v; content has %d bytes, the block before ends at %d",
				i, p.Blocks[i].Span.In(p.Text), r, len(content), at)
		}
		at = r.End
	}
	for off := 0; off <= len(p.Text); off += 1 + len(p.Text)/64 {
		if r := p.Source.Range(cutting.Span{Start: off, End: off}); r.Start != r.End || r.End > int64(len(content)) {
			return fmt.Errorf("empty span at %d comes from %v", off, r)
		}
	}
	return nil
}

func checkTree(content []byte, p *cutting.Page) error {
	nodes := p.Tree.Nodes
	if len(nodes) == 0 || nodes[0].Parent != -1 || int(nodes[0].End) != len(nodes) {
		return fmt.Errorf("the root does not cover the tree")
	}
	for i := range nodes {
		n := &nodes[i]
		if n.Text.Start > n.Text.End || n.Text.End > len(p.Text) || n.Text.Start < 0 {
			return fmt.Errorf("node %d <%s>: text %v of %d", i, n.Tag, n.Text, len(p.Text))
		}
		if n.BlockLo > n.BlockHi || int(n.BlockHi) > len(p.Blocks) || n.BlockLo < 0 {
			return fmt.Errorf("node %d <%s>: blocks [%d,%d) of %d", i, n.Tag, n.BlockLo, n.BlockHi, len(p.Blocks))
		}
		for k := n.BlockLo; k < n.BlockHi && k < n.BlockLo+3; k++ {
			if s := p.Blocks[k].Span.Start; s < n.Text.Start || s >= n.Text.End {
				return fmt.Errorf("node %d <%s>: block %d does not begin in its text %v", i, n.Tag, k, n.Text)
			}
		}
		if n.Source.Start > n.Source.End || n.Source.End > int64(len(content)) {
			return fmt.Errorf("node %d <%s>: source %v of %d", i, n.Tag, n.Source, len(content))
		}
		if n.AttrLo > n.AttrHi || int(n.AttrHi) > len(p.Tree.Attrs) {
			return fmt.Errorf("node %d <%s>: attributes [%d,%d) of %d", i, n.Tag, n.AttrLo, n.AttrHi,
				len(p.Tree.Attrs))
		}
		if i == 0 {
			continue
		}
		up := &nodes[n.Parent]
		if n.Parent >= int32(i) || n.End <= int32(i) || n.End > up.End || n.Depth != up.Depth+1 {
			return fmt.Errorf("node %d <%s> [.. %d) not within its parent %d [.. %d)", i, n.Tag, n.End, n.Parent,
				up.End)
		}
		if n.Source.Start < up.Source.Start || n.Source.End > up.Source.End {
			return fmt.Errorf("node %d <%s>: source %v not within its parent <%s> %v", i, n.Tag, n.Source, up.Tag,
				up.Source)
		}
		if up.Hidden && !n.Hidden {
			return fmt.Errorf("node %d <%s> is shown inside a hidden one", i, n.Tag)
		}
		if !n.Text.Empty() && !up.Text.Contains(n.Text) {
			return fmt.Errorf("node %d <%s>: text %v not within its parent's %v", i, n.Tag, n.Text, up.Text)
		}
	}
	for i := range p.Blocks {
		n := p.Blocks[i].Node
		if n < 0 || int(n) >= len(nodes) || nodes[n].BlockLo > int32(i) || nodes[n].BlockHi <= int32(i) {
			return fmt.Errorf("block %d %q is not among the blocks of its node %d", i, p.Blocks[i].Span.In(p.Text), n)
		}
	}
	return nil
}

// ReadHTML reads src as HTML and checks the guarantees.
func ReadHTML(t testing.TB, src string, o page.Options) *cutting.Page {
	t.Helper()
	o.Form = page.HTML
	p, err := page.Read([]byte(src), o)
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	if err := Check([]byte(src), p); err != nil {
		t.Fatal(err)
	}
	return p
}
