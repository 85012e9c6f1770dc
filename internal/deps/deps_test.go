package deps

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cuttings/internal/repotest"
)

// module is the prefix of the import paths of this module's packages.
const module = "cuttings/"

// edge is one import: a package of this module, by its folder below the module's root, and what it
// imports. Packages of this module are without the module's name.
type edge struct{ from, to string }

// rule forbids some imports to some packages. Patterns are exact paths, or end in "/..." for a path
// and everything below it, or begin with "..." for every path with that ending; "..." alone is
// everything, and "std" is the standard library.
type rule struct {
	name   string
	why    string
	from   []string // packages that the rule applies to
	except []string // exceptions from from
	deny   []string // what they must not import
	allow  []string // exceptions from deny
	bites  edge     // an import that the rule must refuse: proof that it can fail
}

func (r rule) refuses(e edge) bool {
	return matches(r.from, e.from) && !matches(r.except, e.from) &&
		matches(r.deny, e.to) && !matches(r.allow, e.to)
}

func matches(patterns []string, p string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		if pattern == "std" {
			first, _, _ := strings.Cut(p, "/")
			return !strings.Contains(first, ".") && !slices.Contains(rooms, first) && p != "C"
		}
		if end, ok := strings.CutPrefix(pattern, "..."); ok && end != "" {
			return strings.HasSuffix(p, end)
		}
		base, below := strings.CutSuffix(pattern, "...")
		if !below {
			return p == pattern
		}
		return base == "" || p == strings.TrimSuffix(base, "/") || strings.HasPrefix(p, base)
	})
}

// rooms are the top-level folders with packages. A new one is listed here together with the rules
// it must follow.
var rooms = []string{
	"alert", "api", "capture", "catalogue", "cmd", "cutting", "desk", "digest", "export", "internal",
	"journal", "library", "mcp", "page", "press", "publish", "reading", "redact", "split", "story",
}

// The stages, each with the packages below it.
var (
	captureStage = []string{"capture/..."}
	pageStage    = []string{"page/..."}
	splitStage   = []string{"split/..."}
	readingStage = []string{"reading/..."}
	storyStage   = []string{"story/..."}
	stages       = slices.Concat(captureStage, pageStage, splitStage, readingStage, storyStage)
)

// trainers fit the stages' weights to the yardsticks; they are no part of the binary.
var trainers = []string{"cmd/train/..."}

// testHelpers are packages for tests only: cataloguetest, vaulttest, the standard library's
// httptest. They are recognised by their names.
var testHelpers = []string{"...test"}

// The faces of the library: they show an archive to readers, machines and the public.
var faces = []string{"alert/...", "desk/...", "api/...", "mcp/...", "digest/...", "export/...", "publish/..."}

// deskRooms are the packages of the desk that serve addresses.
var deskRooms = []string{"desk/pages", "desk/correct", "desk/editor", "desk/feeds", "desk/sandbox"}

// others returns every stage but one.
func others(own []string) []string {
	return slices.DeleteFunc(slices.Clone(stages), func(s string) bool { return slices.Contains(own, s) })
}

const stagesSeparate = "stages do not know each other: what one gives to the next is a noun in package cutting, " +
	"so that each can be read, tested and replaced alone; press puts them together"

