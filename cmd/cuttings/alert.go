package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"cuttings/alert"
	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/library"
	"cuttings/library/plain"
	"cuttings/redact"
)

const (
	alertsFile = "alerts.json" // in the archive's folder
	alertsDir  = "alerts"      // what was told
)

func (a *app) alertCommand() *cobra.Command {
	var every time.Duration
	c := &cobra.Command{
		Use:   "alert [NAME…]",
		Short: "Tell of what is new in topics, by mail or webhook",
		Long: `Sends what is new in topics to those who asked for it in alerts.json in the archive's
folder; without names, all of them. Each match is told once. The first time an alert is
sent it tells nothing and notes what there is. It is fit for cron; --every goes on.

  [{"name": "dam-desk", "topic": "the-dam",
    "mail": {"from": "desk@example.org", "to": ["ada@example.org"], "server": "mail.example.org:587",
             "security": "starttls", "user": "desk", "password_env": "DESK_PASSWORD"},
    "webhook": {"url": "https://example.org/hook", "secret_env": "DESK_SECRET"}}]

Webhooks are signed as standardwebhooks.com has it; passwords and keys are in variables
of the environment. A feed needs no alert: follow the topic's page.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, names []string) error {
			for {
				err := a.tell(c.Context(), names)
				if every <= 0 {
					return err
				}
				if err != nil {
					a.say("%v", err)
				}
				select {
				case <-time.After(every):
				case <-c.Context().Done():
					return nil
				}
			}
		},
	}
	c.Flags().DurationVar(&every, "every", 0, "look again after so long, until stopped")
	return c
}

// tell sends the alerts named, or all. One that fails keeps none of the others back.
func (a *app) tell(ctx context.Context, names []string) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	alerts, err := loadAlerts(filepath.Join(ar.dir, alertsFile))
	if err != nil {
		return closeAfter(ar, err)
	}
	for _, name := range names {
		if !slices.ContainsFunc(alerts, func(al alert.Alert) bool { return al.Name == name }) {
			return closeAfter(ar, cutting.Errorf(cutting.NotFound, "there is no alert %q in %s", name, alertsFile))
		}
	}
	templates, err := loadTemplates(ar.dir, "")
	if err != nil {
		return closeAfter(ar, err)
	}
	l := ar.library(a)
	t := alert.Teller{Folder: filepath.Join(ar.dir, alertsDir), Matches: blackMatches{l, redact.New(l.Redactions())},
		Now: a.now,
		Senders: func(al alert.Alert) (map[string]alert.Sender, error) {
			return alert.Ways(al, templates, ar.info.Name, alert.Env)
		}}
	var failed []error
	for _, al := range alerts {
		if len(names) > 0 && !slices.Contains(names, al.Name) {
			continue
		}
		n, err := t.Tell(ctx, al)
		if err != nil {
			failed = append(failed, fmt.Errorf("alert %s: %w", al.Name, err))
		}
		a.say("%s: %s told", al.Name, plain.Plural(n, "cutting", "cuttings"))
	}
	return closeAfter(ar, errors.Join(failed...))
}

// blackMatches are what leaves the archive: whoever is redacted is black in it.
type blackMatches struct {
	*library.Library
	r *redact.Redactor
}

func (m blackMatches) Matches(ctx context.Context, topic string) (title, lang string, ids []string, err error) {
	title, lang, ids, err = m.Library.Matches(ctx, topic)
	return m.r.Text(title), lang, ids, err
}

func (m blackMatches) Items(ctx context.Context, ids []string) ([]cutting.DigestItem, error) {
	items, err := m.Library.Items(ctx, ids)
	return digest.BlackItems(items, m.r, m.TextsOf(ctx)), err
}

func loadAlerts(path string) ([]alert.Alert, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, cutting.Errorf(cutting.NotFound, "there are no alerts: write %s (see `cuttings alert --help`)",
			path)
	}
	if err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "the alerts: %w", err)
	}
	alerts, err := alert.Load(f)
	return alerts, errors.Join(err, f.Close())
}
