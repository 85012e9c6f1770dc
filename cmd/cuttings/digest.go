package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/library"
	"cuttings/library/plain"
)

// templatesDir holds templates of the desk's own, in the archive's folder.
const templatesDir = "templates"

// loadTemplates returns the templates in a folder, opened so that links cannot lead outside it; "" is the
// archive's own folder if it exists. Unused files are reported, because their names may be mistyped.
func (a *app) loadTemplates(archive, folder string) (*digest.Templates, error) {
	if folder == "" {
		folder = filepath.Join(archive, templatesDir)
		if _, err := os.Stat(folder); err != nil {
			return digest.Load(nil)
		}
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, cutting.Errorf(cutting.NotFound, "the templates: %w", err)
	}
	t, err := digest.Load(root.FS())
	for _, name := range digest.Unused(root.FS()) {
		a.printLine("%s is not used: templates are named %s", filepath.Join(folder, name),
			strings.Join(digest.TemplateFiles(), ", "))
	}
	return t, errors.Join(err, root.Close())
}

func (a *app) digestCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "digest",
		Short: "Make and publish digests: listings of cuttings",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.listDigests(c.Context()) },
	}
	a.jsonFlag(c, "print each digest as a JSON object on one line")
	c.AddCommand(a.digestMake(), a.digestShow(), a.digestState("publish", cutting.Published, "Publish a digest"),
		a.digestState("withdraw", cutting.Withdrawn, "Withdraw a digest: its page stays and gives the reason"))
	c.AddCommand(a.digestTemplates())
	return c
}

// digestFlags are the flags for a digest's content and form.
type digestFlags struct {
	query, since, format, out, templates, title, lang, from string
	to                                                      []string
	limit                                                   int
	each, keep, ifAny                                       bool
	server                                                  digest.Server
	passwordEnv                                             string
}

// written adds the flags for the form in which a digest is written, and for its destination.
func (f *digestFlags) written(c *cobra.Command, format string) {
	var forms []string
	for _, form := range digest.Forms() {
		forms = append(forms, form.Name)
	}
	c.Flags().StringVar(&f.format, "format", format, "one of "+strings.Join(forms, ", "))
	c.Flags().StringVarP(&f.out, "out", "o", "", "the file to write; without it, standard output")
	c.Flags().StringVar(&f.templates, "templates", "", "a folder of templates, any of "+
		strings.Join(digest.TemplateFiles(), ", ")+" (default: templates in the archive)")
	c.Flags().StringVar(&f.from, "from", "", "the sender of a mail")
	c.Flags().StringArrayVar(&f.to, "to", nil, "a recipient of a mail (may be repeated)")
	c.Flags().StringVar(&f.server.Address, "smtp", "", "send it as a mail by this server (host:port) instead of "+
		"writing it")
	c.Flags().StringVar(&f.server.Security, "smtp-security", "starttls", "one of "+
		strings.Join(digest.SecuritiesOfMail(), ", "))
	c.Flags().StringVar(&f.server.User, "smtp-user", "", "log in to the server as this user")
	c.Flags().StringVar(&f.passwordEnv, "smtp-password-env", "CUTTINGS_SMTP_PASSWORD",
		"name of the variable with the password")
}

// form returns the form given by the flags.
func (f *digestFlags) form(c *cobra.Command) (digest.Form, error) {
	if f.server.Address != "" {
		switch {
		case c.Flags().Changed("format") && f.format != "eml" || f.out != "":
			return digest.Form{}, fmt.Errorf("%w: --smtp sends a mail: it takes neither --format nor --out", errUsage)
		case f.from == "" || len(f.to) == 0:
			return digest.Form{}, fmt.Errorf("%w: --smtp needs --from and --to", errUsage)
		}
		if err := f.server.Check(); err != nil {
			return digest.Form{}, fmt.Errorf("%w: %w", errUsage, err)
		}
		f.format = "eml"
	}
	form, ok := digest.FormOf(f.format)
	if !ok {
		return form, fmt.Errorf("%w: --format takes html, text, markdown, eml or json, not %q", errUsage, f.format)
	}
	return form, nil
}