var rules = []rule{
	{
		name:  "cutting imports the standard library only",
		why:   "everybody imports the nouns; whatever they import, everybody imports",
		from:  []string{"cutting/..."},
		deny:  []string{"..."},
		allow: []string{"std"},
		bites: edge{"cutting", "golang.org/x/text/unicode/norm"},
	},
	{
		name: "capture imports no other stage", why: stagesSeparate,
		from: captureStage, deny: others(captureStage), bites: edge{"capture/vault", "page"},
	},
	{
		name: "page imports no other stage", why: stagesSeparate,
		from: pageStage, deny: others(pageStage), bites: edge{"page", "split/words"},
	},
	{
		name: "split imports no other stage", why: stagesSeparate,
		from: splitStage, deny: others(splitStage),
		bites: edge{"split/listing", "page"},
	},
	{
		name: "reading imports no other stage", why: stagesSeparate,
		from: readingStage, deny: others(readingStage), bites: edge{"reading/names", "split"},
	},
	{
		name: "story imports no other stage", why: stagesSeparate,
		from: storyStage, deny: others(storyStage), bites: edge{"story", "reading"},
	},
	{
		name: "nothing flows back into a stage",
		why: "data flows one way; a stage that saw the catalogue, the journal or the site could give another " +
			"result for the same input, and a rebuild would not be the same",
		from: slices.Concat([]string{"cutting/..."}, stages),
		deny: slices.Concat([]string{"catalogue/...", "journal/...", "press/...", "library/...", "cmd/..."},
			faces),
		bites: edge{"split", "catalogue"},
	},
	{
		name: "only page reads markup, charsets and languages",
		why: "one place decides what the text of a page is; offsets made by two readers of the same bytes " +
			"would not agree",
		from: []string{"..."},
		// names of files and words of headers, not pages
		except: []string{"page/...", "cmd/bench/...", "cmd/train/staticsites", "internal/foreign"},
		deny: []string{
			"golang.org/x/net/html/...", "golang.org/x/text/encoding/...",
			"github.com/mmcdole/gofeed/...", "github.com/abadojack/whatlanggo/...",
		},
		bites: edge{"desk", "golang.org/x/net/html"},
	},
	{
		name:   "page has one door",
		why:    "what bytes are read as, and the limits on them, are decided in one place, before any of its rooms",
		from:   []string{"..."},
		except: slices.Concat([]string{"page/..."}, testHelpers),
		deny:   []string{"page/..."},
		allow:  []string{"page"},
		bites:  edge{"press", "page/charset"},
	},
	{
		name: "page's rooms stack one way",
		why: "decoding, language, addresses and source maps serve all three readers of forms; knowing one of them " +
			"they would serve that one alone",
		from: []string{"page/charset/...", "page/lang/...", "page/address/...", "page/sourcemap/...",
			"page/internal/..."},
		deny:  []string{"page", "page/html/...", "page/bare/...", "page/feed/..."},
		bites: edge{"page/charset", "page/html"},
	},
	{
		name: "readers and splitters have no doors",
		why: "the same page must read and split the same way everywhere and for ever: no files, no network, " +
			"no other programs",
		from: []string{"cutting/...", "page/...", "split/...", "reading/...", "story/...", "catalogue",
			"catalogue/query/...", "catalogue/field"},
		deny:  []string{"os", "os/...", "net", "net/http/...", "io/ioutil", "plugin", "syscall"},
		bites: edge{"split", "os"},
	},
	{
		name: "the catalogue's contract is free of back ends",
		why:  "whoever reads a catalogue must not get a database with it",
		from: []string{"catalogue"}, deny: []string{"..."},
		allow: []string{"std", "cutting/...", "catalogue/query/...", "catalogue/field"},
		bites: edge{"catalogue", "catalogue/sqlite"},
	},
	{
		name:   "databases and search engines live behind the catalogue",
		why:    "a back end is replaced in one folder",
		from:   []string{"..."},
		except: []string{"catalogue/...", "cmd/bench/..."},
		deny:   []string{"database/...", "modernc.org/sqlite/...", "github.com/blevesearch/..."},
		bites:  edge{"press", "database/sql"},
	},
	{
		name:  "the engine over postings knows no rows",
		why:   "words are found by it alone, and tested so; what is kept where is the back end's business",
		from:  []string{"catalogue/sqlite/postings"},
		deny:  []string{"database/...", "modernc.org/sqlite/...", "catalogue/sqlite/...", "os"},
		bites: edge{"catalogue/sqlite/postings", "database/sql"},
	},
	{
		name:  "back ends know the contract and nothing above it",
		why:   "they store and find what they are given; what it means is decided elsewhere",
		from:  []string{"catalogue/..."},
		deny:  slices.Concat(stages, []string{"journal/...", "press/...", "library/...", "cmd/..."}, faces),
		bites: edge{"catalogue/sqlite", "press"},
	},
	{
		name: "the faces see the library",
		why: "the site, the API, agents, digests and exports show the same archive; what each worked out for " +
			"itself from rows, originals or the journal would differ from what the others say. Of the " +
			"catalogue they see the nouns and the query language, to show them",
		from: faces, except: testHelpers,
		deny: slices.Concat(stages, []string{"press/...", "journal/...", "catalogue/...", "cmd/..."}),
		allow: []string{
			"catalogue", "catalogue/query/...", "catalogue/field",
		},
		bites: edge{"desk/pages", "journal"},
	},
	{
		name: "the library reads through small interfaces and writes no rows",
		why: "it must work over every back end, and what a person decides must go through the journal, so " +
			"that it outlives a rebuild",
		from: []string{"library/..."}, except: testHelpers,
		deny: slices.Concat(stages, []string{"press/...", "catalogue/...", "cmd/..."}, faces),
		allow: []string{
			"capture/vault", "catalogue", "catalogue/query/...", "catalogue/field", "catalogue/match",
		},
		bites: edge{"library", "catalogue/sqlite"},
	},
	{
		name: "the library knows no markup and no addresses",
		why:  "a view model with either could be shown by one face only",
		from: []string{"library/..."}, except: testHelpers,
		deny:  []string{"html/...", "net/http/...", "text/template/..."},
		bites: edge{"library", "html/template"},
	},
	{
		name: "redact reads words and knows no archive",
		why: "the library and every face ask it what is black, with texts they have; it must find the same " +
			"for all of them, whatever is kept where. Letters are folded as in split/words",
		from: []string{"redact/..."}, except: testHelpers,
		deny: slices.Concat(stages, []string{"catalogue/...", "journal/...", "press/...", "library/...",
			"cmd/...", "os", "net", "net/http/..."}, faces),
		allow: []string{"split/words"},
		bites: edge{"redact", "catalogue"},
	},
	{
		name: "the desk's rooms are apart",
		why: "a page, a form, a feed and the sandbox each answer for their own addresses; what two of them " +
			"need lies in the rooms below them or in the library",
		from: deskRooms, deny: append([]string{"desk"}, deskRooms...), bites: edge{"desk/pages", "desk/correct"},
	},
	{
		name: "press knows no back end and no site",
		why:  "the run says in small interfaces what it needs; cmd/cuttings puts the real ones in",
		from: []string{"press/..."},
		deny: slices.Concat([]string{"catalogue/...", "library/...", "cmd/..."}, faces),
		allow: []string{
			"catalogue", "catalogue/query/...", "catalogue/field",
		},
		bites: edge{"press", "catalogue/sqlite"},
	},
	{
		name: "the journal stands alone",
		why:  "what people decided must be readable when everything derived is gone",
		from: []string{"journal/..."}, deny: []string{"..."},
		allow: []string{"std", "cutting/...", "internal/..."},
		bites: edge{"journal", "catalogue"},
	},
	{
		name: "nobody imports a command",
		why:  "commands put things together; nothing is put together out of commands",
		from: []string{"..."}, except: []string{"cmd/..."}, deny: []string{"cmd/..."},
		bites: edge{"press", "cmd/cuttings"},
	},
	{
		name: "terminals belong to the commands",
		why:  "a library that prints or reads flags cannot be used by another front",
		from: []string{"..."}, except: []string{"cmd/..."},
		deny: []string{"flag", "github.com/spf13/cobra/...", "github.com/spf13/pflag/...",
			"github.com/schollz/progressbar/...", "golang.org/x/term/..."},
		bites: edge{"press", "github.com/schollz/progressbar/v3"},
	},
	{
		name: "what helps tests stays in tests",
		why:  "it would be part of the binary, and be run there",
		from: []string{"..."}, except: testHelpers,
		deny: slices.Concat(testHelpers, []string{"testing", "testing/...", "github.com/google/go-cmp/...",
			"github.com/rogpeppe/go-internal/...", "github.com/chromedp/...", "golang.org/x/net/websocket",
			"github.com/wlynxg/chardet/..."}),
		bites: edge{"desk", "testing"},
	},
	{
		name: "only the bench keeps scores",
		why:  "a stage that could see how it is scored could be fitted to it",
		from: []string{"..."}, except: slices.Concat([]string{"cmd/bench/...", "internal/score/..."}, trainers),
		deny:  []string{"internal/score/..."},
		bites: edge{"split", "internal/score"},
	},
	{
		name: "no C",
		why:  "one binary that builds anywhere with the Go tool alone",
		from: []string{"..."}, deny: []string{"C"},
		bites: edge{"capture/vault", "C"},
	},
}

