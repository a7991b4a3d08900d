// Which cases are shown, and in which order. No state, no DOM.

import type { CasePage, CaseRow, Hit, OverviewSort } from '../ipc';

/** A case with all its names in small letters, to be searched for each key. */
export type Listed = CaseRow & { names: string };

/** Which cases are shown: all, those with a page that cannot be read, or those without a page in a language. */
export type Show = 'all' | 'broken' | { missing: string };

export function listed(row: CaseRow): Listed {
  const names = [row.slug, ...row.pages.flatMap((page) => [page.company, page.title])];
  return { ...row, names: names.join('\n').toLowerCase() };
}

/** The rows that hold every word of the filter in their names, or whose pages do in their texts. */
export function matching(rows: Listed[], filter: string, hits: ReadonlyMap<string, Hit>): Listed[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => named(row, words) || row.pages.some((page) => hits.has(page.path)));
}

/** Where a row's page holds the filter's words, when its names do not. */
export function hitOf(row: Listed, filter: string, hits: ReadonlyMap<string, Hit>, languages: string[]): Hit | undefined {
  if (hits.size === 0 || named(row, filter.toLowerCase().split(/\s+/).filter(Boolean))) return undefined;
  const first = face({ ...row, pages: row.pages.filter((page) => hits.has(page.path)) }, languages);
  return first && hits.get(first.path);
}

const named = (row: Listed, words: string[]): boolean => words.every((word) => row.names.includes(word));

export function showing(rows: Listed[], show: Show): Listed[] {
  if (show === 'all') return rows;
  if (show === 'broken') return rows.filter((row) => row.pages.some((page) => page.state === 'broken'));
  return rows.filter((row) => !row.pages.some((page) => page.language === show.missing));
}

/** Lines in another order; `lines` come by file name. */
export function sorted<Line extends { name: string; pages: CasePage[] }>(lines: Line[], by: OverviewSort, language: string): Line[] {
  if (by === 'file') return lines;
  if (by === 'company') {
    const { compare } = new Intl.Collator(language, { numeric: true });
    return lines.toSorted((a, b) => compare(a.name, b.name));
  }
  return lines.toSorted((a, b) => changed(b.pages) - changed(a.pages));
}

/** When any of these pages was last changed, in milliseconds since 1970; 0 when nobody knows. */
export const changed = (pages: CasePage[]): number => Math.max(0, ...pages.map((page) => page.modified ?? 0));

/** The page of a row that stands for it: in the first of these languages that has one which can be read. */
export function face(row: CaseRow, languages: string[]): CasePage | undefined {
  const pages = languages.flatMap((code) => row.pages.filter((page) => page.language === code));
  return pages.find((page) => page.state === 'ok') ?? pages[0] ?? row.pages[0];
}
