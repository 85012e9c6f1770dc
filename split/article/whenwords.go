package article

import (
	"strings"

	"cuttings/cutting"
)

// A stamp is what the words around a date say it is the date of.
type stamp uint8

const (
	noStamp    stamp = iota
	stampFirst       // of publication
	stampLate        // of a change
	stampOther       // of something else: an event, a deadline, a visit
)

// stampWords stand before a date, small letters, in the languages dates are read
// in; a word may stand for its inflections.
var stampWords = [...]struct {
	of    stamp
	words []string
}{
	{stampFirst, []string{"publi", "posted", "pubbl", "created", "written", "filed", "veröffentlicht", "erschienen",
		"erstellt", "eingestellt", "geplaatst", "gepubliceerd", "gepost", "postad", "inserito", "opublikowan",
		"dodano", "objavljen", "uverejnen", "zveřejn", "julkaist", "közzétéve", "yayın", "diterbitkan", "dipublikasi",
		"đăng", "δημοσι", "опублик", "опублік", "публикув", "добавлен", "размещен", "نشر", "انتشار", "منتشر", "פורסם",
		"प्रकाशित", "发布", "發布", "发表", "發表", "発表", "掲載", "公開", "投稿", "작성", "등록", "게시", "입력"}},
	{stampLate, []string{"update", "modif", "edited", "revis", "reviewed", "changed", "aktualisiert", "geändert",
		"änderung", "überarbeitet", "mis à jour", "mise à jour", "actualiz", "atualiz", "actualis", "aggiorna",
		"bijgewerkt", "gewijzigd", "uppdaterad", "oppdatert", "opdateret", "päivitetty", "aktualiz", "zaktualiz",
		"frissít", "ažurir", "posodob", "обновлен", "изменен", "оновлен", "обновен",
		"ενημ", "güncelle", "به‌روز", "بروزرسانی", "به روز", "تحديث", "更新", "수정", "diperbarui", "cập nhật", "עודכן"}},
	{stampOther, []string{"deadline", "expire", "valid ", "gültig", "until", "bis ", "retrieved", "accessed",
		"abgerufen", "consulté", "member since", "joined", "registered", "registriert", "last active", "copyright",
		"born", "termin", "starts", "begins", "commented", "replied", "seen "}},
}

// stampBefore is what the nearest of such words within a few words before a
// position of the text says.
func (f *facts) stampBefore(at int) stamp {
	lo := max(0, at-40)
	for !f.v.runeStart(lo) {
		lo++
	}
	s := f.v.p.Text[lo:at]
	if i := strings.LastIndexAny(s, "|•·"); i >= 0 && len(s)-i > 6 {
		s = s[i:]
	}
	// The nearest of two words decides: "updated 3 May, published 1 May".
	return stampAt(s, strings.LastIndex, func(at, best int) bool { return at > best })
}

// stampOf is what a node's own first words, or those before it, say of a date in it.
func (f *facts) stampOf(n int32) stamp {
	s := f.v.t.Nodes[n].Text
	if s.Empty() {
		return noStamp
	}
	if of := f.stampIn(s); of != noStamp {
		return of
	}
	return f.stampBefore(s.Start)
}

// stampIn is what the first of such words near the start of a span says.
func (f *facts) stampIn(s cutting.Span) stamp {
	return stampAt(f.v.atMost(s, 30).In(f.v.p.Text), strings.Index, func(at, best int) bool { return at < best })
}

// stampAt is what the word says that index finds at the best place.
func stampAt(s string, index func(s, word string) int, better func(at, best int) bool) stamp {
	s = strings.ToLower(s)
	of, best := noStamp, -1
	for _, k := range stampWords {
		for _, w := range k.words {
			if at := index(s, w); at >= 0 && (best < 0 || better(at, best)) {
				of, best = k.of, at
			}
		}
	}
	return of
}
