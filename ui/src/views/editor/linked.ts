// Which case a card of a list page leads to.

import type { CasePage } from '../../ipc';
import { cases } from '../../state/cases.svelte';
import type { ViewOf } from '../../state/page.svelte';

/** The name in small letters of the case that a list page's link leads to; none when it leads elsewhere. */
export function caseIn(link: string): string | null {
  const path = link.trim().replace(/[?#].*$/, '');
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) return null;
  const way = path.startsWith('/') ? [] : ['case'];
  for (const step of path.split('/')) {
    if (step === '..') way.pop();
    else if (step && step !== '.') way.push(step.toLowerCase());
  }
  // A language may stand before.
  if (way.length === 3) way.shift();
  return way.length === 2 && way[0] === 'case' ? way[1]! : null;
}

/** The case's page in a language, where there is one and the site's pages have been read. */
export function linkedCase(link: string, language: string): CasePage | null {
  const name = caseIn(link);
  if (!name) return null;
  // Versions of a page may have other names than its own.
  const row = cases.rows?.find(({ pages }) => pages.some(({ path }) => pageName(path) === name));
  return row?.pages.find((page) => page.language === language) ?? null;
}

/** A page's name in small letters: `case/<name>.md`, `case/<name>/index.md`, and a language where its ending tells it. */
const pageName = (path: string): string => path.toLowerCase().replace(/\/index(\.[a-z]{2}(-[a-z]+)?)?\.md$/, '').split('/').pop()!.replace(/(\.[a-z]{2}(-[a-z]+)?)?\.md$/, '');

/** What a card is called: the company, else what its link says, else its first words. */
export function cardName(card: ViewOf<'card'>, language: string): string {
  const { link, content } = card;
  return linkedCase(link.text, language)?.company || caseIn(link.text) || link.text.trim() || content.text.trim().slice(0, 40);
}
