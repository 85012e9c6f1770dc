package main

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"cuttings/cutting"
	"cuttings/library"
	"cuttings/publish"
	"cuttings/redact"
)

// publishing is what both ways of publishing take.
type publishing struct {
	base      string
	title     string
	intro     string
	full      bool
	query     string
	templates string
	lang      string
}

func (p *publishing) flags(c *cobra.Command) {
	c.Flags().StringVar(&p.base, "base", "", "where the site is published, as https://press.example/: for absolute "+
		"addresses and the site map")
	c.Flags().StringVar(&p.title, "title", "", "the site's name (default: the archive's)")
	c.Flags().StringVar(&p.intro, "intro", "", "words of your own on the front page")
	c.Flags().BoolVar(&p.full, "full", false, "show texts whole; they are others' works, so the default is an "+
		"excerpt and "+
		"the way to the source")
	c.Flags().StringVar(&p.query, "query", "", "publish only what this search finds, in topics too; digests are as "+
		"they were published")
	c.Flags().StringVar(&p.templates, "templates", "",
		"a folder of templates for listings (default: templates in the archive)")
	c.Flags().StringVar(&p.lang, "lang", "en", "language of the site's own words, as a BCP 47 tag")
}

func (a *app) publishCommand() *cobra.Command {
	var p publishing
	var out string
	c := &cobra.Command{
		Use:   "publish --out DIR",
		Short: "Write the archive's public site to a folder",
		Long: `Writes a site that works from a disk or any web host, without a server: listings with
excerpts that lead to their sources, a page with the evidence for each item, sources,
months, digests, feeds, and a search that runs in the page. It holds nothing that only
the desk sees, and nobody who was blacked out with 'cuttings redact'.

Publishing again writes only what changed. A page that is no longer published says so
from then on.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if out == "" {
				return errors.Join(errUsage, errors.New("name the folder with --out"))
			}
			return a.publish(c.Context(), p, out)
		},
	}
	p.flags(c)
	c.Flags().StringVar(&out, "out", "", "the folder to write to")
	return c
}

func (a *app) publish(ctx context.Context, p publishing, out string) error {
	start := a.now()
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(ar.dir, out); err == nil && filepath.IsLocal(rel) {
		return closeAfter(ar, cutting.Errorf(cutting.Invalid, "%s lies in the archive's own folder; name another",
			out))
	}
	s := newShelf(a, ar)
	site, err := s.site(ctx, a, p)
	if err != nil {
		return closeAfter(s, err)
	}
	last := a.now()
	w, err := site.Write(ctx, out, func(n, of int) {
		if now := a.now(); now.Sub(last) >= a.every && n < of {
			last = now
			a.say("%d of %d files", n, of)
		}
	})
	if err == nil {
		a.say("%s: %d files, %d written, %d withdrawn, in %s", out, w.Files, w.Changed, w.Withdrawn,
			a.now().Sub(start).Round(10*time.Millisecond))
		if p.base == "" {
			a.say("open %s in a browser", filepath.Join(out, "index.html"))
		}
	}
	return closeAfter(s, err)
}

// site collects the public site as the archive is now.
func (s *shelf) site(ctx context.Context, a *app, p publishing) (*publish.Site, error) {
	o := publish.Options{Base: p.base, Introduction: p.intro, Full: p.full, Lang: p.lang, Now: a.now(),
		Redactor: redact.New(s.redactions())}
	if p.base != "" {
		if u, err := url.Parse(p.base); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			return nil, errors.Join(errUsage, errors.New("--base is no web address: "+p.base))
		}
	}
	t, err := loadTemplates(s.dir, p.templates)
	if err != nil {
		return nil, err
	}
	o.Templates = t
	ar, release := s.hold()
	config := ar.libraryConfig(a, s)
	release()
	config.Lend, config.Originals = s.lend, s
	lib := library.New(config)
	o.Archive = cmp.Or(p.title, lib.Name())
	c := publish.Collector{Archive: lib, Full: p.full, Redactor: o.Redactor}
	content, err := c.Content(ctx, p.query)
	if err != nil {
		return nil, err
	}
	views, err := openViews(a, filepath.Join(s.dir, "desk", "views.json"))
	if err != nil {
		return nil, err
	}
	for _, v := range views.Top(100) {
		content.Viewed = append(content.Viewed, v.ID)
	}
	return publish.New(o, content), nil
}

// publicSite gives the public site for a server: made anew when the archive has changed,
// at most once in a while.
type publicSite struct {
	make func() (*publish.Site, error)
	now  func() time.Time

	mu   sync.Mutex
	site *publish.Site
	made time.Time
}

const publicEvery = 30 * time.Second

func (p *publicSite) current() (*publish.Site, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.site != nil && p.now().Sub(p.made) < publicEvery {
		return p.site, nil
	}
	site, err := p.make()
	if err != nil {
		if p.site != nil {
			return p.site, nil
		}
		return nil, err
	}
	p.site, p.made = site, p.now()
	return site, nil
}
