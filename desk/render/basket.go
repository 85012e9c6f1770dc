package render

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// basketCookie keeps a person's basket: IDs of cuttings, with dots between. It is in the
// browser alone, so that nobody else sees what is collected.
const basketCookie = "basket"

// MaxBasket is how many cuttings a basket holds: what fits into a cookie.
const MaxBasket = 120

// Basket returns the IDs of cuttings in the basket, in the order they were put there.
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

// isID reports whether s may be a cutting's ID: letters and digits, as they are made.
func isID(s string) bool {
	return s != "" && len(s) <= 40 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// KeepBasket is the cookie that keeps a basket; an empty one takes it away. What does not
// fit is left out.
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
