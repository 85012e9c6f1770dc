// Package staticsites makes a yardstick of listings, articles and pages without either from public repositories that
// hold generated sites.
//
//	go run ./cmd/train sites -mirror MIRROR -out OUT [-list FILE] [-why] [OWNER/NAME…]
//
// MIRROR holds git directories, <owner>+<name>/repo; FILE names a repository and a commit in each line, and behind
// them pages that were seen to be answered wrongly and are left out. OUT gets
// list/<owner>+<name>/<page>.html, .txt and .gold.json, and kind/ the same for pages that are no list, in the form the
// other yardsticks have.
//
// The answers are not guessed from the page: what is a post is known by the site's feeds, by what its own page
// declares or by its path; an item of a list is where the title of a post is printed with a link to it; a list that
// is on pages of other kinds too is beside the main one. A page left in doubt by this is left out.
package staticsites

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// How many pages of a site are taken.
const (
	mostLists    = 5
	mostArticles = 2
	mostNone     = 2
	mostTries    = 10 // lists of one kind looked at
)

// Run is the command's verb "sites".
func Run(args []string) error {
	fs := flag.NewFlagSet("sites", flag.ContinueOnError)
	mirror := fs.String("mirror", "", "folder of git directories, <owner>+<name>/repo")
	out := fs.String("out", "", "folder the pages and answers are written to")
	list := fs.String("list", "cmd/train/staticsites/sites.txt", "repositories and commits, one a line")
	why := fs.Bool("why", false, "name the pages left out and why")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *mirror == "" || *out == "" {
		return fmt.Errorf("-mirror and -out are needed")
	}
	repos, err := readList(*list, fs.Args())
	if err != nil {
		return err
	}
	for _, r := range repos {
		if err := gather(*mirror, *out, r, *why); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", r.name, err)
		}
	}
	return nil
}

// source is a repository to use.
type source struct {
	name, commit string
	without      []string // pages left out
}

// readList reads the repositories to use; names given by hand are used at the branch of their site.
func readList(file string, names []string) ([]source, error) {
	var out []source
	for _, n := range names {
		out = append(out, source{name: n})
	}
	if len(out) > 0 {
		return out, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		if x := strings.Fields(in.Text()); len(x) >= 2 && x[0] != "#" {
			out = append(out, source{x[0], x[1], x[2:]})
		}
	}
	return out, nil
}

func gather(mirror, out string, from source, why bool) error {
	name := from.name
	r, err := openRepository(mirror, name, from.commit)
	if err != nil {
		return err
	}
	defer r.close()
	s := newSite(r)
	if s == nil {
		fmt.Printf("%s %s 0 lists 0 others: no index.html\n", name, r.commit)
		return nil
	}
	lists, others := s.gather(why)
	lists, others = lacking(lists, from.without), lacking(others, from.without)
	folder := strings.ReplaceAll(name, "/", "+")
	for _, set := range []struct {
		name    string
		answers []*answer
	}{{"list", lists}, {"kind", others}} {
		for _, a := range set.answers {
			a.Site, a.Repo, a.Commit = folder, name, r.commit
			if err := a.write(filepath.Join(out, set.name, folder)); err != nil {
				return err
			}
		}
	}
	fmt.Printf("%s %s %d lists %d others\n", name, r.commit, len(lists), len(others))
	return nil
}

// lacking are the answers without those of some pages.
func lacking(as []*answer, pages []string) []*answer {
	return slices.DeleteFunc(as, func(a *answer) bool { return slices.Contains(pages, a.File) })
}

