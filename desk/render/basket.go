package render

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// basketCookie is the name of the cookie with a person's basket: IDs of cuttings, separated by dots. Only the
// browser keeps it, so that nobody else sees what is collected.
const basketCookie = "basket"

// MaxBasket is the maximum number of cuttings in a basket: what fits into a cookie.
const MaxBasket = 120

// Basket returns the IDs of cuttings in the basket, in the order in which they were added.
func Basket(r *http.Request) []string {
	c, err := r.Cookie(basketCookie)
	if err != nil {
		return nil
	}
	var out []string
	for id := range strings.SplitSeq(c.Value, ".") {
		if isID(id) && !slices.Contains(out, id) && len(out) < MaxBasket {
			out = append(out, id)
		}
	}
	return out
}

// isID reports whether s has the form of a cutting's ID: letters and digits.
func isID(s string) bool {
	return s != "" && len(s) <= 40 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// KeepBasket returns the cookie for a basket; for an empty one it deletes the cookie. What does not fit is left
// out.
func KeepBasket(ids []string) *http.Cookie {
	const month = 30 * 24 * time.Hour
	c := &http.Cookie{Name: basketCookie, Path: "/", MaxAge: int(month.Seconds()), HttpOnly: true,
		SameSite: http.SameSiteStrictMode}
	if len(ids) == 0 {
		c.MaxAge = -1
		return c
	}
	c.Value = strings.Join(ids[:min(len(ids), MaxBasket)], ".")
	return c
}