func (a *app) digestMake() *cobra.Command {
	var f digestFlags
	c := &cobra.Command{
		Use:   "make TOPIC | --query QUERY",
		Short: "Make a digest of a topic or a query and write it",
		Long: `Makes a digest of a topic's cuttings, or of what a query finds, newest first and one
item for each story, and writes it to standard output or --out. It can run from cron: the
same archive gives the same digest, --since P7D takes what was added in the last seven
days, --if-any writes nothing when there are no items, --keep also keeps it as a draft.
Where more is found than --limit allows, it says so on standard error.

  cuttings digest make dam --since P7D --format eml --to desk@example.org --out week.eml
  cuttings digest make dam --since P7D --if-any --smtp mail.example.org:587 \
      --smtp-user desk --from desk@example.org --to all@example.org

The password of a mail server is read from a variable, CUTTINGS_SMTP_PASSWORD.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if (len(args) == 1) == c.Flags().Changed("query") || len(args) == 0 && strings.TrimSpace(f.query) == "" {
				return fmt.Errorf("%w: name a topic, or give --query with what to search for", errUsage)
			}
			form, err := f.form(c)
			if err != nil {
				return err
			}
			return a.withWholeLibrary(c.Context(), func(l *library.Library) error {
				d, err := a.composed(c.Context(), l, f, args)
				if err != nil {
					return err
				}
				if len(d.Items) == 0 {
					a.printLine("no items for the digest")
					if f.ifAny {
						return nil
					}
				}
				if d.Cut {
					more := fmt.Sprintf("-n takes up to %d", library.MaxItems)
					if f.limit == library.MaxItems {
						more = "a narrower query or --since makes several of them"
					}
					a.printLine("more was found: the digest has the first %s; %s",
						plain.Plural(len(d.Items), "item", "items"), more)
				}
				if f.keep {
					id, _, err := l.KeepDigest(c.Context(), "", 0, *d, "")
					if err != nil {
						return err
					}
					a.printLine("kept as the draft %s; `cuttings digest publish %s` publishes it", id, id)
				}
				return a.writeDigest(c.Context(), l, d, form, f)
			})
		},
	}
	f.written(c, "html")
	c.Flags().StringVar(&f.query, "query", "", "what to search, in the query language")
	c.Flags().StringVar(&f.since, "since", "", "only what was added since: a period (P7D, P1M) "+
		"or a day (2026-11-01, yesterday)")
	c.Flags().StringVar(&f.title, "title", "", "the title; without it that of the topic")
	c.Flags().StringVar(&f.lang, "lang", "", "language of the words around the items")
	c.Flags().IntVarP(&f.limit, "limit", "n", library.DefaultItems,
		fmt.Sprintf("how many items, at most %d", library.MaxItems))
	c.Flags().BoolVar(&f.each, "each-cutting", false, "an item for every cutting, instead of one for each story")
	c.Flags().BoolVar(&f.keep, "keep", false, "keep the digest as a draft as well")
	c.Flags().BoolVar(&f.ifAny, "if-any", false, "write nothing when there is no item")
	return c
}

// composed returns the digest given by flags and arguments.
func (a *app) composed(ctx context.Context, l *library.Library, f digestFlags, args []string) (*cutting.Digest,
	error) {
	r := library.DigestRequest{Search: library.Search{Text: f.query}, Limit: f.limit, EachCutting: f.each}
	if f.limit < 1 || f.limit > library.MaxItems {
		return nil, fmt.Errorf("%w: -n %d: a digest has 1 to %d items", errUsage, f.limit, library.MaxItems)
	}
	if f.lang != "" && !plain.KnownLanguage(f.lang) {
		return nil, fmt.Errorf("%w: --lang %q is the tag of no language; write en, fa or pt-BR", errUsage, f.lang)
	}
	var err error
	if len(args) == 1 {
		if r.Topic, err = l.Topic(args[0]); err != nil {
			return nil, err
		}
	} else if _, err := a.parseQuery(f.query); err != nil {
		return nil, err
	}
	if f.since != "" {
		if r.Since, err = l.Since(f.since); err != nil {
			return nil, fmt.Errorf("%w: --since %s: %w", errUsage, f.since, err)
		}
	}
	d, err := l.Compose(ctx, r)
	if err != nil {
		return nil, err
	}
	if f.title != "" {
		d.Title = f.title
	}
	if f.lang != "" {
		d.Lang = f.lang
	}
	return d, nil
}

// writeDigest writes a digest to its file, atomically, or to standard output.
func (a *app) writeDigest(ctx context.Context, l *library.Library, d *cutting.Digest, form digest.Form,
	f digestFlags) error {
	dir, err := a.findArchive()
	if err != nil {
		return err
	}
	// It leaves the archive, so redacted persons are black in it.
	d = digest.Black(d, l.Redactor(), l.TextsOf(ctx))
	t, err := a.loadTemplates(dir, f.templates)
	if err != nil {
		return err
	}
	if f.server.Address != "" {
		return a.sendDigest(ctx, t, d, f)
	}
	var body []byte
	if form.Name == "eml" {
		body, err = t.Mail(d, digest.Envelope{From: f.from, To: f.to})
	} else {
		body, err = form.Write(t, d)
	}
	if err != nil {
		return err
	}
	if f.out == "" || f.out == "-" {
		// Programs that read a mail from a pipe expect bare line feeds.
		return a.writeFile(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")))
	}
	tmp, err := os.CreateTemp(filepath.Dir(f.out), ".digest-*")
	if err != nil {
		return unwritten(f.out, err)
	}
	_, err = tmp.Write(body)
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), f.out)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
		return unwritten(f.out, err)
	}
	return nil
}

// unwritten returns the error for a file that cannot be written; that of the system names a passing file beside it.
func unwritten(path string, err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		err = p.Err
	}
	return cutting.Errorf(cutting.Unavailable, "cannot write %s: %w; choose another file with --out", path, err)
}

// sendDigest sends a digest to a mail server. The mail of one digest is the same whenever it is sent.
func (a *app) sendDigest(ctx context.Context, t *digest.Templates, d *cutting.Digest, f digestFlags) error {
	if f.server.User != "" {
		if f.server.Password = os.Getenv(f.passwordEnv); f.server.Password == "" {
			return cutting.Errorf(cutting.Invalid, "the variable %q has no password", f.passwordEnv)
		}
	}
	msg, err := t.Message(d, digest.Envelope{From: f.from, To: f.to})
	if err != nil {
		return err
	}
	if err := f.server.Send(ctx, msg); err != nil {
		return err
	}
	a.printLine("sent “%s” to %s: %s", d.Title, strings.Join(f.to, ", "), plain.Plural(len(d.Items), "item", "items"))
	return nil
}

func (a *app) listDigests(ctx context.Context) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	list := ar.library(a).Digests()
	texts, err := ar.library(a).IndependentItems(ctx, list)
	if err != nil {
		return closeAfter(ar, err)
	}
	for i, d := range list {
		if a.json {
			err = a.printJSON(struct {
				ID          string `json:"id"`
				Independent int    `json:"independent"`
				cutting.Digest
			}{d.ID, texts[i], d.Digest})
			if err != nil {
				break
			}
			continue
		}
		fmt.Fprintf(a.stdout, "%s\n  %s · %s · %s, %s\n", d.Title, d.ID, d.State,
			plain.Plural(len(d.Items), "item", "items"),
			plain.Plural(texts[i], "independent text", "independent texts"))
	}
	return closeAfter(ar, err)
}

func (a *app) digestShow() *cobra.Command {
	var f digestFlags
	c := &cobra.Command{
		Use:   "show DIGEST",
		Short: "Write a digest that was kept",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			form, err := f.form(c)
			if err != nil {
				return err
			}
			ar, err := a.findAndOpen(c.Context(), false)
			if err != nil {
				return err
			}
			l := ar.library(a)
			d, err := l.Digest(args[0])
			if err == nil {
				err = a.writeDigest(c.Context(), l, &d.Digest, form, f)
			}
			return closeAfter(ar, err)
		},
	}
	f.written(c, "text")
	return c
}

func (a *app) digestTemplates() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "templates",
		Short: "Write the program's own templates to a folder, to be changed",
		Long: `Writes the program's own templates of digests and listings to a folder, with a README.md that
explains every field. A file that is there already is left alone. Without --out they go to the
folder templates of the archive, where digests and the public site use them; delete those you
do not change, so that they stay those of the program.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				dir, err := a.findArchive()
				if err != nil {
					return err
				}
				out = filepath.Join(dir, templatesDir)
			}
			return a.writeTemplates(out)
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "the folder to write to (default: templates in the archive)")
	return c
}