// gather chooses the pages of a site.
func (s *site) gather(why bool) (lists, others []*answer) {
	var paths []string
	for f := range s.repo.sizes {
		rel, ok := strings.CutPrefix(f, s.root+"/")
		if s.root == "." {
			rel, ok = f, true
		}
		if ok && isPage(rel) && !strings.Contains(rel, "node_modules/") && !strings.Contains(rel, "wp-content/") {
			paths = append(paths, rel)
		}
	}
	// In an order independent of the pages.
	slices.SortFunc(paths, func(a, b string) int {
		if x, y := hash32(a+s.repo.commit), hash32(b+s.repo.commit); x != y {
			return int(int64(x) - int64(y))
		}
		return strings.Compare(a, b)
	})
	s.learnName(paths)
	posts := s.somePosts(paths)
	none := map[string][]*sitePage{}
	var elsewhere []*sitePage
	for _, p := range paths {
		if k := noneKind(p); k != "" && len(none[k]) < 3 {
			if x := s.page(p); x != nil {
				none[k] = append(none[k], x)
				elsewhere = append(elsewhere, x)
			}
		}
	}
	repeated := s.repeatedChains(append(slices.Clone(posts[:min(len(posts), 6)]), elsewhere[:min(len(elsewhere),
		4)]...))
	found := map[string][]*answer{}
	byKind := s.candidates(paths)
	var all []*sitePage
	for _, ps := range byKind {
		for _, p := range ps[:min(len(ps), mostTries)] {
			if x := s.page(p); x != nil {
				all = append(all, x)
			}
		}
	}
	s.addRepeated(repeated, all)
	for _, k := range slices.Sorted(maps.Keys(byKind)) {
		for _, p := range byKind[k][:min(len(byKind[k]), mostTries)] {
			x := s.page(p)
			if x == nil {
				continue
			}
			a, no := s.listing(x, repeated)
			if no == "" {
				found[k] = append(found[k], a)
			} else if why {
				fmt.Fprintf(os.Stderr, "%s: %s\n", p, no)
			}
		}
	}
	lists = chooseLists(found)
	taken := map[*sitePage]bool{}
	for _, l := range lists {
		for _, x := range l.posts {
			if len(others) < mostArticles && x.words > 150 && !taken[x] {
				others = append(others, s.other(x, "article", "", x.post+"; an item of "+l.File+" has its title"))
				taken[x] = true
				break
			}
		}
	}
	n := 0
	for _, k := range slices.Sorted(maps.Keys(none)) {
		for _, x := range none[k][:1] {
			if n < mostNone && len(lists) > 0 && s.isNone(x, k, repeated) {
				others = append(others, s.other(x, "none", k, "its path"))
				n++
			}
		}
	}
	return lists, others
}

// somePosts are a few posts of the site, those of its feeds first.
func (s *site) somePosts(paths []string) []*sitePage {
	var out []*sitePage
	tried := 0
	for _, fed := range []bool{true, false} {
		for _, p := range paths {
			if _, ok := s.feeds[p]; ok != fed || isListPath(p) || noneKind(p) != "" || len(out) >= 8 || tried > 400 {
				continue
			}
			tried++
			if x := s.page(p); x != nil && x.post != "" && !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	return out
}

// isNone reports whether a page without an article or list is one: no list of posts in its main part, little text
// unless it is about the site.
func (s *site) isNone(x *sitePage, kind string, repeated map[string]bool) bool {
	for _, p := range s.places(x) {
		if !repeated[p.chain] && !beside(p.node) {
			return false
		}
	}
	return x.post == ""
}

func (s *site) other(x *sitePage, kind, sub, evidence string) *answer {
	a := &answer{File: x.path, Kind: kind, PageKind: kind, Sub: sub, Language: x.lang, Evidence: evidence, page: x,
		Items: []item{}, Rails: []rail{}}
	if kind == "article" {
		a.Date = x.date
		if len(x.heads) > 0 {
			a.Title = x.heads[0]
		}
	}
	a.Text = bareText{Variant: "wide", Complete: true, Items: []item{}, Rails: []rail{}}
	var b strings.Builder
	for _, l := range lines(x.body) {
		b.WriteString(l.text)
		b.WriteString("\n\n")
	}
	a.bare = b.String()
	return a
}

// chooseLists takes lists of as many kinds and templates as there are, of one item on one site of two at most one.
func chooseLists(found map[string][]*answer) []*answer {
	for _, as := range found {
		slices.SortStableFunc(as, func(a, b *answer) int { return min(b.NItems, 4) - min(a.NItems, 4) })
	}
	var out []*answer
	seen := map[string]bool{}
	single := false
	for round := range 3 {
		for _, k := range []string{"category", "home", "archive", "tag", "blog", "home2", "deep"} {
			if round >= len(found[k]) || len(out) >= mostLists {
				continue
			}
			a := found[k][round]
			key := a.form + a.Shape
			if seen[key] && (round > 0 || k == "home2" || k == "deep") ||
				a.NItems == 1 && (single || hash32(a.File)%2 == 0) {
				continue
			}
			seen[key], single = true, single || a.NItems == 1
			out = append(out, a)
		}
	}
	return out
}

// write puts the page, its bare text and its answer into a folder.
func (a *answer) write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	name := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(a.File, ".html"), ".htm"), "/index")
	name = strings.ReplaceAll(strings.TrimSuffix(name, "/"), "/", "__")
	if len(name) > 120 {
		name = fmt.Sprintf("%s-%08x", strings.ToValidUTF8(name[:100], ""), hash32(name))
	}
	gold, err := json.MarshalIndent(a, "", " ")
	if err != nil {
		return err
	}
	for _, f := range []struct {
		ext     string
		content []byte
	}{{".html", a.page.html}, {".txt", []byte(a.bare)}, {".gold.json", append(gold, '\n')}} {
		if err := os.WriteFile(filepath.Join(dir, name+f.ext), f.content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func hash32(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}
