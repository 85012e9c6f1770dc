package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"cuttings/cutting"
	"cuttings/publish"
)

// defaultAddr is on the loopback interface, because an archive is private until its owner decides otherwise.
// Port 0 selects a free one for open; serve needs an address that stays the same between runs.
const defaultAddr = "127.0.0.1:8087"

// serveOptions are the options of serving the site.
type serveOptions struct {
	addr    string
	anyPort bool          // if the port is taken, use any other
	browse  bool          // open a browser where there is one
	noViews bool          // count no views, and show no counts
	alerts  time.Duration // interval of sending alerts; 0 sends none
	hosts   []string      // host names the site accepts besides localhost and IP addresses
}

// flags adds the flags that serve and open share.
func (o *serveOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.addr, "addr", defaultAddr,
		"address to listen on; others on the network can read the archive unless it is a loopback address")
	c.Flags().BoolVar(&o.noViews, "no-views", false, "count no views, and show no counts of them")
	c.Flags().StringSliceVar(&o.hosts, "host", nil,
		"a name the site answers to besides localhost and plain addresses (for a name on the network)")
}

func (a *app) serveCommand() *cobra.Command {
	var o serveOptions
	var p publishing
	var public bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the archive as a site on this machine",
		Long: `Shows the archive as a site on this machine. With --public it shows exactly what
'cuttings publish' would write, read only, and nothing that only the desk sees.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if public {
				ar, err := a.openWhole(c.Context())
				if err != nil {
					return err
				}
				return a.servePublic(c.Context(), ar, o, p)
			}
			ar, err := a.findAndOpen(c.Context(), false)
			if err != nil {
				return err
			}
			return a.serve(c.Context(), ar, o)
		},
	}
	o.flags(c)
	c.Flags().DurationVar(&o.alerts, "alerts", 0, "send what is new in topics to those named in alerts.json, at this "+
		"interval (15m); not with --public")
	c.Flags().BoolVar(&public, "public", false, "show the public site alone")
	p.flags(c)
	return c
}

// serve shows an archive until ctx ends, then lets running requests finish. It closes
// the archive.
func (a *app) serve(ctx context.Context, ar *archive, o serveOptions) error {
	ln, err := net.Listen("tcp", o.addr)
	if err != nil && o.anyPort {
		// The default port is taken, perhaps by another archive; any free one is used.
		host, _, _ := net.SplitHostPort(o.addr)
		ln, err = net.Listen("tcp", net.JoinHostPort(host, "0"))
	}
	if err != nil {
		return closeAfter(ar, cutting.Errorf(cutting.Unavailable,
			"cannot listen on %s: %w; choose another with --addr", o.addr, err))
	}
	name := ar.info.Name
	s := newSharedArchive(a, ar)
	handler, views, err := s.desk(a, ln.Addr(), o)
	if err != nil {
		return errors.Join(err, ln.Close(), s.Close())
	}
	alertsEnded := make(chan struct{})
	alertsCtx, stop := context.WithCancel(ctx)
	go func() {
		defer close(alertsEnded)
		if o.alerts > 0 {
			a.keepSendingAlerts(alertsCtx, s, o.alerts)
		}
	}()
	err = a.answer(ctx, ln, handler, name, o)
	stop()
	<-alertsEnded
	return errors.Join(err, views.Close(), s.Close())
}

// servePublic shows the public site until ctx ends. It closes the archive.
func (a *app) servePublic(ctx context.Context, ar *archive, o serveOptions, p publishing) error {
	s := newSharedArchive(a, ar)
	site := &publicSite{now: a.now, allowed: s.allowed,
		viewed: func() ([]string, error) { return s.viewed(a) },
		make:   func() (*publish.Site, error) { return s.site(ctx, a, p, "") }}
	if _, err := site.current(); err != nil {
		return closeAfter(s, err)
	}
	ln, err := net.Listen("tcp", o.addr)
	if err != nil {
		return closeAfter(s, cutting.Errorf(cutting.Unavailable,
			"cannot listen on %s: %w; choose another with --addr", o.addr, err))
	}
	err = a.answer(ctx, ln, publish.Handler(site.current), ar.info.Name, o)
	site.wait()
	return errors.Join(err, s.Close())
}

// answer serves requests until ctx ends.
func (a *app) answer(ctx context.Context, ln net.Listener, handler http.Handler, name string, o serveOptions) error {
	srv := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	url := "http://" + ln.Addr().String() + "/"
	fmt.Fprintf(a.stdout, "%s: %s\n", name, url)
	a.printLine("Ctrl-C stops it")
	if o.browse {
		openBrowser(url)
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	// The signal's context has ended; running requests get a short time to finish.
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := srv.Shutdown(end); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// openBrowser opens url in a browser if there is a display; without one it does nothing.
func openBrowser(url string) {
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		cmd = exec.Command("open", url)
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", url)
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return
		}
		cmd = exec.Command("xdg-open", url)
	}
	if cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}
