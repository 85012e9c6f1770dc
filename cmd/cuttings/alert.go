package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"cuttings/alert"
	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/internal/disk"
	"cuttings/library"
	"cuttings/library/plain"
	"cuttings/redact"
)

const (
	alertsFile = "alerts.json" // in the archive's folder
	alertsDir  = "alerts"      // what was reported
)

func (a *app) alertCommand() *cobra.Command {
	var every time.Duration
	c := &cobra.Command{
		Use:   "alert [NAME…]",
		Short: "Report what is new in topics, by mail or webhook",
		Long: `Sends what is new in topics to those who asked for it in alerts.json in the archive's
folder; without names, all of them. Each match is reported once. The first run of an
alert, or of one whose topic was changed, reports nothing and records what is there. Run
it from cron, with --every, or let a desk do it: serve --alerts.

  [{"name": "dam-desk", "topic": "the-dam",
    "mail": {"from": "desk@example.org", "to": ["ada@example.org"], "server": "mail.example.org:587",
             "security": "starttls", "user": "desk", "password_env": "DESK_PASSWORD"},
    "webhook": {"url": "https://example.org/hook", "secret_env": "DESK_SECRET"}}]

Webhooks are signed as standardwebhooks.com specifies; passwords and keys are read from
environment variables. A feed needs no alert: follow the topic's page.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, names []string) error {
			for {
				err := a.sendAlerts(c.Context(), names)
				if every <= 0 {
					return err
				}
				if err != nil {
					a.printProblem(sentence(err)) // the next turn may succeed
				}
				select {
				case <-time.After(every):
				case <-c.Context().Done():
					return nil
				}
			}
		},
	}
	c.Flags().DurationVar(&every, "every", 0, "repeat after this time, until stopped")
	return c
}

// sendAlerts sends the named alerts, or all.
func (a *app) sendAlerts(ctx context.Context, names []string) error {
	ar, err := a.openWhole(ctx)
	if err != nil {
		return err
	}
	return closeAfter(ar, a.sendAlertsOf(ctx, ar.dir, ar.info.Name, ar.library(a), names, false))
}

// keepSendingAlerts sends all alerts of a running desk at an interval until ctx ends. Errors are printed, and
// sending is tried again at the next interval.
func (a *app) keepSendingAlerts(ctx context.Context, s *sharedArchive, every time.Duration) {
	ar, release := s.hold()
	name, l := ar.info.Name, library.New(s.libraryConfig(a, ar))
	release()
	for {
		if err := a.sendAlertsOf(ctx, s.dir, name, l, nil, true); err != nil && ctx.Err() == nil {
			a.printLine("%v", err)
		}
		select {
		case <-time.After(every):
		case <-ctx.Done():
			return
		}
	}
}

// sendAlertsOf sends the alerts of an archive in a folder. After a failure the others are still sent. A desk
// prints nothing about alerts that had nothing to report.
func (a *app) sendAlertsOf(ctx context.Context, dir, archive string, l *library.Library, names []string,
	desk bool) error {
	alerts, err := loadAlerts(filepath.Join(dir, alertsFile))
	if err != nil {
		return err
	}
	for _, name := range names {
		if !slices.ContainsFunc(alerts, func(al alert.Alert) bool { return al.Name == name }) {
			return cutting.Errorf(cutting.NotFound, "there is no alert %q in %s", name, alertsFile)
		}
	}
	templates, err := a.loadTemplates(dir, "")
	if err != nil {
		return err
	}
	black := l.Redactor()
	archive = black.Text(archive)
	began := map[string]bool{}
	t := alert.Reporter{Folder: filepath.Join(dir, alertsDir), Matches: blackMatches{l, black},
		Now: a.now,
		Began: func(al alert.Alert, known int) {
			began[al.Name] = true
			a.printLine("%s: from now on what is new in the topic %s is reported; %s there already", al.Name, al.Topic,
				plain.Plural(known, "cutting is", "cuttings are"))
		},
		Senders: func(al alert.Alert) (map[string]alert.Sender, error) {
			return alert.Senders(al, templates, archive, alert.Env)
		}}
	var failed []error
	for _, al := range alerts {
		if len(names) > 0 && !slices.Contains(names, al.Name) {
			continue
		}
		n, err := t.Report(ctx, al)
		if err != nil {
			failed = append(failed, fmt.Errorf("alert %s: %w", al.Name, err))
		}
		if n > 0 || !desk && err == nil && !began[al.Name] {
			a.printLine("%s: %s reported", al.Name, plain.Plural(n, "cutting", "cuttings"))
		}
	}
	return errors.Join(failed...)
}

// blackMatches returns the matches of alerts with redacted persons black.
type blackMatches struct {
	*library.Library
	r *redact.Redactor
}

// Matches returns a topic as on its public site: a person whom its cuttings name in full is also black in its
// title where the title has a part of the name, and an ID with a name is replaced.
func (m blackMatches) Matches(ctx context.Context, a alert.Alert) (alert.Shown, []string, error) {
	title, lang, ids, err := m.Library.Matches(ctx, a.Topic)
	shown := func(named redact.Persons) alert.Shown {
		return alert.Shown{Alert: m.r.Slug(a.Name, "alert-", named), Topic: m.r.Slug(a.Topic, "topic-", named, title),
			Title: m.r.TextBeside(title, named), Lang: lang}
	}
	if err != nil || shown(m.r.Everybody()) == shown(nil) { // no person is redacted
		return shown(nil), ids, err
	}
	t, err := m.Topic(a.Topic)
	if err != nil {
		return alert.Shown{}, nil, err
	}
	named := m.r.PersonsNamed(append([]string{t.Title, t.Introduction, t.Query}, t.Spellings...)...)
	texts := m.TextsOf(ctx)
	for _, id := range ids {
		for _, person := range m.r.PersonsNamed(texts(id)...) {
			if !slices.Contains(named, person) {
				named = append(named, person)
			}
		}
		if len(named) == len(m.r.Everybody()) {
			break
		}
	}
	return shown(named), ids, nil
}

func (m blackMatches) Items(ctx context.Context, a alert.Alert, ids []string) ([]cutting.DigestItem, error) {
	items, err := m.Library.Items(ctx, a.Topic, ids)
	return digest.BlackItems(items, m.r, m.TextsOf(ctx)), err
}

func loadAlerts(path string) ([]alert.Alert, error) {
	f, err := disk.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, cutting.Errorf(cutting.NotFound, "there are no alerts: write %s (see `cuttings alert --help`)",
			path)
	}
	if err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "the alerts: %w", err)
	}
	alerts, err := alert.Load(f)
	if err != nil {
		err = fmt.Errorf("%s: %w; `cuttings alert --help` shows an example", path, err)
	}
	return alerts, errors.Join(err, f.Close())
}
