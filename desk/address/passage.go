package address

import (
	"net/url"
	"strconv"
	"strings"

	"cuttings/cutting"
	"cuttings/library"
)

// PassagePage returns the page that cites a passage of a cutting.
func PassagePage(id string) string { return Cutting(id) + "/passage" }

// PassageValues returns the parameters of a passage in addresses: text=10-250, the bytes of the text from the
// first to the one after the last, or quote=words; and sighting where it is not the representative. Without a
// passage there is only the sighting.
func PassageValues(sighting int, text cutting.Span) url.Values {
	v := url.Values{}
	if sighting >= 0 {
		v.Set("sighting", strconv.Itoa(sighting))
	}
	if !text.Empty() {
		v.Set("text", strconv.Itoa(text.Start)+"-"+strconv.Itoa(text.End))
	}
	return v
}

// PassageOf parses the parameters of a passage. Errors are of kind Invalid.
func PassageOf(v url.Values) (library.PassageRequest, error) {
	ask := library.PassageRequest{Sighting: -1, Quote: v.Get("quote")}
	if s := v.Get("sighting"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 {
			return ask, cutting.Errorf(cutting.Invalid, "“%s” is not the number of a place this cutting was seen at.",
				s)
		}
		ask.Sighting = n
	}
	if s := v.Get("text"); s != "" {
		a, b, _ := strings.Cut(s, "-")
		start, err1 := strconv.Atoi(a)
		end, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil || start < 0 || end <= start {
			return ask, cutting.Errorf(cutting.Invalid,
				"“%s” is no passage; it is written text=120-480, from the first byte to the one after the last.", s)
		}
		ask.Text = cutting.Span{Start: start, End: end}
	}
	return ask, nil
}
