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
// list of listing and article pages, both classes of equal weight.

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
	xCount: 0.16, xHeading: 0.33, xWrapped: -0.38, xTitled: -0.03, xLinked: 1.84, xLevel: 1.3, xTitleCls: 0.34,
	xLength: 0.56, xShort: -0.54, xDistinct: 0.22, xURLs: 2.1, xProse: 0.1, xProseMean: -1.38, xDates: 1.25,
	xImages: -0.4, xItem: -0.04, xOpening: 1.27, xFills: 1.93, xBare: -0.49, xShare: 2.74, xSpan: 1.94,
	xMain: -0.28, xNav: -0.24, xAside: -1.41, xFooter: -0.11, xHeader: -0.6, xComment: -0.66, xRelated: -0.72,
	xHidden: -0.26, xStart: -2.16, xMeta: 1.31, xMark: -0.1, xRail: 0.32, xMerged: -1.43, xOnward: 0.43,
}

const pageBias = -9.46