func TestImportsKeepTheRules(t *testing.T) {
	edges := imports(t)
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for _, e := range edges {
				if r.refuses(e) {
					t.Errorf("%s imports %s\n\tthe rule: %s\n\tbecause: %s", e.from, e.to, r.name, r.why)
				}
			}
		})
	}
}

// TestEveryRuleBites checks that every rule refuses something and gives a reason.
func TestEveryRuleBites(t *testing.T) {
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			if r.why == "" {
				t.Error("gives no reason")
			}
			if !r.refuses(r.bites) {
				t.Errorf("does not refuse that %s imports %s", r.bites.from, r.bites.to)
			}
		})
	}
}

func TestEveryPackageIsInARoom(t *testing.T) {
	for _, e := range imports(t) {
		room, _, _ := strings.Cut(e.from, "/")
		if !slices.Contains(rooms, room) {
			t.Errorf("%s lies in no known room: name the room in this test and give it its rules", e.from)
		}
	}
}

func TestMatches(t *testing.T) {
	for _, tc := range []struct {
		name, pattern, path string
		want                bool
	}{
		{"itself", "page", "page", true},
		{"not what is below", "page", "page/x", false},
		{"the root of a tree", "page/...", "page", true},
		{"below a tree's root", "page/...", "page/a/b", true},
		{"a longer name is another", "page/...", "pages", false},
		{"an end", ".../weights", "split/article/weights", true},
		{"an end within a name", ".../weights", "split/counterweights", false},
		{"everything", "...", "anything/at/all", true},
		{"standard", "std", "encoding/json", true},
		{"a room is not standard", "std", "split/words", false},
		{"a domain is not standard", "std", "golang.org/x/net", false},
		{"C is not standard", "std", "C", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := matches([]string{tc.pattern}, tc.path); got != tc.want {
				t.Errorf("matches(%q, %q) = %v", tc.pattern, tc.path, got)
			}
		})
	}
}

