// Which cases are shown, and in which order. No state, no DOM.

import type { CasePage, CaseRow, OverviewSort } from '../ipc';

/** A case, or the list page, with what is asked of it for each key. */
export type Line = CaseRow & {
  /** The company's name; of a page that does not tell it, its title or its file's name. */
  name: string;
  /** The page whose name and logo are shown. */
  face: CasePage | undefined;
  /** All its names in small letters. */
  names: string;
  /** When any of its pages was last changed, in milliseconds since 1970; 0 when nobody knows. */
  changed: number;
};

/** Which cases are shown: all, those with a page that has problems, cannot be read or is unsaved, or those without a page in a language. */
export type Show = 'all' | 'problems' | 'broken' | 'unsaved' | { missing: string };

/** `languages`: which page stands for the case, the first of them that is there. */
export function line(row: CaseRow, languages: string[]): Line {
  const page = face(row.pages, languages);
  const names = [row.slug, ...row.pages.flatMap((page) => [page.company, page.title])];
  return {
    ...row,
    name: page?.company || page?.title || row.slug,
    face: page,
    names: names.join('\n').toLowerCase(),
    changed: Math.max(0, ...row.pages.map((page) => page.modified ?? 0)),
  };
}

/** The words that a filter asks for. */
export const asked = (filter: string): string[] => filter.toLowerCase().split(/\s+/).filter(Boolean);

/** Those that hold every word of the filter in their names, or whose pages do in their texts (`found`: their paths). */
export function matching(lines: Line[], filter: string, found: ReadonlySet<string>): Line[] {
  const words = asked(filter);
  if (words.length === 0) return lines;
  return lines.filter((line) => named(line, words) || line.pages.some((page) => found.has(page.path)));
}

/** The page that holds the filter's words, when the names do not. */
export function foundIn(line: Line, filter: string, found: ReadonlySet<string>, languages: string[]): CasePage | undefined {
  if (found.size === 0 || named(line, asked(filter))) return undefined;
  const pages = line.pages.filter((page) => found.has(page.path));
  return pages.length > 0 ? face(pages, languages) : undefined;
}

const named = (line: Line, words: string[]): boolean => words.every((word) => line.names.includes(word));

/** `unsaved` and `problems`: the paths of such pages. */
export function showing(lines: Line[], show: Show, { unsaved, problems }: Record<'unsaved' | 'problems', ReadonlySet<string>>): Line[] {
  if (show === 'all') return lines;
  if (show === 'unsaved') return lines.filter((line) => line.pages.some((page) => unsaved.has(page.path)));
  if (show === 'problems') return lines.filter((line) => line.pages.some((page) => problems.has(page.path)));
  if (show === 'broken') return lines.filter((line) => line.pages.some((page) => page.state === 'broken'));
  return lines.filter((line) => !line.pages.some((page) => page.language === show.missing));
}

/** In another order; `lines` come by file name. */
export function sorted(lines: Line[], by: OverviewSort, language: string): Line[] {
  if (by === 'file') return lines;
  if (by === 'changed') return lines.toSorted((a, b) => b.changed - a.changed);
  const { compare } = new Intl.Collator(language, { numeric: true });
  return lines.toSorted((a, b) => compare(a.name, b.name));
}

/** The page that stands for all of these: in the first of the languages that has one which can be read. */
export function face(pages: CasePage[], languages: string[]): CasePage | undefined {
  let first: CasePage | undefined;
  for (const code of languages) {
    const page = pages.find((page) => page.language === code);
    if (page?.state === 'ok') return page;
    first ??= page;
  }
  return first ?? pages[0];
}
