package export

import (
	"fmt"
	"strings"

	"cuttings/library"
)

// A NoteForm is a way to write citations for people: a line with who, what, when and where, and one with the evidence.
type NoteForm struct {
	Extension string // of files, without the dot
	MediaType string
	About     string // for people
	// Write writes the citations in their order, with their evidence or without.
	Write func(cited []*library.Cited, evidence bool) []byte
}

// NoteForms returns the forms for people.
func NoteForms() []NoteForm {
	return []NoteForm{
		{"txt", "text/plain; charset=utf-8", "text", noteText},
		{"md", "text/markdown; charset=utf-8", "Markdown", noteMarkdown},
	}
}

func noteText(list []*library.Cited, evidence bool) []byte {
	var b strings.Builder
	for i, c := range list {
		if i > 0 && evidence {
			b.WriteByte('\n')
		}
		b.WriteString(partsText(c.Note) + "\n")
		if evidence {
			b.WriteString(partsText(c.Evidence) + "\n")
		}
	}
	return []byte(b.String())
}

// noteMarkdown writes a numbered list, the evidence as a paragraph of its item.
func noteMarkdown(list []*library.Cited, evidence bool) []byte {
	var b strings.Builder
	for i, c := range list {
		mark := fmt.Sprintf("%d. ", i+1)
		b.WriteString(mark + markdown(partsText(c.Note)) + "\n")
		if evidence {
			b.WriteString("\n" + strings.Repeat(" ", len(mark)) + markdown(partsText(c.Evidence)) + "\n\n")
		}
	}
	return []byte(b.String())
}

func partsText(parts []library.CitePart) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return line(b.String())
}

// markdown escapes what could be read as markup.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_{}[]<>#|~&$^", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
