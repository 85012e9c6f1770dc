// Package publish makes the public site of an archive: a folder of files that works from a disk or any web
// host, without a server; only its search uses a script.
//
// A site is a list of files, each with a key over what it is made of and a function that makes it. A folder is
// updated by making the files whose key changed; a server makes a file when it is requested. Both therefore
// show the same, and only what is in the list.
//
// Texts of others are shown as excerpts that link to their source, unless Options.Full is set. Redacted persons
// are black everywhere: all texts and addresses of cuttings go through package redact before anything is made.
package publish

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"html/template"
	"slices"
	"time"

	"cuttings/digest"
	"cuttings/redact"
)

// Options are the settings of a site.
type Options struct {
	Archive string // the archive's name, which is the site's
	// Introduction is the desk's own words on the front page, with empty lines between paragraphs.
	Introduction string
	Lang         string // of the site's own words, a BCP 47 tag; "" is English
	// Base is the site's address, such as "https://press.example/velmoor/"; "" when it is not known. Without it
	// there are no site map and no absolute addresses.
	Base string
	// Full shows whole texts; without it they are shown as excerpts with a link to the source.
	Full    bool
	PerPage int // items per page; 0 is 30
	// Templates write listings; nil is the program's own.
	Templates *digest.Templates
	Redactor  *redact.Redactor // nil blacks out nobody
	// From identifies the archive, so that no folder gets another archive's site by mistake; "" is not known.
	// Replace allows it.
	From    string
	Replace bool
}

const (
	perPage    = 30     // items on one page of a listing
	railItems  = 8      // items of one side list
	excerptLen = 300    // characters
	feedItems  = 50     // newest items in a feed
	alsoShown  = 12     // other outlets an item names in a listing
	navTopics  = 8      // topics in the navigation; more have a page
	searchPart = 1000   // items in one file of the search index
	searchMost = 20_000 // items in the search index, the newest
)

// Section is a listing of the site: a topic.
type Section struct {
	Slug         string // letters, digits and "-"; the name of its files
	Title        string
	Introduction string
	Lang         string
	Items        []*Item // the pinned ones, then the newest first

	searchedWords []string // the query and spellings: not published, but they may name a redacted person
}

// Issue is a digest that is published, or was and is withdrawn.
type Issue struct {
	Slug   string // as of a section
	Digest digest.Digest
	// Decided is the time of the desk's last decision about it: published, changed or withdrawn.
	Decided time.Time

	section      int                       // number, from 1, of the section whose digest it is; 0 for none
	namedPersons map[string]redact.Persons // by the IDs of the items' cuttings; see Item.namedPersons
}

func (s *Section) path() string { return "topic/" + s.Slug + ".html" }

func (is *Issue) path() string { return "digest/" + is.Slug + ".html" }

// Content is what an archive publishes. Its items must not be modified.
type Content struct {
	Items    []*Item // what the front page lists, newest first: one item a story
	Pages    []*Item // every cutting with a page of its own: Items and the cuttings of their stories
	Sections []Section
	Issues   []Issue
	Viewed   []string // IDs of cuttings, the most viewed first

	reasons    map[string]string // why topics were removed, by path without extension; redacted persons are black
	movedPaths map[string]bool   // paths without extension of pages whose names or titles name redacted persons
}

// File is one file of a site.
type File struct {
	Path string // with slashes, below the site's folder
	Type string // the media type
	// Key changes whenever the file's content does. It contains no text of the file.
	Key  string
	Make func() ([]byte, error)
}

// htmlType is the media type of pages.
const htmlType = "text/html; charset=utf-8"

// layout is part of every key: raised when files of the same content change.
const layout = 16

// keyOf returns a key of a file over values that JSON can write.
func keyOf(values ...any) string { return sumOf(append(values, layout)) }

// nameOf returns a name made of values, for an address or an ID in which they cannot be written. Unlike keys,
// these names never change, because others link to them.
func nameOf(values ...any) string { return sumOf(append(values, 5)) }

