package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"cuttings/capture/vault"
	"cuttings/cutting"
	"cuttings/internal/interrupt"
	"cuttings/library"
	"cuttings/library/plain"
	"cuttings/publish"
)

// publishing has the flags of both ways of publishing.
type publishing struct {
	base      string
	title     string
	intro     string
	full      bool
	query     string
	templates string
	lang      string
	replace   bool
	some      bool // a search that finds nothing is an error: a site that is there would be emptied
}

// checkBase returns an error for an address that no site can be at: addresses of pages are made by adding to it.
func checkBase(base string) error {
	if base == "" {
		return nil
	}
	u := cutting.WebURL(base)
	if u == nil {
		return fmt.Errorf("%w: --base takes a web address, as https://press.example/dam/, not %q", errUsage, base)
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%w: --base must be an address without a user name, a query or a fragment, as "+
			"https://press.example/dam/", errUsage)
	}
	return nil
}

func (p *publishing) flags(c *cobra.Command) {
	c.Flags().StringVar(&p.base, "base", "", "where the site is published, as https://press.example/: for absolute "+
		"addresses, RSS, JSON Feed and the site map")
	c.Flags().StringVar(&p.title, "title", "", "the site's name (default: the archive's)")
	c.Flags().StringVar(&p.intro, "intro", "", "an introduction on the front page")
	c.Flags().BoolVar(&p.full, "full", false, "show texts whole; they are others' works, so the default is an "+
		"excerpt and "+
		"the way to the source")
	c.Flags().StringVar(&p.query, "query", "", "publish only what this search finds, in topics too; digests are as "+
		"they were published")
	c.Flags().StringVar(&p.templates, "templates", "",
		"a folder of templates for listings, body.html and style.css (default: templates in the archive)")
	c.Flags().StringVar(&p.lang, "lang", "en", "language of the site's own words, as a BCP 47 tag: "+
		strings.Join(publish.Languages(), ", ")+"; English for others")
}

func (a *app) publishCommand() *cobra.Command {
	var p publishing
	var out string
	c := &cobra.Command{
		Use:   "publish --out DIR",
		Short: "Write the archive's public site to a folder",
		Long: `Writes a site that works from a disk or any web host, without a server: listings with
excerpts that link to their sources, a page with the evidence for each item, sources,
months, digests, feeds, and a search that runs in the page. Without --base there are Atom feeds
alone: RSS, JSON Feed and the site map need the address of the site. It contains nothing that only
the desk sees, and nobody who was blacked out with 'cuttings redact'.

Publishing again writes what changed, and files that were damaged since. A page that is
no longer published is replaced by a notice of that. A folder with another archive's site
is refused unless --replace is given; so is one that another run is publishing to (5).`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if out == "" {
				return fmt.Errorf("%w: name the folder of the site with --out", errUsage)
			}
			p.some = true
			return a.publish(c.Context(), p, out)
		},
	}
	p.flags(c)
	c.Flags().StringVar(&out, "out", "", "the folder to write to")
	c.Flags().BoolVar(&p.replace, "replace", false, "replace another archive's site in that folder")
	return c
}

func (a *app) publish(ctx context.Context, p publishing, out string) error {
	start := a.now()
	ar, err := a.openWhole(ctx)
	if err != nil {
		return err
	}
	if inFolder(ar.dir, out) {
		return closeAfter(ar, cutting.Errorf(cutting.Invalid, "the folder %s lies in the archive's own; name another",
			out))
	}
	from := siteOf(ctx, ar)
	s := newSharedArchive(a, ar)
	site, err := s.site(ctx, a, p, from)
	if err != nil {
		return closeAfter(s, err)
	}
	last := a.now()
	w, err := site.Write(ctx, out, func(n, of int) {
		if now := a.now(); now.Sub(last) >= a.every && n < of {
			last = now
			a.printLine("%d of %d files", n, of)
		}
	})
	if err == nil {
		a.printLine("%s: %d files, %d written, %d withdrawn, in %s", out, w.Files, w.Changed, w.Withdrawn,
			a.now().Sub(start).Round(10*time.Millisecond))
		if p.base == "" {
			a.printLine("left out: RSS, JSON Feed and the site map, which need the address the site is published " +
				"at; Atom feeds are there. Give it with --base, as in --base https://press.example/dam/")
			a.printLine("open %s in a browser", filepath.Join(out, "index.html"))
		}
	}
	return closeAfter(s, err)
}

// mostViews is of how many cuttings the order by views is asked for: a topic lists those of its own.
const mostViews = 10_000

// inFolder reports whether a path is a folder or lies in it.
func inFolder(folder, p string) bool {
	real := func(p string) string { // resolves links as far as the path exists
		abs, err := filepath.Abs(p)
		if err != nil {
			return p
		}
		rest := ""
		for at := abs; ; {
			if found, err := filepath.EvalSymlinks(at); err == nil {
				return filepath.Join(found, rest)
			}
			parent := filepath.Dir(at)
			if parent == at {
				return abs
			}
			rest, at = filepath.Join(filepath.Base(at), rest), parent
		}
	}
	rel, err := filepath.Rel(real(folder), real(p))
	return err == nil && filepath.IsLocal(rel)
}

