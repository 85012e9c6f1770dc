package split

import (
	"fmt"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/listing"
)

// verdict is what the page is taken for and why.
type verdict struct {
	kind   cutting.PageKind
	reason string
}

// weigh decides between article, listing, both and nothing.
func weigh(p *cutting.Page, a *article.Result, l *listing.Result) verdict {
	s := &a.Signs
	items := len(l.Items)
	body := s.Words >= 40 && s.Sentences >= 2 || s.Words >= 25 && s.Words*3 >= s.PageWords
	claims := s.TypeLD || s.TypeOG
	strength := 0.0
	if body {
		strength = 0.4 + min(0.3, float64(s.Words)/2000)
		if claims {
			strength += 0.15
		}
		if s.Dated && s.HeadMatch {
			strength += 0.1
		}
	}
	if s.Front {
		strength -= 0.3
	}
	if s.ListLD && !s.TypeLD {
		strength -= 0.2
	}
	score := l.Score
	switch {
	case items >= 2 && score >= 0.5 && (!body || score > strength):
		return verdict{cutting.ListingPage, fmt.Sprintf("%d items drawn alike, list score %.2f against %.2f for an article of %d words", items, score, strength, s.Words)}
	case body:
		return verdict{cutting.ArticlePage, fmt.Sprintf("running text of %d words in %d blocks, article score %.2f against %.2f for a list", s.Words, s.Blocks, strength, score)}
	case items >= 2 && score >= 0.2:
		return verdict{cutting.ListingPage, fmt.Sprintf("%d items drawn alike and no running text", items)}
	}
	return verdict{cutting.NothingPage, nothing(p, s)}
}

// nothing says why there is nothing to cut.
func nothing(p *cutting.Page, s *article.Signs) string {
	return fmt.Sprintf("%d words, no running text and no list", s.PageWords)
}