func sumOf(values []any) string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, v := range values {
		if err := enc.Encode(v); err != nil {
			panic(err) // all values are our own
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Site is a site to be written or served. It is immutable and safe for concurrent use.
type Site struct {
	o         Options
	words     string             // language of the site's own words
	templates *template.Template // in that language
	c         Content
	files     []File
	byPath    map[string]int
	notices   []string // paths of the pages of withdrawn digests
	sources   []source
	lastAdded time.Time        // when something on the site was last added to the archive
	frameKey  string           // over what every page depends on
	itemKeys  map[*Item]string // see itemKey
}

// New returns a site. It redacts what c has and keeps nothing of it unredacted.
func New(o Options, c Content) *Site {
	o.PerPage = cmp.Or(o.PerPage, perPage)
	o.Lang = cmp.Or(o.Lang, "en")
	if o.Templates == nil {
		o.Templates = digest.Own()
	}
	c = blacken(o.Redactor, c)
	named := o.Redactor.PersonsNamed(o.Archive, o.Introduction)
	for _, it := range c.Pages { // the site may be called "Fern Watch" after a person whom its cuttings name in full
		named = append(named, it.namedPersons...)
	}
	slices.Sort(named)
	named = slices.Compact(named)
	o.Archive, o.Introduction = o.Redactor.TextBeside(o.Archive, named), o.Redactor.TextBeside(o.Introduction, named)
	s := &Site{o: o, c: c, byPath: map[string]int{}, itemKeys: map[*Item]string{}}
	s.words = language(o.Lang)
	s.templates = s.translatedTemplates()
	s.frameKey = keyOf(o.Archive, o.Lang, o.Base, o.Full, o.Templates.Key(), s.navigation())
	s.sources = sourcesOf(s.c.Pages)
	s.lastAdded = newest(s.c.Pages)
	s.addFiles()
	return s
}

// WithViewed returns the site with another order of the most viewed: the same one where that is its order.
// It must not be called concurrently with itself, for the sites share the keys of their items.
func (s *Site) WithViewed(viewed []string) *Site {
	if slices.Equal(viewed, s.c.Viewed) {
		return s
	}
	next := *s
	next.c.Viewed, next.files, next.byPath, next.notices = viewed, nil, map[string]int{}, nil
	next.addFiles()
	return &next
}

// addFiles adds all files of the site.
func (s *Site) addFiles() {
	s.addAssets()
	s.addListings()
	s.addItems()
	s.addSources()
	s.addIssues()
	s.addSearch()
	s.addFeeds()
}

// Files returns all files of the site, by path.
func (s *Site) Files() []File { return s.files }

// File returns the file at path.
func (s *Site) File(path string) (File, bool) {
	i, ok := s.byPath[path]
	if !ok {
		return File{}, false
	}
	return s.files[i], true
}

func (s *Site) add(path, mediaType, key string, make func() ([]byte, error)) {
	s.byPath[path] = len(s.files)
	s.files = append(s.files, File{Path: path, Type: mediaType, Key: key, Make: make})
}

// addPage adds a page that depends on the site's own options as well.
func (s *Site) addPage(path string, make func() ([]byte, error), inputs ...any) {
	s.add(path, htmlType, keyOf(append(inputs, path, s.frameKey)...), make)
}

// itemKey returns a key over a whole item. It is computed once per item, because an item is part of many files.
func (s *Site) itemKey(it *Item) string {
	key, ok := s.itemKeys[it]
	if !ok {
		key = keyOf(it)
		s.itemKeys[it] = key
	}
	return key
}

// itemKeysOf returns a key over each of some items, for keyOf.
func (s *Site) itemKeysOf(items []*Item) []string {
	out := make([]string, len(items))
	for i, it := range items {
		out[i] = s.itemKey(it)
	}
	return out
}
