package listing

// mainWeights order the lists of a page; the best few are read in full and proposed. They began as
// estimates (a heading with a link and text below it is an item, navigation is not), adjusted
// slightly by a conditional logit over the lists of the first listing yardstick. Their effect is
// small: with the estimates alone the right list is among the proposals of as many pages.
var mainWeights = [nFeatures]float32{
	xCount: 1.65, xHeading: 1.98, xWrapped: 0.16, xTitled: -0.5, xLinked: 1.04, xLevel: 0.62, xTitleCls: 1.14,
	xLength: 1.62, xShort: -2.09, xDistinct: 1.06, xURLs: 1.07, xProse: 1.17, xProseMean: 0.69, xDates: 0.91,
	xImages: 0.22, xItem: 1, xOpening: 0.66, xFills: 0.73, xBare: -0.16, xShare: 1.87, xSpan: 0.9, xMain: 0.11,
	xNav: -3, xAside: -2, xFooter: -2, xHeader: -1.5, xComment: -2, xRelated: -2, xHidden: -1.01, xStart: -0.58,
	xMeta: -1.61, xMark: -3.03, xRail: -1.56, xMerged: -0.23, xOnward: 0.78, xNested: -3.99,
}