// TestEveryPackageHasOneComment checks that every package has one package comment: a newcomer reads
// it first.
func TestEveryPackageHasOneComment(t *testing.T) {
	comments := map[string][]string{}
	files(t, parser.PackageClauseOnly|parser.ParseComments, func(rel string, f *ast.File) {
		dir := path.Dir(rel)
		if _, known := comments[dir]; !known {
			comments[dir] = nil
		}
		if f.Doc != nil {
			comments[dir] = append(comments[dir], path.Base(rel))
		}
	})
	for dir, in := range comments {
		switch len(in) {
		case 0:
			t.Errorf("package %s has no comment", dir)
		case 1:
		default:
			t.Errorf("package %s has a comment in each of %q: one place says what a package is", dir, in)
		}
	}
}

// TestNothingRunsOnImport checks that importing a package has no effect: a program is put together
// explicitly.
func TestNothingRunsOnImport(t *testing.T) {
	files(t, parser.SkipObjectResolution, func(rel string, f *ast.File) {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s has an init function", rel)
			}
		}
	})
}

// imports returns the imports of every non-test Go file, of every platform, sorted, without
// repetition.
func imports(t *testing.T) []edge {
	t.Helper()
	seen := map[edge]bool{}
	files(t, parser.ImportsOnly, func(rel string, f *ast.File) {
		for _, s := range f.Imports {
			to, err := strconv.Unquote(s.Path.Value)
			if err != nil {
				t.Fatalf("%s: import %s: %v", rel, s.Path.Value, err)
			}
			seen[edge{path.Dir(rel), strings.TrimPrefix(to, module)}] = true
		}
	})
	edges := slices.Collect(maps.Keys(seen))
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(strings.Compare(a.from, b.from), strings.Compare(a.to, b.to))
	})
	return edges
}

// files parses every non-test Go file and calls fn with its path below the repository's top. Other
// modules and testdata are left out.
func files(t *testing.T, mode parser.Mode, fn func(rel string, f *ast.File)) {
	t.Helper()
	top, found := repotest.Top(t), false
	skip := func(dir string) bool {
		_, err := os.Stat(filepath.Join(top, filepath.FromSlash(dir), "go.mod"))
		return err == nil || strings.HasPrefix(path.Base(dir), "_")
	}
	repotest.Files(t, ".go", skip, func(rel string, content []byte) {
		if strings.HasSuffix(rel, "_test.go") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), rel, content, mode)
		if err != nil {
			t.Fatal(err)
		}
		found = true
		fn(rel, f)
	})
	if !found {
		t.Fatal("no Go file found")
	}
}
