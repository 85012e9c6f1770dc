package listing

// mainWeights rank the lists of a page; the highest is the main one.
var mainWeights = [nFeatures]float32{
	xCount: 1.5, xHeading: 2, xWrapped: 0.2, xTitled: -0.5, xLinked: 1, xLevel: 0.5, xTitleCls: 0.8, xLength: 1.5, xShort: -2,
	xDistinct: 1, xURLs: 1, xProse: 1.5, xProseMean: 1, xDates: 0.8, xImages: 0.3, xItem: 1, xOpening: 0.3, xFills: 0.5, xBare: -0.5,
	xShare: 2, xSpan: 1, xMain: 0.5, xNav: -3, xAside: -2, xFooter: -2, xHeader: -1.5, xComment: -2, xRelated: -2, xHidden: -1,
	xStart: -0.5, xMeta: -2, xMark: -3, xRail: -2, xMerged: 0.3, xOnward: 0.5,
}

// pageWeights and pageBias tell listing pages from others by their best list.
var pageWeights = [nFeatures]float32{}

const pageBias = 0.0
