package fitreading

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/page"
)

// source is a page with its known kind.
type source struct {
	Set, Name, Site string
	Kind            cutting.PageKind   // "" where it may be article or both
	OK              []cutting.PageKind // other acceptable kinds
	Gold            score.ListingGold  // its items; none where only the kind is known
	url             string
	address         string // for a variant; pages of lists are otherwise read without
	html            []byte
	judged          bool // never learned from
}

func (s *source) key() string { return s.Set + " " + s.Name }

func (s *source) read(html []byte) *cutting.Page { return s.readAt(html, s.url) }

func (s *source) readAt(html []byte, address string) *cutting.Page {
	p, err := page.Read(html, page.Options{Form: page.HTML, URL: address})
	if err != nil || p.Tree == nil {
		return nil
	}
	return p
}

// kindNamed maps the yardsticks' words to kinds of pages.
var kindNamed = map[string]cutting.PageKind{"": cutting.ListingPage, "listing": cutting.ListingPage,
	"article": cutting.ArticlePage, "both": cutting.MixedPage, "mixed": cutting.MixedPage, "none": cutting.NothingPage,
	"nothing": cutting.NothingPage}

// load reads a yardstick's folder: <site>/<page>.html with .gold.json, or html/ with
// ground-truth.json.
func load(dir string) ([]*source, error) {
	if _, err := os.Stat(filepath.Join(dir, "ground-truth.json")); err == nil {
		return loadArticles(dir)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.gold.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no pages in %s (%v)", dir, err)
	}
	set := setName(dir)
	var out []*source
	for _, f := range files {
		var g struct {
			PageKind string   `json:"page_kind"`
			KindOK   []string `json:"kind_ok"`
			Sub      string   `json:"sub"`
			URL      string   `json:"url"`
			File     string   `json:"file"` // its path on the site
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		site := filepath.Base(filepath.Dir(f))
		s := &source{Set: set, Site: siteKey(site), Name: site + "/" +
			strings.TrimSuffix(filepath.Base(f), ".gold.json")}
		if err := json.Unmarshal(raw, &g); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		if err := json.Unmarshal(raw, &s.Gold); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		s.Kind, s.address = kindNamed[g.PageKind], g.URL
		if g.URL == "" && g.File != "" {
			path := strings.TrimSuffix(g.File, "index.html")
			if before, after, ok := strings.Cut(path, "?"); ok {
				path = before + "?" + strings.TrimSuffix(after, ".html")
			}
			s.address = "https://" + site[strings.IndexByte(site, '+')+1:] + "/" + path
		}
		for _, k := range g.KindOK {
			s.OK = append(s.OK, kindNamed[k])
		}
		if g.Sub == "about" || g.Sub == "legal" {
			s.OK = append(s.OK, cutting.ArticlePage)
		}
		if s.html, err = os.ReadFile(strings.TrimSuffix(f, ".gold.json") + ".html"); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func loadArticles(dir string) ([]*source, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		return nil, err
	}
	var golds map[string]struct {
		URL  string  `json:"url"`
		Body *string `json:"body"`
	}
	if err := json.Unmarshal(raw, &golds); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	var out []*source
	for id, g := range golds {
		html, err := os.ReadFile(filepath.Join(dir, "html", id+".html"))
		if err != nil || g.Body != nil && len(strings.Fields(*g.Body)) < 60 {
			continue
		}
		site := id
		if u, err := url.Parse(g.URL); err == nil && u.Host != "" {
			site = u.Host
		}
		out = append(out, &source{Set: setName(dir), Name: id, Site: siteKey(site), Kind: cutting.ArticlePage,
			url: g.URL, html: html})
	}
	slices.SortFunc(out, func(a, b *source) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// setName returns the name of a set: the last folders of its path.
func setName(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	return filepath.Join(filepath.Base(filepath.Dir(abs)), filepath.Base(abs))
}

// siteKey returns a key that pages of one site share over all sets.
func siteKey(s string) string {
	s = strings.ToLower(strings.TrimPrefix(s, "www."))
	return strings.NewReplacer("_", ".", "-", ".").Replace(s)
}

// foldOf assigns a site to one of n folds; another value of deal gives another division.
func foldOf(site string, deal, n int) int {
	h := fnv.New32a()
	fmt.Fprint(h, deal, site)
	return int(h.Sum32() % uint32(n))
}
