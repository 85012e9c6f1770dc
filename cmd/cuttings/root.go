package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"cuttings/cutting"
	"cuttings/press"
	"cuttings/press/joining"
	"cuttings/press/stories"
)

// Exit codes; documented in README.md and in `cuttings help exit-codes`.
const (
	exitOK          = 0
	exitFailure     = 1 // internal error, or verify found something wrong
	exitUsage       = 2
	exitNotFound    = 3
	exitInvalid     = 4
	exitConflict    = 5
	exitUnsupported = 6
	exitUnavailable = 7 // try again later: disk full, interrupted
)

// errUsage is wrapped by errors about a wrong command line.
var errUsage = errors.New("usage")

// errFound is returned by verify when it found problems, which it has printed.
var errFound = errors.New("problems found")

// app has what every command needs; there is one per run, so that tests can run many.
type app struct {
	stdin  io.Reader
	stdout io.Writer // a printer, as is stderr
	// files is the writer for files for other programs, without escapes; nil where stdout is a terminal.
	files  io.Writer
	stderr io.Writer
	// terminal is the terminal for a progress bar; nil for none.
	terminal *os.File
	now      func() time.Time
	stages   []press.Stage // of a run, after those that make pages and cuttings

	noReadings bool            // --no-readings
	lastRun    bool            // the process ends after the next run
	joiner     *joining.Joiner // joins names over the archive; it is kept while the program runs
	stories    *stories.Keeper // likewise, finds relations and stories

	archive string // --archive
	who     string // --who
	json    bool   // --json

	followLinks bool // --follow-links
	noAssets    bool
	quiet       bool          // --quiet
	every       time.Duration // --progress-every
}

// run runs the program with arguments and streams and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out, errs := &printer{w: stdout}, &printer{w: stderr}
	a := &app{stdin: stdin, stdout: out, files: stdout, stderr: errs, now: time.Now, stages: stages()}
	if f, ok := stdout.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		a.files = nil
	}
	if f, ok := stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		a.terminal = f
	}
	code := a.run(ctx, args)
	if err := errors.Join(out.Close(), errs.Close()); err != nil && code == exitOK {
		return exitUnavailable
	}
	return code
}

func (a *app) run(ctx context.Context, args []string) int {
	if err := press.CheckStages(a.stages); err != nil {
		return a.report(ctx, nil, fmt.Errorf("this program was put together wrongly: %w", err))
	}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	c, err := root.ExecuteContextC(ctx)
	return a.report(ctx, c, err)
}

// exitCode returns the exit code for an error's kind.
func exitCode(err error) int {
	if errors.Is(err, errUsage) {
		return exitUsage
	}
	switch cutting.KindOf(err) {
	case cutting.NotFound:
		return exitNotFound
	case cutting.Invalid:
		return exitInvalid
	case cutting.Conflict:
		return exitConflict
	case cutting.Unsupported:
		return exitUnsupported
	case cutting.Unavailable:
		return exitUnavailable
	}
	return exitFailure
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "cuttings",
		Short: "A press archive of saved pages",
		Long: `Cuttings turns saved web pages about a contested topic into a press archive you
can search, cite and trust. Everything stays in one folder on this machine.

  cuttings open PATH…     make an archive of saved pages and show it in a browser`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.PersistentFlags().StringVar(&a.archive, "archive", os.Getenv("CUTTINGS_ARCHIVE"),
		"the archive's folder (default: $CUTTINGS_ARCHIVE, else the one in the working folder)")
	root.PersistentFlags().StringVar(&a.who, "who", os.Getenv("CUTTINGS_WHO"),
		"who decides, for the journal: a name or initials (default: $CUTTINGS_WHO, else \"desk\")")
	root.PersistentFlags().BoolVarP(&a.quiet, "quiet", "q", false, "print only results and errors")
	root.PersistentFlags().DurationVar(&a.every, "progress-every", 5*time.Second,
		"pace of progress lines where there is no terminal")
	root.SetFlagErrorFunc(flagProblem)
	root.AddCommand(
		a.openCommand(), a.initCommand(), a.addCommand(), a.serveCommand(), a.searchCommand(), a.statusCommand(),
		a.inspectCommand(), a.verifyCommand(), a.rebuildCommand(), a.recoverCommand(), a.dumpCommand(),
		a.storyCommand(), a.outletsCommand(), a.compareCommand(), a.citeCommand(), a.renameCommand(),
		a.decisionsCommand(), a.undoCommand(), a.namesCommand(),
		a.publishCommand(), a.redactCommand(), a.topicCommand(), a.noteCommand(), a.digestCommand(), a.alertCommand(),
		a.versionCommand(),
		exitCodesHelp(),
	)
	root.SetHelpCommand(helpCommand(root))
	root.InitDefaultCompletionCmd()
	explainArgs(root)
	return root
}

// helpCommand returns the verb that prints the help of others.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [VERB]",
		Short: "Help about a verb",
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return noVerb(root, strings.Join(args, " "))
			}
			return c.Help()
		},
	}
}

// jsonFlag adds --json to a command whose output may be piped.
func (a *app) jsonFlag(c *cobra.Command, what string) {
	c.Flags().BoolVar(&a.json, "json", false, what)
}

// intakeFlags adds --follow-links and --no-assets.
func (a *app) intakeFlags(c *cobra.Command) {
	c.Flags().BoolVar(&a.noAssets, "no-assets", false,
		"keep no pictures and style sheets of the pages; originals are shown without them")
	c.Flags().BoolVar(&a.followLinks, "follow-links", false, "follow links that lead out of the folders named")
}

// printJSON prints v as JSON on a line of its own.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// writeFile writes a file for other programs to standard output: unchanged, except on a terminal, where it is
// escaped like everything that is printed.
func (a *app) writeFile(b []byte) error {
	if a.files == nil {
		_, err := a.stdout.Write(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")))
		return err
	}
	_, err := a.files.Write(b)
	return err
}

// printLine prints a line for people, unless --quiet.
func (a *app) printLine(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, format+"\n", args...)
	}
}

func exitCodesHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "exit-codes",
		Short: "What the exit codes mean",
		Long: `0  done
1  internal error; for verify: something is wrong with the archive
2  the command line cannot be understood
3  not found: no such archive, file or cutting
4  invalid input: a wrong query, a malformed file
5  conflict: another process is writing to the archive
6  unsupported: a form of file or archive this version does not read
7  unavailable: interrupted, disk full; try again`,
	}
}
