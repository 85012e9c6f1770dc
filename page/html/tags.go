package html

import (
	"cuttings/page/internal/chars"
)

// tagID identifies an element name. The known ones are listed below; other names in a page get
// dynamic identifiers from numTags on, so that matching an end tag to its start tag never compares
// strings.
type tagID uint16

const (
	tagNone tagID = iota
	tagA
	tagAbbr
	tagAcronym
	tagAddress
	tagApplet
	tagArea
	tagArticle
	tagAside
	tagAudio
	tagB
	tagBase
	tagBasefont
	tagBdi
	tagBdo
	tagBgsound
	tagBig
	tagBlockquote
	tagBody
	tagBr
	tagButton
	tagCanvas
	tagCaption
	tagCenter
	tagCite
	tagCode
	tagCol
	tagColgroup
	tagData
	tagDatalist
	tagDd
	tagDel
	tagDetails
	tagDfn
	tagDialog
	tagDir
	tagDiv
	tagDl
	tagDt
	tagEm
	tagEmbed
	tagFieldset
	tagFigcaption
	tagFigure
	tagFont
	tagFooter
	tagForm
	tagFrame
	tagFrameset
	tagH1
	tagH2
	tagH3
	tagH4
	tagH5
	tagH6
	tagHead
	tagHeader
	tagHgroup
	tagHr
	tagHTML
	tagI
	tagIframe
	tagImage
	tagImg
	tagInput
	tagIns
	tagKbd
	tagKeygen
	tagLabel
	tagLegend
	tagLi
	tagLink
	tagListing
	tagMain
	tagMap
	tagMark
	tagMarquee
	tagMath
	tagMenu
	tagMeta
	tagMeter
	tagNav
	tagNobr
	tagNoembed
	tagNoframes
	tagNoscript
	tagObject
	tagOl
	tagOptgroup
	tagOption
	tagOutput
	tagP
	tagParam
	tagPicture
	tagPlaintext
	tagPre
	tagProgress
	tagQ
	tagRb
	tagRp
	tagRt
	tagRtc
	tagRuby
	tagS
	tagSamp
	tagScript
	tagSearch
	tagSection
	tagSelect
	tagSlot
	tagSmall
	tagSource
	tagSpan
	tagStrike
	tagStrong
	tagStyle
	tagSub
	tagSummary
	tagSup
	tagSvg
	tagTable
	tagTbody
	tagTd
	tagTemplate
	tagTextarea
	tagTfoot
	tagTh
	tagThead
	tagTime
	tagTitle
	tagTr
	tagTrack
	tagTt
	tagU
	tagUl
	tagVar
	tagVideo
	tagWbr
	tagXmp
	// Names with a meaning in foreign content only.
	tagForeignObject
	tagDesc
	tagText
	tagAnnotation
	tagAnnotationXML
	tagMi
	tagMo
	tagMn
	tagMs
	tagMtext
	numTags
)

