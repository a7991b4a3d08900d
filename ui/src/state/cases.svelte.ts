// The site's cases as the overview shows them; kept while a page is open, so that coming back finds the same place.

import * as ipc from '../ipc';
import type { CasePage, CaseRow, Failure } from '../ipc';
import { asFailure } from './failure';

class Cases {
  rows = $state.raw<CaseRow[] | null>(null);
  /** The list page of each language that has one. */
  lists = $state.raw<CasePage[]>([]);
  failure = $state.raw<Failure | null>(null);
  filter = $state('');
  /** How far the list was scrolled. */
  scroll = 0;
  #site = '';

  shown = $derived(this.rows && matching(this.rows, this.filter));

  /** Reads the list again; what is shown stays until the new one is there. */
  async load(site: string): Promise<void> {
    if (site !== this.#site) {
      this.#site = site;
      this.rows = null;
      this.filter = '';
      this.scroll = 0;
    }
    try {
      const list = await ipc.listCases();
      if (site !== this.#site) return;
      this.rows = list.cases;
      this.lists = list.lists;
      this.failure = null;
    } catch (error) {
      if (site === this.#site) this.failure = asFailure(error);
    }
  }
}

export const cases = new Cases();

/** The rows that hold every word of the filter, in any of their names. */
export function matching(rows: CaseRow[], filter: string): CaseRow[] {
  const parts = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return rows;
  return rows.filter((row) => {
    const names = [row.slug, ...row.pages.flatMap((page) => [page.company, page.title])].join('\n').toLowerCase();
    return parts.every((part) => names.includes(part));
  });
}

/** The page of a row that stands for it: in the first of these languages that has one which can be read. */
export function face(row: CaseRow, languages: string[]): CasePage | undefined {
  const pages = languages.flatMap((code) => row.pages.filter((page) => page.language === code));
  return pages.find((page) => page.state === 'ok') ?? pages[0] ?? row.pages[0];
}
