// What rules are about, for the filter of the site's problems. A rule that is in no list is about how a page is written.

const kinds = {
  text: ['blankItem', 'missingSpace', 'wideColon', 'strayItem', 'misspelledKey', 'unknownKey', 'notShown', 'readAs', 'readAsNothing', 'duplicateKey', 'typeAsText', 'unknownType', 'notAText', 'notAGroup', 'notAList', 'emphasisStaysLiteral', 'emphasisNotPaired'],
  empty: ['noTitle', 'noCompany', 'noSummary', 'noLogo', 'emptyLogo', 'noLabel', 'noFact', 'noResult', 'noQuote', 'noHeading', 'noLinkText', 'noLink', 'emptyItem', 'emptyBlock', 'resultsCount'],
  links: ['notAnAddress', 'missingScheme', 'httpPicture', 'pictureMissing', 'pictureCase', 'heavyPicture', 'unusedPicture'],
  others: ['sameTitle', 'copiedTitle', 'labelSlip', 'rareLabel', 'cardWithoutCase', 'caseWithoutCard', 'noCard', 'cardAhead', 'latinPage', 'hanPage'],
} as const;

export const kindNames = ['text', 'empty', 'links', 'others', 'form'] as const;
export type Kind = (typeof kindNames)[number];

/** The rules of a kind, as they are looked for. */
export function codesOf(kind: Kind): { only: string[] | null; except: string[] } {
  return kind === 'form' ? { only: null, except: Object.values(kinds).flat() } : { only: [...kinds[kind]], except: [] };
}
