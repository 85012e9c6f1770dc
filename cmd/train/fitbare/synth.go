package fitbare

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/page"
)

// There are few real listings with known answers, and fewer templates. This file makes more: it
// sets headlines and texts of real articles in random templates (which lines an item has, in what
// order, the form of dates and marks, what precedes and follows the list), so that the forests
// learn what recurs and not the habits of some dozens of sites.

// story is the content of one item.
type story struct {
	title string
	paras []string
	name  string
	date  time.Time
}

// material is the content that pages are composed of.
type material struct {
	stories []story
	heads   [][]string // short lines at the beginning of real pages
	feet    [][]string // and at their end
}

func readMaterial(dirs []string) (*material, error) {
	m := &material{}
	for _, dir := range dirs {
		raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
		if err != nil {
			return nil, err
		}
		var truth map[string]struct {
			ArticleBody, Title, Authors, Date string
		}
		if err := json.Unmarshal(raw, &truth); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		var ids []string
		for id := range truth {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for n, id := range ids {
			t := truth[id]
			s := story{title: strings.Join(strings.Fields(t.Title), " "), name: t.Authors}
			s.date, _ = time.Parse("2006-01-02", t.Date)
			for _, p := range strings.Split(t.ArticleBody, "\n") {
				if p = strings.Join(strings.Fields(p), " "); p != "" {
					s.paras = append(s.paras, p)
				}
			}
			if s.title != "" && len([]rune(s.title)) < 180 && len(s.paras) > 0 {
				m.stories = append(m.stories, s)
			}
			if n%4 == 0 {
				m.edges(filepath.Join(dir, "html", id+".html"))
			}
		}
	}
	return m, nil
}

// edges adds the short lines at both ends of a real page.
func (m *material) edges(file string) {
	content, err := os.ReadFile(file)
	if err != nil {
		return
	}
	p, err := page.Read(content, page.Options{Form: page.HTML})
	if err != nil || len(p.Blocks) < 20 {
		return
	}
	var lines []string
	for _, b := range p.Blocks {
		if b.Role != cutting.Control {
			lines = append(lines, b.Span.In(p.Text))
		}
	}
	edge := func(s string) bool { return len([]rune(s)) <= 70 }
	head := 0
	for head < len(lines) && head < 40 && edge(lines[head]) {
		head++
	}
	foot := len(lines)
	for foot > head && len(lines)-foot < 40 && len([]rune(lines[foot-1])) <= 160 {
		foot--
	}
	if head > 1 {
		m.heads = append(m.heads, lines[:head])
	}
	if len(lines)-foot > 1 {
		m.feet = append(m.feet, lines[foot:])
	}
}

// wording is the wording of the lines around items in one language.
type wording struct {
	dates                                 []string // %d day, %m month number, %M month name, %Y year
	months                                []string
	by, mark, comment, filedUnder, posted []string
	rail, box, page                       []string
}

var tongues = []wording{
	{dates: []string{"%M %d, %Y", "%d %M %Y", "%m/%d/%Y", "%Y-%m-%d", "%d. %M %Y", "%M %dth, %Y"},
		months: strings.Fields("January February March April May June July August September October November " +
			"December"),
		by: []string{"By %s", "by %s", "Posted by %s", "Author: %s"},
		mark: []string{"Read more", "Read More »", "Continue reading →", "(more…)", "More", "Keep Reading",
			"Full story", "[Read more...]", "Continue reading “%s”"},
		comment: []string{"%d Comments", "No Comments", "Leave a comment", "0 Comments", "Comments (%d)", "%d"},
		filedUnder: []string{"Filed under: %s", "Posted in %s", "Category: %s", "Tags: %s", "Categories: %s",
			"Tagged %s"},
		posted: []string{"Posted on %s", "Published %s", "%s", "%s", "%s at 14:30", "Updated: %s"},
		rail:   []string{"Recent Posts", "Latest News", "Most viewed", "Popular Posts", "Related articles"},
		box:    []string{"Categories", "Archives", "Tags", "Recent Comments", "Meta", "Follow us", "Search"},
		page:   []string{"1 2 3 … 12 Next »", "← Older posts", "Page 2 of 7", "Previous 1 2 3 Next", "Load more"}},
	{dates: []string{"%d. %M %Y", "%d.%m.%Y"}, months: strings.Fields(
		"Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
		by:         []string{"Von %s", "von %s", "Autor: %s"},
		mark:       []string{"Weiterlesen", "Weiterlesen →", "mehr", "Mehr lesen »"},
		comment:    []string{"%d Kommentare", "Keine Kommentare"},
		filedUnder: []string{"Kategorie: %s", "Veröffentlicht in: %s", "Schlagwörter: %s"},
		posted:     []string{"Veröffentlicht am %s", "%s", "%s"}, rail: []string{"Neueste Beiträge", "Meistgelesen"},
		box:  []string{"Kategorien", "Archiv", "Neueste Kommentare"},
		page: []string{"1 2 3 Weiter", "← Ältere Beiträge"}},
	{dates: []string{"%d %M %Y", "%d/%m/%Y"}, months: strings.Fields(
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
		by: []string{"Par %s", "par %s"}, mark: []string{"Lire la suite", "Lire la suite »", "En savoir plus"},
		comment: []string{"%d commentaires", "Aucun commentaire"}, filedUnder: []string{"Catégorie : %s",
			"Publié dans %s"},
		posted: []string{"Publié le %s", "%s", "%s"}, rail: []string{"Articles récents", "Les plus lus"},
		box:  []string{"Catégories", "Archives", "Commentaires récents"},
		page: []string{"1 2 3 Suivant", "Page 1 sur 9"}},
	{dates: []string{"%d de %M de %Y", "%d/%m/%Y", "%d %M, %Y"},
		months: strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre " +
			"diciembre"),
		by: []string{"Por %s", "por %s"}, mark: []string{"Leer más", "Seguir leyendo", "Leer más »"},
		comment:    []string{"%d comentarios", "Sin comentarios"},
		filedUnder: []string{"Categoría: %s", "Publicado en %s", "Etiquetas: %s"},
		posted:     []string{"Publicado el %s", "%s"}, rail: []string{"Entradas recientes", "Lo más leído"},
		box:  []string{"Categorías", "Archivos", "Comentarios recientes"},
		page: []string{"« Anterior 1 2 3 Siguiente »"}},
	{dates: []string{"%d %M %Y", "%d.%m.%Y"}, months: strings.Fields(
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
		by: []string{"Автор: %s"}, mark: []string{"Читать далее", "Подробнее", "Читать далее →"},
		comment: []string{"%d комментариев", "Нет комментариев"}, filedUnder: []string{"Рубрика: %s", "Метки: %s"},
		posted: []string{"Опубликовано %s", "%s", "%s"}, rail: []string{"Свежие записи", "Популярное"},
		box: []string{"Рубрики", "Архивы", "Свежие комментарии"}, page: []string{"1 2 3 … 23 Далее"}},
}

var sections = strings.Fields("News World Politics Sport Culture Opinion Blog Business Health Technology Events " +
	"Press Reviews Region Science Travel Novosti Aktuelles Actualités Noticias Новости Community Features Harbour " +
	"Allgemein Uncategorized Video Interviews")

var logins = strings.Fields("admin editor redaktion webmaster newsroom staff office presse jana tom")

// slot is a kind of line that an item may have.
type slot uint8

const (
	slotDate slot = iota
	slotByline
	slotLogin
	slotSection
	slotComments
	slotDateline // date, name and section in one line
	slotMark
	slotFiledUnder
	slotShare
	slotNumber
	slotOutlet // a name that differs from item to item: another source
)

// plan is a random template of one page.
type plan struct {
	t                            *wording
	lead, after, tail            []slot
	date, by, mark, comment      string
	filedUnder, posted, dateline string
	share                        string
	text                         int // 0 none, 1 one cut paragraph, 2 one whole, 3 several paragraphs
	limit                        int // runes of an excerpt
	ending                       string
	missing                      float64 // chance that an optional line is missing
	sections                     []string
	login                        string
	markInline                   bool
	headings                     bool
}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

func newPlan(r *rand.Rand) plan {
	t := &tongues[0]
	if r.Float64() < 0.5 {
		t = &tongues[r.IntN(len(tongues))]
	}
	p := plan{t: t, date: pick(r, t.dates), by: pick(r, t.by), mark: pick(r, t.mark), comment: pick(r, t.comment),
		filedUnder: pick(r, t.filedUnder), posted: pick(r, t.posted), login: pick(r, logins),
		ending: pick(r, []string{"…", " […]", "...", "", " [...]", "."}), limit: 90 + r.IntN(500)}
	p.dateline = pick(r, []string{"{date} {login}", "{by} {date}", "{date} | {section}", "{section} {date}",
		"{date} · {login} · {section} ·", "{date}{section}{login}", "{login} - {date}", "{date} {login} {comment}"})
	p.share = pick(r, []string{"Share", "Tweet", "Facebook Twitter Email", "Share this:", "Print"})
	p.text = pick(r, []int{0, 1, 1, 1, 1, 2, 2, 3, 3, 3})
	p.missing = pick(r, []float64{0, 0, 0, 0.05, 0.15})
	p.headings = p.text == 3 && r.Float64() < 0.6
	for range 1 + r.IntN(6) {
		p.sections = append(p.sections, pick(r, sections))
	}
	metas := []slot{slotDate, slotDate, slotDate, slotByline, slotLogin, slotSection, slotSection, slotComments,
		slotDateline, slotDateline, slotNumber, slotFiledUnder, slotOutlet}
	used := map[slot]bool{}
	draw := func(n int, from []slot) (out []slot) {
		for range n {
			if s := pick(r, from); !used[s] {
				used[s] = true
				out = append(out, s)
			}
		}
		return out
	}
	p.lead = draw(pick(r, []int{0, 0, 0, 0, 1, 1, 2}), metas)
	p.after = draw(pick(r, []int{0, 0, 1, 1, 2, 2, 3, 4}), metas)
	p.tail = draw(pick(r, []int{0, 0, 1, 1, 2, 3}),
		[]slot{slotMark, slotMark, slotMark, slotFiledUnder, slotComments, slotShare, slotDate, slotByline,
			slotDateline})
	p.markInline = slices.Contains(p.tail, slotMark) && r.Float64() < 0.2
	return p
}

func (p *plan) dateOf(s *story, r *rand.Rand) string {
	d := s.date
	if d.IsZero() {
		d = time.Date(2006+r.IntN(18), time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
	}
	return strings.NewReplacer("%d", fmt.Sprint(d.Day()), "%m", fmt.Sprintf("%02d", d.Month()), "%M",
		p.t.months[d.Month()-1], "%Y", fmt.Sprint(d.Year())).Replace(p.date)
}

func (p *plan) line(s slot, st *story, r *rand.Rand) string {
	name := st.name
	if i := strings.IndexAny(name, ";,|"); i > 0 {
		name = name[:i]
	}
	if name == "" {
		name = p.login
	}
	sub := func(format, v string) string {
		if !strings.Contains(format, "%") {
			return format
		}
		if strings.Contains(format, "%d") {
			return strings.ReplaceAll(format, "%d", fmt.Sprint(r.IntN(30)))
		}
		return strings.ReplaceAll(format, "%s", v)
	}
	switch s {
	case slotDate:
		return sub(p.posted, p.dateOf(st, r))
	case slotByline:
		return sub(p.by, name)
	case slotLogin:
		return p.login
	case slotSection:
		return pick(r, p.sections)
	case slotComments:
		return sub(p.comment, "")
	case slotDateline:
		return strings.NewReplacer("{date}", p.dateOf(st, r), "{login}", p.login, "{by}", sub(p.by, name), "{section}",
			pick(r, p.sections), "{comment}", sub(p.comment, "")).Replace(p.dateline)
	case slotMark:
		return sub(p.mark, st.title)
	case slotFiledUnder:
		return sub(p.filedUnder, strings.Join([]string{pick(r, p.sections), pick(r, p.sections)}, ", "))
	case slotShare:
		return p.share
	case slotNumber:
		return fmt.Sprint(r.IntN(9))
	case slotOutlet:
		w := strings.Fields(st.title)
		return strings.Join(w[:min(len(w), 1+r.IntN(3))], " ")
	}
	return ""
}

// body returns the item's excerpt or text.
func (p *plan) body(st *story, r *rand.Rand) []string {
	if p.text == 0 || r.Float64() < p.missing {
		return nil
	}
	if p.text == 3 {
		n := min(1+r.IntN(9), len(st.paras))
		out := slices.Clone(st.paras[:n])
		if !p.headings {
			out = slices.DeleteFunc(out, func(s string) bool {
				return len([]rune(s)) < 60 &&
					!strings.HasSuffix(s, ".")
			})
		}
		return out
	}
	i := slices.IndexFunc(st.paras, func(s string) bool { return len([]rune(s)) > 80 })
	if i < 0 {
		return st.paras[:1]
	}
	t := []rune(st.paras[i])
	if p.text == 1 && len(t) > p.limit {
		cut := p.limit
		for cut < len(t) && t[cut] != ' ' {
			cut++
		}
		return []string{string(t[:cut]) + p.ending}
	}
	return []string{string(t)}
}

// listing composes a page of items and returns its lines and those at which items begin.
func (m *material) listing(r *rand.Rand) (lines []string, gold map[int]bool) {
	p := newPlan(r)
	gold = map[int]bool{}
	n := pick(r, []int{3, 4, 5, 6, 8, 10, 10, 10, 10, 12, 15, 20, 30})
	var items []story
	for range n {
		items = append(items, pick(r, m.stories))
	}
	if p.text == 0 && len(p.lead)+len(p.after)+len(p.tail) == 0 && r.Float64() < 0.7 {
		p.after = []slot{slotDate}
	}
	if r.Float64() < 0.5 {
		h := pick(r, m.heads)
		lines = append(lines, h[:r.IntN(len(h)+1)]...)
	}
	if r.Float64() < 0.1 { // the first items announced at the top
		for _, it := range items[:min(len(items), 5)] {
			lines = append(lines, it.title)
		}
	}
	switch r.IntN(5) {
	case 0:
		lines = append(lines, pick(r, p.sections))
	case 1:
		lines = append(lines, pick(r, []string{"Category: ", "Archive for ", "Posts in ", "Entries by ", "Tag: ",
			"Latest in "})+pick(r, p.sections))
	case 2:
		lines = append(lines, pick(r, sections), pick(r, m.stories).title)
	}
	for k := range items {
		it := &items[k]
		skip := func() bool { return r.Float64() < p.missing }
		for _, s := range p.lead {
			if !skip() {
				lines = append(lines, p.line(s, it, r))
			}
		}
		gold[len(lines)] = true
		lines = append(lines, it.title)
		for _, s := range p.after {
			if !skip() {
				lines = append(lines, p.line(s, it, r))
			}
		}
		body := p.body(it, r)
		if p.markInline && len(body) > 0 {
			body[len(body)-1] += " " + p.line(slotMark, it, r)
		}
		lines = append(lines, body...)
		for _, s := range p.tail {
			if s == slotMark && p.markInline || skip() {
				continue
			}
			lines = append(lines, p.line(s, it, r))
		}
	}
	if r.Float64() < 0.6 {
		lines = append(lines, pick(r, p.t.page))
	}
	if r.Float64() < 0.35 {
		lines = append(lines, pick(r, p.t.rail))
		for range 3 + r.IntN(5) {
			lines = append(lines, pick(r, append(slices.Clone(items), m.stories[:min(len(m.stories), 40)]...)).title)
		}
	}
	if r.Float64() < 0.35 {
		lines = append(lines, pick(r, p.t.box))
		for range 2 + r.IntN(12) {
			lines = append(lines, pick(r, sections))
		}
	}
	if r.Float64() < 0.5 {
		f := pick(r, m.feet)
		lines = append(lines, f[r.IntN(len(f)+1):]...)
	}
	return lines, gold
}

// article composes a page without a list: one story with its surroundings, or only those.
func (m *material) article(r *rand.Rand) []string {
	p := newPlan(r)
	it := pick(r, m.stories)
	var lines []string
	if r.Float64() < 0.7 {
		h := pick(r, m.heads)
		lines = append(lines, h[:r.IntN(len(h)+1)]...)
	}
	story := r.Float64() < 0.85
	if story {
		if r.Float64() < 0.85 {
			lines = append(lines, it.title)
		}
		for _, s := range p.after {
			lines = append(lines, p.line(s, &it, r))
		}
		body := it.paras
		if len(body) > 4 && r.Float64() < 0.4 {
			body = body[:2+r.IntN(len(body)-2)]
		}
		lines = append(lines, body...)
		for _, s := range p.tail {
			if s != slotMark {
				lines = append(lines, p.line(s, &it, r))
			}
		}
	} else {
		switch r.IntN(3) {
		case 0:
			lines = append(lines, "404", "Page not found", "The page you are looking for does not exist.")
		case 1:
			lines = append(lines, "Log in", "Username", "Password", "Forgotten your password?")
		case 2:
			lines = append(lines, "Search results", "Nothing found for your search.")
		}
	}
	for range r.IntN(3) {
		lines = append(lines, pick(r, p.t.rail))
		whole := r.Float64() < 0.4
		for range 3 + r.IntN(5) {
			o := pick(r, m.stories)
			lines = append(lines, o.title)
			if whole {
				lines = append(lines, p.body(&o, r)...)
			}
		}
	}
	if r.Float64() < 0.5 {
		lines = append(lines, pick(r, p.t.box))
		for range 2 + r.IntN(12) {
			lines = append(lines, pick(r, sections))
		}
	}
	if r.Float64() < 0.6 {
		f := pick(r, m.feet)
		lines = append(lines, f[r.IntN(len(f)+1):]...)
	}
	return lines
}

// synthesise composes n pages, every fourth without a list.
func (m *material) synthesise(n int, seed uint64) ([]*sample, error) {
	r := rand.New(rand.NewPCG(seed, 7))
	var out []*sample
	for i := range n {
		var lines []string
		gold := map[int]bool{}
		if i%4 == 3 {
			lines = m.article(r)
		} else {
			lines, gold = m.listing(r)
		}
		p, err := page.Read([]byte(strings.Join(lines, "\n\n")), page.Options{Form: page.Text})
		if err != nil || len(p.Blocks) != len(lines) {
			continue // a line that is dropped on reading would shift the answers
		}
		s := newSample(fmt.Sprintf("synthetic %d", i), "synthetic", p, gold)
		s.synthetic = true
		out = append(out, s)
	}
	return out, nil
}