// writeTemplates writes the program's own templates to a folder, except those that are there.
func (a *app) writeTemplates(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return cutting.Errorf(cutting.Unavailable, "the templates cannot be written: %w", err)
	}
	originals := digest.Originals()
	for _, name := range slices.Sorted(maps.Keys(originals)) {
		path := filepath.Join(folder, name)
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			a.printLine("%s is there already and was left as it is", path)
			continue
		}
		if err == nil {
			_, err = f.Write(originals[name])
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			return cutting.Errorf(cutting.Unavailable, "the templates cannot be written: %w", err)
		}
		fmt.Fprintln(a.stdout, path)
	}
	return nil
}

func (a *app) digestState(verb string, state cutting.DigestState, short string) *cobra.Command {
	var why string
	var public bool
	c := &cobra.Command{
		Use:   verb + " DIGEST",
		Short: short,
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withLibrary(c.Context(), func(l *library.Library) error {
				d, err := l.Digest(args[0])
				if err != nil {
					return err
				}
				next := d.Digest
				next.State, next.Why, next.Public = state, why, next.Public || public
				_, kept, err := l.KeepDigest(c.Context(), d.ID, d.By.Line, next, "")
				if err == nil {
					a.printLine("%s", stateWords(d.ID, next))
				}
				a.printLater(kept)
				return err
			})
		},
	}
	c.Flags().StringVar(&why, "why", "", "the reason, for the record")
	if state == cutting.Published {
		c.Flags().BoolVar(&public, "public", false, "make it part of the public site as well")
	}
	return c
}

// stateWords returns what became of a digest, and where it is seen.
func stateWords(id string, d cutting.Digest) string {
	switch {
	case d.State == cutting.Withdrawn:
		return id + " is withdrawn: its page says so, on a public site after the next `cuttings publish`"
	case d.Public:
		return id + " is published at the desk, and on the public site after the next `cuttings publish`"
	}
	return id + " is published at the desk alone; with --public it is part of the public site as well"
}