// siteOf returns the identity of an archive's site, made of the first entry of its vault, which never changes;
// "" if not known. The archive's name is no identity: archives may share one, and it may change.
func siteOf(ctx context.Context, ar *archive) string {
	found, first := errors.New("found"), ""
	err := ar.vault.Each(ctx, func(e vault.Entry) error {
		sum := sha256.Sum256([]byte(e.Capture.ID + e.Added.UTC().Format(time.RFC3339Nano)))
		first = hex.EncodeToString(sum[:16])
		return found
	})
	if !errors.Is(err, found) {
		return ""
	}
	return first
}

// site returns the public site of the present archive; from is the result of siteOf.
func (s *sharedArchive) site(ctx context.Context, a *app, p publishing, from string) (*publish.Site, error) {
	if p.lang != "" && !plain.KnownLanguage(p.lang) {
		return nil, fmt.Errorf("%w: --lang %q is the tag of no language; write en, fa or pt-BR", errUsage, p.lang)
	}
	o := publish.Options{Base: p.base, Introduction: p.intro, Full: p.full, Lang: p.lang, From: from,
		Replace: p.replace}
	if err := checkBase(p.base); err != nil {
		return nil, err
	}
	t, err := a.loadTemplates(s.dir, p.templates)
	if err != nil {
		return nil, err
	}
	o.Templates = t
	ar, release := s.hold()
	config := ar.libraryConfig(a, s)
	release()
	config.Lend, config.Originals = s.lend, s
	lib := library.New(config)
	o.Archive, o.Redactor = cmp.Or(p.title, lib.Name()), lib.Redactor()
	c := publish.Collector{Archive: lib, Full: p.full, Redactor: o.Redactor}
	content, err := c.Content(ctx, p.query)
	if err != nil {
		return nil, err
	}
	if p.some && p.query != "" && len(content.Items) == 0 {
		return nil, cutting.Errorf(cutting.NotFound, "the search --query %s finds nothing, so nothing was published",
			p.query)
	}
	if content.Viewed, err = s.viewed(a); err != nil {
		return nil, err
	}
	return interrupt.Leave(ctx, func() (*publish.Site, error) { return publish.New(o, content), nil })
}

// viewed returns the IDs of the cuttings viewed at the desk, the most viewed first.
func (s *sharedArchive) viewed(a *app) ([]string, error) {
	views, err := openViews(a, filepath.Join(s.dir, "desk", "views.json"))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, v := range views.Top(mostViews) {
		out = append(out, v.ID)
	}
	return out, nil
}

// publicSite returns the public site for a server. After a while it is made again in the background; when
// decisions have changed what may be shown, requests wait for the new one.
type publicSite struct {
	make func() (*publish.Site, error)
	// allowed returns a value that changes with the decisions on what may be shown: redactions, topics,
	// digests.
	allowed func() string
	// viewed returns the IDs of the most viewed. They are read more often than the site is made.
	viewed func() ([]string, error)
	now    func() time.Time

	mu   sync.Mutex
	site *publish.Site
	is   string         // the value of allowed when the site was made
	due  time.Time      // when it is to be made again
	read time.Time      // when the views are to be read again
	busy bool           // one is being made in the background
	wg   sync.WaitGroup // of that
}

const (
	publicEvery = 30 * time.Second
	publicShare = 20 // a site is shown at least so many times as long as it takes to make
)

// current returns the site that may be shown now.
func (p *publicSite) current() (*publish.Site, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	is := p.allowed()
	if p.site == nil || is != p.is {
		start := p.now()
		site, err := p.make()
		if err != nil {
			return nil, err // the old site may no longer be shown
		}
		p.take(site, is, start)
	} else if !p.busy && !p.now().Before(p.due) {
		p.busy = true
		p.wg.Go(func() {
			start := p.now()
			site, err := p.make()
			p.mu.Lock()
			defer p.mu.Unlock()
			p.busy = false
			if err != nil { // making it is tried again, and the old site is shown meanwhile
				p.due = p.now().Add(publicEvery)
			} else if is == p.is {
				p.take(site, is, start)
			}
		})
	}
	if now := p.now(); !now.Before(p.read) {
		p.read = now.Add(publicEvery)
		if viewed, err := p.viewed(); err == nil { // with an error the old order is shown meanwhile
			p.site = p.site.WithViewed(viewed)
		}
	}
	return p.site, nil
}

func (p *publicSite) take(site *publish.Site, is string, start time.Time) {
	now := p.now()
	p.site, p.is, p.due = site, is, now.Add(max(publicEvery, publicShare*now.Sub(start)))
	p.read = now.Add(publicEvery)
}

// wait waits for the work in the background. current must not be called any more.
func (p *publicSite) wait() { p.wg.Wait() }

// allowed returns a value that changes with the decisions on what may be shown.
func (s *sharedArchive) allowed() string {
	ar, release := s.hold()
	defer release()
	var lines []int64
	for _, kind := range []string{cutting.TopicDecision, cutting.DigestDecision} {
		for _, l := range ar.book.AllInEffect(kind) {
			lines = append(lines, l.Number)
		}
	}
	slices.Sort(lines)
	return fmt.Sprint(ar.book.Redactions(), lines)
}
