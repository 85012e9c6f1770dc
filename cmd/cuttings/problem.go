package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// report prints why a command failed, for every verb in one form, and returns the exit code: "cuttings: " and
// sentences that state what happened, to which file or argument, and what to do. After a wrong command line they
// end with where the verb's usage is explained.
func (a *app) report(ctx context.Context, c *cobra.Command, err error) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFound): // printed already
		return exitFailure
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		a.printProblem("Stopped. What was reported as done is kept; the same command goes on from there.")
		return exitUnavailable
	}
	text := sentence(err)
	if errors.Is(err, errUsage) {
		text += " See `" + c.CommandPath() + " --help`."
	}
	a.printProblem(text)
	return exitCode(err)
}

// printProblem prints sentences about what failed.
func (a *app) printProblem(sentences string) { fmt.Fprintf(a.stderr, "cuttings: %s\n", sentences) }

// sentence returns an error's message as a sentence: with a capital, unless it begins with a name, and a full stop.
// Lines after the first (where in a query something is wrong) stay as they are.
func sentence(err error) string {
	text := strings.TrimPrefix(forPeople(err), errUsage.Error()+": ")
	first, rest, more := strings.Cut(text, "\n")
	if word, _, _ := strings.Cut(first, " "); plainWord(word) {
		r, n := utf8.DecodeRuneInString(first)
		first = string(unicode.ToUpper(r)) + first[n:]
	}
	if !strings.HasSuffix(first, ".") && !strings.HasSuffix(first, "?") && !strings.HasSuffix(first, "…") {
		first += "."
	}
	if more {
		return first + "\n" + rest
	}
	return first
}

// plainWord reports whether a word is one of the language, and no path, address, flag or quotation.
func plainWord(w string) bool {
	foreign := func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }
	return !strings.HasPrefix(w, "-") && !strings.ContainsFunc(strings.TrimRight(w, ",:;"), foreign)
}

// forPeople returns an error's message without what it is for programs to know: the place in a query, the name of a
// system call ("mkdir"), and a path that the message has already.
func forPeople(err error) string {
	text := err.Error()
	if wrong := (*query.SyntaxError)(nil); errors.As(err, &wrong) {
		text = strings.Replace(text, wrong.Error(), wrong.Message, 1)
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		if whole := p.Error(); strings.Count(text, p.Path) > strings.Count(whole, p.Path) {
			text = strings.Replace(text, whole, p.Err.Error(), 1)
		} else {
			text = strings.Replace(text, whole, p.Path+": "+p.Err.Error(), 1)
		}
	}
	return text
}

// flagProblem returns the error for a wrong flag, in words.
func flagProblem(c *cobra.Command, err error) error {
	hint := ""
	if strings.Contains(c.Use, " QUERY") { // a query may begin with a minus: -word
		hint = "; write -- before a query that begins with a hyphen"
	}
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		dashes := "--"
		if unknown.GetSpecifiedShortnames() != "" {
			dashes = "-"
		}
		return fmt.Errorf("%w: `%s` has no flag %s%s%s", errUsage, c.CommandPath(), dashes, name, hint)
	case errors.As(err, &missing):
		return fmt.Errorf("%w: --%s needs a value after it", errUsage, missing.GetFlag().Name)
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		return fmt.Errorf("%w: --%s takes %s, not %q", errUsage, f.Name, takes(f.Value.Type()), invalid.GetValue())
	}
	return fmt.Errorf("%w: %w", errUsage, err)
}

// takes returns what a flag of this type takes, in words.
func takes(kind string) string {
	switch kind {
	case "int", "int64":
		return "a whole number"
	case "bool":
		return "true or false"
	case "duration":
		return "a duration (5s, 15m, 2h)"
	}
	return "a value of another form"
}

// explainArgs makes the errors of a command and its subcommands about their arguments usage errors in words.
func explainArgs(c *cobra.Command) {
	for _, sub := range c.Commands() {
		explainArgs(sub)
	}
	check := c.Args
	if !c.Runnable() && c.HasSubCommands() {
		c.Args = cobra.ArbitraryArgs
		c.RunE = func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return noVerb(c, args[0])
			}
			return c.Help()
		}
		return
	}
	c.Args = func(c *cobra.Command, args []string) error {
		if check == nil || check(c, args) == nil {
			return nil
		}
		_, form, _ := strings.Cut(c.Use, " ")
		for more := args; len(more) < len(args)+3; {
			if more = append(more[:len(more):len(more)], "x"); check(c, more) == nil {
				return fmt.Errorf("%w: an argument is missing; write `%s %s`", errUsage, c.CommandPath(), form)
			}
		}
		switch {
		case c.HasSubCommands():
			return noVerb(c, args[0])
		case form == "":
			return fmt.Errorf("%w: `%s` takes no argument; %q is one too many", errUsage, c.CommandPath(), args[0])
		}
		return fmt.Errorf("%w: %q is one argument too many; write `%s %s`", errUsage, args[len(args)-1],
			c.CommandPath(), form)
	}
}

// noVerb returns the error for a word in the place of a verb that is none.
func noVerb(c *cobra.Command, word string) error {
	c.SuggestionsMinimumDistance = 2 // as cobra's own
	near := c.SuggestionsFor(word)
	if len(near) > 0 {
		return fmt.Errorf("%w: `%s` has no verb %q; did you mean %s?", errUsage, c.CommandPath(), word,
			strings.Join(near, " or "))
	}
	return fmt.Errorf("%w: `%s` has no verb %q", errUsage, c.CommandPath(), word)
}

// someExist returns an error when none of the paths named exists, so that a typing error is none that a run
// passes over.
func someExist(paths []string) error {
	for _, p := range paths {
		if _, err := os.Lstat(p); !errors.Is(err, fs.ErrNotExist) {
			return nil
		}
	}
	if len(paths) == 0 {
		return nil
	}
	return cutting.Errorf(cutting.NotFound, "there is no such file or folder: %s", strings.Join(paths, ", "))
}
