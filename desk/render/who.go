package render

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// whoCookie keeps the initials of whoever decides, so that they are asked for once.
const whoCookie = "who"

// Who is what is in the field for initials: what was typed, else what the
// browser keeps.
func Who(r *http.Request) string {
	if said := r.PostFormValue("who"); said != "" {
		return said
	}
	return Initials(r)
}

// Initials are those that the browser keeps, "" for none.
func Initials(r *http.Request) string {
	c, err := r.Cookie(whoCookie)
	if err != nil {
		return ""
	}
	who, err := url.QueryUnescape(c.Value)
	if err != nil {
		return ""
	}
	return who
}

// Remember is the cookie that keeps the initials given, nil when none were.
func Remember(r *http.Request) *http.Cookie {
	who := strings.Join(strings.Fields(r.PostFormValue("who")), " ")
	if who == "" || who == Initials(r) {
		return nil
	}
	const year = 365 * 24 * time.Hour
	return &http.Cookie{Name: whoCookie, Value: url.QueryEscape(who), Path: "/", MaxAge: int(year.Seconds()),
		HttpOnly: true, SameSite: http.SameSiteStrictMode}
}
