package render

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// whoCookie is the name of the cookie with the initials of the person who decides, so that they are typed once.
const whoCookie = "who"

// Who returns the content of the field for initials: what was typed, else what the browser keeps.
func Who(r *http.Request) string {
	if said := r.PostFormValue("who"); said != "" {
		return said
	}
	return Initials(r)
}

// Initials returns the initials that the browser keeps, "" for none.
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

// Remember returns the cookie with the initials in a request, nil for none.
func Remember(r *http.Request) *http.Cookie {
	who := strings.Join(strings.Fields(r.PostFormValue("who")), " ")
	if who == "" || who == Initials(r) {
		return nil
	}
	const year = 365 * 24 * time.Hour
	return &http.Cookie{Name: whoCookie, Value: url.QueryEscape(who), Path: "/", MaxAge: int(year.Seconds()),
		HttpOnly: true, SameSite: http.SameSiteStrictMode}
}