var tagNames = [numTags]string{"", "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio",
	"b", "base", "basefont", "bdi", "bdo", "bgsound", "big", "blockquote", "body", "br", "button", "canvas",
	"caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn",
	"dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form",
	"frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i",
	"iframe", "image", "img", "input", "ins", "kbd", "keygen", "label", "legend", "li", "link", "listing", "main",
	"map", "mark", "marquee", "math", "menu", "meta", "meter", "nav", "nobr", "noembed", "noframes", "noscript",
	"object", "ol", "optgroup", "option", "output", "p", "param", "picture", "plaintext", "pre", "progress", "q",
	"rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small", "source",
	"span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template",
	"textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
	"foreignobject", "desc", "text", "annotation", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"}

// tagFlag describes how an element takes part in building the tree and the text.
type tagFlag uint16

const (
	isVoid     tagFlag = 1 << iota // has no content and no end tag
	isBlock                        // begins and ends a block of text
	isSpecial                      // stops the search of an unrelated end tag (HTML: "special" category)
	isScope                        // bounds the default scope
	isFormat                       // HTML's formatting elements: may be closed across others
	closesP                        // its start tag ends an open paragraph
	inHead                         // may be in head
	isRaw                          // content is raw text, not shown
	isBreakout                     // its start tag ends foreign content
	isUnshown                      // a browser shows none of its content
)

var tagFlags = buildTagFlags()

func buildTagFlags() (f [numTags]tagFlag) {
	set := func(flag tagFlag, ids ...tagID) {
		for _, id := range ids {
			f[id] |= flag
		}
	}
	set(isVoid, tagArea, tagBase, tagBasefont, tagBgsound, tagBr, tagCol, tagEmbed, tagFrame, tagHr, tagImage, tagImg,
		tagInput, tagKeygen, tagLink, tagMeta, tagParam, tagSource, tagTrack, tagWbr)
	set(closesP|isBlock|isSpecial, tagAddress, tagArticle, tagAside, tagBlockquote, tagCenter, tagDetails, tagDialog,
		tagDir, tagDiv, tagDl, tagDd, tagDt, tagFieldset, tagFigcaption, tagFigure, tagFooter, tagForm, tagH1, tagH2,
		tagH3, tagH4, tagH5, tagH6, tagHeader, tagHgroup, tagHr, tagLi, tagListing, tagMain, tagMenu, tagNav, tagOl,
		tagP, tagPlaintext, tagPre, tagSearch, tagSection, tagSummary, tagTable, tagUl, tagXmp)
	set(isBlock|isSpecial, tagBody, tagButton, tagCaption, tagCol, tagColgroup, tagFrame, tagFrameset, tagHead,
		tagHTML, tagMarquee, tagSelect, tagTbody, tagTd, tagTextarea, tagTfoot, tagTh, tagThead, tagTr, tagTemplate)
	set(isBlock, tagLabel, tagLegend, tagOptgroup, tagOption, tagDatalist)
	set(isSpecial, tagApplet, tagArea, tagBase, tagBasefont, tagBgsound, tagBr, tagEmbed, tagIframe, tagImg, tagInput,
		tagKeygen, tagLink, tagMeta, tagNoembed, tagNoframes, tagNoscript, tagObject, tagParam, tagScript, tagSource,
		tagStyle, tagTitle, tagTrack, tagWbr, tagForeignObject)
	set(isScope, tagApplet, tagCaption, tagHTML, tagTable, tagTd, tagTh, tagMarquee, tagObject, tagTemplate,
		tagForeignObject)
	set(isFormat, tagA, tagB, tagBig, tagCode, tagEm, tagFont, tagI, tagNobr, tagS, tagSmall, tagStrike, tagStrong,
		tagTt, tagU)
	set(inHead, tagBase, tagBasefont, tagBgsound, tagLink, tagMeta, tagTitle, tagNoscript, tagNoframes, tagStyle,
		tagScript, tagTemplate)
	set(isRaw, tagScript, tagStyle, tagNoscript, tagNoframes, tagNoembed, tagIframe)
	set(isUnshown, tagAudio, tagVideo, tagCanvas, tagDatalist, tagRp, tagDialog)
	set(isBreakout, tagB, tagBig, tagBlockquote, tagBody, tagBr, tagCenter, tagCode, tagDd, tagDiv, tagDl, tagDt,
		tagEm, tagEmbed, tagH1, tagH2, tagH3, tagH4, tagH5, tagH6, tagHead, tagHr, tagI, tagImg, tagLi, tagListing,
		tagMenu, tagMeta, tagNobr, tagOl, tagP, tagPre, tagRuby, tagS, tagSmall, tagSpan, tagStrong, tagStrike, tagSub,
		tagSup, tagTable, tagTt, tagU, tagUl, tagVar)
	return f
}

// attrID identifies an attribute that the reader uses; most are only interned.
type attrID uint8

const (
	attrNone attrID = iota
	attrHref
	attrHidden
	attrAriaHidden
	attrStyle
	attrDir
	attrLang
	attrOpen
	attrShadowRootMode
	attrShadowRoot // the spelling before shadowrootmode
	attrOther      // interned, but not used
)

var attrNames = [...]string{"", "href", "hidden", "aria-hidden", "style", "dir", "lang", "open", "shadowrootmode",
	"shadowroot", "accept-charset", "action", "align", "alt", "aria-controls", "aria-current", "aria-describedby",
	"aria-expanded", "aria-haspopup", "aria-label", "aria-labelledby", "aria-level", "async", "autocomplete",
	"bgcolor", "border", "cellpadding", "cellspacing", "charset", "checked", "class", "clear", "color", "cols",
	"colspan", "content", "crossorigin", "data-action", "data-href", "data-id", "data-src", "data-srcset",
	"data-testid", "data-title", "data-toggle", "data-type", "data-url", "datetime", "decoding", "defer", "disabled",
	"enctype", "face", "fetchpriority", "for", "frameborder", "height", "hreflang", "http-equiv", "id", "integrity",
	"itemid", "itemprop", "itemref", "itemscope", "itemtype", "loading", "maxlength", "media", "method", "name",
	"nonce", "onclick", "placeholder", "property", "rel", "required", "role", "rows", "rowspan", "scope", "selected",
	"size", "sizes", "src", "srcset", "tabindex", "target", "title", "type", "typeof", "valign", "value", "vocab",
	"width", "xml:lang", "xmlns"}

// nameTable is an open-addressed, case-insensitive table of ASCII names.
type nameTable struct {
	slots [1024]uint16 // index into names, 0 for an empty slot
	names []string
}

func newNameTable(names []string) *nameTable {
	t := &nameTable{names: names}
	for i, n := range names {
		if i == 0 {
			continue
		}
		h := hashName(n)
		for t.slots[h%1024] != 0 {
			h++
		}
		t.slots[h%1024] = uint16(i)
	}
	return t
}

// hashName hashes up to the first twelve bytes and the last one, without case; the length alone
// excludes most others.
func hashName(s string) uint32 {
	h := uint32(len(s))
	n := min(len(s), 12)
	for i := 0; i < n; i++ {
		h = h*31 + uint32(s[i]|0x20)
	}
	return h ^ h>>10 ^ uint32(s[len(s)-1]|0x20)<<3
}

// find returns the index of s in the table's names, 0 for none.
func (t *nameTable) find(s string) uint16 {
	if len(s) == 0 || len(s) > 16 {
		return 0
	}
	h := hashName(s)
	for {
		i := t.slots[h%1024]
		if i == 0 || chars.EqualLower(s, t.names[i]) {
			return i
		}
		h++
	}
}

var (
	tagIndex  = newNameTable(tagNames[:])
	attrIndex = newNameTable(attrNames[:])
)
