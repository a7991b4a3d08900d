// What rules are about, for the filter of the site's problems. A rule that is in no list is about how a page is written.

const kinds = {
  text: ['blankItem', 'missingSpace', 'wideColon', 'strayItem', 'misspelledKey', 'keyCase', 'unknownKey', 'notShown', 'notPublished', 'shortcode', 'knownShortcode', 'readAs', 'readAsNothing', 'duplicateKey', 'typeAsText', 'unknownType', 'notAText', 'notAGroup', 'notAList', 'noDash', 'strayFence', 'commentCuts', 'emphasisStaysLiteral', 'emphasisNotPaired'],
  empty: ['noTitle', 'noBlocks', 'noPanel', 'noCompany', 'noSummary', 'noLogo', 'emptyLogo', 'noLabel', 'noFact', 'noResult', 'noQuote', 'noAuthor', 'noHeading', 'noLinkText', 'noLink', 'emptyItem', 'emptyBlock', 'resultsCount'],
  links: ['notAnAddress', 'missingScheme', 'schemeRefused', 'linkStaysLiteral', 'linkWithoutAddress', 'httpPicture', 'pictureMissing', 'pictureCase', 'heavyPicture', 'unusedPicture'],
  others: ['sameTitle', 'copiedTitle', 'labelSlip', 'rareLabel', 'labelTwice', 'cardWithoutCase', 'caseWithoutCard', 'noCard', 'cardAhead', 'latinPage', 'hanPage'],
} as const;

export const kindNames = ['text', 'empty', 'links', 'others', 'form'] as const;
export type Kind = (typeof kindNames)[number];

/** The rules of a kind, as they are looked for. */
export function codesOf(kind: Kind): { only: string[] | null; except: string[] } {
  return kind === 'form' ? { only: null, except: Object.values(kinds).flat() } : { only: [...kinds[kind]], except: [] };
}
