package staticsites

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// repository reads files of one commit of a git directory. It is not safe for concurrent use.
type repository struct {
	dir, commit string
	sizes       map[string]int64 // of every file, by its path
	cat         *exec.Cmd
	in          io.WriteCloser
	out         *bufio.Reader
}

// openRepository opens the git directory of owner/name below mirror: <owner>+<name>/repo, or a .git in it. commit may
// be a branch; "" is the branch that holds the generated site.
func openRepository(mirror, name, commit string) (*repository, error) {
	dir := filepath.Join(mirror, strings.ReplaceAll(name, "/", "+"), "repo")
	if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
		dir = filepath.Join(dir, ".git")
	}
	r := &repository{dir: dir}
	if commit == "" {
		commit = r.siteBranch()
	}
	full, err := r.git("rev-parse", "--verify", "--quiet", commit+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%s: no commit %q: %w", name, commit, err)
	}
	r.commit = strings.TrimSpace(string(full))
	tree, err := r.git("ls-tree", "-r", "-z", "-l", r.commit)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r.sizes = map[string]int64{}
	for _, line := range strings.Split(string(tree), "\x00") {
		head, file, ok := strings.Cut(line, "\t")
		if f := strings.Fields(head); ok && len(f) == 4 && f[1] == "blob" {
			r.sizes[file], _ = strconv.ParseInt(f[3], 10, 64)
		}
	}
	r.cat = exec.Command("git", "-C", dir, "cat-file", "--batch")
	if r.in, err = r.cat.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := r.cat.StdoutPipe()
	if err != nil {
		return nil, err
	}
	r.out = bufio.NewReader(out)
	return r, r.cat.Start()
}

func (r *repository) git(args ...string) ([]byte, error) {
	var out bytes.Buffer
	c := exec.Command("git", append([]string{"-C", r.dir}, args...)...)
	c.Stdout = &out
	err := c.Run()
	return out.Bytes(), err
}

// siteBranch is gh-pages, or the branch with the most HTML files, HEAD among equals.
func (r *repository) siteBranch() string {
	best, most := "HEAD", -1
	refs, _ := r.git("for-each-ref", "--format=%(refname)", "refs/heads")
	for i, ref := range append([]string{"HEAD"}, strings.Fields(string(refs))...) {
		names, err := r.git("ls-tree", "-r", "-z", "--name-only", ref)
		if err != nil || i > 40 {
			continue
		}
		n := bytes.Count(names, []byte(".html\x00"))
		if n > most || n*2 > most && ref == "refs/heads/gh-pages" {
			best, most = ref, n
		}
	}
	return best
}

// read returns a file's bytes.
func (r *repository) read(file string) ([]byte, error) {
	if _, ok := r.sizes[file]; !ok || strings.ContainsRune(file, '\n') {
		return nil, os.ErrNotExist
	}
	if _, err := fmt.Fprintf(r.in, "%s:%s\n", r.commit, file); err != nil {
		return nil, err
	}
	head, err := r.out.ReadString('\n')
	if err != nil {
		return nil, err
	}
	f := strings.Fields(head)
	if len(f) < 3 || f[len(f)-2] != "blob" {
		return nil, fmt.Errorf("%s: %s", file, strings.TrimSpace(head))
	}
	n, err := strconv.Atoi(f[len(f)-1])
	if err != nil {
		return nil, err
	}
	b := make([]byte, n+1) // and a line feed
	if _, err := io.ReadFull(r.out, b); err != nil {
		return nil, err
	}
	return b[:n], nil
}

func (r *repository) close() error {
	if err := r.in.Close(); err != nil {
		return err
	}
	return r.cat.Wait()
}

// root is the folder that is published: the one that holds index.html and the most pages below it, the shallower
// one where most of its pages are in the deeper one.
func (r *repository) root() string {
	pages := map[string]int{}
	for f := range r.sizes {
		if isPage(f) {
			for d := path.Dir(f); ; d = path.Dir(d) {
				pages[d]++
				if d == "." || d == "/" {
					break
				}
			}
		}
	}
	best, most := "", 0
	for _, d := range []string{".", "docs", "public", "_site", "output", "site", "dist", "build", "html", "www",
		"static"} {
		if _, ok := r.sizes[path.Join(d, "index.html")]; ok && pages[d] > most {
			best, most = d, pages[d]
			if d == "." {
				most = most * 3 / 5
			}
		}
	}
	return best
}

func isPage(file string) bool {
	return strings.HasSuffix(file, ".html") || strings.HasSuffix(file, ".htm")
}
