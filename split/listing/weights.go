package listing

// The weights are learned by TestTrain (train_test.go, run with -train) from the
// features of public pages only: the development part of the listing yardstick
// (112 pages of 39 sites, mostly archived static sites) and, as pages that are no
// listings, the article yardsticks' pages. No text of theirs is in here, and no
// feature knows a site or a word of one.
//
// mainWeights: a conditional logit over a page's lists, every site counting the
// same, held to priorWeights by a Gaussian prior, since 39 sites cannot speak
// about 35 features on their own. pageWeights: logistic regression over the best
// list of listing and article pages, both classes of equal weight, as they are
// and stripped of names, headings and sectioning elements.

// priorWeights are what was thought before looking at any page: a heading with
// a link and text below it is an item, navigation is not.
var priorWeights = [nFeatures]float32{
	xCount: 1.5, xHeading: 2, xWrapped: 0.2, xTitled: -0.5, xLinked: 1, xLevel: 0.5, xTitleCls: 0.8, xLength: 1.5, xShort: -2,
	xDistinct: 1, xURLs: 1, xProse: 1.5, xProseMean: 1, xDates: 0.8, xImages: 0.3, xItem: 1, xOpening: 0.3, xFills: 0.5, xBare: -0.5,
	xShare: 2, xSpan: 1, xMain: 0.5, xNav: -3, xAside: -2, xFooter: -2, xHeader: -1.5, xComment: -2, xRelated: -2, xHidden: -1,
	xStart: -0.5, xMeta: -2, xMark: -3, xRail: -2, xMerged: 0.3, xOnward: 0.5, xNested: -4,
}

// mainWeights rank the lists of a page; the highest is the main one.
var mainWeights = [nFeatures]float32{
	xCount: 1.65, xHeading: 1.98, xWrapped: 0.16, xTitled: -0.5, xLinked: 1.04, xLevel: 0.62, xTitleCls: 1.14,
	xLength: 1.62, xShort: -2.09, xDistinct: 1.06, xURLs: 1.07, xProse: 1.17, xProseMean: 0.69, xDates: 0.91,
	xImages: 0.22, xItem: 1, xOpening: 0.66, xFills: 0.73, xBare: -0.16, xShare: 1.87, xSpan: 0.9, xMain: 0.11,
	xNav: -3, xAside: -2, xFooter: -2, xHeader: -1.5, xComment: -2, xRelated: -2, xHidden: -1.01, xStart: -0.58,
	xMeta: -1.61, xMark: -3.03, xRail: -1.56, xMerged: -0.23, xOnward: 0.78, xNested: -3.99,
}

// pageWeights and pageBias give the log odds that a page is a listing whose
// main list is the best one.
var pageWeights = [nFeatures]float32{
	xCount: 0.42, xHeading: -0.37, xWrapped: -0.81, xTitled: 0.04, xLinked: 1.36, xLevel: 0.84, xTitleCls: -0.08,
	xLength: 0.7, xShort: -0.75, xDistinct: 0.33, xURLs: 1.79, xProse: 0.71, xProseMean: -1.67, xDates: 0.95,
	xImages: 0.02, xItem: 0.02, xOpening: 2.33, xFills: 2.7, xBare: -1.41, xShare: 2.9, xSpan: 2.09, xMain: -0.43,
	xNav: -0.65, xAside: -1.02, xFooter: -0.11, xHeader: -0.36, xComment: -0.14, xRelated: -0.44, xHidden: -0.22,
	xStart: -1.86, xMeta: 0.88, xMark: -0.37, xRail: -0.8, xMerged: -1.32, xOnward: 1.11, xNested: -0.29,
}

const pageBias = -10.23
