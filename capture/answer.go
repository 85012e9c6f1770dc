package capture

import (
	"bytes"
	"strconv"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/form"
)

// answer reports an HTTP response saved with its header (wget --save-headers, curl -i) as a
// Container, and the page in it with the type and charset the header declares. Headers of earlier
// responses (redirections) are skipped.
func (w *walker) answer(m member, content []byte) error {
	message := bytes.TrimLeft(content, "\r\n")
	for bytes.HasPrefix(message, []byte("\xef\xbb\xbf")) {
		message = message[3:]
	}
	if !bytes.HasPrefix(message, []byte("HTTP/")) { // output of a server's program, only the fields
		message = append([]byte("HTTP/1.0 200 OK\r\n"), message...)
	}
	msg, ok := warc.ParseMessage(message)
	for range 20 { // interim responses, redirections, a proxy's confirmation
		if !ok || !bytes.HasPrefix(msg.Body, []byte("HTTP/")) {
			break
		}
		next, isMessage := warc.ParseMessage(msg.Body)
		if !isMessage {
			break
		}
		msg = next
	}
	if !ok {
		return w.fail(m.name, cutting.Errorf(cutting.Invalid, "%s: an HTTP answer whose header cannot be read",
			m.name))
	}
	if msg.ImpossibleStatus() {
		if err := w.page(Container, m.capture("application/http"), content); err != nil {
			return err
		}
		return w.fail(m.name, impossibleStatus(m.name, msg))
	}
	if msg.Status >= 300 {
		return w.skip(m.name, cutting.LeftOut("an answer without a page (HTTP status "+strconv.Itoa(msg.Status)+")"))
	}
	body, faults, _ := msg.Decode(w.lim.PageBytes)
	faults = append(faults, statusDoubts(msg)...)
	media, charset := msg.MediaType()
	found := form.Detect(body, true, form.Hints{Name: m.name, MediaType: media, Charset: charset})
	if found.MediaType == "" {
		return w.reportNoPage(m.name, noPage(found))
	}
	box := m.capture("application/http")
	Identify(&box, content)
	if err := w.fn(Item{Kind: Container, Capture: box, Content: content}); err != nil {
		return err
	}
	c := m.capture(found.MediaType)
	c.Name, c.Charset, c.DerivedFrom = m.name+"!/body", charset, box.ID
	if found.Form == form.HTML {
		return w.htmlWithin(c, bytes.Clone(body), 0, faults)
	}
	body = bytes.Clone(body)
	Identify(&c, body)
	return w.fn(Item{Kind: Page, Capture: c, Content: body, Faults: faults})
}

// noPage returns found where only a page can be: a container there is left out.
func noPage(found form.Found) form.Found {
	if found.Form != form.None && found.MediaType == "" {
		return form.Found{Reason: "an archive or message inside an HTTP answer"}
	}
	return found
}
